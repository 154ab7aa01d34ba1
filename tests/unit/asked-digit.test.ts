// What an address asks a tool about.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askedDigit } from "../../www/mind/asked-digit";

test("a digit, and nothing else", () => {
  assert.equal(askedDigit("turn=8", "turn"), 8);
  assert.equal(askedDigit("a=b&turn=0", "turn"), 0);
  for (const query of ["", "turn=", "turn=88", "turn=x", "turn=-1", "digit=8"])
    assert.equal(askedDigit(query, "turn"), null);
});
