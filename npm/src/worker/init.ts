// What a worker that computes is given to begin with.
import type { Builds } from "../program/wasm";

/** `ports`: of the workers that may become threads. */
export type Init = Builds & { ports: MessagePort[] };

/** `images`: the folder they are in. */
export type ImagesInit = Init & { images: string };
