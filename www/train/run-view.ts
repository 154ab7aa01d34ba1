// What is in sight of a run: its recipe folds when it begins or goes on, and buttons, readouts and chart are shown.
import { computed, signal } from "@preact/signals";
import { isOpen, run } from "../store/run";

/** Whether the recipe and its fields are shown while there is a run. */
export const isUnfolded = signal(false);

/** What is asked of the run by views that do not follow its every step. */
export const hasRun = computed(() => run.value !== null);
export const isRunOpen = computed(() => isOpen(run.value));
export const runRecipe = computed(() => run.value?.recipe);

/** A run begins or goes on: once that is rendered, all of it that moves is in sight. */
export function showRun() {
  isUnfolded.value = false;
  requestAnimationFrame(() => {
    const deck = document.querySelector(".deck");
    const chart = document.querySelector("[data-testid=loss-chart]");
    if (!deck || !chart) return;
    const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
    const isAbove = deck.getBoundingClientRect().top < parseFloat(scrollPaddingTop);
    const isBelow = chart.getBoundingClientRect().bottom > innerHeight - parseFloat(scrollPaddingBottom);
    if (isAbove || isBelow) deck.scrollIntoView({ block: "start", behavior: "instant" });
  });
}
