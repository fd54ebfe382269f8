// Starts the app. Every name in capitals is filled in by scripts/hooks/post-build.mjs.
import init from "APP_JS";

// Text becomes markup in one place only: Leptos sets the static parts of a view through a template's innerHTML. Those
// parts are known when the app is built, so exactly they are allowed, and nothing else ever is. A refusal throws.
const STATIC_PARTS = new Set(STATIC_MARKUP);
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (text === "" || STATIC_PARTS.has(text) ? text : null),
  createScript: () => null,
  createScriptURL: () => null,
});

// How this tab was told to look (src/browser/look.rs), before anything of it is painted.
try {
  for (const [key, value] of Object.entries(sessionStorage)) {
    if (key.startsWith("look.")) document.documentElement.dataset[key.slice(5)] = value;
  }
} catch {
  // Storage is switched off: the device decides.
}

// The shell holds a page for what must not happen: the browser is too old, the download broke off, or the app fell
// over a mistake of ours. An app that stopped half-way is never gone on with.
const failed = () => (document.documentElement.dataset.failed = "");
const stopped = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
addEventListener("error", (event) => stopped(event.error) && failed());
addEventListener("unhandledrejection", (event) => stopped(event.reason) && failed());

try {
  await init({ module_or_path: "APP_WASM" });
} catch (error) {
  failed();
  throw error;
}
