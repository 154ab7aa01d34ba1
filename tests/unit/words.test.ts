// What the page says of memory, synthetic hands, lessons and a device's speed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byHardness, captionOf, handsText, withoutText } from "../../www/mind/styles/words";
import { effectOf, wordsOf } from "../../www/mind/yours/words";
import { memoryObjection, memoryWords } from "../../www/train/memory-words";
import { paceOf, shareOf, speedWords } from "../../www/benchmark/words";
import { handOf } from "./given";

test("memory is rounded up, never down", () => {
  assert.equal(memoryWords(1), "A training by these settings needs about 10 MB of memory.");
  assert.match(memoryWords(2_400_000_001), /about 2,410 MB/);
});

test("only what is more than there is is objected to", () => {
  assert.equal(memoryObjection(1e9, 1e9), "");
  assert.match(
    memoryObjection(1e9 + 1, 1e9),
    /^This needs about 1,010 MB of memory, and this browser gives a page 1,000 MB\./,
  );
});

test("hands: the hardest first, then those that gain most", () => {
  const hands = [handOf(1, "a", 20), handOf(2, "b", 5), handOf(3, "c", 10, { samples: 20 }), handOf(4, "d", 20)];
  const compared = [{ ...hands[0], without: 18 }, hands[1], hands[2], { ...hands[3], without: 3 }];
  assert.deepEqual(
    byHardness(compared).map(({ name }) => name),
    ["b", "c", "d", "a"],
  );
  assert.equal(
    handsText(hands),
    "It reads 68.8 % of 80 drawings right. Hardest for it: 2, b (5 of 20); 3, c (10 of 20).",
  );
  assert.match(handsText([handOf(1, "a", 19)]), / Hardest for it: 1, a \(19 of 20\)\.$/);
  assert.equal(handsText([handOf(1, "a", 20)]), "It reads >99.9 % of 20 drawings right.");
});

test("what leaving the hands out does, where it does anything", () => {
  const lost = { ...handOf(1, "a", 20), without: 5 };
  const won = { ...handOf(2, "b", 5), without: 15 };
  assert.equal(
    withoutText([won, lost]),
    "The same network, trained without such drawings, reads 50.0 %. It loses most of 1, a (5, not 20).",
  );
  const most = { ...handOf(3, "c", 20), without: 2 };
  assert.match(
    withoutText([lost, { ...handOf(4, "d", 6), without: 6 }, most]),
    /most of 3, c \(2, not 20\); 1, a \(5, not 20\)\.$/,
  );
  assert.equal(withoutText([won]), "The same network, trained without such drawings, reads 75.0 %.");
});

test("a hand's caption: read as itself, as another, or not at all", () => {
  const image = new Float32Array(784);
  const label = (read: number | null) => captionOf(handOf(7, "a", 9, { hardest: { read, sure: 0.75, image } })).label;
  assert.equal(label(7), "7, a: 9 of 20 read right, this one 75.0 % sure. Take it to the pad");
  assert.match(label(8), /, this one as an 8\./);
  assert.match(label(null), /, no answer to this one\./);
  assert.deepEqual(
    [9, 10].map((right) => captionOf(handOf(7, "a", right)).isWrong),
    [true, false],
  );
  assert.match(captionOf({ ...handOf(7, "a", 9), without: 0 }).note, /^9 of 20, 0\swithout$/);
});

const EMPTY = {
  marks: [],
  stage: null,
  trial: null,
  fault: "",
  lessons: 0,
  isReading: false,
  replaces: false,
  isForbidden: false,
};

test("a lesson's effect is that on the last drawing, on all, and on what was known", () => {
  const reads = (...all: (number | null)[]) => all.map((read) => ({ read, sure: 0.5 }));
  const trial = effectOf(
    {
      weights: new Float32Array(),
      steps: 12,
      before: { accuracy: 0.9812, reads: reads(3, null) },
      after: { accuracy: 0.98, reads: reads(3, 8) },
    },
    Uint8Array.of(3, 8),
  );
  assert.deepEqual([trial.label, trial.isLearnt], [8, true]);
  assert.deepEqual(trial.rows, [
    { what: "Your last digit, an 8", before: "no answer, 50.0 % at most", after: "8, 50.0 % sure" },
    { what: "Your marked digits, read right", before: "1 of 2", after: "2 of 2" },
    { what: "10,000 test images, read right", before: "98.12 %", after: "98.00 %" },
  ]);
  assert.equal(wordsOf({ ...EMPTY, trial }).words, "After 12 small steps it reads your 8 right. Keep it?");
  assert.match(
    wordsOf({ ...EMPTY, trial: { ...trial, steps: 1, isLearnt: false } }).words,
    /^After 1 small step it still/,
  );
  assert.match(wordsOf({ ...EMPTY, trial: { ...trial, steps: 0 } }).words, /nothing to teach\.$/);
});

test("what there is to say of lessons: the stage, then the fault, then the trial, then what is kept", () => {
  const words = (now: Partial<Parameters<typeof wordsOf>[0]>) => wordsOf({ ...EMPTY, ...now }).words;
  const teaching = { name: "teach", done: 3 } as const;
  assert.match(words({}), /^Mark a digit above/);
  assert.equal(words({ marks: [{ label: 8 }] }), "One digit is marked, an 8.");
  assert.equal(words({ marks: [{ label: 8 }, { label: 1 }] }), "2 digits are marked, the last one, a 1.");
  assert.match(words({ lessons: 1, isReading: true }), /^A lesson is kept, and the network that was taught reads/);
  assert.match(words({ lessons: 2 }), /^2 lessons are kept, but another network reads your pad\.$/);
  assert.equal(words({ fault: "No.", lessons: 2 }), "No.");
  assert.equal(words({ stage: teaching, fault: "No." }), "It learns your digits.");
});

test("how far a lesson is", () => {
  const progress = (name: "images" | "before" | "teach", done: number) =>
    wordsOf({ ...EMPTY, stage: { name, done } }).progress;
  assert.deepEqual(
    [progress("images", 1_234_567), progress("before", 0.999), progress("teach", 7)],
    ["1.2 MB", "99 %", "Step 7"],
  );
  assert.equal(wordsOf(EMPTY).progress, "");
  const foot = (now: object) => wordsOf({ ...EMPTY, ...now }).foot;
  assert.match(foot({}), /^The first lesson fetches 2\.7 MB/);
  assert.match(foot({ lessons: 1 }), /kept in this browser and goes nowhere else/);
  assert.match(foot({ lessons: 1, isForbidden: true }), /^This browser keeps nothing/);
});

test("a device's speed: to three digits, and as a share of all its cores", () => {
  const figure = { job: "", cores: 4, value: 12_345, unit: "images/s", flops: 5e9 };
  assert.equal(paceOf(figure), "12,300/s");
  assert.equal(paceOf({ ...figure, value: 0.123_456, unit: "ms" }), "0.123 ms");
  assert.equal(shareOf(figure, 5e9), "25 %");
  const measured = { begun: null, peak: 10e9, figures: [{ ...figure, cores: 1 }], fault: "" };
  assert.match(speedWords({ ...measured, state: "done" }), / 12,345 images a second, 50 % of what /);
  assert.match(speedWords({ ...measured, figures: [], state: "done" }), /^It trains and reads synthetic digits here/);
  assert.equal(speedWords({ ...measured, state: "failed", fault: "it is gone." }), "It was not measured: it is gone.");
});
