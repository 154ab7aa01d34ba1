// What the page and the worker that measures the device say to each other.
import type { Nothing } from "../../../npm/src/worker/client";

/** What the page asks, and what it is answered. */
export type Requests = {
  /** Answered when all is measured. */
  measure: [Nothing, void];
};

export interface Figure {
  job: string;
  /** That share the work. */
  cores: number;
  value: number;
  unit: string;
  /** Floating-point operations a second. */
  flops: number;
}

/** What the worker tells unasked. */
export type Events = {
  /** `done`: of all jobs so many. */
  begun: { job: string; cores: number; done: number; total: number };
  /** Of one core, a second. */
  peak: { flops: number };
  figure: Figure;
};
