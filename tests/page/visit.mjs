// One visit to the page in one browser: what a person does there, and what they see.

import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { By } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { startServer } from "./server.mjs";

/**
 * Ten times what the longest of these takes, on a slow machine that does other work too: only a failure waits for it, and
 * whoever mends one may set it lower.
 */
const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 5 * 60_000);

/** Between two looks at what has to happen. */
const SOON_MS = 20;
const LATER_MS = 200;

/** From one point to the next; a real pointer sends a move about this often. */
const MOVE_MS = 8;

/**
 * In the page, of a button: it does something, and has not moved in two frames. What lies under the strip or the pad is
 * scrolled out from there, as a person does it.
 */
const CAN_BE_PRESSED = `
  const [button, done] = arguments;
  const placeOf = () => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return { x, y, width, height };
  };
  const before = JSON.stringify(placeOf());
  const look = () => {
    const place = placeOf();
    if (JSON.stringify(place) !== before) return done(false);
    const top = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
    if (!top || (!button.contains(top) && !top.contains(button))) button.scrollIntoView({ block: "nearest" });
    done(true);
  };
  if (button.getAttribute("aria-disabled") === "true") done(false);
  else requestAnimationFrame(() => requestAnimationFrame(look));`;

/** In the page: whether the pad is a press away. */
const IS_FOLDED = `
  const strip = document.querySelector("[data-testid=strip]");
  return strip.checkVisibility({ visibilityProperty: true }) && strip.getAttribute("aria-expanded") !== "true";`;

/** Looks again and again, soon at first: most of what is waited for comes in a few frames, the rest takes a training. */
async function waitFor(condition) {
  const end = performance.now() + PATIENCE_MS;
  for (let pause = SOON_MS; ; pause = Math.min(2 * pause, LATER_MS)) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error(`not in ${PATIENCE_MS} ms`);
    await setTimeout(pause);
  }
}

export class Visit {
  /** Of what was meddled with. */
  #meddling = [];

  /** @param {string} [browser] its name */
  constructor(browser = "Chromium") {
    this.browser = browser;
  }

  /** @param {() => import("selenium-webdriver").ThenableWebDriver} startBrowser */
  async begin(startBrowser) {
    this.startBrowser = startBrowser;
    this.server = await startServer();
    this.driver = await startBrowser();
    await this.driver.manage().setTimeouts({ script: PATIENCE_MS });
  }

  async end() {
    await this.driver?.quit();
    this.server?.stop();
  }

  /** Goes to an address of the page with a blank pad: a drawing survives a reload. */
  async goTo(address) {
    // Firefox may still be writing down what is left on the pad when the next page is there.
    const clear = "document.querySelector('[data-testid=clear]')?.click()";
    await this.driver.executeScript(clear).catch(() => "that page is gone");
    await this.driver.get(this.server.empty);
    await this.driver.executeScript("sessionStorage.removeItem('drawing')");
    await this.driver.get(address);
  }

  /** Opens the page afresh, and waits until it can read. */
  async open() {
    await this.goTo(this.server.page);
    await this.isReady();
  }

  /** Opens the page in a frame of this size, as on a screen of this size. */
  async openAt(width, height) {
    await this.goTo(this.server.frame(width, height));
    await this.driver.switchTo().frame(0);
    await this.isReady();
    // On a phone the pad is folded outside Read, and has no Clear: what was left on it is there again.
    await this.driver.executeScript(
      "if (document.documentElement.dataset.state !== 'blank') document.querySelector('[data-testid=clear]').click()",
    );
    await this.isState("blank");
  }

  /** Makes the frame of the page as large as this, as somebody does who turns a phone or drags a window. */
  async resizeTo(width, height) {
    await this.driver.switchTo().defaultContent();
    await this.driver.executeScript(
      "Object.assign(document.querySelector('iframe'), { width: arguments[0], height: arguments[1] })",
      width,
      height,
    );
    await this.driver.switchTo().frame(0);
    await this.nextFrame();
  }

  /** Goes to a room of the page: "read", "learn/2", "train", "mind/why". */
  async enter(room) {
    const [name] = room.split(/[/?]/);
    await this.driver.executeScript("location.hash = arguments[0]", `#/${room}`);
    await this.eventually(`${room} is entered`, async () => (await this.rootData("room")) === name);
    await this.nextFrame();
    await this.isReady();
  }

