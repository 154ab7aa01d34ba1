// What an address of the page means, also an old one and a mistyped one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf, routeOf } from "../../www/app/router";

const CASES: [hash: string, room: string, part: string, query: string][] = [
  ["", "read", "", ""],
  ["#/read", "read", "", ""],
  ["#/learn", "learn", "", ""],
  ["#/learn/7", "learn", "7", ""],
  ["#/learn/13", "learn", "", ""],
  ["#/learn/0", "learn", "", ""],
  ["#/train", "train", "", ""],
  ["#/train?learning-rate=60", "train", "", "learning-rate=60"],
  ["#/mind", "mind", "dreams", ""],
  ["#/mind/why?digit=8", "mind", "why", "digit=8"],
  ["#/mind/toString", "mind", "dreams", ""],
  ["#train", "train", "", ""],
  ["#mind", "mind", "dreams", ""],
  ["#read", "read", "", ""],
  ["#constructor", "read", "", ""],
  ["#/../etc", "read", "", ""],
];

for (const [hash, room, part, query] of CASES)
  test(`“${hash}” is ${room} ${part}`, () => assert.deepEqual(routeOf(hash), { room, part, query }));

test("a path leads back to its route", () => {
  for (const hash of ["#/read", "#/learn/2", "#/train", "#/mind/errors"]) assert.equal(pathOf(routeOf(hash)), hash);
});
