// The static parts of the app's views, found in the compiled app.
//
// Leptos's view macro writes every part of a view without expressions into the program as one literal of HTML and
// hands it to a template's innerHTML (leptos_macro, inert_element_to_tokens). Literals lie in the data section one
// after another, without separators; a complete element is therefore read by its own grammar.

const DATA_SECTION = 11;
const NAME = /[a-zA-Z][a-zA-Z0-9:-]*/y;
const ATTRIBUTE = / [a-zA-Z][a-zA-Z0-9:_-]*(?:="[^"\u0000-\u0008\u000b-\u001f]*")?/y;
const TEXT = /[^<\u0000-\u0008\u000b-\u001f]*/y;
const VOID = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
// Markup that could run, load or send something. Views have no need of it; where it occurs the build stops.
const UNSAFE = /<(?:base|embed|form|frame|iframe|link|meta|object|script|style)[ >]| (?:on[a-z]+|style|srcdoc|srcset)=|(?:javascript|data|vbscript):/i;

/** Every complete element in the program's constants, sorted. */
export function staticMarkup(wasm) {
  const text = dataSection(wasm).toString("latin1");
  const found = new Set();
  for (let start = text.indexOf("<"); start >= 0; start = text.indexOf("<", start)) {
    const end = element(text, start, 0);
    if (end !== null) found.add(Buffer.from(text.slice(start, end), "latin1").toString("utf8"));
    start = end ?? start + 1;
  }
  for (const markup of found) {
    if (UNSAFE.test(markup)) throw new Error(`a view holds static markup that could run or load something: ${markup}`);
  }
  return [...found].sort();
}

/** Where the element that begins at `start` ends, or null if none begins there. */
function element(text, start, depth) {
  const name = match(NAME, text, start + 1);
  if (name === null || depth > 50) return null;
  let at = start + 1 + name.length;
  for (let attribute; (attribute = match(ATTRIBUTE, text, at)) !== null; ) at += attribute.length;
  if (text[at] !== ">") return null;
  at += 1;
  if (VOID.includes(name)) return at;
  for (;;) {
    at += match(TEXT, text, at).length;
    if (text.startsWith(`</${name}>`, at)) return at + name.length + 3;
    if (text[at] !== "<") return null;
    at = element(text, at, depth + 1);
    if (at === null) return null;
  }
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** <https://webassembly.github.io/spec/core/binary/modules.html#sections> */
function dataSection(wasm) {
  let at = 8;
  const sections = [];
  while (at < wasm.length) {
    const id = wasm[at++];
    let size = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = wasm[at++];
      size += (byte & 0x7f) * 2 ** shift;
    }
    if (id === DATA_SECTION) sections.push(wasm.subarray(at, at + size));
    at += size;
  }
  return Buffer.concat(sections);
}
