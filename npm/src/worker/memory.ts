// The memory that an instance of the crate shares with its threads, how much of it a browser gives, and where it ends.
import { memories } from "../program/wasm";

/** Bytes of a page of WebAssembly. */
const PAGE = 65_536;

/** Pages to begin with: no fewer than the program itself needs. */
const FIRST = 64;

/** Pages that 32 bits can address. */
const ALL = 65_536;

/** The most pages that it may grow to, tried one after the other: where addresses are few, as on some phones, not all can be set aside. */
const MOST = [ALL, ALL / 2, ALL / 4, ALL / 8, ALL / 16];

/** @returns most: bytes that it can grow to */
export function sharedMemory(): { memory: WebAssembly.Memory; most: number } {
  for (const maximum of MOST) {
    try {
      return { memory: new WebAssembly.Memory({ initial: FIRST, maximum, shared: true }), most: maximum * PAGE };
    } catch (error) {
      console.info(`No memory of ${maximum} pages:`, error);
    }
  }
  throw new Error("this browser sets no memory aside");
}

/**
 * Bytes that a training may have in this browser.
 * @param threads none where memory is not shared
 */
export function mostMemory(threads: number) {
  if (threads === 0) return ALL * PAGE;
  try {
    return sharedMemory().most;
  } catch {
    // One core trains, in memory of its own.
    return ALL * PAGE;
  }
}

/** A program that gets no more memory ends without a word of why. */
export function meaningOf(thrown: unknown) {
  if (!(thrown instanceof WebAssembly.RuntimeError) || memories.every(canDouble)) return thrown;
  const error = new Error("there was not enough memory, and the program ended", { cause: thrown });
  return Object.assign(error, { kind: "memory" as const });
}

/** Whether it can become twice as large: no single thing that a program asks for is larger than all that it has. */
function canDouble(memory: WebAssembly.Memory) {
  try {
    memory.grow(memory.buffer.byteLength / PAGE);
    return true;
  } catch {
    return false;
  }
}
