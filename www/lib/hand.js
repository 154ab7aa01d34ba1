// Hands a file to the user.

/** @param {string} name @param {Blob} file */
export function hand(name, file) {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
