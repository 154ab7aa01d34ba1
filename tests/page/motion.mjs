// A system that asks for no motion, as far as the page's programs look.

/** In the page, before its own scripts. */
export function withoutMotion() {
  const ask = window.matchMedia.bind(window);
  window.matchMedia = (query) => (query.includes("reduced-motion") ? { matches: true } : ask(query));
}
