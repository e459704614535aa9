// SPDX-License-Identifier: Apache-2.0
// The call tree of a trace: an ARIA tree whose rows are made while they are in sight. The focus stays on the tree, which
// names its active row (aria-activedescendant), because a row that scrolls out of sight is no element any more.
import { el } from "./dom.js";
import { Rows, isFold, stepOf } from "./rows.js";
import { count } from "./text.js";
import { VirtualList } from "./virtual.js";
import { ORIGINS, notes, placeText, spoken, what } from "./words.js";

const DEEPEST = 14; // deeper calls do not move further to the right

export class TreeView {
  /** `onselect(step)` when the reader chose another step. */
  constructor(element, onselect) {
    this.element = element;
    this.onselect = onselect;
    this.list = new VirtualList(element, (index) => this.#row(index));
    element.addEventListener("keydown", (event) => this.#key(event));
    element.addEventListener("click", (event) => this.#click(event));
  }

  open(trace) {
    this.trace = trace;
    this.rows = new Rows(trace);
    this.active = this.rows.list[0];
    this.#refresh();
  }

  /** Makes a step the active one, from outside: no onselect. */
  select(step) {
    this.rows.reveal(step);
    this.active = step;
    this.#refresh();
  }

  showEverything(everything) {
    const step = stepOf(this.active);
    this.rows.showEverything(everything);
    this.select(step);
  }

  #refresh() {
    this.list.refresh(this.rows.list.length);
    const index = this.rows.index.get(this.active);
    if (index === undefined) return;
    this.list.show(index);
    this.element.setAttribute("aria-activedescendant", `row-${index}`);
  }

  #choose(row) {
    this.active = row;
    this.#refresh();
    this.onselect(stepOf(row)); // a fold stands for its first step
  }

  #move(by) {
    const index = this.rows.index.get(this.active) + by;
    this.#choose(this.rows.list[Math.min(Math.max(index, 0), this.rows.list.length - 1)]);
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      PageDown: () => this.#move(this.list.pageSize),
      PageUp: () => this.#move(-this.list.pageSize),
      Home: () => this.#choose(this.rows.list[0]),
      End: () => this.#choose(this.rows.list[this.rows.list.length - 1]),
      ArrowRight: () => this.#inward(),
      ArrowLeft: () => this.#outward(),
      Enter: () => this.#toggle(this.active),
      " ": () => this.#toggle(this.active),
      "*": () => this.#openSiblings(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #inward() {
    const expanded = this.rows.expanded(this.active);
    if (expanded === false) this.#choose(this.rows.set(this.active, true));
    else if (expanded) this.#move(1);
  }

  #outward() {
    if (this.rows.expanded(this.active)) {
      this.#choose(this.rows.set(this.active, false));
      return;
    }
    const parent = this.rows.parentOf(this.active);
    if (parent >= 0) this.#choose(parent);
    else if (!isFold(this.active)) {
      const fold = this.rows.fold(this.active);
      if (fold !== undefined) this.#choose(fold);
    }
  }

  #toggle(row) {
    const expanded = this.rows.expanded(row);
    if (expanded !== undefined) this.#choose(this.rows.set(row, !expanded));
  }

  #openSiblings() {
    const parent = this.rows.parentOf(this.active);
    for (const child of this.rows.childrenOf(parent)) if (this.rows.expanded(child) === false) this.rows.open[child] = 1;
    this.rows.update();
    this.#refresh();
  }

  #click(event) {
    const item = event.target.closest("[role=treeitem]");
    if (!item) return;
    const row = this.rows.list[Number(item.dataset.index)];
    if (isFold(row) || event.target.closest(".twist")) this.#toggle(row);
    else this.#choose(row);
  }

  #row(index) {
    const row = this.rows.list[index];
    const [place, siblings] = this.rows.position[index];
    const level = this.rows.level(row);
    const expanded = this.rows.expanded(row);
    const item = el("div", {
      id: `row-${index}`, class: "row", role: "treeitem", "data-index": index, "aria-level": level + 1,
      "aria-posinset": place, "aria-setsize": siblings, "aria-expanded": expanded === undefined ? null : String(expanded),
      "aria-selected": String(row === this.active),
    });
    item.style.setProperty("--level", Math.min(level, DEEPEST));
    const twist = el("span", { class: "twist", "aria-hidden": "true" }, expanded === undefined ? "" : expanded ? "\u25be" : "\u25b8");
    const deep = level > DEEPEST ? el("span", { class: "deep", "aria-hidden": "true" }, `+${level - DEEPEST}`) : null;
    item.append(twist, ...(deep ? [deep] : []), ...(isFold(row) ? this.#foldParts(item, row) : this.#stepParts(item, row)));
    return item;
  }

  #foldParts(item, row) {
    const text = count(this.rows.foldSize.get(stepOf(row)), "step");
    item.classList.add("fold");
    item.setAttribute("aria-label", `${text} folded`);
    return [el("span", { class: "what" }, `\u2026 ${text}`)];
  }

  #stepParts(item, row) {
    const step = this.trace.step(row);
    const hasInside = this.trace.childrenOf(row).length > 0;
    item.classList.add(`from-${step.origin}`, `kind-${step.kind}`);
    if (this.trace.matters(row)) item.classList.add("matters");
    item.setAttribute("aria-label", spoken(step, hasInside));
    const tag = step.origin === "driver" ? null : el("span", { class: "tag" }, ORIGINS[step.origin]);
    const text = step.kind === "violation" ? `violation: ${step.text}` : what(step);
    return [
      ...(tag ? [tag] : []),
      el("span", { class: "what", title: text }, text),
      ...notes(step, hasInside).map((note) => el("span", { class: `note ${note.kind}`, title: note.text }, note.text)),
      el("span", { class: "place" }, placeText(step)),
    ];
  }
}
