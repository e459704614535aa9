// SPDX-License-Identifier: Apache-2.0
// Makes the pages that the tests look at, in the folder of the environment variable SDVLITE_BROWSER: reports of drivers that
// are checked for it, and reports of made-up results where the size is what matters.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { FILES } from "./driver.mjs";
import { HOSTILE_FILES, HOSTILE_RULE } from "./hostile.mjs";
import { longTrace, manyRules } from "./made_up.mjs";

const { SDVLITE, SDVLITE_BROWSER: scratch, SDVLITE_PAGE_OF_JSON } = process.env;
const MEGABYTE = 1024 * 1024;

function driver(name, files) {
  const folder = join(scratch, "drivers", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

/** Checks a driver; it must have a defect. */
function check(page, input, ...options) {
  const done = spawnSync(SDVLITE, ["check", input, ...options, "--format", `html=${join(scratch, "pages", page)}`, "--format", `json=${join(scratch, "pages", page)}.json`],
    { encoding: "utf8", timeout: 120_000 });
  if (done.status !== 1) throw new Error(`${page}: exit code ${done.status}, not 1\n${done.stdout}${done.stderr}`);
}

function madeUp(page, results) {
  const text = execFileSync(SDVLITE_PAGE_OF_JSON, [], { input: JSON.stringify(results), maxBuffer: 400 * MEGABYTE });
  writeFileSync(join(scratch, "pages", page), text);
}

mkdirSync(join(scratch, "pages"), { recursive: true });
const rules = ["CancelSpinLock", "SpinLockSafe", "StartIoCancel"].flatMap((rule) => ["--rules", rule]);
check("controller.html", driver("controller", FILES), ...rules);
check("mailbox.html", "examples/cancel_queue", ...rules);
const hostile = driver("hostile", { ...HOSTILE_FILES, "Hostile.slic": HOSTILE_RULE });
check("hostile.html", hostile, "--rules", join(hostile, "Hostile.slic"));
madeUp("many.html", manyRules(200, 50, 2000));
madeUp("long.html", longTrace(100_000));
console.log("5 pages");
