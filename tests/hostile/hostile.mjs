// Whatever a caller could hand over by mistake or on purpose. What can be kept is made once, for it is slow to make.

/** Thrown by what is handed over: it must not come out of a call as it is. */
export class Thrown extends Error {}

/**
 * @param {ReturnType<import("./random.mjs").randomOf>} random @param {import("./sound.mjs").Objects} objects
 * @param {() => void} again calls the module, from within what it reads
 * @returns {[string, any][]} each with a name
 */
export function hostileValues(random, objects, again) {
  const fail = () => {
    throw random.of([new Thrown("thrown"), 5, undefined, null, Symbol("thrown"), {}, new Proxy({}, revokedHandler())]);
  };
  const transferred = (/** @type {any} */ array) => {
    structuredClone(array, { transfer: [array.buffer] });
    return array;
  };
  const own = (/** @type {any} */ value, /** @type {any} */ properties) => Object.defineProperties(value, properties);
  const floats = (length = 784) => new Float32Array(length);
  const bytes = (length = 784) => new Uint8Array(length);
  const nested = (/** @type {number} */ depth, /** @type {(inner: any) => any} */ wrap) => {
    let value = {};
    for (let level = 0; level < depth; level++) value = wrap(value);
    return value;
  };
  const circle = { name: "circle", layers: [] };
  circle.layers.push(circle);
  const smaller = (/** @type {any} */ Kind) => {
    const buffer = new ArrayBuffer(784 * 4, { maxByteLength: 784 * 8 });
    const array = new Kind(buffer, 0, 784);
    buffer.resize(16);
    return array;
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  class Longer extends Float32Array {
    get length() {
      return 2 ** 31;
    }
  }
  const traps = Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((name) => [name, fail]));
  const reentrant = Object.fromEntries(
    Object.getOwnPropertyNames(Reflect).map((name) => [
      name,
      (/** @type {any[]} */ ...values) => {
        again();
        return Reflect[name](...values);
      },
    ]),
  );
  const getters = (/** @type {() => any} */ get) =>
    own(
      {},
      Object.fromEntries(
        ["name", "layers", "start", "steps", "seed", "method", "length", "shift_pixels", "constructor"].map((name) => [
          name,
          { get, enumerable: true },
        ]),
      ),
    );
  const converting = (/** @type {() => any} */ convert) => ({
    valueOf: convert,
    toString: convert,
    toJSON: convert,
    [Symbol.toPrimitive]: convert,
    [Symbol.iterator]: convert,
  });
  const freeing = () => {
    for (const owner of ["Network", "Dataset", "Training", "FineTuning"]) objects.free(owner);
    return 1;
  };
  /** @type {Record<string, any>} */
  const values = {
    undefined,
    null: null,
    true: true,
    zero: 0,
    "-0": -0,
    NaN,
    Infinity,
    "-1": -1,
    half: 0.5,
    "2**31": 2 ** 31,
    "2**32": 2 ** 32,
    "2**53": 2 ** 53,
    "-2**63": -(2 ** 63),
    "1e300": 1e300,
    "5e-324": 5e-324,
    bigint: 10n,
    "2n**70n": 2n ** 70n,
    symbol: Symbol("hostile"),
    iterator: Symbol.iterator,
    "a function": fail,
    "a class": class {},
    "an empty text": "",
    "a text": "seven",
    "a number's text": "3",
    "a lone surrogate": "\ud800",
    "a long text": "x".repeat(1e6),
    "a date": new Date(NaN),
    "a pattern": /x/g,
    "a map": new Map([["name", 1]]),
    "a set": new Set([1]),
    "a promise": Promise.resolve(1),
    "an Error": new Error("given"),
    "a boxed number": Object(3),
    "a boxed text": Object("nielsen"),
    globalThis: globalThis,

    "detached floats": transferred(floats()),
    "detached bytes": transferred(bytes()),
    "detached indices": transferred(new Uint32Array(3)),
    "detached pixels": transferred(new Uint8ClampedArray(64)),
    "no floats": floats(0),
    "no bytes": bytes(0),
    "783 floats": floats(783),
    "783 bytes": bytes(783),
    "785 bytes": bytes(785),
    "many floats": floats(1e5),
    "many bytes": bytes(1e5),
    "floats that are NaN": floats().fill(NaN),
    "floats that are Infinity": floats().fill(Infinity),
    "floats that are tiny": floats().fill(1e-45),
    "floats from the middle": new Float32Array(new ArrayBuffer(784 * 4 + 8), 4, 784),
    "floats of length 2**31": own(floats(), { length: { value: 2 ** 31 } }),
    "bytes of length -1": own(bytes(), { length: { value: -1 } }),
    "floats whose length is short": own(floats(), { length: { value: 1 } }),
    "bytes whose length throws": own(bytes(), { length: { get: fail } }),
    "floats whose length calls": own(floats(), { length: { get: again } }),
    "indices of length NaN": own(new Uint32Array(3), { length: { value: NaN } }),
    "pixels of length 1e9": own(new Uint8ClampedArray(64), { length: { value: 1e9 } }),
    "floats that have another buffer": own(floats(), {
      buffer: { get: fail },
      byteLength: { get: fail },
      byteOffset: { get: fail },
    }),
    "floats of a subclass": new Longer(784),
    "floats that are shared": new Float32Array(new SharedArrayBuffer(784 * 4)),
    "bytes that are shared": new Uint8Array(new SharedArrayBuffer(784)),
    "floats that became fewer": smaller(Float32Array),
    "bytes that became fewer": smaller(Uint8Array),
    "indices that became fewer": smaller(Uint32Array),
    "floats without a prototype": Object.setPrototypeOf(floats(), null),
    "floats that say they are bytes": Object.setPrototypeOf(floats(), Uint8Array.prototype),
    "bytes that say they are floats": Object.setPrototypeOf(bytes(), Float32Array.prototype),
    "bigints that say they are floats": Object.setPrototypeOf(new BigInt64Array(4), Float32Array.prototype),
    "floats with a proxy for a prototype": Object.setPrototypeOf(
      floats(),
      new Proxy(Float32Array.prototype, reentrant),
    ),
    "only the prototype of floats": Object.create(Float32Array.prototype),
    "a view": new DataView(new ArrayBuffer(8)),
    "a buffer": new ArrayBuffer(784 * 4),
    doubles: new Float64Array(784),
    "a list of floats": Array.from(floats()),
    "a proxy for floats": new Proxy(floats(), {}),
    "a proxy for floats that calls": new Proxy(floats(), reentrant),

    "an empty object": {},
    "an object without a prototype": Object.create(null),
    "a frozen object": Object.freeze({ name: "x" }),
    "an object that is a proxy": new Proxy({}, {}),
    "a proxy that throws": new Proxy({}, traps),
    "a proxy for a list that throws": new Proxy([], traps),
    "a revoked proxy": revoked.proxy,
    "a proxy that calls": new Proxy({ name: "x", steps: 1 }, reentrant),
    "a proxy for a list that calls": new Proxy([1], reentrant),
    "a proxy that is endless": endless(),
    "a proxy for a function": new Proxy(fail, reentrant),
    "getters that throw": getters(fail),
    "getters that call": getters(again),
    "getters that free": getters(freeing),
    "getters of getters": getters(() => getters(fail)),
    "what throws when converted": converting(fail),
    "what calls when converted": converting(again),
    "what frees when converted": converting(freeing),
    "a constructor that throws": own({}, { constructor: { get: fail } }),
    "a constructor without end": { constructor: { name: "x".repeat(1e6) } },
    "a circle": circle,
    "ten thousand objects deep": nested(1e4, (inner) => ({ layers: inner })),
    "ten thousand lists deep": nested(1e4, (inner) => [inner]),
    "a sparse list": Object.assign([], { length: 2 ** 32 - 1 }),
    "a million layers": { name: "many", layers: new Array(1e6).fill({ kind: "dense" }) },
    "many fields": Object.fromEntries(Array.from({ length: 1e4 }, (_, index) => [`field${index}`, index])),
    "a list of everything": [undefined, null, 5n, Symbol("in a list"), fail, NaN, [], {}],
    "an object of everything": { name: 5n, layers: Symbol("in an object"), loss: fail, steps: NaN, seed: new Date() },
    "a field with a long name": { ["x".repeat(1e6)]: 1 },
    "an inherited recipe": Object.create({ name: "inherited" }),
    __proto__: JSON.parse('{ "__proto__": { "name": 1 } }'),
    arguments: (function () {
      return arguments;
    })(1, 2),
  };
  return Object.entries(values);
}

