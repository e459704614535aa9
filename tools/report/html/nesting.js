// SPDX-License-Identifier: Apache-2.0
// What is inside of what in the call tree: as the trace has it, and as it is read. Knows nothing of the page.

/** {parent, level, children: Map, shown}: `shown` are the steps that are rows without unfolding. */
function nesting(parent, shown) {
  const level = new Int32Array(parent.length);
  const children = new Map([[-1, []]]);
  for (let i = 0; i < parent.length; ++i) {
    if (!children.has(parent[i])) children.set(parent[i], []);
    children.get(parent[i]).push(i);
    level[i] = parent[i] < 0 ? 0 : level[parent[i]] + 1;
  }
  return { parent, level, children, shown };
}

export const asRecorded = (trace) => nesting(trace.parent, trace.shown);

/**
 * For readers: the calls of the harness, which come before everything, are a row like other steps and not what all else is
 * inside of; and what a callback does is inside of the row that enters it, not beside it.
 */
export function asRead(trace) {
  const parent = Int32Array.from(trace.parent);
  const shown = Uint8Array.from(trace.shown);
  const entered = new Map(); // the callback that a call has entered last
  for (let i = 0; i < trace.count; ++i) {
    const call = trace.parent[i];
    const enters = trace.get(i, "kind") === "enter" && call >= 0;
    if (enters) entered.set(call, i);
    if (!enters && entered.has(call)) parent[i] = entered.get(call);
    else if (call >= 0 && isHarness(trace, call)) parent[i] = parent[call];
    if (isHarness(trace, i) && trace.childrenOf(i).length > 0) shown[i] = 0;
  }
  return nesting(parent, shown);
}

const isHarness = (trace, i) => trace.get(i, "origin") === "harness";
