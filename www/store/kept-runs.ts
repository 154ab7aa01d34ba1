// The runs that are kept to compare with: their curves, in the browser too, so that a reload brings them back.
import { computed, effect, signal } from "@preact/signals";
import { database, readAll, VERSION, type Curve } from "./database";
import { newRun, run, type Run } from "./run";
import { hasCurve, sifted } from "./soundness";

/** More than these, and nobody can tell the lines apart. */
const MOST = 3;

export const keptRuns = signal<readonly Run[]>([]);
/** No other run can be kept. */
export const isFull = computed(() => keptRuns.value.length >= MOST);
/** The browser keeps nothing. */
export const isForbidden = signal(false);
/** The ids of those that are damaged, and left out until the next is written, in whose place they go. */
export const damaged = signal<readonly string[]>([]);

/** Where the run that is led was when it was last written. */
let written = "";

/** Those of an earlier visit, in the order in which they began, as their names have it; from now on they are kept up to date. */
export async function loadKeptRuns() {
  effect(() => follow(run.value));
  await attempt(async () => {
    const found = sifted(await readAll("kept"), hasCurve);
    damaged.value = found.damaged.map(({ id }) => id as string);
    keptRuns.value = [...found.whole.map(revived), ...keptRuns.value].slice(-MOST);
    follow(run.value);
  });
}

export async function keepToCompare(kept: Run) {
  keptRuns.value = [...keptRuns.value, kept];
  await attempt(() => write(kept));
}

export async function removeRun({ id }: Run) {
  keptRuns.value = keptRuns.value.filter((other) => other.id !== id);
  await attempt(async () => (await database()).delete("kept", id));
}

/** A kept run that goes on is the same run here, and is written again with every epoch. */
function follow(led: Run | null) {
  const kept = keptRuns.peek();
  const now = kept.map((other) => (other.id === led?.id ? led : withoutCheckpoints(other)));
  if (now.some((other, i) => other !== kept[i])) keptRuns.value = now;
  if (!led || !now.includes(led)) return;
  const place = [led.id, led.phase, led.progress?.epoch].join();
  if (place === written) return;
  written = place;
  void attempt(() => write(led));
}

/** Only the slider of the run that is led needs them, and they are large. */
const withoutCheckpoints = (kept: Run): Run => (kept.checkpoints.length > 0 ? { ...kept, checkpoints: [] } : kept);

async function attempt(work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    console.warn("The browser keeps no runs to compare with.", error);
    isForbidden.value = true;
  }
}

/** Another tab may have kept some too; the newest stay. */
async function write({ id, recipe, seed, points, tests }: Run) {
  const { store, done } = (await database()).transaction("kept", "readwrite");
  const work = async () => {
    await store.put({ version: VERSION, id, recipe, seed, points, tests });
    await Promise.all(damaged.value.map((other) => store.delete(other)));
    const others = (await store.getAllKeys()).filter((other) => other !== id);
    await Promise.all(others.slice(0, 1 - MOST).map((other) => store.delete(other)));
  };
  await Promise.all([work(), done]);
  damaged.value = [];
}

const revived = ({ id, recipe, seed, points, tests }: Curve): Run => ({
  ...newRun(id, recipe, seed),
  phase: "finished",
  points,
  tests,
});
