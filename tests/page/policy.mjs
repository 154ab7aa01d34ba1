// The built page has a Content Security Policy: all that it does is allowed, and what it never does is not.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { click } from "./insight.mjs";
import { sends, startHost } from "./host.mjs";
import { paint } from "./paint.mjs";
import { stepsOf } from "./training/steps.mjs";

/** The least policy that the page needs. */
const [LEAST] = readFileSync("docs/hosting.md", "utf8").match(/(?<=The least that the page needs is `)[^`]+/) ?? [];

/** A host whose files may be had from any origin, also from that of a sandbox, which is none. */
const OPEN = { "access-control-allow-origin": "*" };

const SANDBOXED = sends(
  "text/html",
  '<!doctype html><html lang="en"><title>Frame</title><iframe title="page" src="/" width="1200" height="850" sandbox="allow-scripts"></iframe>',
);

/** @param {import("./visit.mjs").Visit} visit */
export function policy(visit) {
  beforeEach(() =>
    visit.meddle(() => {
      window.violations = [];
      addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
        window.violations.push(`${effectiveDirective}: ${blockedURI} ${sample}`),
      );
    }),
  );
  afterEach(() => visit.leaveAlone());

  const violations = () => visit.driver.executeScript("return window.violations");

  test("reading, pictures, training and every room are within the policy", async () => {
    const steps = stepsOf(visit);
    await visit.forgetAll();
    await visit.open();
    await visit.handOver("paste", paint(DIGITS[4], { ink: 30, paper: 235 }));
    await visit.isState("read", "unsure");
    await visit.press("clear");
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    for (const room of [
      "learn",
      "learn/7",
      "train",
      "mind/dreams",
      "mind/why",
      "mind/neurons",
      "mind/errors",
      "mind/styles",
    ])
      await visit.enter(room);
    await visit.enter("train");
    await visit.press("train");
    await steps.hasLoss();
    await steps.pause();
    assert.deepEqual(await violations(), []);
  });

  test("where the host forbids WebAssembly, the page says what its policy needs", async () => {
    const host = await startHost({ policy: "default-src 'self'" });
    try {
      await visit.driver.get(host.origin + host.base);
      await visit.isState("failed");
      const notice = await visit.driver.executeScript("return document.querySelector('.notice p').textContent");
      assert.match(notice, /needs script-src 'self' 'wasm-unsafe-eval'/);
    } finally {
      host.stop();
    }
  });

  test("under the least policy that docs/hosting.md names, it reads and trains", async () => {
    const host = await startHost({ policy: LEAST });
    try {
      await visit.driver.get(host.origin + host.base);
      await visit.isReady();
      await visit.draw(DIGITS[3]);
      await visit.reads(3);
      await visit.enter("train");
      await visit.press("train");
      await stepsOf(visit).hasLoss();
      await visit.press("pause");
    } finally {
      host.stop();
    }
  });

  /** What is on a page that can start no workers: it reads, says what is missing, and offers nothing that would need them. */
  const doesWithoutWorkers = async (missing) => {
    const textOf = (selector) =>
      visit.driver.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
    const says = (selector) =>
      visit.eventually(`${selector} says what is missing`, async () => missing.test(await textOf(selector)));
    await visit.isReady();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("train");
    // Before it is known, Train can be pressed.
    await click(visit, "train");
    await says(".offer");
    assert.match(await textOf(".offer"), /^Nothing can be trained here\. /);
    await says("[data-testid=speed]");
    for (const testid of ["train", "step", "measure"])
      assert.equal(await visit.find(testid).getAttribute("aria-disabled"), "true", testid);
    for (const lesson of [7, 9, 12]) {
      await visit.enter(`learn/${lesson}`);
      if (lesson !== 7) await click(visit, "predict-1");
      await says("#room");
      assert.doesNotMatch(await textOf("#room"), /[Tt]ry again/, `lesson ${lesson}`);
    }
    for (const tool of ["dreams", "styles", "errors"]) {
      await visit.enter(`mind/${tool}`);
      if (tool === "errors") await visit.press("fetch-images");
      await says("#room");
      assert.doesNotMatch(await textOf("#room"), /[Tt]ry again|Ask again|Fetch them again/, tool);
    }
  };

  test("where the host forbids workers, the page reads, and says what training needs", async () => {
    const host = await startHost({ policy: `${LEAST}; worker-src 'none'` });
    try {
      await visit.driver.get(host.origin + host.base);
      await doesWithoutWorkers(/Content Security Policy needs worker-src 'self'/);
    } finally {
      host.stop();
    }
  });

  test("in a sandboxed frame it reads, and says what training needs", async () => {
    const host = await startHost({ headers: OPEN, answers: { "GET /frame": SANDBOXED } });
    try {
      await visit.driver.get(`${host.origin}/frame`);
      await visit.driver.switchTo().frame(0);
      await doesWithoutWorkers(/sandbox.*needs allow-same-origin/);
      await visit.enter("train");
      assert.equal(await visit.find("keep-all").getAttribute("aria-disabled"), "true");
      assert.match(await visit.text("kept-all"), /^In a frame or a sandbox the page needs a connection/);
    } finally {
      await visit.driver.switchTo().defaultContent();
      host.stop();
    }
  });

  test("so it does in a sandbox of the host’s policy", async () => {
    const host = await startHost({ headers: OPEN, policy: "sandbox allow-scripts" });
    try {
      await visit.driver.get(host.origin + host.base);
      await doesWithoutWorkers(/sandbox.*needs allow-same-origin/);
    } finally {
      host.stop();
    }
  });

  test("in a sandboxed frame to which the host gives no program, it says what is missing, and offers nothing", async () => {
    const host = await startHost({ answers: { "GET /frame": SANDBOXED } });
    try {
      await visit.driver.get(`${host.origin}/frame`);
      await visit.driver.switchTo().frame(0);
      const notice = () => visit.driver.executeScript("return document.querySelector('.notice').innerText");
      await visit.eventually("it says what is missing", async () =>
        /sandbox needs allow-same-origin/.test(await notice()),
      );
      assert.doesNotMatch(await notice(), /Try again/);
    } finally {
      await visit.driver.switchTo().defaultContent();
      host.stop();
    }
  });

  test("from a file it reads, where the browser allows that, or says that it needs a server", async () => {
    await visit.driver.get(new URL("../../dist/index.html", import.meta.url).href);
    await visit.isState("failed", "blank");
    const notice = await visit.driver.executeScript("return document.querySelector('.notice')?.innerText ?? ''");
    if ((await visit.rootData("state")) === "blank") return visit.isReady();
    assert.match(notice, /^A browser runs this page only from a web server/);
    assert.doesNotMatch(notice, /Try again/);
  });

  const FORBIDDEN = {
    "a script of another host": [
      "const script = document.createElement('script'); script.src = 'https://example.org/x.js'; document.head.append(script)",
      /^(script-src-elem|require-trusted-types-for)/,
    ],
    "a script in the document": ["document.body.insertAdjacentHTML('beforeend', '<p>')", /^require-trusted-types-for/],
    "a text that is run": ["setTimeout('1')", /^(script-src|require-trusted-types-for)/],
    "another host that is asked": [
      "fetch('https://example.org/').catch(() => {})",
      /^connect-src: https:\/\/example\.org/,
    ],
    "an image of another host": ["new Image().src = 'https://example.org/x.png'", /^img-src: https:\/\/example\.org/],
  };
  test("what would carry something in or out is refused", async () => {
    await visit.open();
    for (const [what, [script, wanted]] of Object.entries(FORBIDDEN)) {
      await visit.driver.executeScript(`window.violations = []; try { ${script} } catch {}`);
      await visit.eventually(what, async () => (await violations()).some((violation) => wanted.test(violation)));
    }
  });
}
