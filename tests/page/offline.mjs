// Without a connection the page works as it did when it was last opened, also where it was opened once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { redirect, sends, startHost } from "./host.mjs";
import { click } from "./insight.mjs";
import { stepsOf } from "./training/steps.mjs";

const SCRIPT = readFileSync(new URL("../../dist/sw.js", import.meta.url), "utf8");

/** What the built page may do, as docs/hosting.md has a host say it. */
const [, POLICY] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(
  readFileSync(new URL("../../dist/index.html", import.meta.url), "utf8"),
);

/** The kinds of hosts: where the page is opened, where it is when there is no host any more, and whether it is isolated from the first visit on. */
const KINDS = {
  "with headers": { options: { sendsHeaders: true, policy: `${POLICY}; frame-ancestors 'self'` }, isIsolated: true },
  "without headers": {},
  "under a sub-path": { options: { base: "/some/where/" }, path: "/some/where/" },
  "behind redirects": {
    options: {
      base: "/some/where/",
      answers: { "GET /": redirect(302, "/some/where/"), "GET /some/where/": redirect(301, "index.html") },
    },
    gonePath: "/some/where/",
  },
};

/** @param {import("./visit.mjs").Visit} visit */
export function hosts(visit) {
  /** @type {Awaited<ReturnType<typeof startHost>>} */
  let host;
  afterEach(async () => {
    await visit.leaveAlone();
    host.stop();
  });
  const run = (script) => visit.driver.executeScript(`return ${script}`);

  for (const [kind, { options, path = "/", gonePath = path, isIsolated = false }] of Object.entries(KINDS))
    test(`${kind} it reads on three visits, and on two more without the host, within its policy`, async () => {
      host = await startHost(options);
      // In every document of the page, before its own scripts. With one core nobody would ask to be isolated.
      await visit.meddle(() => {
        Object.defineProperty(navigator, "hardwareConcurrency", { value: 2, configurable: true });
        window.violations = [];
        addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
          window.violations.push(`${effectiveDirective}: ${blockedURI} ${sample}`),
        );
      });
      for (let number = 1; number <= 5; number += 1) {
        if (number === 4) host.stop();
        // Another page in between, so that each visit loads the document.
        await visit.driver.get("about:blank");
        await visit.driver.get(host.origin + (number > 3 ? gonePath : path));
        await visit.isReady();
        await visit.press("clear");
        await visit.draw(DIGITS[3]);
        await visit.reads(3);
        assert.equal(await run("crossOriginIsolated"), isIsolated || number > 1, `visit ${number} is isolated`);
        assert.deepEqual(await run("window.violations"), [], `visit ${number}`);
        if (number === 1)
          await visit.eventually("the page is kept", () => run("navigator.serviceWorker.controller !== null"));
      }
      // That it would have been heard.
      await run("document.head.append(Object.assign(document.createElement('style'), { textContent: 'p {}' }))");
      await visit.eventually("a violation is heard", () => run("window.violations.length === 1"));
    });
}

/** @param {import("./visit.mjs").Visit} visit */
export function offline(visit) {
  /** @type {Awaited<ReturnType<typeof startHost>>} */
  let host;
  beforeEach(async () => (host = await startHost()));
  afterEach(() => host.stop());

  const run = (script) => visit.driver.executeScript(`return ${script}`);
  const open = async () => {
    await visit.driver.get(host.origin);
    await visit.isReady();
  };
  const draws = async () => {
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
  };
  /** What every visit needs is kept. */
  const isKept = () => visit.eventually("the page is kept", () => run("navigator.serviceWorker.controller !== null"));
  const versions = () =>
    run("caches.keys().then((names) => names.filter((name) => name.startsWith('neuroglyph-page-')))");

  test("after one visit it reads, and every room opens", async () => {
    await open();
    await isKept();
    host.stop();
    for (let i = 0; i < 2; i += 1) {
      await open();
      await draws();
      for (const room of ["learn", "learn/2", "train", "mind/why", "mind/neurons", "mind/yours"]) {
        await visit.enter(room);
        assert.notEqual(await run("document.querySelector('#room h1').textContent"), "", room);
        assert.equal(await run("document.querySelector('#absent')"), null, room);
      }
      assert.equal(await run("location.href"), `${host.origin}/#/mind/yours`);
    }
  });

  test("what was opened in the first visit works: training and dreams", async () => {
    const steps = stepsOf(visit);
    const trains = async () => {
      await visit.enter("train");
      await click(visit, "train");
      await steps.hasLoss();
      await visit.eventually("the images are kept", () =>
        run("caches.open('neuroglyph-mnist').then((kept) => kept.keys()).then(({ length }) => length === 4)"),
      );
      await steps.pause();
      await click(visit, "reset");
      await visit.press("reset-same");
      await visit.eventually("the run is forgotten", async () => (await steps.runs()).length === 0);
    };
    await open();
    await isKept();
    await trains();
    host.stop();
    await open();
    await draws();
    await trains();
    await visit.enter("mind/dreams");
    await visit.eventually("it dreams", () =>
      run("/reads \\d+ of its 10/.test(document.querySelector('#room').textContent)"),
    );
  });

  test("all of it is made available at once", async () => {
    await open();
    await isKept();
    await visit.enter("train");
    await click(visit, "keep-all");
    await visit.eventually("all of it is here", async () =>
      /^All of it works without/.test(await visit.text("kept-all")),
    );
    host.stop();
    await open();
    await visit.enter("mind/errors");
    await visit.eventually("the test images are read", () =>
      run("/reads [\\d.]+ % of the 10,000/.test(document.querySelector('#room').textContent)"),
    );
  });

  test("a new version takes over whole", async () => {
    await open();
    await isKept();
    const [before] = await versions();
    const newer = SCRIPT.replace(/(var version = ")\w+/, "$1newer");
    assert.notEqual(newer, SCRIPT);
    host.answers["GET /sw.js"] = sends("text/javascript", newer);
    await open();
    await visit.eventually(
      "the new version is kept alone",
      async () => String(await versions()) === "neuroglyph-page-newer",
    );
    assert.notEqual(before, "neuroglyph-page-newer");
    host.stop();
    await open();
    await draws();
  });

  test("a document of another version is not kept beside this one's files", async () => {
    host.answers["GET /"] = sends("text/html", "<!doctype html><title>Another</title>");
    await visit.driver.get(`${host.origin}/index.html`);
    await visit.isReady();
    await isKept();
    const kept = await run("caches.match('/').then((found) => found === undefined)");
    assert.equal(kept, true);
  });
}
