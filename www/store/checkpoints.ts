// The checkpoints of a run: as many as memory allows, spread evenly.
import type { Checkpoint } from "./run";

const MOST = 40;

/** Bytes that the weights of all checkpoints may take. */
const ROOM = 128e6;

/** @param checkpoints in order */
export function kept(checkpoints: readonly Checkpoint[], newest: Checkpoint): readonly Checkpoint[] {
  const all = [...checkpoints, newest];
  const most = Math.max(4, Math.min(MOST, Math.floor(ROOM / newest.weights.byteLength)));
  if (all.length <= most) return all;
  // The one whose neighbours are nearest to each other is missed least; an epoch's end is missed more.
  const gap = (i: number) => (all[i + 1].at - all[i - 1].at) * (all[i].epoch_over ? 2 : 1);
  let least = 1;
  for (let i = 2; i < all.length - 1; i++) if (gap(i) < gap(least)) least = i;
  return all.toSpliced(least, 1);
}
