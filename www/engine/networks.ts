// The crate's networks behind the snapshots of the page: a few are built, and take on the weights of the snapshot that
// is asked about.
import type { Snapshot } from "./snapshot";
import type { ReadingGlue } from "../../npm/src/program/wasm";
import type { Recipe } from "crate";

export type Network = InstanceType<ReadingGlue["Network"]>;

/** Networks of one recipe: the active model, and one of its checkpoints beside it. */
const MOST_PER_RECIPE = 2;

/** Networks in all. */
const MOST = 4;

interface Slot {
  network: Network;
  /** Of its recipe. */
  key: string;
  /** Of the snapshot whose weights it has. */
  id: number;
}

export class Networks {
  readonly #build: (recipe: Recipe) => Network;
  /** Used last comes last. */
  #slots: Slot[] = [];
  #keys: WeakMap<Recipe, string> = new WeakMap();

  constructor(build: (recipe: Recipe) => Network) {
    this.#build = build;
  }

  /** The network of a snapshot, until another snapshot is asked about. */
  of(snapshot: Snapshot): Network {
    const slot = this.#slots.find(({ id }) => id === snapshot.id) ?? this.#filled(snapshot);
    this.#slots = [...this.#slots.filter((other) => other !== slot), slot];
    return slot.network;
  }

  /** Takes in a network that has the weights of this snapshot. */
  adopt({ id, recipe }: Snapshot, network: Network) {
    if (this.#slots.length >= MOST) this.#slots.shift()?.network.free();
    this.#slots.push({ network, key: this.#keyOf(recipe), id });
  }

  #filled({ id, recipe, weights }: Snapshot): Slot {
    const key = this.#keyOf(recipe);
    const own = this.#slots.filter((slot) => slot.key === key);
    if (own.length >= MOST_PER_RECIPE) {
      const [oldest] = own;
      oldest.network.set_weights(weights);
      oldest.id = id;
      return oldest;
    }
    const network = this.#build(recipe);
    try {
      network.set_weights(weights);
    } catch (error) {
      network.free();
      throw error;
    }
    if (this.#slots.length >= MOST) this.#slots.shift()?.network.free();
    const slot = { network, key, id };
    this.#slots.push(slot);
    return slot;
  }

  /** What a network is built of. */
  #keyOf(recipe: Recipe) {
    let key = this.#keys.get(recipe);
    if (key === undefined) this.#keys.set(recipe, (key = JSON.stringify(recipe)));
    return key;
  }
}
