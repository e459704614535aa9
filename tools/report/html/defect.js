// SPDX-License-Identifier: Apache-2.0
// One path: what is wrong, and three panes that follow the selected step: the call tree, the source, the state of the rule
// with its picture. The step is part of the address.
import { findingOf, findings, numberOf, ruleDetail, traceOf } from "./data.js";
import { announce, byId, el, fill, option } from "./dom.js";
import { graphOf } from "./graph.js";
import { MOVES, letterOf, showHelp } from "./keys.js";
import { placeLink } from "./overview.js";
import { Picture } from "./picture.js";
import { SourceView } from "./source.js";
import { showState } from "./state.js";
import { baseName, count } from "./text.js";
import { TreeView } from "./tree.js";
import { spoken, valueText } from "./words.js";

// By what is known of the relevant steps: whether their decisions alone lead there.
const CONFIRMED = {
  true: "Confirmed by the solver and by running it. The relevant steps alone were enough to come here.",
  false: "Confirmed by the solver and by running it.",
  null: "Confirmed by the solver and by running it.",
};
const ADDRESS_DELAY = 250; // browsers refuse to change the address too often

export class DefectView {
  constructor() {
    this.findings = findings();
    this.finding = null;
    this.tree = new TreeView(byId("tree"), (step) => this.#follow(step));
    this.source = new SourceView(byId("source"), (step) => this.go(step));
    this.ruleSource = new SourceView(byId("rule-source"), (step) => this.go(step));
    this.everything = false;
    this.#bar();
    this.#tabs();
    byId("source-file").addEventListener("change", (event) => this.#showFile(event.target.value));
  }

  /** Shows the path and step that the address names; gives the element to focus. */
  show(parameters) {
    const finding = findingOf(this.findings, parameters.get("defect"));
    const known = finding?.defect.trace !== undefined;
    byId("defect").classList.toggle("missing", !known);
    if (!known) {
      this.finding = null;
      fill(byId("defect-title"), "There is no such path in this report");
      fill(byId("defect-about"));
      fill(byId("story"));
      return byId("defect-title");
    }
    const fresh = finding !== this.finding;
    if (fresh) this.#open(finding);
    const wanted = parameters.has("step") ? Number(parameters.get("step")) : this.trace.count - 1;
    this.go(Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), this.trace.count - 1) : this.trace.count - 1, !fresh);
    return fresh ? byId("tree") : null;
  }

  get title() {
    return this.finding ? `${this.finding.rule.rule}: ${this.finding.defect.message}` : "no such path";
  }

