// Builds the parts of Mind and wires them: the network that reads → its worker → views.
import { startWorker } from "../engine/files";
import { find } from "../ui/find";
import { own } from "../ui/own";
import { write } from "../ui/write";
import { wireDreams } from "./dreams/dreaming";
import { wireErrors } from "./errors/erring";
import { Errors } from "./errors/evaluation";
import { wireTeaching } from "./yours/teaching";
import { wireHands } from "./styles/writing";
import { WorkerClient } from "../engine/worker/client";
import { threadsFor } from "../engine/worker/threads";
import type { Builds } from "../engine/builds";
import type { Events, Requests } from "./worker/protocol";
import type { Marks } from "../store/labelled-drawings";
import type { Readers, Shown } from "../app/readers";
import type { Reading } from "../engine/prediction";

export type MindBridge = WorkerClient<Requests, Events>;

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
  const bridge: MindBridge = new WorkerClient(() => openWorker(builds, images), {
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
