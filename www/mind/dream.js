// What a network thinks the digits look like, by both methods.

/** @typedef {import("./protocol.js").Method} Method */

/** @param {import("./twin.js").Twin} twin @param {import("./protocol.js").Question} question @returns {import("./protocol.js").Dreams} */
export function dream(twin, { snapshot, digit, start, steps }) {
  const begin = performance.now();
  const network = twin.of(snapshot);
  const ask = (/** @type {Method} */ method) => {
    const options = { method, start, steps };
    return digit === undefined ? network.dreams(options).images : network.back_query(digit, options);
  };
  const gradient = ask("gradient");
  const inversion = network.inversion_objection ? undefined : ask("inversion");
  const gradient_outputs = network.query(gradient);
  const inversion_outputs = inversion && network.query(inversion);
  return { gradient, gradient_outputs, inversion, inversion_outputs, steps, ms: performance.now() - begin };
}
