// The network that the user taught: as it was before, and after each of the last lessons that were kept; in the browser
// too, so that a reload brings it back.
import { database } from "./database.js";

/**
 * @typedef {object} State of the network between two lessons
 * @property {number} version
 * @property {number} number counts up; the first is as it was before any lesson
 * @property {string} name of the network
 * @property {boolean} isPretrained it is the one that comes with the page
 * @property {import("../lib/recipe.js").Recipe} recipe
 * @property {Float32Array} weights
 */

/** Of another shape than this, a state is not read. */
const VERSION = 1;

/** Lessons that can be taken back. */
const MOST = 5;

export class Taught {
  #changed;
  /** Oldest first; none, or at least two. @type {State[]} */
  states = [];
  /** The browser keeps nothing. */
  isForbidden = false;

  /** @param {() => void} changed */
  constructor(changed) {
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

  /**
   * A lesson that changed a network: the one that was taught before, or another in its place.
   * @param {Omit<State, "version" | "number">} before @param {Omit<State, "version" | "number">} after
   */
  keep(before, after) {
    const goesOn = this.current?.weights === before.weights;
    const states = goesOn ? this.states : [{ ...before, version: VERSION, number: 0 }];
    const number = (states.at(-1)?.number ?? 0) + 1;
    this.states = [...states, { ...after, version: VERSION, number }].slice(-1 - MOST);
    return this.#write();
  }

  /** Takes back the last lesson. @returns {State} as it was before it */
  undo() {
    const before = this.states[this.states.length - 2];
    this.states = this.lessons > 1 ? this.states.slice(0, -1) : [];
    this.#write();
    return before;
  }

  /** Takes back all of them. @returns {State} as it was before the first that is remembered */
  forget() {
    const [before] = this.states;
    this.states = [];
    this.#write();
    return before;
  }

  #write() {
    const { states } = this;
    return this.#attempt(async () => {
      const { store, done } = (await database()).transaction("taught", "readwrite");
      await Promise.all([store.clear(), ...states.map((state) => store.put(state)), done]);
    });
  }

  /** @param {() => Promise<unknown>} work */
  async #attempt(work) {
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

/** Whether a record is one of ours, whole. @param {Partial<State>} state */
const isSound = ({ version, name, recipe, weights }) =>
  version === VERSION && typeof name === "string" && Array.isArray(recipe?.layers) && weights instanceof Float32Array;
