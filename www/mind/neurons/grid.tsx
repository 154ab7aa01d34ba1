// The neurons of one layer, a page at a time: a picture of each, and a bar for its signal.
import { farthest } from "../../ui/signed";
import type { Picture } from "./pictures";
import { SignedImage } from "../../ui/signed-image";
import type { Stage } from "../../engine/stages";
import { labelOf } from "./stages";
import { neuronText, pageText, picturesText } from "./words";

interface Props {
  stage: Stage;
  /** Neurons of the page. */
  shown: number[];
  /** How many come before them. */
  first: number;
  chosen: number;
  pictureOf: (index: number) => Picture;
  /** Of the whole layer, none without ink. */
  signals: Float32Array | null;
  onChoose: (index: number) => void;
  /** So many pages on. */
  onTurn: (pages: number) => void;
}

export function Grid({ stage, shown, first, chosen, pictureOf, signals, onChoose, onTurn }: Props) {
  const end = first + shown.length;
  const most = farthest(signals ?? []);
  return (
    <div class="neurons">
      <p class="looks">{picturesText(stage)}</p>
      <ol class="weights" aria-label="Neurons of the layer">
        {shown.map((index, place) => (
          <li key={place}>
            <button
              type="button"
              data-testid={`neuron-${labelOf(stage, index)}`}
              aria-pressed={index === chosen}
              aria-label={neuronText(stage, index, signals && signals[index])}
              onClick={() => onChoose(index)}
            >
              <SignedImage {...pictureOf(index)} />
              <i
                style={{
                  transform: `scaleX(${signals && most > 0 ? (Math.abs(signals[index]) / most).toFixed(3) : 0})`,
                }}
              />
              <span>{labelOf(stage, index)}</span>
            </button>
          </li>
        ))}
      </ol>
      <div class="pager">
        <Turn name="earlier" label="Earlier neurons" isPossible={first > 0} onPress={() => onTurn(-1)}>
          ←
        </Turn>
        <span data-testid="neurons-page">{pageText(stage, first, end, signals !== null)}</span>
        <Turn name="later" label="Later neurons" isPossible={end < stage.units} onPress={() => onTurn(1)}>
          →
        </Turn>
      </div>
    </div>
  );
}

interface TurnProps {
  name: string;
  label: string;
  children: string;
  isPossible: boolean;
  onPress: () => void;
}

const Turn = ({ name, label, children, isPossible, onPress }: TurnProps) => (
  <button
    type="button"
    data-testid={`neurons-${name}`}
    aria-label={label}
    aria-disabled={!isPossible}
    onClick={() => isPossible && onPress()}
  >
    {children}
  </button>
);
