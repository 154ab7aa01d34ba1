// Looks up what a name from outside stands for: an address, a file, a message or a key may say "toString" too.

/** What an object itself has by this name. */
export const own = <T>(object: { readonly [name: string]: T }, name: string): T | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;
