// A browser that visits pages under the strictest policy that the package promises to work under, and what is seen of them.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import sirv from "sirv";
import { STAGE } from "./install.mjs";

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** One that forbids programs, of a page whose address ends so. */
const FORBIDDING = { ending: "?forbid", policy: "default-src 'self'" };

/** Only a failure waits so long. */
const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 60_000);

/** From one point of a stroke to the next. */
const MOVE_MS = 8;

export class Guest {
  /** What browsers logged, of whatever level. */
  #logged = [];

  /** @param {() => import("selenium-webdriver").ThenableWebDriver} startBrowser */
  async begin(startBrowser) {
    const files = sirv(STAGE, { dev: true });
    this.server = createServer((request, response) => {
      const isForbidding = request.url?.endsWith(FORBIDDING.ending);
      response.setHeader("content-security-policy", isForbidding ? FORBIDDING.policy : POLICY);
      files(request, response, () => response.writeHead(404).end());
    });
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.driver = await startBrowser();
    await this.driver.manage().setTimeouts({ script: PATIENCE_MS });
    const bidi = await this.driver.getBidi();
    await bidi.subscribe("log.entryAdded");
    bidi.socket.on("message", (message) => {
      const { method, params } = JSON.parse(message);
      if (method === "log.entryAdded") this.#logged.push(params.text);
    });
  }

  async end() {
    await this.driver?.quit();
    this.server?.close();
    this.server?.closeAllConnections();
  }

  /** @param {string} path under target/package/ */
  at(path) {
    return `http://127.0.0.1:${this.server.address().port}/${path}`;
  }

  /** @param {string} address */
  async open(address) {
    this.#logged = [];
    await this.driver.get(address);
  }

  /** The value of an expression in the page. @param {string} expression */
  value(expression) {
    return this.driver.executeScript(`return ${expression}`);
  }

  /** @param {string} expression in the page @param {unknown} wanted that it has to become */
  async becomes(expression, wanted) {
    const end = performance.now() + PATIENCE_MS;
    let value;
    do {
      value = await this.value(expression);
      if (value === wanted) return;
      await setTimeout(50);
    } while (performance.now() < end);
    assert.equal(value, wanted, `${expression}; logged: ${this.#logged.join(" | ") || "nothing"}`);
  }

  /** The page has logged nothing since it was opened: no banner, no warning, no violation of the policy. */
  saidNothing() {
    assert.deepEqual(this.#logged, []);
  }

  /**
   * Draws strokes, in 0..1 of an element.
   * @param {string} expression of the element @param {number[][][]} strokes
   */
  async draw(expression, strokes) {
    const pad = await this.value(expression);
    const { width, height } = await pad.getRect();
    const actions = this.driver.actions();
    const place = ([x, y]) => ({ x: Math.round((x - 0.5) * width), y: Math.round((y - 0.5) * height) });
    for (const [start, ...rest] of strokes) {
      actions.move({ origin: pad, ...place(start), duration: 0 }).press();
      for (const point of rest) actions.move({ origin: pad, ...place(point), duration: MOVE_MS });
      actions.release();
    }
    await actions.perform();
  }
}
