// Takes the linked program apart: what every visit needs, and what waits until somebody opens it (src/later.rs).

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/satchel.wasm");

// What rustc's programs use; the parts no longer say so themselves. Every browser since 2023 has all of it.
const FEATURES = [
  "bulk-memory",
  "mutable-globals",
  "multivalue",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
  "simd",
].map((feature) => `--enable-${feature}`);

/** Writes the parts into the site; gives the names of those that every visit needs. All names change together. */
export function split(site) {
  const folder = mkdtempSync(join(tmpdir(), "satchel-split-"));
  try {
    run("wasm_split_cli", [PROGRAM, folder]);
    run("wasm-bindgen", ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", folder, join(folder, "main.wasm")]);
    rmSync(join(folder, "main.wasm"));
    for (const file of readdirSync(folder).filter((file) => file.endsWith(".wasm"))) {
      run("wasm-opt", ["-Oz", ...FEATURES, "--strip-debug", "--strip-producers", join(folder, file), "-o", join(folder, file)]);
    }
    return publish(folder, site);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function publish(folder, site) {
  const files = readdirSync(folder).sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(join(folder, file)));
  const end = hash.digest("hex").slice(0, 16);
  const names = Object.fromEntries(files.map((file) => [file, `${called(file)}-${end}${file.slice(file.lastIndexOf("."))}`]));
  for (const file of files) {
    const content = readFileSync(join(folder, file));
    writeFileSync(join(site, names[file]), file.endsWith(".js") ? renamed(content.toString(), names) : content);
  }
  return { wasm: names["main_bg.wasm"], scripts: [names["main.js"], names["__wasm_split.js"]] };
}

function called(file) {
  if (file === "main.js" || file === "main_bg.wasm") return "satchel";
  return file === "__wasm_split.js" ? "parts" : file.replace(/^split_|\.wasm$/g, "");
}

/** Only addresses are renamed: the same words as the name of an import stay as the program has them. */
function renamed(script, names) {
  const address = /(from |new URL\()(["'])(?:\.\/)?([^"']+)\2/g;
  return script.replace(address, (whole, before, _, file) => (names[file] ? `${before}"./${names[file]}"` : whole));
}

function run(command, options) {
  const { status, stdout, stderr } = spawnSync(command, options, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed: ${stdout}${stderr}`);
}
