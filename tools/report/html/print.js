// SPDX-License-Identifier: Apache-2.0
// A path on paper: lists that scroll are made into one table of the steps that matter, with the picture of the rule.
import { el, byId, fill } from "./dom.js";
import { graphOf } from "./graph.js";
import { asRead } from "./nesting.js";
import { Picture } from "./picture.js";
import { ruleDetail } from "./data.js";
import { count } from "./text.js";
import { ORIGINS, notes, placeText, what } from "./words.js";

const MOST_STEPS = 1500;

function rows(trace) {
  const tree = asRead(trace);
  const out = [];
  let left = 0;
  const gap = () => {
    if (left > 0) out.push(el("tr", { class: "gap" }, el("td", { colspan: 4 }, `\u2026 ${count(left, "step")}`)));
    left = 0;
  };
  for (let i = 0; i < trace.count; ++i) {
    if (!tree.shown[i] || out.length > MOST_STEPS) {
      ++left;
      continue;
    }
    gap();
    out.push(row(trace, i, tree.level[i]));
  }
  gap();
  return out;
}

function row(trace, i, level) {
  const step = trace.step(i);
  const text = el("td", { class: "step" }, step.kind === "violation" ? `violation: ${step.text}` : what(step));
  text.style.paddingInlineStart = `${0.8 * Math.min(level, 12)}em`;
  const marks = notes(step, trace.childrenOf(i).length > 0).map((note) => el("span", { class: `note ${note.kind}` }, note.text));
  return el("tr", { class: trace.matters(i) ? "matters" : null },
    el("td", { class: "figure" }, i + 1), el("td", { class: "place" }, placeText(step), " ", step.origin === "driver" ? null : el("span", { class: "tag" }, ORIGINS[step.origin])),
    text, el("td", {}, marks));
}

/** Lays out a path for paper; or nothing, for views that print as they are. */
export function preparePrint(finding, trace) {
  const sheet = byId("print");
  if (!finding) {
    fill(sheet);
    return;
  }
  const { automaton } = ruleDetail(finding.rule);
  const picture = new Picture(trace, graphOf(trace, automaton ?? undefined), `Automaton of ${finding.rule.rule} with the way of this trace`, () => {});
  picture.at(trace.count - 1);
  fill(sheet,
    el("table", { class: "steps" }, el("caption", {}, `Path of ${count(trace.count, "step")}; those that matter are marked`),
      el("thead", {}, el("tr", {}, ["", "Place", "Step", "What changes"].map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, rows(trace))),
    el("h2", {}, "Rule"), picture.element);
}
