// What augmentation does to the drawing: eight variants as a training would make them, and how the active model reads each.
import { answer } from "../../npm/src/reader/prediction";
import { useMemo, useRef, useState } from "preact/hooks";
import { writeThree } from "../store/own-pen";
import { image as drawnImage, prediction } from "../store/prediction";
import { crate } from "../store/program";
import { active } from "../store/snapshots";
import { Button } from "../ui/button";
import { DigitImage } from "../ui/digit-image";
import { focusHeading } from "../ui/heading";
import { Waiting } from "../ui/waiting";
import { isOff } from "./augmentation";
import { chosen, type Chosen } from "./settings";
import { useUnfolded } from "./use-unfolded";

/** Pictures in the row. */
const COUNT = 8;

/** So many of the crate's examples later come the next ones: it makes one or three of an image. */
const NEXT = 3 * COUNT;

export function Variants() {
  /** The number of the first one among the examples of a run. */
  const [first, setFirst] = useState(0);
  const settings = useLast(chosen.value);
  const container = useRef<HTMLDivElement>(null);
  const isUnfolded = useUnfolded(container);
  const image = drawnImage.value;
  const images = useMemo(
    () => (isUnfolded && image && settings ? variantsOf(image, settings, first) : null),
    [crate.value, isUnfolded, image, settings, first],
  );
  const answers = useMemo(() => images?.map(answerOf), [images, active.value]);
  return (
    <div class="variants" ref={container} role="group" aria-labelledby="variants-title">
      <h2 id="variants-title">Your drawing, varied like that</h2>
      <div class={images ? "varied" : "varied asleep"}>
        <div>
          <p class="says-variants" data-testid="variants">
            {answers && wordsOf(settings, answers)}
          </p>
          <ol>
            {Array.from({ length: COUNT }, (_, i) => (
              <li key={i}>
                <DigitImage
                  image={images?.[i] ?? null}
                  ink={prediction.value.isOwn ? "--accent" : "--ink"}
                  label={`Variant ${i + 1}, read as ${answers?.[i] ?? "nothing yet"}`}
                  testid={`variant-${i}`}
                />
                <span aria-hidden="true">{answers?.[i]}</span>
              </li>
            ))}
          </ol>
          <Button testid="other-variants" isAble={images !== null} onPress={() => setFirst(first + NEXT)}>
            Eight others
          </Button>
        </div>
        {!image && <Invitation />}
        {image && !settings && (
          <Waiting>Mend the field that is wrong, and see here what a training makes of it.</Waiting>
        )}
      </div>
    </div>
  );
}

const Invitation = () => (
  <Waiting>
    <p>Draw a digit on the pad, and see here what a training makes of it.</p>
    <button type="button" data-testid="draw-for-variants" onClick={drawThree}>
      Draw a 3 for me
    </button>
  </Waiting>
);

function drawThree() {
  writeThree();
  // The button goes.
  focusHeading();
}

/** While a field is wrong, what was there stays. */
function useLast(value: Chosen | null) {
  const last = useRef(value);
  if (value) last.current = value;
  return last.current;
}

function variantsOf(image: Float32Array, { recipe: { augmentation = {} }, seed }: Chosen, first: number) {
  const { value } = crate;
  return value && Array.from({ length: COUNT }, (_, i) => value.augment(image, augmentation, seed, first + i));
}

const answerOf = (image: Float32Array) =>
  active.value && crate.value ? answer(crate.value.predict(active.value, image)) : "?";

function wordsOf(settings: Chosen | null, answers: string[]) {
  if (isOff(settings?.recipe.augmentation)) return "All of it is off: a training sees each image as it is.";
  const counts = [...new Set(answers)]
    .map((digit) => `${answers.filter((answer) => answer === digit).length} as ${digit}`)
    .join(", ");
  return `A training sees such variants. The network that reads your pad reads ${counts}.`;
}
