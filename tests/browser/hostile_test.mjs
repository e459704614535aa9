// SPDX-License-Identifier: Apache-2.0
// Whatever a driver or rule holds, nothing of it runs, and what cannot be seen is shown.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { address, done, drawn, launch, open, resultsOf, shot } from "./browser.mjs";
import { BREAKERS, HOSTILE_NAME } from "./hostile.mjs";

const PAGE = "hostile.html";
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

test("the file is ASCII where text of others begins, and none of it is markup", () => {
  const text = readFileSync(fileURLToPath(address(PAGE)), "utf8");
  const data = text.slice(text.indexOf('<script type="application/json"'), text.lastIndexOf("<script>"));
  assert.match(data, /^[\x20-\x7e\n]*$/, "no control character, no mark that reorders, no separator");
  const tags = data.match(/<[^>]*>/g);
  assert.ok(tags.every((tag) => tag === "</script>" || /^<script type="application\/json" id="[a-z]+(-\d+)?">$/.test(tag)), "only the page's own elements");
});

test("nothing runs, in no view, and the policy would stop it", async () => {
  const tab = await open(browser, PAGE);
  const [rule] = resultsOf(PAGE).results;
  const { trace } = rule.defects[0];
  assert.equal(await tab.locator(".findings .message").textContent(), rule.defects[0].message);
  await shot(tab, "hostile-overview");
  await tab.locator("#in-file").selectOption(rule.defects[0].location.file);
  assert.equal(await tab.locator(".findings li").count(), 1, "the file can be chosen");
  await tab.evaluate(() => (location.hash = "#rule=0"));
  await drawn(tab);
  for (let step = 0; step < trace.steps.length; step += trace.steps[step].origin === "driver" ? 1 : 7) {
    await tab.evaluate((n) => (location.hash = `#defect=0&step=${n}`), step);
    await drawn(tab);
  }
  await tab.keyboard.press("a");
  await tab.evaluate(() => (location.hash = "#defect=0&step=1e99"));
  await tab.evaluate((hash) => (location.hash = hash), `#find=${encodeURIComponent(BREAKERS[0])}&verdict=<script>&file=${encodeURIComponent(BREAKERS[2])}`);
  await drawn(tab);
  await tab.evaluate(() => (location.hash = "#defect=0"));
  await tab.emulateMedia({ media: "print" });
  await drawn(tab);
  assert.equal(await tab.evaluate(() => window.broken), undefined);
  assert.equal(await tab.evaluate(() => document.querySelectorAll("img, iframe, object, embed, form[action], a[href^='javascript']").length), 0);
  await done(tab);
});

test("text that comes from others cannot become markup or code, even by a mistake in the page", async () => {
  const tab = await open(browser, PAGE);
  const refused = await tab.evaluate(() => {
    const attempts = {
      markup: () => (document.body.innerHTML = "<b>x</b>"),
      script: () => {
        const script = document.createElement("script");
        script.text = "window.broken = 1";
        document.body.append(script);
      },
    };
    return Object.entries(attempts).filter(([, attempt]) => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    }).map(([name]) => name);
  });
  assert.deepEqual(refused, ["markup", "script"]);
  assert.equal(await tab.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "sent", () => "refused")), "refused");
  assert.equal(await tab.evaluate(() => window.broken), undefined);
  tab.complaints.length = 0; // the browser told what it refused
  await done(tab);
});

test("what cannot be seen is shown as a symbol; bytes that are no UTF-8 are characters", async () => {
  const tab = await open(browser, PAGE, { hash: "#defect=0" });
  await drawn(tab);
  const lines = await tab.evaluate(async () => {
    const source = document.getElementById("source");
    const out = {};
    for (let top = 0; top <= source.scrollHeight; top += source.clientHeight / 2) {
      source.scrollTop = top;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      for (const line of source.querySelectorAll(".line")) out[line.dataset.line] = line.querySelector("code").textContent;
    }
    return Object.values(out).join("\n");
  });
  assert.ok(!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200f\u2028-\u202e\u2066-\u2069]/u.test(lines));
  for (const symbol of ["\u27e8U+202E\u27e9", "\u27e8U+2066\u27e9", "\u27e8U+200F\u27e9", "\u241b[31m", "\u2407", "\u27e8U+2028\u27e9"]) {
    assert.ok(lines.includes(symbol), symbol);
  }
  for (const text of BREAKERS) assert.ok(lines.includes(text.replaceAll("*/", "* /")), text);
  assert.equal(await tab.locator("#source-file").inputValue(), resultsOf(PAGE).results[0].defects[0].location.file);
  const shown = HOSTILE_NAME.replace("\u202e", "\u27e8U+202E\u27e9");
  assert.ok((await tab.locator("#source-file").textContent()).includes(shown));
  assert.match(await tab.locator("#rule-picture figcaption").textContent(), /^The rule's automaton: 2 states/);
  await shot(tab, "hostile-defect");
  await tab.locator("#source-file").selectOption({ label: "latin.c" });
  assert.match(await tab.locator("#source .line").first().textContent(), /caf\u00e9\u00ff\u00c0/);
  await done(tab);
});
