// The module in which tools/build/page.mjs writes the names of the built files, relative to the page.

declare module "built" {
  /** `integrity`: the hash of its contents, as browsers take it. */
  export interface Checked {
    url: string;
    integrity: string;
  }

  /** A build of the crate: its glue, and the program. */
  interface Variant {
    glue: string;
    wasm: Checked;
  }

  export const variants: { plain: Variant; relaxed: Variant; threads: Variant; reading: Variant };
  export const models: Record<"reader" | "withoutHandwriting" | "means" | "nielsen" | "symon" | "lernmi", Checked>;
  export const workers: Record<"trainer" | "mind" | "benchmark" | "lessons" | "thread", string>;
  export const styles: Record<"learn", string>;
}
