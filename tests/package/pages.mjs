// The examples without a bundler, from a static host: by pointer, by keys, and for who sees neither.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { violations } from "../page/axe.mjs";
import { DIGITS } from "../page/digits.mjs";

const READ = "document.querySelector('#read').value";
const PAD = "document.querySelector('digit-pad')";
const VALUE = `new FormData(document.querySelector('form')).get('amount')`;

/** @param {import("./guest.mjs").Guest} guest */
export function pages(guest) {
  const open = async (/** @type {string} */ name) => {
    await guest.open(guest.at(`plain/${name}`));
    await guest.becomes("customElements.get('digit-pad') !== undefined", true);
  };
  const press = async (...keys) => {
    for (const key of keys) await guest.driver.actions().sendKeys(key).perform();
  };
  /** From the top of the page to the pad, by the keys alone. */
  const tabToPad = async () => {
    for (let i = 0; i < 5; i += 1) {
      if (await guest.value(`document.activeElement === ${PAD}`)) return;
      await press(Key.TAB);
    }
    assert.fail("the pad is not reached by Tab");
  };
  /** A 1, by a pen that the arrow keys move. */
  const writeOne = () => press(...Array(8).fill(Key.ARROW_UP), Key.SPACE, ...Array(17).fill(Key.ARROW_DOWN), Key.ENTER);

  test("plain page: a 7 is drawn and read, a stroke taken back, all of it cleared", async () => {
    await open("plain.html");
    await guest.draw(PAD, DIGITS[7]);
    await guest.becomes(READ, "7");
    await guest.driver.executeScript("document.querySelector('#undo').click()");
    await guest.becomes(READ, "");
    await guest.draw(PAD, DIGITS[3]);
    await guest.becomes(READ, "3");
    await guest.driver.executeScript("document.querySelector('#clear').click()");
    await guest.becomes(READ, "");
    guest.saidNothing();
  });

  test("plain page: a 1 is written and read by the keys alone", async () => {
    await open("plain.html");
    await tabToPad();
    await writeOne();
    await guest.becomes(READ, "1");
    guest.saidNothing();
  });

  test("form: an amount is drawn, and sent as its number", async () => {
    await open("form.html");
    await guest.becomes("document.querySelector('form').checkValidity()", false);
    await guest.draw(PAD, DIGITS[7]);
    await guest.becomes(VALUE, "7");
    await guest.becomes("document.querySelector('form').checkValidity()", true);
    await guest.driver.executeScript("document.querySelector('[type=submit]').click()");
    await guest.becomes("location.search", "?amount=7");
    guest.saidNothing();
  });

  test("form: an amount is written, cleared, written and sent by the keys alone", async () => {
    await open("form.html");
    await tabToPad();
    await writeOne();
    await guest.becomes(VALUE, "1");
    await press(Key.ESCAPE);
    await guest.becomes("document.querySelector('form').checkValidity()", false);
    await writeOne();
    await guest.becomes(VALUE, "1");
    await guest.driver.executeScript("document.querySelector('[type=submit]').focus()");
    await press(Key.ENTER);
    await guest.becomes("location.search", "?amount=1");
    guest.saidNothing();
  });

  for (const name of ["plain.html", "form.html"])
    test(`${name}: nothing that axe finds, blank or written`, async () => {
      await open(name);
      assert.deepEqual(await violations(guest), []);
      await guest.draw(PAD, DIGITS[7]);
      await guest.becomes(name === "form.html" ? VALUE : READ, "7");
      assert.deepEqual(await violations(guest), []);
    });
}
