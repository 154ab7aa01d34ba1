// What the page says of memory, synthetic handwriting, fine-tuning and a device's speed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byHardness, captionOf, stylesText, withoutText } from "../../www/mind/styles/words";
import { effectOf, footOf, knownOf, progressOf, wordsOf, type Taught } from "../../www/mind/yours/words";
import { memoryObjection, memoryWords } from "../../www/train/memory-words";
import { speedOf, shareOf, speedWords } from "../../www/benchmark/words";
import { styleOf } from "./given";

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

test("handwriting styles: the hardest first, then those that gain most", () => {
  const styles = [styleOf(1, "a", 20), styleOf(2, "b", 5), styleOf(3, "c", 10, { samples: 20 }), styleOf(4, "d", 20)];
  const compared = [{ ...styles[0], without: 18 }, styles[1], styles[2], { ...styles[3], without: 3 }];
  assert.deepEqual(
    byHardness(compared).map(({ name }) => name),
    ["b", "c", "d", "a"],
  );
  assert.equal(
    stylesText(styles),
    "It reads 68.8 % of 80 drawings right. Hardest for it: 2, b (5 of 20); 3, c (10 of 20).",
  );
  assert.match(stylesText([styleOf(1, "a", 19)]), / Hardest for it: 1, a \(19 of 20\)\.$/);
  assert.equal(stylesText([styleOf(1, "a", 20)]), "It reads >99.9 % of 20 drawings right.");
});

test("what leaving the styles out does, where it does anything", () => {
  const lost = { ...styleOf(1, "a", 20), without: 5 };
  const won = { ...styleOf(2, "b", 5), without: 15 };
  assert.equal(
    withoutText([won, lost]),
    "The same network, trained without such drawings, reads 50.0 %. It loses most of 1, a (5, not 20).",
  );
  const most = { ...styleOf(3, "c", 20), without: 2 };
  assert.match(
    withoutText([lost, { ...styleOf(4, "d", 6), without: 6 }, most]),
    /most of 3, c \(2, not 20\); 1, a \(5, not 20\)\.$/,
  );
  assert.equal(withoutText([won]), "The same network, trained without such drawings, reads 75.0 %.");
});

test("a style's caption: read as itself, as another, or not at all", () => {
  const image = new Float32Array(784);
  const label = (read: number | null) => captionOf(styleOf(7, "a", 9, { hardest: { read, sure: 0.75, image } })).label;
  assert.equal(label(7), "7, a: 9 of 20 read right, this one 75.0 % sure. Take it to the pad");
  assert.match(label(8), /, this one as an 8\./);
  assert.match(label(null), /, no answer to this one\./);
  assert.deepEqual(
    [9, 10].map((right) => captionOf(styleOf(7, "a", right)).isWrong),
    [true, false],
  );
  assert.match(captionOf({ ...styleOf(7, "a", 9), without: 0 }).note, /^9 of 20, 0\swithout$/);
});

const EMPTY = {
  labelled: [],
  isTeaching: false,
  proposal: null,
  fault: "",
  times: 0,
  isReading: false,
  isReplacing: false,
};

const readsOf = (...all: (number | null)[]) => all.map((read) => ({ read, sure: 0.5 }));

const TAUGHT: Taught = {
  steps: 12,
  before: readsOf(3, null),
  after: readsOf(3, 8),
  labels: Uint8Array.of(3, 8),
  isKept: false,
};

