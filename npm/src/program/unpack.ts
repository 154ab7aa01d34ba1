// Files that came inside a module.

/**
 * @param part an import of the module
 * @param name begins the sentence that says that it did not arrive
 */
export async function unpackPart(part: Promise<{ default: string }>, name: string) {
  const { default: packed } = await part.catch((error: unknown) => {
    throw new Error(`${name} did not arrive.`, { cause: error });
  });
  return unpack(packed);
}

/** @param packed the base64 of a file's gzip */
export async function unpack(packed: string): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof DecompressionStream === "undefined")
    throw new Error("This browser is too old for the network: it cannot unpack it. Update it, or use another.");
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
