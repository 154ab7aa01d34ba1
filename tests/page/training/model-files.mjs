// Model files: one is loaded and reads, one that is none is refused.

import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { DIGITS } from "../digits.mjs";
import { stepsOf } from "./steps.mjs";

/** @param {import("../visit.mjs").Visit} visit */
export function modelFiles(visit) {
  test("a model file is loaded and reads, and one that is none is refused", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    const load = (path) => visit.find("load-model").sendKeys(fileURLToPath(new URL(path, import.meta.url)));
    await load("../../../package.json");
    await steps.says(".files p", /no safetensors file/);
    await visit.reads(3);
    await load("../../../pretrained/nielsen.safetensors");
    await steps.says(".model p", /^nielsen\.safetensors is reading$/);
    await visit.reads(3);
    await visit.press("reader-switch");
    await steps.says(".model p", /^The network of this page is reading$/);
  });
}
