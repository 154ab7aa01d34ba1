// Keeps a part of the page up to date: at once where it is in sight, elsewhere when nothing has happened for a moment.

/** Milliseconds without a change. */
const CALM = 500;

export class Calm {
  #isInSight = false;
  #timer = 0;
  /** What is still to be done. @type {(() => void) | null} */
  #work = null;

  /** @param {Element} part */
  constructor(part) {
    const sight = new IntersectionObserver((entries) => {
      const { isIntersecting } = entries[entries.length - 1];
      this.#isInSight = isIntersecting;
      if (isIntersecting) this.#do();
    });
    sight.observe(part);
  }

  /** The last work within a moment is the one that is done. @param {() => void} work */
  update(work) {
    this.#work = work;
    clearTimeout(this.#timer);
    if (this.#isInSight) this.#do();
    else this.#timer = setTimeout(() => this.#do(), CALM);
  }

  #do() {
    const work = this.#work;
    this.#work = null;
    work?.();
  }
}
