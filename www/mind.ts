// Builds the parts of Mind and wires them: the network that reads → its worker → views.
import { startWorker } from "./files";
import { find } from "./lib/find";
import { own } from "./lib/own";
import { write } from "./lib/write";
import { wireDreams } from "./mind/dreaming";
import { wireErrors } from "./mind/erring";
import { Errors } from "./mind/errors";
import { wireTeaching } from "./mind/teaching";
import { wireHands } from "./mind/writing";
import { Bridge } from "./worker/bridge";
import { threadsFor } from "./worker/threads";
import type { Builds } from "./builds";
import type { Events, Requests } from "./mind/protocol";
import type { Marks } from "./store/marks";
import type { Readers, Shown } from "./readers";
import type { Reading } from "./lib/reading";

export type MindBridge = Bridge<Requests, Events>;

/** @param images the folder they are in */
function openWorker(builds: Builds, images: string) {
  const worker = startWorker("mind");
  const threads = threadsFor(builds);
  return { worker, threads, init: { ...builds, images, ports: threads.ports } };
}

/** @param events take: to the pad */
export function startMind(
  builds: Builds,
  marks: Marks,
  readers: Readers,
  { take }: { take: (image: Float32Array, words: string) => void },
) {
  const section = find("#mind", HTMLElement);
  const tile = find("#tile", HTMLTemplateElement);
  const name = find("[data-testid=mind-network]", HTMLElement, section);
  const images = new URL("mnist/", document.baseURI).href;
  const bridge: MindBridge = new Bridge(() => openWorker(builds, images), {
    heard(event, data) {
      const hear = own(hears, event) as ((data: unknown) => void) | undefined;
      hear?.(data);
    },
    gone: () => errors.lose(),
  });
  const errors = new Errors(bridge, () => erring.refresh());
  const dreaming = wireDreams(find(".dreaming", HTMLElement, section), tile, bridge);
  const erring = wireErrors(section, tile, errors, take);
  const hands = wireHands(find(".hands", HTMLElement, section), tile, bridge, take);
  const teaching = wireTeaching(find(".teaching", HTMLElement, section), bridge, marks, readers, () =>
    errors.lookAgain(),
  );
  const hears: { [E in keyof Events]: (data: Events[E]) => void } = {
    cores: ({ cores }) => {
      if (cores === 1) bridge.stopThreads();
    },
    climb: (climb) => dreaming.hear(climb),
    images: ({ received }) => errors.arrive(received),
    lesson: (stage) => teaching.hear(stage),
  };
  return {
    /** Another network reads, or the same one has learnt, or the drawing has changed. */
    update(shown: Shown | null, reading: Reading, isDrawing: boolean) {
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