const revokedHandler = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** An object with an object in it, and so on, each made as it is asked for. */
const endless = () =>
  new Proxy(
    {},
    {
      ownKeys: () => ["layers", "name"],
      getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
      get: (_, name) => (typeof name === "string" ? endless() : undefined),
    },
  );

/** Objects of the module's, but none that a method of `owner` could be called on. @param {Record<string, any>} module */
export function strangers(module, objects) {
  const classes = Object.entries(module).filter(([name, value]) => typeof value === "function" && /^[A-Z]/.test(name));
  return classes.flatMap(([name, Class]) => {
    const freed = objects.make(name);
    freed.free();
    const disposed = objects.make(name);
    disposed[Symbol.dispose ?? "free"]();
    const disguised = objects.make(name);
    const [, Other] = classes.find(([other]) => other !== name) ?? classes[0];
    return [
      [`a ${name} that was freed`, freed],
      [`a ${name} that was disposed of`, disposed],
      [`a ${name} that lives`, objects.make(name)],
      [`a ${name} that says it is a ${Other.name}`, Object.setPrototypeOf(disguised, Other.prototype)],
      [`the class ${name}`, Class],
      [`the prototype of ${name}`, Class.prototype],
      [`only the prototype of ${name}`, Object.create(Class.prototype)],
      [`a ${name} with another pointer`, Object.assign(objects.make(name), { __wbg_ptr: 1024 })],
      [`a forged ${name}`, Object.assign(Object.create(Class.prototype), { __wbg_ptr: 70_000 })],
      [`a proxy for a ${name}`, new Proxy(objects.make(name), {})],
    ];
  });
}
