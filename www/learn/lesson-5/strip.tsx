// A row of 3s and a row of 8s, and what the neuron calls each; a press weighs that drawing.
import { DigitImage } from "../../ui/digit-image";
import { aDigit } from "../../ui/format";
import type { Drawing } from "./drawings";
import type { Called } from "./neuron";

interface Props {
  /** Twelve; fewer until they are here. */
  drawings: readonly Drawing[];
  /** What each is called; null: not told yet. */
  calls: readonly Called[] | null;
  /** Which one is weighed. */
  chosen: number;
  isOpen: boolean;
  onChoose: (index: number) => void;
}

const COUNT = 12;

export const Strip = ({ drawings, calls, chosen, isOpen, onChoose }: Props) => (
  <div class="drawings" role="group" aria-label="Drawings, and what it calls them">
    {Array.from({ length: COUNT }, (_, i) => (
      <Tile
        key={i}
        index={i}
        drawing={drawings.length === COUNT ? drawings[i] : undefined}
        called={calls?.[i]}
        isChosen={i === chosen}
        isOpen={isOpen}
        onChoose={onChoose}
      />
    ))}
  </div>
);

interface TileProps {
  index: number;
  drawing: Drawing | undefined;
  called: Called | undefined;
  isChosen: boolean;
  isOpen: boolean;
  onChoose: (index: number) => void;
}

const WHOSE = { you: "Your", page: "The page’s" } as const;

function Tile({ index, drawing, called, isChosen, isOpen, onChoose }: TileProps) {
  const verdict = called === undefined ? "?" : (called ?? "–");
  const whose = drawing?.by ? `${WHOSE[drawing.by]} ${drawing.digit}` : drawing && `A new ${drawing.digit}`;
  const said = called === undefined ? "" : called === null ? ", called nothing" : `, called ${aDigit(called)}`;
  return (
    <button
      type="button"
      class={drawing && called !== undefined && called !== drawing.digit ? "tile other" : "tile"}
      data-testid={`drawing-${index + 1}`}
      aria-label={drawing ? `${whose}${said}` : "A drawing that is still arriving"}
      aria-pressed={isChosen}
      onClick={() => onChoose(index)}
    >
      {/* What is out of reach is grey: the picture takes its colour when it is made. */}
      <DigitImage key={isOpen} image={drawing?.image ?? null} ink={drawing?.by === "you" ? "--accent" : "--ink"} />
      <b aria-hidden="true">{verdict}</b>
    </button>
  );
}
