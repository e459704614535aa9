// SPDX-License-Identifier: Apache-2.0
// A reader's way through the report of a driver of real size, with the keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { done, drawn, launch, open, printed, resultsOf, shot } from "./browser.mjs";

const PAGE = "controller.html";
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** What the four panes show. */
async function panes(tab) {
  await drawn(tab);
  return tab.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.textContent ?? "";
    const row = document.getElementById(document.getElementById("tree").getAttribute("aria-activedescendant"));
    const here = document.querySelector("#source .line.here");
    return {
      step: text(".step-number"),
      row: row?.getAttribute("aria-label") ?? "",
      file: text("#source-title"),
      line: here ? Number(here.dataset.line) : 0,
      code: here?.querySelector("code").textContent ?? "",
      branch: here?.querySelector(".note.yes, .note.no")?.textContent ?? "",
      state: [...document.querySelectorAll("#state table:first-of-type tbody tr")].map((tr) => [...tr.children].map((cell) => cell.textContent)),
      changed: text("#state table:first-of-type .changed"),
      lit: text(".automaton .lit text"),
      said: text("#announcer"),
    };
  });
}

const number = (step) => Number(step.match(/Step ([\d,]+)/)[1].replaceAll(",", ""));
const findingsOf = () => resultsOf(PAGE).results.flatMap((rule) => rule.defects.map((defect) => ({ rule, defect })));

/** The steps that "next relevant" goes to: of the harness only the state in which it calls the driver. */
const matters = (step) => step.relevant && (step.origin !== "harness" || step.system_state === true);

test("the overview lists verdicts, coverage and every defect, and filters them", async () => {
  const tab = await open(browser, PAGE);
  const { results, coverage } = resultsOf(PAGE);
  const defects = findingsOf();
  assert.ok(defects.length >= 2, "the driver has defects");
  assert.equal(await tab.locator(".findings li").count(), defects.length);
  assert.equal(await tab.locator(".rules tbody tr").count(), results.length);
  assert.match(await tab.locator(".coverage").textContent(), new RegExp(`${coverage.entry_points.length} entry points`));
  await shot(tab, "overview", { fullPage: true });

  const [first] = defects;
  await tab.locator("#find").fill(first.defect.message.slice(0, 20).toUpperCase());
  const matching = defects.filter(({ defect }) => defect.message.startsWith(first.defect.message.slice(0, 20)));
  assert.equal(await tab.locator(".findings li").count(), matching.length);
  assert.ok(new URL(tab.url()).hash.includes("find="), "the filter is in the address");
  await tab.getByRole("button", { name: "Clear" }).click();

  await tab.locator(".tile.not-applicable").click();
  const notApplicable = results.filter((rule) => rule.verdict === "not-applicable");
  assert.ok(notApplicable.length > 0);
  assert.equal(await tab.locator(".rules tbody tr").count(), notApplicable.length);
  assert.equal(await tab.locator(".findings li").count(), 0);
  await tab.locator(".tile.not-applicable").click();

  await tab.locator("#in-file").selectOption(first.defect.location.file);
  const inFile = defects.filter(({ defect }) => defect.location.file === first.defect.location.file);
  assert.equal(await tab.locator(".findings li").count(), inFile.length);
  assert.match(await tab.locator(".status").textContent(), new RegExp(`${inFile.length} of ${defects.length} path`));

  const again = await open(browser, PAGE, { hash: new URL(tab.url()).hash });
  assert.equal(await again.locator("#in-file").inputValue(), first.defect.location.file, "a link to the filter filters");
  await done(again);
  await done(tab);
});

test("a defect is opened and walked through by keys alone; every pane follows", async () => {
  const tab = await open(browser, PAGE);
  const { defect } = findingsOf()[0];
  const { steps } = defect.trace;
  await tab.locator(".findings a").first().focus();
  await tab.keyboard.press("Enter");
  await tab.locator("#tree").waitFor();
  assert.equal(await tab.evaluate(() => document.activeElement.id), "tree", "the tree has the focus");
  assert.match(await tab.title(), new RegExp(defect.message.slice(0, 20)));

  const end = await panes(tab);
  assert.equal(number(end.step), steps.length);
  assert.match(end.row, /^violation: /);
  assert.equal(end.line, defect.location.line);
  assert.equal(end.lit, "violation");
  await shot(tab, "defect");

  await tab.keyboard.press("Home");
  assert.equal(number((await panes(tab)).step) - 1, 0);

  // Through everything that matters, as the data has it.
  let at = 0;
  let branches = 0;
  let states = 0;
  const lit = new Set();
  const nextOne = () => steps.findIndex((step, i) => i > at && matters(step));
  for (let next = nextOne(); next >= 0; next = nextOne()) {
    await tab.keyboard.press("r");
    const seen = await panes(tab);
    const step = steps[next];
    at = next;
    assert.equal(number(seen.step) - 1, at);
    if (step.origin !== "rule" && step.line > 0) {
      assert.equal(seen.line, step.line);
      assert.ok(seen.file.includes(step.file.split("/").pop()));
      const source = defect.trace.sources.find((one) => one.file === step.file).text.split(/\r?\n/);
      assert.equal(seen.code, source[step.line - 1]);
    }
    if (step.branch !== undefined) {
      ++branches;
      assert.equal(seen.branch, String(step.branch));
      assert.match(seen.row, new RegExp(`, ${step.branch},`));
    }
    if (step.rule_state) {
      for (const [name, before, after] of seen.state) {
        assert.equal(before, step.rule_state.before[name]);
        assert.equal(after.replace("changed to ", ""), step.rule_state.after[name]);
      }
      if (seen.changed) ++states;
    }
    lit.add(seen.lit);
  }
  assert.ok(branches > 0 && states > 0, "the trace has branches and changes of state");
  assert.ok(lit.size > 2, "the lit state of the picture went from state to state");
  await done(tab);
});

