// Builds the parts of the page below the pad and wires them to what is read: Train, Mind, and the measure of the device.
import { find } from "./lib/find.js";
import { turn } from "./lib/turn.js";
import { startMind } from "./mind.js";
import { startScore } from "./score.js";
import { startSpeed } from "./speed.js";
import { startTraining } from "./train.js";
import { startWhy } from "./why.js";

/** @typedef {Awaited<ReturnType<typeof startRooms>>} Rooms */

/**
 * One part after the other: somebody may be drawing.
 * @param {import("./builds.js").Builds} builds @param {HTMLElement} pad @param {import("./model.js").Model} model
 * @param {{ reread: () => void, showPad: () => void, take: (image: Float32Array, words: string) => void }} events
 *   reread: something may read otherwise, or something else is asked; take: an image, to the pad
 */
export async function startRooms(builds, pad, model, { reread, showPad, take }) {
  const section = find("#mind", HTMLElement);
  const training = startTraining(builds, model, reread);
  await turn();
  const score = startScore(section, reread);
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
    /** @param {import("./lib/drawing.js").Drawing} drawing @param {import("./lib/reading.js").Reading} reading @param {boolean} isDrawing */
    update(drawing, reading, isDrawing) {
      const { reader, shown } = training.readers;
      training.update(drawing);
      mind.update(shown, reading, isDrawing);
      score.update(drawing, reading, reader?.recipe.name ?? "");
      why.update(drawing, reading, reader, score.told);
    },
    recolour() {
      training.recolour();
      mind.recolour();
      why.recolour();
    },
  };
}
