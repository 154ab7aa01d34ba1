// Says that there is a newer version of the page, and loads it.
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { whenNewer } from "../engine/newer";
import { drawing } from "../store/drawing";
import { handOver } from "../store/handover";
import { isRunKept, saveBeforeLeaving } from "../store/run-keeper";
import { Button } from "../ui/button";

/** Milliseconds that the new page may take to arrive. */
const PATIENCE = 30_000;

/** Whether the browser keeps the drawing; null while there is no newer version. */
const keepsDrawing = signal<boolean | null>(null);

/** For the next page in this tab. Whether the browser keeps it. */
export function keepDrawing() {
  try {
    handOver(drawing.value);
    return true;
  } catch (error) {
    console.warn(error);
    return false;
  }
}

export const startNewer = () => whenNewer(() => (keepsDrawing.value = keepDrawing()));

export function Newer() {
  const [isLoading, setLoading] = useState(false);
  if (keepsDrawing.value === null) return null;
  const load = async () => {
    setLoading(true);
    await saveBeforeLeaving();
    // The browser may still have the old page in its cache.
    await fetch(location.href, { cache: "reload", signal: AbortSignal.timeout(PATIENCE) }).catch(() => undefined);
    location.reload();
  };
  return (
    <div id="newer" class="newer" role="alert">
      <p>A new version is here, and this one is no longer whole. {fateOf(keepsDrawing.value, isRunKept())}</p>
      <Button testid="load-newer" isAble={!isLoading} onPress={load}>
        Load it
      </Button>
    </div>
  );
}

/** @param run whether the browser keeps it; undefined: there is none */
function fateOf(drawing: boolean, run: boolean | undefined) {
  const yours = (isKept: boolean) =>
    [drawing === isKept && "your drawing", run === isKept && "your run"].filter(Boolean).join(" and ");
  const lost = yours(false);
  if (lost) return `This browser keeps nothing for this page, so ${lost} will be lost.`;
  const kept = yours(true);
  return `${kept[0].toUpperCase()}${kept.slice(1)} ${run ? "are" : "is"} kept.`;
}
