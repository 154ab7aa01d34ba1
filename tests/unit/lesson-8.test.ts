// Lesson 8: three links of Lernmi's network, and the way back to each of them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { crate } from "./crate";
import { BLANK } from "../../www/engine/drawing";
import { caseOf, largestGradient, NAMES, otherThan, placeOf, stepsBack } from "../../www/learn/lesson-8/case";
import { THREE } from "../../www/store/own-pen";

const snapshot = crate.decode(readFileSync("pretrained/lernmi.safetensors"), { kind: "pretrained" });
const network = () => crate.network(snapshot);
const image = crate.imageOf({ ...BLANK, strokes: THREE }) as Float32Array;
const exact = (value: number) => String(value);

/** Half the sum of the squared errors, in double precision. */
function lossWith(parameter: number, move: number, label: number) {
  const weights = snapshot.weights.slice();
  weights[parameter] += move;
  const outputs = crate.networkWith(snapshot.recipe, weights).query(image);
  return outputs.reduce((sum, output, digit) => sum + (output - Number(digit === label)) ** 2 / 2, 0);
}

test("the page's own 3 counts as an 8, and the network says 3", () => {
  const found = caseOf(network(), image, null);
  assert.equal(found.says, 3);
  assert.equal(found.label, 8);
  assert.equal(otherThan(8), 3);
  assert.equal(caseOf(network(), image, 3).label, 8, "what the network says is not another digit");
});

test("A is heavy and hardly heard, B is loud and light, C comes from ink", () => {
  const { A, B, C } = caseOf(network(), image, null).links;
  assert.ok(Math.abs(A.link.weight) > Math.abs(B.link.weight));
  assert.ok(A.link.signal < 0.5 && B.link.signal > 0.9);
  assert.ok(C.link.signal === image[C.link.neuron] && C.link.signal > 0);
  assert.equal(new Set([A, B, C].map(({ parameter }) => parameter)).size, 3);
  assert.match(placeOf(C, 3), /^pixel \d+, \d+ to neuron \d+$/);
  assert.match(placeOf(A, 3), /^neuron \d+ to output 3$/);
});

test("what each link is to blame for is what a wiggle of its weight does to the loss, whatever the drawing counts as", () => {
  for (const label of [0, 1, 5, 8]) {
    const found = caseOf(network(), image, label);
    for (const name of NAMES) {
      const { link, parameter } = found.links[name];
      assert.ok(Math.abs(snapshot.weights[parameter] - link.weight) < 1e-6, `${name} is that weight`);
      const wiggle = (lossWith(parameter, 0.1, label) - lossWith(parameter, -0.1, label)) / 0.2;
      // What single precision leaves of a difference of outputs.
      const near = 0.01 * Math.abs(wiggle) + 3e-7;
      assert.ok(Math.abs(link.gradient - wiggle) <= near, `${label}, ${name}: ${link.gradient}, not ${wiggle}`);
    }
  }
});

test("the way back to a link ends with its gradient, and each step is the one before times a factor", () => {
  const found = caseOf(network(), image, 8);
  for (const name of NAMES) {
    const steps = stepsBack(found, name, exact);
    assert.equal(steps.length, name === "C" ? 4 : 3);
    const { link } = found.links[name];
    assert.equal(steps[steps.length - 1].product, link.gradient);
    const before = steps[steps.length - 2].product;
    assert.ok(Math.abs(before * link.signal - link.gradient) <= 1e-6 * Math.abs(before));
  }
  const [error, slope] = stepsBack(found, "B", exact);
  const y = found.outputs[3];
  assert.ok(Math.abs(error.product - y) < 1e-6);
  assert.ok(Math.abs(slope.product - y * y * (1 - y)) < 1e-6);
});

test("the error of a hidden neuron is what all ten outputs send back", () => {
  const found = caseOf(network(), image, 8);
  const sent = found.hidden.outgoing.reduce((sum, link) => sum + link.weight * link.output_sensitivity, 0);
  assert.equal(found.hidden.outgoing.length, 10);
  assert.ok(Math.abs(sent - found.hidden.sensitivity) < 1e-6);
});

test("the link with the largest gradient, either way, is most to blame", () => {
  const found = caseOf(network(), image, 8);
  const { A, B, C } = found.links;
  const { gradient } = largestGradient(found).link;
  assert.equal(Math.abs(gradient), Math.max(...[A, B, C].map(({ link }) => Math.abs(link.gradient))));
  assert.ok(Math.abs(A.link.gradient) < Math.abs(B.link.gradient), "loud counts for more than heavy");
});
