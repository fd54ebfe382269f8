// Weakens one line at a time and sees a test fail for it: a defence no test misses is a defence no test keeps.
//
// tests/defences.toml holds one table per defence; all values are strings on one line:
//
//   [[defence]]
//   what = "the state of a callback is compared"
//   file = "crates/smart/src/callback.rs"
//   find = "if state != attempt.state {"         # stands exactly once in the file
//   replace = "if false {"
//   test = "-p smart a_tampered_state_is_refused" # what cargo test is given; must fail
//
// A journey (`--test e2e`) walks through the site, which is built anew for each.
//
// `node scripts/measure/defences.mjs TREE [WORDS]`: TREE is a checkout that may be changed; with words, only the
// defences whose description or test has them.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const KEYS = ["what", "file", "find", "replace", "test"];
const [tree, words = ""] = process.argv.slice(2);
const all = read(readFileSync(join(tree, "tests/defences.toml"), "utf8"));
const defences = all.filter(({ what, test }) => `${what} ${test}`.includes(words));

for (const test of new Set(defences.map((defence) => defence.test))) {
  if (outcome(test) !== "passed") stop(`cargo test ${test}: does not pass (or names no test) as things stand`);
}
const results = defences.map((defence) => {
  const result = weaken(defence);
  console.log(`${result === "failed" ? "kept  " : "NOT KEPT"}  ${defence.what}${result === "failed" ? "" : ` (${result})`}`);
  return result;
});
const kept = results.filter((result) => result === "failed").length;
console.log(`${kept} of ${defences.length} defences are kept by a test`);
process.exit(kept === defences.length ? 0 : 1);

/** What the test says to the weakened source; only "failed" is good. */
function weaken({ file, find, replace, test }) {
  const path = join(tree, file);
  const source = readFileSync(path, "utf8");
  const times = source.split(find).length - 1;
  if (times !== 1) return `the line stands ${times} times in ${file}`;
  writeFileSync(path, source.replace(find, () => replace));
  const result = outcome(test);
  writeFileSync(path, source);
  return result;
}

function outcome(test) {
  if (test.includes("--test e2e") && !isBuilt()) return "the site cannot be built";
  const run = spawnSync("cargo", ["test", "--locked", ...test.split(" ")], { cwd: tree, encoding: "utf8" });
  if (/^test result: FAILED/m.test(run.stdout)) return "failed";
  if (run.status !== 0) return "does not compile";
  return /^test result: ok\. [1-9]/m.test(run.stdout) ? "passed" : "no such test";
}

function isBuilt() {
  return spawnSync("bash", ["-c", ". scripts/common.sh; use_tools; build_site"], { cwd: tree }).status === 0;
}

/** As much of TOML as the file above uses. */
function read(text) {
  const list = [];
  for (const [index, line] of text.split("\n").entries()) {
    const pair = /^(\w+) = (?:'([^']*)'|("(?:[^"\\]|\\.)*"))\s*(?:#.*)?$/.exec(line.trim());
    if (line.trim() === "[[defence]]") list.push({});
    else if (pair && list.length > 0) list.at(-1)[pair[1]] = pair[2] ?? JSON.parse(pair[3]);
    else if (line.trim() !== "" && !line.trim().startsWith("#")) stop(`tests/defences.toml, line ${index + 1}: not understood`);
  }
  for (const defence of list) {
    const absent = KEYS.find((key) => defence[key] === undefined);
    if (absent) stop(`tests/defences.toml: "${defence.what ?? "a defence"}" has no ${absent}`);
  }
  return list;
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
