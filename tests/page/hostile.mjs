// What an everyday slip hands the program in a browser: it is refused, and nothing is left locked or dead.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withGlue } from "./mind-visit.mjs";

/** More than the shadow stack had room for. */
const TIMES = 5_000;

/** @param {import("./visit.mjs").Visit} visit */
export function hostile(visit) {
  test("thousands of calls that throw on the way in leave the program as it was", async () => {
    await visit.open();
    const { refused, isSame } = await withGlue(
      visit,
      `const [times] = arguments;
      const network = new glue.Network("nielsen", 1);
      const image = new Float32Array(784).fill(0.5);
      const answer = network.query(image).join();
      const detached = new Float32Array(784);
      structuredClone(detached.buffer, { transfer: [detached.buffer] });
      const longer = Object.defineProperty(new Float32Array(4), "length", { value: 784 });
      const endless = { ...network.recipe };
      endless.layers = [endless];
      const thrower = { get name() { throw new Error("thrown by a getter"); } };
      const freeing = () => { const other = new glue.Network("nielsen", 1); return other.sensitivity(image, { valueOf() { other.free(); return 1; } }); };
      const freed = new glue.Network("nielsen", 1);
      freed.free();
      const slips = {
        detached: () => network.query(detached),
        weights: () => network.set_weights(detached),
        longer: () => network.query(longer),
        endless: () => new glue.Network(endless, 1),
        thrower: () => new glue.Network(thrower, 1),
        symbol: () => network.sensitivity(image, Symbol("3")),
        freed: () => { freed.free(); freed.query(image); },
      };
      const refused = {};
      for (const [name, slip] of Object.entries({ ...slips, freeing })) {
        // A network is built each time, which takes longer.
        for (let time = 0; time < (name === "freeing" ? 20 : times); time++) {
          try {
            slip();
            refused[name] = "it was not refused";
            break;
          } catch (error) {
            refused[name] = error instanceof Error && !(error instanceof WebAssembly.RuntimeError) ? error.message : String(error);
          }
        }
      }
      return { refused, isSame: network.query(image).join() === answer };`,
      TIMES,
    );
    assert.ok(isSame, "the network answers as before");
    for (const [name, message] of Object.entries(refused))
      assert.doesNotMatch(
        message,
        /not refused|recursive use|unreachable|null pointer|out of bounds|RuntimeError/,
        name,
      );
    assert.equal(refused.freed, "the Network was freed");
  });
}
