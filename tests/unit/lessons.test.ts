// Lessons: what is done, and which comes next.
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstUndone, LESSONS, nextAfter } from "../../www/learn/lessons";
import { numbersIn } from "../../www/store/lessons-done";

test("what is stored of done lessons is read as far as it makes sense", () => {
  assert.deepEqual(numbersIn("[2,7]"), [2, 7]);
  assert.deepEqual(numbersIn(null), []);
  assert.deepEqual(numbersIn("[2"), []);
  assert.deepEqual(numbersIn('{"2":true}'), []);
  assert.deepEqual(numbersIn('[2,"7",null,1.5]'), [2]);
});

test("twelve lessons in their order, each with a length of a few minutes", () => {
  assert.deepEqual(
    LESSONS.map(({ number }) => number),
    Array.from({ length: 12 }, (_, i) => i + 1),
  );
  for (const { minutes, title } of LESSONS) assert.ok(minutes >= 1 && minutes <= 5, title);
  assert.equal(nextAfter(1)?.number, 2);
  assert.equal(nextAfter(12), undefined);
});

test("the first that is not done comes next", () => {
  assert.equal(firstUndone(new Set())?.number, 1);
  assert.equal(firstUndone(new Set([1, 2, 4]))?.number, 3);
  assert.equal(firstUndone(new Set(LESSONS.map(({ number }) => number))), undefined);
});
