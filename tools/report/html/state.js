// SPDX-License-Identifier: Apache-2.0
// What holds at the selected step: the rule's state before and after, and values by the calls that are open.
import { el, fill } from "./dom.js";
import { valueText } from "./words.js";

const MOST_FRAMES = 12;

function stateTable(caption, heads, rows) {
  return el("table", {}, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows));
}

function stateRows(state) {
  const names = new Set([...Object.keys(state.before), ...Object.keys(state.after)]);
  return [...names].map((name) => {
    const changed = state.before[name] !== state.after[name];
    return el("tr", { class: changed ? "changed" : null },
      el("th", { scope: "row" }, name),
      el("td", {}, valueText(state.before[name] ?? "")),
      el("td", {}, changed ? el("span", { class: "sr" }, "changed to ") : null, valueText(state.after[name] ?? "")));
  });
}

function valueRow(value) {
  const was = value.before !== undefined && value.before !== value.value ? valueText(value.before) : "";
  return el("tr", { class: value.changed ? "changed" : null },
    el("th", { scope: "row" }, value.name),
    el("td", {}, value.changed ? el("span", { class: "sr" }, "written here: ") : null, valueText(value.value)),
    el("td", { class: "was" }, was));
}

export function showState(element, trace, at) {
  const state = trace.ruleState(at);
  const parts = [];
  const rows = stateRows(state);
  if (rows.length > 0) parts.push(stateTable("State of the rule", ["variable", "before", "after"], rows));
  else parts.push(el("p", { class: "none" }, "The rule has no state here."));
  const frames = trace.variables(at).filter((frame) => frame.values.length > 0);
  for (const frame of frames.slice(0, MOST_FRAMES)) {
    parts.push(stateTable(`In ${frame.function}`, ["place", "value", "before"], frame.values.map(valueRow)));
  }
  if (frames.length === 0) parts.push(el("p", { class: "none" }, "No values are known here yet."));
  if (frames.length > MOST_FRAMES) parts.push(el("p", { class: "none" }, `${frames.length - MOST_FRAMES} more calls`));
  fill(element, parts);
}
