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

/** Waits, at most a minute, until an expression holds in the page. */
export async function until(browser, expression) {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    if (await browser.run(`return Boolean(${expression})`).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never came true: ${expression}`);
}