  #open(finding) {
    this.finding = finding;
    this.trace = traceOf(finding.defect.trace);
    this.step = -1;
    this.everything = false;
    this.#head();
    const files = this.trace.files();
    const names = files.map((file) => baseName(file.file));
    const alone = (name) => names.indexOf(name) === names.lastIndexOf(name);
    fill(byId("source-file"), files.map((file, index) => option(file.file, alone(names[index]) ? names[index] : file.file)));
    const { automaton } = ruleDetail(finding.rule);
    const graph = graphOf(this.trace, automaton ?? undefined);
    this.picture = new Picture(this.trace, graph, `Automaton of ${finding.rule.rule} with the way of this trace`, (step) => this.go(step));
    fill(byId("rule-picture"), this.picture.element);
    byId("tree").setAttribute("aria-label", `Call tree of ${count(this.trace.count, "step")}`);
    byId("tree").removeAttribute("aria-labelledby");
    this.tree.open(this.trace);
  }

  #head() {
    const { rule, defect, confirmed, number } = this.finding;
    fill(byId("defect-title"), el("a", { class: "rule-name", href: `#rule=${numberOf(rule)}` }, rule.rule), " ", defect.message);
    this.#story();
    const initial = this.trace.data.initial || [];
    const around = [-1, 1].map((by) => this.#neighbour(by));
    const link = (target, text) => (target ? el("a", { href: `#defect=${target.key}` }, text) : null);
    fill(byId("defect-about"),
      el("p", { class: "about" }, [
        defect.location ? `${defect.location.file}:${defect.location.line}:${defect.location.column}` : "",
        defect.location?.function && `in ${defect.location.function}`,
        defect.entry?.role && `entered by ${defect.entry.role} ${defect.entry.function}`].filter(Boolean).join(" \u00b7 ")),
      confirmed ? el("p", { class: "about" }, CONFIRMED[String(this.trace.data.sufficient)]) : el("p", { class: "about warn" }, `Not confirmed: ${defect.why}`),
      defect.suppressed ? el("p", { class: "about" }, `Accepted: ${defect.suppressed_by || "no reason given"}`) : null,
      defect.depends_on?.length > 0 ? el("p", { class: "about" }, `Depends on what ${defect.depends_on.join(", ")} may do.`) : null,
      this.trace.data.dropped > 0 ? el("p", { class: "about warn" }, `${count(this.trace.data.dropped, "step")} were too many to be kept.`) : null,
      initial.length > 0 ? el("p", { class: "about" }, "Starts with ", initial.map((v) => el("code", { class: "chip" }, `${v.name} = ${valueText(v.value)}`))) : null,
      el("p", { class: "around" }, link(around[0], "Previous"), ` Path ${number + 1} of ${this.findings.length} `, link(around[1], "Next")));
  }

  #story() {
    const list = this.trace.data.story || [];
    byId("story").hidden = list.length === 0;
    fill(byId("story"), list.map(({ text, step }) => el("li", {},
      step === undefined ? text : el("a", { href: `#defect=${this.finding.key}&step=${step}`, "data-step": step }, text))));
  }

  #neighbour(by) {
    for (let i = this.finding.number + by; this.findings[i]; i += by) if (this.findings[i].defect.trace !== undefined) return this.findings[i];
    return undefined;
  }

  #bar() {
    const button = (move) => el("button", { type: "button", title: `${move.help} (${move.key})`, "aria-keyshortcuts": move.key, onclick: () => this.#move(move) },
      move.name, el("kbd", { "aria-hidden": "true" }, move.key));
    this.all = el("button", { type: "button", "aria-pressed": "false", "aria-keyshortcuts": "A", onclick: () => this.#showAll() },
      "All steps", el("kbd", { "aria-hidden": "true" }, "A"));
    this.number = el("a", { class: "step-number", title: "link to this step" });
    fill(byId("steps-bar"), MOVES.filter((move) => !move.only_key).map(button), this.all,
      el("button", { type: "button", "aria-keyshortcuts": "?", onclick: showHelp }, "Keys", el("kbd", { "aria-hidden": "true" }, "?")), this.number);
  }

  #tabs() {
    const tabs = ["picture", "source"];
    const choose = (name, focus) => {
      for (const tab of tabs) {
        const chosen = tab === name;
        byId(`tab-${tab}`).setAttribute("aria-selected", String(chosen));
        byId(`tab-${tab}`).tabIndex = chosen ? 0 : -1;
        byId(`rule-${tab}`).hidden = !chosen;
      }
      if (focus) byId(`tab-${name}`).focus();
      if (this.finding && this.step >= 0) this.#showRule();
    };
    for (const tab of tabs) {
      byId(`tab-${tab}`).addEventListener("click", () => choose(tab, false));
      byId(`tab-${tab}`).addEventListener("keydown", (event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        choose(tabs.find((other) => other !== tab), true);
      });
    }
    choose("picture", false);
  }

  #move(move) {
    const to = move.go(this.trace, this.step);
    if (to >= 0) this.go(to, true);
    else announce(`There is no such step: ${move.help}`);
  }

  #showAll() {
    this.everything = !this.everything;
    this.all.setAttribute("aria-pressed", String(this.everything));
    this.tree.showEverything(this.everything);
  }

  /** Selects a step in all panes. `said`: also for those who only hear. */
  go(step, said = false) {
    this.tree.select(step);
    this.#follow(step);
    const inside = this.trace.childrenOf(step).length > 0;
    if (said && document.activeElement !== byId("tree")) announce(`step ${step + 1}: ${spoken(this.trace.step(step), inside)}`);
  }

  // The panes beside the tree.
  #follow(step) {
    if (step === this.step) return;
    this.step = step;
    this.all.setAttribute("aria-pressed", String(this.everything));
    fill(this.number, `Step ${(step + 1).toLocaleString("en")} of ${this.trace.count.toLocaleString("en")}`);
    this.number.href = `#defect=${this.finding.key}&step=${step}`;
    for (const link of byId("story").querySelectorAll("a")) {
      if (Number(link.dataset.step) === step) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    const place = this.trace.place(step);
    if (place) this.#showFile(place.file, place.line);
    showState(byId("state"), this.trace, step);
    this.#showRule();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => history.replaceState(null, "", this.number.getAttribute("href")), ADDRESS_DELAY);
  }

  /** Nothing is to be written to the address any more. */
  leave() {
    clearTimeout(this.timer);
  }

  #showFile(name, line = 0) {
    const source = this.trace.source(name);
    byId("source-file").value = name;
    const at = line > 0 ? `, line ${line}` : "";
    fill(byId("source-title"), `Source: ${baseName(name)}${at}`);
    if (source) this.source.show(this.trace, source, line, this.step);
  }

  // The rule's own lines: those of the last step at which it ran.
  #showRule() {
    this.picture.at(this.step);
    if (byId("rule-source").hidden) return;
    const file = this.trace.data.rule.file;
    const source = this.trace.source(file);
    if (!source) return;
    const last = this.trace.lastRuleStep(this.step);
    const line = last >= 0 && this.trace.get(last, "file") === file ? this.trace.get(last, "line") : 0;
    this.ruleSource.show(this.trace, source, line, this.step);
  }

  key(event) {
    if (!this.finding) return;
    const letter = letterOf(event);
    const move = MOVES.find((one) => one.key === letter);
    const other = { A: () => this.#showAll(), "?": showHelp, "[": () => this.#visit(-1), "]": () => this.#visit(1) }[letter];
    if (move) this.#move(move);
    else if (other) other();
    else return;
    event.preventDefault();
  }

  #visit(by) {
    const other = this.#neighbour(by);
    if (other) location.hash = `defect=${other.key}`;
    else announce(by < 0 ? "This is the first path" : "This is the last path");
  }
}
