// SPDX-License-Identifier: Apache-2.0
// A trace as a tree of steps and what holds at each of them. Knows nothing of the page.
//
// Steps come as columns: {count, columns: {member: [numbers]}, values: [...]}. A column of "line", "depth" and the like holds
// the numbers themselves; of others, places in `values`, -1 where a step lacks the member (html_data.cpp).

const NUMBERS = new Set(["id", "parent", "depth", "line", "column"]);
const CONTROL = new Set(["enter", "call", "summarised-call", "return", "branch"]);

export class Trace {
  constructor(data, sourceOf) {
    this.data = data;
    this.sourceOf = sourceOf;
    this.count = data.steps.count;
    this.parent = Int32Array.from(data.steps.columns.parent || []);
    this.level = new Int32Array(this.count);
    this.children = new Map([[-1, []]]);
    for (let i = 0; i < this.count; ++i) {
      const parent = this.parent[i];
      this.level[i] = parent < 0 ? 0 : this.level[parent] + 1;
      if (!this.children.has(parent)) this.children.set(parent, []);
      this.children.get(parent).push(i);
    }
    this.shown = this.#whatMatters();
    this.places = null;
    this.ruleSteps = this.#ruleSteps();
  }

  get(i, member) {
    const value = this.data.steps.columns[member]?.[i];
    if (value === undefined || NUMBERS.has(member)) return value;
    return value < 0 ? undefined : this.data.steps.values[value];
  }

  step(i) {
    const out = {};
    for (const member of Object.keys(this.data.steps.columns)) {
      const value = this.get(i, member);
      if (value !== undefined) out[member] = value;
    }
    return out;
  }

  childrenOf(i) {
    return this.children.get(i) || [];
  }

  inside(i, ancestor) {
    while (i >= 0 && i !== ancestor) i = this.parent[i];
    return i === ancestor;
  }

  /** Harness steps only lead to what matters, but for the state in which the system calls the driver. */
  matters(i) {
    if (this.get(i, "kind") === "violation") return true;
    return this.get(i, "relevant") === true && (this.get(i, "origin") !== "harness" || this.get(i, "system_state") === true);
  }

