// SPDX-License-Identifier: Apache-2.0
// What the page knows without a page: steps, rows, graphs and their layout, text.
import assert from "node:assert/strict";
import { test } from "node:test";

import { graphOf, nodeAt } from "../../tools/report/html/graph.js";
import { commentStarts, tokens } from "../../tools/report/html/highlight.js";
import { layered } from "../../tools/report/html/layout.js";
import { Rows } from "../../tools/report/html/rows.js";
import { pieces, plain } from "../../tools/report/html/text.js";
import { Trace } from "../../tools/report/html/trace.js";
import { valueText } from "../../tools/report/html/words.js";
import { trace as madeUp } from "./made_up.mjs";

const NUMBERS = ["id", "parent", "depth", "line", "column"];

/** Steps in columns, as the page gets them. */
function compact(steps, more = {}) {
  const values = [];
  const columns = {};
  steps.forEach((step, i) => {
    for (const [name, value] of Object.entries(step)) {
      columns[name] ??= new Array(steps.length).fill(-1);
      if (value === null) continue;
      columns[name][i] = NUMBERS.includes(name) ? value : values.push(value) - 1;
    }
  });
  return { steps: { count: steps.length, columns, values }, sources: [], ...more };
}

const step = (parent, kind, more = {}) => ({ parent, kind, origin: "driver", file: "a.c", line: 1, function: "F", text: kind, relevant: false, ...more });

// 0 call { 1 2 3 call { 4 } 5 } 6 violation
const SMALL = () => new Trace(compact([
  step(null, "call", { relevant: true }), step(0, "statement", { writes: [{ name: "x", value: "1" }] }), step(0, "statement"),
  step(0, "call", { origin: "os-model", writes: [{ name: "y", value: "7" }] }), step(3, "statement", { origin: "os-model", writes: [{ name: "z", value: "3" }] }),
  step(0, "statement", { writes: [{ name: "x", value: "2" }], relevant: true }), step(null, "violation"),
]));

test("ways through the steps", () => {
  const t = SMALL();
  assert.deepEqual([...t.level], [0, 1, 1, 1, 2, 1, 0]);
  assert.deepEqual([t.forward(0), t.back(0), t.forward(6)], [1, -1, -1]);
  assert.deepEqual([t.over(0), t.over(3), t.over(6)], [6, 5, -1]);
  assert.deepEqual([t.out(4), t.out(1), t.out(6)], [5, 6, -1]);
  assert.deepEqual([t.backOver(5), t.backOver(6), t.backOver(0)], [3, 0, -1]);
  assert.deepEqual([t.relevant(0, 1), t.relevant(5, 1), t.relevant(0, -1)], [5, 6, -1]);
});

test("values at a step: of each open call, what was written before; a call's own result not before it returns", () => {
  const t = SMALL();
  const values = (i) => t.variables(i).map((frame) => frame.values.map(({ name, value, before, changed }) => [name, value, before, changed]));
  assert.deepEqual(values(1), [[["x", "1", undefined, true]]]);
  assert.deepEqual(values(4), [[["z", "3", undefined, true]], [["x", "1", undefined, false]]]);
  assert.deepEqual(values(5)[0], [["x", "2", "1", true], ["y", "7", undefined, false]]);
});

test("rows: what does not matter is folded, and is revealed when it is gone to", () => {
  const t = SMALL();
  const rows = new Rows(t);
  assert.deepEqual(rows.list, [0, -2, 5, 6], "steps 1 to 3 with what is inside of them are one row");
  assert.equal(rows.foldSize.get(1), 4);
  rows.reveal(2);
  assert.deepEqual(rows.list, [0, 1, 2, 3, 5, 6], "what is inside of 3 is closed");
  rows.reveal(4);
  assert.deepEqual(rows.list, [0, 1, 2, 3, 4, 5, 6]);
  assert.equal(rows.fold(2), -2);
  assert.deepEqual(rows.list, [0, -2, 5, 6]);
  rows.set(0, false);
  assert.deepEqual(rows.list, [0, 6]);
  rows.showEverything(true);
  assert.equal(rows.list.length, 7);
});

