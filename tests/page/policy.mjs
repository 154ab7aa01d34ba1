// The built page has a Content Security Policy: all that it does is allowed, and what it never does is not.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { paint } from "./paint.mjs";
import { stepsOf } from "./training/steps.mjs";

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
    await visit.open();
    await visit.handOver("paste", paint(DIGITS[4], { ink: 30, paper: 235 }));
    await visit.isState("read", "unsure");
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
