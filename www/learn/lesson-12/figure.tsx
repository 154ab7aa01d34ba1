// The way as a table: above what was asked of outputs, hidden neurons and pixels, below what they say to the picture.
import { DigitImage } from "../../ui/digit-image";
import { DIGITS } from "../../ui/digits";
import { SIDE } from "../../ui/greys";
import { farthest } from "../../ui/signed";
import { SignedImage } from "../../ui/signed-image";
import { shuffled } from "../shuffle";
import { at, digit, forward, inOrder, isScrambled, picture, read, source, traces } from "./network";
import { share, shownAt, STEPS, type Place } from "./steps";

/** Of a field of hidden neurons. */
const COLUMNS = 20;

export function Figure({ isOpen }: { isOpen: boolean }) {
  const step = STEPS[at.value];
  const isHere = (place: Place, isForth: boolean) => step.place === place && step.isForth === isForth;
  const wanted = (place: Place) => {
    const shown = isOpen ? shownAt(place, at.value) : undefined;
    return shown === undefined ? null : { ...STEPS[shown], values: traces.value?.[digit.value][shown] ?? [] };
  };
  const said = isOpen && (step.isForth || source.value !== "ghost") ? forward.value : null;
  const isLast = at.value === STEPS.length - 1;
  const [pixels, hidden, outputs] = (["pixels", "hidden", "outputs"] as const).map(wanted);
  const sentIn = said && picture.value;
  const cell = (place: Place, isForth: boolean) => `cell ${place} ${isHere(place, isForth) ? "here" : ""}`;
  return (
    <div class="there-and-back" role="img" aria-label={figureWords(isOpen)} data-testid="figure">
      <Names of={["ghost", "← hidden", "← asked"]} />
      <div data-place class={cell("pixels", false)}>
        {pixels &&
          (pixels.isShare ? (
            <DigitImage image={inOrder(Float32Array.from(pixels.values))} />
          ) : (
            <SignedImage
              values={isScrambled.value ? shuffled(Float32Array.from(pixels.values)) : pixels.values}
              width={SIDE}
              most={farthest(pixels.values)}
            />
          ))}
      </div>
      <div data-place class={cell("hidden", false)}>
        {hidden && <Field {...hidden} />}
      </div>
      <div data-place class={cell("outputs", false)}>
        {outputs && <Bars {...outputs} mark={digit.value} />}
      </div>
      <Names of={["goes in →", "hidden →", "said"]} />
      <div data-place class="cell">
        {sentIn && <DigitImage image={inOrder(sentIn)} ink={source.value === "yours" ? "--accent" : "--ink"} />}
      </div>
      <div data-place class={cell("hidden", true)}>
        {said && <Field values={said.hidden} isShare />}
      </div>
      <div data-place class={cell("outputs", true)}>
        {said && isLast ? (
          <Bars values={said.outputs} isShare mark={digit.value} top={read.value ?? undefined} />
        ) : (
          <i class="unsaid">?</i>
        )}
      </div>
    </div>
  );
}

const Names = ({ of }: { of: string[] }) => (
  <>
    {of.map((name) => (
      <b key={name}>{name}</b>
    ))}
  </>
);

function figureWords(isOpen: boolean) {
  const said = forward.value;
  if (!isOpen || !said || read.value === null) return "The way back, and forth again";
  return `Asked: 0.99 for ${digit.value}. Said: ${DIGITS.map((one) => `${one}: ${share(said.outputs[one])}`).join(", ")}`;
}

/** A small square for each hidden neuron: shares as ink, sums in two colours. */
const Field = ({ values, isShare }: { values: ArrayLike<number>; isShare: boolean }) => (
  <SignedImage values={values} width={COLUMNS} most={isShare ? 1 : farthest(values)} above={isShare ? "ink" : "for"} />
);

interface BarsProps {
  values: ArrayLike<number>;
  isShare: boolean;
  /** The digit that was asked for. */
  mark: number;
  /** That is read. */
  top?: number;
}

/** Ten bars over their digits; sums go both ways from the middle. */
function Bars({ values, isShare, mark, top }: BarsProps) {
  const most = isShare ? 1 : farthest(values);
  const zero = isShare ? 78 : 40;
  const full = isShare ? 74 : 36;
  return (
    <svg class="ten-bars" viewBox="0 0 100 100">
      <line x1="0" x2="100" y1={zero} y2={zero} />
      {DIGITS.map((one) => {
        const height = (values[one] / most) * full;
        return (
          <g key={one} class={one === top ? "top" : undefined}>
            <rect x={10 * one + 2} width="6" y={height > 0 ? zero - height : zero} height={Math.abs(height)} />
            <text x={10 * one + 5} y="94" class={one === mark ? "mark" : undefined}>
              {one}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
