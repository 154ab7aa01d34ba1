// A monkey: it presses, writes, draws, drags and leaves at random, from a seed, and nothing of the page breaks.

import assert from "node:assert/strict";
import { after, test } from "node:test";

/** Actions from one seed; each seed begins as on a first visit, so that what one finds, it finds alone. */
const ACTIONS = Number(process.env.MONKEY_ACTIONS ?? 1_000);
/** Between two looks from outside. */
const BATCH = 100;
/** MONKEY_SEED=11 is one of them alone. */
const { MONKEY_SEED } = process.env;
const SEEDS = MONKEY_SEED ? [Number(MONKEY_SEED)] : Array.from({ length: 10 }, (_, index) => 11 + index);

const WIDTH = 1280;
const HEIGHT = 900;
/** Milliseconds for which the page may be unready. */
const STUCK_MS = 60_000;

/**
 * In a page that holds the page in a frame: from there the frame is resized and reloaded, and the monkey lives on.
 * @param {number} seed @param {number} stuckMs
 */
function arrive(seed, stuckMs) {
  const frame = document.querySelector("iframe");
  const trace = [];
  const faults = [];
  const places = new Set();
  let count = 0;
  let hasTrained = false;
  /** Of the frame's history, how many entries lead back within it. */
  let depth = 0;
  let length = frame.contentWindow.history.length;
  let readyAt = performance.now();

  let state = seed * 0x9e3779b9;
  /** From 0 to below 1. */
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(random() * limit);
  const oneOf = (list) => list[below(list.length)];
  const chance = (share) => random() < share;
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const page = () => frame.contentWindow;
  const root = () => page().document.documentElement;
  const note = (what) => faults.push(what);

  /** Listens to a page that was just loaded, and takes its ways out of the browser away. */
  const tame = () => {
    const { HTMLAnchorElement, HTMLInputElement, Element, console } = page();
    const tamed = page();
    tamed.isTame = true;
    readyAt = performance.now();
    page().addEventListener("error", ({ message, error }) => error && note(`error: ${message}\n${error.stack}`));
    page().addEventListener("unhandledrejection", (event) => {
      if (tamed.isGone) event.preventDefault();
      else note(`unhandled rejection: ${event.reason}\n${event.reason?.stack}`);
    });
    // Back may lead to another document of the page.
    page().addEventListener("beforeunload", () => (tamed.isGone = true));
    const { error } = console;
    console.error = (...given) => {
      // What was on its way to a page that is left no longer comes.
      if (tamed.isGone) return;
      note(
        `console.error: ${given.map((one) => `${one}\n${one?.stack ?? ""}${one?.cause ? `\n${one.cause}` : ""}`).join(" ")}`,
      );
      error.apply(console, given);
    };
    page().addEventListener("hashchange", () => {
      // Some take the place of the one before.
      if (tamed.history.length > length) depth++;
      ({ length } = tamed.history);
    });
    // No file is written, and none is asked for.
    HTMLAnchorElement.prototype.click = () => {};
    const { click } = HTMLInputElement.prototype;
    HTMLInputElement.prototype.click = function () {
      if (this.type !== "file") click.call(this);
    };
    HTMLInputElement.prototype.showPicker = () => {};
    page().open = () => null;
    page().print = () => {};
    // A pointer that is made up is none that the browser could capture: here its events go where it went down.
    Element.prototype.setPointerCapture = () => {};
    Element.prototype.releasePointerCapture = () => {};
    Element.prototype.hasPointerCapture = () => true;
  };

  const isLoaded = async () => {
    for (const begin = performance.now(); !page().document.querySelector("#page") || page().isGone; await sleep(5))
      if (performance.now() - begin > stuckMs) return void note("the page never came");
    while (page().document.readyState === "loading") await sleep(5);
    if (!page().isTame) tame();
  };
  const reload = async () => {
    page().isGone = true;
    page().location.reload();
    await isLoaded();
    if (chance(0.5)) await isReady();
  };
  const isReady = async () => {
    for (const begin = performance.now(); root().dataset.ready !== "true"; await sleep(10))
      if (performance.now() - begin > stuckMs) return void note("stuck: it is not ready");
  };

  /** What a person could see and reach. */
  const seen = (selector) =>
    [...page().document.querySelectorAll(selector)].filter(
      (element) =>
        element.getClientRects().length > 0 &&
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.disabled &&
        !element.closest("[inert], fieldset:disabled"),
    );
  /** The same, scrolled into sight; nothing, where something lies over it. */
  const reached = (element) => {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const hit = page().document.elementFromPoint(x, y);
    const isHit = hit && (element.contains(hit) || hit.contains(element) || hit.closest("label")?.control === element);
    return isHit ? { element, left, top, width, height, x, y } : undefined;
  };
  const nameOf = (element) => {
    const words = (element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 30);
    const name = element.dataset?.testid ?? element.id;
    const kind = element.className?.baseVal ?? element.className;
    return [element.localName, name && `[${name}]`, !name && kind && `.${kind}`, words && `“${words}”`]
      .filter(Boolean)
      .join(" ");
  };

  /** A made-up pointer event. */
  const point = (element, type, [x, y], { id = 1, kind = "mouse" } = {}) => {
    const isDown = type === "pointerdown" || type === "pointermove";
    const options = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, view: page() };
    element.dispatchEvent(
      new (page().PointerEvent)(type, {
        ...options,
        ...{ pointerId: id, pointerType: kind, isPrimary: id === 1, button: type === "pointermove" ? -1 : 0 },
        buttons: isDown ? 1 : 0,
      }),
    );
  };
  const press = (element) => {
    const at = reached(element);
    if (!at) return;
    trace.push(`press ${nameOf(element)}`);
    point(element, "pointerdown", [at.x, at.y]);
    element.focus({ preventScroll: true });
    point(element, "pointerup", [at.x, at.y]);
    // The click of a link was taken away, with that of those made to download.
    if (element.isConnected) page().HTMLElement.prototype.click.call(element);
  };
  const changed = (element, value) => {
    const { prototype } = element.localName === "select" ? page().HTMLSelectElement : page().HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(element, value);
    element.dispatchEvent(new (page().InputEvent)("input", { bubbles: true }));
  };
  const settled = (element) => element.dispatchEvent(new (page().Event)("change", { bubbles: true }));
  const type = (key, more = {}) => {
    const target = page().document.activeElement ?? root();
    const options = { key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key, bubbles: true, cancelable: true };
    target.dispatchEvent(new (page().KeyboardEvent)("keydown", { ...options, ...more }));
    target.dispatchEvent(new (page().KeyboardEvent)("keyup", { ...options, ...more }));
  };

  const TEXTS = ["", "0", "1", "-1", "3", "7", "0.5", "0.001", "1e9", "1e-9", "NaN", "abc", "30", "64", "128, 64"];
  const OTHER_TEXTS = [" ", ",", "conv 8", "1e400", "9".repeat(40), "½", "<b>", "٣", "12345", "2048"];
  const NONSENSE = [
    "#/learn/99",
    "#/mind/nothing",
    "#",
    "#/",
    "#//",
    "#/train?epochs=abc",
    "#/%E0%A4",
    "#/learn/2?x=1",
  ];
  const ROOMS = [
    ...["read", "learn", "train"],
    ...Array.from({ length: 12 }, (_, index) => `learn/${index + 1}`),
    ...["dreams", "why", "neurons", "errors", "styles", "yours"].map((tool) => `mind/${tool}`),
  ];
  const KEYS = [
    ...["Escape", "Enter", " ", "Backspace", "Delete", "Tab", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"],
    ...["Home", "End", "PageUp", "PageDown", "0", "3", "9", "z", "u", "c", "?", "F1"],
  ];
  const PRESSED =
    "button, summary, input[type=checkbox], input[type=radio], [role=button], [role=tab], [role=radio], [role=switch]";

  const MOVES = {
    press() {
      const places = chance(0.2) ? seen('a[href^="#"]') : seen(PRESSED);
      if (places.length > 0) press(oneOf(places));
    },
    write() {
      const element = oneOf(seen("input:not([type=file], [type=checkbox], [type=radio]), select"));
      if (!element || !reached(element)) return;
      element.focus({ preventScroll: true });
      if (element.localName === "select") {
        if (element.options.length === 0) return;
        changed(element, oneOf([...element.options]).value);
      } else if (element.type === "range") {
        const [min, max] = [Number(element.min || 0), Number(element.max || 100)];
        for (let time = below(5); time >= 0; time--) changed(element, String(min + random() * (max - min)));
      } else {
        changed(element, oneOf(chance(0.7) ? TEXTS : OTHER_TEXTS));
      }
      trace.push(`write ${nameOf(element)} = ${JSON.stringify(element.value)}`);
      if (chance(0.9)) settled(element);
      if (chance(0.2)) type("Enter");
      if (chance(0.5)) element.blur();
    },
    draw() {
      let [pad] = seen("[data-testid=pad]");
      if (!pad) {
        const [strip] = seen("[data-testid=strip]");
        if (strip) press(strip);
        return;
      }
      const at = reached(pad);
      if (!at) return;
      const kind = oneOf(["mouse", "touch", "pen"]);
      const id = kind === "mouse" || chance(0.9) ? 1 : 2;
      const strokes = 1 + below(3);
      trace.push(`draw ${strokes} by ${kind} ${id}`);
      for (let stroke = 0; stroke < strokes; stroke++) {
        const somewhere = () => [
          at.left + (random() * 1.2 - 0.1) * at.width,
          at.top + (random() * 1.2 - 0.1) * at.height,
        ];
        let place = somewhere();
        point(pad, "pointerdown", place, { id, kind });
        const end = somewhere();
        const steps = below(20);
        for (let step = 0; step < steps; step++) {
          place = place.map((value, axis) => value + (end[axis] - value) / 4 + (random() - 0.5) * 20);
          point(pad, "pointermove", place, { id, kind });
        }
        // A mouse may be let go where no event tells; a browser ends all others.
        if (kind !== "mouse" || chance(0.9))
          point(pad, chance(0.9) ? "pointerup" : "pointercancel", place, { id, kind });
      }
    },
    tidy() {
      const [button] = seen(`[data-testid=${oneOf(["undo", "clear"])}]`);
      if (button) press(button);
    },
    drag() {
      const element = oneOf(seen("#room :is(canvas, svg, [role=slider], [tabindex='0'])"));
      const at = element && reached(element);
      if (!at) return;
      trace.push(`drag ${nameOf(element)}`);
      const somewhere = () => [at.left + random() * at.width, at.top + random() * at.height];
      const first = somewhere();
      const hit = page().document.elementFromPoint(...first);
      const target = element.contains(hit) ? hit : element;
      point(target, "pointerdown", first);
      for (let step = below(6); step >= 0; step--) point(target, "pointermove", somewhere());
      const last = somewhere();
      point(target, "pointerup", last);
      point(target, "lostpointercapture", last);
      target.dispatchEvent(new (page().MouseEvent)("click", { bubbles: true, clientX: last[0], clientY: last[1] }));
    },
    key() {
      const focusable = seen("#room :is(button, input, select, [tabindex='0'], a, canvas)");
      if (chance(0.5) && focusable.length > 0) oneOf(focusable).focus({ preventScroll: true });
      const key = oneOf(KEYS);
      const held = { ctrlKey: chance(0.1), shiftKey: chance(0.1) };
      trace.push(
        `key ${JSON.stringify(key)} ${JSON.stringify(held)} on ${nameOf(page().document.activeElement ?? root())}`,
      );
      for (let time = below(3); time >= 0; time--) type(key, held);
    },
    enter() {
      const hash = chance(0.1) ? oneOf(NONSENSE) : `#/${oneOf(ROOMS)}`;
      trace.push(`enter ${hash}`);
      page().location.hash = hash;
    },
    async back() {
      if (depth === 0) return;
      trace.push("back");
      depth--;
      page().history.back();
      await sleep(20);
    },
    resize() {
      frame.width = String(360 + below(921));
      frame.height = String(500 + below(401));
      trace.push(`resize to ${frame.width} by ${frame.height}`);
    },
    async reload() {
      trace.push("reload");
      await reload();
    },
    async wait() {
      trace.push("wait");
      await sleep(below(300));
    },
    async train() {
      // One that goes on for long leaves little of the machine for the rest.
      const names = ["train", "train", "pause", "step", "reset", "resume-run"];
      const name = root().dataset.learning === "true" && chance(0.8) ? "pause" : oneOf(names);
      const [button] = seen(`[data-testid=${name}]`);
      if (button) return press(button);
      trace.push("enter #/train");
      page().location.hash = "#/train";
      await sleep(30);
    },
    look() {
      page().scrollTo({ top: random() * root().scrollHeight, behavior: "instant" });
      trace.push("scroll");
    },
  };
  const WEIGHTS = {
    ...{ press: 36, write: 14, draw: 12, tidy: 3, drag: 8, key: 9, enter: 6 },
    ...{ back: 1, resize: 3, reload: 0.6, wait: 1.4, train: 4, look: 2 },
  };
  const total = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight);
  const someMove = () => {
    let left = random() * total;
    return Object.keys(WEIGHTS).find((name) => (left -= WEIGHTS[name]) < 0) ?? "press";
  };

  const watch = () => {
    const { ready, room, learning } = root().dataset;
    if (learning === "true") hasTrained = true;
    places.add(page().location.hash.split("?")[0] || `#/${room}`);
    if (ready === "true") readyAt = performance.now();
    else if (performance.now() - readyAt > stuckMs) note("stuck: it is not ready");
    for (const line of page().document.querySelectorAll(".line, [data-testid=status]"))
      if (line.textContent.includes("Something unexpected failed")) note(line.textContent.trim());
  };

  /** Does so many things, or fewer where one of them breaks the page. */
  window.play = async (actions) => {
    await isLoaded();
    for (let left = actions; left > 0 && faults.length === 0; left--) {
      await isLoaded();
      const before = trace.length;
      await MOVES[someMove()]();
      if (trace.length === before) {
        // There was nothing of the kind.
        left++;
        await nextFrame();
        continue;
      }
      count++;
      if (chance(0.3)) await nextFrame();
      await isLoaded();
      watch();
    }
    await isReady();
    watch();
    return { faults, count, trace: trace.slice(-20), places: [...places], hasTrained };
  };
}

