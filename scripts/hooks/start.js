// Starts the app. Every name in capitals is filled in by scripts/hooks/post-build.mjs.
import init from "PROGRAM_JS";

// Text becomes markup in one place only: Leptos sets the static parts of a view through a template's innerHTML. Those
// parts are known when the app is built, so exactly they are allowed, and nothing else ever is. And one script may be a
// worker. A refusal throws.
const STATIC_PARTS = new Set("STATIC_MARKUP");
const ARGON2ID = "ARGON2ID_WORKER";
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (text === "" || STATIC_PARTS.has(text) ? text : null),
  createScript: () => null,
  createScriptURL: (url) => (url === ARGON2ID ? url : null),
});
globalThis.startArgon2id = () => new Worker(ARGON2ID, { type: "module" });

// How this tab, or this device, was told to look (src/browser/look.rs), before anything of it is painted, and to speak.
let language = navigator.language;
try {
  for (const [key, value] of [localStorage, sessionStorage].flatMap(Object.entries)) {
    if (key.startsWith("look.")) document.documentElement.dataset[key.slice(5)] = value;
  }
  language = sessionStorage.language ?? localStorage.language ?? language;
} catch {
  // Storage is switched off: the device decides.
}

// The shell holds a page for what must not happen: the browser is too old, the download broke off, or the app fell
// over a mistake of ours. An app that stopped half-way is never gone on with.
const failed = () => (document.documentElement.dataset.failed = "");
const stopped = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
addEventListener("error", (event) => stopped(event.error) && failed());
addEventListener("unhandledrejection", (event) => stopped(event.reason) && failed());

// The program comes in several files (crates/split): the first starts it and asks for the others by name. The words
// are asked for here already, so that they come while the program does.
const PARTS = "PARTS_OF_THE_PROGRAM";
const compiled = {};
const placed = {};
// A download that broke off, or takes longer than anyone waits, may be tried again.
const forgetting = (store, name) => (error) => {
  delete store[name];
  throw error;
};
const download = async (name) => {
  const [file, options] = PARTS[name];
  return (await fetch(file, { ...options, signal: AbortSignal.timeout(60_000) })).arrayBuffer();
};
const compile = (name) => (compiled[name] ??= download(name).then(WebAssembly.compile).catch(forgetting(compiled, name)));
const place = async (name) => WebAssembly.instantiate(await compile(name), { "": await program });
globalThis.fetchPart = (name) => (placed[name] ??= place(name).catch(forgetting(placed, name)));

const program = init({ module_or_path: "APP_WASM" });
compile(language?.startsWith("es") ? "es" : "en").catch(() => {});
try {
  await program;
} catch (error) {
  failed();
  throw error;
}
