// axe-core finds nothing against the page, in either theme, blank or read.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { DIGITS } from "./digits.mjs";
import { bringUp, click, says } from "./insight.mjs";

/** @param {import("./visit.mjs").Visit} visit */
export function accessibility(visit) {
  const violations = async () => {
    await visit.driver.executeScript(axe.source);
    const found = await visit.driver.executeAsyncScript(
      "const done = arguments[arguments.length - 1]; axe.run().then(({ violations }) => done(violations))",
    );
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`);
  };

  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing in the ${theme} theme`, async () => {
      await visit.open();
      await visit.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
      assert.deepEqual(await violations(), []);
      await visit.draw(DIGITS[3]);
      await visit.reads(3);
      assert.deepEqual(await violations(), []);
      await bringUp(visit, ".dreaming");
      await says(visit, "method-text", /reads \d+ of its 10/);
      await bringUp(visit, ".erring");
      await says(visit, "exam", /not here yet|reads/);
      if (/not here yet/.test(await visit.text("exam"))) await click(visit, "fetch-images");
      await says(visit, "exam", /^reader reads/);
      await visit.driver.executeScript(
        "document.querySelectorAll('details').forEach((details) => (details.open = true))",
      );
      await bringUp(visit, ".hands");
      await says(visit, "hands", /^It reads/);
      assert.deepEqual(await violations(), []);
    });
  }
}
