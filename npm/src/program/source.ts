// A file that was handed over, by its address or as it is.

export type Source = string | { readonly href: string } | Uint8Array;

const isAddress = (source: Source) => typeof source === "string" || "href" in source;

/** @param name begins the sentence that says what failed */
export async function bytesOf(source: Source, name: string): Promise<Uint8Array> {
  if (!isAddress(source)) return source;
  const address = typeof source === "string" ? source : source.href;
  const response = await fetch(address).catch((cause: unknown) => {
    throw new Error(`${name} did not arrive from ${address}. It may be handed over as bytes, too.`, { cause });
  });
  if (!response.ok) throw new Error(`${name} is not at ${address}: the server answers ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}
