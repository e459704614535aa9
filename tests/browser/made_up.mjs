// SPDX-License-Identifier: Apache-2.0
// Results of any size, of the form sdvlite-results/1, made up: a driver that asks its lock again and again.
const SOURCE = Array.from({ length: 3000 }, (_, n) => `    value = Work(value, ${n}); /* line ${n + 1} */`).join("\n");
const RULE = "state { enum { unlocked, locked } lock = unlocked; }\nAcquire.entry\n{\n    lock = locked;\n}\nRelease.entry\n{\n    lock = unlocked;\n}\n";
const DRIVER = { name: "made_up", model: "wdm", files: ["src/made_up.c"] };
const STATS = { seconds: 0.25, states: 12345, transitions: 23456, summaries: 12, refinements: 1, peak_bytes: 1 << 24 };

/** A trace of `count` steps, whose calls are nested up to six deep; one step of a hundred matters. */
export function trace(count, rule, message) {
  const steps = [];
  const open = []; // the calls that the next step is inside of
  let locked = false;
  const add = (step) => {
    const id = steps.length;
    steps.push({
      id, parent: open[open.length - 1] ?? null, depth: open.length, kind: "statement", origin: open.length > 3 ? "os-model" : "driver",
      file: open.length > 3 ? "os/model.dir" : "src/made_up.c", line: 1 + ((id * 7) % 3000), column: 5, function: `Work${open.length}`,
      text: `value = Work(value, ${(id * 7) % 3000})`, relevant: id % 100 === 0, ...step,
    });
    return id;
  };
  for (let i = 0; steps.length < count - 1; ++i) {
    if (i % 9 === 1 && open.length < 6) open.push(add({ kind: "call", text: `Work${open.length}(${i})` }));
    else if (i % 13 === 5 && open.length > 0) {
      add({ kind: "return", text: "}" });
      open.pop();
    } else if (i % 50 === 7) {
      const state = (value) => ({ lock: value ? "locked" : "unlocked" });
      add({ kind: "rule", origin: "rule", file: "rules/Lock.slic", line: locked ? 8 : 4, relevant: true, text: locked ? "lock = unlocked;" : "lock = locked;",
        event: { name: locked ? "Release" : "Acquire", when: "entry" }, rule_state: { before: state(locked), after: state(!locked) } });
      locked = !locked;
    } else if (i % 4 === 3) add({ kind: "branch", branch: i % 8 === 3, text: `value > ${i}` });
    else add({ writes: [{ name: "value", value: String(i) }] });
  }
  add({ kind: "violation", relevant: true, text: message, rule_state: { before: { lock: "locked" }, after: { lock: "locked" } } });
  return {
    schema: "sdvlite-trace/1", driver: DRIVER, rule: { name: rule, file: "rules/Lock.slic", source: RULE }, message, confirmed: true,
    entry: { role: "DRIVER_DISPATCH", function: "Work0" }, initial: [{ name: "value", value: "0" }], steps,
    sources: [
      { file: "rules/Lock.slic", sha256: "0".repeat(64), text: RULE },
      { file: "src/made_up.c", sha256: "1".repeat(64), text: SOURCE },
      { file: "os/model.dir", sha256: "2".repeat(64), text: SOURCE },
    ],
  };
}

function defect(number, steps, rule) {
  const message = `Work0 ends while lock ${number} is held.`;
  return { message, location: { file: `src/part${number % 5}.c`, line: 40 + number, column: 5, function: "Work0" },
    entry: { role: "DRIVER_DISPATCH", function: "Work0" }, fingerprint: String(number).padStart(16, "0"), suppressed: number % 10 === 9,
    ...(number % 10 === 9 ? { suppressed_by: "known since 2019" } : {}), trace: trace(steps, rule, message) };
}

function results(list) {
  return {
    schema: "sdvlite-results/1", tool: { name: "sdvlite", version: "0.1.0" }, driver: DRIVER,
    options: { search: "bfs", timeout_seconds: 60, rules: [] },
    coverage: { functions: { total: 120, lowered: 117, havocked: 3 },
      havocked: [{ function: "Odd", file: "src/part1.c", line: 7, reason: "inline assembly" }], unmodelled_ddis: ["IoFrobnicate"],
      entry_points: [{ role: "DRIVER_DISPATCH", detail: "IRP_MJ_READ", function: "Work0", file: "src/part1.c", line: 3, found_by: "role type" }], notes: [] },
    results: list, timing: { parse_seconds: 1.5, check_seconds: 60 },
    rules: list.map(() => ({ source: RULE })),
  };
}

/** What a search that was cut may leave: one path that could not be decided, and one without a path. */
function undecided(name) {
  const message = `${name} may end while a lock is held.`;
  const location = { file: "src/part9.c", line: 3, column: 1, function: "Work0" };
  return [{ message, location, why: "the solver gave no answer", trace: { ...trace(40, name, message), confirmed: false } },
    { message: `${name} may begin twice.`, location: null, why: "the time limit was reached" }];
}

function rule(name, verdict, defects = []) {
  return { rule: name, model: "wdm", rule_file: `rules/${name}.slic`, verdict, reason: defects[0]?.message ?? "every path was explored",
    assumptions: [], defects, unconfirmed: verdict === "inconclusive" ? undecided(name) : [], stats: STATS };
}

/** `rules` rules, the first of which have one defect each, `defects` in all. */
export function manyRules(rules, defects, steps) {
  const others = ["pass", "pass", "not-applicable", "inconclusive", "unsupported"];
  return results(Array.from({ length: rules }, (_, number) => {
    const name = `Rule${String(number).padStart(3, "0")}`;
    return number < defects ? rule(name, "defect", [defect(number, steps, name)]) : rule(name, others[number % others.length]);
  }));
}

export function longTrace(steps) {
  return results([rule("Lock", "defect", [defect(0, steps, "Lock")])]);
}