test("forward, back, over, out, the same line and the violation", async () => {
  const tab = await open(browser, PAGE, { hash: "#defect=0&step=0" });
  const { steps } = findingsOf()[0].defect.trace;
  const level = [];
  for (const { parent } of steps) level.push(parent === null ? 0 : level[parent] + 1);
  const press = async (key) => {
    await tab.keyboard.press(key);
    return number((await panes(tab)).step) - 1;
  };
  assert.equal(await press("n"), 1);
  assert.equal(await press("n"), 2);
  assert.equal(await press("p"), 1);
  const call = steps.findIndex((step, i) => i > 1 && level[i + 1] > level[i] && level.some((l, k) => k > i + 1 && l <= level[i]));
  while (number((await panes(tab)).step) - 1 < call) await tab.keyboard.press("n");
  const next = steps.findIndex((_, i) => i > call && level[i] <= level[call]);
  assert.equal(await press("o"), next, "over the call");
  await tab.keyboard.press("p");
  const inside = number((await panes(tab)).step) - 1;
  assert.ok(level[inside] > level[call], "forward and back go into calls");
  assert.equal(await press("u"), steps.findIndex((_, i) => i > inside && level[i] < level[inside]), "out of the call");
  assert.equal(await press("v"), steps.length - 1);
  assert.equal(await press("n"), steps.length - 1, "nothing follows the violation");
  assert.match((await panes(tab)).said, /no such step/);
  const relevant = steps.findLastIndex((step, i) => i < steps.length - 1 && matters(step));
  assert.equal(await press("e"), relevant);
  await done(tab);
});

test("the tree folds what does not matter, opens and closes", async () => {
  const tab = await open(browser, PAGE, { hash: "#defect=0" });
  const { steps } = findingsOf()[0].defect.trace;
  const rows = () => tab.evaluate(() => document.querySelector("#tree .rows").style.height);
  const folded = await rows();
  assert.ok(await tab.locator("#tree .fold").count() > 0);
  await tab.keyboard.press("a");
  const all = await rows();
  assert.ok(parseFloat(all) > parseFloat(folded), "all steps are more than the folded tree");
  const height = await tab.evaluate(() => document.querySelector("#tree .row").getBoundingClientRect().height);
  assert.equal(Math.round(parseFloat(all) / height), steps.length);
  await tab.keyboard.press("a");
  await tab.keyboard.press("Home");
  const active = () => tab.evaluate(() => {
    const row = document.getElementById(document.getElementById("tree").getAttribute("aria-activedescendant"));
    return { expanded: row.getAttribute("aria-expanded"), level: Number(row.getAttribute("aria-level")), selected: row.getAttribute("aria-selected") };
  });
  while ((await active()).expanded !== "true") await tab.keyboard.press("ArrowDown");
  const parent = await active();
  assert.equal(parent.selected, "true");
  await tab.keyboard.press("ArrowRight");
  assert.equal((await active()).level, parent.level + 1);
  await tab.keyboard.press("ArrowLeft");
  assert.equal((await active()).level, parent.level);
  await tab.keyboard.press("ArrowLeft");
  assert.equal((await active()).expanded, "false");
  await tab.keyboard.press("Enter");
  assert.equal((await active()).expanded, "true");
  await done(tab);
});

test("what happened comes first, and each sentence leads to its step", async () => {
  const tab = await open(browser, PAGE, { hash: "#defect=0" });
  const { trace } = findingsOf()[0].defect;
  assert.deepEqual(await tab.locator("#story li").allTextContents(), trace.story.map((sentence) => sentence.text));
  assert.match(await tab.locator("#defect-about").textContent(), /Confirmed by the solver and by running it/);
  const first = trace.story.find((sentence) => sentence.step !== undefined);
  await tab.locator("#story a").first().click();
  await tab.waitForFunction((step) => document.querySelector(".step-number").textContent.startsWith(`Step ${step} `), first.step + 1);
  assert.equal(await tab.locator("#story a").first().getAttribute("aria-current"), "step");
  await done(tab);
});

