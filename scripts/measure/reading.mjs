// Reading a chart in Chromium: the app's reader beside decode + JSON.parse of the same bytes, in turns.
// `node scripts/measure/reading.mjs MODULE_FOLDER CHART...`

import { basename, join } from "node:path";
import { serve } from "./files.mjs";
import { withBrowser } from "./webdriver.mjs";

const ROUNDS = 15;
const [folder, ...charts] = process.argv.slice(2);

const server = await serve([join(folder, "reading.js"), join(folder, "reading_bg.wasm"), ...charts]);
const page = `http://127.0.0.1:${server.address().port}/`;
try {
  await withBrowser(async (browser) => {
    await browser.open(page);
    console.log(`${"chart".padEnd(24)}${["MB", "read", "our ms", "JSON ms", "faster"].map((head) => head.padStart(10)).join("")}`);
    for (const chart of charts) print(chart, await browser.run(MEASURE(), `/${basename(chart)}`, ROUNDS));
  });
} finally {
  server.close();
}

/** Runs in the page. Both get the same bytes; each takes its turn in every round; the first round warms up. */
function MEASURE() {
  return `return (${async function (url, rounds) {
    const { default: init, read } = await import("/reading.js");
    await init();
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const times = { ours: [], json: [] };
    let count = 0;
    for (let round = 0; round <= rounds; round += 1) {
      const start = performance.now();
      count = read(bytes);
      const middle = performance.now();
      JSON.parse(new TextDecoder().decode(bytes));
      const end = performance.now();
      if (round > 0) {
        times.ours.push(middle - start);
        times.json.push(end - middle);
      }
    }
    const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
    return { size: bytes.length, count, ours: median(times.ours), json: median(times.json) };
  }})(...arguments)`;
}

function print(chart, { size, count, ours, json }) {
  const cells = [(size / 1e6).toFixed(1), String(count), ours.toFixed(1), json.toFixed(1), `${(json / ours).toFixed(2)}x`];
  console.log(basename(chart).replace(/\.json(\.gz)?$/, "").padEnd(24) + cells.map((cell) => cell.padStart(10)).join(""));
}
