// The network as a picture: what each of its layers makes of the drawing, live.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { stagesOf, valuesOf, type Stage } from "../engine/stages";
import { prediction } from "../store/prediction";
import { crate } from "../store/program";
import { active } from "../store/snapshots";
import { theme } from "../ui/theme";
import { paintLayer, shownOf } from "./layer-picture";
import { useSeldom } from "./seldom";

/** Milliseconds from one picture to the next: all layers take as long as several readings. */
const PAUSE = 120;

export function Layers() {
  const [program, network] = [crate.value, active.value];
  const { image, probabilities } = prediction.value;
  const read = useSeldom(probabilities && image, PAUSE);
  const asked = useSeldom(network, PAUSE);
  const stages = useMemo(
    () => (program && network ? stagesOf(program.describe(network.recipe)).filter(({ isLast }) => !isLast) : []),
    [program, network?.recipe],
  );
  const activations = useMemo(
    () => (program && asked && read ? program.network(asked).activations(read) : null),
    [program, asked, read],
  );
  return (
    <ol class="layer-pictures" aria-label="What each layer makes of the drawing">
      {stages.map((stage, i) => (
        <Layer key={stage.layer} stage={stage} number={i + 1} values={activations && valuesOf(stage, activations)} />
      ))}
    </ol>
  );
}

interface LayerProps {
  stage: Stage;
  number: number;
  values: Float32Array | null;
}

function Layer({ stage, number, values }: LayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = theme.value;
  useLayoutEffect(() => {
    if (canvas.current) paintLayer(canvas.current, stage, values);
  }, [stage, values, colours]);
  return (
    <li>
      <canvas ref={canvas} role="img" aria-label={`Layer ${number}`} data-testid={`layer-picture-${number}`} />
      <b>{`Layer ${number}`}</b>
      <span>{wordsOf(stage)}</span>
    </li>
  );
}

function wordsOf(stage: Stage) {
  const noun = stage.kind === "conv" ? "filters" : "neurons";
  const shown = shownOf(stage);
  return shown < stage.units ? `${shown} of ${stage.units} ${noun}` : `${stage.units} ${noun}`;
}

/** A desk so high that the layers stand under the bars; `sizes.css` has the same figures. */
const DESK = "(min-width: 1000px) and (min-height: 900px)";

/** Whether the layers stand under the bars; not known before the page runs. */
function useDesk() {
  const [isDesk, setDesk] = useState<boolean | null>(null);
  useEffect(() => {
    const media = matchMedia(DESK);
    const follow = () => setDesk(media.matches);
    follow();
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, []);
  return isDesk;
}

/** Under the bars, where a high window has room for it. */
export const LayersUnderBars = () => <div class="under-bars">{useDesk() && <Layers />}</div>;

/** They stay open when the room is left and entered again. */
const isOpen = signal(false);

/** In the room, behind a press, where there is none under the bars. */
export function LayersInRoom() {
  const isDesk = useDesk();
  return (
    <details
      class="inner-layers"
      open={isOpen.value}
      onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}
    >
      <summary data-testid="layers">See what each layer makes of your drawing</summary>
      {isOpen.value && isDesk === false && <Layers />}
    </details>
  );
}