  /** On a phone, outside Read, the pad is one press away. */
  async unfoldPad() {
    if (await this.driver.executeScript(IS_FOLDED)) await this.press("strip");
  }

  isReady() {
    return this.eventually("the page is ready", async () => (await this.rootData("ready")) === "true");
  }

  /** Waits until the next visit will have the service worker. */
  hasServiceWorker() {
    return this.driver.executeAsyncScript("navigator.serviceWorker.ready.then(() => arguments[0]())");
  }

  /** The page has no service worker any more, and nothing that it kept. */
  async forgetServiceWorker() {
    await this.driver.get(this.server.empty);
    await this.driver.executeAsyncScript(`
      const forget = async () => {
        for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
        for (const name of await caches.keys()) if (name.startsWith("neuroglyph-page-")) await caches.delete(name);
      };
      forget().finally(arguments[arguments.length - 1]);`);
  }

  /** Something that may take a moment, but has to happen; where it does not, the error tells what the page says. */
  async eventually(what, condition) {
    try {
      return await waitFor(condition);
    } catch (error) {
      const says = await this.#said().catch(() => "the page says nothing");
      throw new Error(`never happened: ${what}; ${says}`, { cause: error });
    }
  }

  /** What a person would read first to know how the page is. */
  #said() {
    return this.driver.executeScript(`
      const parts = ["train", "epoch", "samples-per-second", "train-loss", "test-accuracy", "hint", "status"];
      const text = (element) => element?.textContent.replace(/\\s+/g, " ").trim();
      const said = parts.map((name) => name + ": " + text(document.querySelector(\`[data-testid="\${name}"]\`)));
      const { ready, state } = document.documentElement.dataset;
      return [\`ready: \${ready}\`, \`state: \${state}\`, ...said, "line: " + text(document.querySelector(".line"))].join(" | ");
    `);
  }

  /** From the next load on, runs this in the page before its own scripts. @param {(() => void) | string} script */
  async meddle(script) {
    const bidi = await this.driver.getBidi();
    const params = { functionDeclaration: String(script) };
    const { result } = await bidi.send({ method: "script.addPreloadScript", params });
    this.#meddling.push(result.script);
  }

  /** From the next load on, nothing is meddled with. */
  async leaveAlone() {
    const bidi = await this.driver.getBidi();
    for (const script of this.#meddling.splice(0))
      await bidi.send({ method: "script.removePreloadScript", params: { script } });
  }

  /** From now on the page hands a file over to `window.handed`, and nothing is written to this machine. */
  catchFiles() {
    return this.driver.executeScript(`
      window.handed = {};
      URL.createObjectURL = (blob) => ((window.handed = { blob }), "data:,");
      HTMLAnchorElement.prototype.click = function () { window.handed.name = this.download; };`);
  }

  /** The file that was handed over. */
  async file() {
    await this.eventually("a file", () => this.driver.executeScript("return window.handed.name !== undefined"));
    const [name, bytes] = await this.driver.executeAsyncScript(`
      const { name, blob } = window.handed;
      blob.arrayBuffer().then((buffer) => arguments[0]([name, Array.from(new Uint8Array(buffer))]));`);
    return { name, bytes: Buffer.from(bytes) };
  }

  find(testid) {
    return this.driver.findElement(By.css(`[data-testid="${testid}"]`));
  }

  /** A button that does nothing at the moment, or that is on the move, is waited for. */
  async press(testid) {
    const button = await this.find(testid);
    await this.eventually(`${testid} can be pressed where it stands`, () =>
      this.driver.executeAsyncScript(CAN_BE_PRESSED, button),
    );
    await button.click();
  }

  key(key) {
    return this.driver.actions().sendKeys(key).perform();
  }

  rootData(name) {
    return this.driver.executeScript("return document.documentElement.dataset[arguments[0]]", name);
  }

  /** Waits for one of these states of the page: blank, read, unsure, loading, failed. */
  isState(...states) {
    return this.eventually(states.join(" or "), async () => states.includes(await this.rootData("state")));
  }

  text(testid) {
    return this.driver.executeScript(
      "return document.querySelector(`[data-testid='${arguments[0]}']`).textContent.trim()",
      testid,
    );
  }

  /** The text of a part that need not be there. */
  shown(testid) {
    return this.driver.executeScript(
      "return document.querySelector(`[data-testid='${arguments[0]}']`)?.textContent.trim() ?? null",
      testid,
    );
  }

  reads(digit) {
    return this.eventually(`read as ${digit}`, async () => (await this.text("prediction")) === String(digit));
  }

  /** The ten probabilities that the meters carry. */
  probabilities() {
    return this.driver.executeScript(
      "return Array.from({ length: 10 }, (_, d) => document.querySelector(`[data-testid='probability-${d}']`).value)",
    );
  }

  /** Draws strokes, in 0..1 of the pad. With `lift: false` the last stroke's pointer stays down. */
  async draw(strokes, { with: type = Pointer.Type.MOUSE, lift = true } = {}) {
    await this.unfoldPad();
    const pad = await this.find("pad");
    const { width, height } = await pad.getRect();
    const pointer = new Pointer(type, type);
    const moveTo = ([x, y], duration) =>
      pointer.move({ origin: pad, x: Math.round((x - 0.5) * width), y: Math.round((y - 0.5) * height), duration });

    const actions = this.driver.actions({ async: true });
    strokes.forEach(([start, ...rest], i) => {
      actions.insert(pointer, moveTo(start, 0), pointer.press(), ...rest.map((point) => moveTo(point, MOVE_MS)));
      if (lift || i < strokes.length - 1) actions.insert(pointer, pointer.release());
    });
    await actions.perform();
    await this.nextFrame();
  }

  /** Waits until the page has shown all that was done to it: it redraws once a frame. */
  nextFrame() {
    return this.driver.executeAsyncScript(
      "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => done()))",
    );
  }

  /** Lifts every pointer that is still down. */
  lift() {
    return this.driver.actions().clear();
  }

  /** Hands the page a PNG by "drop" or "paste". WebDriver has no such gestures, so the event is made up. */
  handOver(way, png) {
    return this.driver.executeScript(
      `const [way, base64] = arguments;
      const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], "digit.png", { type: "image/png" }));
      const event = new Event(way, { bubbles: true, cancelable: true });
      Object.assign(event, { dataTransfer: data, clipboardData: data });
      document.querySelector("[data-testid=pad]").dispatchEvent(event);`,
      way,
      png.toString("base64"),
    );
  }

  /** Where every named part of the page is, by its name. */
  layout() {
    return this.driver.executeScript(`
      const parts = [...document.querySelectorAll("[data-testid]")].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.dataset.testid, [x, y, width, height].map(Math.round)];
      });
      return Object.fromEntries(parts);
    `);
  }

  async hasNoSidewaysScroll() {
    const [content, viewport] = await this.driver.executeScript(
      "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]",
    );
    assert.ok(content <= viewport, `the page is ${content} px wide in a viewport of ${viewport}`);
  }

  /** A figure that the page shows, as a number; NaN while there is none. */
  async figure(testid) {
    const text = await this.driver.executeScript(
      "return document.querySelector(`[data-testid='${arguments[0]}']`)?.textContent ?? ''",
      testid,
    );
    return Number.parseFloat(text.replaceAll(",", ""));
  }

  /** Forgets what this browser keeps for the page: images, runs, marks. */
  async forgetAll() {
    await this.driver.get(this.server.empty);
    await this.driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      const forget = async () => {
        for (const name of await caches.keys()) await caches.delete(name);
        await new Promise((resolve) => {
          const request = indexedDB.deleteDatabase("neuroglyph");
          request.onsuccess = request.onerror = request.onblocked = resolve;
        });
      };
      forget().then(done, done);
    `);
  }

  /** What the browser logs as an error while something is done, and the files that were not there. */
  async errorsDuring(action) {
    const errors = [];
    const bidi = await this.driver.getBidi();
    await bidi.subscribe("log.entryAdded");
    bidi.socket.on("message", (message) => {
      const { method, params } = JSON.parse(message);
      if (method === "log.entryAdded" && params.level === "error") errors.push(params.text);
    });
    await action();
    return [...errors, ...this.server.missing];
  }
}
