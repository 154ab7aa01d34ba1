// Lesson 8: whose fault an error is.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { builtFile } from "../../../tools/build/dist.mjs";
import { DIGITS } from "../digits.mjs";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

/** A figure as the page writes it, as a number. */
const numberOf = (text) => (text === "almost 0" ? 0 : Number(text.replace("−", "-")));

/** @param {import("../visit.mjs").Visit} visit */
export function lesson8(visit) {
  const learn = stepsOf(visit);
  const { forget, open, says, send, isThere, pointIsThere, violations } = learn;
  before(forget);
  beforeEach(forget);
  afterEach(() => visit.server.behave());
  after(forget);

  const blameOf = async (name) => numberOf((await visit.text(`blame-${name}`)).replace("blame ", ""));
  /** By how much a wiggle moves the loss. */
  const wiggle = async () => numberOf((await visit.text("wiggled")).match(/the loss by (.+) for each/)[1]);
  /** Goes back until there is no further. */
  const walkBack = async () => {
    for (let i = 0; i < 4; i++)
      if ((await visit.find("walk").getAttribute("aria-disabled")) !== "true") await send("walk", Key.ENTER);
    const texts = await learn.textsOf(".way-back b");
    return texts.map(numberOf);
  };
  const near = (one, other, what) =>
    assert.ok(Math.abs(one - other) <= 0.011 * Math.abs(other) + 2e-5, `${what}: ${one}, not ${other}`);
  const rules = () =>
    visit.driver.executeScript(
      "return [...document.querySelectorAll('.rules li')].map((row) => [...row.querySelectorAll('p > *')].map(({ textContent }) => textContent))",
    );
  const raceIsOver = () =>
    visit.eventually("the race is over", async () => (await visit.find("race").getAttribute("aria-disabled")) === null);

  test("before the bet no blame; then the wiggle says of each link what the way back to it does", async () => {
    await open("learn/8", DESK);
    await says("says", /^It says 3/);
    assert.equal(await visit.text("shows"), "say first");
    assert.deepEqual(
      await learn.textsOf("[data-testid=label] option:disabled"),
      ["3"],
      "it is another digit than it says",
    );
    assert.equal(
      (await learn.textsOf(".real a[href='#/mind/neurons?n=4']")).length,
      1,
      "its link leads to the neuron of 3",
    );
    assert.ok(await visit.driver.executeScript("return document.querySelector('.handles').inert"));
    assert.deepEqual(await learn.textsOf("[data-testid^=blame-]"), ["blame ?", "blame ?", "blame ?"]);
    const shown = new Set();
    for (const [i, name] of ["A", "B", "C"].entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", new RegExp(`^${name}, `));
      await visit.eventually(`${name} is looked at`, () => visit.find(`link-${name}`).isSelected());
      await says("wiggled", /the loss by/);
      const products = await walkBack();
      assert.equal(products.length, name === "C" ? 4 : 3);
      near(products.at(-1), await blameOf(name), `the way back to ${name}`);
      near(await wiggle(), await blameOf(name), `the wiggle of ${name}`);
      shown.add(await visit.text("shows"));
    }
    const blames = await Promise.all(["A", "B", "C"].map(blameOf));
    const most = blames.map(Math.abs).indexOf(Math.max(...blames.map(Math.abs)));
    assert.deepEqual([...shown], [`${"ABC"[most]} most: blame ${blames[most]}`.replace("-", "−")]);
    await says("status", /^You said: C, from ink\.|^As 8, not 3: [BC] most: blame .+\.$/);
    assert.deepEqual(await violations(), []);
    await learn.tap("link-A", Pointer.Type.MOUSE);
    await send("wiggle", Key.HOME);
    await visit.enter("train");
    await visit.enter("learn/8");
    await says("wiggled", /the loss by/);
    assert.ok(await visit.find("link-A").isSelected(), "what was chosen is still there after a look at another room");
    assert.equal(await visit.find("wiggle").getAttribute("value"), "-1");
  });

  test("a digit of one's own, called another; then the race, where the chain rule alone is right; nothing moves", async () => {
    await visit.openAt(...PHONE);
    await visit.draw(DIGITS[7]);
    await visit.enter("learn/8");
    await says("says", /^It says \d/);
    const unmoved = await learn.stillFromNowOn();
    await visit.press("predict-2");
    await says("wiggled", /the loss by/);
    await unmoved("said");
    const before = await visit.text("wiggled");
    const loss = () => visit.driver.executeScript("return document.querySelector('.wiggle-chart b').textContent");
    const rested = await loss();
    await send("wiggle", Key.END);
    assert.notEqual(await loss(), rested);
    assert.equal(await visit.text("wiggled"), before, "the slope is that of the weight as it was learnt");
    await learn.tap("link-C", Pointer.Type.TOUCH);
    assert.equal(await visit.find("wiggle").getAttribute("value"), "0");
    await walkBack();
    await unmoved("walked");
    await send("label", "1");
    await visit.eventually("another label", async () => (await visit.find("label").getAttribute("value")) === "1");
    await says("wiggled", /the loss by/);
    near(await wiggle(), await blameOf("C"), "as a 1");
    await learn.tap("part-rules", Pointer.Type.MOUSE);
    await says("raced", "All 17: Chain rule.");
    assert.match(
      await visit.text("divided"),
      /by the sums, 0\.78 and −0\.74 \(O\. Symon, section 3\), one error .+, one turns round and grows 1\.\d times\.$/,
    );
    for (const seed of [0, 1, 2]) {
      assert.deepEqual(
        (await rules()).map(([agree]) => agree),
        ["8 of 17", "8 of 17", "2 of 17", "17 of 17"],
        `seed ${seed}`,
      );
      await visit.press("race");
      await raceIsOver();
      await says("raced", /^All 17: Chain rule\. XOR: learnt by [1-3] of 4\.$/);
      assert.match(await visit.text("shows"), /^[ABC] most: blame /, "the answer to the question stays");
      if (seed < 2) await send("race-seed", Key.ARROW_RIGHT);
      if (seed < 2) await says("raced", "All 17: Chain rule.");
    }
    assert.equal(await isThere("point"), true);
    const learnt = (await rules()).map(([, , words]) => words);
    assert.deepEqual([learnt[2], learnt[3]], ["learnt 0 of 3", "learnt 3 of 3"]);
    await unmoved("raced");
    await visit.driver.executeScript("document.documentElement.dataset.theme = 'dark'");
    assert.deepEqual(await violations(), [], "in the dark theme");
  });

  test("the keys alone lead from the contents through the lesson to a neuron whose column adds up", async () => {
    await visit.openAt(320, 740);
    await visit.draw(DIGITS[3]);
    await visit.enter("learn");
    await learn.tabTo("lesson-8");
    await visit.key(Key.ENTER);
    await learn.isAt("#/learn/8");
    await learn.tabTo("predict-2");
    await visit.key(" ");
    await says("wiggled", /the loss by/);
    await visit.hasNoSidewaysScroll();
    await learn.tabTo("part-digit");
    await visit.key(Key.ARROW_RIGHT);
    await learn.tabTo("race");
    await visit.key(Key.ENTER);
    await pointIsThere();
    await says(
      "status",
      /^(You said: [^.]+\. )?As \d, not \d: [ABC] most: blame \S+\. The point: Only the chain rule, /,
    );
    await visit.hasNoSidewaysScroll();
    await learn.tabTo("#/learn/9");
    await visit.driver.actions().keyDown(Key.SHIFT).sendKeys(Key.TAB).keyUp(Key.SHIFT).perform();
    await visit.key(Key.ENTER);
    await visit.eventually("a neuron with its sum", () => isThere("sum"));
    const column = await visit.driver.executeScript(
      "return [...document.querySelectorAll('[data-testid=incoming] :is(tbody, tfoot) tr')].map((row) => row.children[row.children.length - 2].textContent)",
    );
    const sum = numberOf(column.pop());
    const total = column.map(numberOf).reduce((all, part) => all + part);
    assert.ok(column.length === 7 && Math.abs(total - sum) < 0.005, `${total} is not ${sum}`);
  });

  test("where Lernmi's network does not arrive the lesson says so, and the rules race without it", async () => {
    visit.server.fail(builtFile("pretrained", "lernmi", ".safetensors"), "refuse");
    await open("learn/8", PHONE);
    await says("wiggled", "Lernmi’s network did not arrive.");
    await visit.press("predict-1");
    await learn.tap("part-rules", Pointer.Type.MOUSE);
    await says("raced", "All 17: Chain rule.");
    await learn.tap("part-digit", Pointer.Type.MOUSE);
    visit.server.behave();
    await visit.press("again");
    await says("wiggled", /the loss by/);
  });
}
