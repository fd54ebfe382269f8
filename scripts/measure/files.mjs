// A page for measuring parts of the app alone, and the files it fetches: programs, scripts and charts.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, extname } from "node:path";
import { gunzipSync } from "node:zlib";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

/** Serves these files under their names; what is packed comes unpacked. */
export function serve(files) {
  const server = createServer((request, response) => {
    if (request.url === "/") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    const path = files.find((file) => request.url === `/${basename(file)}`);
    if (path === undefined) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(path.endsWith(".gz") ? gunzipSync(readFileSync(path)) : readFileSync(path));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
