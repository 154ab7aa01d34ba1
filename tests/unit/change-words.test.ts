// What a drawing became on its way to another digit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changeText, countOf, differenceOf, stageOf, stageText } from "../../www/mind/dreams/change-words";
import type { Change } from "../../www/mind/dreams/changer";

/** A drawing of 100 full dots that loses so many of them, and gains so many, in two stages; read as 3, then as `read`. */
function change({ removed, added, read }: { removed: number; added: number; read: number }) {
  const image = Float32Array.from({ length: 784 }, (_, i) => (i < 100 ? 1 : 0));
  const became = image.map((ink, i) => (i < removed ? 0 : i >= 100 && i < 100 + added ? 1 : ink));
  const outputs = new Float32Array(20);
  outputs[3] = 0.75;
  outputs[10 + read] = 0.9375;
  const images = Float32Array.of(...image, ...became);
  return { images, outputs, taken: Uint16Array.of(0, 100), ms: 1, image, digit: 8 } as unknown as Change;
}

test("each stage has its image, its steps, and what is read in it", () => {
  const two = change({ removed: 2, added: 3, read: 8 });
  assert.equal(countOf(two), 2);
  const [first, last] = [stageOf(two, 0), stageOf(two, 1)];
  assert.deepEqual([first.image[0], last.image[0], first.image.length], [1, 0, 784]);
  assert.equal(stageText(first), "0 of 100: reads 3, 75.0 % sure");
  assert.equal(stageText(last), "100 of 100: reads 8, 93.8 % sure");
});

test("the difference is above 0 where ink was added, and below where it was removed", () => {
  const two = change({ removed: 2, added: 3, read: 8 });
  assert.ok(differenceOf(two, 0).every((value) => value === 0));
  const difference = differenceOf(two, 1);
  assert.deepEqual([difference[1], difference[2], difference[99], difference[102], difference[103]], [-1, 0, 0, 1, 0]);
});

test("in words: how sure it is then, and how much ink that took", () => {
  assert.equal(
    changeText(change({ removed: 2, added: 30, read: 8 })),
    "It now reads 8, 93.8 % sure. 2.0 % of your ink was removed, and 30.0 % as much added.",
  );
  assert.equal(
    changeText(change({ removed: 0, added: 0, read: 8 })),
    "It reads 8 already, 93.8 % sure, so nothing has to change.",
  );
  assert.equal(
    changeText(change({ removed: 50, added: 1, read: 5 })),
    "It still reads 5, 93.8 % sure: near your drawing it found nothing that is an 8 to it.",
  );
});
