// Learn: the contents, the frame of a lesson, and lesson 2.

import assert from "node:assert/strict";
import { after, afterEach, beforeEach, test } from "node:test";
import axe from "axe-core";
import { By, Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { builtFile } from "../../tools/build/dist.mjs";

const PHONE = [360, 740];
const DESK = [1280, 657];

/** The smallest phone, which is also a desk at 400 %, one of today, and a frame in another page. */
const SMALL = [[320, 480], PHONE, [420, 320]];

/** What each of the three choices says. */
const CHOICES = ["With either", "With money", "Only both"];

/** A lesson's length at 360 px. */
const LONGEST = 1400;

/** In the page: where everything in the room is. What comes later has a place of its own, which is here as `.point`. */
const PLACES = `
  const parts = "h1, p:not(.point p), fieldset, legend, button, li, .case, .lane-scale, .result, .handle > *, dl, dt, dd, .point, nav a";
  return [...document.querySelectorAll("#room :is(" + parts + ")")].map((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    const place = [x, y + scrollY, width, height].map((pixels) => pixels.toFixed(2));
    return [part.tagName, part.classList[0], ...place].join(" ");
  });`;

/** In the page: the controls that are smaller than a finger, and the texts that are too small to read. */
const TOO_SMALL = `
  const controls = [...document.querySelectorAll("#room :is(a:not(.place a), button, input)")];
  const small = controls.filter((control) => control.getBoundingClientRect().height < 43.9);
  const texts = [...document.querySelectorAll("#room *")].filter((part) => part.textContent && parseFloat(getComputedStyle(part).fontSize) < 13);
  return [...small, ...texts].map((part) => part.outerHTML);`;

/** In the page: the texts that their box has no room for. */
const CUT_OFF = `
  const texts = [...document.querySelectorAll("#room :is(button, dt, dd, b, .handle-name, .button, .sum)")];
  const isCut = (text) => text.scrollWidth > text.clientWidth + 1 || text.scrollHeight > text.clientHeight + 4;
  return texts.filter((text) => text.clientWidth > 0 && isCut(text)).map((text) => text.outerHTML);`;

/** @param {import("./visit.mjs").Visit} visit */
export function learn(visit) {
  /** What is done is forgotten. */
  const forget = async () => {
    await visit.driver.get(visit.server.empty);
    await visit.driver.executeScript("localStorage.removeItem('lessons-done')");
  };
  beforeEach(forget);
  afterEach(async () => {
    visit.server.behave();
    await visit.leaveAlone();
  });
  after(forget);

  const open = async (room = "learn/2", size = DESK) => {
    await visit.openAt(...size);
    await visit.enter(room);
  };
  const says = (testid, wanted) =>
    visit.eventually(`${testid} says ${wanted}`, async () => {
      const text = await visit.text(testid);
      return wanted instanceof RegExp ? wanted.test(text) : text === wanted;
    });
  const isThere = async (testid) => (await visit.driver.findElements(By.css(`[data-testid="${testid}"]`))).length === 1;
  const textsOf = (css) =>
    visit.driver.executeScript(
      "return [...document.querySelectorAll(arguments[0])].map(({ textContent }) => textContent)",
      css,
    );
  const results = () => textsOf(".result");
  /** The two weights and the bias. */
  const numbers = async () => (await textsOf(".handle > b")).map((text) => Number(text.replace("−", "-")));
  const places = () => visit.driver.executeScript(PLACES);
  const focused = () =>
    visit.driver.executeScript(
      "const { dataset, tagName, hash } = document.activeElement; return dataset.testid ?? hash ?? tagName",
    );
  /** The room is at this address, and the focus at its heading. */
  const isAt = async (address) => {
    await visit.eventually(`${address} is entered`, async () => {
      const hash = await visit.driver.executeScript("return location.hash");
      return hash === address && (await focused()) === "H1";
    });
    await visit.isReady();
  };
  /** @param {string[]} keys sent to a slider or a field */
  const send = async (testid, ...keys) => {
    await visit.driver.executeScript("arguments[0].focus()", await visit.find(testid));
    for (const key of keys) await visit.key(key);
  };
  const violations = async () => {
    await visit.driver.executeScript(axe.source);
    const found = await visit.driver.executeAsyncScript(
      "const done = arguments[arguments.length - 1]; axe.run().then(({ violations }) => done(violations))",
    );
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`);
  };
  /**
   * Pushes what is in a lane sideways, and lets it go.
   * @param {number} lane from 0
   * @param {number} from where on the lane's scale
   * @param {number} by how far on it
   */
  const push = async (lane, from, by, type = Pointer.Type.MOUSE) => {
    const scale = (await visit.driver.findElements(By.css(".lane-scale")))[lane];
    await visit.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", scale);
    const { width } = await scale.getRect();
    const pointer = new Pointer(type, type);
    const to = (value, duration) =>
      pointer.move({ origin: scale, x: Math.round((value / 24) * width), y: 0, duration });
    const moves = [0.25, 0.5, 0.75, 1].map((share) => to(from + by * share, 20));
    const actions = visit.driver.actions({ async: true });
    actions.insert(pointer, to(from, 0), pointer.press(), ...moves, pointer.release());
    await actions.perform();
    await visit.nextFrame();
  };

  test("the contents list twelve lessons, and only what is written is a link with a length", async () => {
    await open("learn");
    const found = await visit.driver.executeScript(`
      return [...document.querySelectorAll(".contents li")].map((entry) => [
        Number(entry.querySelector(".bubble").textContent),
        entry.querySelector("a")?.hash ?? null,
        entry.querySelector("small").textContent,
      ]);`);
    assert.deepEqual(
      found.map(([number]) => number),
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
    for (const [number, hash, note] of found) {
      assert.equal(await isThere(`lesson-${number}`), hash !== null);
      assert.match(note, hash ? /^\d min$/ : /^coming$/);
      if (hash) assert.equal(hash, `#/learn/${number}`);
    }
    assert.ok(await isThere("lesson-2"));
    await visit.press("lesson-2");
    await isAt("#/learn/2");
    assert.match(await visit.driver.executeScript("return document.title"), /^Go to France\? · /);
  });

  test("the first button of the contents leads to the first lesson that is not done, and what is done is marked", async () => {
    await open("learn");
    assert.equal(await visit.text("go-on"), "Start with lesson 2");
    assert.deepEqual(await textsOf(".go-on span"), ["What is done is kept in this browser."]);
    await visit.press("go-on");
    await isAt("#/learn/2");
    await visit.press("predict-1");
    await send("handle-bias", Key.ARROW_RIGHT);
    await visit.eventually("the point is there", () => isThere("point"));
    await open("learn");
    assert.deepEqual(await textsOf(".done small"), ["done"]);
    assert.deepEqual(await textsOf(".go-on span"), ["1 of 12 done, kept in this browser."]);
    await says("go-on", "All that is written is done. More is coming.");
    const colours = await visit.driver.executeScript(`
      const colour = (part) => getComputedStyle(document.querySelector(part)).backgroundColor;
      return [colour("[data-testid=lesson-2] .bubble"), colour(".tabs"), getComputedStyle(document.querySelector(".link, .done small")).color];`);
    assert.equal(colours[0], colours[2], "its bubble has the accent");
    assert.notEqual(colours[0], colours[1]);
  });

  test("before something was said, handles are out of reach, results are ?, and there is no point", async () => {
    await open();
    assert.deepEqual(await results(), ["?", "?", "?", "?"]);
    assert.deepEqual(await textsOf(".sum"), ["", "", "", ""]);
    assert.equal(await visit.text("said"), "nothing yet");
    assert.equal(await visit.text("shows"), "say first");
    const inert = await visit.driver.executeScript(
      "return [...document.querySelectorAll('.lesson input')].map((input) => input.closest('[inert]') !== null)",
    );
    assert.deepEqual(inert, Array(5).fill(true));
    await push(2, -8, 3);
    await send("handle-bias", Key.ARROW_RIGHT);
    assert.deepEqual(await numbers(), [4, 3, -4]);
    assert.equal(await isThere("point"), false);
  });

  for (const [i, choice] of CHOICES.entries())
    test(`whoever says "${choice.toLowerCase()}" is shown, without praise or blame, that only both go`, async () => {
      await open();
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      await says("shows", "Only both");
      assert.deepEqual(await results(), ["stay", "stay", "stay", "go"]);
      assert.deepEqual(await textsOf(".sum"), ["−4", "−4 + 3 = −1", "−4 + 4 = 0", "−4 + 4 + 3 = 3"]);
      const pressed = await visit.driver.executeScript(
        "return [...document.querySelectorAll('.choices button')].map(({ ariaPressed }) => ariaPressed)",
      );
      assert.deepEqual(
        pressed,
        CHOICES.map((_, k) => String(k === i)),
      );
      const colours =
        "return ['said', 'shows'].map((name) => getComputedStyle(document.querySelector(`[data-testid=${name}]`)).color)";
      const now = await visit.driver.executeScript(colours);
      await visit.press(`predict-${((i + 1) % 3) + 1}`);
      assert.deepEqual(await visit.driver.executeScript(colours), now);
      assert.equal(await isThere("point"), false, "nothing was moved yet");
    });

  test("the slider of the bias makes it money, then either; the first move brings the point, and a reload keeps it", async () => {
    await open();
    await visit.press("predict-3");
    await send("handle-bias", Key.ARROW_RIGHT);
    await says("shows", "With money");
    assert.deepEqual(await results(), ["stay", "stay", "go", "go"]);
    assert.match(await visit.text("point"), /^Nothing in it says “and” or “or”: .*\.$/);
    await send("handle-bias", Key.ARROW_RIGHT);
    await says("shows", "With money");
    await send("handle-bias", Key.ARROW_RIGHT);
    await says("shows", "With either");
    assert.deepEqual(await numbers(), [4, 3, -2.5]);
    await send("handle-bias", Key.HOME);
    await says("shows", "Never");
    await send("handle-first", Key.END);
    await send("handle-second", Key.HOME);
    assert.deepEqual(await numbers(), [6, -6, -8]);

    await open();
    assert.ok(await isThere("point"), "a lesson that is done has it at once");
    assert.equal(await visit.text("said"), "nothing yet");
    await says("shows", "Only both");
    await send("handle-bias", Key.ARROW_RIGHT);
    await says("shows", "With money");
  });

  test("what was said and moved is still there after a look at another room", async () => {
    await open();
    await visit.press("predict-2");
    await send("handle-second", Key.ARROW_LEFT);
    await visit.enter("mind/neurons");
    await visit.enter("learn/2");
    assert.equal(await visit.text("said"), "With money");
    assert.deepEqual(await numbers(), [4, 2.5, -4]);
  });

  test("the reasons are called as their owner likes, which alone is no move", async () => {
    await open();
    await visit.press("predict-3");
    await send("name-first", ...Array(5).fill(Key.BACK_SPACE));
    await visit.eventually("without a name it has its first one", async () =>
      (await textsOf(".case"))[0].startsWith("money"),
    );
    await send("name-first", ..."a long holiday");
    await visit.eventually("nine characters", async () => (await textsOf(".case"))[0].startsWith("a long hotime"));
    assert.equal(await isThere("point"), false);
    await send("handle-bias", Key.ARROW_RIGHT);
    await says("shows", "With a long ho");
    const label = await (await visit.find("handle-first")).getAttribute("aria-label");
    assert.equal(label, "Weight of a long ho");
  });

  for (const type of [Pointer.Type.MOUSE, Pointer.Type.TOUCH])
    test(`the lanes are pushed by ${type}: the start anywhere, a weight at its tip`, async () => {
      await open("learn/2", PHONE);
      await visit.press("predict-1");
      await push(0, 6, 1.5, type);
      assert.deepEqual(await numbers(), [4, 3, -2.5]);
      await says("shows", "With either");
      assert.ok(await isThere("point"));
      await push(3, -8, -2, type);
      assert.deepEqual(await numbers(), [4, 3, -4.5]);
      // The tip of the first reason alone is at −0.5.
      await push(2, -0.5, 2, type);
      assert.deepEqual(await numbers(), [6, 3, -4.5]);
      await push(1, -1.5, -5, type);
      assert.deepEqual(await numbers(), [6, -2, -4.5]);
      await says("shows", "With money, not time");
      await push(0, -4.5, 20, type);
      assert.deepEqual(await numbers(), [6, -2, 4], "it goes as far as its slider");
    });

  for (const size of [PHONE, DESK])
    test(`at ${size.join(" × ")} nothing moves by a pixel, whatever is said, moved or called`, async () => {
      await open("learn/2", size);
      const before = await places();
      assert.ok(before.length > 30);
      await visit.press("predict-2");
      assert.deepEqual(await places(), before);
      await send("handle-bias", Key.ARROW_RIGHT);
      await says("shows", "With money");
      assert.ok(await isThere("point"));
      assert.deepEqual(await places(), before);
      await send("handle-first", ...Array(19).fill(Key.ARROW_LEFT));
      await send("handle-second", ...Array(17).fill(Key.ARROW_LEFT));
      await send("handle-bias", ...Array(8).fill(Key.ARROW_LEFT));
      assert.deepEqual(await numbers(), [-5.5, -5.5, -7.5]);
      await send("name-first", ..."mmmmmmmmm");
      await send("name-second", ..."wwwwwwwww");
      await visit.nextFrame();
      assert.deepEqual(await places(), before);
      await send("handle-second", Key.END);
      await send("handle-bias", ...Array(4).fill(Key.ARROW_RIGHT));
      await says("shows", /^With .+, not .+$/);
      assert.deepEqual(await places(), before);
      await visit.hasNoSidewaysScroll();
    });

  test("on a phone a lesson is short, and everything in Learn is large enough to press and to read", async () => {
    for (const room of ["learn", "learn/2", "learn/7"]) {
      await open(room, PHONE);
      await visit.hasNoSidewaysScroll();
      assert.deepEqual(await visit.driver.executeScript(TOO_SMALL), [], room);
    }
    await visit.enter("learn/2");
    const length = () => visit.driver.executeScript("return document.documentElement.scrollHeight");
    assert.ok((await length()) <= LONGEST, `${await length()} px`);
    await visit.press("predict-1");
    await send("handle-bias", Key.ARROW_RIGHT);
    await visit.eventually("the point is there", () => isThere("point"));
    assert.ok((await length()) <= LONGEST, `${await length()} px`);
  });

  for (const size of SMALL)
    test(`at ${size.join(" × ")} nothing in Learn runs out of the window or is cut off`, async () => {
      for (const room of ["learn", "learn/7", "learn/2"]) {
        await open(room, size);
        await visit.hasNoSidewaysScroll();
      }
      await send("predict-2", Key.ENTER);
      await send("handle-first", ...Array(19).fill(Key.ARROW_LEFT));
      await send("handle-second", ...Array(17).fill(Key.ARROW_LEFT));
      await send("handle-bias", ...Array(3).fill(Key.ARROW_LEFT));
      await says("shows", "Never");
      await visit.hasNoSidewaysScroll();
      assert.deepEqual(await visit.driver.executeScript(CUT_OFF), []);
    });

  test("with the keys alone one gets from the contents through the lesson and back", async () => {
    await open("learn");
    const tab = async (wanted) => {
      await visit.key(Key.TAB);
      assert.equal(await focused(), wanted);
    };
    await tab("go-on");
    await tab("lesson-2");
    await visit.key(Key.ENTER);
    await isAt("#/learn/2");
    for (const i of [1, 2, 3]) await tab(`predict-${i}`);
    await tab("#/mind/neurons?n=3");
    await visit.driver.actions().keyDown(Key.SHIFT).sendKeys(Key.TAB).keyUp(Key.SHIFT).perform();
    assert.equal(await focused(), "predict-3");
    await visit.key(" ");
    await says("said", "Only both");
    for (const handle of ["name-first", "handle-first", "name-second", "handle-second", "handle-bias"])
      await tab(handle);
    await visit.key(Key.ARROW_RIGHT);
    await says("shows", "With money");
    await tab("#/mind/neurons?n=3");
    await tab("#/learn");
    await visit.key(Key.ENTER);
    await isAt("#/learn");
    assert.deepEqual(await textsOf(".done small"), ["done"]);
  });

  test("who listens hears the ledger, and the point when it comes, also where all that happens within a second", async () => {
    await open();
    await visit.press("predict-1");
    await says("status", "You said: With either. It shows at 4, 3, −4: Only both.");
    await send("handle-bias", ...Array(3).fill(Key.ARROW_RIGHT));
    await says("status", /^It shows at 4, 3, −(3.5|3|2.5): With (money|either)\. The point: Nothing in it says/);
    await visit.eventually("the last of it is heard", async () =>
      (await visit.text("status")).startsWith("It shows at 4, 3, −2.5: With either."),
    );
    const lanes = await visit.driver.executeScript(
      "return [...document.querySelectorAll('.lane .visually-hidden')].map(({ textContent }) => textContent)",
    );
    assert.deepEqual(lanes, [
      "not money, not time: −2.5, stay",
      "not money, time: −2.5 + 3 = 0.5, go",
      "money, not time: −2.5 + 4 = 1.5, go",
      "money, time: −2.5 + 4 + 3 = 4.5, go",
    ]);
  });

  test("a lesson that is not written says so, and leads back", async () => {
    await open("learn/7");
    assert.match(await visit.driver.executeScript("return document.title"), /^How long is a step\? · /);
    assert.deepEqual(await textsOf(".lesson .place"), ["This lesson is not written yet. Back to the others"]);
    assert.equal(await isThere("predict-1"), false);
    await visit.driver.findElement(By.css(".place a")).click();
    await isAt("#/learn");
  });

  test("where the browser keeps nothing, the lesson works and the contents say so", async () => {
    await visit.meddle(() => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("not here", "SecurityError");
        },
      });
    });
    await open("learn");
    assert.match((await textsOf(".go-on span"))[0], /^This browser keeps nothing/);
    await visit.enter("learn/2");
    await visit.press("predict-3");
    await send("handle-bias", Key.ARROW_RIGHT);
    await visit.eventually("the point is there", () => isThere("point"));
    await visit.enter("learn");
    assert.deepEqual(await textsOf(".done small"), ["done"]);
  });

  test("what the browser kept of another version is no reason to fail", async () => {
    await visit.driver.executeScript("localStorage.setItem('lessons-done', '{')");
    await open();
    assert.equal(await isThere("point"), false);
    await visit.press("predict-3");
    await send("handle-bias", Key.ARROW_RIGHT);
    await visit.eventually("the point is there", () => isThere("point"));
    assert.equal(await visit.driver.executeScript("return localStorage.getItem('lessons-done')"), "[2]");
  });

  test("a lesson whose code does not arrive says so, and its question stands there", async () => {
    visit.server.fail(builtFile("www", "lesson-2", ".js"), "refuse");
    await open();
    assert.deepEqual(await textsOf("#room h1"), ["Go to France?"]);
    assert.match((await textsOf(".lesson .place"))[0], /^This lesson could not be fetched\./);
    visit.server.behave();
    await open();
    assert.ok(await isThere("predict-1"));
  });

  test("its code is fetched when the lesson is opened, and once", async () => {
    const isLesson = (path) => /\/lesson-2-\w+\.js$/.test(path);
    visit.server.takeAsked();
    await open("learn");
    assert.equal(visit.server.takeAsked().filter(isLesson).length, 0);
    await visit.enter("learn/2");
    await visit.enter("learn");
    await visit.enter("learn/2");
    assert.equal(visit.server.takeAsked().filter(isLesson).length, 1);
  });

  for (const theme of ["light", "dark"])
    test(`axe finds nothing in Learn in the ${theme} theme`, async () => {
      await visit.open();
      await visit.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
      for (const room of ["learn", "learn/7", "learn/2"]) {
        await visit.enter(room);
        assert.deepEqual(await violations(), [], room);
      }
      await visit.press("predict-1");
      assert.deepEqual(await violations(), []);
      await send("handle-bias", Key.ARROW_RIGHT);
      await visit.eventually("the point is there", () => isThere("point"));
      assert.deepEqual(await violations(), []);
      await visit.enter("learn");
      assert.deepEqual(await violations(), []);
    });
}
