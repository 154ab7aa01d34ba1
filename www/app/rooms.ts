// Builds the parts of the page below the pad and wires them to what is read: Train, Mind, and the measure of the device.
import { find } from "../ui/find";
import { turn } from "../ui/turn";
import { startMind } from "../mind/mind";
import { startScore } from "../mind/yours/score";
import { startSpeed } from "../benchmark/benchmark";
import { startTraining } from "../train/train";
import { startWhy } from "../mind/why";
import type { Builds } from "../engine/builds";
import type { Model } from "./model";
import type { Drawing } from "../engine/drawing";
import type { Reading } from "../engine/prediction";

export type Rooms = Awaited<ReturnType<typeof startRooms>>;

/**
 * One part after the other: somebody may be drawing.
 * @param events reread: something may read otherwise, or something else is asked; take: an image, to the pad
 */
export async function startRooms(
  builds: Builds,
  pad: HTMLElement,
  model: Model,
  {
    reread,
    showPad,
    take,
  }: { reread: () => void; showPad: () => void; take: (image: Float32Array, words: string) => void },
) {
  const section = find("#mind", HTMLElement);
  const training = startTraining(builds, model, reread);
  await turn();
  const score = startScore(section, model, reread);
  const mind = startMind(builds, score.marks, training.readers, { take });
  await turn();
  const why = startWhy(section, pad, model, { reread, showPad });
  startSpeed(builds);
  for (const room of document.querySelectorAll("main section[inert]")) room.removeAttribute("inert");
  return {
    /** Who reads the pad. */
    get reader() {
      return training.readers.reader;
    },
    update(drawing: Drawing, reading: Reading, isDrawing: boolean) {
      const { reader, shown } = training.readers;
      training.update(drawing);
      mind.update(shown, reading, isDrawing);
      score.update(drawing, reading, reader?.recipe.name ?? "");
      why.update(drawing, reading, reader, score.told);
    },
    /** The page is about to be left. */
    keep: () => training.keep(),
    /** Whether the browser keeps the run; undefined: there is none. */
    get keepsRun() {
      return training.keepsRun;
    },
    recolour() {
      training.recolour();
      mind.recolour();
      why.recolour();
    },
  };
}
