// From the hospital's answer to the patient's first result, and what a big chart does to the main thread, in the built
// site beside the sample hospitals. `node scripts/measure/loading.mjs CHART`; medians of several sign-ins.

import { end, signIn, signInBeside, startHospitals, until, YES } from "./hospitals.mjs";
import { withBrowser } from "./webdriver.mjs";

const ROUNDS = 5;
const DELAY = 100; // ms per request, preflights included: the sandbox waits before every answer
const SLOWER = 4; // times slower than this machine, for a telephone
const FIRST_RESULT = 'main a[href^="/results/"]';
const QUIET = 3000; // ms without a request: the chart has loaded

const chart = process.argv[2];

const first = await rounds(["--delay-ms", String(DELAY)], async (browser) => {
  await signIn(browser, "first", { beforeConsent: () => browser.devtools("Emulation.setCPUThrottlingRate", { rate: SLOWER }) });
  return (await seen(browser)).first;
});
console.log(`callback to first result, ${DELAY} ms per request, ${SLOWER}x slower CPU`.padEnd(64) + `${median(first)} ms`.padStart(10));

const trips = await rounds(["--delay-ms", String(DELAY)], firstLists);
for (const [place, which] of ["the first hospital", "a second one beside it"].entries()) {
  const took = median(trips.map((both) => both[place]));
  const waited = `${(took / DELAY).toFixed(1)} round trips of ${DELAY} ms, preflight included`;
  console.log(`${which}: the first list has come after the token`.padEnd(64) + `${took} ms`.padStart(10));
  console.log(`  ${waited}`);
}
console.log("the first hospital: that list is drawn after the token".padEnd(64) + `${median(trips.map(([, , drawn]) => drawn))} ms`.padStart(10));

let tasks = [];
const longest = await rounds(["--data", chart], async (browser) => {
  await signIn(browser, "last");
  tasks = (await seen(browser)).tasks;
  return Math.max(0, ...tasks.map(([, took]) => took));
});
const words = median(longest) === 0 ? "none over 50" : median(longest);
console.log("longest main-thread task while the big chart loads".padEnd(64) + `${words} ms`.padStart(10));
console.log(`  all over 50 ms, last sign-in: ${tasks.map(([at, took]) => `${took} ms (at ${at})`).join(", ") || "none"}`);

/**
 * How long it is, in milliseconds, from the token to the answer of the first list at one hospital; from the yes to whose
 * record it is to that answer at a second one while the first is open; and until the first is drawn.
 */
async function firstLists(browser) {
  await signIn(browser, "first");
  const { first } = await seen(browser);
  const [token, answer] = await browser.run(`
    const entries = performance.getEntriesByType("resource");
    const token = entries.find(({ name }) => name.endsWith("/token"));
    const ends = entries.filter(({ name }) => /Observation|DiagnosticReport/.test(name)).map(({ responseEnd }) => responseEnd);
    return [token.responseEnd, Math.min(...ends)];`);
  await signInBeside(browser, "lakeside", "first");
  const second = await browser.run(`
    const before = performance.now();
    document.querySelector("${YES}").click();
    const answered = ({ name, startTime }) => startTime >= before && /Observation|DiagnosticReport/.test(name);
    for (;;) {
      const answer = performance.getEntriesByType("resource").find(answered);
      if (answer) return answer.responseEnd - before;
      await new Promise((done) => setTimeout(done, 5));
    }`);
  return [Math.round(answer - token), Math.round(second), Math.round(first - token)];
}

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
    await end(hospitals);
  }
  return results;
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

/** What was seen, once the first result is here and the network has been quiet for a while. */
async function seen(browser) {
  await until(browser, "globalThis.seen?.first");
  await until(browser, `performance.now() - globalThis.seen.last > ${QUIET}`);
  return browser.run("return globalThis.seen");
}

function median(list) {
  return list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
}
