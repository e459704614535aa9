// SPDX-License-Identifier: Apache-2.0
// The data of the page: JSON in script elements that are read when they are first needed. The overview needs one; each
// trace and each source file has its own, so that a report opens in the same time however many traces it holds.
import { Trace } from "./trace.js";

const read = new Map();

function block(id) {
  if (!read.has(id)) {
    const element = document.getElementById(id);
    read.set(id, JSON.parse(element.textContent));
    element.remove();
  }
  return read.get(id);
}

/** sdvlite-results/1, with numbers of blocks in place of traces; plus "rules", see html.cpp. */
export const results = () => block("results");

/** {file, sha256, text} */
export const sourceOf = (number) => block(`source-${number}`);

let last = { number: -1, trace: null };

export function traceOf(number) {
  if (last.number !== number) last = { number, trace: new Trace(block(`trace-${number}`), sourceOf) };
  return last.trace;
}

/**
 * Everything that has a path to look at, in the order of the report: defects, then what was found and could not be
 * confirmed. [{rule, defect, confirmed, number}], where rule is an entry of results().results.
 */
export function findings() {
  const out = [];
  for (const rule of results().results) {
    for (const defect of rule.defects) out.push({ rule, defect, confirmed: true });
  }
  for (const rule of results().results) {
    for (const defect of rule.unconfirmed) out.push({ rule, defect, confirmed: false });
  }
  out.forEach((finding, number) => (finding.number = number));
  return out;
}

/** The place of a rule in the results, which is its address. */
export const numberOf = (rule) => results().results.indexOf(rule);

/** {source, automaton} of a rule, where the report has them. */
export const ruleDetail = (rule) => results().rules?.[numberOf(rule)] ?? {};
