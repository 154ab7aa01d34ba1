// Notices that the host has a newer version of the page, beside which the files of this one may be gone.

/** The page's own script: its name has a hash of all that it is made of. */
const SCRIPT = 'script[type=module][src*="www/main-"]';

let tell = () => {};

/** @param told called when something did not arrive, and the host has a newer version */
export function whenNewer(told: () => void) {
  tell = told;
}

/** Something of the page did not arrive. */
export async function suspect() {
  if (await isNewerThere().catch(() => false)) tell();
}

async function isNewerThere() {
  const response = await fetch(new URL(location.pathname, location.origin), { cache: "no-store" });
  if (!response.ok) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [ours, theirs] = [document, page].map((page) => page.querySelector(SCRIPT)?.getAttribute("src"));
  return Boolean(theirs) && theirs !== ours;
}
