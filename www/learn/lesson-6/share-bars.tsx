// Ten bars that a hand can set, from the scores above them to the differences below; and the digit that should have all.
import { useRef } from "preact/hooks";
import { DIGITS as ALL } from "../../ui/digits";
import { short } from "../../ui/format";
import { own } from "../../ui/own";
import { setLabel, setShare } from "./setting";
import { difference, heard, score } from "./words";
import type { Shares } from "./shares";

/** Keys that move a bar, and by how much. */
const STEPS: Record<string, number> = {
  ArrowUp: 0.01,
  ArrowRight: 0.01,
  ArrowDown: -0.01,
  ArrowLeft: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
  End: 1,
  Home: -1,
};

interface Props {
  shares: Shares | null;
  /** None before they are shown. */
  differences: readonly number[] | null;
  label: number | null;
  isOpen: boolean;
  /** Whose scores they are. */
  caption: string;
}

export const ShareBars = ({ shares, differences, label, isOpen, caption }: Props) => (
  <div class="share-bars" inert={!isOpen || !shares}>
    <p class="wrong-caption">{caption}</p>
    <ol aria-hidden="true" data-testid="scores">
      {ALL.map((digit) => (
        <li key={digit}>{shares && score(shares.scores[digit])}</li>
      ))}
    </ol>
    <div class="wrong-bars" role="group" aria-label="The ten shares">
      {ALL.map((digit) => (
        <Bar key={digit} digit={digit} share={shares?.shares[digit] ?? null} isRight={digit === label} />
      ))}
    </div>
    <Labels label={label} />
    <p class="wrong-caption">Share minus what it should be</p>
    <ol data-testid="differences" aria-label="Share minus what it should be">
      {ALL.map((digit) => (
        <li key={digit}>
          <span class="visually-hidden">{digit}: </span>
          {differences ? difference(differences[digit]) : "?"}
        </li>
      ))}
    </ol>
  </div>
);

function Bar({ digit, share: known, isRight }: { digit: number; share: number | null; isRight: boolean }) {
  const share = known ?? 0;
  const held = useRef<number | null>(null);
  const put = ({ currentTarget, clientY }: PointerEvent & { currentTarget: HTMLElement }) => {
    const { top, height } = currentTarget.getBoundingClientRect();
    setShare(digit, 1 - (clientY - top) / height);
  };
  const down = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!event.isPrimary || event.button !== 0) return;
    held.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    put(event);
  };
  const press = (event: KeyboardEvent) => {
    const step = own(STEPS, event.key);
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    setShare(digit, Math.round((share + step) * 100) / 100);
  };
  return (
    <div
      class={isRight ? "wrong-bar right" : "wrong-bar"}
      role="slider"
      tabIndex={0}
      data-testid={`share-${digit}`}
      aria-label={`Share of ${digit}`}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={heard(share, isRight)}
      onPointerDown={down}
      onPointerMove={(event) => event.pointerId === held.current && put(event)}
      onLostPointerCapture={() => (held.current = null)}
      onKeyDown={press}
    >
      <i style={{ blockSize: `${(share * 100).toFixed(2)}%` }} />
      <span aria-hidden="true">{known !== null && short(known)}</span>
    </div>
  );
}

/** The digit that should have all, as the field of a form. */
const Labels = ({ label }: { label: number | null }) => (
  <fieldset class="wrong-labels">
    <legend class="visually-hidden">It should be</legend>
    {ALL.map((digit) => (
      <label key={digit}>
        <input
          type="radio"
          class="visually-hidden"
          name="wrong-label"
          data-testid={`label-${digit}`}
          checked={digit === label}
          onChange={() => setLabel(digit)}
        />
        <span>{digit}</span>
      </label>
    ))}
  </fieldset>
);
