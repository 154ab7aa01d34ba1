// What the fields take, and what they say to the rest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AUGMENTATION } from "../../www/train/augmentation";
import { FIELDS, parse as parsed, textOf, unitOf } from "../../www/train/fields";
import { crate } from "./crate";
import { DENSE } from "./given";

const limits = crate.describe(DENSE).fields;
const parse = (field: string, text: string) => parsed(FIELDS[field], text, limits);

test("a number is taken at both ends of its range, and not beyond", () => {
  assert.deepEqual(parse("epochs", "1"), { value: 1 });
  assert.deepEqual(parse("epochs", " 1000 "), { value: 1000 });
  assert.deepEqual(parse("learning-rate", "0.00001"), { value: 0.00001 });
  assert.deepEqual(parse("dropout", "0"), { value: 0 });
  for (const text of ["0", "1001", "-1", "Infinity", "NaN", "ten", "1e9"])
    assert.match(parse("epochs", text).error ?? "", / is not a number of epochs\. Use 1 to 1,000\.$/, text);
});

test("half an epoch is told that it has to be whole", () => {
  assert.equal(parse("epochs", "1.5").error, "1.5 is not a number of epochs. Use a whole number, 1 to 1,000.");
  assert.equal(parse("batch-size", "1,024.5").error, "1,024.5 is not a batch size. Use 1 to 1,024.");
});

test("a comma is a decimal point where it stands alone", () => {
  assert.deepEqual(parse("learning-rate", "0,05"), { value: 0.05 });
  assert.ok(parse("learning-rate", "0,0,5").error);
});

test("minus signs of both kinds are understood, and written as one", () => {
  assert.equal(parse("dropout", "-1").error, "−1 is not a share. Use 0 to 0.9.");
  assert.equal(parse("dropout", "−1").error, "−1 is not a share. Use 0 to 0.9.");
});

test("nothing, and what is too long to be repeated", () => {
  assert.equal(parse("seed", "").error, "Nothing is not a seed. Use 0 to 9,007,199,254,740,991.");
  assert.equal(parse("seed", "  ").error, "Nothing is not a seed. Use 0 to 9,007,199,254,740,991.");
  assert.match(parse("epochs", "a very long story").error ?? "", /^“a very long …” is not/);
});

test("a choice is one of the list, and not what every object has", () => {
  assert.deepEqual(parse("optimizer", "adam_w"), { value: "adam_w" });
  for (const name of ["__proto__", "toString", "constructor", "Adam", ""])
    assert.match(parse("optimizer", name).error ?? "", /Choose one of the list\.$/, name);
});

test("hidden layers: none, one, or many", () => {
  const layers = (text: string) => parse("hidden-layers", text);
  assert.deepEqual(layers(" "), { value: [] });
  assert.deepEqual(layers("30"), { value: [30] });
  assert.deepEqual(layers("784 → 100, 50;20 10"), { value: [784, 100, 50, 20, 10] });
  assert.deepEqual(layers(Array(8).fill(1).join()), { value: Array(8).fill(1) });
  assert.equal(layers(Array(65).fill(1).join()).error, "That is too deep. Use at most 64 layers.");
  assert.deepEqual(layers("1,4096"), { value: [1, 4096] });
  for (const bad of ["0", "4097", "1.5", "-3", "many"])
    assert.match(layers(`30, ${bad}`).error ?? "", /^\S+ is not a layer\. Use 1 to 4,096 neurons\.$/, bad);
});

test("what a field writes it takes back", () => {
  for (const [field, value] of Object.entries({ "hidden-layers": [100, 50], dropout: 0.25, optimizer: "sgd" }))
    assert.deepEqual(parse(field, textOf(value)), { value });
  assert.deepEqual(parse("hidden-layers", textOf([])), { value: [] });
});

test("every setting of augmentation has a field of its own, off at 0 and up to its most", () => {
  for (const [name, { key }] of Object.entries(AUGMENTATION)) {
    const { maximum } = limits[`augmentation.${key}`];
    assert.equal(FIELDS[name].key, key);
    assert.deepEqual(parse(name, "0"), { value: 0 });
    assert.deepEqual(parse(name, String(maximum)), { value: maximum });
    assert.ok(parse(name, String(maximum + 0.1)).error);
  }
  assert.equal(new Set(Object.values(FIELDS).map(({ key }) => key)).size, Object.keys(FIELDS).length);
});

test("a field says what it may hold", () => {
  const unit = (field: string) => unitOf(FIELDS[field], limits);
  assert.equal(unit("epochs"), "1 to 1,000");
  assert.equal(unit("batch-size"), "1 to 1,024 images");
  assert.equal(unit("learning-rate"), "0.00001 to 10, also mid-run");
  assert.equal(unit("optimizer"), "how each step is taken");
  assert.equal(unit("hidden-layers"), "1 to 4,096 neurons in each; or none");
});
