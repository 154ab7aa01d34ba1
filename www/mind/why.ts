// Builds the views that say why, and wires them: the drawing and the network that reads it → questions → views.
import { Calm } from "../ui/calm";
import { find } from "../ui/find";
import { inTurn } from "../ui/in-turn";
import { remembered } from "../ui/remembered";
import { loudest, signalsOf, stagesOf, valuesOf, type Stage } from "./neurons/stages";
import { Blame } from "./why/view";
import { Layers } from "./neurons/layers";
import { Links } from "./neurons/links";
import { Neurons, pageSize } from "./neurons/neurons";
import { OnPad } from "./why/on-pad";
import { blamed } from "./why/attribution";
import { answerPictures, endOf, look, weightPictures } from "./neurons/neuron";
import type { Model } from "../app/model";
import type { Reading } from "../engine/prediction";
import type { Reader } from "../engine/crate";
import type { Drawing } from "../engine/drawing";
import type { Placement } from "crate";

/** @param events reread: something else is asked */
export function startWhy(
  section: HTMLElement,
  pad: HTMLElement,
  model: Model,
  { reread, showPad }: { reread: () => void; showPad: () => void },
) {
  const part = (selector: string) => find(selector, HTMLElement, section);
  /** Who is asked about; nobody chosen means the answer. */
  let digit: number | null = null;
  /** `place`: of the image, where it shall be shown on the pad. */
  let now: {
    reading: Reading;
    reader: Reader;
    image: Float32Array | null;
    place: Placement | null;
    told: number | null;
  } | null = null;
  /** The layer that is looked at. */
  let at = 0;
  /** First neuron of the page. */
  let first = 0;
  /** Nobody chosen means the loudest of the page. */
  let neuron: number | null = null;
  /** The one that is looked into. */
  let shown = 0;

  const blame = new Blame(part(".blame"), {
    asked(asked) {
      digit = asked === now?.reading.ranking[0] ? null : asked;
      reread();
    },
    switched() {
      if (blame.isOnPad) showPad();
      reread();
    },
  });
  const onPad = new OnPad(find(".on-pad", HTMLElement, pad));
  const goTo = (stage: number, index: number | null) => {
    [at, neuron] = [stage, index];
    first = (index ?? 0) - ((index ?? 0) % pageSize());
    reread();
  };
  let signals: (Float32Array | null)[] = [];
  const layers = new Layers(part(".layers"), {
    chosen(stage) {
      const heard = signals[stage];
      goTo(stage, heard && loudest(heard));
    },
  });
  const neurons = new Neurons(part(".neurons"), {
    chosen(index) {
      neuron = index;
      reread();
    },
    turned(pages) {
      // A window that grew has other pages.
      first += pages * pageSize() - (first % pageSize());
      reread();
    },
  });
  const calm = {
    blame: new Calm(part(".blame")),
    pad: new Calm(pad),
    neurons: new Calm(part("[aria-labelledby=neurons-title]")),
  };
  const links = new Links(part(".links"), { followed: (end) => goTo(end.at, end.index) });

  // The same is asked only once, however often the page is drawn.
  const stagesIn = remembered(({ description }: Reader) => stagesOf(description));
  const activationsIn = remembered(({ network }: Reader, image: Float32Array) => network.activations(image));
  const signalsIn = remembered((stages: Stage[], activations: Float32Array | null) =>
    stages.map((stage) => activations && signalsOf(stage, activations)),
  );
  const weightsIn = remembered(weightPictures);
  const answersIn = remembered((stage: Stage, activations: Float32Array | null, from: number, to: number) =>
    answerPictures(stage, activations && valuesOf(stage, activations), from, to),
  );
  const reasonsIn = remembered(blamed);
  const placeOf = remembered(
    (drawing: Drawing, /** The image of it. */ _: Float32Array) => model.crate?.place(drawing) ?? null,
  );
  const lookInto = remembered(look);

  function showBlame() {
    if (!now) return;
    const { reader, image, place, reading } = now;
    const { ranking, probabilities } = reading;
    const blamed = image && probabilities && reasonsIn(reader, image, digit ?? ranking[0], ranking, probabilities);
    blame.update(blamed);
    onPad.update(blamed, blame.canvas, place);
  }

  function showNeurons() {
    if (!now) return;
    const { reader, image } = now;
    const stages = stagesIn(reader);
    at = Math.min(at, stages.length - 1);
    const stage = stages[at];
    if (first >= stage.units) first = 0;
    if (neuron !== null && neuron >= stage.units) neuron = null;
    const end = Math.min(stage.units, first + pageSize());
    const activations = image && activationsIn(reader, image);
    signals = signalsIn(stages, activations);
    const heard = signals[at];
    shown = neuron ?? first + (heard ? loudest(heard.subarray(first, end)) : 0);
    layers.update(stages, signals, at);
    const ofWeights = stage.isFirst && stage.kind === "dense";
    const pictures = ofWeights ? weightsIn(reader, stage, first, end) : answersIn(stage, activations, first, end);
    neurons.update({ stage, first, end, chosen: shown, pictures, signals: heard });
    later.links();
  }

  function showLinks() {
    if (!now) return;
    const { reader, image, told, reading } = now;
    const stages = stagesIn(reader);
    const nameEnd = (to: number) => (index: number) => endOf(stages, to, index);
    const chosen = lookInto(reader, stages, at, shown, image, told ?? reading.ranking[0] ?? 0, told !== null);
    links.update(chosen, nameEnd(at - 1), nameEnd(at + 1));
  }

  // One after the other, so that no frame is long.
  const later = { blame: inTurn(showBlame), neurons: inTurn(showNeurons), links: inTurn(showLinks) };

  return {
    /**
     * @param reader who read
     * @param told the digit that it is, if the user said so
     */
    update(drawing: Drawing, reading: Reading, reader: Reader | null, told: number | null) {
      if (!reader) {
        now = null;
        onPad.update(null, blame.canvas, null);
        return;
      }
      const wasBare = now === null;
      const image = reading.probabilities ? reading.image : null;
      if (!image) digit = null;
      // The strokes may have grown when it is shown.
      const place = image && blame.isOnPad ? placeOf(drawing, image) : null;
      now = { reading, reader, image, place, told };
      // It grows to its size as soon as there is a network, a part a frame.
      if (wasBare) {
        later.blame();
        later.neurons();
        return;
      }
      calm.blame.update(later.blame);
      if (blame.isOnPad) calm.pad.update(later.blame);
      calm.neurons.update(later.neurons);
    },
    recolour() {
      for (const view of [blame, onPad, layers, neurons, links]) view.recolour();
      showBlame();
    },
  };
}
