// The row under the pad: the digits found, of which one is chosen, and two buttons that join and split them.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { FoundDigit } from "../engine/prediction";
import { canJoin, canSplit, join, split } from "../store/join-split";
import { choose, chosen, reading } from "../store/prediction";
import { Button } from "../ui/button";
import { short } from "../ui/format";
import { own } from "../ui/own";
import { placeWords } from "../ui/prediction-words";

/** Keys that go on to another digit, and how far. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** Pixels of the digits beside the chosen one that are in sight too. */
const PEEK = 56;

export function FoundRow() {
  const { digits } = reading.value;
  const isEmpty = digits.length === 0;
  return (
    <div class="found" data-empty={isEmpty}>
      <p class="found-hint">Each digit that it finds will stand here.</p>
      <FoundDigits digits={digits} />
      <Button testid="join" isAble={canJoin.value} onPress={() => join(chosen.peek())}>
        <span>
          Join<span class="visually-hidden"> with the next digit</span>
        </span>
      </Button>
      <Button testid="split" isAble={canSplit.value} onPress={() => split(chosen.peek())}>
        <span>
          Split<span class="visually-hidden"> into two digits</span>
        </span>
      </Button>
    </div>
  );
}

function FoundDigits({ digits }: { digits: readonly FoundDigit[] }) {
  const row = useRef<HTMLDivElement>(null);
  const at = chosen.value;
  // Before a digit goes, and the focus with it.
  const hadFocus = row.current?.contains(document.activeElement) ?? false;
  const buttons = () => Array.from(row.current?.children ?? []) as HTMLElement[];
  useLayoutEffect(() => {
    const button = buttons()[at];
    if (row.current && button) bringUp(row.current, button);
    if (hadFocus && !row.current?.contains(document.activeElement)) button?.focus({ preventScroll: true });
  }, [at, digits.length]);
  const step = (event: KeyboardEvent) => {
    const way = own(STEPS, event.key);
    if (way === undefined || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const all = buttons();
    const now = all.findIndex((button) => button === document.activeElement);
    const next = Math.min(all.length - 1, Math.max(0, now + way));
    all[next].focus({ preventScroll: true });
    choose(next);
  };
  return (
    <div class="found-digits" role="toolbar" aria-label="The digits found" ref={row} onKeyDown={step}>
      {/* The first has its place before it is there. */}
      {Array.from({ length: Math.max(1, digits.length) }, (_, i) => (
        <button
          key={i}
          type="button"
          aria-pressed={i === at}
          tabIndex={i === at ? 0 : -1}
          data-testid={`found-${i + 1}`}
          onClick={() => choose(i)}
        >
          {digits[i] && <Digit digit={digits[i]} place={placeWords(i, digits.length)} />}
        </button>
      ))}
    </div>
  );
}

/** @param place in words, for who does not see the row */
const Digit = ({ digit: { state, ranking, probabilities }, place }: { digit: FoundDigit; place: string }) => (
  <>
    <b>{state === "read" ? ranking[0] : "?"}</b> <span>{`${short(probabilities[ranking[0]])} %`}</span>
    <i class="visually-hidden">
      {state === "unsure" && `, not sure: ${ranking[0]} or ${ranking[1]}`}
      {place && `, ${place}`}
    </i>
  </>
);

/** Scrolls the row, and nothing else, until a digit and a part of its neighbours are in sight. */
function bringUp(row: HTMLElement, button: HTMLElement) {
  const start = button.offsetLeft - PEEK;
  const end = button.offsetLeft + button.offsetWidth + PEEK - row.clientWidth;
  if (row.scrollLeft > start) row.scrollLeft = start;
  else if (row.scrollLeft < end) row.scrollLeft = end;
}
