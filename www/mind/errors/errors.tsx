// Where the active model errs: it reads 10,000 test images, and each mistake is listed.
import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Calibration } from "./calibration";
import { Cell } from "./cell";
import { Confusion } from "./confusion";
import { evaluated, useEvaluation } from "./evaluation";
import { EvaluationLine } from "./evaluation-line";
import { Gallery } from "./gallery";
import { Mistakes } from "./mistakes";
import { commonest, worst, type Pair } from "./words";
import type { Evaluation } from "../worker/protocol";

/** Of the mistakes it was surest of. */
const WORST = 10;

/** Until somebody chooses, the commonest mistake. */
const chosen = signal<Pair | null>(null);

/** @param query `show=calibration`: how far to believe it comes into sight */
export function Errors({ query }: { query: string }) {
  useEvaluation();
  const asksCalibration = new URLSearchParams(query).get("show") === "calibration";
  return (
    <>
      <EvaluationLine />
      {evaluated.value && <Found evaluation={evaluated.value.evaluation} asksCalibration={asksCalibration} />}
    </>
  );
}

function Found({ evaluation, asksCalibration }: { evaluation: Evaluation; asksCalibration: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const calibration = box.current?.querySelector(".calibration");
    if (asksCalibration) calibration?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [asksCalibration]);
  const first = useMemo(() => commonest(evaluation, 1)[0] ?? { written: 0, read: 0 }, [evaluation]);
  const surest = useMemo(() => worst(evaluation, WORST), [evaluation]);
  const { written, read } = chosen.value ?? first;
  const pick = (pair: Pair) => {
    chosen.value = pair;
  };
  return (
    <div class="erring" ref={box}>
      <p>The digit that was written, down; the digit that was read, across. Press a cell to see its images.</p>
      <div class="errs">
        <Confusion evaluation={evaluation} picked={{ written, read }} onPick={pick} />
        <Mistakes evaluation={evaluation} picked={{ written, read }} onPick={pick} />
      </div>
      <Cell key={10 * written + read} evaluation={evaluation} pair={{ written, read }} />
      <h2>Wrong, and most sure of it</h2>
      <Gallery mistakes={surest} name="worst" label="Mistakes that it was surest of" />
      <Calibration calibration={evaluation.calibration} />
    </div>
  );
}
