// Which lessons are done: kept in this browser, where it keeps anything.
import { signal, type Signal } from "@preact/signals";

const KEY = "lessons-done";

interface Done {
  numbers: ReadonlySet<number>;
  /** The browser keeps them. */
  isKept: boolean;
}

let state: Signal<Done> | null = null;

/** Read when it is first asked for: before the page runs there is no browser that keeps anything. */
function done() {
  if (!state) {
    const kept = read();
    state = signal({ numbers: new Set(kept), isKept: kept !== null });
  }
  return state;
}

export const doneLessons = () => done().value.numbers;
export const isDone = (lesson: number) => doneLessons().has(lesson);
export const areDoneKept = () => done().value.isKept;

export function markDone(lesson: number) {
  const { numbers } = done().peek();
  if (numbers.has(lesson)) return;
  // Another tab may have done others meanwhile.
  const all = new Set([...numbers, ...(read() ?? []), lesson]);
  done().value = { numbers: all, isKept: write([...all]) };
}

/** The numbers that a stored text lists; whatever else it says is left out. */
export function numbersIn(text: string | null): number[] {
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(stored) ? stored.filter((one): one is number => Number.isInteger(one)) : [];
  } catch {
    return [];
  }
}

/** `null`: the browser keeps nothing for this page. */
function read() {
  try {
    return numbersIn(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function write(numbers: number[]) {
  try {
    localStorage.setItem(KEY, JSON.stringify(numbers));
    return true;
  } catch {
    return false;
  }
}
