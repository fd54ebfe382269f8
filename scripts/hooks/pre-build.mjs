// Before the build: gathers what index.html links but nobody writes by hand: one style sheet and the font, in build/.

import { mkdirSync, readFileSync, readdirSync, rmSync, copyFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

// The cascade, from the most general to the most particular.
const SHEETS = ["tokens", "base", "layout", "components", "pages", "print"];
const FONT = "node_modules/@fontsource-variable/atkinson-hyperlegible-next";
// The weights that style/tokens.css asks for: the rest of the variable font would nearly double it.
const WEIGHTS = { min: 400, max: 700 };

rmSync("build", { recursive: true, force: true });
mkdirSync("build/fonts", { recursive: true });
const fonts = await makeFonts();
const css = joinSheets();
for (const url of [...css.matchAll(/url\("?\/?(fonts\/[^")]+)/g)].map((match) => match[1])) {
  if (!fonts.includes(url)) throw new Error(`style/ names ${url}, the font is at ${fonts.join(" and ")}`);
}
writeFileSync("build/satchel.css", css);

/** Writes the upright variable font under names that change with its version, so that they may be cached for ever. */
async function makeFonts() {
  const { version } = JSON.parse(readFileSync(`${FONT}/package.json`, "utf8"));
  const ranges = JSON.parse(readFileSync(`${FONT}/unicode.json`, "utf8"));
  copyFileSync(`${FONT}/LICENSE`, "build/fonts/LICENSE.txt");
  const subsets = { latin: "", "latin-ext": "-ext" };
  return Promise.all(
    Object.entries(subsets).map(async ([subset, suffix]) => {
      const whole = readFileSync(`${FONT}/files/atkinson-hyperlegible-next-${subset}-wght-normal.woff2`);
      const font = await subsetFont(whole, characters(ranges[subset]), { targetFormat: "woff2", variationAxes: { wght: WEIGHTS } });
      const name = `fonts/atkinson-hyperlegible-next-${version}${suffix}.woff2`;
      writeFileSync(`build/${name}`, font);
      return name;
    }),
  );
}

/** Every character of a list like "U+0000-00FF,U+0131". */
function characters(ranges) {
  return ranges
    .split(",")
    .map((range) => range.replace("U+", "").split("-").map((end) => parseInt(end, 16)))
    .flatMap(([first, last = first]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)))
    .join("");
}

/** Joins the sheets into one request; comments and indentation stay in the sources. */
function joinSheets() {
  const unlisted = readdirSync("style").filter((file) => file.endsWith(".css") && !SHEETS.includes(file.slice(0, -4)));
  if (unlisted.length > 0) throw new Error(`style/${unlisted[0]} has no place in the cascade (see SHEETS in this hook)`);
  return SHEETS.map((name) => readFileSync(`style/${name}.css`, "utf8"))
    .join("\n")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s+/gm, "");
}
