// SPDX-License-Identifier: Apache-2.0
// The first view: what came out, what of the driver was looked at, and lists of defects and rules that can be filtered.
// The filter is part of the address, so that a filtered list can be linked to.
import { findings, results } from "./data.js";
import { byId, el, fill, option } from "./dom.js";
import { coverage } from "./coverage.js";
import { baseName, count, seconds } from "./text.js";
import { VERDICTS, VERDICT_ORDER } from "./words.js";

/** Every rule with its verdict, broken ones too, the gravest first. */
function allRules() {
  const { results: checked, broken_rules: broken = [] } = results();
  const out = checked.map((rule, number) => ({ name: rule.rule, verdict: verdictOf(rule), why: rule.reason, rule, number }));
  for (const rule of broken) out.push({ name: rule.rule, verdict: "broken", why: rule.messages.map((m) => m.message).join("; "), rule });
  const rank = (entry) => VERDICT_ORDER.indexOf(entry.verdict);
  return out.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

function verdictOf(rule) {
  return VERDICTS[rule.verdict] ? rule.verdict : "inconclusive";
}

export function badge(verdict) {
  const { title, mark, means } = VERDICTS[verdict];
  return el("span", { class: `badge ${verdict}`, title: means }, el("span", { "aria-hidden": "true" }, mark), title);
}

export function placeLink(place) {
  return place ? `${baseName(place.file)}:${place.line}` : "";
}

/** The address of this view with `filter`; values that say nothing are left out. */
function address(filter) {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) out.set(name, value);
  return `#${out}`;
}

export class Overview {
  constructor() {
    this.rules = allRules();
    this.findings = findings();
    this.element = byId("overview");
    this.#build();
  }