test("rows: callbacks are the outermost, whatever the harness does around them; everything is there when asked for", () => {
  // 0 run { 1 choose 2 call { 3 enter 4 work { 5 } } } 6 violation
  const harness = { origin: "harness" };
  const t = new Trace(compact([
    step(null, "call", { ...harness, relevant: true }), step(0, "branch", harness), step(0, "call", { ...harness, relevant: true }),
    step(2, "enter", { relevant: true }), step(2, "call", { relevant: true }), step(4, "statement", { relevant: true }), step(2, "violation", { relevant: true }),
  ]));
  const rows = new Rows(t);
  assert.deepEqual(rows.list, [-1, 3, 4, 5, 6], "the harness is one fold");
  assert.deepEqual(rows.list.map((row) => rows.level(row)), [0, 0, 1, 2, 1], "what a callback does is inside of it");
  assert.deepEqual([rows.expanded(3), rows.parentOf(4), t.relevant(-1, 1)], [true, 3, 3]);
  rows.reveal(2);
  assert.deepEqual(rows.list, [0, 1, 2, 3, 4, 5, 6]);
  rows.showEverything(true);
  assert.deepEqual(rows.list.map((row) => rows.level(row)), [0, 1, 1, 2, 2, 3, 2]);
});

test("values: what is not small has its hexadecimal digits", () => {
  assert.deepEqual(["7", "259", "-1", "-1073741823", "locked", "0xC0000001"].map(valueText), ["7", "259 (0x103)", "-1", "0xC0000001", "locked", "0xC0000001"]);
});

test("rows of generated traces: every step is a row or in a fold or in a closed call", () => {
  for (const count of [2, 37, 500, 3000]) {
    const rows = new Rows(new Trace(compact(madeUp(count, "R", "m").steps)));
    rows.showEverything(true);
    assert.deepEqual(rows.list, [...Array(count).keys()]);
    rows.showEverything(false);
    assert.ok(rows.list.length < count || count < 40);
    assert.ok([...rows.foldSize].every(([head, size]) => size > 1 && head + size <= count));
    for (let i = 0; i < count; i += 7) rows.reveal(i);
    for (let i = 0; i < count; i += 7) assert.ok(rows.index.has(i));
  }
});

const STATES = (before, after) => ({ rule_state: { before: { s: before, n: "0" }, after: { s: after, n: "0" } }, event: { name: `${before}${after}`, when: "entry" } });
const WALK = () => new Trace(compact([
  step(null, "statement"), step(null, "rule", STATES("a", "b")), step(null, "statement"), step(null, "rule", STATES("b", "a")),
  step(null, "rule", STATES("a", "c")), step(null, "violation", STATES("c", "c")),
]));

test("the picture of a trace: its states, the way, the lit state", () => {
  const t = WALK();
  const graph = graphOf(t, undefined);
  assert.deepEqual(graph.nodes.map((node) => node.lines.join()), ["a", "b", "c", "violation"], "n is the same everywhere and is not told");
  assert.deepEqual(graph.edges.map(({ from, to }) => [from, to]), [[0, 1], [1, 0], [0, 2], [2, 3]]);
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((i) => nodeAt(graph, t, i).lines[0]), ["a", "b", "b", "a", "c", "violation"]);
});

