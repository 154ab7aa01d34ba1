// Wires the teaching: what the user marked → a lesson in the worker → its effect, to be kept or not → the network that reads.
import { effectOf, wordsOf, type Stage, type Trial } from "./words";
import { hand } from "../../ui/save-file";
import { messageOf } from "../../engine/message";
import { Taught, type State } from "../../store/fine-tuned";
import { Lesson } from "./fine-tuning-view";
import type { MindBridge } from "../mind";
import type { Marks } from "../../store/labelled-drawings";
import type { Readers } from "../../app/readers";
import type { Reader } from "../../engine/crate";
import type { Events } from "../worker/protocol";

type Network = Omit<State, "version" | "number">;

/** @param given called after a lesson: the test images are here */
export function wireTeaching(
  container: HTMLElement,
  bridge: MindBridge,
  marks: Marks,
  readers: Readers,
  given: () => void,
) {
  /** Of the lesson under way. */
  let stage: Stage | null = null;
  /** A lesson that was given, and is neither kept nor dropped. */
  let trial: (Trial & { before: Network; after: Network }) | null = null;
  let fault = "";
  /** The network that was taught, as it reads the pad. */
  let pupil: Reader | null = null;
  let [isLoaded, isRestored] = [false, false];

  const taught = new Taught(() => refresh());
  const view = new Lesson(container, {
    teach,
    keep() {
      if (!trial) return;
      const { before, after } = trial;
      trial = null;
      void taught.keep(before, after);
      take(after);
    },
    undo() {
      if (trial) trial = null;
      else if (taught.lessons > 0) take(taught.undo());
      refresh();
    },
    read: () => taught.current && take(taught.current),
    save: () => pupil && hand(`${pupil.recipe.name}-taught.safetensors`, new Blob([bytesOf(pupil)])),
    forgotten: () => take(taught.forget()),
  });

  /**
   * One that cannot be used leaves the pad to whoever has it.
   * @param network that reads from now on
   */
  function take(network: Network) {
    try {
      pupil = network.isPretrained ? null : readers.take(network.name, network.recipe, network.weights);
      if (!pupil) readers.giveBack();
    } catch (error) {
      console.warn(error);
      fault = `${network.name} cannot be used any more: ${sentence(error)}`;
      refresh();
    }
  }

  async function teach() {
    const { reader } = readers;
    if (!reader || stage || marks.all.length === 0) return;
    const isFresh = fault !== "";
    fault = "";
    trial = null;
    const before = networkOf(reader);
    const digits = marks.all;
    const drawings = Uint8Array.from(digits.flatMap(({ image }) => Array.from(image)));
    const labels = Uint8Array.from(digits, ({ label }) => label);
    stage = { name: "images", done: 0 };
    refresh();
    try {
      const snapshot = { recipe: before.recipe, weights: before.weights.slice() };
      const lesson = { snapshot, drawings, labels, seed: taught.lessons, isFresh };
      const found = await bridge.request("teach", lesson, [snapshot.weights.buffer, drawings.buffer]);
      const after = {
        name: `${before.recipe.name}, taught`,
        isPretrained: false,
        recipe: before.recipe,
        weights: found.weights,
      };
      trial = { ...effectOf(found, labels), before, after };
      given();
    } catch (error) {
      console.warn(error);
      fault = `The lesson failed, and nothing was changed: ${sentence(error)}`;
    }
    stage = null;
    refresh();
  }

  function networkOf(reader: Reader): Network {
    const { current } = taught;
    if (current && reader.network === pupil?.network) return current;
    const { name, isPretrained } = readers;
    return { name, isPretrained, recipe: reader.recipe, weights: reader.network.weights() };
  }

  function refresh() {
    const { reader } = readers;
    const isReading = pupil !== null && reader?.network === pupil.network;
    const replaces = trial !== null && taught.current !== null && trial.before !== taught.current;
    view.update({
      ...wordsOf({
        marks: marks.all,
        stage,
        trial,
        fault,
        lessons: taught.lessons,
        isReading,
        replaces,
        isForbidden: taught.isForbidden,
      }),
      effect: trial?.rows ?? [],
      canTeach: reader !== null && stage === null && marks.all.length > 0,
      canKeep: trial !== null && trial.steps > 0,
      canUndo: stage === null && (trial !== null || taught.lessons > 0),
      canRead: taught.lessons > 0 && !isReading,
      isTaught: taught.lessons > 0,
    });
  }

  /** Once, when both the store and the program have answered. */
  function restore() {
    if (isRestored || !isLoaded || !readers.reader) return;
    isRestored = true;
    if (taught.current && !pupil) take(taught.current);
  }

  void taught.load().then(() => {
    isLoaded = true;
    restore();
  });
  return {
    refresh,
    /** How far the lesson under way is. */
    hear({ stage: name, done }: Events["lesson"]) {
      if (stage) stage = { name, done };
      refresh();
    },
    /** Another network reads, or the program has come. */
    update() {
      restore();
      refresh();
    },
  };
}

const sentence = (error: unknown) => `${messageOf(error).replace(/\.$/, "")}.`;

const bytesOf = ({ network }: Reader) => network.to_safetensors() as Uint8Array<ArrayBuffer>;
