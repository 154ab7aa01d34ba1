// Builds the parts of Mind and wires them: the network that reads → its worker → views.
import { find } from "./lib/find.js";
import { write } from "./lib/write.js";
import { wireDreams } from "./mind/dreaming.js";
import { wireErrors } from "./mind/erring.js";
import { Errors } from "./mind/errors.js";
import { Bridge } from "./worker/bridge.js";

/** @typedef {Bridge<import("./mind/protocol.js").Requests, import("./mind/protocol.js").Events>} MindBridge */
/** @typedef {import("./readers.js").Shown} Shown */

/** @param {unknown} init */
const openWorker = (init) => ({ worker: new Worker(new URL("mind/worker.js", import.meta.url), { type: "module", name: "mind" }), init });

/** @param {import("./wasm.js").Urls} urls @param {{ take: (image: Float32Array, mistake: import("./lib/errors.js").Mistake) => void }} events */
export function startMind(urls, { take }) {
  const section = find("#mind", HTMLElement);
  const tile = find("#tile", HTMLTemplateElement);
  const name = find("[data-testid=mind-network]", HTMLElement, section);
  const images = new URL("mnist/", document.baseURI).href;
  /** @type {MindBridge} */
  const bridge = new Bridge(() => openWorker({ ...urls, images }), {
    heard: (_, { received }) => errors.arrive(received),
    gone: () => errors.lose(),
  });
  const errors = new Errors(bridge, () => erring.refresh());
  const dreaming = wireDreams(find(".dreaming", HTMLElement, section), tile, bridge);
  const erring = wireErrors(section, tile, errors, take);
  return {
    /**
     * Another network reads, or the same one has learnt, or the drawing has changed.
     * @param {Shown | null} shown @param {import("./lib/reading.js").Reading} reading @param {boolean} isDrawing
     */
    update(shown, reading, isDrawing) {
      write(name, shown?.reader.recipe.name ?? "");
      dreaming.update(shown, reading, isDrawing);
      erring.update(shown);
    },
    recolour() {
      dreaming.recolour();
      erring.recolour();
    },
  };
}
