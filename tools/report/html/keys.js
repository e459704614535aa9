// SPDX-License-Identifier: Apache-2.0
// The one table of ways through a trace: buttons, keys and the help are made of it. Letter keys can be switched off, for those
// whose speech input or screen reader needs them (WCAG 2.1.4).
import { byId, el, fill } from "./dom.js";

/** `go(trace, step)` gives the step to go to, or -1. */
export const MOVES = [
  { key: "P", name: "Back", help: "the step before", go: (t, i) => t.back(i) },
  { key: "N", name: "Forward", help: "the next step, into calls", go: (t, i) => t.forward(i) },
  { key: "O", name: "Over", help: "the next step, over calls", go: (t, i) => t.over(i) },
  { key: "I", name: "Back over", help: "the step before, over calls", go: (t, i) => t.backOver(i), only_key: true },
  { key: "U", name: "Out", help: "what follows the call that this step is in", go: (t, i) => t.out(i) },
  { key: "E", name: "Previous relevant", help: "the relevant step before", go: (t, i) => t.relevant(i, -1) },
  { key: "R", name: "Next relevant", help: "the next step without which there is no violation", go: (t, i) => t.relevant(i, 1) },
  { key: "L", name: "Same line", help: "the next time that the path comes to this line", go: (t, i) => t.sameLine(i), only_key: true },
  { key: "V", name: "Violation", help: "the end of the trace", go: (t) => t.count - 1 },
];

const OTHERS = [
  ["A", "show all steps, or fold those that do not matter"], ["[ and ]", "the defect before, the next defect"],
  ["Escape", "the overview"], ["?", "this list"], ["Up, Down", "in the call tree: the row before, the next row"],
  ["Right, Left", "in the call tree: open and go in, close and go out"], ["Home, End, Page Up, Page Down", "in the call tree"],
  ["*", "in the call tree: open all calls beside this one"],
];

let letters = true;

/** The letter of a key press, or "" when it is not for us. */
export function letterOf(event) {
  if (!letters || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return "";
  if (event.target.closest("input, select, textarea, dialog")) return "";
  return event.key.length === 1 ? event.key.toUpperCase() : "";
}

export function showHelp() {
  const dialog = byId("help");
  const row = (key, help) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, help));
  const box = el("input", { type: "checkbox", id: "letters", checked: letters, onchange: (event) => (letters = event.target.checked) });
  fill(dialog, el("h2", { id: "help-title" }, "Keys"),
    el("table", {}, el("tbody", {}, MOVES.map((move) => row(move.key, move.help)), OTHERS.map(([key, help]) => row(key, help)))),
    el("p", {}, box, " ", el("label", { for: "letters" }, "Letter keys are on")),
    el("button", { type: "button", onclick: () => dialog.close(), autofocus: true }, "Close"));
  dialog.showModal();
}
