// Notices that the host has a newer version of the page, beside which the files of this one may be gone.
import { parse } from "./trusted";

/** The page's own script: its name has a hash of all that it is made of. */
const SCRIPT = 'script[type=module][src*="www/main-"]';

let onNewer = () => {};

/** @param notify called when something did not arrive, and the host has a newer version */
export function whenNewer(notify: () => void) {
  onNewer = notify;
}

/** While it is being looked. */
let looking: Promise<void> | null = null;

/** Something of the page did not arrive. */
export function suspect() {
  looking ??= look().finally(() => (looking = null));
  return looking;
}

async function look() {
  if (await isNewerThere().catch(() => false)) onNewer();
}

async function isNewerThere() {
  const here = new URL(location.href);
  here.search = here.hash = "";
  const response = await fetch(here, { cache: "no-store" });
  if (!response.ok) return false;
  const page = parse(await response.text(), "text/html");
  const [ours, theirs] = [document, page].map((page) => page.querySelector(SCRIPT)?.getAttribute("src"));
  return Boolean(ours && theirs) && theirs !== ours;
}
