// Every call that a build's module offers, found in the module itself: what is added to it is called too.

/** What is not called, and why. */
const LEFT_OUT = new Map([
  ["default", "loads the program"],
  ["initSync", "loads the program"],
  ["run_thread", "waits for work as long as there is the program"],
  ["start_threads", "waits for workers that are not there"],
]);

/** @typedef {{ name: string, owner: string, parameters: string[], call: (self: any, values: any[]) => any }} Call */

/** @param {Record<string, any>} module @returns {Call[]} */
export function callsOf(module) {
  const calls = [];
  for (const [name, value] of Object.entries(module)) {
    if (LEFT_OUT.has(name)) continue;
    if (typeof value !== "function") throw new Error(`the module exports ${name}, which is no function`);
    if (!/^class\b/.test(value.toString())) {
      calls.push({
        name,
        owner: "",
        parameters: parametersOf(value),
        call: (self, values) => value.apply(self, values),
      });
      continue;
    }
    const [, list] = /^ *constructor\(([^)]*)\)/m.exec(value.toString()) ?? [];
    if (list !== undefined)
      calls.push({
        name: `new ${name}`,
        owner: "",
        parameters: named(list),
        call: (_, values) => new value(...values),
      });
    calls.push(...methodsOf(value, name, ""), ...methodsOf(value.prototype, `${name}.prototype`, name));
  }
  return calls;
}

/** @param {any} object @param {string} path @param {string} owner the class of which an object is needed @returns {Call[]} */
function methodsOf(object, path, owner) {
  // With two underscores begins what is wasm-bindgen's own.
  const isOffered = (/** @type {string | symbol} */ key) =>
    key !== "constructor" && key !== "prototype" && !String(key).startsWith("__");
  return Reflect.ownKeys(object)
    .filter(isOffered)
    .flatMap((key) => {
      const { get, set, value } = Object.getOwnPropertyDescriptor(object, key) ?? {};
      const parts = [get, set, value].filter((part) => typeof part === "function");
      return parts.map((part) => ({
        name: `${path}.${String(key)}`,
        owner,
        parameters: parametersOf(part),
        call: (self, values) => part.apply(self, values),
      }));
    });
}

const named = (/** @type {string} */ list) =>
  list
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);

const parametersOf = (/** @type {Function} */ call) => named(/\(([^)]*)\)/.exec(call.toString())?.[1] ?? "");
