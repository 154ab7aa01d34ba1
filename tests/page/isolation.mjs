// The service worker, on every kind of host: with it the page opens as it does without, visit after visit, and nothing
// else below its path notices that it is there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { redirect, sends, startHost } from "./host.mjs";

const SCRIPT = readFileSync(new URL("../../dist/sw.js", import.meta.url), "utf8");

/** Another page of the same host: it shows an image of another host, has a worker fetch it, and posts. */
function neighbourAt(base, image) {
  const page = `<!doctype html><html lang="en"><title>Neighbour</title><form method="post" action="/"></form>
    <script>
      const shown = new Promise((resolve) => {
        const image = new Image();
        image.onload = image.onerror = ({ type }) => resolve(type);
        image.src = "${image}";
      });
      const fetched = new Promise((resolve) => {
        const worker = new Worker("worker.js");
        worker.onmessage = worker.onerror = ({ data, type }) => resolve(data ?? type);
      });
      const posted = fetch("posted", { method: "POST", body: "x", redirect: "manual" }).then(({ type }) => type, String);
      window.found = Promise.all([shown, fetched, posted]);
    </script>`;
  const worker = `fetch("${image}", { mode: "no-cors" }).then(({ type }) => postMessage(type), (error) => postMessage(String(error)))`;
  return {
    [`GET ${base}`]: sends("text/html", page),
    [`GET ${base}worker.js`]: sends("text/javascript", worker),
    [`POST ${base}posted`]: redirect(303, "./"),
  };
}
const FOUND = ["load", "opaque", "opaqueredirect"];

/** What answered every request before, so that a redirect could not be followed: browsers still have it. */
const EARLIER = `
  addEventListener("install", () => skipWaiting());
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) => event.respondWith(anew(event.request)));
  async function anew(request) {
    const { body, status, headers } = await fetch(request);
    return new Response(body, { status, headers });
  }`;

