// One training, from the side of whoever asks for it.
import { WorkerClient, type OwnWorker } from "../worker/client";
import { filesOf } from "./files";
import type { Events, Requests } from "./protocol";
import type { Trained, TrainOptions } from "../train";

/** Sizes of images and labels are known to be right before a worker starts. */
export async function trainWith(start: () => OwnWorker, options: TrainOptions): Promise<Trained> {
  const { recipe = "keras-mlp", epochs = null, seed = null, test, onProgress, signal } = options;
  const training = filesOf(options, "");
  const order = { training, test: test ? filesOf(test, "test.") : null, recipe, epochs, seed };
  if (signal?.aborted) throw reasonOf(signal);
  const client = new WorkerClient<Requests, Events>(() => ({ worker: start(), init: {} }), {
    onEvent: (_event, progress) => onProgress?.(progress),
    gone: () => undefined,
  });
  // The request is told that its worker is gone, and the reason takes the place of that.
  const stop = () => client.stop();
  signal?.addEventListener("abort", stop);
  try {
    const files = [order.training, ...(order.test ? [order.test] : [])];
    return await client.request(
      "train",
      order,
      files.flatMap(({ images, labels }) => [images.buffer, labels.buffer]),
    );
  } catch (error) {
    throw signal?.aborted ? reasonOf(signal) : error;
  } finally {
    signal?.removeEventListener("abort", stop);
    client.stop();
  }
}

/** What whoever aborted it said, as an error. */
const reasonOf = ({ reason }: { reason?: unknown }) =>
  reason instanceof Error ? reason : new Error("the training was aborted", { cause: reason });
