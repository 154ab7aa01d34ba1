// What a curve means is said in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_EPOCHS, stepsOf } from "./steps.mjs";

/** @param {import("../visit.mjs").Visit} visit */
export function hints(visit) {
  test("a run that does not move is said to have stopped learning", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({
      recipe: "handwriting-recogniser",
      "hidden-layers": "4",
      optimizer: "sgd",
      "learning-rate": "0.00001",
      "batch-size": "1024",
      epochs: MOST_EPOCHS,
    });
    await visit.press("train");
    await steps.hintSays(/stopped learning.*has not moved for 2 epochs. Try a lower rate, or new first weights/s);
    await visit.press("pause");
  });

  test("a run that learns by heart is told so, and its best checkpoint is a button away", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({
      recipe: "handwriting-recogniser",
      "learning-rate": "0.01",
      "batch-size": "256",
      epochs: MOST_EPOCHS,
    });
    await visit.press("train");
    await steps.hintSays(/learning by heart.*loss on test images rises.*Go to epoch \d+/s);
    await steps.pause();
    const [, epoch] = /Go to epoch (\d+)/.exec(await visit.text("hint"));
    await visit.driver.executeScript("document.querySelector('[data-testid=hint] button').focus()");
    await steps.takeHint();
    const focused = await visit.driver.executeScript("return document.activeElement.textContent");
    assert.equal(focused, `Go to epoch ${epoch}`, "the button stays, and the focus with it");
    await steps.says(".scrub output", new RegExp(`^epoch ${epoch}\\.0`));
    assert.equal(Number(await visit.find("checkpoint").getAttribute("value")), Number(epoch));
  });
}
