// The element <digit-pad>: a field of a form in which one writes a number by hand.
import { announced, invitation, labelOf } from "./digit-pad/words";
import { countOf } from "./digit-pad/attributes";
import { PadBase, type PadEvents } from "./digit-pad/base";
import { Drawing } from "./digit-pad/drawing";
import { pressKey } from "./digit-pad/keys";
import { partsIn, type Parts } from "./digit-pad/parts";
import { visiblePoints } from "./digit-pad/points";
import { restored, saved } from "./digit-pad/saved";
import { verdictOn } from "./digit-pad/validity";
import { loadReader, type Reader, type Reading } from "./index";
import { KeyboardPen, type Place } from "./pad/keyboard-pen";
import { onceAFrame } from "./pad/once-a-frame";
import { paintPad, penFor } from "./pad/paint";
import { watchPixels } from "./pad/pixels";
import { takePointers } from "./pad/pointers";
import { messageOf } from "./program/message";
import { PEN, type Stroke } from "./reader/drawing";

const BLANK: Reading = { text: "", confidence: 0, digits: [] };

/** Milliseconds of rest after which it is said what was read: who writes a number hears it once. */
const REST = 600;

/**
 * A field of a form in which one writes a number by hand, `<digit-pad name="amount" maxlength="6" required></digit-pad>`; its
 * value is the number as a text. All pads of a page share one program and one network.
 *
 * It tells `input` and `change` as other fields do, `read` with each reading, and `error` where it cannot read. Custom
 * properties: `--digit-pad-size`, `-paper`, `-ink`, `-rule`, `-edge`, `-text`, `-fault`, `-focus`. Parts: `all`, `pad`, `canvas`,
 * `pen`, `invite`, `fault`, `retry`, `reading`, `undo`, `clear`, `hint`. Slots for words: `invite`, `undo`, `clear`, `retry`.
 */
export class DigitPad extends PadBase {
  static readonly formAssociated = true;
  static readonly observedAttributes = ["required", "maxlength", "aria-label"];

