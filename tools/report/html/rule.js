// SPDX-License-Identifier: Apache-2.0
// One rule: its verdict and what that rests on, its automaton, its source.
import { findings, results, ruleDetail } from "./data.js";
import { byId, el, fill } from "./dom.js";
import { graphOfAutomaton } from "./graph.js";
import { commentStarts, tokens } from "./highlight.js";
import { badge, placeLink } from "./overview.js";
import { Picture } from "./picture.js";
import { count, seconds } from "./text.js";

const MEGABYTE = 1024 * 1024;

export class RuleView {
  show(parameters) {
    this.rule = results().results[Number(parameters.get("rule"))];
    const element = byId("rule");
    if (!this.rule) {
      fill(element, el("h1", { id: "rule-view-title", tabindex: "-1" }, "There is no such rule in this report"));
      return byId("rule-view-title");
    }
    const detail = ruleDetail(this.rule);
    fill(element, this.#head(), this.#findings(), this.#assumptions(), this.#picture(detail), this.#source(detail));
    return byId("rule-view-title");
  }

  get title() {
    return this.rule ? this.rule.rule : "no such rule";
  }

  #head() {
    const { rule, reason, cut, defects, model, rule_file: file, stats } = this.rule;
    const figures = [count(stats.states, "state"), count(stats.transitions, "transition"), count(stats.refinements, "refinement"),
      `${(stats.peak_bytes / MEGABYTE).toFixed(1)} MB`, seconds(stats.seconds)];
    return [el("h1", { id: "rule-view-title", tabindex: "-1" }, rule), el("p", { class: "verdict-line" }, badge(this.rule.verdict), ` ${reason}`),
      cut && defects.length > 0 ? el("p", { class: "note" }, `There may be more places: ${cut}.`) : null,
      el("p", { class: "about" }, [model, file].filter(Boolean).join(" \u00b7 ")), el("p", { class: "about" }, figures.join(" \u00b7 "))];
  }

  #findings() {
    const own = findings().filter((finding) => finding.rule === this.rule);
    if (own.length === 0) return null;
    return el("section", {}, el("h2", {}, "Paths"), el("ul", { class: "findings" }, own.map(({ defect, key, confirmed }) =>
      el("li", { class: confirmed ? "confirmed" : "unconfirmed" },
        defect.trace === undefined ? defect.message : el("a", { class: "message", href: `#defect=${key}` }, defect.message),
        el("span", { class: "where" }, [placeLink(defect.location), defect.why].filter(Boolean).join(" \u00b7 "))))));
  }

  #assumptions() {
    if (this.rule.assumptions.length === 0) return null;
    return el("section", {}, el("h2", {}, "What the verdict rests on"), el("ul", {}, this.rule.assumptions.map((text) => el("li", {}, text))));
  }

  #picture({ automaton }) {
    if (automaton === undefined) return null;
    const content = automaton ? new Picture(null, graphOfAutomaton(automaton), `Automaton of ${this.rule.rule}`).element
      : el("p", {}, "It has too many states for a picture.");
    return el("section", {}, el("h2", {}, "Automaton"), content);
  }

  #source({ source }) {
    if (!source) return null;
    const lines = source.split(/\r\n|\n|\r/);
    const inComment = commentStarts(lines);
    const code = lines.map((line, index) => [tokens(line, inComment[index]).map(([text, kind]) => (kind ? el("span", { class: `t-${kind}` }, text) : text)), "\n"]);
    return el("section", {}, el("h2", { id: "rule-source-title" }, "Source"),
      el("pre", { class: "whole", tabindex: 0, role: "group", "aria-labelledby": "rule-source-title" }, el("code", {}, code)));
  }
}
