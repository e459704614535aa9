// SPDX-License-Identifier: Apache-2.0
// A rule's automaton as an SVG: what the trace used is drawn strong and numbered, the state at the selected step is lit. The
// same in words stands in the title, the description and the list below it.
import { el, svg } from "./dom.js";
import { nodeAt, VIOLATION } from "./graph.js";
import { layered } from "./layout.js";
import { count } from "./text.js";
import { changeText } from "./words.js";

const LINE = 16;
const BADGE = 30;
const LEAST_SCALE = 0.72; // smaller than that it scrolls
const NODE_CHARACTER = 7.4; // of the fixed-width font of nodes, in pixels
const LABEL_CHARACTER = 6.4;
const LONGEST_LABEL = 34;
const MOST_LABELS = 3;
const MOST_MOVES = 200;
const MARGIN = 10;

let pictures = 0;

const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}\u2026` : text);

/** "Name.exit [condition]" without the condition where that is too long: the title has it. */
function brief(label) {
  if (label.length <= LONGEST_LABEL) return label;
  const at = label.indexOf(" [", 1);
  return at > 0 ? `${shortened(label.slice(0, at), LONGEST_LABEL - 4)} [\u2026]` : shortened(label, LONGEST_LABEL);
}

function labelsOf(edge) {
  const all = [...new Set(edge.labels.map(brief))];
  const lines = all.slice(0, MOST_LABELS);
  if (all.length > MOST_LABELS) lines.push(`and ${all.length - MOST_LABELS} more`);
  return lines;
}

function sizes(graph) {
  const longest = (lines) => lines.reduce((most, line) => Math.max(most, line.length), 0);
  return {
    nodes: graph.nodes.map((node) => ({ width: Math.max(56, longest(node.lines) * NODE_CHARACTER + 24), height: node.lines.length * LINE + 14 })),
    edges: graph.edges.map((edge) => {
      const lines = labelsOf(edge);
      return { from: edge.from, to: edge.to, width: longest(lines) * LABEL_CHARACTER + 10 + (edge.used.length > 0 ? BADGE : 0), height: lines.length * (LINE - 2) + 4 };
    }),
  };
}

function curve(points) {
  const [first, ...rest] = points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  let out = `M${first.x} ${first.y}`;
  let at = first;
  for (const point of rest) {
    const middle = (at.y + point.y) / 2;
    out += at.x === point.x ? `L${point.x} ${point.y}` : `C${at.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`;
    at = point;
  }
  return out;
}

function loopCurve([a, b, c, d]) {
  return `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`;
}

function textLines(lines, x, y, height, attributes) {
  const top = y - ((lines.length - 1) * height) / 2;
  return svg("text", { x, "text-anchor": "middle", ...attributes },
    lines.map((line, index) => svg("tspan", { x, y: top + index * height, "dominant-baseline": "central" }, line)));
}

export class Picture {
  /** `ongo(step)` when the reader chose a place of the way. */
  constructor(trace, graph, title, ongo) {
    this.trace = trace;
    this.graph = graph;
    this.ongo = ongo;
    this.id = `picture-${++pictures}`;
    this.place = layered(...Object.values(sizes(graph)));
    this.numbers = this.#numbers();
    this.nodes = [];
    this.element = el("figure", { class: "picture" }, this.#drawing(title), this.#caption(), trace ? this.#way() : null);
  }

  // 1, 2, 3 on the arrows that the trace takes.
  #numbers() {
    const first = new Map();
    const drawn = this.graph.way.slice(this.graph.leftOut);
    drawn.forEach((move, index) => first.set(move.step, index + 1 + this.graph.leftOut));
    return first;
  }

  #drawing(title) {
    const width = Math.ceil(this.place.width + 2 * MARGIN);
    const height = Math.ceil(this.place.height + 2 * MARGIN);
    const used = this.graph.edges.some((edge) => edge.used.length > 0);
    this.description = svg("desc", { id: `${this.id}-desc` });
    const drawing = svg("svg", {
      class: used ? "automaton with-way" : "automaton", role: "img", width, height, viewBox: `0 0 ${width} ${height}`,
      "aria-labelledby": `${this.id}-title ${this.id}-desc`,
    },
      svg("title", { id: `${this.id}-title` }, title), this.description,
      svg("defs", {}, ["plain", "used"].map((kind) =>
        svg("marker", { id: `${this.id}-${kind}`, class: `head ${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" },
          svg("path", { d: "M0 0L8 4L0 8z" })))),
      svg("g", { transform: `translate(${MARGIN} ${MARGIN})` },
        this.graph.edges.map((edge, index) => this.#edge(edge, index)), this.graph.nodes.map((node, index) => this.#node(node, index)),
        this.graph.edges.map((edge, index) => this.#label(edge, index))));
    drawing.style.minWidth = `${Math.round(width * LEAST_SCALE)}px`;
    this.drawing = drawing;
    return el("div", { class: "scroller", tabindex: 0, role: "group", "aria-label": "picture of the automaton" }, drawing);
  }

  #edge(edge, index) {
    const { points } = this.place.edges[index];
    const used = edge.used.length > 0;
    return svg("path", {
      class: `arrow${used ? " used" : ""}`, d: edge.from === edge.to ? loopCurve(points) : curve(points),
      "marker-end": `url(#${this.id}-${used ? "used" : "plain"})`,
    });
  }

  #label(edge, index) {
    const { label } = this.place.edges[index];
    const lines = labelsOf(edge);
    const used = edge.used.length > 0;
    const width = sizes(this.graph).edges[index].width;
    const parts = [
      svg("rect", { class: "behind", x: label.x - width / 2, y: label.y - lines.length * (LINE - 2) / 2 - 1, width, height: lines.length * (LINE - 2) + 2, rx: 4 }),
      textLines(lines, label.x + (used ? BADGE / 2 : 0), label.y, LINE - 2, { class: `label${used ? " used" : ""}` }),
    ];
    if (used) parts.push(this.#badge(edge, label.x - width / 2 + BADGE / 2, label.y));
    return svg("g", {}, svg("title", {}, edge.labels.join("\n")), parts);
  }

  #badge(edge, x, y) {
    const numbers = edge.used.map((step) => this.numbers.get(step));
    const text = numbers.length > 2 ? `${numbers[0]}\u2026` : numbers.join(",");
    const badgeWidth = 10 + text.length * 6;
    return svg("g", { class: "badge" }, svg("rect", { x: x - badgeWidth / 2, y: y - 8, width: badgeWidth, height: 16, rx: 8 }),
      svg("text", { x, y, "text-anchor": "middle", "dominant-baseline": "central" }, text));
  }

  #node(node, index) {
    const { x, y } = this.place.nodes[index];
    const { width, height } = sizes({ nodes: [node], edges: [] }).nodes[0];
    const classes = ["state", node.kind === VIOLATION ? "violation" : "", node.initial ? "initial" : "", node.visits.length > 0 || node.initial ? "visited" : ""];
    const group = svg("g", { class: classes.filter(Boolean).join(" ") },
      node.initial ? svg("rect", { class: "ring", x: x - width / 2 - 3, y: y - height / 2 - 3, width: width + 6, height: height + 6, rx: 11 }) : null,
      svg("rect", { class: "box", x: x - width / 2, y: y - height / 2, width, height, rx: 8 }),
      textLines(node.lines, x, y, LINE, {}));
    this.nodes[node.id] = group;
    return group;
  }

  #caption() {
    const { graph } = this;
    const states = graph.nodes.filter((node) => node.kind === "state").length;
    const seen = graph.view ? ` as ${graph.view.join(" and ")} see it` : "";
    const what = graph.whole ? `The rule's automaton${seen}: ${count(states, "state")}.` : "The part of the rule's automaton that this trace goes through.";
    const rest = graph.leftOut > 0 ? ` The first ${count(graph.leftOut, "move")} of the trace ${graph.leftOut === 1 ? "is" : "are"} left out.` : "";
    return el("figcaption", {}, what + rest);
  }

  #way() {
    const moves = this.graph.way.slice(-MOST_MOVES);
    const first = this.graph.way.length - moves.length + 1;
    this.moves = moves.map((move) => el("li", {},
      el("button", { type: "button", class: "move", onclick: () => this.ongo(move.step) }, move.event || "the rule",
        el("span", { class: "change" }, move.to === VIOLATION ? "violation" : move.changes.map(changeText).join(", ")))));
    return el("ol", { class: "way", start: first, "aria-label": "The trace's way through the rule" }, this.moves);
  }

  /** Lights the state at a step. */
  at(step) {
    const node = nodeAt(this.graph, this.trace, step);
    this.nodes.forEach((group, id) => group.classList.toggle("lit", id === node?.id));
    const moves = this.graph.way.slice(-MOST_MOVES);
    const last = moves.findLastIndex((move) => move.step <= step);
    this.moves.forEach((item, index) => {
      item.classList.toggle("now", index === last);
      if (index === last) item.firstChild.setAttribute("aria-current", "step");
      else item.firstChild.removeAttribute("aria-current");
    });
    if (last >= 0) this.#bringToTheMiddle(this.moves[last]);
    const said = this.graph.way.map((move) => `${move.event}: ${move.to === VIOLATION ? "violation" : move.changes.map(changeText).join(", ")}`);
    this.description.textContent = `At this step: ${node ? node.lines.join(", ") : "a state that is not drawn"}. The way of the trace: ${said.slice(0, 20).join("; ") || "no change"}.`;
    if (node) this.#bringToSight(this.place.nodes[node.id]);
  }

  // Only of the list: the page around it is not to move.
  #bringToTheMiddle(item) {
    const list = item.parentElement;
    list.scrollTop += item.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
  }

  #bringToSight({ x, y }) {
    const scroller = this.drawing.parentElement;
    scroller.scrollTo(x + MARGIN - scroller.clientWidth / 2, y + MARGIN - scroller.clientHeight / 2);
  }
}
