// Builds the parts of Train and wires them: fields → coach → worker, and back: run → views.
import { advise } from "./lib/advice.js";
import { find } from "./lib/find.js";
import { onceAFrame } from "./lib/once-a-frame.js";
import { Coach } from "./coach.js";
import { Readers } from "./readers.js";
import { Settings } from "./settings.js";
import { Chart } from "./view/train/chart.js";
import { Fields } from "./view/train/fields.js";
import { Hint } from "./view/train/hint.js";
import { Line } from "./view/train/line.js";
import { ModelFiles } from "./view/train/model-files.js";
import { Now } from "./view/train/now.js";
import { ReaderLine } from "./view/train/reader.js";
import { Readouts } from "./view/train/readouts.js";
import { RecipeChoice } from "./view/train/recipe-choice.js";
import { RunList } from "./view/train/run-list.js";
import { Scrub } from "./view/train/scrub.js";
import { Transport } from "./view/train/transport.js";

/** @typedef {import("./lib/advice.js").Advice} Advice */

/**
 * @param {import("./wasm.js").Urls} urls
 * @param {import("./model.js").Model} model
 * @param {() => void} reread called when another network reads the pad, or the same one has learnt
 */
export function startTraining(urls, model, reread) {
  const images = new URL("mnist/", document.baseURI).href;
  const refresh = onceAFrame(() => {
    const { run, fault } = coach;
    const { original, chosen } = settings;
    const objection = (chosen && model.crate?.objection(chosen.recipe)) ?? "";
    recipe.update(settings.recipes, original, run?.isOpen ? run.recipe : chosen?.recipe, run?.isOpen === true);
    fields.update(settings, run, objection);
    transport.update(run, chosen !== null && !objection);
    line.update(coach);
    readouts.update(run);
    const author = (run?.recipe ?? original)?.source?.accuracy;
    const epochs = chart.update(run, kept, author, chosen?.recipe.epochs ?? 10);
    list.update(run, kept, Boolean(author));
    hint.update(advise(run, fault), run !== null);
    files.update(run !== null && !run.isLost);
    readers.update(run, epochs);
  });
  /** Runs to compare with. @type {import("./run.js").Run[]} */
  let kept = [];
  const settings = new Settings(refresh);
  const coach = new Coach({ ...urls, images }, { changed: refresh, weights: (run, weights) => readers.learn(run, weights) });
  const section = find("#train", HTMLElement);
  const part = (/** @type {string} */ selector) => find(selector, HTMLElement, section);

  const recipe = new RecipeChoice(part(".recipe"), { chosen: (name) => settings.choose(name) });
  const fields = new Fields(find(".more", HTMLDetailsElement, section), {
    written(field, text) {
      settings.write(field, text);
      coach.setRates(settings.rate(field));
    },
  });
  const begin = (/** @type {"step" | undefined} */ only) => {
    const { chosen } = settings;
    if (chosen) coach.begin(chosen.recipe, chosen.seed, only);
  };
  const transport = new Transport(part(".deck"), {
    train: () => (coach.run?.canGoOn ? coach.go() : begin(undefined)),
    refused: () => fields.reveal(),
    pause: () => coach.pause(),
    step: () => (coach.run ? coach.go("step") : begin("step")),
    reset(isNew) {
      if (isNew) settings.newSeed();
      coach.reset();
    },
  });
  const line = new Line(part(".line"), {
    resume() {
      const { offer } = coach.safe;
      if (!offer) return;
      settings.show(offer.recipe, offer.seed);
      coach.resume(offer);
    },
    forget: () => coach.safe.forgetOffer(),
  });
  const readouts = new Readouts(section);
  const chart = new Chart(part(".curve"));
  const list = new RunList(part(".runs"), find("#kept", HTMLTemplateElement), {
    keep() {
      if (coach.run) kept = [...kept, coach.run];
      refresh();
    },
    remove(run) {
      kept = kept.filter((other) => other !== run);
      refresh();
    },
  });
  const hint = new Hint(part(".hint"), { taken: (advice) => take(advice) });
  const files = new ModelFiles(part(".files"), {
    download: async () => ({ name: `${coach.run?.recipe.name}.safetensors`, bytes: await coach.model() }),
    load: (name, bytes) => readers.load(name, bytes),
  });
  const now = new Now(part(".now"));
  const readers = new Readers(model, reread, {
    line: new ReaderLine(find(".reader", HTMLElement), { switched: () => readers.toggle() }),
    now,
    scrub: new Scrub(part(".curve"), { picked: (checkpoint) => readers.look(checkpoint) }),
    point: (at) => chart.point(at),
  });

  /** @param {Advice} advice */
  function take({ offer, value }) {
    if (offer === "go on") coach.go();
    if (offer === "forget") coach.reset();
    if (offer === "look") readers.lookAt(value);
    if (offer === "restart") {
      settings.write("learning-rate", String(value));
      begin(undefined);
    }
  }

  coach.safe.look();
  return {
    readers,
    /** The crate may have come, or the drawing may have changed. */
    update(/** @type {import("./lib/drawing.js").Drawing} */ drawing) {
      if (model.crate) settings.open(model.crate.recipes);
      readers.judge(drawing);
    },
    recolour() {
      chart.recolour();
      now.recolour();
    },
  };
}
