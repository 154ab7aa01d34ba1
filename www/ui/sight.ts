// Whether any of some parts of the page is in sight.

export class Sight {
  #seen = new Set<Element>();

  constructor(parts: Element[], changed: () => void) {
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.#seen[isIntersecting ? "add" : "delete"](target);
      changed();
    });
    for (const part of parts) observer.observe(part);
  }

  get isAny() {
    return this.#seen.size > 0;
  }
}
