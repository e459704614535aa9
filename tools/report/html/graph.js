// SPDX-License-Identifier: Apache-2.0
// What to draw of a rule's automaton for a trace: states and arrows, which of them the trace uses and when. Knows nothing of
// the page.
//
// The automaton comes with the report where it can be looked at, and each step of the rule with the states before and after it.
// Else only what the trace goes through is drawn; its states are the values in the trace.
import { moves } from "./trace.js";
import { eventName } from "./words.js";

const MOST_STATES = 16;
export const VIOLATION = "violation";

const piecesOf = (values) => Object.entries(values).map(([name, value]) => `${name} = ${value}`);

/** Gives each state that the trace is in a name: the automaton's number, else the values themselves. */
function stateNames(trace, automaton) {
  return (step) => {
    const numbers = automaton && trace.get(step, "automaton");
    if (numbers && numbers.every((number) => number !== null)) return numbers;
    const state = trace.get(step, "rule_state");
    return [JSON.stringify(state.before), JSON.stringify(state.after)];
  };
}

/** The trace's way: [{step, from, to, event, values}] with names of states; to is VIOLATION at the end. */
function wayOf(trace, names) {
  const out = [];
  for (const step of trace.ruleSteps) {
    const state = trace.get(step, "rule_state");
    const event = eventName(trace.get(step, "event"));
    const [from, to] = names(step);
    const changed = moves(state);
    // A counter may change within a state that stands for several of its values.
    if (trace.get(step, "kind") === VIOLATION) out.push({ step, from: to, to: VIOLATION, event, changes: [], state });
    else if (from !== to || changed.length > 0) out.push({ step, from, to, event, changes: changed, state });
  }
  return out;
}

class Drawing {
  nodes = new Map();
  edges = new Map();

  node(name, make) {
    if (!this.nodes.has(name)) this.nodes.set(name, { name, id: this.nodes.size, visits: [], ...make() });
    return this.nodes.get(name);
  }

  violation() {
    return this.node(VIOLATION, () => ({ kind: VIOLATION, pieces: [], lines: ["violation"] }));
  }

  halt() {
    return this.node("halt", () => ({ kind: "halt", pieces: [], lines: ["not followed"] }));
  }

  edge(from, to) {
    const key = `${from.id} ${to.id}`;
    if (!this.edges.has(key)) this.edges.set(key, { from: from.id, to: to.id, labels: [], used: [] });
    return this.edges.get(key);
  }

  /** Only what tells states apart is written into them. */
  label() {
    const states = [...this.nodes.values()].filter((node) => node.kind === "state");
    const told = new Set();
    for (const piece of states.flatMap((state) => state.pieces)) {
      if (!states.every((state) => state.pieces.includes(piece))) told.add(piece.split(" ")[0]);
    }
    for (const state of states) {
      const lines = state.pieces.filter((piece) => told.has(piece.split(" ")[0]));
      state.lines = lines.length === 0 ? [state.initial ? "start" : "any other"] : told.size === 1 ? lines.map((line) => line.replace(/^\S+ = /, "")) : lines;
    }
  }
}

function drawAutomaton(automaton, drawing) {
  automaton.states.forEach((state, number) =>
    drawing.node(number, () => ({ kind: "state", pieces: state.pieces, initial: number === 0 })));
  for (const t of automaton.transitions) {
    const to = t.end === VIOLATION ? drawing.violation() : t.end === "halt" ? drawing.halt() : drawing.nodes.get(t.to);
    const edge = drawing.edge(drawing.nodes.get(t.from), to);
    if (!edge.labels.includes(t.label)) edge.labels.push(t.label);
  }
}

function drawWay(way, drawing, first) {
  const add = (name, values) => drawing.node(name, () => ({ kind: "state", initial: name === first, pieces: piecesOf(values) }));
  for (const { from, to, state } of way) {
    add(from, state.before);
    if (to !== VIOLATION) add(to, state.after);
  }
}

function useWay(way, drawing, whole) {
  for (const move of way) {
    const from = drawing.nodes.get(move.from);
    const to = move.to === VIOLATION ? drawing.violation() : drawing.nodes.get(move.to);
    if (whole && from === to) continue; // such arrows are left out of the automaton
    const edge = drawing.edge(from, to);
    if (!whole || edge.labels.length === 0) {
      if (!edge.labels.includes(move.event)) edge.labels.push(move.event);
    }
    edge.used.push(move.step);
    to.visits.push(move.step);
  }
}

// The end of the way, when all of it has too many states to be looked at.
function lastStates(way) {
  const seen = new Set();
  let from = way.length;
  while (from > 0) {
    seen.add(way[from - 1].from);
    if (seen.size > MOST_STATES) break;
    --from;
  }
  return way.slice(from);
}

/**
 * {nodes: [{id, name, kind, lines, initial, visits}], edges: [{from, to, labels, used}], way, whole, leftOut}; visits and used
 * are steps; `whole`: it is the rule's automaton and not only the trace's part of it; leftOut: moves that are not drawn.
 */
export function graphOf(trace, automaton) {
  const names = stateNames(trace, automaton);
  const way = wayOf(trace, names);
  const first = trace.ruleSteps.length > 0 ? names(trace.ruleSteps[0])[0] : automaton ? 0 : "{}";
  const known = ({ from, to }) => typeof from === "number" && (to === VIOLATION || typeof to === "number");
  if (automaton && !way.every(known)) return graphOf(trace, undefined);
  const whole = automaton !== undefined;
  const drawn = whole ? way : lastStates(way);
  const drawing = new Drawing();
  if (whole) drawAutomaton(automaton, drawing);
  else drawWay(drawn, drawing, first);
  if (drawing.nodes.size === 0) {
    const values = trace.ruleSteps.length > 0 ? trace.ruleState(trace.ruleSteps[0]).before : {};
    drawing.node(first, () => ({ kind: "state", pieces: piecesOf(values), initial: true }));
  }
  useWay(drawn, drawing, whole);
  drawing.label();
  return { nodes: [...drawing.nodes.values()], edges: [...drawing.edges.values()], way, whole, first, leftOut: way.length - drawn.length, names, view: automaton?.view };
}

/** The automaton alone, for a rule without a trace. */
export function graphOfAutomaton(automaton) {
  const drawing = new Drawing();
  drawAutomaton(automaton, drawing);
  drawing.label();
  return { nodes: [...drawing.nodes.values()], edges: [...drawing.edges.values()], way: [], whole: true, first: 0, leftOut: 0, view: automaton.view };
}

/** The node that the rule is in at a step; undefined when it is not drawn. */
export function nodeAt(graph, trace, step) {
  if (trace.get(step, "kind") === VIOLATION) return graph.nodes.find((node) => node.kind === VIOLATION);
  let name = graph.first;
  const last = trace.lastRuleStep(step);
  if (last >= 0) name = graph.names(last)[1];
  return graph.nodes.find((node) => node.name === name);
}
