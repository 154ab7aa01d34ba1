// Keeps a part of the page up to date: at once where it is in sight, elsewhere when nothing has happened for a moment.

/** Milliseconds without a change. */
const CALM = 500;

export class Calm {
  #isInSight = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is still to be done. */
  #work: (() => void) | null = null;

  constructor(part: Element) {
    const sight = new IntersectionObserver((entries) => {
      const { isIntersecting } = entries[entries.length - 1];
      this.#isInSight = isIntersecting;
      if (isIntersecting) this.#do();
    });
    sight.observe(part);
  }

  /** The last work within a moment is the one that is done. */
  update(work: () => void) {
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
