// SPDX-License-Identifier: Apache-2.0
// A source file with the trace in it: lines that the path goes through, before and after the selected step; which way a
// branch went; what was written there.
import { el } from "./dom.js";
import { commentStarts, tokens } from "./highlight.js";
import { upTo } from "./trace.js";
import { VirtualList } from "./virtual.js";

const TAB = 8;
const LATEST = 8; // steps of a line that are looked at for what happened there
const LONGEST = 4000; // columns that are shown of a line

export class SourceView {
  /** `ongo(step)` when the reader clicked on a line that the path goes through. */
  constructor(element, ongo) {
    this.list = new VirtualList(element, (index) => this.#row(index), "list");
    this.element = element;
    this.ongo = ongo;
    this.file = null;
    element.addEventListener("click", (event) => this.#click(event));
  }

  /** Shows `source` ({file, text}) with `line` marked as where step `at` is. */
  show(trace, source, line, at) {
    if (source !== this.source) {
      this.source = source;
      this.lines = source.text.split(/\r\n|\n|\r/);
      this.inComment = commentStarts(this.lines);
      const widest = this.lines.reduce((most, line) => Math.max(most, columns(line)), 0);
      this.list.content.style.setProperty("--columns", `${widest + 14}ch`);
      this.list.content.style.setProperty("--digits", `${String(this.lines.length).length}ch`);
    }
    this.trace = trace;
    this.visits = trace.visits(source.file);
    this.line = line;
    this.at = at;
    this.list.refresh(this.lines.length);
    if (line > 0) this.list.show(line - 1);
  }

  #click(event) {
    const row = event.target.closest("[data-line]");
    if (!row || String(document.getSelection()) !== "") return;
    const steps = this.visits.get(Number(row.dataset.line));
    if (steps) this.ongo(steps.find((step) => step > this.at) ?? steps[0]);
  }

  #row(index) {
    const number = index + 1;
    const steps = this.visits.get(number) || [];
    const done = steps.slice(0, upTo(steps, this.at));
    const row = el("div", { class: "line", role: "listitem", "data-line": number, "aria-posinset": number, "aria-setsize": this.lines.length });
    if (done.length > 0) row.classList.add("done");
    else if (steps.length > 0) row.classList.add("ahead");
    const here = number === this.line;
    if (here) {
      row.classList.add("here");
      row.setAttribute("aria-current", "step");
      if (this.trace.get(this.at, "kind") === "violation") row.classList.add("violation");
    }
    const said = done.length > 0 ? "executed" : steps.length > 0 ? "executed later" : null;
    row.append(
      el("span", { class: "number", "aria-hidden": "true" }, number),
      el("span", { class: "mark", "aria-hidden": "true" }, here ? "\u25b6" : ""),
      ...(said ? [el("span", { class: "sr" }, `${said}: `)] : []),
      this.#code(index),
      ...this.#notes(done.length > 0 ? done : steps),
    );
    return row;
  }

  #code(index) {
    const text = this.lines[index].slice(0, LONGEST);
    const parts = tokens(text, this.inComment[index]).map(([part, kind]) => (kind ? el("span", { class: `t-${kind}` }, part) : part));
    return el("code", {}, parts, this.lines[index].length > LONGEST ? "\u2026" : null);
  }

  // Of the last time that the path came here.
  #notes(steps) {
    const out = [];
    const latest = steps.slice(-LATEST);
    const branch = latest.findLast((step) => this.trace.get(step, "branch") !== undefined);
    if (branch !== undefined) {
      const taken = this.trace.get(branch, "branch");
      out.push(el("span", { class: `note ${taken ? "yes" : "no"}` }, taken ? "true" : "false"));
    }
    const written = new Map(latest.flatMap((step) => this.trace.get(step, "writes") || []).map((write) => [write.name, write.value]));
    for (const [name, value] of [...written].slice(-3)) out.push(el("span", { class: "note write" }, `${name} = ${value}`));
    return out;
  }
}

function columns(line) {
  let out = 0;
  for (let i = 0; i < line.length && out < LONGEST; ++i) out += line[i] === "\t" ? TAB - (out % TAB) : 1;
  return out;
}
