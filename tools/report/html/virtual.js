// SPDX-License-Identifier: Apache-2.0
// A list of any length of which only the rows in sight are elements. All rows have one height, so that a row's place is a
// multiplication.
import { el } from "./dom.js";

const BEYOND = 8; // rows that are made above and below what is in sight

export class VirtualList {
  /** `render(index)` makes a row; `viewport` is the element that scrolls. */
  constructor(viewport, render, role = "none") {
    this.viewport = viewport;
    this.render = render;
    this.count = 0;
    this.rows = new Map();
    this.content = el("div", { class: "rows", role });
    viewport.replaceChildren(this.content);
    viewport.addEventListener("scroll", () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(viewport);
    this.rowHeight = Math.round(1.65 * parseFloat(getComputedStyle(viewport).fontSize));
    this.content.style.setProperty("--row", `${this.rowHeight}px`);
  }

  /** To be called whenever a row may look different. */
  refresh(count) {
    this.count = count;
    this.content.style.height = `${count * this.rowHeight}px`;
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
    this.#draw();
  }

  #draw() {
    const top = this.viewport.scrollTop;
    const from = Math.max(0, Math.floor(top / this.rowHeight) - BEYOND);
    const to = Math.min(this.count, Math.ceil((top + this.viewport.clientHeight) / this.rowHeight) + BEYOND);
    for (const [index, row] of this.rows) {
      if (index >= from && index < to) continue;
      row.remove();
      this.rows.delete(index);
    }
    let before = null; // rows stay in order, for those who read them in order
    for (let index = to; index-- > from; ) {
      let row = this.rows.get(index);
      if (!row) {
        row = this.render(index);
        row.style.transform = `translateY(${index * this.rowHeight}px)`;
        this.rows.set(index, row);
        this.content.insertBefore(row, before);
      }
      before = row;
    }
  }

  /** Scrolls as little as needed; a row far away comes to the middle. */
  show(index) {
    const top = index * this.rowHeight;
    const height = this.viewport.clientHeight;
    const at = this.viewport.scrollTop;
    const margin = Math.min(2 * this.rowHeight, height / 4);
    if (top < at - height || top > at + 2 * height) this.viewport.scrollTop = top - height / 2;
    else if (top < at + margin) this.viewport.scrollTop = top - margin;
    else if (top + this.rowHeight > at + height - margin) this.viewport.scrollTop = top + this.rowHeight - height + margin;
    this.#draw();
  }

  get pageSize() {
    return Math.max(1, Math.floor(this.viewport.clientHeight / this.rowHeight) - 1);
  }
}
