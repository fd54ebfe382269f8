// Reading a chart in Chromium: the app's reader beside decode + JSON.parse of the same bytes, in turns.
// `node scripts/measure/reading.mjs MODULE_FOLDER CHART...`

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { withBrowser } from "./webdriver.mjs";

const ROUNDS = 15;
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
const [folder, ...charts] = process.argv.slice(2);

const files = [join(folder, "reading.js"), join(folder, "reading_bg.wasm"), ...charts];
const server = await serve();
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

function serve() {
  const server = createServer((request, response) => {
    if (request.url === "/") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    const path = files.find((file) => request.url === `/${basename(file)}`);
    if (path === undefined) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(path.endsWith(".gz") ? gunzipSync(readFileSync(path)) : readFileSync(path));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
