// Writes into the page, only what is not there already.

/** @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.textContent === text) return;
  const { firstChild, lastChild } = element;
  // To change a text costs less than to lay out another in its place.
  if (text && firstChild instanceof Text && firstChild === lastChild) firstChild.data = text;
  else element.textContent = text;
}

/**
 * @template {Element | DOMStringMap} E @template {keyof E} K
 * @param {E} element @param {K} property @param {E[K]} value
 */
export function set(element, property, value) {
  if (element[property] !== value) element[property] = value;
}
