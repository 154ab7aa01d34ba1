// The built files, at addresses that hold in workers too.
import { models, styles, variants, workers, type Checked } from "built";
import { absence, statusOf } from "../../npm/src/program/absent";
import { suspect } from "./newer";
import { checkObstacle, obstacle } from "./obstacle";
import { scriptUrl } from "./trusted";
import type { OwnWorker } from "../../npm/src/worker/client";
import type { Variant } from "../../npm/src/program/wasm";

const absolute = (url: string) => new URL(url, document.baseURI).href;

const checked = ({ url, integrity }: Checked): Checked => ({ url: absolute(url), integrity });

export function variantOf(name: keyof typeof variants): Variant {
  const { glue, wasm } = variants[name];
  return { glue: absolute(glue), wasm: checked(wasm) };
}

export const modelFile = (name: keyof typeof models) => checked(models[name]);

export const modelFiles = () => Object.values(models).map(({ url }) => absolute(url));

export const styleSheet = (name: keyof typeof styles) => absolute(styles[name]);

/** What a worker's script is called in a sentence. */
const WORKER_TITLES: Record<keyof typeof workers, string> = {
  trainer: "The program that trains",
  mind: "The program that looks into networks",
  benchmark: "The program to measure",
  lessons: "The program that trains",
  thread: "The program with threads",
};

/** Throws where no worker can be started. */
export function startWorker(name: keyof typeof workers): OwnWorker {
  checkObstacle();
  const script = absolute(workers[name]);
  return Object.assign(new Worker(scriptUrl(script), { type: "module", name }), {
    async absence() {
      const message = absence(WORKER_TITLES[name], await statusOf(script));
      return obstacle.peek() || message;
    },
    lost: () => void suspect(),
  });
}

export const startThread = () => startWorker("thread");
