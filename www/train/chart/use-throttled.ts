// A signal's value for what is costly to show: taken over at most eight times a second, which an eye takes for a film.
import { effect, type ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

/** Milliseconds from one time to the next. */
const PAUSE = 125;

export function useThrottled<T>(source: ReadonlySignal<T>): T {
  const [value, setValue] = useState(() => source.peek());
  useEffect(() => {
    let last = -PAUSE;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      timer = undefined;
      last = performance.now();
      setValue(() => source.peek());
    };
    const stop = effect(() => {
      void source.value;
      timer ??= setTimeout(take, Math.max(0, last + PAUSE - performance.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [source]);
  return value;
}
