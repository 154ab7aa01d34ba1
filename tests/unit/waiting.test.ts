// Work once a frame, work that rests, and waiting that ends.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { inTime } from "../../npm/src/program/in-time";
import { onceAFrame } from "../../npm/src/pad/once-a-frame";
import { Rest } from "../../www/ui/rest";

/** A screen whose frames the test draws, one at a time. */
function screen(t: TestContext) {
  let asked: FrameRequestCallback[] = [];
  const before = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (work) => asked.push(work);
  t.after(() => (globalThis.requestAnimationFrame = before));
  return () => {
    const now = asked;
    asked = [];
    for (const work of now) work(0);
  };
}

test("once a frame, and again in the next", (t) => {
  const frame = screen(t);
  let times = 0;
  const work = onceAFrame(() => (times += 1));
  work();
  work();
  frame();
  frame();
  assert.equal(times, 1);
  work();
  frame();
  assert.equal(times, 2);
});

test("what comes in time is handed on, and so is what fails; no timer is left", async (t) => {
  const cleared = t.mock.method(globalThis, "clearTimeout");
  assert.equal(await inTime(Promise.resolve(7), 60_000, "late"), 7);
  await assert.rejects(inTime(Promise.reject(new Error("broken")), 60_000, "late"), { message: "broken" });
  assert.equal(cleared.mock.callCount(), 2);
});

test("what does not come is given up with the words for it", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const given = inTime(new Promise(() => {}), 1_000, "nothing came");
  t.mock.timers.tick(1_000);
  await assert.rejects(given, { message: "nothing came" });
});

test("work rests forty times as long as it took, and two seconds at least", (t) => {
  let now = 1_000;
  t.mock.method(performance, "now", () => now);
  const rest = new Rest();
  assert.equal(rest.left, 0);
  rest.begin(10);
  assert.equal(rest.left, 2_000);
  rest.begin(100);
  assert.equal(rest.left, 3_900);
  now += 4_000;
  assert.equal(rest.left, 0);
});