test("the effect of teaching is that on the last drawing, on all, and on what was known", () => {
  assert.deepEqual(effectOf(TAUGHT), [
    { what: "Your last digit, an 8", before: "no answer, 50.0 % at most", after: "8, 50.0 % sure" },
    { what: "Your digits, read right", before: "1 of 2", after: "2 of 2" },
  ]);
  const known = (before: number | null, after: number | null, fault = "") => {
    const { what, ...row } = knownOf({ before, after, fault }, 0.257);
    assert.equal(what, "10,000 test images, read right");
    return [row.before, row.after];
  };
  assert.deepEqual(known(null, null), ["reading, 25 %", "to come"]);
  assert.deepEqual(known(0.9812, null), ["98.12 %", "reading, 25 %"]);
  assert.deepEqual(known(0.9812, 0.98), ["98.12 %", "98.00 %"]);
  assert.deepEqual(known(0.9812, null, "It is gone."), ["98.12 %", "not known"]);
  const words = (proposal: Partial<Taught>) => wordsOf({ ...EMPTY, proposal: { ...TAUGHT, ...proposal } });
  assert.equal(words({}), "After 12 small steps it reads your 8 right. Keep it?");
  assert.match(words({ steps: 1, after: readsOf(3, null) }), /^After 1 small step it still/);
  assert.match(words({ steps: 0 }), /nothing to teach\.$/);
});

test("what there is to say of teaching: that it goes on, then the fault, then the proposal, then what is kept", () => {
  const words = (now: Partial<Parameters<typeof wordsOf>[0]>) => wordsOf({ ...EMPTY, ...now });
  assert.match(words({}), /^Say of a digit above/);
  assert.equal(words({ labelled: [{ label: 8 }] }), "It can learn from your digit, an 8.");
  assert.equal(words({ labelled: [{ label: 8 }, { label: 1 }] }), "It can learn from your 2 digits, the last one a 1.");
  assert.match(
    words({ times: 1, isReading: true }),
    /^What you taught it is kept, and the network that was taught reads/,
  );
  assert.match(words({ times: 2 }), /^What you taught it, 2 times, is kept, but another network reads your pad\.$/);
  assert.match(
    words({ times: 1, isReading: true, proposal: { ...TAUGHT, isKept: true } }),
    /^What you taught it is kept/,
  );
  assert.match(
    words({ times: 1, proposal: TAUGHT, isReplacing: true }),
    /Keeping it replaces the network that you taught/,
  );
  assert.equal(words({ fault: "No.", times: 2 }), "No.");
  assert.equal(words({ isTeaching: true, fault: "No." }), "It learns your digits.");
});

test("how far teaching is, and what it fetches", () => {
  assert.equal(progressOf(null), "");
  assert.equal(progressOf({ stage: "images", done: 1_234_567 }), "1.2 MB");
  assert.equal(progressOf({ stage: "steps", done: 7 }), "Step 7");
  assert.equal(footOf(2_610_732, 0, false, 0), "Teaching it fetches 2.6 MB of MNIST’s images.");
  assert.match(footOf(0, 0, false, 0), /nothing is fetched/);
  assert.doesNotMatch(footOf(0, 1, false, 0), /fetch/);
  assert.match(footOf(0, 1, false, 0), /kept in this browser and goes nowhere else/);
  assert.match(footOf(0, 1, true, 0), /^This browser keeps nothing/);
  assert.match(
    footOf(0, 1, false, 1),
    /^Something of what you taught it was damaged and is left out\. What you taught it is kept/,
  );
});

test("a device's speed: to three digits, and as a share of all its cores", () => {
  const figure = { job: "", cores: 4, value: 12_345, unit: "images/s", flops: 5e9 };
  assert.equal(speedOf(figure), "12,300/s");
  assert.equal(speedOf({ ...figure, value: 0.123_456, unit: "ms" }), "0.123 ms");
  assert.equal(shareOf(figure, 5e9), "25 %");
  const measured = { begun: null, peak: 10e9, figures: [{ ...figure, cores: 1 }], fault: "" };
  assert.match(speedWords({ ...measured, state: "done" }), / 12,345 images a second, 50 % of what /);
  assert.match(speedWords({ ...measured, figures: [], state: "done" }), /^It trains and reads synthetic digits here/);
  assert.equal(speedWords({ ...measured, state: "failed", fault: "it is gone." }), "It was not measured: it is gone.");
});
