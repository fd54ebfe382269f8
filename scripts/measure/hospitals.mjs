// The sample hospitals beside the built site, for as long as something is measured.

import { spawn } from "node:child_process";

const PORT = 8800;

/** Where the site is. */
export const SITE = `http://localhost:${PORT}`;

/** Starts them, with these options beside the usual ones. */
export function startHospitals(options) {
  const own = options.includes("--site") ? [] : ["--site", "dist"];
  const hospitals = spawn("target/sandbox/sandbox", [...own, "--port", String(PORT), ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    hospitals.on("exit", () => reject(new Error("the sample hospitals ended")));
    hospitals.stdout.on("data", (data) => String(data).includes("Ready.") && resolve(hospitals));
  });
}

/** Ends them, and waits until their port is free. */
export function end(hospitals) {
  return new Promise((resolve) => {
    hospitals.on("exit", resolve);
    hospitals.kill();
  });
}

/** Waits, at most so many seconds, until an expression holds in the page. */
export async function until(browser, expression, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (await browser.run(`return Boolean(${expression})`).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never came true: ${expression}`);
}

/**
 * Signs in as the patient whom the hospital's page lists first (Maria) or last (a chart given with --data), with this
 * answer to how the record is kept, or the usual one.
 */
export async function signIn(browser, which, { keeping, beforeConsent = () => {} } = {}) {
  await browser.open(`${SITE}/connect/st-marys`);
  if (keeping) await click(browser, `[name=keeping][value=${keeping}]`);
  await click(browser, 'main button[type="button"], main button');
  await identify(browser, which);
  await allow(browser, beforeConsent);
}

/** Where one says yes to whose record it is. */
export const YES = "main .acts button.btn";

/** Signs in at another hospital in a tab of its own, up to the question whose record it is. */
export async function signInBeside(browser, hospital, which) {
  await visit(browser, `/connect/${hospital}`);
  const [portal, ...others] = await browser.tabs(1);
  await click(browser, "main a[target=_blank].btn");
  const tabs = await browser.tabs(others.length + 2);
  await browser.turnTo(tabs.find((tab) => tab !== portal && !others.includes(tab)));
  await identify(browser, which);
  await allow(browser);
  await browser.turnTo(portal);
  await until(browser, `location.pathname === "/callback" && document.querySelector("${YES}")`);
}

/** Says at a hospital's page who signs in: whom it lists first or last. */
export async function identify(browser, which) {
  await until(browser, "document.querySelector('#username')");
  await browser.run(`
    const codes = [...document.querySelectorAll("tbody tr:" + arguments[0] + "-child code")];
    const [username, password] = codes.map((code) => code.textContent);
    document.querySelector("#username").value = username;
    document.querySelector("#password").value = password;`, which);
  await click(browser, "form button");
}

/** Lets the portal read everything. */
export async function allow(browser, beforeConsent = () => {}) {
  await until(browser, "document.querySelector('button[value=allow]')");
  await beforeConsent();
  await click(browser, "button[value=allow]");
}

/** Another page of the app, as by a link of it: the app itself stays. */
export async function visit(browser, path) {
  await browser.run(`
    const link = document.createElement("a");
    link.href = arguments[0];
    document.body.append(link);
    link.click();
    link.remove();`, path);
  await until(browser, "document.querySelector('main h1')");
}

export async function click(browser, selector) {
  await until(browser, `document.querySelector(${JSON.stringify(selector)})`);
  await browser.run("document.querySelector(arguments[0]).click()", selector);
}
