// MNIST's test images in Mind's worker: whether they are here, and what they look like.
import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { messageOf } from "../../../npm/src/program/message";
import { isCached } from "../../mnist/image-set";
import { client, losses, received } from "../client";

type Where = "unknown" | "absent" | "arriving" | "here" | "lost";

/** Bytes of the two files. */
export const SIZE = 1_610_732;

export const where = signal<Where>("unknown");
/** Why they are lost, in a sentence. */
export const imagesFault = signal("");

/** By index; null for one that is on its way. */
const pictures = new Map<number, Float32Array | null>();
/** Counts up with the pictures. */
const version = signal(0);

// The worker is no more, and its images with it.
effect(() => {
  if (losses.value > 0) where.value = "unknown";
});

const folder = () => new URL("mnist/", document.baseURI).href;

let looking: Promise<void> | null = null;

/** Takes them if they need not be fetched. */
export const lookForImages = () => (looking ??= lookNow().finally(() => (looking = null)));

async function lookNow() {
  if (where.value !== "unknown" && where.value !== "absent") return;
  if (await isCached(folder(), "t10k")) await load("cache");
  else if (where.value === "unknown") where.value = "absent";
}

/** Resolves when they are here, or lost. What failed is tried again, past every cache. */
export const fetchImages = () => load(where.value === "lost" ? "server, past every cache" : "server");

let loading: Promise<void> | null = null;

const load = (from: "cache" | "server" | "server, past every cache") =>
  (loading ??= loadNow(from).finally(() => (loading = null)));

async function loadNow(from: "cache" | "server" | "server, past every cache") {
  if (where.value === "here") return;
  where.value = "arriving";
  received.value = 0;
  imagesFault.value = "";
  try {
    where.value = (await client.request("load", { from })) ? "here" : "absent";
  } catch (error) {
    where.value = "lost";
    imagesFault.value = messageOf(error);
  }
}

/** The test images with these numbers, 784 greys in 0..1 each; null for those that have yet to come. */
export function usePictures(indices: number[]) {
  void version.value;
  useEffect(() => void ask(indices.filter((index) => !pictures.has(index))), [indices.join(), where.value]);
  return indices.map((index) => pictures.get(index) ?? null);
}

async function ask(indices: number[]) {
  if (indices.length === 0 || where.value !== "here") return;
  for (const index of indices) pictures.set(index, null);
  try {
    const pixels = await client.request("images", { indices });
    indices.forEach((index, i) => {
      const image = Float32Array.from(pixels.subarray(784 * i, 784 * i + 784), (byte) => byte / 255);
      pictures.set(index, image);
    });
    version.value++;
  } catch (error) {
    // They are asked for again with the next that are.
    console.warn(error);
    for (const index of indices) pictures.delete(index);
  }
}

/** Bytes of them that would have to be fetched. */
export async function missingTestBytes() {
  if (where.value === "here") return 0;
  return (await isCached(folder(), "t10k")) ? 0 : SIZE;
}

/** Of the training images that are rehearsed: their labels, and the first tenth of the images. */
const REHEARSAL_SIZE = 1_000_000;

/** Bytes of the training images that a fine-tuning would have to fetch. */
export const missingTrainingBytes = async () => ((await isCached(folder(), "train")) ? 0 : REHEARSAL_SIZE);
