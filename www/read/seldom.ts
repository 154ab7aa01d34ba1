// A value that changes every frame, followed seldom enough that what is costly holds nobody up.
import { useEffect, useRef, useState } from "preact/hooks";

/** @param pause milliseconds from one change to the next, at least; the last value always comes */
export function useSeldom<Value>(value: Value, pause: number) {
  const [followed, follow] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        last.current = performance.now();
        follow(() => value);
      },
      last.current + pause - performance.now(),
    );
    return () => clearTimeout(timer);
  }, [value]);
  return followed;
}
