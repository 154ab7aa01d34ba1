// Made-up events of pointers, keys and fields.
import { page, root } from "./frame.mjs";

/** @param {"pointerdown" | "pointermove" | "pointerup" | "pointercancel" | "lostpointercapture"} type */
export function point(element, type, [x, y], { id = 1, kind = "mouse" } = {}) {
  const isDown = type === "pointerdown" || type === "pointermove";
  const options = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, view: page() };
  element.dispatchEvent(
    new (page().PointerEvent)(type, {
      ...options,
      ...{ pointerId: id, pointerType: kind, isPrimary: id === 1, button: type === "pointermove" ? -1 : 0 },
      buttons: isDown ? 1 : 0,
    }),
  );
}

/** @param {[x: number, y: number]} at */
export function press(element, at) {
  point(element, "pointerdown", at);
  element.focus({ preventScroll: true });
  point(element, "pointerup", at);
  // The click of a link was taken away, with that of those made to download.
  if (element.isConnected) page().HTMLElement.prototype.click.call(element);
}

/** The user has written or chosen a value; `change` follows when the field is left. */
export function input(element, value) {
  const { prototype } = element.localName === "select" ? page().HTMLSelectElement : page().HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype, "value").set.call(element, value);
  element.dispatchEvent(new (page().InputEvent)("input", { bubbles: true }));
}

export const change = (element) => element.dispatchEvent(new (page().Event)("change", { bubbles: true }));

/** A key on whatever has the focus. @param {string} key @param {KeyboardEventInit} [modifiers] */
export function type(key, modifiers = {}) {
  const target = page().document.activeElement ?? root();
  const options = { key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key, bubbles: true, cancelable: true };
  for (const event of ["keydown", "keyup"])
    target.dispatchEvent(new (page().KeyboardEvent)(event, { ...options, ...modifiers }));
}
