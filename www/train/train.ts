// Builds the parts of Train and wires them: fields → coach → worker, and back: run → views.
import { advise, type Advice } from "./advice";
import { find } from "../ui/find";
import { inTurn } from "../ui/in-turn";
import { IMAGES, memoryObjection, memoryWords } from "./memory-words";
import { described } from "../ui/recipe-words";
import { Coach } from "./controller";
import { Readers } from "../app/readers";
import { Settings } from "./settings";
import { Shelf } from "../store/kept-runs";
import { startVariants } from "./variants";
import { Busy } from "./view/busy";
import { Chart } from "./view/chart";
import { Fields } from "./view/fields";
import { Hint } from "./view/hint";
import { Line } from "./view/line";
import { ModelFiles } from "./view/model-files";
import { Now } from "./view/now";
import { ReaderLine } from "./view/reader";
import { Readouts } from "./view/readouts";
import { RecipeChoice } from "./view/recipe-choice";
import { RunList } from "./view/run-list";
import { Scrub } from "./view/scrub";
import { Transport } from "./view/transport";
import { mostMemory } from "../engine/worker/memory";
import { threadCount } from "../engine/worker/threads";
import type { Builds } from "../engine/builds";
import type { Model } from "../app/model";
import type { Recipe } from "crate";
import type { Drawing } from "../engine/drawing";

/** @param reread called when another network reads the pad, or the same one has learnt */
export function startTraining(urls: Builds, model: Model, reread: () => void) {
  const images = new URL("mnist/", document.baseURI).href;
  const judge = inTurn(() => readers.judge());
  // The news of a run comes in pieces, a frame each.
  const pieces = [
    inTurn(() => {
      const { run } = coach;
      const { original, chosen } = settings;
      const objection = objectionTo(chosen?.recipe);
      busy.update(run);
      transport.update(run, chosen !== null && !objection);
      recipe.update(
        settings.recipes,
        original,
        specOf(run?.isOpen ? run.recipe : chosen?.recipe),
        run?.isOpen === true,
      );
      fields.update(settings, run, hasDropout(run?.recipe), objection, needOf(chosen?.recipe));
      files.update(run !== null && !run.isLost);
      variants.update(readers.drawing, readers.reader, chosen);
    }),
    inTurn(() => {
      const { run, fault } = coach;
      line.update(coach, shelf.isForbidden);
      readouts.update(run, coach.cores);
      hint.update(advise(run, fault, coach.safe.good, settings.least("learning-rate")), run !== null);
    }),
    inTurn(() => {
      const { run } = coach;
      const author = (run?.recipe ?? settings.original)?.source?.accuracy;
      shelf.follow(run);
      list.update(run, shelf, Boolean(author));
      const epochs = chart.update(run, shelf.runs, author, settings.chosen?.recipe.epochs ?? 10);
      readers.follow(run, epochs);
    }),
    judge,
  ];
  const refresh = () => {
    for (const piece of pieces) piece();
  };
  const settings = new Settings(refresh);
  const shelf = new Shelf(refresh);
  const coach = new Coach(
    { ...urls, images },
    // What drops nothing out cannot begin to.
    (recipe, { learning_rate, dropout }) =>
      model.crate?.withSettings(recipe, { learning_rate, dropout: hasDropout(recipe) ? dropout : undefined }) ?? recipe,
    { changed: refresh, weights: (run, weights) => readers.learn(run, weights) },
  );
  const section = find("#train", HTMLElement);
  const part = (selector: string) => find(selector, HTMLElement, section);

  const busy = new Busy();
  const variants = startVariants(section, model);
  const recipe = new RecipeChoice(part(".recipe"), { chosen: (name) => settings.choose(name) });
  const fields = new Fields(find(".more", HTMLDetailsElement, section), {
    written(field, text) {
      settings.write(field, text);
      void coach.setRates(settings.rate(field));
    },
  });
  const threads = threadCount(urls);
  const most = mostMemory(threads);
  /** Bytes that a training by a recipe takes, if there can be one. */
  const memoryOf = (recipe: Recipe | undefined) =>
    recipe && model.crate?.objection(recipe) === "" ? model.crate.memory(recipe, IMAGES, threads) : null;
  /** A recipe in a line; one that cannot be used, as its author has it. */
  const specOf = (recipe: Recipe | undefined) => {
    const { crate } = model;
    const shown = recipe && crate?.objection(recipe) === "" ? recipe : settings.original;
    return crate && shown ? described(shown, crate.settings(shown), crate.describe(shown)) : "";
  };
  const hasDropout = (recipe: Recipe | undefined) =>
    recipe !== undefined &&
    model.crate?.objection(recipe) === "" &&
    typeof model.crate.settings(recipe).dropout === "number";
  const needOf = (recipe: Recipe | undefined) => {
    const memory = memoryOf(recipe);
    return memory === null ? "" : memoryWords(memory);
  };
  const objectionTo = (recipe: Recipe | undefined) =>
    (recipe && model.crate?.objection(recipe)) || memoryObjection(memoryOf(recipe) ?? 0, most);
  const begin = (only: "step" | undefined) => {
    const { chosen } = settings;
    if (chosen && !objectionTo(chosen.recipe)) void coach.begin(chosen.recipe, chosen.seed, only);
    else fields.reveal();
  };
  const transport = new Transport(part(".deck"), {
    train: () => (coach.run?.canGoOn ? coach.go() : begin(undefined)),
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
      const objection = objectionTo(offer.recipe);
      if (!objection) settings.show(offer.recipe, offer.seed);
      void coach.resume(offer, objection);
    },
    forget: () => coach.safe.forgetOffer(),
  });
  const readouts = new Readouts(section);
  const chart = new Chart(part(".curve"));
  const list = new RunList(part(".runs"), find("#kept", HTMLTemplateElement), {
    keep: () => coach.run && shelf.keep(coach.run),
    remove: (run) => shelf.remove(run),
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

  function take({ offer, value }: Advice) {
    if (offer === "go on") void coach.go();
    if (offer === "forget") coach.reset();
    if (offer === "look") readers.lookAt(value);
    if (offer === "slow down") {
      settings.write("learning-rate", String(value));
      void coach.slowDown(value);
    }
  }

  void coach.safe.look();
  void shelf.load();
  return {
    readers,
    /** The crate may have come, or the drawing may have changed. */
    update(drawing: Drawing) {
      if (model.crate) settings.open(model.crate);
      readers.drawing = drawing;
      variants.update(drawing, readers.reader, settings.chosen);
      judge();
    },
    keep: () => coach.keep(),
    get keepsRun() {
      return coach.run ? !coach.safe.isForbidden : undefined;
    },
    recolour() {
      chart.recolour();
      variants.recolour();
      now.recolour();
    },
  };
}
