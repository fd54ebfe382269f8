// Takes the built program apart (crates/split): what a first visit needs, and what waits until somebody opens it.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const LINKED = "target/wasm32-unknown-unknown/release/satchel.wasm";
const SPLITTER = "target/sandbox/split";
// Leptos brings streams for functions on a server; a site without a server never makes one.
const UNUSED = ["intounderlyingbytesource", "intounderlyingsink", "intounderlyingsource"];
// Each file beside the first, and the functions that lead into it.
const FILES = {
  rooms: [
    "satchel::later::pages",
    "satchel::later::take",
    "satchel::later::deliveries",
    "satchel::later::diagnose",
    "satchel::later::look_up",
    "satchel::later::rules",
    "satchel::later::mistake",
    "satchel::later::watch",
    "satchel::later::first_look",
    "satchel::later::conversations",
    "satchel::later::read_whole",
    "satchel::later::cover_rest",
    "satchel::later::remember",
    "satchel::later::keep",
    "satchel::later::in_turn",
    "satchel::later::merge",
    "satchel::later::things",
    "satchel::later::rows",
    "satchel::later::update",
  ],
  en: ["satchel::words::english"],
  es: ["satchel::words::spanish"],
};

// What rustc's programs use; the parts no longer say so themselves. Every browser since 2023 has all of it.
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "call-indirect-overlong",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
  "simd",
].map((feature) => `--enable-${feature}`);

/** Replaces the program in the site by its files, and gives the name of each: `satchel`, and those of FILES. */
export function split(site, program) {
  // Only a release is linked with its notes where LINKED says; an older one's would cut in the wrong places.
  if (process.env.TRUNK_PROFILE !== "release") throw new Error("only a release can be taken apart: scripts/start builds one");
  const bound = join(site, program);
  const file = (name) => join(site, `${name}.wasm`);
  const others = Object.entries(FILES).map(([name, entrances]) => `${file(name)}=${entrances}`);
  run(SPLITTER, [LINKED, bound, UNUSED.join(), file("satchel"), ...others]);
  rmSync(bound);
  return Object.fromEntries(["satchel", ...Object.keys(FILES)].map((name) => [name, finish(site, name, file(name), "-Oz")]));
}

/** Makes a program as small, or as fast, as the level says, and gives it the name that belongs to its content. */
export function finish(site, name, file, level) {
  run("wasm-opt", [level, "--converge", ...FEATURES, file, "-o", file]);
  const hash = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
  const final = `${name}-${hash}.wasm`;
  renameSync(file, join(site, final));
  return final;
}

/** Runs a tool, quietly unless it fails. */
export function run(command, options) {
  const { error, status, stdout, stderr } = spawnSync(command, options, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed: ${error ?? ""}${stdout ?? ""}${stderr ?? ""}`);
}
