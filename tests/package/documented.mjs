// What README.md tells web developers to write, as it stands there.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as esbuild from "esbuild";
import { DIGITS } from "../page/digits.mjs";
import { ROOT, STAGE } from "./install.mjs";

/** Lines that are enough. */
const MOST = 12;

/** The one block of a language in a text that names the package. @param {string} file @param {string} language */
function snippet(file, language) {
  const blocks = readFileSync(join(ROOT, file), "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gms);
  const found = [...blocks]
    .filter(([, name, text]) => name === language && text.includes("neuroglyph"))
    .map(([, , text]) => text);
  assert.equal(found.length, 1, `${file} has ${found.length} blocks of ${language}`);
  assert.ok(
    found[0].trimEnd().split("\n").length <= MOST,
    `that of ${file} in ${language} is longer than ${MOST} lines`,
  );
  return found[0];
}

/** @param {import("./guest.mjs").Guest} guest */
export function documented(guest) {
  for (const file of ["README.md", "npm/README.md"]) {
    test(`${file}: its HTML has a number written and sent`, async () => {
      writeFileSync(join(STAGE, "plain/readme.html"), snippet(file, "html"));
      await guest.open(guest.at("plain/readme.html"));
      await guest.becomes("customElements.get('digit-pad') !== undefined", true);
      await guest.draw("document.querySelector('digit-pad')", DIGITS[7]);
      await guest.becomes("document.querySelector('form').checkValidity()", true);
      await guest.driver.executeScript("document.querySelector('button').click()");
      await guest.becomes("location.search", "?amount=7");
    });

    test(`${file}: its TypeScript reads a 7`, () => {
      const { code } = esbuild.transformSync(snippet(file, "ts"), { loader: "ts" });
      writeFileSync(join(STAGE, "node/readme.mjs"), code);
      const printed = execFileSync(process.execPath, ["readme.mjs"], { cwd: join(STAGE, "node"), encoding: "utf8" });
      assert.match(printed, /^7 0\.9/);
    });
  }
}
