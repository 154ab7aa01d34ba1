// Numbers as the page writes them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kilobytes } from "../../npm/src/program/kilobytes";
import { aDigit, percent, short, small, whole } from "../../www/ui/format";

test("a share is never more certain than it is", () => {
  const said = [-0.1, 0, 1e-9, 0.00049, 0.0005, 0.5, 0.99949, 0.9995, 1].map(percent);
  assert.deepEqual(said, ["0 %", "0 %", "<0.1 %", "<0.1 %", "0.1 %", "50.0 %", "99.9 %", ">99.9 %", ">99.9 %"]);
});

test("under a bar there is room for three characters", () => {
  assert.deepEqual([0, 0.004, 0.5, 0.994, 0.995, 1].map(short), ["0", "0", "50", "99", "99+", "99+"]);
});

test("what has arrived is rounded down, what shall arrive up", () => {
  assert.equal(kilobytes(0, 0), "0 KB");
  assert.equal(kilobytes(1_999, 2_001), "1 of 3 KB");
  assert.equal(kilobytes(1_234_567, 0), "1,234 KB");
});

test("numbers of any size", () => {
  assert.deepEqual([0, -0, 1, -1, 0.0096, 999.9994, 1000].map(small), [
    "0",
    "0",
    "1.000",
    "−1.000",
    "0.010",
    "999.999",
    "1.0×10³",
  ]);
  assert.equal(small(-0.00012), "−1.2×10⁻⁴");
  assert.equal(small(1.26e-12), "1.3×10⁻¹²");
  assert.equal(small(6.02e23), "6.0×10²³");
});

test("digits have their article, and large numbers their commas", () => {
  assert.deepEqual([0, 1, 8].map(aDigit), ["a 0", "a 1", "an 8"]);
  assert.equal(whole(1_234_567), "1,234,567");
});
