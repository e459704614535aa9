// SPDX-License-Identifier: Apache-2.0
// What a verdict rests on: how much of the driver was modelled, from where it is entered, what is not known.
import { el } from "./dom.js";
import { baseName, count } from "./text.js";

const place = (value) => (value?.file ? `${baseName(value.file)}:${value.line}` : "");

function table(caption, heads, rows) {
  return el("div", { class: "wide" }, el("table", {}, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell) => el("td", {}, cell)))))));
}

function more(title, ...content) {
  return el("details", {}, el("summary", {}, title), content);
}

function bar({ total, lowered }) {
  const share = total === 0 ? 100 : (100 * lowered) / total;
  const filled = el("span", { class: "filled" });
  filled.style.width = `${share}%`;
  return el("div", { class: "coverage-bar", role: "img", "aria-label": `${lowered} of ${count(total, "function")} wholly modelled` }, filled);
}

function optionText(value) {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "\u2013";
  return Array.isArray(value) ? value.join(" ") : typeof value === "object" ? JSON.stringify(value) : String(value);
}

function stale(baseline) {
  if (!(baseline?.stale?.length > 0)) return null;
  return more(`${count(baseline.stale.length, "accepted defect")} that the driver does not have any more`,
    table(`Of ${baseline.file}`, ["Rule", "Defect", "Place", "Reason"], baseline.stale.map((s) => [s.rule, s.message, place(s), s.reason])));
}

export function coverage({ coverage: c, options, driver, baseline }) {
  const { functions } = c;
  const said = functions.lowered === functions.total ? "Every function of the driver was modelled."
    : `${functions.lowered} of ${count(functions.total, "function")} of the driver were wholly modelled.`;
  const parts = [el("h2", { id: "coverage-title" }, "Coverage"), el("p", {}, said), bar(functions)];
  if (c.havocked?.length > 0) {
    parts.push(more(`${count(c.havocked.length, "function")} with a part that could not be modelled`,
      table("A verdict that rests on them is unsupported", ["Function", "Place", "Reason"], c.havocked.map((h) => [h.function, place(h), h.reason]))));
  }
  if (c.causes?.length > 0) {
    parts.push(more(count(c.causes.length, "reason why not everything was modelled", "reasons why not everything was modelled"),
      table("What may be tried stands beside it", ["Reason", "Functions", "Places", "First at", "Try"],
        c.causes.map((cause) => [cause.cause, cause.functions, cause.holes, place(cause), cause.fix ?? ""]))));
  }
  if (c.unmodelled_ddis?.length > 0) {
    parts.push(more(`${count(c.unmodelled_ddis.length, "function")} of the system without a model`,
      el("ul", { class: "names" }, c.unmodelled_ddis.map((name) => el("li", {}, name)))));
  }
  parts.push(more(count(c.entry_points.length, "entry point"),
    table("Where the system enters the driver", ["Role", "Function", "Place", "Found by"],
      c.entry_points.map((e) => [e.detail ? `${e.role} (${e.detail})` : e.role, e.function, place(e), e.found_by]))));
  if (c.notes?.length > 0) {
    parts.push(more(count(c.notes.length, "note"), el("ul", {}, c.notes.map((n) => el("li", {}, [place(n.location ?? n), n.message].filter(Boolean).join(": "))))));
  }
  parts.push(more(count(driver.files.length, "file"), el("ul", { class: "names" }, driver.files.map((file) => el("li", {}, file)))));
  parts.push(more("Options that can change a verdict",
    table("As this run was made", ["Option", "Value"], Object.entries(options).map(([name, value]) => [name, optionText(value)]))));
  parts.push(stale(baseline));
  return el("section", { class: "coverage", "aria-labelledby": "coverage-title" }, parts);
}
