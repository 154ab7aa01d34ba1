// Names from outside, answers that are remembered, and what was thrown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { messageOf } from "../../www/engine/message";
import { own } from "../../www/ui/own";
import { remembered } from "../../www/ui/remembered";

test("a name from outside finds what an object itself has, and nothing that every object has", () => {
  const digits: Record<string, number> = { one: 1, zero: 0 };
  assert.equal(own(digits, "one"), 1);
  assert.equal(own(digits, "zero"), 0);
  for (const name of ["__proto__", "toString", "constructor", "hasOwnProperty", ""])
    assert.equal(own(digits, name), undefined, name);
  assert.equal(own(Object.create(null) as typeof digits, "one"), undefined);
});

test("asked the same again, work is not done again", () => {
  let times = 0;
  const sum = remembered((a: number, b: number) => ((times += 1), a + b));
  assert.deepEqual([sum(1, 2), sum(1, 2), times], [3, 3, 1]);
  assert.deepEqual([sum(2, 1), times], [3, 2]);
  assert.deepEqual([sum(1, 2), times], [3, 3], "only the last answer is remembered");
});

test("an answer of nothing is an answer too, and a failure is none", () => {
  let times = 0;
  const fail = remembered((isBad: boolean) => {
    times += 1;
    if (isBad) throw new Error("no");
    return undefined;
  });
  fail(false);
  fail(false);
  assert.equal(times, 1);
  assert.throws(() => fail(true));
  assert.throws(() => fail(true));
  assert.equal(times, 3);
});

test("whatever is thrown has words", () => {
  assert.deepEqual([new TypeError("no"), "no", 3, null, undefined].map(messageOf), [
    "no",
    "no",
    "3",
    "null",
    "undefined",
  ]);
});
