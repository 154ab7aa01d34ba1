// A picture of 28 × 28 that can be pressed, and what is said under it: an item of a list.
import { DigitImage } from "./digit-image";

interface Props {
  /** 784 greys in 0..1. */
  image: ArrayLike<number> | null;
  title: string;
  note: string;
  /** What the note says is a mistake. */
  isWrong?: boolean;
  isPressed?: boolean;
  /** All of it in words. */
  label: string;
  testid: string;
  onPress: () => void;
}

export function DigitButton({ image, title, note, isWrong = false, isPressed, label, testid, onPress }: Props) {
  return (
    <li>
      <button type="button" data-testid={testid} aria-pressed={isPressed} onClick={onPress}>
        <DigitImage image={image} />
        <span class="cap" aria-hidden="true">
          <b>{title}</b>
          <i class={isWrong ? "wrong" : undefined}>{note}</i>
        </span>
        <span class="visually-hidden">{label}</span>
      </button>
    </li>
  );
}
