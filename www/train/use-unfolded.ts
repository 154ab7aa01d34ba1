// Whether an element lies in no closed fold: what nobody can see is not worth computing.
import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

export function useUnfolded(element: RefObject<HTMLElement | null>) {
  const [isUnfolded, setUnfolded] = useState(false);
  useLayoutEffect(() => {
    const folds = foldsAround(element.current);
    const look = () => setUnfolded(folds.every(({ open }) => open));
    const listening = new AbortController();
    for (const fold of folds) fold.addEventListener("toggle", look, { signal: listening.signal });
    look();
    return () => listening.abort();
  }, []);
  return isUnfolded;
}

function foldsAround(element: Element | null): HTMLDetailsElement[] {
  const fold = element?.closest("details");
  return fold ? [fold, ...foldsAround(fold.parentElement)] : [];
}
