// What the tests of Mind do again and again: a drawing of which the exact greys are known, and colours of canvases.

import { DIGITS } from "./digits.mjs";
import { paint } from "./paint.mjs";

/** What a script answers that may use the whole crate as `glue`, of which the page itself has the part that reads. */
export async function withGlue(visit, script, ...given) {
  const answer = await visit.driver.executeAsyncScript(
    `const [crate, given, done] = arguments;
    const work = async () => {
      const glue = await import(crate.glue);
      await glue.default({ module_or_path: crate.wasm });
      return (async function () { ${script} }).apply(null, given);
    };
    work().then((answer) => done({ answer }), (error) => done({ error: String(error) }));`,
    visit.server.variant("plain"),
    given,
  );
  if (answer.error) throw new Error(answer.error);
  return answer.answer;
}

/** Opens the page with the picture of a digit on the pad; the greys that the network sees of it. */
export async function readPicture(visit, digit) {
  const png = paint(DIGITS[digit], { ink: 240, paper: 25 });
  await visit.handOver("drop", png);
  await visit.isState("read", "unsure");
  return withGlue(
    visit,
    `const [base64] = arguments;
      const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return Array.from(glue.preprocess_pixels(new Uint8Array(data.buffer), bitmap.width, bitmap.height).image);`,
    png.toString("base64"),
  );
}

/** Brings a part of the room into sight, once it is there. */
export async function show(visit, selector) {
  const isThere = "return document.querySelector(arguments[0]) !== null";
  await visit.eventually(`${selector} is there`, () => visit.driver.executeScript(isThere, selector));
  await visit.driver.executeScript(
    "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })",
    selector,
  );
  await settle(visit);
}

/** Waits until the room has caught up: the drawing is read in one frame, and what follows from it is shown by the next. */
export async function settle(visit) {
  for (let pair = 0; pair < 2; pair++) await visit.nextFrame();
}

/** The colours of a canvas at the middle of each of so many cells in a row, as [red, green, blue]. */
export const cells = (visit, selector, columns) =>
  visit.driver.executeScript(
    `const canvas = document.querySelector(arguments[0]);
    const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const cell = width / arguments[1];
    const found = [];
    for (let y = cell / 2; y < height; y += cell)
      for (let x = cell / 2; x < width; x += cell) {
        const at = 4 * (Math.floor(y) * width + Math.floor(x));
        found.push(Array.from(data.slice(at, at + 3)));
      }
    return found;`,
    selector,
    columns,
  );

/** A colour of the style, as [red, green, blue]. */
export const colour = (visit, token) =>
  visit.driver.executeScript(
    `const probe = document.createElement("i");
    probe.style.color = \`var(\${arguments[0]})\`;
    document.body.append(probe);
    const [red, green, blue] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
    probe.remove();
    return [red, green, blue];`,
    token,
  );

/** How a signed value should look where `most` gets full colour. */
export function shade(value, most, { paper, above, below }) {
  const full = value > 0 ? above : below;
  return paper.map((channel, i) => channel + (full[i] - channel) * Math.min(1, Math.abs(value) / most));
}

/** The largest difference between colours as they are and as they should be. */
export function farthestOff(found, wanted) {
  return Math.max(...wanted.flatMap((rgb, i) => rgb.map((channel, j) => Math.abs(channel - found[i][j]))));
}

/** A figure as the page writes it, as a number. */
export function numberOf(text) {
  const raised = text.replace(
    /×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/,
    (_, power) =>
      `e${[...power]
        .map((sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign))
        .map((digit) => (digit < 0 ? "-" : digit))
        .join("")}`,
  );
  return Number(raised.replace("−", "-"));
}
