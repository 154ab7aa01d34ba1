// How soon ten dreams are there, on a fresh profile, from the moment that Dreams is entered: with the network that comes with
// the page, and with keras-mlp.

import { load } from "../tests/page/insight.mjs";
import { result } from "./result.mjs";

const ROUNDS = 5;
const MODELS = ["reader", "keras-mlp"];

/** Calls back when the dreams say what they are read as, with the milliseconds since their room was entered. */
const DREAM = `
  const [done] = arguments;
  const begin = performance.now();
  new MutationObserver(() => {
    const text = document.querySelector("[data-testid=method-text]")?.textContent ?? "";
    const [, right] = text.match(/reads (\\d+) of its 10/) ?? [];
    if (right) done({ ms: performance.now() - begin, right: Number(right) });
  }).observe(document.getElementById("room"), { childList: true, characterData: true, subtree: true });
  location.hash = "#/mind/dreams";
`;

/** @param {import("../tests/page/visit.mjs").Visit} visit @param {string} browser */
export async function measureDreams(visit, browser) {
  const times = MODELS.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, model] of MODELS.entries()) {
      await visit.forgetAll();
      await visit.open();
      if (model !== "reader") await load(visit, model);
      const { ms, right } = await visit.driver.executeAsyncScript(DREAM);
      if (right !== 10) throw new Error(`${model} reads ${right} of its 10 dreams`);
      times[index].push(ms);
    }
  }
  return MODELS.map((model, index) =>
    result(`ten dreams of ${model}, from entering their room`, browser, times[index], "ms"),
  );
}
