// Elements of the page, as a person finds them.
import { page } from "./frame.mjs";

/** Those that a person could see and use. @param {string} selector */
export const visible = (selector) =>
  [...page().document.querySelectorAll(selector)].filter(
    (element) =>
      element.getClientRects().length > 0 &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.disabled &&
      !element.closest("[inert], fieldset:disabled"),
  );

/** Scrolls an element into sight. @returns where it lies; nothing where something else lies over it */
export function reach(element) {
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const hit = page().document.elementFromPoint(x, y);
  const isHit = hit && (element.contains(hit) || hit.contains(element) || hit.closest("label")?.control === element);
  return isHit ? { left, top, width, height, x, y } : undefined;
}

/** How the trace of actions names an element. */
export function nameOf(element) {
  const words = (element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 30);
  const name = element.dataset?.testid ?? element.id;
  const kind = element.className?.baseVal ?? element.className;
  return [element.localName, name && `[${name}]`, !name && kind && `.${kind}`, words && `“${words}”`]
    .filter(Boolean)
    .join(" ");
}