  /** Steps that are shown without unfolding: what matters, the driver's own way, and what leads to either. */
  #whatMatters() {
    const shown = new Uint8Array(this.count);
    for (let i = this.count; i-- > 0; ) {
      const own = this.get(i, "origin") === "driver" && CONTROL.has(this.get(i, "kind"));
      if (this.get(i, "relevant") === true || this.matters(i) || own) shown[i] = 1;
      if (shown[i] && this.parent[i] >= 0) shown[this.parent[i]] = 1;
    }
    return shown;
  }

  #ruleSteps() {
    const out = [];
    for (let i = 0; i < this.count; ++i) {
      if (this.get(i, "rule_state")) out.push(i);
    }
    return out;
  }

  /* Ways to go. Each gives the step to go to, or -1. */

  forward(i) { return i + 1 < this.count ? i + 1 : -1; }
  back(i) { return i - 1; }

  /** The next step that is not inside of this one. */
  over(i) {
    for (let j = i + 1; j < this.count; ++j) if (this.level[j] <= this.level[i]) return j;
    return -1;
  }

  /** The step before that is not inside of a sibling. */
  backOver(i) {
    for (let j = i - 1; j >= 0; --j) if (this.level[j] <= this.level[i]) return j;
    return -1;
  }

  /** The first step after the call that this one is inside of. */
  out(i) {
    for (let j = i + 1; j < this.count; ++j) if (this.level[j] < this.level[i]) return j;
    return -1;
  }

  relevant(i, direction) {
    for (let j = i + direction; j >= 0 && j < this.count; j += direction) if (this.matters(j)) return j;
    return -1;
  }

  /** The next time that the path comes to the line of step i; from the last time on to the first. */
  sameLine(i) {
    const place = this.place(i);
    const steps = place ? this.visits(place.file).get(place.line) : [];
    return steps.find((step) => step > i) ?? steps.find((step) => step !== i) ?? -1;
  }

  /* What holds at a step. */

  /** The last step at or before i at which the rule had a look; -1: none. */
  lastRuleStep(i) {
    return this.ruleSteps[upTo(this.ruleSteps, i) - 1] ?? -1;
  }

  /** {before, after}: the rule's state around step i; the same twice where the step does not touch it. */
  ruleState(i) {
    const own = this.get(i, "rule_state");
    if (own) return own;
    const last = this.lastRuleStep(i);
    const state =
      last >= 0 ? this.get(last, "rule_state").after
      : this.ruleSteps.length > 0 ? this.get(this.ruleSteps[0], "rule_state").before
      : {};
    return { before: state, after: state };
  }

  /**
   * Values that were written or seen, by the calls that are open at step i, the innermost first:
   * [{step, function, values: [{name, value, before, changed}]}].
   */
  variables(i) {
    const out = [];
    for (let frame = this.parent[i], at = i; ; at = frame, frame = this.parent[frame]) {
      const values = this.#written(frame, at, at === i);
      if (values.length > 0 || at === i) out.push({ step: frame, function: this.get(at, "function"), values });
      if (frame < 0) return out;
    }
  }

  // What the steps right inside of `frame` wrote before step `at`, and at it when `with_it`.
  #written(frame, at, withIt) {
    const values = new Map();
    for (const j of this.childrenOf(frame)) {
      if (j > at || (j === at && !withIt)) break;
      for (const { name, value } of this.get(j, "reads") || []) {
        if (!values.has(name)) values.set(name, { name, value, before: undefined, changed: false });
      }
      for (const { name, value } of this.get(j, "writes") || []) {
        const before = values.get(name)?.value;
        values.set(name, { name, value, before, changed: j === at });
      }
    }
    return [...values.values()];
  }

  /* Places. */

  /** Where to look for step i: its own place; for the rule's steps that of the event, or of the step before. */
  place(i) {
    const event = this.get(i, "origin") === "rule" ? this.get(i, "event") : undefined;
    if (event?.file && event.line > 0) return { file: event.file, line: event.line, own: false };
    for (let j = i; j >= 0 && j >= i - 50; --j) {
      if (this.get(j, "origin") !== "rule" && this.get(j, "file") && this.get(j, "line") > 0) {
        return { file: this.get(j, "file"), line: this.get(j, "line"), own: j === i };
      }
    }
    return null;
  }

  /** file -> line -> steps there, in order. */
  visits(file) {
    if (!this.places) {
      this.places = new Map();
      for (let i = 0; i < this.count; ++i) {
        const name = this.get(i, "file");
        const line = this.get(i, "line");
        if (!name || !(line > 0)) continue;
        if (!this.places.has(name)) this.places.set(name, new Map());
        const lines = this.places.get(name);
        if (!lines.has(line)) lines.set(line, []);
        lines.get(line).push(i);
      }
    }
    return this.places.get(file) || new Map();
  }

  files() {
    return this.data.sources.map((number) => this.sourceOf(number));
  }

  source(file) {
    return this.files().find((source) => source.file === file);
  }
}

/** How many of these steps, which are in order, are at or before `at`. */
export function upTo(steps, at) {
  let low = 0;
  for (let high = steps.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (steps[middle] <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What there is to say of the rule's state at a step: what changes, and what has a part in it by staying. */
export function changes(state) {
  if (!state) return [];
  const stays = (state.matters ?? []).filter((name) => state.before[name] === state.after[name]);
  return [...moves(state), ...stays.map((name) => ({ name, before: state.before[name], after: state.after[name] }))];
}

/** Names whose values differ: [{name, before, after}]. */
export function moves(state) {
  if (!state) return [];
  return Object.entries(state.after)
    .filter(([name, value]) => state.before[name] !== value)
    .map(([name, value]) => ({ name, before: state.before[name], after: value }));
}
