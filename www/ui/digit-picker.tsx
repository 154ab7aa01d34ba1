// Ten bubbles, one a digit, of which one can be chosen: with the arrow keys too.
import { DIGITS } from "./digits";
import { useRef } from "preact/hooks";
import { own } from "./own";

/** Keys that go on to another bubble, and how far. */
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
};

interface Props {
  /** Of its buttons: `NAME-0` to `NAME-9`. */
  name: string;
  /** What is chosen here, in words. */
  label: string;
  /** That is chosen. */
  digit: number | null;
  onChoose: (digit: number) => void;
}

export function DigitPicker({ name, label, digit, onChoose }: Props) {
  const group = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent) => {
    const way = own(STEPS, event.key);
    if (way === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const buttons = Array.from(group.current?.children ?? []) as HTMLButtonElement[];
    const now = buttons.findIndex((button) => button === document.activeElement);
    const next = Number.isFinite(way)
      ? (now + way + buttons.length) % buttons.length
      : way < 0
        ? 0
        : buttons.length - 1;
    buttons[next].focus();
    onChoose(next);
  };
  return (
    <div class="bubbles" role="radiogroup" aria-label={label} ref={group} onKeyDown={step}>
      {DIGITS.map((one) => (
        <button
          key={one}
          type="button"
          role="radio"
          aria-checked={one === digit}
          tabIndex={one === (digit ?? 0) ? 0 : -1}
          data-testid={`${name}-${one}`}
          onClick={() => onChoose(one)}
        >
          {one}
        </button>
      ))}
    </div>
  );
}