test("the picture of an automaton: what the trace does not use is there too", () => {
  const automaton = {
    states: ["a", "b", "c", "d"].map((s) => ({ pieces: [`s = ${s}`] })),
    transitions: [{ from: 0, to: 1, label: "up" }, { from: 1, to: 0, label: "down" }, { from: 0, to: 2, label: "aside" },
      { from: 2, to: 3, label: "never" }, { from: 2, end: "violation", label: "wrong" }, { from: 1, end: "halt", label: "stop" }],
  };
  const numbers = { a: 0, b: 1, c: 2 };
  const t = WALK();
  const states = [undefined, ["a", "b"], undefined, ["b", "a"], ["a", "c"], ["c", "c"]];
  t.data.steps.columns.automaton = states.map((pair) => (pair ? t.data.steps.values.push(pair.map((s) => numbers[s])) - 1 : -1));
  const graph = graphOf(t, automaton);
  assert.ok(graph.whole);
  assert.deepEqual(graph.nodes.map((node) => node.lines.join()), ["a", "b", "c", "d", "violation", "not followed"]);
  assert.deepEqual(graph.edges.map((edge) => [edge.labels.join(), edge.used.length > 0]), [["up", true], ["down", true], ["aside", true], ["never", false], ["wrong", true], ["stop", false]]);
  assert.equal(nodeAt(graph, t, 4).lines[0], "c");
});

function overlaps(a, b) {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 - 0.5 && Math.abs(a.y - b.y) < (a.height + b.height) / 2 - 0.5;
}

test("a layout has no two things in one place, and everything inside", () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 60; ++round) {
    const nodes = Array.from({ length: 1 + random(12) }, () => ({ width: 40 + random(120), height: 20 + random(60) }));
    const edges = [];
    const known = new Set();
    for (let i = random(25); i > 0; --i) {
      const [from, to] = [random(nodes.length), random(nodes.length)];
      if (known.has(`${from} ${to}`)) continue;
      known.add(`${from} ${to}`);
      edges.push({ from, to, width: 20 + random(150), height: 14 + random(30) });
    }
    const drawing = layered(nodes, edges);
    const boxes = drawing.nodes.map((place, i) => ({ ...place, ...nodes[i] }));
    edges.forEach((edge, i) => edge.from !== edge.to && boxes.push({ ...drawing.edges[i].label, width: edge.width, height: edge.height }));
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => assert.ok(!overlaps(a, b), `round ${round}`)));
    for (const box of boxes) {
      assert.ok(box.x - box.width / 2 >= -0.5 && box.x + box.width / 2 <= drawing.width + 0.5);
      assert.ok(box.y - box.height / 2 >= -0.5 && box.y + box.height / 2 <= drawing.height + 0.5);
    }
    edges.forEach(({ from, to }, i) => {
      const { points } = drawing.edges[i];
      const touches = (point, box) => Math.abs(point.x - box.x) <= box.width / 2 + 0.5 && Math.abs(point.y - box.y) <= box.height / 2 + 0.5;
      assert.ok(touches(points[0], boxes[from]) && touches(points.at(-1), boxes[to]), "an arrow begins and ends at its states");
    });
  }
});

test("text: what cannot be seen has a symbol", () => {
  assert.equal(plain("a\u0000b\u001b\u007f\u0085\u202e\ufeff\u{e0041}"), "a\u2400b\u241b\u2421\u27e8U+0085\u27e9\u27e8U+202E\u27e9\u27e8U+FEFF\u27e9\u27e8U+E0041\u27e9");
  assert.equal(plain("tab\tline\n\u00e9\u4e2d\u{1f600}"), "tab\tline\n\u00e9\u4e2d\u{1f600}");
  assert.deepEqual(pieces("a\u202eb"), [["a", false], ["\u27e8U+202E\u27e9", true], ["b", false]]);
});

test("colours: comments over lines, strings with comment signs, nothing lost", () => {
  const lines = ["a /* b", "c */ d \"/*\" e // f /*", "#define X 0x1F", "return 'a';", "/**/ x /*", "*/"];
  const starts = commentStarts(lines);
  assert.deepEqual([...starts], [0, 1, 0, 0, 0, 1, 0]);
  lines.forEach((line, i) => assert.equal(tokens(line, starts[i]).map(([text]) => text).join(""), line));
  assert.deepEqual(tokens(lines[1], 1).map(([, kind]) => kind).filter(Boolean), ["comment", "string", "comment"]);
  assert.deepEqual(tokens(lines[2], 0).map(([, kind]) => kind).filter(Boolean), ["directive", "number"]);
});