  readonly #internals = this.attachInternals();
  readonly #parts: Parts = partsIn(this);
  readonly #drawing = new Drawing(() => this.#drawn());
  readonly #pen: KeyboardPen;
  readonly #paintSoon = onceAFrame(() => this.#paint());
  readonly #readSoon = onceAFrame(() => this.#read());
  /** What ends with the element's stay in the document. */
  #ends: (() => void)[] = [];
  #loading: Promise<Reader> | null = null;
  #reader: Reader | null = null;
  #fault = "";
  /** How often it has been tried again: some browsers remember that a part of the package did not come. */
  #retries = 0;
  #objection = "";
  #isDisabled = false;
  /** The last reading, and of which strokes it is. */
  #reading = BLANK;
  #strokesRead: readonly Stroke[] = this.#drawing.strokes;
  /** The value when the last stroke ended. */
  #settled = "";
  /** What was drawn or taken back since then was so by the user. */
  #isByUser = false;
  #announcing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    // A label of the page names all of it.
    this.#internals.role = "group";
    this.#pen = new KeyboardPen(this.#strokes, (place) => this.#showPen(place));
    const { canvas, undo, clear, retry } = this.#parts;
    canvas.addEventListener("keydown", (event) => this.#press(event));
    canvas.addEventListener("keyup", ({ key }) => this.#pen.release(key));
    canvas.addEventListener("blur", () => this.#pen.putAway());
    canvas.addEventListener("focus", () => this.#name());
    // Its colours are other ones: the page's or the system's have changed.
    canvas.addEventListener("transitionend", this.#paintSoon);
    undo.addEventListener("click", () => this.#byUser(() => this.#drawing.undo()));
    clear.addEventListener("click", () => this.#byUser(() => this.#drawing.clear()));
    retry.addEventListener("click", () => this.#retry());
    // A press on its label.
    this.addEventListener("click", (event) => event.composedPath()[0] === this && this.focus());
  }

  /** The number as it was read: a digit that is not clear is `?`, and a blank pad is empty. */
  get value(): string {
    return this.#reading.text;
  }

  /** What was read last; places are in pads, 0 to 1. */
  get reading(): Reading {
    return this.#reading;
  }

  /** What reads, once it is here; it is shared with other pads and belongs to this one as long as that is in the document. */
  get reader(): Promise<Reader> {
    return (this.#loading ??= this.#load());
  }

  /** Makes it blank, which `undo` takes back. */
  clear(): void {
    this.#drawing.clear();
  }

  /** Takes back the last stroke, or clearing. */
  undo(): void {
    this.#drawing.undo();
  }

  get name(): string {
    return this.getAttribute("name") ?? "";
  }
  set name(name: string) {
    this.setAttribute("name", name);
  }

  /** A blank pad cannot be sent. */
  get required(): boolean {
    return this.hasAttribute("required");
  }
  set required(isRequired: boolean) {
    this.toggleAttribute("required", isRequired);
  }

  get disabled(): boolean {
    return this.hasAttribute("disabled");
  }
  set disabled(isDisabled: boolean) {
    this.toggleAttribute("disabled", isDisabled);
  }

  /** The most digits; -1 where that is free. */
  get maxLength(): number {
    return this.#maxLength ?? -1;
  }
  set maxLength(count: number) {
    this.setAttribute("maxlength", String(count));
  }

  get type(): string {
    return "digit-pad";
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
  get labels(): NodeList {
    return this.#internals.labels;
  }
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }
  get validity(): ValidityState {
    return this.#internals.validity;
  }
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** @param message what the page has against the value; empty if nothing */
  setCustomValidity(message: string): void {
    this.#objection = message;
    this.#update();
  }

  /** @internal */
  connectedCallback() {
    const { canvas } = this.#parts;
    this.#ends = [watchPixels(canvas, () => this.#paint()), takePointers(canvas, this.#handStrokes)];
    this.#update();
    this.#paintSoon();
    this.reader.catch(() => undefined);
  }

  /** @internal */
  disconnectedCallback() {
    this.#pen.putAway();
    for (const end of this.#ends) end();
    this.#ends = [];
    clearTimeout(this.#announcing);
    // It may only have gone to another place.
    queueMicrotask(() => this.isConnected || this.#release());
  }

  /** @internal */
  attributeChangedCallback() {
    this.#update();
    this.#name();
  }

  /** @internal */
  formDisabledCallback(isDisabled: boolean) {
    this.#isDisabled = isDisabled;
    if (isDisabled) {
      this.#pen.putAway();
      this.#drawing.end();
    }
    const { canvas, undo, clear } = this.#parts;
    canvas.tabIndex = isDisabled ? -1 : 0;
    canvas.setAttribute("aria-disabled", String(isDisabled));
    undo.disabled = clear.disabled = isDisabled;
  }

  /** @internal */
  formResetCallback() {
    this.#drawing.reset();
  }

  /** @internal */
  formStateRestoreCallback(state: unknown) {
    if (typeof state === "string") this.#drawing.reset(restored(state));
  }

  get #maxLength() {
    return countOf(this.getAttribute("maxlength"));
  }

  /** Where the pens' strokes go. */
  get #strokes() {
    const drawing = this.#drawing;
    return {
      begin: (x: number, y: number) => this.#byUser(() => drawing.begin(x, y)),
      extend: (...points: number[]) => drawing.extend(...points),
      end: () => drawing.end(),
      undo: () => drawing.undo(),
      isOpen: () => drawing.isOpen,
      makeWay() {},
    };
  }

  /** Of the pen in the hand: the one that keys move makes way. */
  get #handStrokes() {
    return { ...this.#strokes, makeWay: () => this.#pen.putAway() };
  }

  #byUser(change: () => void) {
    if (this.#isDisabled) return;
    this.#isByUser = true;
    change();
  }

  #press(event: KeyboardEvent) {
    if (event.defaultPrevented || this.#isDisabled) return;
    const isTaken = pressKey(event, {
      pen: this.#pen,
      undo: () => this.#byUser(() => this.#drawing.undo()),
      clear: () => {
        const hasInk = this.#drawing.strokes.length > 0;
        if (hasInk) this.#byUser(() => this.#drawing.clear());
        return hasInk;
      },
    });
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #load() {
    this.#fault = "";
    try {
      const reader = await loadReader();
      this.#reader = reader;
      if (this.isConnected) this.#read();
      else this.#release();
      return reader;
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  #retry() {
    this.#loading = null;
    this.#retries += 1;
    this.#parts.canvas.focus({ preventScroll: true });
    this.reader.catch(() => undefined);
    this.#update();
  }

  #release() {
    this.#reader?.free();
    this.#reader = this.#loading = null;
  }

  #fail(error: unknown) {
    this.#fault = messageOf(error) + (this.#retries > 0 ? " Load the page again." : "");
    this.#update();
    this.#announce(this.#fault);
    this.dispatchEvent(new ErrorEvent("error", { error, message: this.#fault }));
  }

  /** There are other strokes, or one has come to its end. */
  #drawn() {
    this.#paintSoon();
    if (this.#drawing.isOpen) this.#readSoon();
    else this.#read();
  }

  #read() {
    const { strokes, isOpen } = this.#drawing;
    const before = this.#reading;
    if (strokes !== this.#strokesRead && !this.#readStrokes(strokes)) return this.#update();
    this.#update();
    const isOther = this.#reading !== before;
    if (isOther) this.dispatchEvent(new CustomEvent("read", { detail: this.#reading }));
    if (this.#isByUser && this.value !== before.text)
      this.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    if (isOpen || this.#strokesRead !== this.#drawing.strokes) return;
    const isChange = this.#isByUser && this.value !== this.#settled;
    this.#settled = this.value;
    this.#isByUser = false;
    if (isOther || isChange) this.#announce(announced(this.value, this.validationMessage));
    if (isChange) this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @returns whether they could be read */
  #readStrokes(strokes: readonly Stroke[]) {
    if (strokes.length > 0 && !this.#reader) return false;
    try {
      this.#reading =
        strokes.length > 0 && this.#reader ? this.#reader.read(visiblePoints(strokes), { pen: PEN }) : BLANK;
      this.#strokesRead = strokes;
      return true;
    } catch (error) {
      this.#release();
      this.#fail(error);
      return false;
    }
  }

  /** The form, and what is shown in words. */
  #update() {
    const { canvas, invite, fault, faultText, reading, hint } = this.#parts;
    const { strokes, isOpen } = this.#drawing;
    const hasInk = strokes.length > 0;
    const isRead = strokes === this.#strokesRead;
    const { flags, message } = verdictOn({
      text: this.value,
      hasInk,
      isRead,
      fault: this.#fault,
      isRequired: this.required,
      maxLength: this.#maxLength,
      objection: this.#objection,
    });
    this.#internals.setFormValue(this.value, isOpen ? this.value : saved(strokes));
    this.#internals.setValidity(flags, message, canvas);
    invite.hidden = hasInk || this.#fault !== "";
    fault.hidden = this.#fault === "";
    faultText.textContent = this.#fault;
    reading.textContent = this.value;
    hint.textContent = hasInk && isRead && !isOpen ? message : "";
  }

  #name() {
    const label = Array.from(this.labels, ({ textContent }) => textContent?.trim()).join(" ");
    const { canvas, inviteText } = this.#parts;
    inviteText.textContent = invitation(this.#maxLength);
    const name = {
      label: label || (this.getAttribute("aria-label") ?? ""),
      isRequired: this.required,
      maxLength: this.#maxLength,
    };
    canvas.setAttribute("aria-label", labelOf(name));
  }

  #paint() {
    const { canvas } = this.#parts;
    const { color, stroke } = getComputedStyle(canvas);
    const pen = penFor(this.#reading.digits.map(({ bounds }) => bounds));
    paintPad(canvas, this.#drawing.strokes, { ink: color, rule: stroke, pen });
    this.#name();
  }

  #showPen(place: Place | null) {
    const { pen } = this.#parts;
    pen.hidden = place === null;
    pen.classList.toggle("down", this.#drawing.isOpen);
    if (place) [pen.style.left, pen.style.top] = place.map((share) => `${100 * share}%`);
  }

  #announce(text: string) {
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => (this.#parts.heard.textContent = text), REST);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "digit-pad": DigitPad;
  }
}

export type { PadEvents };

// Where there is no browser it is only imported; a page that has two copies of it uses the first.
if (globalThis.customElements && !customElements.get("digit-pad")) customElements.define("digit-pad", DigitPad);
