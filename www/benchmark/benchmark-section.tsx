// How fast this device is: a closed line, and in it one sentence and a button, until something is measured.
import { obstacle } from "../engine/obstacle";
import { Button } from "../ui/button";
import { Figures } from "./figures";
import { measure, measured, stopMeasuring } from "./measure";
import { gigaflops, speedWords } from "./words";

export function Benchmark() {
  const { state, begun, peak, figures } = measured.value;
  const isMeasuring = state === "measuring";
  const done = state === "done" ? 1 : begun ? begun.done / begun.total : 0;
  return (
    <details class="device" id="device">
      <summary>How fast is this device?</summary>
      <p class="says-speed" data-testid="speed" aria-live="polite">
        {obstacle.value || speedWords(measured.value)}
      </p>
      <div class="pair">
        <Button testid="measure" isAble={!isMeasuring && !obstacle.value} onPress={() => void measure()}>
          {state === "not yet" || isMeasuring ? "Measure" : "Measure again"}
        </Button>
        {state !== "not yet" && (
          <Button testid="stop-measuring" isAble={isMeasuring} onPress={stopMeasuring}>
            Stop
          </Button>
        )}
      </div>
      {state !== "not yet" && (
        <>
          <progress max="1" value={done} aria-label="Measured so far" />
          <p class="doing">
            {isMeasuring && begun && `${begun.job}${begun.cores > 1 ? `, ${begun.cores} cores` : ""}`}
          </p>
          {(isMeasuring || peak > 0) && (
            <p>
              At most: <b data-testid="register-peak">{peak > 0 ? gigaflops(peak) : "being measured"}</b> a core.
            </p>
          )}
        </>
      )}
      {figures.length > 0 && <Figures {...measured.value} />}
    </details>
  );
}