test("callbacks are the outermost calls: how the harness comes to them is folded", async () => {
  const tab = await open(browser, PAGE, { hash: "#defect=0" });
  const outermost = await tab.locator('#tree [aria-level="1"]').evaluateAll((rows) => rows.map((row) => row.className));
  assert.ok(outermost.some((names) => names.includes("kind-enter")));
  assert.ok(outermost.every((names) => !names.includes("from-harness")), "no row of the harness is open");
  await done(tab);
});

test("a step has an address, and the address leads to it", async () => {
  const tab = await open(browser, PAGE, { hash: "#defect=1" });
  for (let i = 0; i < 5; ++i) await tab.keyboard.press("e");
  const before = await panes(tab);
  const link = await tab.locator(".step-number").getAttribute("href");
  const [, { defect }] = findingsOf();
  assert.equal(link, `#defect=${defect.fingerprint.slice(0, 10)}&step=${number(before.step) - 1}`, "it names the defect, not its place in the list");
  await tab.waitForFunction((hash) => location.hash === hash, link);
  const other = await open(browser, PAGE, { hash: link });
  const there = await panes(other);
  assert.deepEqual({ ...there, said: "" }, { ...before, said: "" });
  await other.evaluate(() => (location.hash = "#defect=1&step=0"));
  await other.waitForFunction(() => document.querySelector(".step-number").textContent.startsWith("Step 1 "));
  await other.keyboard.press("Escape");
  await other.locator("#overview").waitFor();
  for (const wrong of ["#defect=99", "#defect=x", "#rule=99", "#defect=1&step=1e9", "#defect=1&step=-3", "#%E0%A4%A"]) {
    await other.evaluate((hash) => (location.hash = hash), wrong);
    await drawn(other);
  }
  await done(other);
  await done(tab);
});

test("a rule has its verdict, its source and what it rests on", async () => {
  const tab = await open(browser, PAGE, { hash: "#rule=0" });
  const [rule] = resultsOf(PAGE).results;
  assert.equal(await tab.locator("#rule h1").textContent(), rule.rule);
  const { source } = rule.defects[0].trace.rule;
  assert.equal((await tab.locator("#rule pre").textContent()).trimEnd(), source.replaceAll("\r\n", "\n").trimEnd());
  assert.ok(await tab.locator("#rule svg.automaton .state").count() > 1, "the automaton is drawn");
  await shot(tab, "rule");
  await done(tab);
});

test("what could not be confirmed stands apart, says why, and its path can be looked at", async () => {
  const tab = await open(browser, "many.html", { hash: "#verdict=inconclusive" });
  const rules = await tab.locator(".rules tbody tr").count();
  assert.ok(rules > 0);
  assert.equal(await tab.locator(".findings li.unconfirmed").count(), 2 * rules);
  assert.equal(await tab.locator(".findings li.unconfirmed a").count(), rules, "only a path can be followed");
  await tab.locator(".findings li.unconfirmed a").first().click();
  await tab.locator("#tree").waitFor();
  assert.match(await tab.locator("#defect-about").textContent(), /Not confirmed: the solver gave no answer/);
  assert.match((await panes(tab)).row, /^violation: /);
  await done(tab);
});

test("dark, narrow and printed", async () => {
  const dark = await open(browser, PAGE, { hash: "#defect=0", colorScheme: "dark" });
  await drawn(dark);
  const background = () => dark.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const automatic = await background();
  await shot(dark, "defect-dark");
  await dark.locator("#theme").click();
  assert.notEqual(await background(), automatic, "the theme can be chosen");
  await dark.evaluate(() => (location.hash = ""));
  await dark.locator("#theme").click();
  assert.equal(await background(), automatic);
  await shot(dark, "overview-dark", { fullPage: true });
  await done(dark);

  const narrow = await open(browser, PAGE, { hash: "#defect=0", viewport: { width: 360, height: 740 } });
  await drawn(narrow);
  assert.ok(await narrow.evaluate(() => document.documentElement.scrollWidth <= 360), "nothing sticks out to the side");
  await shot(narrow, "defect-narrow", { fullPage: true });
  await narrow.evaluate(() => (location.hash = ""));
  await drawn(narrow);
  assert.ok(await narrow.evaluate(() => document.documentElement.scrollWidth <= 360), "nor in the overview");
  await shot(narrow, "overview-narrow", { fullPage: true });
  await done(narrow);

  const paper = await open(browser, PAGE, { hash: "#defect=0" });
  const { steps } = findingsOf()[0].defect.trace;
  await paper.emulateMedia({ media: "print" });
  await drawn(paper);
  const sheet = await paper.locator("#print").textContent();
  for (const step of steps.filter((one) => one.relevant && one.origin === "driver")) assert.ok(sheet.includes(step.text), step.text);
  assert.ok(await paper.locator("#print svg").isVisible());
  assert.ok(!(await paper.locator("#tree").isVisible()));
  assert.ok((await printed(paper, "defect")).length > 10_000);
  await done(paper);
});
