// The module in which tools/build/page.mjs writes the files of this version, relative to the page.

declare module "built" {
  /** All that has a hash in its name, the manifest and the icon. */
  export const files: readonly string[];
  /** Those that every visit needs, and the code of all rooms. */
  export const first: readonly string[];
  /** The page's script, which the document names. */
  export const main: string;
  /** A hash of all these names. */
  export const version: string;
}
