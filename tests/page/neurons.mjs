// What the neurons answer and which links made them: against the same computed in plain JavaScript.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { load, loadConvolutional } from "./insight.mjs";
import { cells, colour, farthestOff, readPicture, settle, shade, show } from "./mind-visit.mjs";
import { PlainNetwork } from "./plain-network.mjs";

const MODELS = new URL("../../pretrained/", import.meta.url);
const keras = new PlainNetwork(new URL("keras-mlp.safetensors", MODELS));
const nielsen = new PlainNetwork(new URL("nielsen.safetensors", MODELS));

const most = (values) => Math.max(...values.map(Math.abs));
const largest = (values) => values.indexOf(Math.max(...values));

/** A figure as the page writes it, as a number. */
const numberOf = (text) => (text === "almost 0" ? 0 : Number(text.replace("−", "-")));

/** @param {import("./visit.mjs").Visit} visit */
export function neurons(visit) {
  let folder;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "neuroglyph-"))));
  after(() => rm(folder, { recursive: true }));

  /** Opens the tool with this network, and the picture of a digit on the pad. */
  const open = async (digit, name = "keras-mlp") => {
    await visit.open();
    await load(visit, name);
    const image = await readPicture(visit, digit);
    await visit.enter("mind/neurons");
    await show(visit, ".layers");
    return image;
  };
  /** Presses what may be out of sight, or under the bar at the top. */
  const press = async (testid) => {
    await show(visit, `[data-testid=${testid}]`);
    await visit.press(testid);
  };
  const signed = async () => ({
    paper: await colour(visit, "--sheet"),
    above: await colour(visit, "--for"),
    below: await colour(visit, "--against"),
  });
  const rowsOf = (testid) =>
    visit.driver.executeScript(
      `return [...document.querySelectorAll("[data-testid=" + arguments[0] + "] tbody tr")]
        .map((row) => [...row.children].map((cell) => cell.textContent));`,
      testid,
    );
  /** The neurons of the page, as they are called, in their order. */
  const shown = () =>
    visit.driver.executeScript(
      "return [...document.querySelectorAll('.weights button')].map(({ dataset }) => Number(dataset.testid.replace('neuron-', '')))",
    );
  const isPage = (pattern) =>
    visit.eventually(`the page ${pattern}`, async () => pattern.test(await visit.text("neurons-page")));

  test("activations, layer by layer", async () => {
    const image = await open(4);
    const passes = keras.forward(image);
    const colours = {
      paper: await colour(visit, "--sheet"),
      above: await colour(visit, "--ink"),
      below: await colour(visit, "--against"),
    };
    for (const [i, { outputs }] of passes.entries()) {
      const wanted = outputs.map((value) => shade(value, most(outputs), colours));
      const columns = Math.min(32, outputs.length);
      const off = farthestOff(await cells(visit, `[data-testid=layer-${i + 1}] canvas`, columns), wanted);
      assert.ok(off <= 2, `layer ${i + 1}: a signal's shade is off by ${off} of 255`);
      const name = i === 2 ? largest(outputs) : largest(outputs) + 1;
      assert.match(
        await visit.text(`layer-${i + 1}`),
        new RegExp(`${outputs.length} (neurons|digits), most active ${name}$`),
      );
    }
  });

  test("weights of the first layer as pictures, page by page", async () => {
    const image = await open(4);
    const colours = await signed();
    const { outputs } = keras.forward(image)[0];
    const isShown = async (neuron) => {
      const weights = image.map((_, pixel) => keras.weight(0, pixel, neuron - 1));
      const wanted = weights.map((value) => shade(value, most(weights), colours));
      const off = farthestOff(await cells(visit, `[data-testid=neuron-${neuron}] canvas`, 28), wanted);
      assert.ok(off <= 2, `neuron ${neuron}: a weight's shade is off by ${off} of 255`);
      const label = await visit.find(`neuron-${neuron}`).getAttribute("aria-label");
      assert.ok(Math.abs(numberOf(label.split("signal ")[1]) - outputs[neuron - 1]) < 0.001, label);
    };
    // The most active first.
    const order = [...outputs.keys()].sort((a, b) => outputs[b] - outputs[a]).map((index) => index + 1);
    const isInOrder = async (from) => {
      const page = await shown();
      assert.equal(page.length, 32);
      // What is as active as another may come before it.
      page.forEach((neuron, i) =>
        assert.ok(
          Math.abs(outputs[neuron - 1] - outputs[order[from + i] - 1]) < 1e-4,
          `neuron ${neuron} at ${from + i}`,
        ),
      );
      return page;
    };
    await isPage(/^1 to 32 of 512, the most active first$/);
    const [loudest] = await isInOrder(0);
    await isShown(loudest);
    await isShown((await shown())[31]);
    await press("neurons-later");
    await isPage(/^33 to 64 of 512/);
    await settle(visit);
    await isShown((await isInOrder(32))[7]);
    await press("neurons-earlier");
    await isPage(/^1 to 32 of 512/);
    await settle(visit);
    assert.equal((await isInOrder(0))[0], loudest);
    // Without ink there is nothing to order them by.
    await visit.press("clear");
    await isPage(/^1 to 32 of 512$/);
    assert.deepEqual(
      await shown(),
      Array.from({ length: 32 }, (_, i) => i + 1),
    );
  });

  test("an address opens a neuron of the first dense layer", async () => {
    await open(4);
    await visit.enter("mind/neurons?n=3");
    await visit.eventually("neuron 3", async () => (await visit.text("links")).startsWith("Layer 1, neuron 3"));
    assert.equal(await visit.find("neuron-3").getAttribute("aria-pressed"), "true");
    assert.ok(
      await visit.driver.executeScript(
        "const { top } = document.querySelector('.links').getBoundingClientRect(); return top >= 0 && top < innerHeight",
      ),
      "it is in sight",
    );
    await visit.enter("read");
    await visit.enter("mind/neurons?n=600");
    await visit.eventually("the same one", async () => (await visit.text("links")).startsWith("Layer 1, neuron 3"));
  });

  test("one neuron with its links, in Lernmi's words", async () => {
    const image = await open(5, "nielsen");
    await show(visit, ".links");
    const label = largest(nielsen.forward(image)[1].outputs);
    const { passes, shares } = nielsen.blame(image, label);
    const rate = nielsen.recipe.optimizer.learning_rate;
    // Three decimals, or two digits of what is smaller; or nearly nothing.
    const near = (text, wanted, what, grain = 0) => {
      assert.doesNotMatch(text, /[×⁻e]/, "plain decimals");
      const least = text === "almost 0" ? 1.1e-5 : 0;
      const tolerance = grain + least + (Math.abs(wanted) < 0.01 ? 0.052 * Math.abs(wanted) : 0.00051);
      assert.ok(Math.abs(numberOf(text) - wanted) <= tolerance, `${what}: ${text}, not ${wanted}`);
    };
    const check = (rows, ends) => {
      assert.equal(rows.length, 5);
      const strengths = rows.map((row) => {
        const { weight, signal, share, middle } = ends(row[0]);
        near(row[1], weight, "weight");
        near(row[2], signal, "signal");
        near(row[3], middle, "the column between");
        // A weight of 24 bits cannot move by less than one of them.
        near(row[4], -rate * share * signal, "moves by", Math.abs(weight) * 2 ** -23);
        return Math.abs(weight * signal);
      });
      assert.ok(
        strengths.every((value, i) => i === 0 || value <= strengths[i - 1] + 1e-6),
        "strongest first",
      );
      return strengths;
    };
    // One that is neither silent nor saturated.
    const chosen = passes[0].outputs.reduce(
      (best, output, i, outputs) => (Math.abs(output - 0.5) < Math.abs(outputs[best] - 0.5) ? i : best),
      0,
    );
    await press(`neuron-${chosen + 1}`);
    await visit.eventually("that neuron", async () =>
      (await visit.text("links")).includes(`Layer 1, neuron ${chosen + 1}`),
    );
    await settle(visit);
    assert.match(await visit.text("links"), new RegExp(`taken as an? ${label}, as it was read`));
    near(await visit.text("signal"), passes[0].outputs[chosen], "signal");
    near(await visit.text("sensitivity"), shares[0].sensitivities[chosen], "sensitivity");
    near(await visit.text("output-sensitivity"), shares[0].outputSensitivities[chosen], "output sensitivity");
    const incoming = check(await rowsOf("incoming"), (name) => {
      const [, column, row] = name.match(/^pixel (\d+), (\d+)$/).map(Number);
      const pixel = 28 * (row - 1) + column - 1;
      const [weight, signal] = [nielsen.weight(0, pixel, chosen), passes[0].inputs[pixel]];
      return { weight, signal, share: shares[0].outputSensitivities[chosen], middle: weight * signal };
    });
    const all = image.map((grey, pixel) => Math.abs(nielsen.weight(0, pixel, chosen) * grey)).sort((a, b) => b - a);
    assert.ok(Math.abs(incoming[0] - all[0]) < 1e-4 && Math.abs(incoming[4] - all[4]) < 1e-4, "no link is stronger");
    check(await rowsOf("outgoing"), (name) => {
      const digit = Number(name.match(/^digit (\d)$/)[1]);
      const share = shares[1].outputSensitivities[digit];
      return { weight: nielsen.weight(1, chosen, digit), signal: passes[0].outputs[chosen], share, middle: share };
    });
    // The column of products, the rest of them and the bias add up to the sum that the signal is made of.
    const products = image.map((grey, pixel) => nielsen.weight(0, pixel, chosen) * grey);
    const listed = (await rowsOf("incoming")).map((row) => numberOf(row[3]));
    const [others, bias, sum] = await Promise.all(
      ["others", "bias", "sum"].map(async (name) => numberOf(await visit.text(name))),
    );
    const inAll = [...listed, others, bias].reduce((total, part) => total + part);
    assert.ok(Math.abs(inAll - sum) < 0.005, `${inAll} is not ${sum}`);
    assert.ok(Math.abs(bias - nielsen.stages[0].bias[chosen]) < 0.00051, `bias ${bias}`);
    assert.ok(Math.abs(sum - passes[0].sums[chosen]) < 0.002, `sum ${sum}, not ${passes[0].sums[chosen]}`);
    const rest = products.reduce((total, product) => total + product) - listed.reduce((total, part) => total + part);
    assert.ok(Math.abs(others - rest) < 0.005, `all others ${others}, not ${rest}`);
    const gradient = nielsen.sensitivity(image, 0, chosen);
    const colours = await signed();
    const off = farthestOff(
      await cells(visit, ".one canvas", 28),
      gradient.map((value) => shade(value, most(gradient), colours)),
    );
    assert.ok(off <= 2, `its picture is off by ${off} of 255`);

    await visit.driver.executeScript("document.querySelector('[data-testid=outgoing] button').click()");
    await visit.eventually("the digit at the link's other end", async () =>
      /The answer, digit \d/.test(await visit.text("links")),
    );
  });

  test("one training step refreshes the links", async () => {
    // A run that stopped would be offered first.
    await visit.forgetAll();
    await open(3);
    await visit.enter("train");
    await visit.press("step");
    await visit.eventually("the network in training reads", async () =>
      /Your network/.test(await visit.driver.executeScript("return document.querySelector('.model').textContent")),
    );
    await visit.enter("mind/neurons");
    await visit.eventually("links", async () => /as it was read/.test(await visit.text("links")));
    const before = await visit.text("links");
    await visit.enter("train");
    await visit.press("step");
    await visit.enter("mind/neurons");
    await visit.eventually("other links", async () => (await visit.text("links")) !== before);
    await visit.enter("train");
    await visit.press("reset");
    await visit.press("reset-same");
  });

  test("a network with convolutions shows what its filters find, and says that they have no links", async () => {
    await visit.open();
    await loadConvolutional(visit, folder);
    await visit.draw(DIGITS[3]);
    await visit.enter("mind/neurons");
    await show(visit, ".layers");
    assert.match(await visit.text("layer-1"), /6 filters, most active \d/);
    await isPage(/^1 to 6 of 6/);
    assert.doesNotMatch(await visit.text("links"), /layer 0|convolution/i);
    const map = await cells(visit, "[data-testid=neuron-1] canvas", 24);
    assert.equal(map.length, 24 * 24);
    assert.match(await visit.text("links"), /A filter has no links of its own/);
    await press("layer-2");
    await visit.eventually("its links come from filters", async () =>
      (await rowsOf("incoming")).every(([name]) => /^filter \d$/.test(name)),
    );
    await isPage(/^1 to 20 of 20/);
  });
}
