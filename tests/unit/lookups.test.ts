// Names from outside, and what was thrown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { messageOf } from "../../npm/src/program/message";
import { own } from "../../www/ui/own";

test("a name from outside finds what an object itself has, and nothing that every object has", () => {
  const digits: Record<string, number> = { one: 1, zero: 0 };
  assert.equal(own(digits, "one"), 1);
  assert.equal(own(digits, "zero"), 0);
  for (const name of ["__proto__", "toString", "constructor", "hasOwnProperty", ""])
    assert.equal(own(digits, name), undefined, name);
  assert.equal(own(Object.create(null) as typeof digits, "one"), undefined);
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
