// What MNIST's test images say of a network: asked for once they are here, and after each epoch. No network is evaluated
// twice: an evaluation is cached, and of one that learns the worker that trains it tells its outputs.
import { computed, effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { messageOf } from "../../../npm/src/program/message";
import { titleOf, transferable, type Snapshot } from "../../engine/snapshot";
import { run, type Outputs } from "../../store/run";
import { active } from "../../store/snapshots";
import { client } from "../client";
import { isLearning } from "../inquiry";
import type { Evaluation } from "../worker/protocol";
import { lookForImages, where } from "./test-images";

/** What is evaluated: a network, or what it made of the images at one moment of its training. */
interface Subject {
  moment: Snapshot | Outputs;
  /** What it is called. */
  name: string;
}

interface Evaluated {
  evaluation: Evaluation;
  subject: Subject;
}

const known = new WeakMap<Subject["moment"], Promise<Evaluation>>();

/** What was found last of the network that reads. */
export const evaluated = signal<Evaluated | null>(null);
export const fault = signal("");

/** What is asked of the run, which changes far more often. */
const testCount = computed(() => run.value?.tests.length ?? 0);
const outputs = computed(() => run.value?.outputs ?? null);

let isBusy = false;

/** The evaluation of a network; the test images are here. */
export function evaluate(moment: Snapshot | Outputs): Promise<Evaluation> {
  let found = known.get(moment);
  if (!found) {
    found = "outputs" in moment ? evaluateOutputs(moment) : evaluateSnapshot(moment);
    known.set(moment, found);
    found.catch(() => known.delete(moment));
  }
  return found;
}

function evaluateOutputs({ outputs }: Outputs) {
  const copy = outputs.slice();
  return client.request("evaluate", { outputs: copy }, [copy.buffer]);
}

function evaluateSnapshot(network: Snapshot) {
  const snapshot = transferable(network);
  return client.request("evaluate", { snapshot }, [snapshot.weights.buffer]);
}

/** The network that reads; while it learns, as it was at the end of its last epoch. */
function subjectOf(): Subject | null {
  const snapshot = active.value;
  if (!snapshot) return null;
  const { recipe } = snapshot;
  if (!isLearning.value) return { moment: snapshot, name: titleOf(snapshot) };
  const moment = outputs.value;
  return moment && { moment, name: `${recipe.name} after epoch ${Math.round(moment.at)}` };
}

/** What was found last is of the network that reads now. */
export const isCurrent = () => evaluated.value !== null && evaluated.value.subject.moment === subjectOf()?.moment;

async function follow() {
  const subject = subjectOf();
  if (!subject || where.value !== "here" || isBusy || fault.value || isCurrent()) return;
  isBusy = true;
  try {
    evaluated.value = { evaluation: await evaluate(subject.moment), subject };
  } catch (error) {
    console.warn(error);
    fault.value = messageOf(error);
  }
  isBusy = false;
  void follow();
}

/** Asks again what failed. */
export function tryAgain() {
  fault.value = "";
  void follow();
}

/** Evaluates whichever network reads, for as long as the component is mounted. */
export function useEvaluation() {
  useEffect(
    () =>
      effect(() => {
        // A run that has been tested has fetched the images.
        void testCount.value;
        if (where.value === "unknown" || where.value === "absent") void lookForImages();
        void follow();
      }),
    [],
  );
}
