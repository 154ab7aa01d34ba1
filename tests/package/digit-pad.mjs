// The element <digit-pad> as a field of a form: by pointer and by keys, what is sent and what is refused, for who does not see
// it, and several on a page.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { violations } from "../page/axe.mjs";
import { DIGITS } from "../page/digits.mjs";
import { STAGE } from "./install.mjs";

/** What came of the pads is written down by the page, whose script may not stand in it. */
const SCRIPT = `
window.told = [];
for (const type of ["read", "input", "change", "error"])
  addEventListener(type, ({ target, type }) => told.push(\`\${target.id} \${type} \${target.value}\`), true);
`;

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light dark" />
    <title>Pads</title>
    <script type="module" src="pads.js"></script>
  </head>
  <body>
    <main>
      <h1>Pads</h1>
      <form>
        <fieldset>
          <p><label for="amount">Amount</label> <digit-pad id="amount" name="amount" maxlength="2" required></digit-pad></p>
          <p><label>Digit <digit-pad id="digit" name="digit" maxlength="1"></digit-pad></label></p>
        </fieldset>
        <button type="reset">Reset</button>
        <button>Send</button>
      </form>
    </main>
  </body>
</html>
`;

const AMOUNT = "document.querySelector('#amount')";
const DIGIT = "document.querySelector('#digit')";
const canvasOf = (/** @type {string} */ pad) => `${pad}.shadowRoot.querySelector('canvas')`;
const partOf = (/** @type {string} */ pad, /** @type {string} */ name) =>
  `${pad}.shadowRoot.querySelector('[part=${name}]')`;

/** Digits side by side. @param {...number} digits */
const row = (...digits) =>
  digits.flatMap((digit, i) =>
    DIGITS[digit].map((stroke) => stroke.map(([x, y]) => [(i + x) / digits.length, 0.5 + (y - 0.5) / digits.length])),
  );

/** @param {import("./guest.mjs").Guest} guest */
export function digitPad(guest) {
  const open = async (folder = "pads", scripts = "../plain/neuroglyph") => {
    mkdirSync(join(STAGE, folder), { recursive: true });
    writeFileSync(join(STAGE, folder, "index.html"), PAGE);
    writeFileSync(join(STAGE, folder, "pads.js"), `import "${scripts}/digit-pad.js";\n${SCRIPT}`);
    await guest.open(guest.at(`${folder}/index.html`));
    await guest.becomes("customElements.get('digit-pad') !== undefined", true);
  };
  const run = (/** @type {string} */ script) => guest.driver.executeScript(script);
  const draw = async (/** @type {string} */ pad, /** @type {number[][][]} */ strokes) => {
    await run(`${pad}.scrollIntoView({ block: "center" })`);
    await guest.draw(canvasOf(pad), strokes);
  };
  const press = async (...keys) => {
    for (const key of keys) await guest.driver.actions().sendKeys(key).perform();
  };
  const sent = "JSON.stringify([...new FormData(document.forms[0])])";

  test("a number is drawn, read and part of what the form sends", async () => {
    await open();
    assert.equal(await guest.value(sent), '[["amount",""],["digit",""]]');
    await draw(AMOUNT, row(4, 2));
    await guest.becomes(`${AMOUNT}.value`, "42");
    await draw(DIGIT, DIGITS[7]);
    await guest.becomes(`${DIGIT}.value`, "7");
    assert.equal(await guest.value(sent), '[["amount","42"],["digit","7"]]');
    assert.equal(await guest.value(`${partOf(AMOUNT, "reading")}.textContent`), "42");
    assert.equal(await guest.value(`${AMOUNT}.reading.digits.map(({ digit }) => digit).join()`), "4,2");
    guest.saidNothing();
  });

  test("it tells read and input as it is written, and change once a stroke has ended", async () => {
    await open();
    await run(`return ${DIGIT}.reader.then(() => {})`);
    await draw(DIGIT, DIGITS[7]);
    await guest.becomes("told.at(-1)", "digit change 7");
    assert.ok(await guest.value("told.includes('digit read 7') && told.includes('digit input 7')"));
    await run("told.length = 0");
    // What the page's script does is no change by the user.
    await run(`${DIGIT}.clear()`);
    await run(`${DIGIT}.undo()`);
    assert.equal(await guest.value("told.join()"), "digit read ,digit read 7");
  });

  test("by the keys alone: a pen, Undo, and Escape, which is the page's on a blank pad", async () => {
    await open();
    await press(Key.TAB);
    assert.ok(await guest.value(`document.activeElement === ${AMOUNT}`));
    await press(...Array(8).fill(Key.ARROW_UP), Key.SPACE, ...Array(17).fill(Key.ARROW_DOWN), Key.ENTER);
    await guest.becomes(`${AMOUNT}.value`, "1");
    await press("z");
    await guest.becomes(`${AMOUNT}.value`, "");
    await draw(AMOUNT, DIGITS[7]);
    await guest.becomes(`${AMOUNT}.value`, "7");
    await run("addEventListener('keydown', ({ key, defaultPrevented }) => told.push(key + defaultPrevented))");
    await press(Key.ESCAPE);
    await guest.becomes(`${AMOUNT}.value`, "");
    await guest.driver.actions().keyDown(Key.CONTROL).sendKeys("z").keyUp(Key.CONTROL).perform();
    await guest.becomes(`${AMOUNT}.value`, "7");
    await press(Key.ESCAPE, Key.ESCAPE);
    await guest.becomes("told.at(-1)", "Escapefalse");
    assert.ok(await guest.value("!told.includes('Escapetrue')"));
    await press(Key.TAB);
    assert.equal(await guest.value(`${AMOUNT}.shadowRoot.activeElement.textContent`), "Undo");
    await press(Key.ENTER, Key.ENTER);
    await guest.becomes(`${AMOUNT}.value`, "");
  });

  test("what is missing, too long or not clear is refused, and why is said", async () => {
    await open();
    const flags =
      "(({ valueMissing, tooLong, customError, valid }) => [valueMissing, tooLong, customError, valid].join())";
    const validity = (/** @type {string} */ pad) => `${flags}(${pad}.validity)`;
    assert.equal(await guest.value(validity(AMOUNT)), "true,false,false,false");
    assert.equal(await guest.value(validity(DIGIT)), "false,false,false,true");
    await draw(AMOUNT, row(1, 7, 3));
    await guest.becomes(`${AMOUNT}.value`, "173");
    assert.equal(await guest.value(validity(AMOUNT)), "false,true,false,false");
    assert.match(await guest.value(`${partOf(AMOUNT, "hint")}.textContent`), /At most 2 digits: 173 has 3/);
    // A cross in a ring is no digit.
    const cross = [
      ...DIGITS[0],
      [
        [0.2, 0.2],
        [0.8, 0.8],
      ],
      [
        [0.8, 0.2],
        [0.2, 0.8],
      ],
    ];
    await draw(DIGIT, cross);
    await guest.becomes(`${DIGIT}.value`, "?");
    assert.equal(await guest.value(validity(DIGIT)), "false,false,true,false");
    assert.equal(await guest.value("document.forms[0].checkValidity()"), false);
    await run("document.querySelector('[type=reset]').click()");
    assert.equal(await guest.value(sent), '[["amount",""],["digit",""]]');
    await draw(AMOUNT, DIGITS[7]);
    await guest.becomes(validity(AMOUNT), "false,false,false,true");
    await run(`${AMOUNT}.setCustomValidity("Not that much.")`);
    assert.equal(await guest.value(`${AMOUNT}.validationMessage`), "Not that much.");
  });

  test("in a disabled fieldset it takes no ink and no key, and is not sent", async () => {
    await open();
    await run("document.querySelector('fieldset').disabled = true");
    await draw(AMOUNT, DIGITS[7]);
    assert.equal(await guest.value(sent), "[]");
    assert.equal(await guest.value(`${canvasOf(AMOUNT)}.tabIndex`), -1);
    assert.equal(await guest.value("document.forms[0].checkValidity()"), true);
    await run("document.querySelector('fieldset').disabled = false");
    await draw(AMOUNT, DIGITS[7]);
    await guest.becomes(`${AMOUNT}.value`, "7");
    assert.ok(await guest.value("!told.some((line) => line.includes('7') && line.startsWith('digit'))"));
  });

  test("what a browser kept of it is read again", async () => {
    await open();
    const kept = JSON.stringify(DIGITS[7].map((stroke) => stroke.flat()));
    await run(`${DIGIT}.formStateRestoreCallback(${JSON.stringify(kept)}, "restore")`);
    await guest.becomes(`${DIGIT}.value`, "7");
    assert.equal(await guest.value(sent), '[["amount",""],["digit","7"]]');
  });

  test("a label names it and leads to it, what was read is heard, and axe finds nothing", async () => {
    await open();
    for (const scheme of ["light", "dark"]) {
      await run(`document.documentElement.style.colorScheme = "${scheme}"; document.body.style.background = "Canvas"`);
      assert.deepEqual(await violations(guest), [], scheme);
    }
    await guest.becomes(
      `${canvasOf(AMOUNT)}.getAttribute("aria-label").startsWith("Amount, required: write a number with mouse")`,
      true,
    );
    await guest.becomes(
      `${canvasOf(DIGIT)}.getAttribute("aria-label").startsWith("Digit: write a digit with mouse")`,
      true,
    );
    await run("document.querySelector('[for=amount]').click()");
    assert.ok(await guest.value(`${AMOUNT}.shadowRoot.activeElement === ${canvasOf(AMOUNT)}`));
    await draw(AMOUNT, DIGITS[7]);
    await guest.becomes(`${AMOUNT}.shadowRoot.querySelector('[role=status]').textContent`, "Read 7");
    assert.deepEqual(await violations(guest), []);
  });

  test("pads share one program and one network, and one that leaves takes nothing from the other", async () => {
    await open();
    await draw(DIGIT, DIGITS[7]);
    await guest.becomes(`${DIGIT}.value`, "7");
    const parts =
      "performance.getEntriesByType('resource').filter(({ name }) => /reader-(program|model)/.test(name)).length";
    assert.equal(await guest.value(parts), 2);
    await run(`window.amount = ${AMOUNT}; amount.remove()`);
    await draw(DIGIT, DIGITS[3]);
    await guest.becomes(`${DIGIT}.value.length > 0 && ${DIGIT}.value !== "7"`, true);
    await run("document.querySelector('fieldset').append(amount)");
    await draw("amount", DIGITS[7]);
    await guest.becomes("amount.value", "7");
  });

  test("its colours are the page's own where it names them, and nothing of it is wider than a phone", async () => {
    await open();
    await run(`${AMOUNT}.style.setProperty("--digit-pad-ink", "rgb(200, 0, 0)")`);
    await draw(AMOUNT, DIGITS[1]);
    const red = `(() => {
      const canvas = ${canvasOf(AMOUNT)};
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < data.length; i += 4) if (data[i] === 200 && data[i + 1] === 0 && data[i + 3] === 255) return true;
      return false;
    })()`;
    await guest.becomes(red, true);
    await run("document.querySelector('main').style.width = '240px'");
    assert.ok(await guest.value(`${AMOUNT}.getBoundingClientRect().width <= 240`));
    const rights = `[...${AMOUNT}.shadowRoot.querySelectorAll("[part]")].map((part) => part.getBoundingClientRect().right)`;
    assert.ok(await guest.value(`Math.max(...${rights}) <= ${AMOUNT}.getBoundingClientRect().right + 0.5`));
  });

  test("a network that does not come is said on the pad and told as an error, and what is drawn is kept", async () => {
    const whole = join(STAGE, "plain/neuroglyph");
    const lame = join(STAGE, "lame");
    rmSync(lame, { recursive: true, force: true });
    cpSync(whole, join(lame, "neuroglyph"), { recursive: true });
    const model = readdirSync(join(whole, "parts")).find((name) => name.startsWith("reader-model"));
    rmSync(join(lame, "neuroglyph/parts", model));
    await open("lame", "./neuroglyph");
    await guest.becomes("told.includes('amount error ') && told.includes('digit error ')", true);
    await draw(AMOUNT, DIGITS[7]);
    assert.match(await guest.value(`${partOf(AMOUNT, "fault")}.textContent`), /^The network did not arrive\./);
    assert.ok(await guest.value(`${partOf(AMOUNT, "retry")}.checkVisibility()`));
    assert.equal(await guest.value(`${AMOUNT}.validity.customError`), true);
    cpSync(join(whole, "parts", model), join(lame, "neuroglyph/parts", model));
    await run(`${partOf(AMOUNT, "retry")}.click()`);
    // Firefox remembers that a part did not come, until the page is loaded again.
    const says = `${partOf(AMOUNT, "fault")}.textContent.includes("Load the page again")`;
    await guest.becomes(`${AMOUNT}.value === "7" || ${says}`, true);
    await open("lame", "./neuroglyph");
    await draw(AMOUNT, DIGITS[7]);
    await guest.becomes(`${AMOUNT}.value`, "7");
  });
}
