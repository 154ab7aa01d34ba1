// Handwriting styles: of each way of writing a digit, how many samples the network reads right, and the hardest of them on the pad.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { click, farthest, focused, inkOf, label, load, says } from "./insight.mjs";
import { withGlue } from "./mind-visit.mjs";

/** What the crate itself says of these samples, style by style; hardest: outputs for the one that is shown. */
const READ = `
  const styles = glue.handwriting_styles();
  const network = glue.Network.from_safetensors(Uint8Array.from(atob(arguments[0]), (byte) => byte.charCodeAt(0)));
  return styles.map(({ digit, name }, style) => {
    let right = 0;
    for (let i = 0; i < 20; i++) {
      const outputs = Array.from(network.query(glue.handwrite(style, 1_000_003, i).image));
      const sure = Math.max(...outputs);
      right += sure >= glue.confidence_threshold() && outputs.indexOf(sure) === digit ? 1 : 0;
    }
    return { digit, name, right };
  });`;

/** @param {import("./visit.mjs").Visit} visit @param {string} name of a model */
const readBy = async (visit, name) =>
  withGlue(visit, READ, await readFile(new URL(`../../pretrained/${name}.safetensors`, import.meta.url), "base64"));

/** Of each style of a digit what is heard, once all show. @param {import("./visit.mjs").Visit} visit */
const heard = (visit) =>
  visit.driver.executeScript(
    "return [...document.querySelectorAll('.hands .tiles .visually-hidden')].map(({ textContent }) => textContent)",
  );

/** @param {import("./visit.mjs").Visit} visit */
export function hands(visit) {
  const shown = async () => {
    await visit.enter("mind/styles");
    await says(visit, "hands", /^It reads [\d.]+ % of [\d,]+ drawings right/);
  };
  const isShown = (digit) =>
    visit.eventually(`styles of ${digit}`, async () => (await label(visit, "hand-0")).startsWith(`${digit}, `));
  const agree = async (name) => {
    const styles = await readBy(visit, name);
    const right = styles.reduce((sum, style) => sum + style.right, 0);
    const share = (100 * right) / (20 * styles.length);
    await visit.eventually("the share", async () => {
      const [, said] = (await visit.text("hands")).match(/^It reads ([\d.]+) %/) ?? [];
      return Math.abs(Number(said) - share) < 0.06;
    });
    for (const digit of [1, 7]) {
      await click(visit, `hands-of-${digit}`);
      const own = styles.filter((style) => style.digit === digit);
      await says(visit, "more-hands", new RegExp(`^Show all ${own.length}$`));
      await click(visit, "more-hands");
      await visit.eventually("the first new one", async () => (await focused(visit)) === "hand-8");
      const wanted = own.map((style) => `${digit}, ${style.name}: ${style.right} of 20 read right, `);
      await visit.eventually(`the styles of ${digit}`, async () => {
        const labels = await heard(visit);
        return labels.length === own.length && wanted.every((words) => labels.some((label) => label.startsWith(words)));
      });
    }
  };

  test("the shares are the crate's own, for whichever network reads", async () => {
    await visit.open();
    await shown();
    for (const name of ["keras-mlp", "nielsen"]) {
      await load(visit, name);
      await visit.enter("mind/styles");
      await agree(name);
    }
  });

  test("what it would read without them is what the network that never saw them reads", async () => {
    await visit.open();
    await shown();
    await says(visit, "hands-without", /^The same network, trained without such drawings, reads [\d.]+ %\./);
    const [own, without] = [await readBy(visit, "reader"), await readBy(visit, "reader-mnist")];
    const share = (100 * without.reduce((sum, style) => sum + style.right, 0)) / (20 * without.length);
    const [, said] = (await visit.text("hands-without")).match(/reads ([\d.]+) %/) ?? [];
    assert.ok(Math.abs(Number(said) - share) < 0.06, `${said} % for ${share}`);
    const all = own.map((style, i) => ({ ...style, without: without[i].right, lost: style.right - without[i].right }));
    const [worst] = all.toSorted((a, b) => b.lost - a.lost);
    assert.match(
      await visit.text("hands-without"),
      new RegExp(` It loses most of .*\\(${worst.without}, not ${worst.right}\\)`),
    );
    await click(visit, "hands-of-1");
    await click(visit, "more-hands");
    const wanted = all
      .filter(({ digit }) => digit === 1)
      .map(
        (style) => `1, ${style.name}: ${style.right} of 20 read right, ${style.without} by the one trained without, `,
      );
    await visit.eventually("both counts", async () => {
      const labels = await heard(visit);
      return (
        labels.length === wanted.length && wanted.every((words) => labels.some((label) => label.startsWith(words)))
      );
    });
    // The same file, but not the network that came with the page: nobody knows what that was trained with.
    await load(visit, "reader");
    await visit.enter("mind/styles");
    await says(visit, "hands-without", /^What such drawings are worth is shown of the network that came with the page/);
  });

  test("a network to compare with that does not arrive is said, and asked for again", async () => {
    visit.server.fail(/reader-mnist/, "refuse");
    await visit.open();
    await shown();
    await says(
      visit,
      "hands-without",
      /^What it would read without them is not known: The network without such drawings is not there: the server answers 503/,
    );
    visit.server.behave();
    await click(visit, "hands-of-2");
    await says(visit, "hands-without", /^The same network, trained without such drawings, reads [\d.]+ %\./);
  });

  test("a press takes the drawing to the pad, where it is read as it is said, and counts for nobody's score", async () => {
    await visit.open();
    await shown();
    await click(visit, "hands-of-1");
    await isShown(1);
    const words = await label(visit, "hand-3");
    const image = await inkOf(visit, "[data-testid=hand-3] canvas");
    await click(visit, "hand-3");
    await visit.eventually(
      "the drawing",
      async () => farthest(await inkOf(visit, "[data-testid=input-28]"), image) < 0.01,
    );
    const [, as] = words.match(/this one as an? (\d)/) ?? [];
    const answer = await visit.text("prediction");
    assert.equal(answer, as ?? (/no answer/.test(words) ? "?" : "1"), words);
    await visit.enter("mind/yours");
    assert.equal(await visit.find("mark-right").getAttribute("aria-disabled"), "true");
  });

  test("another digit moves nothing, and a phone has room for all", async () => {
    await visit.openAt(360, 740);
    await shown();
    await says(visit, "hands-without", /reads [\d.]+ %/);
    const place = () =>
      visit.driver.executeScript("return document.querySelector('.hands .foot').getBoundingClientRect().top + scrollY");
    const before = await place();
    for (let digit = 0; digit < 10; digit++) {
      await click(visit, `hands-of-${digit}`);
      await isShown(digit);
      assert.equal(await place(), before, `with the styles of ${digit}`);
    }
    await visit.hasNoSidewaysScroll();
  });
}
