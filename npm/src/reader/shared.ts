// One network for all who read with it.

interface Freed {
  free(): void;
}

export class Shared<T extends Freed> {
  readonly #make: () => Promise<T>;
  #made: Promise<T> | undefined;
  #users = 0;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** For one user more; what could not be made is made anew for the next. */
  async take(): Promise<T> {
    this.#users += 1;
    const making = (this.#made ??= this.#make());
    try {
      return await making;
    } catch (error) {
      this.#users -= 1;
      if (this.#made === making) this.#made = undefined;
      throw error;
    }
  }

  /** The last user frees it. */
  release() {
    this.#users -= 1;
    if (this.#users > 0) return;
    void this.#made?.then((made) => made.free());
    this.#made = undefined;
  }
}
