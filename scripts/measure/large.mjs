// A whole large record in the built site beside the sample hospitals: what filling it, opening its lists and typing in
// their search boxes do to the main thread, and how much memory it takes, beside `JSON.parse` of the same bytes.
// `node scripts/measure/large.mjs CHART`; with `four` behind it, the same chart at four hospitals, merged.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { click, end, signIn, signInBeside, SITE, startHospitals, until, visit, YES } from "./hospitals.mjs";
import { withBrowser } from "./webdriver.mjs";

const QUIET = 4000; // ms without a request: the chart has loaded
const LISTS = ["/results", "/record/procedures", "/record/claims", "/record/vitals", "/record/surveys", "/medicines", "/medicines/compare", "/visits", "/documents"];
const TYPED = ["a", "as", "ass", "asse", "asses", "assess", "m", "me", "med"];
const PAGE = 50;
const BESIDE = ["lakeside", "hillside", "riverside"];

const [chart, four] = process.argv.slice(2);
const json = gunzipSync(readFileSync(chart)).length;

const hospitals = await startHospitals([four ? "--everywhere" : "--data", chart]);
try {
  for (const slower of [1, 4]) await withBrowser((browser) => measure(browser, slower));
  if (!four) await withBrowser(parse);
} finally {
  await end(hospitals);
}

async function measure(browser, slower) {
  console.log(`-- ${slower === 1 ? "as fast as this machine" : `${slower} times slower`}`);
  await browser.devtools("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})()` });
  const begins = Date.now();
  await signIn(browser, "last", { beforeConsent: () => browser.devtools("Emulation.setCPUThrottlingRate", { rate: slower }) });
  await until(browser, `location.origin === "${SITE}" && location.pathname === "/callback"`);
  await until(browser, "globalThis.seen?.last");
  await visit(browser, "/home");
  for (const hospital of four ? BESIDE : []) {
    await until(browser, `performance.now() - globalThis.seen.last > ${QUIET}`, 300);
    await signInBeside(browser, hospital, "last");
    await click(browser, YES);
    await until(browser, "performance.now() - globalThis.seen.last < 1000");
  }
  await until(browser, `performance.now() - globalThis.seen.last > ${QUIET}`, 300);
  const { tasks, sent, answers } = await browser.run("return globalThis.seen.sum()");
  const waits = QUIET * (four ? BESIDE.length + 1 : 1);
  say(`filled from ${answers} answers, ${mega(sent)} of JSON`, `${((Date.now() - begins - waits) / 1000).toFixed(0)} s`);
  say("  main-thread tasks over 50 ms", told(tasks));

  await visit(browser, "/record/receipt");
  say("  the receipt says", await browser.run("return document.querySelector('main').innerText.split('\\n').filter((line) => /\\d/.test(line)).slice(0, 2).join(' ')"));
  if (slower === 1) {
    const [program, heap] = await memory(browser);
    say("  memory, program and scripts", `${mega(program)} + ${mega(heap)}`);
    say("  as many times the JSON that was sent", ((program + heap) / sent).toFixed(2));
    say("  as many times the chart's file", ((program + heap) / json).toFixed(2));
  }

  for (const list of LISTS) {
    await browser.run("globalThis.seen.tasks.length = 0");
    await visit(browser, list);
    await pause(2000);
    const { tasks, rows, box } = await browser.run(`
      const rows = document.querySelectorAll("main .row, main .list > *, main tbody tr").length;
      return { tasks: globalThis.seen.tasks, rows, box: document.querySelector("main input[type=search]") !== null };`);
    say(`${list}: ${rows} rows drawn; tasks over 50 ms`, told(tasks));
    if (box) {
      const took = await browser.run("return globalThis.seen.types(arguments[0])", TYPED);
      say("  a letter typed, until it is painted", `p50 ${at(took, 0.5)}, longest ${at(took, 1)} ms`);
      say("    each of them, the last when the field is emptied", took.join(", "));
    }
  }
}

/** The same chart by `JSON.parse`, in a page of its own. */
async function parse(browser) {
  await browser.open(`${SITE}/robots.txt`);
  await browser.devtools("HeapProfiler.collectGarbage");
  const before = (await browser.devtools("Runtime.getHeapUsage")).usedSize;
  const text = gunzipSync(readFileSync(chart)).toString();
  // In pieces: the driver takes no command of so many bytes.
  await browser.run("globalThis.pieces = []");
  for (let from = 0; from < text.length; from += 4_000_000) {
    await browser.run("globalThis.pieces.push(arguments[0])", text.slice(from, from + 4_000_000));
  }
  const took = await browser.run(`
    const text = globalThis.pieces.join("");
    delete globalThis.pieces;
    const bytes = new TextEncoder().encode(text);
    const begins = performance.now();
    globalThis.parsed = JSON.parse(new TextDecoder().decode(bytes));
    return Math.round(performance.now() - begins);`);
  await browser.devtools("HeapProfiler.collectGarbage");
  const after = (await browser.devtools("Runtime.getHeapUsage")).usedSize;
  console.log("-- JSON.parse of the chart's file");
  say("  one task of", `${took} ms`);
  say("  memory", `${mega(after - before)}, ${((after - before) / json).toFixed(2)} x the file`);
}

/** Runs in every page before its own scripts. */
function watch() {
  const seen = { last: 0, tasks: [] };
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(Math.round(duration));
  }).observe({ type: "longtask", buffered: true });
  let sent = 0;
  let answers = 0;
  new PerformanceObserver(() => (seen.last = performance.now())).observe({ type: "resource", buffered: true });
  const { fetch } = globalThis;
  globalThis.fetch = async (...given) => {
    const answer = await fetch(...given);
    if (/\/fhir\//.test(answer.url)) {
      answers += 1;
      sent += Number(answer.headers.get("content-length"));
    }
    return answer;
  };
  seen.sum = () => ({ tasks: seen.tasks, sent, answers });

  const { instantiate, instantiateStreaming } = WebAssembly;
  const keeps = (made) => {
    const { exports } = made.instance ?? made;
    if (exports.memory) seen.memory = exports.memory;
    return made;
  };
  WebAssembly.instantiate = (...given) => instantiate(...given).then(keeps);
  WebAssembly.instantiateStreaming = (...given) => instantiateStreaming(...given).then(keeps);

  // From the event to the frame that shows its rows: a task behind the second frame's callback.
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  seen.types = async (texts) => {
    const field = document.querySelector("main input[type=search]");
    // As somebody does who types: first the field, then letters.
    field.focus();
    await painted();
    const took = [];
    for (const text of [...texts, ""]) {
      const begins = performance.now();
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await painted();
      took.push(Math.round(performance.now() - begins));
    }
    return took;
  };
}

/** Bytes of the program's memory, and of the scripts' heap after a collection. */
async function memory(browser) {
  await browser.devtools("HeapProfiler.collectGarbage");
  const heap = (await browser.devtools("Runtime.getHeapUsage")).usedSize;
  const program = await browser.run("return globalThis.seen.memory?.buffer.byteLength ?? 0");
  return [program, heap];
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function told(tasks) {
  return tasks.length === 0 ? "none" : `${tasks.length}, longest ${Math.max(...tasks)} ms`;
}

function at(list, part) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1];
}

function mega(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function say(what, number) {
  console.log(`${what.padEnd(64)}${String(number).padStart(10)}`);
}
