// When the network or the wasm does not arrive, the page says so, keeps the drawing, and tries again when asked.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { builtFile, builtVariant } from "../../tools/build/dist.mjs";
import { DIGITS } from "./digits.mjs";

const MODEL = /\.safetensors$/;
const { wasm: WASM, glue: GLUE } = builtVariant("reading");
const PROGRAM = builtFile("www", "main", ".js");

/** @param {import("./visit.mjs").Visit} visit */
export function failures(visit) {
  afterEach(() => visit.server.behave());

  const cases = [
    ["a model that is refused", MODEL, "refuse", /the server answers 503/],
    ["a model cut off midway", MODEL, "cut", /The network (stopped arriving at \d+ of 1,000 KB|did not arrive)/],
    ["a wasm file that is refused", WASM, "refuse", /The program that reads is not there: the server answers 503/],
    [
      "a wasm file cut off midway",
      WASM,
      "cut",
      /The program that reads (stopped arriving at \d+ of 1,000 KB|did not arrive)/,
    ],
    ["a model in which a bit is wrong", MODEL, "flip", /The network arrived damaged: it is not the file of this page/],
    ["a wasm file in which a bit is wrong", WASM, "flip", /The program that reads arrived damaged/],
    ["a glue that is refused", GLUE, "refuse", /The program that reads is not there: the server answers 503/],
  ];
  for (const [name, path, fault, words] of cases) {
    test(`${name} is said, and Try again goes on with the drawing`, async () => {
      visit.server.fail(path, fault);
      await visit.goTo(visit.server.page);
      await visit.isState("failed");
      assert.equal(await visit.text("prediction"), "?");
      await visit.eventually("it says what failed", async () => words.test(await visit.text("status")));
      const notice = await visit.driver.executeScript("return document.querySelector('.notice p').innerText");
      assert.match(notice, words);
      await visit.draw(DIGITS[3]);
      await visit.isState("failed");

      visit.server.behave();
      await visit.press("retry");
      await visit.isReady();
      await visit.reads(3);
    });
  }

  test("of a page that is left before its program has come no failed stream is told", async () => {
    const errors = await visit.errorsDuring(async () => {
      visit.server.fail(WASM, "stall");
      await visit.driver.manage().setTimeouts({ pageLoad: 500 });
      await visit.driver.get(visit.server.page).catch(() => undefined);
      await visit.driver.manage().setTimeouts({ pageLoad: 300_000 });
      await visit.isState("loading");
      visit.server.behave();
      await visit.open();
    });
    assert.doesNotMatch(errors.join("\n"), /ReadableStream/);
  });

  test("a glue whose connection is lost once is asked for again, and nobody has to know", async () => {
    visit.server.fail(GLUE, "lose");
    await visit.goTo(visit.server.page);
    await visit.isState("blank", "failed");
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
  });

  test("a page whose own program does not arrive says so", async () => {
    visit.server.fail(PROGRAM, "refuse");
    await visit.goTo(visit.server.page);
    await visit.isState("failed");
    const notice = () => visit.driver.executeScript("return document.querySelector('.notice p').innerText");
    await visit.eventually("the answer of the server", async () =>
      /The program of this page is not there: the server answers 503\./.test(await notice()),
    );
    visit.server.behave();
    await visit.press("retry");
    await visit.isReady();
  });

  for (const [name, file] of Object.entries({ "a page whose own program": PROGRAM, "a page whose glue": GLUE }))
    test(`${name} never comes says so after half a minute`, async () => {
      // Half a minute of the page is a moment here.
      await visit.meddle(() => {
        const { setTimeout } = window;
        window.setTimeout = (work, ms, ...rest) => setTimeout(work, ms === 30_000 ? 300 : ms, ...rest);
      });
      visit.server.fail(file, "stall");
      // The page is not loaded as long as its program may still come.
      await visit.driver.manage().setTimeouts({ pageLoad: 500 });
      await visit.driver.get(visit.server.page).catch(() => undefined);
      await visit.driver.manage().setTimeouts({ pageLoad: 300_000 });
      await visit.isState("failed");
      const notice = await visit.driver.executeScript("return document.querySelector('.notice').innerText");
      assert.match(notice, /did not arrive/);
      visit.server.behave();
      await visit.leaveAlone();
      await visit.press("retry");
      await visit.isReady();
    });
}
