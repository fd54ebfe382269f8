// What a keystroke costs while somebody looks for a hospital: from the moment the list follows to its first rows in the
// page (the others come in a task of their own), in the built site with a directory of all shared lists, on a slower processor.
// `node scripts/measure/finding.mjs DIRECTORY`, a folder that the command `directory` has made.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SITE, startHospitals, until } from "./hospitals.mjs";
import { withBrowser } from "./webdriver.mjs";

const SLOWER = 4; // times slower than this machine, for a telephone
const PAUSE = 300; // ms: the list follows so long after the last letter (src/pages/find.rs)
const QUERIES = [
  "massachusetts general hospital",
  "childrens hospital of philadelphia",
  "st marys family clinic madison wi",
  "kaiser permanente northern california",
  "mychart cleveland",
  "02115",
  "hopital saint jean",
  "univercity of wisconsn",
  "ucsf",
  "heart and vascular center texas",
];

const site = mkdtempSync(join(tmpdir(), "satchel-finding-"));
try {
  cpSync("dist", site, { recursive: true });
  cpSync(process.argv[2], join(site, "directory"), { recursive: true });
  const settings = join(site, "satchel.json");
  writeFileSync(settings, JSON.stringify({ ...JSON.parse(readFileSync(settings, "utf8")), directory: true }));
  const hospitals = await startHospitals(["--site", site]);
  try {
    await withBrowser(measure);
  } finally {
    hospitals.kill();
  }
} finally {
  rmSync(site, { recursive: true });
}

async function measure(browser) {
  await browser.devtools("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})(${PAUSE})` });
  await browser.open(`${SITE}/connect`);
  await until(browser, "document.querySelector('#find')");
  await until(browser, "!document.body.innerText.includes('still on its way')");
  await browser.devtools("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  let found = 0;
  for (const query of QUERIES) {
    for (let length = 1; length <= query.length; length += 1) {
      await browser.run(`return globalThis.types(arguments[0])`, query.slice(0, length));
    }
    found += await browser.run("return document.querySelectorAll('#found > li').length");
  }
  const took = (await browser.run("return globalThis.took")).sort((a, b) => a - b);
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))].toFixed(1);
  const what = `results of a keystroke, ${SLOWER}x slower CPU, ${took.length} keystrokes`;
  console.log(what.padEnd(64) + `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`);
  if (found < QUERIES.length) throw new Error("most queries find nothing: is the directory there?");
}

/** Runs in the page before its own scripts: times what a pause after a letter sets off, until the page is as it says. */
function watch(pause) {
  globalThis.took = [];
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (task, delay, ...rest) => {
    if (delay !== pause || typeof task !== "function") return setTimeout(task, delay, ...rest);
    return setTimeout(async () => {
      const begun = performance.now();
      task(...rest);
      // What the task has set off runs in microtasks, one after the other; so many steps deep it never is.
      for (let step = 0; step < 100; step += 1) await undefined;
      globalThis.took.push(performance.now() - begun);
      globalThis.drawn?.();
    }, delay);
  };
  globalThis.types = (text) =>
    new Promise((resolve) => {
      globalThis.drawn = resolve;
      const field = document.querySelector("#find");
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
}
