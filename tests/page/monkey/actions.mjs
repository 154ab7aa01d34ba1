// What is done at random. Each action writes what it did into the trace, and nothing where there was nothing to do it to.
import { nameOf, reach, visible } from "./elements.mjs";
import { goBack, isReady, nextFrame, page, reload, resize, root, sleep } from "./frame.mjs";
import { change, input, point, press, type } from "./input.mjs";

const NUMBERS = ["", "0", "1", "-1", "3", "7", "0.5", "0.001", "1e9", "1e-9", "NaN", "abc", "30", "64", "128, 64"];
const OTHER_TEXTS = [" ", ",", "conv 8", "1e400", "9".repeat(40), "½", "<b>", "٣", "12345", "2048"];

const ROOMS = [
  ...["read", "learn", "train"],
  ...Array.from({ length: 12 }, (_, index) => `learn/${index + 1}`),
  ...["dreams", "why", "neurons", "errors", "styles", "yours"].map((tool) => `mind/${tool}`),
];
const NO_ROOMS = ["#/learn/99", "#/mind/nothing", "#", "#/", "#//", "#/train?epochs=abc", "#/%E0%A4", "#/learn/2?x=1"];

const KEYS = [
  ...["Escape", "Enter", " ", "Backspace", "Delete", "Tab", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"],
  ...["Home", "End", "PageUp", "PageDown", "0", "3", "9", "z", "u", "c", "?", "F1"],
];

const BUTTONS =
  "button, summary, input[type=checkbox], input[type=radio], [role=button], [role=tab], [role=radio], [role=switch]";
const FIELDS = "input:not([type=file], [type=checkbox], [type=radio]), select";

const TRAIN_BUTTONS = ["train", "train", "pause", "step", "reset", "resume-run"];

/** How often each is done. */
const WEIGHTS = {
  ...{ press: 36, write: 14, draw: 12, tidy: 3, drag: 8, key: 9, enter: 6 },
  ...{ back: 1, resize: 3, reload: 0.6, wait: 1.4, train: 2, scroll: 2 },
};

/** A training takes all cores: it is soon paused. */
export const weights = () => (isLearning() ? { ...WEIGHTS, train: 12 } : WEIGHTS);

const isLearning = () => root().dataset.learning === "true";

/**
 * @param {ReturnType<typeof import("./random.mjs").randomOf>} dice
 * @param {(action: string) => void} trace
 */
export function actionsOf({ random, below, chance, oneOf }, trace) {
  const tryPress = (element) => {
    const box = reach(element);
    if (!box) return;
    trace(`press ${nameOf(element)}`);
    press(element, [box.x, box.y]);
  };
  const within = ({ left, top, width, height }, beyond = 0) => [
    left + (random() * (1 + 2 * beyond) - beyond) * width,
    top + (random() * (1 + 2 * beyond) - beyond) * height,
  ];

  const draw = (pad, box, { id, kind }) => {
    let place = within(box, 0.1);
    point(pad, "pointerdown", place, { id, kind });
    const end = within(box, 0.1);
    for (let step = below(20); step > 0; step--) {
      place = place.map((value, axis) => value + (end[axis] - value) / 4 + (random() - 0.5) * 20);
      point(pad, "pointermove", place, { id, kind });
    }
    // A mouse may be let go where no event tells; a browser ends all others.
    if (kind !== "mouse" || chance(0.9)) point(pad, chance(0.9) ? "pointerup" : "pointercancel", place, { id, kind });
  };

  return {
    press() {
      const elements = visible(chance(0.2) ? 'a[href^="#"]' : BUTTONS);
      if (elements.length > 0) tryPress(oneOf(elements));
    },
    write() {
      const element = oneOf(visible(FIELDS));
      if (!element || element.options?.length === 0 || !reach(element)) return;
      element.focus({ preventScroll: true });
      if (element.localName === "select") {
        input(element, oneOf([...element.options]).value);
      } else if (element.type === "range") {
        const [min, max] = [Number(element.min || 0), Number(element.max || 100)];
        for (let time = below(5); time >= 0; time--) input(element, String(min + random() * (max - min)));
      } else {
        input(element, oneOf(chance(0.7) ? NUMBERS : OTHER_TEXTS));
      }
      trace(`write ${nameOf(element)} = ${JSON.stringify(element.value)}`);
      if (chance(0.9)) change(element);
      if (chance(0.2)) type("Enter");
      if (chance(0.5)) element.blur();
    },
    draw() {
      const [pad] = visible("[data-testid=pad]");
      const [strip] = visible("[data-testid=strip]");
      if (!pad) return strip && tryPress(strip);
      const box = reach(pad);
      if (!box) return;
      const kind = oneOf(["mouse", "touch", "pen"]);
      const id = kind === "mouse" || chance(0.9) ? 1 : 2;
      const strokes = 1 + below(3);
      trace(`draw ${strokes} by ${kind} ${id}`);
      for (let stroke = 0; stroke < strokes; stroke++) draw(pad, box, { id, kind });
    },
    tidy() {
      const [button] = visible(`[data-testid=${oneOf(["undo", "clear"])}]`);
      if (button) tryPress(button);
    },
    drag() {
      const element = oneOf(visible("#room :is(canvas, svg, [role=slider], [tabindex='0'])"));
      const box = element && reach(element);
      if (!box) return;
      trace(`drag ${nameOf(element)}`);
      const first = within(box);
      const hit = page().document.elementFromPoint(...first);
      const target = element.contains(hit) ? hit : element;
      point(target, "pointerdown", first);
      for (let step = below(6); step >= 0; step--) point(target, "pointermove", within(box));
      const last = within(box);
      point(target, "pointerup", last);
      point(target, "lostpointercapture", last);
      target.dispatchEvent(new (page().MouseEvent)("click", { bubbles: true, clientX: last[0], clientY: last[1] }));
    },
    key() {
      const focusable = visible("#room :is(button, input, select, [tabindex='0'], a, canvas)");
      if (chance(0.5) && focusable.length > 0) oneOf(focusable).focus({ preventScroll: true });
      const key = oneOf(KEYS);
      const modifiers = { ctrlKey: chance(0.1), shiftKey: chance(0.1) };
      const target = nameOf(page().document.activeElement ?? root());
      trace(`key ${JSON.stringify(key)} ${JSON.stringify(modifiers)} on ${target}`);
      for (let time = below(3); time >= 0; time--) type(key, modifiers);
    },
    enter() {
      const hash = chance(0.1) ? oneOf(NO_ROOMS) : `#/${oneOf(ROOMS)}`;
      trace(`enter ${hash}`);
      page().location.hash = hash;
    },
    async back() {
      if (await goBack()) trace("back");
    },
    resize() {
      const [width, height] = [360 + below(921), 500 + below(401)];
      trace(`resize to ${width} by ${height}`);
      resize(width, height);
    },
    async reload() {
      trace("reload");
      await reload();
      if (chance(0.5)) await isReady();
    },
    async wait() {
      trace("wait");
      await sleep(below(150));
    },
    async train() {
      const name = isLearning() && chance(0.8) ? "pause" : oneOf(TRAIN_BUTTONS);
      const find = () => visible(`[data-testid=${name}]`).at(0);
      if (!find()) {
        trace("enter #/train");
        page().location.hash = "#/train";
        await nextFrame();
      }
      const button = find();
      if (button) tryPress(button);
    },
    scroll() {
      trace("scroll");
      page().scrollTo({ top: random() * root().scrollHeight, behavior: "instant" });
    },
  };
}
