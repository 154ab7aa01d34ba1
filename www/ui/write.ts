// Writes into the page, only what is not there already.

export function write(element: Element, text: string) {
  if (element.textContent === text) return;
  const { firstChild, lastChild } = element;
  // To change a text costs less than to lay out another in its place.
  if (text && firstChild instanceof Text && firstChild === lastChild) firstChild.data = text;
  else element.textContent = text;
}

export function set<E extends Element | DOMStringMap, K extends keyof E>(element: E, property: K, value: E[K]) {
  if (element[property] !== value) element[property] = value;
}
