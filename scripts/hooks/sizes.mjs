// What a first visit transfers, file by file. `node scripts/hooks/sizes.mjs dist 250000` fails above the limit.

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Everything a browser asks for between the address bar and the first result: name, raw bytes, bytes as sent. Of the
 * words those of one language, the longer one's.
 */
export function firstVisit(site) {
  const words = readdirSync(site).filter((file) => /^(en|es)-\w+\.wasm$/.test(file));
  const html = readFileSync(join(site, "index.html"), "utf8");
  const linked = [...html.matchAll(/<(?:link|script)\b[^>]*\s(?:href|src)="\/([^"]+)"/g)].map((match) => match[1]);
  const longest = words.map((file) => size(site, file)).sort((a, b) => b.sent - a.sent)[0];
  return [...new Set(["index.html", ...linked, "satchel.json"])].map((file) => size(site, file)).concat(longest);
}

function size(site, file) {
  const path = join(site, file);
  const packed = existsSync(`${path}.br`) ? `${path}.br` : path;
  return { file, raw: statSync(path).size, sent: statSync(packed).size };
}

/** Prints the table and gives the sum of what is sent. */
export function printSizes(site) {
  const rows = firstVisit(site).sort((a, b) => b.sent - a.sent);
  const total = { file: "first visit", raw: sum(rows, "raw"), sent: sum(rows, "sent") };
  console.log(`${"bytes".padEnd(44)}${"raw".padStart(12)}${"brotli".padStart(12)}`);
  const later = readdirSync(site).filter((file) => /^(rooms|argon2id)-\w+\.(wasm|js)$/.test(file));
  for (const { file, raw, sent } of [...rows, total, ...later.map((file) => size(site, file))]) {
    console.log(`${file.padEnd(44)}${number(raw)}${number(sent)}`);
  }
  return total.sent;
}

function sum(rows, key) {
  return rows.reduce((total, row) => total + row[key], 0);
}

function number(bytes) {
  return bytes.toLocaleString("en").padStart(12);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [site, limit] = process.argv.slice(2);
  const sent = printSizes(site);
  if (limit !== undefined && sent > Number(limit)) {
    console.error(`A first visit transfers ${sent} bytes, the limit is ${limit}.`);
    process.exit(1);
  }
}
