// Light or dark: as the system has it, until somebody says otherwise.
import { computed, signal } from "@preact/signals";

type Theme = "light" | "dark";

const chosen = signal<Theme | null>(null);
const isSystemDark = signal(false);

export const theme = computed<Theme>(() => chosen.value ?? (isSystemDark.value ? "dark" : "light"));

/** Paper is light: what is printed is painted so, and as before when that is done. */
function followPrinter(root: HTMLElement) {
  let before: Theme | null = null;
  addEventListener("beforeprint", () => {
    before = chosen.value;
    root.dataset.theme = "light";
    chosen.value = "light";
  });
  addEventListener("afterprint", () => {
    if (before) root.dataset.theme = before;
    else delete root.dataset.theme;
    chosen.value = before;
  });
}

/** Follows the system, and what was chosen in an earlier visit, which stands at the root of the document. */
export function startTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const { theme: stored } = root.dataset;
  if (stored === "light" || stored === "dark") chosen.value = stored;
  isSystemDark.value = dark.matches;
  followPrinter(root);
  dark.addEventListener("change", () => (isSystemDark.value = dark.matches));
  // Whoever else changes it there is followed.
  new MutationObserver(() => {
    const { theme } = root.dataset;
    if (theme === "light" || theme === "dark") chosen.value = theme;
  }).observe(root, { attributeFilter: ["data-theme"] });
}

export const otherTheme = computed<Theme>(() => (theme.value === "dark" ? "light" : "dark"));

export function switchTheme() {
  const other = otherTheme.value;
  // Who follows the signal takes the colours from the document.
  document.documentElement.dataset.theme = other;
  chosen.value = other;
  try {
    localStorage.setItem("theme", other);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
