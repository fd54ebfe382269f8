// Merging one chart of four hospitals in Chromium, in slices as the app does: how long the longest takes, a late
// page, and a hospital that leaves. `node scripts/measure/merging.mjs MODULE_FOLDER CHART`

import { basename, join } from "node:path";
import { serve } from "./files.mjs";
import { withBrowser } from "./webdriver.mjs";

const SLICE = 256; // steps, as in src/chart/merged.rs
const BREATH = 8; // ms, as in src/browser/clock.rs
const ROUNDS = 3;
const [folder, chart] = process.argv.slice(2);

const server = await serve([join(folder, "merging.js"), join(folder, "merging_bg.wasm"), chart]);
const page = `http://127.0.0.1:${server.address().port}/`;
try {
  for (const slower of [1, 4]) await withBrowser((browser) => measure(browser, slower));
} finally {
  server.close();
}

async function measure(browser, slower) {
  await browser.open(page);
  await browser.devtools("Emulation.setCPUThrottlingRate", { rate: slower });
  for (let round = 0; round < ROUNDS; round += 1) {
    const { size, put, all, slice, late, leaving } = await browser.run(MEASURE(), `/${basename(chart)}`, SLICE, BREATH);
    const ms = (time) => `${time.toFixed(1)} ms`;
    console.log(`${slower} x slower: 4 x ${size} resources put in ${ms(put)}, merged in ${ms(all)}; longest slice ${ms(slice)}; a late page of 100 in ${ms(late)}; longest slice while a hospital leaves ${ms(leaving)}`);
  }
}

/** Runs in the page. A slice lasts until the browser would be let draw. */
function MEASURE() {
  return `return (${async function (url, most, breath) {
    const { default: init, Charts } = await import("/merging.js");
    await init();
    const charts = new Charts(new Uint8Array(await (await fetch(url)).arrayBuffer()), 1);
    const size = charts.size();
    const begins = performance.now();
    charts.put();
    const put = performance.now() - begins;
    let slice = 0;
    for (let done = false; !done; ) {
      const from = performance.now();
      while (!done && performance.now() - from <= breath) done = charts.settle_some(most);
      slice = Math.max(slice, performance.now() - from);
    }
    const all = performance.now() - begins - put;
    const late = performance.now();
    charts.put_late();
    charts.settle_some(1_000_000);
    const lasted = performance.now() - late;
    let leaving = performance.now();
    charts.leave();
    leaving = performance.now() - leaving;
    for (let done = false; !done; ) {
      const from = performance.now();
      while (!done && performance.now() - from <= breath) done = charts.settle_some(most);
      leaving = Math.max(leaving, performance.now() - from);
    }
    return { size, put, all, slice, late: lasted, leaving };
  }})(...arguments)`;
}
