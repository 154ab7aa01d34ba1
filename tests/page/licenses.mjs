// At the foot of every room a link leads to the licenses of all that ships: the page's own, and those of the crates in its
// programs and of the packages in its bundles.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { By } from "selenium-webdriver";
import { VARIANTS } from "../../tools/build/crate.mjs";
import { builtVariant } from "../../tools/build/dist.mjs";

const DIST = new URL("../../dist/", import.meta.url);

/** Packages that the bundles have, by their source maps; and crates that the programs have, by the places at which they may panic. */
function shipped() {
  const maps = readdirSync(new URL("www/", DIST)).filter((file) => file.endsWith(".js.map"));
  const sources = maps.flatMap((file) => JSON.parse(readFileSync(new URL(`www/${file}`, DIST), "utf8")).sources);
  const packages = sources.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const programs = VARIANTS.map((name) => readFileSync(new URL(builtVariant(name).wasm, DIST), "latin1"));
  const crates = programs.flatMap((text) => Array.from(text.matchAll(/([\w-]+)-(\d+\.\d+\.\d+)\/src\//g)));
  return {
    packages: [...new Set(packages)],
    crates: [...new Set(crates.map(([, name, version]) => `${name} ${version}`))],
  };
}

/** @param {import("./visit.mjs").Visit} visit */
export function licenses(visit) {
  for (const [room, theme] of [
    ["read", "light"],
    ["train", "dark"],
    ["learn", "light"],
    ["mind/why", "dark"],
  ])
    test(`the foot of ${room} has a link to them, at 360 px in the ${theme} theme`, async () => {
      await visit.openAt(360, 740);
      await visit.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
      await visit.enter(room);
      const link = await visit.driver.findElement(By.css("footer a"));
      await visit.driver.executeScript("scrollTo(0, document.documentElement.scrollHeight)");
      await visit.nextFrame();
      const isOnTop = await visit.driver.executeScript(
        `const { left, top, width, height } = arguments[0].getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2) === arguments[0];`,
        link,
      );
      assert.equal(isOnTop, true, "nothing lies over it at the end of the page");
      await visit.hasNoSidewaysScroll();
      await link.click();
      await visit.eventually("the text is there", async () =>
        /^What this page is made of/.test(await visit.driver.findElement(By.css("body")).getText()),
      );
    });

  test("they name all that ships, each with its license and a text", () => {
    const text = readFileSync(new URL("licenses.txt", DIST), "utf8");
    const { packages, crates } = shipped();
    assert.ok(packages.includes("preact") && packages.includes("idb"), "packages are found");
    assert.ok(crates.length > 10, "crates are found");
    const [, ...entries] = text.split(`${"-".repeat(80)}\n`);
    const entryOf = (name) => entries.find((entry) => entry.startsWith(`${name} `) || entry.startsWith(`${name}: `));
    for (const name of packages) assert.ok(entryOf(name), name);
    // Two come with the standard library, which has an entry of its own.
    for (const crate of crates.filter((name) => !/^(dlmalloc|hashbrown) /.test(name))) assert.ok(entryOf(crate), crate);
    assert.match(text, /standard library with its allocator, dlmalloc, and its hash map, hashbrown,/);
    for (const entry of entries) {
      assert.match(entry, /^.+: [^\n]*(MIT|Apache-2\.0|Zlib|ISC|Unlicense)|^The Apache License/, entry.slice(0, 60));
      assert.match(entry, /Permission|License|provided 'as-is'/, entry.slice(0, 60));
    }
  });
}
