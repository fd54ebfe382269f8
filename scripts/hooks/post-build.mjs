// After the build: finishes the page (icons, starter without inline script), packs every file, prints what a visit costs.

import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { sprite } from "./icons.mjs";
import { staticMarkup } from "./markup.mjs";
import { printSizes } from "./sizes.mjs";
import { finish, run, split } from "./split.mjs";

const SITE = process.env.TRUNK_STAGING_DIR ?? "dist";
const PACKED = [".css", ".html", ".issuers", ".js", ".json", ".shard", ".svg", ".table", ".txt", ".wasm", ".webmanifest"];
// What the command of crates/directory wrote, where the deployment has it.
const DIRECTORY = "public/directory";
// Where the command of crates/rxnorm writes its table, and what it is called.
const [PUBLIC, TABLE] = ["public", ".table"];

const page = put(put(readFileSync(join(SITE, "index.html"), "utf8"), /<!-- icons -->/, sprite()), /<!-- start (\S+) (\S+) (\S+) -->/, starter)
  .replace(/<!--[\s\S]*?-->\s*/g, "")
  .replace(/^\s+/gm, "");
refuseInline(page);
writeFileSync(join(SITE, "index.html"), page);
copyFileSync("node_modules/lucide-static/LICENSE", join(SITE, "icons-LICENSE.txt"));
if (existsSync(DIRECTORY)) cpSync(DIRECTORY, join(SITE, "directory"), { recursive: true });
for (const file of readdirSync(PUBLIC).filter((file) => extname(file) === TABLE)) copyFileSync(join(PUBLIC, file), join(SITE, file));
pack();
printSizes(SITE);

function put(html, place, what) {
  if (!place.test(html)) throw new Error(`index.html has no place for ${place}`);
  return html.replace(place, what instanceof Function ? what : () => what);
}

/** Writes start-<hash>.js, and gives the tags that fetch everything at once. */
function starter(_, base, js, wasm) {
  const program = readFileSync(join(SITE, wasm));
  const { satchel, ...others } = split(SITE, wasm);
  const parts = Object.entries(others).map(([name, file]) => [name, wanted(base, file)]);
  const values = {
    APP_WASM: base + satchel,
    ARGON2ID_WORKER: base + argon2id(base),
    PARTS_OF_THE_PROGRAM: Object.fromEntries(parts),
    STATIC_MARKUP: staticMarkup(program),
  };
  const { name, source } = script("start", js, values);
  return [
    `<link rel="preload" href="${base}${satchel}" as="fetch" type="application/wasm" crossorigin>`,
    `<script type="module" src="${base}${name}" integrity="${integrity(source)}"></script>`,
  ].join("\n");
}

/** Writes argon2id-<hash>.js, the worker that makes a secret of a passphrase, and its program (crates/argon2id). */
function argon2id(base) {
  const linked = "target/wasm32-unknown-unknown/release/argon2id.wasm";
  run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", SITE, linked]);
  const program = finish(SITE, "argon2id", join(SITE, "argon2id_bg.wasm"), "-O3");
  return script("argon2id", "argon2id.js", { ARGON2ID_WASM: wanted(base, program) }).name;
}

/** What fetch() is told about a file of ours, so that no other is taken for it. */
function wanted(base, file) {
  return [base + file, { integrity: integrity(readFileSync(join(SITE, file))) }];
}

/** Writes NAME-<hash>.js: NAME.js of this folder with wasm-bindgen's script in it, every name in capitals filled in. */
function script(name, bindings, values) {
  const fill = (script, [name, value]) => put(script, new RegExp(`"${name}"`), JSON.stringify(value));
  const source = Object.entries(values).reduce(fill, bundle(`scripts/hooks/${name}.js`, join(SITE, bindings)));
  const file = `${name}-${createHash("sha256").update(source).digest("hex").slice(0, 16)}.js`;
  writeFileSync(join(SITE, file), source);
  return { name: file, source };
}

/** A script and what it uses of wasm-bindgen's, in as few bytes as say the same. */
function bundle(entry, bindings) {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    alias: { "PROGRAM_JS": resolve(bindings) },
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
  });
  rmSync(bindings);
  return outputFiles[0].text;
}

function integrity(content) {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}

/** The policy would block these silently; here they stop the build. */
function refuseInline(html) {
  const inline = /<script(?![^>]*\ssrc=)[^>]*>|<style[\s>]|<[^>]+\s(?:style|on[a-z]+)\s*=/i.exec(html);
  if (inline) throw new Error(`index.html holds an inline script or style, which the security policy forbids: ${inline[0]}`);
}

/** Lays a .br and a .gz beside every file that shrinks, for the server to choose from. */
function pack() {
  for (const file of readdirSync(SITE, { recursive: true })) {
    if (!PACKED.includes(extname(file))) continue;
    const content = readFileSync(join(SITE, file));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(join(SITE, `${file}.br`), brotliCompressSync(content, { params }));
    writeFileSync(join(SITE, `${file}.gz`), gzipSync(content, { level: 9 }));
  }
}
