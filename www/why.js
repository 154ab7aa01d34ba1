// Builds the views that say why, and wires them: the drawing and the network that reads it → questions → views.
import { Calm } from "./lib/calm.js";
import { find } from "./lib/find.js";
import { inTurn } from "./lib/in-turn.js";
import { remembered } from "./lib/remembered.js";
import { loudest, signalsOf, stagesOf, valuesOf } from "./lib/stages.js";
import { Blame } from "./view/mind/blame.js";
import { Layers } from "./view/mind/layers.js";
import { Links } from "./view/mind/links.js";
import { Neurons, pageSize } from "./view/mind/neurons.js";
import { OnPad } from "./view/mind/on-pad.js";
import { blamed } from "./why/blamed.js";
import { answerPictures, endOf, look, weightPictures } from "./why/neuron.js";

/** @typedef {import("./crate.js").Placement} Placement */
/** @typedef {import("./crate.js").Reader} Reader */
/** @typedef {import("./lib/drawing.js").Drawing} Drawing */
/** @typedef {import("./lib/reading.js").Reading} Reading */
/** @typedef {import("./lib/stages.js").Stage} Stage */

/**
 * @param {HTMLElement} section @param {HTMLElement} pad @param {import("./model.js").Model} model
 * @param {{ reread: () => void, showPad: () => void }} events reread: something else is asked
 */
export function startWhy(section, pad, model, { reread, showPad }) {
  const part = (/** @type {string} */ selector) => find(selector, HTMLElement, section);
  /** Who is asked about; nobody chosen means the answer. @type {number | null} */
  let digit = null;
  /** @type {{ reading: Reading, reader: Reader, image: Float32Array | null, place: Placement | null, told: number | null } | null} place: of the image, where it shall be shown on the pad */
  let now = null;
  /** The layer that is looked at. */
  let at = 0;
  /** First neuron of the page. */
  let first = 0;
  /** Nobody chosen means the loudest of the page. @type {number | null} */
  let neuron = null;
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
  /** @param {number} stage @param {number | null} index */
  const goTo = (stage, index) => {
    [at, neuron] = [stage, index];
    first = (index ?? 0) - ((index ?? 0) % pageSize());
    reread();
  };
  /** @type {(Float32Array | null)[]} */
  let signals = [];
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
  const calm = { blame: new Calm(part(".blame")), pad: new Calm(pad), neurons: new Calm(part("[aria-labelledby=neurons-title]")) };
  const links = new Links(part(".links"), { followed: (end) => goTo(end.at, end.index) });

  // The same is asked only once, however often the page is drawn.
  const stagesIn = remembered((/** @type {Reader} */ { network, recipe }) => stagesOf(recipe, network.widths));
  const activationsIn = remembered((/** @type {Reader} */ { network }, /** @type {Float32Array} */ image) => network.activations(image));
  const signalsIn = remembered((/** @type {Stage[]} */ stages, /** @type {Float32Array | null} */ activations) =>
    stages.map((stage) => activations && signalsOf(stage, activations)),
  );
  const weightsIn = remembered(weightPictures);
  const answersIn = remembered((/** @type {Stage} */ stage, /** @type {Float32Array | null} */ activations, /** @type {number} */ from, /** @type {number} */ to) =>
    answerPictures(stage, activations && valuesOf(stage, activations), from, to),
  );
  const reasonsIn = remembered(blamed);
  const placeOf = remembered((/** @type {Drawing} */ drawing, /** @type {Float32Array} the image of it */ _) => model.crate?.place(drawing) ?? null);
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
    if (first >= stage.count) first = 0;
    if (neuron !== null && neuron >= stage.count) neuron = null;
    const end = Math.min(stage.count, first + pageSize());
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
    const nameEnd = (/** @type {number} */ to) => (/** @type {number} */ index) => endOf(stages, to, index);
    const chosen = lookInto(reader, stages, at, shown, image, told ?? reading.ranking[0] ?? 0, told !== null);
    links.update(chosen, nameEnd(at - 1), nameEnd(at + 1));
  }

  // One after the other, so that no frame is long.
  const later = { blame: inTurn(showBlame), neurons: inTurn(showNeurons), links: inTurn(showLinks) };

  return {
    /** @param {Drawing} drawing @param {Reading} reading @param {Reader | null} reader who read @param {number | null} told the digit that it is, if the user said so */
    update(drawing, reading, reader, told) {
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
