// SPDX-License-Identifier: Apache-2.0
// Which view is shown: the address after # says it. Theme, keys that work everywhere, printing.
import { numberOf, results } from "./data.js";
import { byId, el, fill } from "./dom.js";
import { DefectView } from "./defect.js";
import { Overview } from "./overview.js";
import { preparePrint } from "./print.js";
import { RuleView } from "./rule.js";
import { plain } from "./text.js";

const views = { overview: new Overview(), rule: new RuleView(), defect: null };
let current = "";

// Made when it is first needed: the overview comes without it.
function view(name) {
  if (name === "defect") views.defect ??= new DefectView();
  return views[name];
}

function route() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const name = parameters.has("defect") ? "defect" : parameters.has("rule") ? "rule" : "overview";
  if (name !== "defect") views.defect?.leave();
  for (const id of Object.keys(views)) byId(id).hidden = id !== name;
  document.body.dataset.view = name;
  const focus = view(name).show(parameters);
  document.title = plain(`${view(name).title} \u2013 sdvlite`);
  crumbs(name);
  // Not on opening the page, where nobody has chosen anything yet and the browser begins at the top.
  if (current !== "" || name === "defect") focus?.focus({ preventScroll: name === "defect" });
  if (current !== "" && name !== "defect") window.scrollTo(0, 0);
  current = name;
}

function crumbs(name) {
  const parts = name === "overview" ? [] : [el("a", { href: "#" }, "Overview")];
  const { finding } = views.defect ?? {};
  if (name === "defect" && finding) parts.push(el("a", { href: `#rule=${numberOf(finding.rule)}` }, finding.rule.rule));
  fill(byId("crumbs"), el("ol", {}, parts.map((part) => el("li", {}, part))));
  byId("crumbs").hidden = parts.length === 0;
}

const THEMES = ["automatic", "light", "dark"];

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  byId("theme").textContent = `Theme: ${theme}`;
  try {
    localStorage.setItem("sdvlite-theme", theme);
  } catch {
    // Pages from a file may have no storage; the theme is then forgotten.
  }
}

function savedTheme() {
  try {
    const theme = localStorage.getItem("sdvlite-theme");
    return THEMES.includes(theme) ? theme : THEMES[0];
  } catch {
    return THEMES[0];
  }
}

function print(starts) {
  const { defect } = views;
  const path = starts && current === "defect" && defect.finding;
  preparePrint(path ? defect.finding : null, defect?.trace);
}

byId("driver-name").textContent = plain(results().driver.name);
setTheme(savedTheme());
byId("theme").addEventListener("click", () => setTheme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length]));
addEventListener("hashchange", route);
addEventListener("beforeprint", () => print(true));
addEventListener("afterprint", () => print(false));
matchMedia("print").addEventListener("change", (media) => print(media.matches));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && current !== "overview" && !byId("help").open && !event.target.closest("select")) location.hash = "";
  else if (current === "defect") views.defect.key(event);
});
route();
