// One SVG sprite of the icons that the app names in style/icons.txt, put into the shell once and used by reference.

import { existsSync, readFileSync } from "node:fs";

const ICONS = "node_modules/lucide-static/icons";

/** The sprite: <symbol id="i-NAME"> per icon, drawn in the colour of the text around it. */
export function sprite() {
  const symbols = names().map((name) => {
    const file = `${ICONS}/${name}.svg`;
    if (!existsSync(file)) throw new Error(`style/icons.txt names "${name}", which lucide does not have`);
    return symbol(name, readFileSync(file, "utf8"));
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" aria-hidden="true" hidden>${symbols.join("")}</svg>`;
}

function names() {
  return readFileSync("style/icons.txt", "utf8")
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
}

function symbol(name, svg) {
  const shapes = svg
    .slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
    .replace(/\s+/g, " ")
    .replace(/> </g, "><")
    .replace(/ \/>/g, "/>")
    .trim();
  return (
    `<symbol id="i-${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ` +
    `stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`
  );
}
