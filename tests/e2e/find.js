// The control with this name (what a screen reader would call it), scrolled to the middle, or null.
// An exact name wins over a longer one, the main part of the page over what stands around it.
const [wanted, selector] = arguments;

const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
const name = (element) => {
  const label = element.getAttribute("aria-label");
  if (label) return plain(label);
  if (element.labels?.length) return plain([...element.labels].map((one) => one.innerText).join(" "));
  return plain(element.innerText);
};

const found = [...document.querySelectorAll(selector)].filter(seen).map((element) => ({ element, name: name(element) }));
const exact = found.filter((one) => one.name === wanted);
const longer = found.filter((one) => one.name.includes(wanted));
const inMain = (list) => list.find((one) => one.element.closest("main")) ?? list[0];
const chosen = (inMain(exact) ?? inMain(longer))?.element ?? null;
chosen?.scrollIntoView({ block: "center", behavior: "instant" });
return chosen;
