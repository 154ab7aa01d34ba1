// The parts of the page: marks the one that is in sight.

export class Nav {
  readonly container: HTMLElement;

  /** @param container with a link to each part, from top to bottom; the first never goes out of sight */
  constructor(container: HTMLElement) {
    this.container = container;
    const links = Array.from(container.querySelectorAll("a"));
    const parts = links.slice(1).map(({ hash }) => document.querySelector(hash));
    const reached = new Set<Element | null>();
    // A part is reached once its top is in the upper half of the window or above it: a jump may leave it there unseen.
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) reached[isIntersecting ? "add" : "delete"](target);
        const last = parts.findLastIndex((part) => reached.has(part)) + 1;
        links.forEach((link, i) => (link.ariaCurrent = i === last ? "true" : null));
      },
      { root: document, rootMargin: "1000000px 0px -50% 0px" },
    );
    for (const part of parts) if (part) observer.observe(part);
  }
}
