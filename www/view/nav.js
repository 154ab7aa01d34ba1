// The parts of the page: marks the one that is in sight.

export class Nav {
  /** @param {HTMLElement} container with a link to each part */
  constructor(container) {
    this.container = container;
    const links = Array.from(container.querySelectorAll("a"));
    const train = document.querySelector(links[links.length - 1].hash);
    // A part is in sight from the moment it takes the lower half of the window.
    const observer = new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
      const isThere = isIntersecting || boundingClientRect.bottom < 0;
      links.forEach((link, i) => (link.ariaCurrent = isThere === (i === links.length - 1) ? "true" : null));
    }, { rootMargin: "0px 0px -50% 0px" });
    if (train) observer.observe(train);
  }
}