/** @param {import("./visit.mjs").Visit} visit @param {number[]} seeds */
export function monkey(visit) {
  after(async () => {
    await visit.driver.switchTo().defaultContent();
    await visit.forgetAll();
  });

  for (const seed of SEEDS)
    test(`${ACTIONS} random actions, of seed ${seed}, break nothing`, async () => {
      await visit.forgetAll();
      await visit.goTo(visit.server.frame(WIDTH, HEIGHT));
      await visit.driver.executeScript(`(${arrive})(...arguments)`, seed, STUCK_MS);
      let seen;
      const told = () =>
        `MONKEY_SEED=${seed}, after ${seen?.count} actions, the last of which:\n${seen?.trace.join("\n")}\n`;
      const errors = await visit.errorsDuring(async () => {
        for (let done = 0; done < ACTIONS; done += BATCH) {
          seen = await visit.driver.executeAsyncScript(
            `const [actions, done] = arguments;
            play(actions).then(done, (error) => done({ faults: ["the monkey: " + error + error.stack], trace: [] }));`,
            Math.min(BATCH, ACTIONS - done),
          );
          assert.deepEqual(seen.faults, [], told());
        }
      });
      assert.deepEqual(errors, [], told());

      // It was everywhere, and the page is as alive as before.
      if (ACTIONS >= 1_000) {
        assert.ok(seen.places.length >= 18, seen.places.join());
        assert.ok(seen.hasTrained, "nothing was trained");
      }
      await visit.driver.executeScript(
        "const frame = document.querySelector('iframe'); [frame.width, frame.height] = arguments",
        WIDTH,
        HEIGHT,
      );
      await visit.driver.switchTo().frame(0);
      await visit.enter("read");
      await visit.driver.executeScript("scrollTo({ top: 0, behavior: 'instant' })");
      await visit.press("clear");
      await visit.isState("blank");
      await visit.draw([
        [
          [0.5, 0.2],
          [0.5, 0.8],
        ],
      ]);
      await visit.isState("read", "unsure").catch((error) => {
        throw new Error(`it no longer reads. ${told()}`, { cause: error });
      });
      await visit.driver.switchTo().defaultContent();
    });
}