  #build() {
    const { driver, tool, timing } = results();
    const time = timing.parse_seconds + timing.check_seconds;
    this.tiles = VERDICT_ORDER.map((verdict) => this.#tile(verdict)).filter(Boolean);
    this.find = el("input", { type: "search", id: "find", placeholder: "rule or message", autocomplete: "off", oninput: () => this.#changed() });
    this.file = el("select", { id: "in-file", onchange: () => this.#changed() }, option("", "all files"),
      this.#files().map((file) => option(file, file)));
    this.status = el("p", { class: "status", role: "status" });
    this.defects = el("section", { "aria-labelledby": "defects-title" });
    this.table = el("section", { "aria-labelledby": "rules-title" });
    fill(this.element,
      el("h1", { id: "overview-title", tabindex: "-1" }, driver.name),
      el("p", { class: "about" }, [driver.model ? `${driver.model} driver` : "driver", count(driver.files.length, "file"),
        `${count(this.rules.length, "rule")} checked in ${seconds(time)}`, `sdvlite ${tool.version}`].join(" \u00b7 ")),
      el("div", { class: "tiles", role: "group", "aria-label": "Show rules by verdict" }, this.tiles),
      el("form", { class: "filter", role: "search", onsubmit: (event) => event.preventDefault() },
        el("label", { for: "find" }, "Find"), this.find, el("label", { for: "in-file" }, "In"), this.file,
        el("button", { type: "button", onclick: () => this.#clear() }, "Clear"), this.status),
      this.defects, this.table, coverage(results()));
  }

  #files() {
    return [...new Set(this.findings.map(({ defect }) => defect.location?.file).filter(Boolean))].sort();
  }

  #tile(verdict) {
    const number = this.rules.filter((entry) => entry.verdict === verdict).length;
    if (number === 0) return null;
    const { title, mark } = VERDICTS[verdict];
    return el("button", { type: "button", class: `tile ${verdict}`, "data-verdict": verdict, "aria-pressed": "false", onclick: () => this.#press(verdict) },
      el("span", { class: "number" }, number), el("span", { class: "name" }, el("span", { "aria-hidden": "true" }, `${mark} `), title));
  }

  #press(verdict) {
    this.verdicts.has(verdict) ? this.verdicts.delete(verdict) : this.verdicts.add(verdict);
    this.#changed();
  }

  #clear() {
    this.find.value = this.file.value = "";
    this.verdicts.clear();
    this.#changed();
    this.find.focus();
  }

  #changed() {
    history.replaceState(null, "", address({ verdict: [...this.verdicts].join(","), file: this.file.value, find: this.find.value }));
    this.#list();
  }

  show(parameters) {
    this.verdicts = new Set((parameters.get("verdict") || "").split(",").filter((verdict) => VERDICTS[verdict]));
    this.find.value = parameters.get("find") || "";
    this.file.value = parameters.get("file") || "";
    this.#list();
    return byId("overview-title");
  }

  get title() {
    return results().driver.name;
  }

  #list() {
    for (const tile of this.tiles) tile.setAttribute("aria-pressed", String(this.verdicts.has(tile.dataset.verdict)));
    const words = this.find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (text) => words.every((word) => text.toLowerCase().includes(word));
    const inFile = ({ defect }) => this.file.value === "" || defect.location?.file === this.file.value;
    const wanted = (verdict) => this.verdicts.size === 0 || this.verdicts.has(verdict);
    const shown = this.findings.filter((finding) => wanted(verdictOf(finding.rule)) && inFile(finding) &&
      matches(`${finding.rule.model}/${finding.rule.rule} ${finding.defect.message} ${finding.defect.location?.function ?? ""}`));
    const withFinding = new Set(shown.map((finding) => finding.rule));
    const rules = this.rules.filter((entry) => wanted(entry.verdict) && (this.file.value === "" || withFinding.has(entry.rule)) &&
      (matches(`${entry.rule.model ?? ""}/${entry.name} ${entry.why}`) || withFinding.has(entry.rule)));
    this.status.textContent = `${rules.length} of ${count(this.rules.length, "rule")}, ${shown.length} of ${count(this.findings.length, "path")}`;
    this.#showFindings(shown);
    this.#showRules(rules);
  }

  #showFindings(list) {
    const isDefect = (finding) => finding.confirmed && finding.rule.verdict !== "holds";
    const defects = list.filter(isDefect);
    const parts = [el("h2", { id: "defects-title" }, "Defects")];
    if (defects.length > 0) {
      parts.push(el("p", { class: "about" }, "Each was confirmed by the solver and by running it."),
        el("ul", { class: "findings" }, defects.map((f) => this.#finding(f))));
    } else {
      parts.push(el("p", { class: "none" }, this.findings.some(isDefect) ? "None that fits the filter." : "None was found."));
    }
    const more = (title, some) => some.length > 0 && parts.push(el("h3", {}, title), el("ul", { class: "findings" }, some.map((f) => this.#finding(f))));
    more("Possible, not confirmed", list.filter((finding) => !finding.confirmed));
    more("What properties hold", list.filter((finding) => finding.confirmed && !isDefect(finding)));
    fill(this.defects, parts);
  }

  #finding({ rule, defect, confirmed, key }) {
    const message = defect.trace === undefined ? el("span", { class: "message" }, defect.message)
      : el("a", { class: "message", href: `#defect=${key}` }, defect.message);
    const about = [placeLink(defect.location), defect.location?.function && `in ${defect.location.function}`,
      defect.entry?.role && `${defect.entry.role} ${defect.entry.function}`, !confirmed && defect.why].filter(Boolean);
    return el("li", { class: confirmed ? (defect.suppressed ? "suppressed" : "confirmed") : "unconfirmed" },
      el("span", { class: "rule-name" }, rule.rule), message,
      el("span", { class: "where" }, about.join(" \u00b7 ")),
      defect.suppressed ? el("span", { class: "note aside" }, `accepted: ${defect.suppressed_by || "no reason given"}`) : null);
  }

  #showRules(list) {
    const heads = ["Verdict", "Rule", "Why", "States", "Time"];
    // Roles are said because narrow windows lay the rows out as blocks, which are no table to a screen reader.
    const cell = (kind, ...content) => el("td", { role: "cell", class: kind }, content);
    const row = (entry) => el("tr", { role: "row" },
      cell(null, badge(entry.verdict)),
      el("th", { role: "rowheader", scope: "row" }, entry.number === undefined ? entry.name : el("a", { href: `#rule=${entry.number}` }, entry.name),
        entry.rule.model ? el("span", { class: "model" }, ` ${entry.rule.model}`) : null),
      cell("why", entry.why),
      cell("figure", entry.rule.stats ? entry.rule.stats.states.toLocaleString("en") : ""),
      cell("figure", entry.rule.stats ? seconds(entry.rule.stats.seconds) : ""));
    fill(this.table, el("h2", { id: "rules-title" }, "Rules"),
      list.length === 0 ? el("p", { class: "none" }, "None that fits the filter.")
        : el("div", { class: "wide", tabindex: 0, role: "group", "aria-labelledby": "rules-title" },
          el("table", { role: "table", class: "rules" },
            el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads.map((head) => el("th", { role: "columnheader", scope: "col" }, head)))),
            el("tbody", { role: "rowgroup" }, list.map(row)))));
  }
}
