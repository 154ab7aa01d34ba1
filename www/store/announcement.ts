// What is said aloud to those who listen: the last text within a second is the one that is heard.
import { computed, signal } from "@preact/signals";

const PAUSE = 1000;

const said = signal("");
let latest = "";
let timer: ReturnType<typeof setTimeout> | undefined;

/** For a polite live region. */
export const announcement = computed(() => said.value);

export function announce(text: string) {
  latest = text;
  if (timer) return;
  said.value = text;
  timer = setTimeout(() => {
    timer = undefined;
    if (said.value !== latest) announce(latest);
  }, PAUSE);
}
