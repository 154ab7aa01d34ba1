// What is said aloud: at most once a second, and then the latest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { announce, announcement } from "../../www/store/announcement";

test("the first text is said at once, and of what follows within a second the last one", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  announce("It reads a 3.");
  assert.equal(announcement.value, "It reads a 3.");
  announce("It reads an 8.");
  announce("It reads a 9.");
  t.mock.timers.tick(999);
  assert.equal(announcement.value, "It reads a 3.");
  t.mock.timers.tick(1);
  assert.equal(announcement.value, "It reads a 9.");
  announce("It reads a 4.");
  assert.equal(announcement.value, "It reads a 9.", "a second has begun anew");
  t.mock.timers.tick(1_000);
  assert.equal(announcement.value, "It reads a 4.");
  t.mock.timers.tick(1_000);
  announce("The pad is blank.");
  assert.equal(announcement.value, "The pad is blank.");
});
