// SPDX-License-Identifier: Apache-2.0
// Steps and verdicts in words: one wording for the tree, the print-out and the screen reader.
import { baseName, count } from "./text.js";
import { changes } from "./trace.js";

export const ORIGINS = { driver: "driver", "os-model": "OS model", harness: "harness", rule: "rule" };

/** In the order in which they are shown: what needs attention first. */
export const VERDICTS = {
  defect: { title: "Defect", mark: "\u2716", means: "a path that breaks the rule, confirmed by the solver and by running it" },
  broken: { title: "Broken rule", mark: "!", means: "the rule has a mistake and was not checked" },
  inconclusive: { title: "Inconclusive", mark: "?", means: "a limit was reached, or a path could not be decided" },
  unsupported: { title: "Unsupported", mark: "~", means: "no path breaks the rule, but some code was not modelled" },
  pass: { title: "Pass", mark: "\u2714", means: "every path was explored and none breaks the rule" },
  holds: { title: "Holds", mark: "\u2714", means: "the property holds: a path shows it" },
  "does-not-hold": { title: "Does not hold", mark: "\u2013", means: "every path was explored and none has the property" },
  "not-applicable": { title: "Not applicable", mark: "\u2013", means: "the driver has nothing that the rule is about" },
};

export const VERDICT_ORDER = Object.keys(VERDICTS);

export function eventName(event) {
  if (!event) return "";
  return event.memory ? event.name : `${event.name}.${event.when}`;
}

/** What happens at a step, without its place. */
export function what(step) {
  switch (step.kind) {
    case "enter": return `enter ${step.function}${step.role ? ` (${step.role})` : ""}`;
    case "return": return step.text === "" || step.text === "}" ? `return from ${step.function}` : step.text;
    case "assume": return `assuming ${step.text.replace(/^assume /, "")}`;
    case "rule": return eventName(step.event) || step.text;
    default: return step.text || step.function;
  }
}

/** Codes and masks are known by their hexadecimal digits: "259" -> "259 (0x103)". */
export function valueText(value) {
  if (!/^-?[0-9]{1,15}$/.test(value)) return value;
  const number = Number(value);
  if (number < 0x100 && number > -0x10000) return value;
  if (number < 0) return `0x${(number >>> 0).toString(16).toUpperCase()}`; // as it is shown where it is unsigned
  return `${value} (0x${number.toString(16).toUpperCase()})`;
}

export function changeText(change) {
  if (change.before === change.after) return `${change.name} stays ${valueText(change.after)}`;
  return `${change.name}: ${change.before === undefined ? "" : `${valueText(change.before)} \u2192 `}${valueText(change.after)}`;
}

/** What is to be known about a step besides what(): [{kind, text}]. */
export function notes(step, hasInside) {
  const out = [];
  if (step.branch !== undefined) out.push({ kind: step.branch ? "yes" : "no", text: step.branch ? "true" : "false" });
  for (const change of changes(step.rule_state)) out.push({ kind: "state", text: changeText(change) });
  const named = ({ name }) => !name.startsWith("$"); // else it is of the lowering
  for (const read of (step.reads || []).filter(named)) out.push({ kind: "read", text: `${read.name} = ${valueText(read.value)}` });
  for (const write of (step.writes || []).filter(named)) {
    if (!step.text.includes(`${write.name} = ${write.value}`)) out.push({ kind: "write", text: `${write.name} = ${valueText(write.value)}` });
  }
  if (step.skips) out.push({ kind: "aside", text: `avoids ${eventName(step.skips)}` });
  if (step.rounds) out.push({ kind: "aside", text: `${count(step.rounds, "round")} left out before` });
  if (step.kind === "summarised-call" && !hasInside) out.push({ kind: "aside", text: "inside not shown" });
  return out;
}

export function placeText(step) {
  if (step.origin === "rule") return ""; // the rule's text has a pane of its own
  return step.file && step.line > 0 ? `${baseName(step.file)}:${step.line}` : "";
}

/** A step as a screen reader says it. */
export function spoken(step, hasInside) {
  const parts = [step.kind === "violation" ? `violation: ${step.text}` : what(step)];
  for (const note of notes(step, hasInside)) parts.push(note.kind === "state" ? `rule state ${note.text}` : note.text);
  if (step.file && step.line > 0) parts.push(`${baseName(step.file)} line ${step.line}`);
  parts.push(ORIGINS[step.origin] || step.origin);
  if (step.relevant) parts.push("relevant");
  return parts.join(", ");
}
