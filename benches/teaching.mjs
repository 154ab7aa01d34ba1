// How soon the network that comes with the page has learnt a digit, from the press on Teach: to what it proposes, and to what
// that does to the test images. The images it rehearses among are there already.

import { DIGITS } from "../tests/page/digits.mjs";
import { click } from "../tests/page/insight.mjs";
import { result } from "./result.mjs";

const ROUNDS = 5;

/** Calls back with the milliseconds from the press until each is said. */
const TEACH = `
  const [done] = arguments;
  const text = (testid) => document.querySelector(\`[data-testid=\${testid}]\`)?.textContent.trim() ?? "";
  const times = {};
  const begin = performance.now();
  const look = () => {
    if (!times.proposed && /^(After|It is sure|It learnt nothing)/.test(text("lesson"))) times.proposed = performance.now() - begin;
    if (!/^[\\d.]+ %$/.test(text("test-after"))) return;
    times.evaluated = performance.now() - begin;
    observer.disconnect();
    done({ ...times, lesson: text("lesson") });
  };
  const observer = new MutationObserver(look);
  observer.observe(document.getElementById("room"), { childList: true, characterData: true, subtree: true });
  document.querySelector("[data-testid=teach]").click();
`;

/** @param {import("../tests/page/visit.mjs").Visit} visit @param {string} browser */
export async function measureTeaching(visit, browser) {
  const proposed = [];
  const evaluated = [];
  await visit.forgetAll();
  for (let round = 0; round <= ROUNDS; round += 1) {
    await visit.open();
    await visit.draw(DIGITS[7]);
    await visit.reads(7);
    await visit.enter("mind/yours");
    await click(visit, "mark-wrong");
    await click(visit, "mark-as-1");
    await visit.eventually(
      "it can be taught",
      async () => (await visit.find("teach").getAttribute("aria-disabled")) !== "true",
    );
    const times = await visit.driver.executeAsyncScript(TEACH);
    if (!times.lesson.startsWith("After")) throw new Error(`it did not learn: ${times.lesson}`);
    proposed.push(times.proposed);
    evaluated.push(times.evaluated);
    await click(visit, "undo-lesson");
    // Or the next round has two digits to learn.
    await click(visit, "forget-marks");
    await click(visit, "forget-marks-sure");
  }
  // The first round fetches the images.
  return [
    result("from pressing Teach to what it proposes", browser, proposed.slice(1), "ms"),
    result("from pressing Teach to its effect on the test images", browser, evaluated.slice(1), "ms"),
  ];
}
