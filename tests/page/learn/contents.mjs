// The contents of Learn, what is kept of lessons, and how a lesson's code arrives.

import assert from "node:assert/strict";
import { after, afterEach, beforeEach, test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { builtFile } from "../../../tools/build/dist.mjs";
import { PHONE, stepsOf } from "./steps.mjs";

/** @param {import("../visit.mjs").Visit} visit */
export function contents(visit) {
  const steps = stepsOf(visit);
  const done = () => visit.driver.executeScript("return localStorage.getItem('lessons-done')");
  /** Does lesson 2. */
  const doLesson = async () => {
    await visit.press("predict-3");
    await steps.send("handle-bias", Key.ARROW_RIGHT);
    await steps.pointIsThere();
  };
  beforeEach(steps.forget);
  afterEach(async () => {
    visit.server.behave();
    await visit.leaveAlone();
  });
  after(steps.forget);

  test("twelve links, each with its length, lead to the lessons", async () => {
    await steps.open("learn");
    const found = await visit.driver.executeScript(`
      return [...document.querySelectorAll(".contents li")].map((entry) => [
        Number(entry.querySelector(".bubble").textContent),
        entry.querySelector("a").hash,
        entry.querySelector("a").dataset.testid,
        entry.querySelector("small").textContent,
      ]);`);
    assert.equal(found.length, 12);
    for (const [i, [number, hash, testid, minutes]] of found.entries()) {
      assert.deepEqual([number, hash, testid], [i + 1, `#/learn/${i + 1}`, `lesson-${i + 1}`]);
      assert.match(minutes, /^[1-5] min$/);
    }
    await visit.press("lesson-2");
    await steps.isAt("#/learn/2");
    assert.match(await visit.driver.executeScript("return document.title"), /^Go to France\? · /);
  });

  test("the first button leads to the first lesson that is not done, and what is done is marked", async () => {
    await steps.open("learn");
    assert.equal(await visit.text("go-on"), "Start with lesson 1");
    assert.deepEqual(await steps.textsOf(".go-on span"), ["What is done is kept in this browser."]);
    await visit.press("go-on");
    await steps.isAt("#/learn/1");
    await visit.enter("learn/2");
    await doLesson();
    await steps.open("learn");
    assert.deepEqual(await steps.textsOf(".done small"), ["done"]);
    assert.deepEqual(await steps.textsOf(".go-on span"), ["1 of 12 done, kept in this browser."]);
    await steps.says("go-on", "Go on with 1: What does it get?");
    const colours = await visit.driver.executeScript(`
      const colour = (part) => getComputedStyle(document.querySelector(part)).backgroundColor;
      return [colour("[data-testid=lesson-2] .bubble"), colour(".tabs"), getComputedStyle(document.querySelector(".done small")).color];`);
    assert.equal(colours[0], colours[2], "its bubble has the accent");
    assert.notEqual(colours[0], colours[1]);
    await visit.driver.executeScript("localStorage.setItem('lessons-done', '[1,2,3,4,5,6,7,8,9,10,11,12]')");
    await steps.open("learn");
    await steps.says("go-on", "All twelve are done.");
  });

  test("with the keys alone one gets from the contents to a lesson and back", async () => {
    await steps.open("learn");
    await steps.tabTo("go-on");
    await steps.tabTo("lesson-2");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/2");
    await visit.driver.actions().keyDown(Key.SHIFT).sendKeys(Key.TAB).keyUp(Key.SHIFT).perform();
    assert.equal(await steps.focused(), "#/learn");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn");
  });

  test("where the browser keeps nothing, a lesson works and the contents say so", async () => {
    await visit.meddle(() => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("not here", "SecurityError");
        },
      });
    });
    await steps.open("learn");
    assert.match((await steps.textsOf(".go-on span"))[0], /^This browser keeps nothing/);
    await visit.enter("learn/2");
    await doLesson();
    await visit.enter("learn");
    assert.deepEqual(await steps.textsOf(".done small"), ["done"]);
  });

  test("what the browser kept of another version is no reason to fail", async () => {
    await visit.driver.executeScript("localStorage.setItem('lessons-done', '{')");
    await steps.open("learn/2");
    assert.equal(await steps.isThere("point"), false);
    await doLesson();
    assert.equal(await done(), "[2]");
  });

  test("a lesson whose code does not arrive says so, and its title stands there", async () => {
    visit.server.fail(builtFile("www", "lesson-2", ".js"), "refuse");
    await steps.open("learn/2");
    assert.deepEqual(await steps.textsOf("#room h1"), ["Go to France?"]);
    assert.match((await steps.textsOf(".lesson .place"))[0], /^This lesson could not be fetched\./);
    visit.server.behave();
    await steps.open("learn/2");
    assert.ok(await steps.isThere("predict-1"));
  });

  test("its code is fetched when the lesson is opened, and once", async () => {
    const isLesson = (path) => /\/lesson-\d+-\w+\.js$/.test(path);
    visit.server.takeAsked();
    await steps.open("learn");
    assert.equal(visit.server.takeAsked().filter(isLesson).length, 0);
    await visit.enter("learn/2");
    await visit.enter("learn");
    await visit.enter("learn/2");
    assert.equal(visit.server.takeAsked().filter(isLesson).length, 1);
  });

  test("on a phone the contents are easy to press and to read, and axe finds nothing in either theme", async () => {
    await visit.driver.executeScript("localStorage.setItem('lessons-done', '[2]')");
    await visit.openAt(...PHONE);
    await visit.enter("learn");
    await visit.hasNoSidewaysScroll();
    assert.deepEqual(await steps.tooSmall(), []);
    await steps.isAccessible();
  });

  test("what a lesson explains leads to it", async () => {
    const leads = async (room, css, lesson) => {
      await visit.enter(room);
      const links = await visit.driver.findElements(By.css(`${css} a[href="#/learn/${lesson}"]`));
      assert.equal(links.length, 1, `${room} to lesson ${lesson}`);
      assert.equal(
        await visit.driver.executeScript("return arguments[0].textContent", links[0]),
        `Why? Lesson ${lesson}`,
      );
      return links[0];
    };
    await visit.open();
    for (const lesson of [1, 3, 4, 6, 7, 9, 10, 11]) await leads("train", ".recipe-fold", lesson);
    await leads("mind/dreams", "#room", 12);
    await leads("mind/neurons", "#room", 2);
    await leads("mind/styles", "#room", 11);
    const link = await leads("mind/yours", "#room", 11);
    await link.click();
    await steps.isAt("#/learn/11");
  });
}
