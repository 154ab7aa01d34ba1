// Looks up what a name from outside stands for: an address, a file, a message or a key may say "toString" too.

/** What an object itself has by this name. @template T @param {{ readonly [name: string]: T }} object @param {string} name @returns {T | undefined} */
export const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);
