// SPDX-License-Identifier: Apache-2.0
// Headless Chromium for the tests: pages are opened from files; whatever a page says on the console, throws or asks of a
// network is a failure.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const scratch = process.env.SDVLITE_BROWSER;
// The packages are installed in the build folder, where no import from here finds them.
const require = createRequire(join(scratch, "/"));
const { chromium } = require("playwright-core");

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const axeSource = () => readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export function launch() {
  const executablePath = PLACES.find((place) => existsSync(place));
  assert.ok(executablePath, "Chromium is not installed; tools/setup --tests does it");
  return chromium.launch({ executablePath, args: FLAGS });
}

export const address = (page, hash = "") => pathToFileURL(join(scratch, "pages", page)).href + hash;

/** The results that a page was made of, as JSON. */
export const resultsOf = (page) => JSON.parse(readFileSync(join(scratch, "pages", `${page}.json`), "utf8"));

/** Opens a page in a window of its own. Its `complaints` must be empty in the end: see done(). */
export async function open(browser, page, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const tab = await context.newPage();
  tab.complaints = [];
  tab.on("console", (message) => tab.complaints.push(`console: ${message.text()}`));
  tab.on("pageerror", (error) => tab.complaints.push(`error: ${error.stack}`));
  tab.on("dialog", (dialog) => tab.complaints.push(`dialog: ${dialog.message()}`));
  tab.on("request", (request) => {
    if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) tab.complaints.push(`request: ${request.url()}`);
  });
  await tab.goto(address(page, hash));
  return tab;
}

export async function done(tab) {
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
}

/** Keeps a picture of what is seen. */
export async function shot(tab, name, options = {}) {
  mkdirSync(join(scratch, "shots"), { recursive: true });
  await tab.screenshot({ path: join(scratch, "shots", `${name}.png`), ...options });
}

/** Keeps what would come out of a printer. */
export async function printed(tab, name) {
  mkdirSync(join(scratch, "shots"), { recursive: true });
  return tab.pdf({ path: join(scratch, "shots", `${name}.pdf`), printBackground: true });
}

/** Waits until the page has drawn what it was told. */
export const drawn = (tab) => tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
