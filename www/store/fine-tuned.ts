// The network that the user taught: as it was before, and after each of the last lessons that were kept; in the browser
// too, so that a reload brings it back.
import { database } from "./database";
import type { Recipe } from "crate";

/** Of the network between two lessons. */
export interface State {
  version: number;
  /** Counts up; the first is as it was before any lesson. */
  number: number;
  /** Of the network. */
  name: string;
  /** It is the one that comes with the page. */
  isPretrained: boolean;
  recipe: Recipe;
  weights: Float32Array;
}

/** Of another shape than this, a state is not read. */
const VERSION = 1;

/** Lessons that can be taken back. */
const MOST = 5;

export class Taught {
  readonly #changed: () => void;
  /** Oldest first; none, or at least two. */
  states: State[] = [];
  /** The browser keeps nothing. */
  isForbidden = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The network as it is now, if it was taught. */
  get current() {
    return this.states.at(-1) ?? null;
  }

  /** Lessons that can be taken back. */
  get lessons() {
    return Math.max(0, this.states.length - 1);
  }

  /** That of an earlier visit. */
  load() {
    return this.#attempt(async () => {
      const records = (await (await database()).getAll("taught")).filter(isSound);
      if (this.states.length === 0 && records.length > 1) this.states = records;
    });
  }

  /** A lesson that changed a network: the one that was taught before, or another in its place. */
  keep(before: Omit<State, "version" | "number">, after: Omit<State, "version" | "number">) {
    const goesOn = this.current?.weights === before.weights;
    const states = goesOn ? this.states : [{ ...before, version: VERSION, number: 0 }];
    const number = (states.at(-1)?.number ?? 0) + 1;
    this.states = [...states, { ...after, version: VERSION, number }].slice(-1 - MOST);
    return this.#write();
  }

  /**
   * Takes back the last lesson.
   * @returns as it was before it
   */
  undo(): State {
    const before = this.states[this.states.length - 2];
    this.states = this.lessons > 1 ? this.states.slice(0, -1) : [];
    void this.#write();
    return before;
  }

  /**
   * Takes back all of them.
   * @returns as it was before the first that is remembered
   */
  forget(): State {
    const [before] = this.states;
    this.states = [];
    void this.#write();
    return before;
  }

  #write() {
    const { states } = this;
    return this.#attempt(async () => {
      const { store, done } = (await database()).transaction("taught", "readwrite");
      await Promise.all([store.clear(), ...states.map((state) => store.put(state)), done]);
    });
  }

  async #attempt(work: () => Promise<unknown>) {
    this.#changed();
    try {
      await work();
    } catch (error) {
      console.warn("The browser keeps no network that was taught.", error);
      this.isForbidden = true;
    }
    this.#changed();
  }
}

/** Whether a record is one of ours, whole. */
const isSound = ({ version, name, recipe, weights }: Partial<State>) =>
  version === VERSION && typeof name === "string" && Array.isArray(recipe?.layers) && weights instanceof Float32Array;
