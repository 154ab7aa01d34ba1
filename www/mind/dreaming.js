// Wires what a network thinks a digit looks like: the network that reads → its dreams → views.
import { methodOf } from "../lib/dreams.js";
import { find } from "../lib/find.js";
import { hand } from "../lib/hand.js";
import { inTurn } from "../lib/in-turn.js";
import { Sight } from "../lib/sight.js";
import { stripOf } from "../lib/strip.js";
import { Dreams } from "../view/mind/dreams.js";
import { Large } from "../view/mind/large.js";
import { Closeup } from "./closeup.js";
import { Dreamer } from "./dreamer.js";
import { Means } from "./means.js";
import { OwnDigits } from "./own.js";

/** @typedef {import("../readers.js").Shown} Shown */

/** @param {HTMLElement} container @param {HTMLTemplateElement} tile @param {import("../mind.js").MindBridge} bridge */
export function wireDreams(container, tile, bridge) {
  /** @type {Shown | null} */
  let shown = null;
  /** @type {import("./protocol.js").Method} */
  let method = "gradient";
  let digit = 3;
  /** @type {import("../trainer/protocol.js").Checkpoint | null} */
  let checkpoint = null;

  const refresh = inTurn(() => {
    // Nothing is asked for that nobody sees.
    if (!shown || !sight.isAny) return;
    const { reader, run } = shown;
    dreamer.update(shown);
    means.load();
    const { dreamt, climb, fault } = dreamer;
    const objection = reader.network.inversion_objection ?? "";
    const possible = objection ? "gradient" : method;
    dreams.update({
      dreamt,
      climb,
      method: dreamt ? methodOf(dreamt, possible) : possible,
      prior: dreamer.prior ?? climb?.prior ?? dreamt?.prior,
      picked: digit,
      objection: sentence(objection),
      fault,
    });
    const checkpoints = run?.checkpoints ?? [];
    const then = run && checkpoint && checkpoints.includes(checkpoint) ? { run, checkpoint, digit, prior: dreamer.prior } : null;
    large.update({
      digit,
      method: possible,
      dreams: then ? closeup.at(then) : dreamt,
      first: then ? digit : 0,
      checkpoints,
      checkpoint: then && checkpoint,
      mean: means.of(digit),
      isMeanLost: means.isLost,
      own: own.of(digit),
      fault: then ? closeup.fault : "",
    });
  });

  const sight = new Sight([container], refresh);
  const dreamer = new Dreamer(bridge, refresh);
  const closeup = new Closeup(bridge, refresh);
  const means = new Means(refresh);
  const own = new OwnDigits();
  const dreams = new Dreams(container, tile, {
    method(chosen) {
      method = chosen;
      refresh();
    },
    prior(chosen) {
      dreamer.prior = chosen;
      refresh();
    },
    pressed(chosen) {
      digit = chosen;
      refresh();
    },
    retry() {
      dreamer.retry();
      refresh();
    },
    async save() {
      const { dreamt } = dreamer;
      if (!dreamt) return;
      const by = methodOf(dreamt, method);
      hand(`${dreamt.reader.recipe.name}-${by}-dreams.png`, await stripOf(dreamt[by] ?? dreamt.gradient));
    },
  });
  const large = new Large(find(".large", HTMLElement, container), {
    picked(chosen) {
      checkpoint = chosen;
      refresh();
    },
    again: () => means.load(true),
  });
  return {
    /** @param {Shown | null} now @param {import("../lib/reading.js").Reading} reading @param {boolean} isDrawing */
    update(now, reading, isDrawing) {
      shown = now;
      own.update(reading, isDrawing);
      refresh();
    },
    /** @param {import("./protocol.js").Climb} climb */
    hear(climb) {
      dreamer.hear(climb);
      refresh();
    },
    recolour() {
      dreams.recolour();
      large.recolour();
    },
  };
}

/** @param {string} words of the crate */
const sentence = (words) => words && `${words[0].toUpperCase()}${words.slice(1)}.`;
