// Before the build: gathers what index.html links but nobody writes by hand: one style sheet and the font, in build/.

import { mkdirSync, readFileSync, readdirSync, rmSync, copyFileSync, writeFileSync } from "node:fs";
import { transformSync } from "esbuild";
import subsetFont from "subset-font";

// The cascade, from the most general to the most particular.
const SHEETS = ["tokens", "base", "layout", "components", "pages", "print"];
const FONT = "node_modules/@fontsource-variable/atkinson-hyperlegible-next";
// The weights that style/tokens.css asks for: the rest of the variable font would nearly double it.
const WEIGHTS = { min: 400, max: 700 };

rmSync("build", { recursive: true, force: true });
mkdirSync("build/fonts", { recursive: true });
const css = joinSheets();
await makeFonts(css);
writeFileSync("build/satchel.css", transformSync(css, { loader: "css", minify: true }).code);

/**
 * Writes the file that each @font-face asks for, with the characters it names and no others. Names change with the
 * font's version, so that files may be cached for ever.
 */
async function makeFonts(css) {
  const { version } = JSON.parse(readFileSync(`${FONT}/package.json`, "utf8"));
  copyFileSync(`${FONT}/LICENSE`, "build/fonts/LICENSE.txt");
  for (const [face] of css.matchAll(/@font-face \{[^}]*\}/g)) {
    const [, url, of, part] = /url\("(fonts\/\D+-([\d.]+)(-\w+)?\.woff2)"\)/.exec(face) ?? [];
    if (of !== version) throw new Error(`style/ asks for a font other than version ${version}: ${face}`);
    const source = part === "-ext" ? "latin-ext" : "latin";
    const whole = readFileSync(`${FONT}/files/atkinson-hyperlegible-next-${source}-wght-normal.woff2`);
    const [, ranges] = /unicode-range: ([^;]+);/.exec(face);
    const font = await subsetFont(whole, characters(ranges), { targetFormat: "woff2", variationAxes: { wght: WEIGHTS } });
    writeFileSync(`build/${url}`, font);
  }
}

/** Every character of a list like "U+0000-00FF,U+0131". */
function characters(ranges) {
  return ranges
    .split(",")
    .map((range) => range.replace("U+", "").split("-").map((end) => parseInt(end, 16)))
    .flatMap(([first, last = first]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)))
    .join("");
}

/** Joins the sheets into one request. */
function joinSheets() {
  const unlisted = readdirSync("style").filter((file) => file.endsWith(".css") && !SHEETS.includes(file.slice(0, -4)));
  if (unlisted.length > 0) throw new Error(`style/${unlisted[0]} has no place in the cascade (see SHEETS in this hook)`);
  return SHEETS.map((name) => readFileSync(`style/${name}.css`, "utf8")).join("\n");
}