/** @param {import("./visit.mjs").Visit} visit */
export function isolation(visit) {
  /** @type {Awaited<ReturnType<typeof startHost>>} */
  let host;
  const begin = async (options) => (host = await startHost(options));
  /** From the next load on the page takes the machine for one with so many cores. */
  const hasCores = (count) =>
    visit.meddle(
      `() => Object.defineProperty(navigator, "hardwareConcurrency", { value: ${count}, configurable: true })`,
    );
  beforeEach(() => hasCores(2));
  afterEach(async () => {
    await visit.leaveAlone();
    host.stop();
  });

  const run = (script) => visit.driver.executeScript(`return ${script}`);
  const go = (path = host.base) => visit.driver.get(host.origin + path);

  /** Opens the page, and waits until it can read; whether it is isolated then. */
  const opens = async (path) => {
    await go(path);
    await visit.isReady();
    return run("crossOriginIsolated");
  };
  /** Opens the page and draws; whether it is isolated while it reads. */
  const reads = async (path) => {
    const isIsolated = await opens(path);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    return isIsolated;
  };
  /** How many service workers there are for the page that is open. */
  const registrations = () => run("navigator.serviceWorker.getRegistrations().then((all) => all.length)");
  const isGone = () => visit.eventually("the service worker is gone", async () => (await registrations()) === 0);

  /** A first visit, after which the next will have the service worker. */
  const visitFirst = async (path) => {
    assert.equal(await opens(path), false);
    await visit.hasServiceWorker();
  };

  for (const base of ["/", "/some/where/"])
    test(`at ${base} of a host with headers it reads on every visit, isolated`, async () => {
      await begin({ base, sendsHeaders: true });
      for (let i = 0; i < 2; i += 1) assert.equal(await opens(), true);
      assert.equal(await reads(), true);
    });

  for (const base of ["/", "/some/where/"])
    test(`at ${base} of a host without headers it reads on every visit, from the second on isolated`, async () => {
      await begin({ base });
      await visitFirst();
      for (let i = 0; i < 2; i += 1) assert.equal(await reads(), true);
    });

  const redirects = [
    ["/", "/some/where/", 302, "/some/where/"],
    ["/", "/", 302, "/index.html"],
    ["/some/where/index.html", "/some/where/", 301, "./"],
  ];
  for (const [path, base, status, location] of redirects)
    test(`where ${path} is redirected to ${location} (${status}) it reads on every visit`, async () => {
      await begin({ base, answers: { [`GET ${path}`]: redirect(status, location) } });
      await visitFirst(path);
      for (let i = 0; i < 2; i += 1) assert.equal(await reads(path), true);
      // The service worker asks once more, for the document that it keeps.
      assert.equal(host.asked.filter((what) => what === `GET ${path}`).length, path === base ? 4 : 3);
    });

  test("a neighbour keeps its images, its workers and what it posts, on every visit", async () => {
    const image = `${visit.server.page}www/icon.svg`;
    await begin({
      answers: {
        ...neighbourAt("/other/", image),
        // To the page's own address, where a form of a neighbour may well go.
        "POST /": sends("text/html", "<title>Incomplete</title>", 422),
      },
    });
    for (const isIsolated of [false, true, true]) {
      await go("/other/");
      assert.deepEqual(await run("window.found"), FOUND);
      await run("document.forms[0].submit()");
      await visit.eventually("the form is answered", async () => (await visit.driver.getTitle()) === "Incomplete");
      assert.equal(await opens(), isIsolated);
      await visit.hasServiceWorker();
    }
  });

  test("in a neighbour's frame the page reads, and registers no service worker", async () => {
    const frame = "<!doctype html><title>Frame</title><iframe src='/' width='1000' height='800'></iframe>";
    await begin({ answers: { "GET /other/": sends("text/html", frame) } });
    const opensFrame = async () => {
      await go("/other/");
      await visit.driver.switchTo().frame(0);
      await visit.isReady();
    };
    for (let i = 0; i < 2; i += 1) await opensFrame();
    assert.equal(host.asked.includes("GET /sw.js"), false);
    await visitFirst();
    await opensFrame();
  });

  test("where anything but the document comes, the browser asks by itself, and the next visit reads", async () => {
    await begin();
    await visitFirst();
    const closed = sends("text/html", "<title>Closed</title>", 503);
    host.answers["GET /"] = closed;
    host.asked.length = 0;
    await go("/?closed#train");
    assert.equal(await visit.driver.getTitle(), "Closed");
    assert.equal(await run("location.href"), `${host.origin}/?closed#train`);
    assert.equal(host.asked.filter((what) => what === "GET /").length, 2);
    delete host.answers["GET /"];
    assert.equal(await reads(), true);
  });

  test("a release that retires it is rid of it at the next visit, and the page that is open goes on", async () => {
    await begin();
    await visitFirst();
    const retired = SCRIPT.replace("RETIRED = false", "RETIRED = true");
    assert.notEqual(retired, SCRIPT);
    host.answers["GET /sw.js"] = sends("text/javascript", retired);
    await visit.meddle("() => (navigator.serviceWorker.oncontrollerchange = () => (window.isRetired = true))");
    assert.equal(await reads(), true);
    await visit.eventually("it is retired", () => run("window.isRetired"));
    // A page that is isolated starts a worker only now.
    await visit.enter("train");
    await visit.press("train");
    await visit.eventually("it trains", async () => (await visit.figure("samples-per-second")) > 0);
    await visit.press("pause");
    for (let i = 0; i < 2; i += 1) {
      assert.equal(await opens(), false);
      await isGone();
    }
    assert.equal(await run("navigator.serviceWorker.controller"), null);
  });

  test("where the page has gone from its host, another in its place is left as it is", async () => {
    await begin();
    await visitFirst();
    const image = `${visit.server.page}www/icon.svg`;
    Object.assign(host.answers, neighbourAt("/", image), { "GET /sw.js": sends("text/html", "Not here", 404) });
    await go();
    assert.deepEqual(await run("window.found"), FOUND);
    await isGone();
  });

  test("whom an earlier service worker has locked out, this one lets in again", async () => {
    await begin({ answers: { "GET /sw.js": sends("text/javascript", EARLIER) } });
    await visitFirst();
    host.answers["GET /index.html"] = redirect(301, "./");
    delete host.answers["GET /sw.js"];
    host.asked.length = 0;
    // Chromium shows an error at first, and looks for another service worker a second later.
    await go("/index.html").catch(() => undefined);
    await visit.eventually("the browser asks for the service worker", () => host.asked.includes("GET /sw.js"));
    // It takes the other's place when it has what the page needs.
    await visit.eventually("it is let in", async () => {
      await go("/index.html").catch(() => undefined);
      return run("document.documentElement.dataset.state !== undefined");
    });
    await visit.isReady();
    assert.equal(await reads("/index.html"), true);
  });
}
