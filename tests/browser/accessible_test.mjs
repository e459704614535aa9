// SPDX-License-Identifier: Apache-2.0
// axe finds nothing serious in any view, light and dark; everything can be reached and told without eyes or mouse.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { axeSource, done, drawn, launch, open } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const VIEWS = [
  ["controller.html", ""], ["controller.html", "#rule=0"], ["controller.html", "#defect=0"], ["controller.html", "#defect=0&step=40"],
  ["controller.html", "#defect=99"], ["many.html", ""], ["hostile.html", "#defect=0"],
];

for (const colorScheme of ["light", "dark"]) {
  test(`axe: ${colorScheme}`, async () => {
    for (const [page, hash] of VIEWS) {
      // axe makes markup of strings, which the page's policy forbids.
      const tab = await open(browser, page, { hash, colorScheme, bypassCSP: true });
      await drawn(tab);
      await tab.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      if (hash.includes("step")) await tab.keyboard.press("?");
      await tab.evaluate(axeSource());
      const { violations, passes } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      assert.ok(passes.length > 10, "axe has looked at the page");
      assert.deepEqual(violations.map(({ id, impact, nodes }) => `${page}${hash}: ${impact} ${id}: ${nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`), []);
      await done(tab);
    }
  });
}

test("the Tab key reaches every control once and leaves every pane", async () => {
  const tab = await open(browser, "controller.html", { hash: "#defect=0" });
  await tab.evaluate(() => document.querySelector(".skip").focus());
  const reached = [];
  for (let i = 0; i < 120; ++i) {
    await tab.keyboard.press("Tab");
    const name = await tab.evaluate(() => {
      const at = document.activeElement;
      return at === document.body ? "" : at.id || at.textContent.trim().slice(0, 30) || at.className;
    });
    if (name === "" || (reached.length > 5 && name === reached[0])) break;
    reached.push(name);
  }
  for (const id of ["theme", "tree", "source-file", "source", "state", "tab-picture"]) assert.ok(reached.includes(id), `${id} of ${reached.join(", ")}`);
  for (const name of ["BackP", "ForwardN", "OverO", "OutU", "Next relevantR"]) assert.ok(reached.includes(name), name);
  assert.equal(await tab.evaluate(() => document.querySelectorAll("#tree [tabindex='0'], #tree button, #tree a").length), 0, "the tree is one stop");
  await done(tab);
});

test("a tree row tells its level, place, state and what happens at it", async () => {
  const tab = await open(browser, "controller.html", { hash: "#defect=0" });
  await drawn(tab);
  const snapshot = await tab.locator("#tree").ariaSnapshot();
  assert.match(snapshot, /treeitem "violation: .*line \d+, driver, relevant" \[level=\d+\] \[selected\]|treeitem "violation: .*line \d+, driver, relevant" \[.*selected.*\]/);
  const attributes = await tab.evaluate(() => {
    const row = document.getElementById(document.getElementById("tree").getAttribute("aria-activedescendant"));
    return ["aria-level", "aria-posinset", "aria-setsize"].map((name) => Number(row.getAttribute(name)));
  });
  assert.ok(attributes.every((value) => value >= 1));
  await done(tab);
});

test("steps by buttons are told; letter keys can be switched off", async () => {
  const tab = await open(browser, "controller.html", { hash: "#defect=0&step=3" });
  await tab.getByRole("button", { name: "Forward" }).click();
  await drawn(tab);
  assert.match(await tab.locator("#announcer").textContent(), /^step 5: .+/);
  await tab.keyboard.press("?");
  await tab.locator("#letters").uncheck();
  await tab.getByRole("button", { name: "Close" }).click();
  const step = () => tab.locator(".step-number").textContent();
  const before = await step();
  await tab.keyboard.press("n");
  await drawn(tab);
  assert.equal(await step(), before);
  await done(tab);
});
