// How soon ten dreams are there, on a fresh profile, from the moment that they come into sight: with the network that comes
// with the page, and with keras-mlp.

import { fileURLToPath } from "node:url";
import { result } from "./result.mjs";

const ROUNDS = 5;
const MODELS = ["reader", "keras-mlp"];

/** Calls back when the dreams say what they are read as, with the milliseconds since they came into sight. */
const DREAM = `
  const [done] = arguments;
  const text = document.querySelector("[data-testid=method-text]");
  const begin = performance.now();
  new MutationObserver(() => {
    const [, right] = text.textContent.match(/reads (\\d+) of its 10/) ?? [];
    if (right) done({ ms: performance.now() - begin, right: Number(right) });
  }).observe(text, { childList: true, characterData: true, subtree: true });
  document.querySelector(".dreaming").scrollIntoView();
`;

/** @param {import("../tests/page/visit.mjs").Visit} visit @param {string} browser */
export async function measureDreams(visit, browser) {
  const { driver } = visit;
  const times = MODELS.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, model] of MODELS.entries()) {
      await visit.forgetAll();
      await visit.open();
      if (model !== "reader") {
        const file = fileURLToPath(new URL(`../pretrained/${model}.safetensors`, import.meta.url));
        await (await visit.find("load-model")).sendKeys(file);
        await visit.eventually(`${model} on the pad`, () =>
          driver.executeScript(
            "return document.querySelector('[data-testid=mind-network]').textContent === arguments[0]",
            model,
          ),
        );
      }
      const { ms, right } = await driver.executeAsyncScript(DREAM);
      if (right !== 10) throw new Error(`${model} reads ${right} of its 10 dreams`);
      times[index].push(ms);
    }
  }
  return MODELS.map((model, index) =>
    result(`ten dreams of ${model}, from coming into sight`, browser, times[index], "ms"),
  );
}
