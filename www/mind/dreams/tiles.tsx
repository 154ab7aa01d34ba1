// Ten dreams, one a digit, as they grow and once they are there.
import { DIGITS } from "../../ui/digits";
import { DigitButton } from "../../ui/digit-button";
import { method, picked } from "./choices";
import { dreamer } from "./dreamer";
import { dreamsOf, labelOf, methodOf, noteOf } from "./words";

const PIXELS = 784;

export const Tiles = () => (
  <ol class="tiles dreams" aria-label="Its dreams of 0 to 9">
    {tiles().map(({ digit, ...tile }) => (
      <DigitButton
        key={digit}
        title={String(digit)}
        isPressed={digit === picked.value}
        testid={`dream-${digit}`}
        onPress={() => (picked.value = digit)}
        {...tile}
      />
    ))}
  </ol>
);

function tiles() {
  const [climb, dreamt] = [dreamer.climb.value, dreamer.dreamt.value];
  if (climb && method.value === "gradient")
    return DIGITS.map((digit) => ({
      digit,
      image: climb.images.subarray(PIXELS * digit, PIXELS * (digit + 1)),
      note: "…",
      label: `Its dream of ${digit}: on its way`,
    }));
  if (dreamt)
    return dreamsOf(dreamt, methodOf(dreamt, method.value)).map((dream) => ({
      digit: dream.digit,
      image: dream.image,
      note: noteOf(dream),
      isWrong: dream.read !== dream.digit,
      label: labelOf(dream),
    }));
  return DIGITS.map((digit) => ({ digit, image: null, note: "", label: `Its dream of ${digit}: not yet` }));
}
