// Builds the parts of Mind and wires them: the network that reads → its worker → views.
import { find } from "./lib/find.js";
import { own } from "./lib/own.js";
import { write } from "./lib/write.js";
import { wireDreams } from "./mind/dreaming.js";
import { wireErrors } from "./mind/erring.js";
import { Errors } from "./mind/errors.js";
import { wireTeaching } from "./mind/teaching.js";
import { wireHands } from "./mind/writing.js";
import { Bridge } from "./worker/bridge.js";
import { threadsFor } from "./worker/threads.js";

/** @typedef {Bridge<import("./mind/protocol.js").Requests, Events>} MindBridge */
/** @typedef {import("./mind/protocol.js").Events} Events */
/** @typedef {import("./readers.js").Shown} Shown */

/** @param {import("./builds.js").Builds} builds @param {string} images the folder they are in */
function openWorker(builds, images) {
  const worker = new Worker(new URL("mind/worker.js", import.meta.url), { type: "module", name: "mind" });
  const threads = threadsFor(builds);
  return { worker, threads, init: { ...builds, images, ports: threads.ports } };
}

/**
 * @param {import("./builds.js").Builds} builds @param {import("./store/marks.js").Marks} marks @param {import("./readers.js").Readers} readers
 * @param {{ take: (image: Float32Array, words: string) => void }} events take: to the pad
 */
export function startMind(builds, marks, readers, { take }) {
  const section = find("#mind", HTMLElement);
  const tile = find("#tile", HTMLTemplateElement);
  const name = find("[data-testid=mind-network]", HTMLElement, section);
  const images = new URL("mnist/", document.baseURI).href;
  /** @type {MindBridge} */
  const bridge = new Bridge(() => openWorker(builds, images), {
    heard(event, data) {
      const hear = /** @type {((data: unknown) => void) | undefined} */ (own(hears, event));
      hear?.(data);
    },
    gone: () => errors.lose(),
  });
  const errors = new Errors(bridge, () => erring.refresh());
  const dreaming = wireDreams(find(".dreaming", HTMLElement, section), tile, bridge);
  const erring = wireErrors(section, tile, errors, take);
  const hands = wireHands(find(".hands", HTMLElement, section), tile, bridge, take);
  const teaching = wireTeaching(find(".teaching", HTMLElement, section), bridge, marks, readers, () => errors.lookAgain());
  /** @type {{ [E in keyof Events]: (data: Events[E]) => void }} */
  const hears = {
    cores: ({ cores }) => {
      if (cores === 1) bridge.stopThreads();
    },
    climb: dreaming.hear,
    images: ({ received }) => errors.arrive(received),
    lesson: teaching.hear,
  };
  return {
    /**
     * Another network reads, or the same one has learnt, or the drawing has changed.
     * @param {Shown | null} shown @param {import("./lib/reading.js").Reading} reading @param {boolean} isDrawing
     */
    update(shown, reading, isDrawing) {
      write(name, shown?.reader.recipe.name ?? "");
      dreaming.update(shown, reading, isDrawing);
      erring.update(shown);
      hands.update(shown);
      teaching.update();
    },
    recolour() {
      dreaming.recolour();
      erring.recolour();
      hands.recolour();
    },
  };
}
