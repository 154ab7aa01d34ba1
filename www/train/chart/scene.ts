// What the chart shows: the run that is led here, those that are kept, and what the recipe's author reports.
import { computed } from "@preact/signals";
import { keptRuns } from "../../store/kept-runs";
import { run, type Run } from "../../store/run";
import { original } from "../settings";

export interface Scene {
  readonly run: Run | null;
  /** The run that is led here may be among them. */
  readonly kept: readonly Run[];
  /** Accuracy in 0..1. */
  readonly author: number | null;
}

export const scene = computed<Scene>(() => ({
  run: run.value,
  kept: keptRuns.value,
  author: (run.value?.recipe ?? original.value)?.source?.accuracy ?? null,
}));

/** All runs that have a line each, the one that is led here last. */
export const runsOf = ({ run, kept }: Scene) => [...kept.filter(({ id }) => id !== run?.id), ...(run ? [run] : [])];
