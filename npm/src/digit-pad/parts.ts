// What stands in the element's shadow: the pad, and under it what was read, two buttons and a hint.
import { styleSheet } from "./styles";

export type Parts = ReturnType<typeof partsIn>;

export function partsIn(host: HTMLElement) {
  const root = host.attachShadow({ mode: "open", delegatesFocus: true });
  root.adoptedStyleSheets = [styleSheet()];
  const canvas = part("canvas", "canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  const pen = part("i", "pen");
  const inviteText = slot("invite", "");
  const invite = part("p", "invite", inviteText);
  for (const seen of [pen, invite]) seen.setAttribute("aria-hidden", "true");
  const faultText = document.createElement("span");
  const retry = button("retry", "Try again");
  const fault = part("p", "fault", faultText, retry);
  const reading = part("span", "reading");
  const undo = button("undo", "Undo");
  const clear = button("clear", "Clear");
  const hint = part("p", "hint");
  const heard = part("span", "heard");
  heard.setAttribute("role", "status");
  pen.hidden = fault.hidden = true;
  root.append(part("div", "all", part("div", "pad", canvas, pen, invite, fault), reading, undo, clear, hint, heard));
  return { canvas, pen, invite, inviteText, fault, faultText, retry, reading, undo, clear, hint, heard };
}

function part<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, ...inside: Node[]) {
  const element = document.createElement(tag);
  element.className = name;
  element.setAttribute("part", name);
  element.append(...inside);
  return element;
}

/** What a page may say in its own words. */
function slot(name: string, text: string) {
  const element = document.createElement("slot");
  element.name = name;
  element.textContent = text;
  return element;
}

function button(name: string, text: string) {
  const element = part("button", name, slot(name, text));
  element.type = "button";
  return element;
}
