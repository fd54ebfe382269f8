// The worker that makes a secret of a passphrase (src/browser/derive.rs). Every name in capitals is filled in by
// scripts/hooks/post-build.mjs.
import init, { argon2id } from "PROGRAM_JS";

const PROGRAM = "ARGON2ID_WASM";

addEventListener("message", async ({ data: { passphrase, salt, memory, passes, lanes } }) => {
  const answer = {};
  try {
    const [file, options] = PROGRAM;
    await init({ module_or_path: fetch(file, { ...options, signal: AbortSignal.timeout(60_000) }) });
    const started = performance.now();
    answer.derived = argon2id(passphrase, salt, memory, passes, lanes);
    answer.took = performance.now() - started;
  } catch {
    // The network, or the memory of this device: the answer stays empty.
  }
  postMessage(answer);
});
