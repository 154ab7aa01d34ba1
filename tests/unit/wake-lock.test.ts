// The screen is kept awake by one lock at a time, however fast it is wanted and not wanted any more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keepAwake } from "../../www/train/wake-lock";

class Lock {
  released = false;
  async release() {
    await soon();
    this.released = true;
  }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 1));
const locks: Lock[] = [];
const page = { hidden: false };

const wakeLock = {
  async request() {
    await soon();
    const lock = new Lock();
    locks.push(lock);
    return lock;
  },
};

Object.assign(globalThis, { document: page });
Object.defineProperty(globalThis, "navigator", { value: { wakeLock } });

/** How many are held, once all is settled. */
async function held() {
  for (let i = 0; i < 10; i++) await soon();
  return locks.filter(({ released }) => !released).length;
}

test("who asks twice at once gets one lock, and it is released", async () => {
  void keepAwake(true);
  void keepAwake(true);
  assert.equal(await held(), 1);
  assert.equal(locks.length, 1);
  void keepAwake(false);
  assert.equal(await held(), 0);
});

test("the last word counts, whatever is on its way", async () => {
  for (const isAwake of [true, false, true]) void keepAwake(isAwake);
  assert.equal(await held(), 1);
  for (const isAwake of [false, true]) void keepAwake(isAwake);
  assert.equal(await held(), 1);
  for (const isAwake of [false, true, false]) void keepAwake(isAwake);
  assert.equal(await held(), 0);
});

test("out of sight none is asked for, and in sight again it is", async () => {
  page.hidden = true;
  void keepAwake(true);
  assert.equal(await held(), 0);
  page.hidden = false;
  void keepAwake(true);
  assert.equal(await held(), 1);
  // As browsers do.
  for (const lock of locks) lock.released = true;
  void keepAwake(true);
  assert.equal(await held(), 1);
});
