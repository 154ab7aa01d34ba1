// Guards every call that wasm-bindgen's glue makes into the program, for what cannot be done in Rust (src/wasm/mod.rs has
// the rest of the rule).
//
// An exception that ends a call does not put the program's stack pointer back, so that enough of them use its stack up:
// the guard does it. Where JavaScript's own stack is nearly used up, a call could end anywhere in the program: the guard
// lets none begin, unless there are 8 KB. Nor does it let one begin while another is reading its arguments, of which
// there might be no end. And the glue takes any object's property for a pointer into the program's memory: here only
// objects that the glue made have one, and whatever else they are made to be, it is the same.

import { readFileSync, writeFileSync } from "node:fs";

const GUARD = `
const pointers = new WeakMap();

const refusal = (message) => Object.assign(new Error(message), { kind: "argument" });

function pointerOf(object, name) {
    const pointer = pointers.get(object);
    if (pointer === undefined) throw refusal(\`\${name} is no object that Neuroglyph made\`);
    return pointer;
}

function guarded(exports) {
    const { __stack_pointer: stack } = exports;
    const room = new Array(1024).fill(0);
    const fill = () => {};
    let calling = false;
    const guard = (call) => (...values) => {
        if (calling) throw refusal("Neuroglyph is reading the arguments of another call: wait until that is over");
        fill(...room);
        const top = stack.value;
        calling = true;
        try {
            return call(...values);
        } catch (error) {
            stack.value = top;
            throw error;
        } finally {
            calling = false;
        }
    };
    const isCall = ([name, value]) => typeof value === "function" && !name.startsWith("__");
    const calls = Object.entries(exports).filter(isCall).map(([name, call]) => [name, guard(call)]);
    return { ...exports, ...Object.fromEntries(calls) };
}
`;

/** Replaces what a pattern finds, which must be there. @param {string} text @param {RegExp} pattern @param {any} by */
function replaced(text, pattern, by) {
  if (!pattern.test(text)) throw new Error(`guard: ${pattern} is not in the glue; was wasm-bindgen changed?`);
  return text.replace(pattern, by);
}

/** @param {string} glue the path of a glue that wasm-bindgen wrote, which is changed */
export function guard(glue) {
  let text = readFileSync(glue, "utf8");
  text = replaced(text, /^ {4}wasm = instance\.exports;$/m, "    wasm = guarded(instance.exports);");
  // An object has one pointer from when it is made.
  text = replaced(
    text,
    /^( *)(\w+Finalization\.register\((\w+), (\3\.__wbg_ptr), \3\);)$/gm,
    "$1pointers.set($3, $4);\n$1$2",
  );
  // What a call is given.
  text = replaced(text, /\bwasm\.\w+\(.*__wbg_ptr.*\);$/gm, (/** @type {string} */ call) =>
    call.replace(/\b(\w+)\.__wbg_ptr\b/g, 'pointerOf($1, "$1")'),
  );
  // A call knows itself what class an object is of, and asks it nothing.
  if (text.includes("_assertClass")) text = replaced(text, /^ *_assertClass\(\w+, \w+\);\n/gm, "");
  writeFileSync(glue, `${text}${GUARD}`);
}
