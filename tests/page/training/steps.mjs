// What the tests of training do again and again.

/** The most epochs that a run may have. */
export const MOST_EPOCHS = "200";

/** A quick run that does not end by itself while something is done to it, as one does whose recipe stops when its loss does. */
export const ENDLESS = { recipe: "keras-mlp", "hidden-layers": "128", epochs: MOST_EPOCHS };

/** @param {import("../visit.mjs").Visit} visit */
export function stepsOf(visit) {
  const { driver } = visit;
  /** Of what is there; else nothing. */
  const textOf = (selector) =>
    driver.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
  const says = (selector, pattern) =>
    visit.eventually(`${selector} says ${pattern}`, async () => pattern.test(await textOf(selector)));

  return {
    says,

    /** Opens the page, and goes to Train. */
    async open() {
      await visit.open();
      await visit.enter("train");
    },

    /** Opens it as on a first visit, with these settings in place of the recipe's. */
    async openFresh(settings = {}) {
      await visit.forgetAll();
      await this.open();
      await this.fill(settings);
    },

    /** Writes these settings into the fields, all of which are unfolded. */
    async fill(settings) {
      await driver.executeScript("document.querySelectorAll('details').forEach((details) => (details.open = true))");
      for (const [name, value] of Object.entries(settings)) await this.set(name, value);
    },

    /** Writes a field, or chooses a recipe; what is folded is unfolded. */
    async set(name, value) {
      const field = await visit.find(name === "recipe" ? "recipe" : `field-${name}`);
      await driver.executeScript(
        "for (let box = arguments[0]; box; box = box.parentElement) if (box.matches('details')) box.open = true",
        field,
      );
      if ((await field.getTagName()) === "select") {
        // The list of recipes comes a few frames after the page is ready.
        await visit.eventually(`${name} offers ${value}`, () =>
          driver.executeScript(
            `const [select, value] = arguments;
            if (![...select.options].some((option) => option.value === value)) return false;
            select.value = value;
            for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
            return true;`,
            field,
            value,
          ),
        );
      } else {
        // As a hand does it: WebDriver's own clearing tells the page nothing, which then writes the old value back.
        // The page may write a recipe's values just when the old one is selected; a hand would see that, and write again.
        await visit.eventually(`${name} is ${value}`, async () => {
          await driver.executeScript("arguments[0].focus(); arguments[0].select()", field);
          await field.sendKeys(value);
          return (await field.getAttribute("value")) === value;
        });
      }
    },

    buttonSays: (testid, words) =>
      visit.eventually(
        `${testid} says ${words}`,
        async () => (await textOf(`[data-testid=${testid}]`)).trim() === words,
      ),

    isOffered: () => driver.executeScript("return document.querySelector('[data-testid=resume-run]') !== null"),

    /** Waits until a run of an earlier visit is offered. */
    offersToGoOn: () => visit.eventually("it offers to go on", () => stepsOf(visit).isOffered()),

    accuracyReaches: (percent) =>
      visit.eventually(`${percent} % of the test images`, async () => (await visit.figure("test-accuracy")) >= percent),

    hasLoss: () => visit.eventually("a loss", async () => (await visit.figure("train-loss")) > 0),

    hintSays: (pattern) => says("[data-testid=hint]", pattern),

    /** Presses it; then what the page shows is of the time after. */
    async takeHint() {
      await driver.executeScript("document.querySelector('[data-testid=hint] button').click()");
      await visit.nextFrame();
    },

    async pause() {
      await visit.press("pause");
      await this.buttonSays("train", "Go on");
    },

    /** What the browser keeps of runs, the last first. */
    runs: () =>
      driver.executeAsyncScript(`
        const done = arguments[arguments.length - 1];
        const request = indexedDB.open("neuroglyph");
        request.onsuccess = () => {
          const all = request.result.transaction("runs").objectStore("runs").getAll();
          all.onsuccess = () => { request.result.close(); done(all.result.sort((a, b) => b.updated - a.updated)); };
        };
      `),

    /** Waits until the browser keeps what a run has learnt, and says how many of its checkpoints. */
    async isKept() {
      let checkpoints = NaN;
      await visit.eventually("the run is kept", async () => {
        const runs = await this.runs();
        const run = runs.find(({ saved }) => saved?.progress.examples > 0);
        checkpoints = run?.checkpoints.length;
        return run !== undefined;
      });
      return checkpoints;
    },

    /** The last run, once it is over, as the browser keeps it: its curve, and what the test images said at each epoch's end. */
    async finishedRun() {
      await this.buttonSays("train", "Train again");
      return visit.eventually("the finished run is kept", async () => {
        const [{ id, points, tests, saved }] = await this.runs();
        // A loss is summed up from chunks of any size, and so rounded.
        const curve = points.map(({ loss, ...point }) => ({ ...point, loss: loss.toPrecision(12) }));
        return saved?.progress.finished && { id, curve, ends: tests.filter((test) => test.epoch_over) };
      });
    },

    /** The learning rate that the worker has. */
    async workersRate() {
      return Number(/learning_rate\W+([-.e\d]+)/.exec(await this.workersRecipe())?.[1]);
    },

    /** The rate of each dropout layer that the worker has. */
    async workersDropout() {
      const recipe = await this.workersRecipe();
      return Array.from(recipe.matchAll(/"dropout\W+rate\W+([.\d]+)/g), ([, rate]) => Number(rate));
    },

    /** The recipe that the worker has, as it writes it into a model file. */
    async workersRecipe() {
      const button = await visit.find("download-model");
      // A worker that takes a run over has no model until it has all of it.
      await visit.eventually("there is a model", async () => (await button.getAttribute("aria-disabled")) !== "true");
      return driver.executeAsyncScript(`
        const done = arguments[arguments.length - 1];
        const { createObjectURL } = URL;
        URL.createObjectURL = (blob) => {
          URL.createObjectURL = createObjectURL;
          // The recipe is in the file's first part.
          blob.slice(0, 10_000).text().then(done);
          return "data:,";
        };
        // Nothing is to be written to this machine.
        HTMLAnchorElement.prototype.click = () => {};
        document.querySelector("[data-testid=download-model]").click();
      `);
    },
  };
}
