// Teaching: what was marked is learnt, its effect is seen before it is kept, and it can be taken back.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { bringUp, click, damage, farthest, inkOf, load, says } from "./insight.mjs";
import { withGlue } from "./mind-visit.mjs";

/** A 1 with a long flag, which a network that knows only MNIST takes for a 4. */
const FLAGGED = [
  [
    [0.2, 0.55],
    [0.4, 0.35],
    [0.58, 0.15],
    [0.58, 0.4],
    [0.58, 0.6],
    [0.58, 0.85],
  ],
];

/** @param {import("./visit.mjs").Visit} visit */
export function teaching(visit) {
  afterEach(() => visit.server.behave());
  // Or a network that was taught would read what follows.
  after(() => visit.forgetAll());

  /** Waits until the line under the pad says so of the network that reads. */
  const isRead = (pattern) =>
    visit.eventually(`the pad is read: ${pattern}`, async () =>
      pattern.test(await visit.driver.executeScript("return document.querySelector('.model p').textContent")),
    );
  /** Opens the page with a network that knows only MNIST. */
  const open = async () => {
    await visit.open();
    await load(visit, "keras-mlp");
    await visit.enter("mind/yours");
    await isRead(/^keras-mlp\.safetensors is reading/);
  };
  /** The same as on a first visit. */
  const openFresh = async () => {
    await visit.forgetAll();
    await open();
  };
  const isAble = (testid, wanted = true) =>
    visit.eventually(
      `${testid} is able: ${wanted}`,
      async () => ((await visit.find(testid).getAttribute("aria-disabled")) !== "true") === wanted,
    );
  /** Draws, says which digit it is, and waits until it can be taught. */
  const mark = async (strokes, label) => {
    await visit.press("clear");
    await visit.draw(strokes);
    await visit.isState("read", "unsure");
    await click(visit, "mark-wrong");
    await click(visit, `mark-as-${label}`);
    await bringUp(visit, ".teaching");
    await isAble("teach");
  };
  const teach = async () => {
    await click(visit, "teach");
    await says(visit, "lesson", /^(After|It is sure|It learnt nothing)/);
  };
  /** Waits until the test images have been read before and after. */
  const isEvaluated = () => says(visit, "test-after", /^[\d.]+ %$/);
  const percentOf = async (testid) => Number.parseFloat(await visit.text(testid));

  test("a misread digit is learnt, the test images are remembered, and keeping it changes what reads the pad", async () => {
    await openFresh();
    await bringUp(visit, ".teaching");
    await says(visit, "lesson", /^Say of a digit above/);
    await isAble("teach", false);
    // Test images, and of the training images their labels and the first tenth.
    await says(visit, "lesson-note", /^Teaching it fetches 2\.6 MB/);
    await mark(FLAGGED, 1);
    const before = await visit.probabilities();
    assert.notEqual(before.indexOf(Math.max(...before)), 1, "there is something to learn");
    await teach();
    await says(visit, "lesson", /^After \d+ small steps? it reads your 1 right\. Keep it\?$/);
    assert.match(await visit.text("last-after"), /^1, [\d.]+ % sure$/);
    assert.doesNotMatch(await visit.text("last-before"), /^1,/);
    assert.equal(await visit.text("marked-before"), "0 of 1");
    assert.equal(await visit.text("marked-after"), "1 of 1");
    await isEvaluated();
    assert.equal(await percentOf("test-before"), 98.37);
    const after = await percentOf("test-after");
    await says(visit, "lesson-note", /nothing is fetched/);
    assert.ok(after > 98.37 - 0.5, `${after} % of the test images`);
    // Until it is kept, the network that reads is as it was.
    assert.ok(farthest(await visit.probabilities(), before) < 1e-6);

    await click(visit, "keep-lesson");
    await visit.reads(1);
    await isRead(/^keras-mlp, taught is reading/);
    await says(visit, "lesson", /^What you taught it is kept, and the network that was taught reads your pad/);
    // Before and after stay to be seen.
    assert.equal(await percentOf("test-before"), 98.37);
    assert.equal(await percentOf("test-after"), after);
    await click(visit, "undo-lesson");
    await visit.eventually("it reads as before", async () => farthest(await visit.probabilities(), before) < 1e-6);
    await isRead(/^keras-mlp\.safetensors is reading/);
  });

  test("what it learnt and nobody keeps is gone; what is kept outlives a reload, until it is forgotten", async () => {
    await openFresh();
    await mark(FLAGGED, 1);
    await teach();
    await click(visit, "undo-lesson");
    await says(visit, "lesson", /^It can learn from your digit/);
    assert.equal(await visit.driver.executeScript("return document.querySelector('.effect')"), null);
    await isRead(/^keras-mlp\.safetensors is reading/);

    await teach();
    await click(visit, "keep-lesson");
    await visit.reads(1);
    const taught = await visit.probabilities();
    await mark(DIGITS[3], 5);
    await teach();
    assert.equal(await visit.text("marked-before"), "1 of 2");
    await click(visit, "keep-lesson");
    await says(visit, "lesson", /^What you taught it, 2 times, is kept/);
    await isKept(3);

    await visit.open();
    await visit.enter("mind/yours");
    await says(visit, "lesson", /^What you taught it, 2 times, is kept, and the network that was taught reads/);
    await isRead(/^keras-mlp, taught is reading/);
    await click(visit, "undo-lesson");
    await says(visit, "lesson", /^What you taught it is kept/);
    // A drawing outlives a reload too.
    await visit.press("clear");
    await visit.draw(FLAGGED);
    await visit.reads(1);
    assert.ok(farthest(await visit.probabilities(), taught) < 1e-5, "it is the network of the first time");
    await click(visit, "forget-taught");
    await click(visit, "forget-taught-sure");
    await isRead(/^keras-mlp\.safetensors is reading/);
    await isKept(0);
    assert.equal(
      await visit.driver.executeScript("return document.querySelector('[data-testid=download-taught]')"),
      null,
    );
  });

  test("what is damaged of it is left out with a word, and the rest reads and can be taken back", async () => {
    await openFresh();
    await mark(FLAGGED, 1);
    await teach();
    await click(visit, "keep-lesson");
    await visit.reads(1);
    await isKept(2);
    const taught = await visit.probabilities();
    await damage(visit, ["taught"], (states) => {
      states.get(0).onsuccess = ({ target }) => states.put({ ...target.result, weights: "nonsense" });
    });
    await visit.open();
    await visit.enter("mind/yours");
    await says(
      visit,
      "lesson-note",
      /^Something of what you taught it was damaged and is left out\. What you taught it/,
    );
    await isRead(/^keras-mlp, taught is reading/);
    await visit.press("clear");
    await visit.draw(FLAGGED);
    await visit.reads(1);
    assert.ok(farthest(await visit.probabilities(), taught) < 1e-5, "it is the network that was taught");
    await click(visit, "undo-lesson");
    await isKept(0);
    await visit.eventually(
      "the network of the page reads",
      async () =>
        !/taught|keras-mlp/.test(
          await visit.driver.executeScript("return document.querySelector('.model p')?.textContent ?? ''"),
        ),
    );
    assert.doesNotMatch(await visit.text("lesson-note"), /damaged/);
  });

  /** What the page keeps, once it holds so many states. */
  const isKept = (count) =>
    visit.eventually(`${count} states are kept`, () =>
      visit.driver.executeAsyncScript(
        `const [count, done] = arguments;
        const request = indexedDB.open("neuroglyph");
        request.onsuccess = () => {
          const all = request.result.transaction("taught").objectStore("taught").count();
          all.onsuccess = () => { request.result.close(); done(all.result === count); };
        };`,
        count,
      ),
    );

  test("nothing moves when there is something to keep, when it is kept, and when it is taught again", async () => {
    await openFresh();
    /** Where parts of the page are, from its top. */
    const places = (...testids) =>
      visit.driver.executeScript(
        `return arguments[0].map((testid) => {
          const { top, left } = document.querySelector(\`[data-testid=\${testid}]\`).getBoundingClientRect();
          return [testid, Math.round(top + scrollY), Math.round(left)];
        })`,
        testids,
      );
    const always = ["teach", "keep-lesson", "undo-lesson", "lesson-note"];
    const kept = [...always, "download-taught", "forget-taught"];
    await mark(FLAGGED, 1);
    const begun = await places(...always);
    await teach();
    assert.deepEqual(await places(...always), begun, "with a proposal");
    await isEvaluated();
    const proposed = await places(...kept, "last-before", "test-after");
    await click(visit, "keep-lesson");
    await visit.reads(1);
    assert.deepEqual(await places(...kept, "last-before", "test-after"), proposed, "once it is kept");
    await mark(DIGITS[3], 5);
    const before = await places(...kept);
    await teach();
    assert.deepEqual(await places(...kept), before, "with another proposal");
    await click(visit, "undo-lesson");
    await says(visit, "lesson", /^What you taught it is kept/);
    await load(visit, "nielsen");
    await visit.enter("mind/yours");
    await says(visit, "lesson", /but another network reads your pad\.$/);
    assert.deepEqual(await places(...kept), before, "with a button to let it read");
    await click(visit, "let-taught-read");
    await isRead(/^keras-mlp, taught is reading/);
    assert.equal(await visit.driver.executeScript("return document.activeElement.localName"), "h1");
    // Another network reads, and goes on when what was taught is taken back.
    await load(visit, "nielsen");
    await visit.enter("mind/yours");
    await click(visit, "undo-lesson");
    await says(visit, "lesson", /^It can learn/);
    await isRead(/^nielsen\.safetensors is reading/);
  });

  test("the network of the page is taught too, handed over as a file, and given back", async () => {
    await visit.forgetAll();
    await visit.open();
    await visit.press("clear");
    await visit.draw(DIGITS[7]);
    await visit.reads(7);
    await visit.enter("mind/yours");
    await click(visit, "mark-wrong");
    await click(visit, "mark-as-1");
    await isAble("teach");
    await teach();
    await isEvaluated();
    await says(visit, "lesson", /^After \d+ small steps it (reads your 1 right|still does not read your 1)/);
    await click(visit, "keep-lesson");
    await isRead(/^reader, taught is reading/);
    await isAble("download-taught");
    await visit.catchFiles();
    await click(visit, "download-taught");
    const { name } = await visit.file();
    assert.equal(name, "reader-taught.safetensors");
    const outputs = await withGlue(
      visit,
      `const bytes = new Uint8Array(await window.handed.blob.arrayBuffer());
      return Array.from(glue.Network.from_safetensors(bytes).query(Float32Array.from(arguments[0])));`,
      await inkOf(visit, "[data-testid=input-28]"),
    );
    // The ink is read back from a picture, in 255 greys.
    assert.ok(farthest(outputs, await visit.probabilities()) < 0.02, "the file is the network that reads");
    await click(visit, "undo-lesson");
    await isRead(/^The network of this page is reading$/);
    await visit.reads(7);
  });

  test("a network that has read the test images is not asked again", async () => {
    await visit.meddle(() => {
      window.evaluations = 0;
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, ...more) {
        if (message?.verb === "evaluate") window.evaluations++;
        return postMessage.call(this, message, ...more);
      };
    });
    try {
      await openFresh();
      await visit.enter("mind/errors");
      await click(visit, "fetch-images");
      await says(visit, "exam", /^keras-mlp\.safetensors reads 98\.4 %/);
      await visit.enter("mind/yours");
      await mark(FLAGGED, 1);
      await teach();
      await isEvaluated();
      await click(visit, "keep-lesson");
      await visit.reads(1);
      await visit.enter("mind/errors");
      await says(visit, "exam", /^keras-mlp, taught reads [\d.]+ % of the 10,000 test images right\.$/);
      assert.equal(await visit.driver.executeScript("return window.evaluations"), 2, "once before, and once after");
    } finally {
      await visit.leaveAlone();
    }
  });

  test("what it knows need not be taught; images that do not arrive change nothing, and are asked for again", async () => {
    await openFresh();
    visit.server.fail(/train-labels/, "refuse");
    await mark(FLAGGED, 1);
    await teach();
    await says(
      visit,
      "lesson",
      /^It learnt nothing, and nothing was changed: train-labels is not there: the server answers 503\.$/,
    );
    visit.server.behave();
    await teach();
    await says(visit, "lesson", /^After/);
    await click(visit, "undo-lesson");

    await click(visit, "forget-marks");
    await click(visit, "forget-marks-sure");
    await visit.press("clear");
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await click(visit, "mark-right");
    await isAble("teach");
    await teach();
    await says(visit, "lesson", /^It is sure of all your digits already/);
    await isAble("keep-lesson", false);
  });

  test("a browser that keeps nothing is told of, and can be taught all the same", async () => {
    await visit.forgetAll();
    visit.server.fail(/where\/$/, "forbid");
    await open();
    await mark(FLAGGED, 1);
    await says(visit, "lesson-note", /keeps nothing for this page, so a reload will lose what you taught it/);
    await teach();
    await click(visit, "keep-lesson");
    await visit.reads(1);
  });
}
