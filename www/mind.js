// Builds the parts of Mind and wires them: the network that reads → its worker → views.
import { find } from "./lib/find.js";
import { methodOf } from "./lib/dreams.js";
import { hand } from "./lib/hand.js";
import { inTurn } from "./lib/in-turn.js";
import { stripOf } from "./lib/strip.js";
import { write } from "./lib/write.js";
import { Closeup } from "./mind/closeup.js";
import { Dreamer } from "./mind/dreamer.js";
import { Means } from "./mind/means.js";
import { OwnDigits } from "./mind/own.js";
import { Dreams } from "./view/mind/dreams.js";
import { Large } from "./view/mind/large.js";
import { Bridge } from "./worker/bridge.js";

/** @typedef {Bridge<import("./mind/protocol.js").Requests, import("./mind/protocol.js").Events>} MindBridge */
/** @typedef {import("./readers.js").Shown} Shown */

const openWorker = () => new Worker(new URL("mind/worker.js", import.meta.url), { type: "module", name: "mind" });

/** @param {import("./wasm.js").Urls} urls */
export function startMind(urls) {
  const section = find("#mind", HTMLElement);
  const part = (/** @type {string} */ selector) => find(selector, HTMLElement, section);
  const tile = find("#tile", HTMLTemplateElement);
  /** @type {Shown | null} */
  let shown = null;
  /** @type {import("./mind/protocol.js").Method} */
  let method = "gradient";
  let digit = 3;
  /** @type {import("./trainer/protocol.js").Checkpoint | null} */
  let checkpoint = null;
  let isInSight = false;

  const refresh = inTurn(() => {
    // Nothing is asked for that nobody sees.
    if (!shown || !isInSight) return;
    const { reader, run } = shown;
    dreamer.update(shown);
    means.load();
    const { dreamt, fault } = dreamer;
    const objection = reader.network.inversion_objection ?? "";
    const possible = objection ? "gradient" : method;
    write(name, reader.recipe.name);
    dreams.update(dreamt, dreamt ? methodOf(dreamt, possible) : possible, digit, sentence(objection), fault);
    const checkpoints = run?.checkpoints ?? [];
    const then = run && checkpoint && checkpoints.includes(checkpoint) ? { run, checkpoint, digit } : null;
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

  /** @type {MindBridge} */
  const bridge = new Bridge(openWorker, urls, { heard() {}, gone: (why) => console.warn("Mind:", why) });
  const dreamer = new Dreamer(bridge, refresh);
  const closeup = new Closeup(bridge, refresh);
  const means = new Means(refresh);
  const own = new OwnDigits();

  const name = part("[data-testid=mind-network]");
  const dreams = new Dreams(part(".dreaming"), tile, {
    method(chosen) {
      method = chosen;
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
      const by = dreamt && methodOf(dreamt, method);
      if (dreamt && by) hand(`${dreamt.reader.recipe.name}-${by}-dreams.png`, await stripOf(dreamt[by] ?? dreamt.gradient));
    },
  });
  const large = new Large(part(".large"), {
    picked(chosen) {
      checkpoint = chosen;
      refresh();
    },
    again: () => means.load(true),
  });

  const sight = new IntersectionObserver(([{ isIntersecting }]) => {
    isInSight = isIntersecting;
    refresh();
  });
  sight.observe(section);
  return {
    /**
     * Another network reads, or the same one has learnt, or the drawing has changed.
     * @param {Shown | null} now @param {import("./lib/reading.js").Reading} reading @param {boolean} isDrawing
     */
    update(now, reading, isDrawing) {
      shown = now;
      own.update(reading, isDrawing);
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
