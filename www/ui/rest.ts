// Work that comes again and again rests in between, so that it takes no more than a fortieth of a core.

/** Milliseconds from one time to the next, at least. */
const PAUSE = 2000;

/** So many times as long as the work took, it rests. */
const REST = 39;

export class Rest {
  #end = 0;

  /** @param ms that the work took */
  begin(ms: number) {
    this.#end = performance.now() + Math.max(PAUSE, REST * ms);
  }

  /** Milliseconds that are left of it. */
  get left() {
    return Math.max(0, this.#end - performance.now());
  }
}
