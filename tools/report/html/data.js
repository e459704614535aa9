// SPDX-License-Identifier: Apache-2.0
// The data of the page: JSON in script elements that are read when they are first needed. The overview needs one; each
// trace and each source file has its own, so that a report opens in the same time however many traces it holds.
import { Trace } from "./trace.js";

const KEY_LENGTH = 10;

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
 * confirmed. [{rule, defect, confirmed, number, key}], where rule is an entry of results().results. The key is what links name: the
 * beginning of the fingerprint, so that a link still leads to the same defect in tomorrow's report; the number, where there is
 * none or another defect has the same.
 */
export function findings() {
  const out = [];
  for (const rule of results().results) {
    for (const defect of rule.defects) out.push({ rule, defect, confirmed: true });
  }
  for (const rule of results().results) {
    for (const defect of rule.unconfirmed) out.push({ rule, defect, confirmed: false });
  }
  const times = new Map();
  const short = ({ defect }) => (defect.fingerprint ?? "").slice(0, KEY_LENGTH);
  for (const finding of out) times.set(short(finding), (times.get(short(finding)) ?? 0) + 1);
  out.forEach((finding, number) => {
    finding.number = number;
    finding.key = short(finding) !== "" && times.get(short(finding)) === 1 ? short(finding) : String(number);
  });
  return out;
}

/** The one that a link names, by its key or its number; undefined when there is none. */
export function findingOf(list, name) {
  return list.find((finding) => finding.key === name) ?? list.find((finding) => String(finding.number) === name);
}

/** The place of a rule in the results, which is its address. */
export const numberOf = (rule) => results().results.indexOf(rule);

/** {source, automaton} of a rule, where the report has them. */
export const ruleDetail = (rule) => results().rules?.[numberOf(rule)] ?? {};
