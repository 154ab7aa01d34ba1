// The declarations, as a stranger's compiler reads them: with every check, and the libraries that they promise to do with.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { STAGE, installed } from "./install.mjs";

/** @param {string} file @param {ts.CompilerOptions} options @returns {string[]} what the compiler objects to */
function objections(file, options) {
  const program = ts.createProgram([file], { noEmit: true, strict: true, types: [], skipLibCheck: false, ...options });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
}

/** A program of somebody else. @param {string} name @param {string} code */
function written(name, code) {
  const path = join(STAGE, "node", name);
  writeFileSync(path, code);
  return path;
}

const NODE = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
const ES2022 = { ...NODE, target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts"] };

/** Names with the places where a declaration says `any`. @param {string} name */
function anyIn(name) {
  const source = ts.createSourceFile(
    name,
    readFileSync(installed(`dist/${name}.d.ts`), "utf8"),
    ts.ScriptTarget.ES2022,
  );
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${name}: ${node.pos}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

export function declarations() {
  test("they need no library but ES2022, and no check is left out", () => {
    const code = `
      import { loadReader, type Reading, type Strokes } from "neuroglyph";
      import { train, type TrainProgress } from "neuroglyph/train";
      import { loadCrate, type Network, type Recipe } from "neuroglyph/crate";
      const strokes: Strokes = [[[1, 2], [3, 4]]];
      const reading: Reading = (await loadReader({ model: new Uint8Array() })).read(strokes);
      const digit: number | null = reading.digits[0].digit;
      const told = (progress: TrainProgress): number => progress.loss;
      const { model, recipe } = await train({ images: [[0, 1, 1, 0]], labels: [digit ?? 0], onProgress: told });
      const crate = await loadCrate();
      const network: Network = crate.Network.from_safetensors(model);
      const own: Recipe = network.recipe;
      export const same: boolean = own.name === recipe.name;`;
    assert.deepEqual(objections(written("es2022.ts", code), ES2022), []);
  });

  test("with the browser's library, what a browser has is what they take", () => {
    const code = `
      import { loadReader } from "neuroglyph";
      import { train } from "neuroglyph/train";
      import "neuroglyph/digit-pad";
      const reader = await loadReader({ wasm: new URL("reader.wasm", location.href), model: "reader.safetensors" });
      const canvas = document.createElement("canvas");
      const texts: string[] = [
        reader.read(canvas).text,
        reader.read(new OffscreenCanvas(1, 1)).text,
        reader.read(new ImageData(1, 1)).text,
        (await reader.read(new Blob())).text,
      ];
      // @ts-expect-error A text is nothing that can be read.
      reader.read("7");
      export const trained = train({ images: [new Uint8Array(784)], labels: Uint8Array.of(7), signal: AbortSignal.timeout(1) });
      export const pad: HTMLElement = document.createElement("digit-pad");
      export { texts };`;
    const options = { ...ES2022, lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"] };
    assert.deepEqual(objections(written("dom.ts", code), options), []);
  });

  for (const [name, entry] of [
    ["vite", "main.ts"],
    ["react", "main.tsx"],
  ])
    test(`the example for ${name} compiles`, () => {
      const { config } = ts.readConfigFile(join(STAGE, name, "tsconfig.json"), ts.sys.readFile);
      const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(STAGE, name));
      assert.deepEqual(objections(join(STAGE, name, entry), options), []);
    });

  test("none says any", () => {
    assert.deepEqual(["index", "digit-pad", "train", "crate"].flatMap(anyIn), []);
  });

  test("what is for the page alone is not declared", () => {
    const text = readFileSync(installed("dist/crate.d.ts"), "utf8");
    assert.doesNotMatch(text, /function start\b|register_peak|initSync|InitOutput|Symbol\.dispose/);
  });
}
