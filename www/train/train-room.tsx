// Train: a recipe to choose, four buttons, and a run as it learns.
import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { keptRuns } from "../store/kept-runs";
import { ChartPanel } from "./chart/chart-panel";
import { startTraining } from "./controller";
import { Hint } from "./hint";
import { KeepAll } from "./keep-all";
import { LessonLine } from "./lesson-line";
import { ModelFiles } from "./model-files";
import { Notes } from "./notes";
import { Offer } from "./offer";
import { Readouts } from "./readouts";
import { RecipeChoice } from "./recipe-choice";
import { hasRun } from "./run-view";
import { Transport } from "./transport";
import { YourDrawing } from "./your-drawing";

interface Props {
  part: string;
  /** What a lesson's link sets. */
  query: string;
  children?: ComponentChildren;
}

export function Room({ query, children }: Props) {
  const isRun = hasRun.value;
  useLayoutEffect(startTraining, []);
  return (
    <section class="room train" aria-labelledby="room-title">
      <h1 id="room-title" tabIndex={-1}>
        Train one yourself
      </h1>
      {!isRun && (
        <p class="intro">
          Choose how to learn and press Train. Your drawing is read again several times a second, by the network as it
          is at that moment.
        </p>
      )}
      <LessonLine query={query} />
      <RecipeChoice />
      <Transport />
      {isRun ? <Notes /> : <Offer />}
      {isRun && <Readouts />}
      {(isRun || keptRuns.value.length > 0) && <ChartPanel>{isRun && <Hint />}</ChartPanel>}
      {isRun && <YourDrawing />}
      <ModelFiles />
      <KeepAll />
      {children}
    </section>
  );
}
