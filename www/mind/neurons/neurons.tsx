// What the active model's neurons look for, layer by layer, the most active first, and one of them with its links.
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Crate } from "../../engine/crate";
import type { Snapshot } from "../../engine/snapshot";
import { labelledDrawingOf, loadLabelledDrawings } from "../../store/labelled-drawings";
import { digitDrawn, prediction } from "../../store/prediction";
import { crate } from "../../store/program";
import { active } from "../../store/snapshots";
import { LessonLink } from "../../ui/lesson-link";
import { Grid } from "./grid";
import { Layers } from "./layers";
import { Links } from "./links";
import { at, first, goTo, neuron, orderNow, usePageSize } from "./looking";
import { closeupOf, endOf, picturesOf } from "./pictures";
import { stagesOf } from "../../engine/stages";
import { signalsOf } from "./stages";

/** @param props query: `n=3` opens neuron 3 of the first layer whose neurons hear all of the layer before */
export function Neurons({ query }: { query: string }) {
  useEffect(() => void loadLabelledDrawings(), []);
  if (!active.value || !crate.value) return null;
  return <Look query={query} snapshot={active.value} crate={crate.value} />;
}

function Look({ query, snapshot, crate }: { query: string; snapshot: Snapshot; crate: Crate }) {
  const box = useRef<HTMLDivElement>(null);
  const size = usePageSize();
  const description = crate.describe(snapshot.recipe);
  const stages = useMemo(() => stagesOf(description), [description]);
  const { image, probabilities, ranking } = prediction.value;
  const inked = probabilities && image;
  const activations = useMemo(() => inked && crate.network(snapshot).activations(inked), [crate, snapshot, inked]);
  const signals = useMemo(
    () => stages.map((stage) => activations && signalsOf(stage, activations)),
    [stages, activations],
  );
  const show = (layer: number, index: number) => {
    const place = orderNow(stages[layer], signals[layer]).indexOf(index);
    goTo(layer, index, place - (place % size));
  };
  useEffect(() => {
    const asked = Number(new URLSearchParams(query).get("n"));
    const layer = stages.findIndex(({ kind }) => kind === "dense");
    if (!Number.isInteger(asked) || asked < 1 || asked > stages[layer].units) return;
    show(layer, asked - 1);
    box.current?.querySelector(".links")?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [query]);

  const here = Math.min(at.value, stages.length - 1);
  const stage = stages[here];
  const begin = first.value < stage.units ? first.value - (first.value % size) : 0;
  const shown = orderNow(stage, signals[here]).slice(begin, begin + size);
  const chosen = neuron.value !== null && neuron.value < stage.units ? neuron.value : shown[0];
  const labelled = labelledDrawingOf(digitDrawn.value)?.label ?? null;
  const label = labelled ?? ranking[0] ?? 0;
  const closeup = useMemo(
    () => closeupOf(crate.network(snapshot), stages, here, chosen, inked, label, labelled !== null),
    [crate, snapshot, stages, here, chosen, inked, label, labelled],
  );
  const endAt = (layer: number) => (index: number) => endOf(stages, layer, index);
  return (
    <div ref={box}>
      <p>
        A neuron adds up what it hears, each part times a weight, and passes on what comes of it. Here is each layer
        with what its neurons put out for your drawing. Press one to look into it. <LessonLink lesson={2} />
      </p>
      <Layers stages={stages} signals={signals} current={here} onChoose={(layer) => goTo(layer, null)} />
      <Grid
        stage={stage}
        shown={shown}
        first={begin}
        chosen={chosen}
        pictureOf={picturesOf(crate.network(snapshot), snapshot, stage, activations)}
        signals={signals[here]}
        onChoose={(index) => (neuron.value = index)}
        onTurn={(pages) => goTo(here, null, begin + pages * size)}
      />
      <Links
        closeup={closeup}
        from={endAt(here - 1)}
        to={endAt(here + 1)}
        onFollow={(end) => show(end.at, end.index)}
      />
    </div>
  );
}
