// Before the build: gathers what index.html links but nobody writes by hand: one style sheet and the font, in build/.

import { mkdirSync, readFileSync, readdirSync, rmSync, copyFileSync, writeFileSync } from "node:fs";

// The cascade, from the most general to the most particular.
const SHEETS = ["tokens", "base", "layout", "components", "pages", "print"];
const FONT = "node_modules/@fontsource-variable/atkinson-hyperlegible-next";

rmSync("build", { recursive: true, force: true });
mkdirSync("build/fonts", { recursive: true });
const fonts = copyFont();
const css = joinSheets();
for (const url of [...css.matchAll(/url\("?\/?(fonts\/[^")]+)/g)].map((match) => match[1])) {
  if (!fonts.includes(url)) throw new Error(`style/ names ${url}, the font is at ${fonts.join(" and ")}`);
}
writeFileSync("build/satchel.css", css);

/** Copies the upright variable font under names that change with its version, so that they may be cached for ever. */
function copyFont() {
  const { version } = JSON.parse(readFileSync(`${FONT}/package.json`, "utf8"));
  copyFileSync(`${FONT}/LICENSE`, "build/fonts/LICENSE.txt");
  const subsets = { latin: "", "latin-ext": "-ext" };
  return Object.entries(subsets).map(([subset, suffix]) => {
    const name = `fonts/atkinson-hyperlegible-next-${version}${suffix}.woff2`;
    copyFileSync(`${FONT}/files/atkinson-hyperlegible-next-${subset}-wght-normal.woff2`, `build/${name}`);
    return name;
  });
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
