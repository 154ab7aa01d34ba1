// What the server refuses is told as the server's answer, and what never arrives as that, whichever file it is.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { By } from "selenium-webdriver";
import { builtFile, builtVariant } from "../../tools/build/dist.mjs";
import { DIGITS } from "./digits.mjs";

const script = (name) => builtFile("www", name, ".js");
const model = (name) => builtFile("pretrained", name, ".safetensors");
const READING = builtVariant("reading");

/** Every build that trains, so that none takes the place of another. */
const PROGRAMS = /\/crate\/(plain|relaxed|threads)-\w+\.wasm$/;
const GLUES = /\/crate\/(plain|relaxed|threads)-\w+\.js$/;

const NOTICE = ".notice p";
const HINT = "[data-testid=hint]";
const ROOM = "#room";

/** Each with a file, where it is wanted: a room, and what is pressed there; and where it is said. */
const FILES = {
  "the page’s script": { file: script("main"), says: NOTICE, name: "The program of this page" },
  "the glue that reads": { file: READING.glue, says: NOTICE, name: "The program that reads" },
  "the worker that trains": { file: script("trainer"), room: "train", press: "train", says: HINT },
  "the glue that trains": { file: GLUES, room: "train", press: "train", says: HINT },
  "the program that trains": { file: PROGRAMS, room: "train", press: "train", says: HINT },
  "the training images": { file: /train-images/, room: "train", press: "train", says: HINT, name: "train-images" },
  "the worker of the lessons": { file: script("lessons"), room: "learn/7", says: ROOM },
  "the network of a lesson": { file: model("symon"), room: "learn/12", says: ROOM, name: "The network symon" },
  "the worker that looks into networks": {
    file: script("mind"),
    room: "mind/styles",
    says: ROOM,
    name: "The program that looks into networks",
  },
  "the test images": {
    file: /t10k-images/,
    room: "mind/errors",
    press: "fetch-images",
    says: ROOM,
    name: "t10k-images",
  },
  "the worker that measures": {
    file: script("benchmark"),
    room: "train",
    press: "measure",
    says: "#device",
    name: "The program to measure",
  },
};
const TRAINS = "The program that trains";

/** One after the other, so that each comes to several files. */
const STATUSES = [404, 403, 500, 503];

/** @param {import("./visit.mjs").Visit} visit */
export function refusals(visit) {
  afterEach(() => visit.server.behave());
  after(() => visit.forgetAll());

  const textOf = (selector) =>
    visit.driver.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
  const says = (selector, words) =>
    visit.eventually(`${selector} says ${words}`, async () => words.test(await textOf(selector)));

  /** Comes to where a file is wanted. */
  const want = async ({ room, press }) => {
    await visit.goTo(visit.server.page);
    if (!room) return;
    await visit.isReady();
    await visit.enter(room);
    if (!press) return;
    // Also where it is folded.
    const button = await visit.eventually(
      press,
      async () => (await visit.driver.findElements(By.css(`[data-testid=${press}]`)))[0],
    );
    await visit.driver.executeScript("arguments[0].click()", button);
  };

  for (const [index, [what, asked]] of Object.entries(FILES).entries()) {
    const { file, says: selector, name = TRAINS } = asked;
    const status = STATUSES[index % STATUSES.length];
    const faults = [
      [status, `is not there: the server answers ${status}`],
      ["cut", "(did not arrive|stopped arriving at [\\d,]+ (of [\\d,]+ )?KB)"],
    ];
    test(`${what}: the server answers ${status}, and then the connection is cut`, async () => {
      for (const [fault, words] of faults) {
        await visit.forgetAll();
        visit.server.fail(file, fault);
        await want(asked);
        await says(selector, new RegExp(`${name} ${words}`));
        assert.doesNotMatch(await textOf(ROOM), /the browser/);
      }
    });
  }

  for (const [index, room] of ["learn", "train", "mind"].entries())
    test(`the code of ${room}: the server answers ${STATUSES[index]}`, async () => {
      await visit.open();
      visit.server.fail(script(`${room}-room`), STATUSES[index]);
      await visit.enter(room);
      await says("#absent", new RegExp(`could not be opened: the server answers ${STATUSES[index]}\\.`));
    });

  test("the styles of the page: that they did not arrive is said, and it reads all the same", async () => {
    visit.server.fail(builtFile("www", "page", ".css"), 500);
    await visit.goTo(visit.server.page);
    await visit.isReady();
    await says("body", /^The styles of this page did not arrive\. Load it again\./);
    await visit.draw(DIGITS[3]);
    await visit.isState("read", "unsure");
  });
}
