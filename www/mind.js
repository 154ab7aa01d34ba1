// Builds the parts of Mind and wires them: the network that reads → its worker → views.
import { find } from "./lib/find.js";
import { onceAFrame } from "./lib/once-a-frame.js";
import { write } from "./lib/write.js";
import { Dreamer } from "./mind/dreamer.js";
import { Dreams } from "./view/mind/dreams.js";
import { Bridge } from "./worker/bridge.js";

/** @typedef {Bridge<import("./mind/protocol.js").Requests, import("./mind/protocol.js").Events>} MindBridge */

const openWorker = () => new Worker(new URL("mind/worker.js", import.meta.url), { type: "module", name: "mind" });

/** @param {import("./wasm.js").Urls} urls */
export function startMind(urls) {
  const section = find("#mind", HTMLElement);
  const part = (/** @type {string} */ selector) => find(selector, HTMLElement, section);
  const tile = find("#tile", HTMLTemplateElement);
  /** @type {import("./readers.js").Shown | null} */
  let shown = null;
  /** @type {import("./mind/protocol.js").Method} */
  let method = "gradient";
  let picked = 3;
  let isInSight = false;

  const refresh = onceAFrame(() => {
    // Nothing is asked for that nobody sees.
    if (!shown || !isInSight) return;
    const objection = shown.reader.network.inversion_objection ?? "";
    const possible = objection ? "gradient" : method;
    dreamer.update(shown, possible);
    write(name, shown.reader.recipe.name);
    dreams.update(dreamer.dreamt, possible, picked, sentence(objection), dreamer.fault);
  });

  /** @type {MindBridge} */
  const bridge = new Bridge(openWorker, urls, { heard() {}, gone: (why) => console.warn("Mind:", why) });
  const dreamer = new Dreamer(bridge, refresh);

  const name = part("[data-testid=mind-network]");
  const dreams = new Dreams(part(".dreaming"), tile, {
    method(chosen) {
      method = chosen;
      refresh();
    },
    pressed(digit) {
      picked = digit;
      refresh();
    },
    retry() {
      dreamer.retry();
      refresh();
    },
  });

  const sight = new IntersectionObserver(([{ isIntersecting }]) => {
    isInSight = isIntersecting;
    refresh();
  });
  sight.observe(section);
  return {
    /** Another network reads, or the same one has learnt. @param {import("./readers.js").Shown | null} now */
    update(now) {
      shown = now;
      refresh();
    },
    recolour() {
      dreams.recolour();
    },
  };
}

/** @param {string} words of the crate */
const sentence = (words) => words && `${words[0].toUpperCase()}${words.slice(1)}.`;
