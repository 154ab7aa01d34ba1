// Work in its turn, work once a frame, work that rests, and waiting that ends.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { inTime } from "../../www/engine/in-time";
import { allDone, inTurn } from "../../www/ui/in-turn";
import { onceAFrame } from "../../www/ui/once-a-frame";
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

test("pieces of work fall into a frame each, in the order in which they were asked for", (t) => {
  const frame = screen(t);
  const done: string[] = [];
  const [a, b] = [inTurn(() => done.push("a")), inTurn(() => done.push("b"))];
  a();
  b();
  a();
  assert.deepEqual(done, []);
  frame();
  assert.deepEqual(done, ["a"], "asked for twice, it is done once");
  a();
  frame();
  assert.deepEqual(done, ["a", "b"]);
  frame();
  frame();
  assert.deepEqual(done, ["a", "b", "a"]);
});

test("work that fails does not hold up what waits behind it", (t) => {
  const frame = screen(t);
  let isDone = false;
  inTurn(() => {
    throw new Error("no");
  })();
  inTurn(() => (isDone = true))();
  assert.throws(frame);
  frame();
  assert.ok(isDone);
});

test("once all that waits has had its turn, that is told", async (t) => {
  const frame = screen(t);
  let [isDone, isTold] = [false, false];
  inTurn(() => (isDone = true))();
  const told = allDone().then(() => (isTold = true));
  frame();
  await Promise.resolve();
  assert.deepEqual([isDone, isTold], [true, false]);
  frame();
  await told;
});

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
