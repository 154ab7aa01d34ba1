// The crate's builds for the page: the plain one, and three variants of it. A fifth, `reader`, is for the npm package.

export const VARIANTS = ["plain", "relaxed", "threads", "reading"];

/** Where the glue of one, its declarations and its program lie. @param {string} variant */
export const folderOf = (variant) => `target/crate/${variant}`;
