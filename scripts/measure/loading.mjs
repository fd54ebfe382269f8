// From the hospital's answer to the patient's first result, and what a big chart does to the main thread, in the built
// site beside the sample hospitals. `node scripts/measure/loading.mjs CHART`; medians of several sign-ins.

import { SITE, startHospitals, until } from "./hospitals.mjs";
import { withBrowser } from "./webdriver.mjs";

const ROUNDS = 5;
const DELAY = 100; // ms per request, preflights included: the sandbox waits before every answer
const SLOWER = 4; // times slower than this machine, for a telephone
const FIRST_RESULT = 'main a[href^="/results/"]';
const QUIET = 3000; // ms without a request: the chart has loaded

const chart = process.argv[2];

const first = await rounds(["--delay-ms", String(DELAY)], async (browser) => {
  await signIn(browser, "first", () => browser.devtools("Emulation.setCPUThrottlingRate", { rate: SLOWER }));
  return (await seen(browser)).first;
});
console.log(`callback to first result, ${DELAY} ms per request, ${SLOWER}x slower CPU`.padEnd(64) + `${median(first)} ms`.padStart(10));

let tasks = [];
const longest = await rounds(["--data", chart], async (browser) => {
  await signIn(browser, "last");
  tasks = (await seen(browser)).tasks;
  return Math.max(0, ...tasks.map(([, took]) => took));
});
const words = median(longest) === 0 ? "none over 50" : median(longest);
console.log("longest main-thread task while the big chart loads".padEnd(64) + `${words} ms`.padStart(10));
console.log(`  all over 50 ms, last sign-in: ${tasks.map(([at, took]) => `${took} ms (at ${at})`).join(", ") || "none"}`);

/** Some sign-ins, each in a browser of its own, at hospitals started with `options`. */
async function rounds(options, work) {
  const hospitals = await startHospitals(options);
  const results = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      results.push(
        await withBrowser(async (browser) => {
          await browser.devtools("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})(${JSON.stringify(FIRST_RESULT)})` });
          return work(browser);
        }),
      );
    }
  } finally {
    hospitals.kill();
  }
  return results;
}

/** Signs in as the patient whom the hospital's page lists first (Maria) or last (a chart given with --data). */
async function signIn(browser, which, beforeConsent = () => {}) {
  await browser.open(`${SITE}/connect/st-marys`);
  await click(browser, 'main button[type="button"], main button');
  await until(browser, "document.querySelector('#username')");
  await browser.run(`
    const codes = [...document.querySelectorAll("tbody tr:" + arguments[0] + "-child code")];
    const [username, password] = codes.map((code) => code.textContent);
    document.querySelector("#username").value = username;
    document.querySelector("#password").value = password;`, which);
  await click(browser, "form button");
  await until(browser, "document.querySelector('button[value=allow]')");
  await beforeConsent();
  await click(browser, "button[value=allow]");
  await until(browser, "globalThis.seen?.first");
}

/** Runs in every page before its own scripts, and keeps what the measurements ask for in `globalThis.seen`. */
function watch(selector) {
  const seen = { first: 0, last: 0, tasks: [] };
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push([Math.round(startTime), Math.round(duration)]);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver(() => (seen.last = performance.now())).observe({ type: "resource", buffered: true });
  const look = () => {
    if (location.pathname !== "/connect/st-marys" && document.querySelector(selector)) {
      seen.first = Math.round(performance.now());
      return;
    }
    // "Go to Home now", as soon as it may be pressed; in a task of its own, as a finger does, and not within a frame's.
    const go = location.pathname === "/callback" && document.querySelector("main button:enabled:not([aria-disabled=true])");
    if (go) setTimeout(() => go.click(), 0);
    requestAnimationFrame(look);
  };
  look();
}

/** What was seen, once the network has been quiet for a while. */
async function seen(browser) {
  await until(browser, `performance.now() - globalThis.seen.last > ${QUIET}`);
  return browser.run("return globalThis.seen");
}

async function click(browser, selector) {
  await until(browser, `document.querySelector(${JSON.stringify(selector)})`);
  await browser.run("document.querySelector(arguments[0]).click()", selector);
}

function median(list) {
  return list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
}
