// The address may say anything: what it says of the fields is taken, and nothing else does harm.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsOf } from "./steps.mjs";

/** Names that every object knows, though nobody gave it them. */
const INHERITED = [
  "toString",
  "constructor",
  "valueOf",
  "hasOwnProperty",
  "__proto__",
  "__defineGetter__",
  "isPrototypeOf",
];

/** @param {import("../visit.mjs").Visit} visit */
export function address(visit) {
  const open = async (query) => {
    await visit.forgetAll();
    await visit.driver.get(`${visit.server.page}?${query}#/train`);
    await visit.isReady();
  };
  const fieldSays = (name, value) =>
    visit.eventually(
      `${name} is ${value}`,
      async () => (await visit.find(`field-${name}`).getAttribute("value")) === value,
    );

  for (const name of INHERITED)
    test(`${name} in the address leaves the fields as they are`, async () => {
      const complaints = await visit.errorsDuring(async () => {
        await open(`${name}=1`);
        await fieldSays("epochs", "20");
        await fieldSays("hidden-layers", "512, 512");
      });
      assert.deepEqual(complaints, []);
    });

  test("with all of them in the address a training begins, by the fields that it names", async () => {
    const steps = stepsOf(visit);
    await open(`${INHERITED.map((name) => `${name}=1`).join("&")}&recipe=nielsen&epochs=2`);
    await fieldSays("epochs", "2");
    await fieldSays("hidden-layers", "30");
    await visit.press("step");
    await steps.hasLoss();
  });
}
