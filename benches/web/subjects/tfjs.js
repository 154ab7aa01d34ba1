// TensorFlow.js, on the back end that does the job best.
import { COUNT, fetchMnist, floats, PIXELS } from "../mnist.js";

const FOLDER = "../node_modules/@tensorflow/";
const BACK_ENDS = ["wasm", "webgl", "cpu"];

/** Images of the trial that chooses a back end: a few, since not all are fast. */
const TRIAL = 16;

const LOSSES = { cross_entropy: "categoricalCrossentropy", squared_error: "meanSquaredError" };

/** Milliseconds of a trial, warm or cold. */
const TRIAL_MS = 250;

/** Milliseconds of one portion, over a while. @param {() => unknown} work */
async function repeat(work) {
  const begin = performance.now();
  let times = 0;
  while (performance.now() - begin < TRIAL_MS) {
    await work();
    times += 1;
  }
  return (performance.now() - begin) / times;
}

/** @param {string} url */
function load(url) {
  return new Promise((resolve, reject) => {
    document.head.append(
      Object.assign(document.createElement("script"), { src: url, onload: resolve, onerror: reject }),
    );
  });
}

/** @param {{ threads: number }} options */
export async function open({ threads }) {
  await load(`${FOLDER}tfjs/dist/tf.min.js`);
  await load(`${FOLDER}tfjs-backend-wasm/dist/tf-backend-wasm.min.js`);
  const { tf } = window;
  tf.wasm.setWasmPaths(new URL(`${FOLDER}tfjs-backend-wasm/dist/`, location.href).href);
  tf.wasm.setThreadsCount(threads);
  const { images, labels } = await fetchMnist();
  const optimizers = {
    rms_prop: ({ learning_rate, rho }) => tf.train.rmsprop(learning_rate, rho),
    sgd: ({ learning_rate }) => tf.train.sgd(learning_rate),
    adam: ({ learning_rate }) => tf.train.adam(learning_rate),
  };

  /** The same network; an activation belongs to the layer before it. */
  function build({ layers, loss, optimizer }) {
    const isImage = layers[0].kind === "conv";
    const inputShape = isImage ? [28, 28, 1] : [PIXELS];
    const model = tf.sequential();
    let isFlat = !isImage;
    layers.forEach(({ kind, ...layer }, i) => {
      const next = layers[i + 1];
      const first = i === 0 ? { inputShape } : {};
      const shared = {
        ...first,
        useBias: layer.biases !== undefined,
        activation: next?.kind === "activation" ? next.function : undefined,
      };
      if (kind === "dense" && !isFlat) {
        model.add(tf.layers.flatten());
        isFlat = true;
      }
      if (kind === "dense") model.add(tf.layers.dense({ ...shared, units: layer.units }));
      if (kind === "conv") model.add(tf.layers.conv2d({ ...shared, filters: layer.filters, kernelSize: layer.kernel }));
      if (kind === "max_pool") model.add(tf.layers.maxPooling2d({ poolSize: layer.size, strides: layer.stride }));
      if (kind === "dropout") model.add(tf.layers.dropout({ rate: layer.rate }));
    });
    model.compile({ loss: LOSSES[loss], optimizer: optimizers[optimizer.kind](optimizer) });
    return { model, shape: inputShape };
  }

  /** Batches of a new order in every epoch, from bytes to floats. @param {number} size */
  function batches(size) {
    const order = Uint32Array.from({ length: COUNT }, (_, i) => i);
    const pixels = new Float32Array(size * PIXELS);
    const targets = new Float32Array(size * 10);
    let at = COUNT;
    return () => {
      if (at + size > COUNT) {
        tf.util.shuffle(order);
        at = 0;
      }
      targets.fill(0);
      for (let row = 0; row < size; row += 1) {
        const image = order[at + row];
        for (let i = 0; i < PIXELS; i += 1) pixels[row * PIXELS + i] = images[image * PIXELS + i] / 255;
        targets[row * 10 + labels[image]] = 1;
      }
      at += size;
      return { pixels, targets };
    };
  }

  /** @param {{ model: any, shape: number[] }} built @param {number} size */
  function trainer({ model, shape }, size) {
    const next = batches(size);
    return async () => {
      const { pixels, targets } = next();
      const xs = tf.tensor(pixels, [size, ...shape]);
      const ys = tf.tensor2d(targets, [size, 10]);
      await model.trainOnBatch(xs, ys);
      tf.dispose([xs, ys]);
      return size;
    };
  }

  /** @param {{ model: any, shape: number[] }} built */
  function asker({ model, shape }) {
    const image = floats(images);
    return () => {
      tf.tidy(() => model.predict(tf.tensor(image, [1, ...shape])).dataSync());
      return 1;
    };
  }

  /** Milliseconds of a small portion on this back end, when it is warm; Infinity if it cannot do the job. */
  async function attempt(name, { kind, recipe }) {
    try {
      if (!(await tf.setBackend(name))) return Infinity;
      const built = build(recipe);
      const work = kind === "query" ? asker(built) : trainer(built, Math.min(TRIAL, recipe.batch_size));
      await repeat(work);
      return await repeat(work);
    } catch {
      return Infinity;
    }
  }

  return {
    async prepare(job) {
      const times = [];
      for (const name of BACK_ENDS) times.push(await attempt(name, job));
      const backEnd = BACK_ENDS[times.indexOf(Math.min(...times))];
      await tf.setBackend(backEnd);
      const built = build(job.recipe);
      const portion = job.kind === "query" ? asker(built) : trainer(built, job.recipe.batch_size);
      const work = async () => {
        if (tf.getBackend() !== backEnd) await tf.setBackend(backEnd);
        return portion();
      };
      return { build: backEnd, work };
    },
  };
}
