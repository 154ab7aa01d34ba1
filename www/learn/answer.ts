// The answer of the lessons' worker to the latest question; the one before it stays until then.
import { signal, type ReadonlySignal } from "@preact/signals";
import { failureWords } from "./failure";

export interface Answer<Q, A> {
  /** What is asked, and what came; none before the first answer. */
  readonly latest: ReadonlySignal<{ readonly question: Q; readonly answer: A } | null>;
  /** Why there is no answer to the latest question, in a sentence. */
  readonly fault: ReadonlySignal<string>;
  /** Another question: while one is under way, only the newest of those that wait is asked. */
  ask: (question: Q) => void;
}

export function answerOf<Q, A>(request: (question: Q) => Promise<A>): Answer<Q, A> {
  const latest = signal<{ question: Q; answer: A } | null>(null);
  const fault = signal("");
  let isAsking = false;
  let waiting: { question: Q } | null = null;

  async function work() {
    isAsking = true;
    while (waiting) {
      const { question } = waiting;
      waiting = null;
      try {
        const answer = await request(question);
        latest.value = { question, answer };
        fault.value = "";
      } catch (error) {
        console.error(error);
        // Of a question that has been followed by another, nobody waits for the answer.
        if (!waiting) fault.value = failureWords("That could not be computed", error);
      }
    }
    isAsking = false;
  }

  const ask = (question: Q) => {
    waiting = { question };
    fault.value = "";
    if (!isAsking) void work();
  };
  return { latest, fault, ask };
}
