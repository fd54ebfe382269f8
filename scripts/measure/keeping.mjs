// What keeping a big chart on the device costs, in the built site beside the sample hospitals: how much room it takes,
// how long it is from the key to the first result in Home, and what the saving of a draft does to the main thread.
// `node scripts/measure/keeping.mjs CHART`; medians of several unlocks and saves.

import { statSync } from "node:fs";
import { click, end, signIn, SITE, startHospitals, until, visit } from "./hospitals.mjs";
import { withBrowser } from "./webdriver.mjs";

const UNLOCKS = 5;
const SAVES = 20;
const TYPING = 1500; // ms: a draft is saved so long after the last letter (src/safe/vault.rs)
const QUIET = 3000; // ms without a request: the chart has loaded
const PASSPHRASE = "violin cactus Tuesday harbor";
const FIRST_RESULT = 'main a[href^="/results/"]';

const chart = process.argv[2];

const hospitals = await startHospitals(["--data", chart]);
try {
  await withBrowser(measure);
} finally {
  await end(hospitals);
}

async function measure(browser) {
  await browser.devtools("Page.addScriptToEvaluateOnNewDocument", {
    source: `(${watch})(${JSON.stringify(FIRST_RESULT)}, ${TYPING})`,
  });
  await signIn(browser, "last", { keeping: "device" });
  await until(browser, `location.origin === "${SITE}"`);
  await loaded(browser);
  const { pages, gzip } = await browser.run("return globalThis.sent()");
  await visit(browser, "/settings/keeping");
  await fill(browser, "#new-passphrase");
  await until(browser, "document.body.textContent.includes('Your record is kept on this device now.')");
  const vault = await browser.run(`return (${size})()`);
  const over = (size) => `${(vault / size).toFixed(2)} x`;
  say("the vault, all values", `${vault} bytes`);
  say(`  the same ${pages} answers, each gzipped: ${gzip}`, over(gzip));
  say(`  the chart's file, gzipped as one: ${statSync(chart).size}`, over(statSync(chart).size));

  const unlocks = [];
  for (let round = 0; round < UNLOCKS; round += 1) {
    await browser.open(`${SITE}/home`);
    await fill(browser, "#passphrase");
    await until(browser, "globalThis.seen.first");
    unlocks.push(await browser.run("return Math.round(globalThis.seen.first - globalThis.seen.derived)"));
    await loaded(browser);
  }
  say("from the key to the first result in Home, after a reload", `${at(unlocks, 0.5)} ms`);
  console.log(`  each of them: ${unlocks.join(", ")} ms`);

  await visit(browser, "/messages/new");
  await until(browser, "document.querySelector('textarea')");
  const saves = [];
  for (let round = 0; round < SAVES; round += 1) {
    saves.push(await browser.run("return globalThis.types(arguments[0])", `May I swim?${" Or dive?".repeat(round)}`));
  }
  const part = (list, part) => `${at(list, part).toFixed(1)} ms`;
  const told = (list) => `p50 ${part(list, 0.5)}, p95 ${part(list, 0.95)}, longest ${part(list, 1)}`;
  const whole = saves.map((tasks) => tasks.reduce((sum, task) => sum + task));
  say(`script of one save of a draft, ${SAVES} saves`, told(whole));
  say("  its longest task", told(saves.map((tasks) => Math.max(...tasks))));
}

/** Runs in every page before its own scripts, and keeps what the measurements ask for. */
function watch(selector, typing) {
  const seen = { derived: 0, first: 0, last: 0 };
  globalThis.seen = seen;
  new PerformanceObserver(() => (seen.last = performance.now())).observe({ type: "resource", buffered: true });

  // The worker that makes the key answers once; its first answer here is the one that opens the vault.
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => (seen.derived ||= performance.now()));
    }
  };
  const look = () => {
    if (seen.derived && document.querySelector(selector)) seen.first = performance.now();
    else requestAnimationFrame(look);
  };
  if (location.pathname === "/home") look();

  // What the hospital sends to the page that signs in, gzipped as the vault does it.
  const sizes = [];
  globalThis.sent = async () => {
    const known = await Promise.all(sizes);
    return { pages: known.length, gzip: known.reduce((sum, size) => sum + size, 0) };
  };
  if (location.pathname === "/callback") {
    const { fetch } = globalThis;
    globalThis.fetch = async (...given) => {
      const answer = await fetch(...given);
      if (answer.ok && /\/fhir\/(?!metadata|\.well-known)/.test(answer.url)) {
        const packed = answer.clone().body.pipeThrough(new CompressionStream("gzip"));
        sizes.push(new Response(packed).arrayBuffer().then((bytes) => bytes.byteLength));
      }
      return answer;
    };
  }

  // A save is the task that the end of typing sets off, what goes on when a value is sealed, and what goes on when the
  // database answers; each ends when the microtasks after it have run.
  let tasks = [];
  let saved;
  const timed = async (begun = performance.now()) => {
    // So many steps deep it never is.
    for (let step = 0; step < 100; step += 1) await undefined;
    tasks.push(performance.now() - begun);
  };
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (task, delay, ...rest) => {
    if (delay !== typing || typeof task !== "function") return setTimeout(task, delay, ...rest);
    return setTimeout(() => {
      tasks = [];
      timed();
      task(...rest);
    }, delay);
  };
  const { encrypt } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.encrypt = function (...given) {
    const sealed = encrypt.apply(this, given);
    sealed.then(() => void timed());
    return sealed;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const opened = transaction.apply(this, given);
    let begun;
    const begins = () => (begun = performance.now());
    const ends = () => tasks.push(performance.now() - begun);
    opened.addEventListener("success", begins, true);
    opened.addEventListener("success", ends);
    opened.addEventListener("complete", begins);
    // Behind the listener that the app sets in the same breath.
    queueMicrotask(() =>
      opened.addEventListener("complete", () => {
        ends();
        if (document.querySelector(".kept")?.textContent.startsWith("Draft saved")) saved?.(tasks);
      }),
    );
    return opened;
  };
  globalThis.types = (text) =>
    new Promise((resolve) => {
      saved = resolve;
      const field = document.querySelector("textarea");
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
}

/** How many bytes the sealed values take. Runs in the page. */
async function size() {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open("satchel"));
  const values = await done(database.transaction("values").objectStore("values").getAll());
  database.close();
  return values.reduce((sum, value) => sum + value.byteLength, 0);
}

/** Waits until the network has been quiet for a while. */
function loaded(browser) {
  return until(browser, `performance.now() - globalThis.seen.last > ${QUIET}`);
}

/** Types the passphrase into this field, and sends the form. */
async function fill(browser, field) {
  await until(browser, `document.querySelector(${JSON.stringify(field)})`);
  await browser.run(`
    const field = document.querySelector(arguments[0]);
    field.value = arguments[1];
    field.dispatchEvent(new Event("input", { bubbles: true }));`, field, PASSPHRASE);
  await click(browser, `form:has(${field}) [type=submit]`);
}

function at(list, part) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1];
}

function say(what, number) {
  console.log(what.padEnd(64) + number.padStart(10));
}
