// On a phone, outside Read: the drawing and its reading in one line, which unfolds the pad in place.
import { DIGITS } from "../ui/digits";
import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { note } from "../store/drawing";
import { prediction, reading } from "../store/prediction";
import { run } from "../store/run";
import { DigitImage } from "../ui/digit-image";
import { NumberText } from "../ui/number-text";
import { numberWords } from "../ui/prediction-words";
import { trainingWords } from "../ui/run-words";

/** The pad is unfolded under the strip. */
export const isPadOpen = signal(false);

export function Strip() {
  const now = prediction.value;
  const [sure, second] = wordsOf();
  const isOpen = isPadOpen.value;
  useSteadyRoom();
  return (
    <button
      type="button"
      class="strip"
      data-testid="strip"
      aria-expanded={isOpen}
      aria-controls="inside"
      onClick={toggle}
    >
      <DigitImage image={now.image} ink={now.isOwn ? "--accent" : "--ink"} />
      <NumberText text={reading.value.text} class="strip-digit" />
      <span class="strip-words">
        <b>{sure}</b>
        <span>{second}</span>
      </span>
      <span class="strip-bars" aria-hidden="true">
        {DIGITS.map((digit) => (
          <i
            key={digit}
            class={now.state === "read" && digit === now.ranking[0] ? "top" : undefined}
            style={{ transform: `scaleY(${(now.probabilities?.[digit] ?? 0).toFixed(4)})` }}
          />
        ))}
      </span>
      <svg class="fold" viewBox="0 0 24 24" aria-hidden="true">
        <path d="m6 9 6 6 6-6" />
      </svg>
      <span class="visually-hidden">{isOpen ? "Fold the pad" : "Show the pad"}</span>
    </button>
  );
}

function wordsOf(): [string, string] {
  const now = reading.value;
  if (note.value) return [numberWords(now)[0], note.value];
  if (now.state === "failed") return ["Not reading", "press to see why"];
  const training = trainingWords(run.value);
  if (training) return training;
  if (now.state === "blank") return ["Nothing yet", "press to draw"];
  return numberWords(now);
}

/** Where the room stood on the screen before the pad was unfolded or folded. */
let before: number | null = null;

function toggle() {
  before = roomTop();
  isPadOpen.value = !isPadOpen.value;
}

/** What stands below the pad stays where it is on the screen, and can all be reached. */
function useSteadyRoom() {
  const isOpen = isPadOpen.value;
  useLayoutEffect(() => {
    document.documentElement.dataset.pad = isOpen ? "open" : "folded";
    if (before !== null) scrollBy({ top: roomTop() - before, behavior: "instant" });
    before = null;
  }, [isOpen]);
}

const roomTop = () => document.getElementById("room")?.getBoundingClientRect().top ?? 0;
