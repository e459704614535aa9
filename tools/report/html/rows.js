// SPDX-License-Identifier: Apache-2.0
// Which rows the call tree shows: steps, and folds that stand for runs of steps that do not matter. Knows nothing of the
// page. A row is a number: i >= 0 is step i; below 0 it is the fold of the run that begins at step -row - 1.

import { asRead, asRecorded } from "./nesting.js";

export const isFold = (row) => row < 0;
export const stepOf = (row) => (row < 0 ? -row - 1 : row);
const foldAt = (step) => -step - 1;

export class Rows {
  constructor(trace) {
    this.readable = asRead(trace);
    this.recorded = asRecorded(trace);
    this.tree = this.readable;
    this.open = new Uint8Array(trace.count); // steps whose inside is shown
    this.unfolded = new Set(); // first steps of runs that are shown
    this.foldSize = new Map(); // first step of a run -> how many steps it stands for, insides included
    this.headOf = new Map(); // step in a run -> first step of the run
    this.everything = false;
    this.#openShown();
    this.#findRuns();
    this.update();
  }

  #openShown() {
    const { children, shown } = this.tree;
    for (const [parent, inside] of children) if (parent >= 0) this.open[parent] = inside.some((child) => shown[child]) ? 1 : 0;
  }

  childrenOf(step) {
    return this.tree.children.get(step) ?? [];
  }

  parentOf(row) {
    return this.tree.parent[stepOf(row)];
  }

  #findRuns() {
    const { parent, shown, children: lists } = this.tree;
    const size = new Int32Array(parent.length).fill(1);
    for (let i = parent.length; i-- > 0; ) if (parent[i] >= 0) size[parent[i]] += size[i];
    for (const children of lists.values()) {
      for (let from = 0; from < children.length; ) {
        let to = from;
        let steps = 0;
        while (to < children.length && !shown[children[to]]) steps += size[children[to++]];
        // A fold takes a row itself: one step without an inside is better shown.
        if (steps > 1) {
          this.foldSize.set(children[from], steps);
          for (let k = from; k < to; ++k) this.headOf.set(children[k], children[from]);
        }
        from = Math.max(to, from + 1);
      }
    }
  }

  #folded(head) {
    return head !== undefined && !this.everything && !this.unfolded.has(head);
  }

  /** Fills `list` with the rows in order; and for each its place among its siblings. */
  update() {
    this.list = [];
    this.position = []; // [place from 1, number of siblings] of each row
    const todo = [{ rows: this.#rowsOf(-1), next: 0 }];
    while (todo.length > 0) {
      const level = todo[todo.length - 1];
      if (level.next === level.rows.length) {
        todo.pop();
        continue;
      }
      const row = level.rows[level.next++];
      this.list.push(row);
      this.position.push([level.next, level.rows.length]);
      if (!isFold(row) && this.open[row] && this.childrenOf(row).length > 0) todo.push({ rows: this.#rowsOf(row), next: 0 });
    }
    this.index = new Map(this.list.map((row, index) => [row, index]));
  }

  #rowsOf(parent) {
    const out = [];
    for (const child of this.childrenOf(parent)) {
      const head = this.headOf.get(child);
      if (!this.#folded(head)) out.push(child);
      else if (head === child) out.push(foldAt(child));
    }
    return out;
  }

  /** undefined when there is nothing to open. */
  expanded(row) {
    if (isFold(row)) return false;
    return this.childrenOf(row).length > 0 ? this.open[row] === 1 : undefined;
  }

  level(row) {
    return this.tree.level[stepOf(row)];
  }

  /** Opens or closes; returns the row to be at then. */
  set(row, open) {
    if (isFold(row)) {
      if (open) this.unfolded.add(stepOf(row));
      this.update();
      return stepOf(row);
    }
    this.open[row] = open ? 1 : 0;
    this.update();
    return row;
  }

  /** Folds again the run that a step is in; returns its row, or undefined when it is in none. */
  fold(step) {
    const head = this.headOf.get(step);
    if (head === undefined || this.everything || !this.unfolded.delete(head)) return undefined;
    this.update();
    return foldAt(head);
  }

  /** Opens what hides a step. */
  reveal(step) {
    let changed = false;
    for (let at = step; at >= 0; at = this.tree.parent[at]) {
      const head = this.headOf.get(at);
      if (this.#folded(head)) {
        this.unfolded.add(head);
        changed = true;
      }
      if (at !== step && !this.open[at]) {
        this.open[at] = 1;
        changed = true;
      }
    }
    if (changed) this.update();
  }

  showEverything(everything) {
    this.everything = everything;
    this.tree = everything ? this.recorded : this.readable;
    if (everything) this.open.fill(1);
    else this.#openShown();
    this.unfolded.clear();
    this.update();
  }
}
