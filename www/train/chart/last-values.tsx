// The author's figure as a dotted line, and the last values at the ends of all lines, so that the chart needs no legend.
import { lossText } from "./chart-words";
import { spread } from "./plot";
import { runsOf, type Scene } from "./scene";
import type { Frame } from "./frame";

/** Pixels between two labels, one above the other. */
const LINE = 15;

/** Pixels beside the plot from which on a label has a word beside its figure. */
const ROOM = 80;

interface Label {
  y: number;
  text: string;
  kind: "own" | "kept" | "author";
}

export function LastValues({ scene, frame }: { scene: Scene; frame: Frame }) {
  const { left, right, width, heights, bounds } = frame;
  const { run, author } = scene;
  const word = (text: string) => (width - right >= ROOM ? ` ${text}` : "");
  const accuracies: Label[] = [];
  const losses: Label[] = [];
  const dotted = author ? heights.accuracy({ accuracy: author }) : null;
  if (author && dotted !== null) accuracies.push({ y: dotted, text: figure(author) + word("author"), kind: "author" });
  for (const other of runsOf(scene)) {
    const last = other.tests.at(-1);
    if (!last) continue;
    const kind = other === run ? "own" : "kept";
    const suffix = kind === "kept" ? word("kept") : "";
    accuracies.push({ y: heights.accuracy(last), text: figure(last.accuracy) + suffix, kind });
    losses.push({ y: heights.loss(last), text: lossText(last.loss), kind });
  }
  return (
    <g>
      {dotted !== null && <path class="author-line" d={`M${left} ${dotted}H${right}`} />}
      <text
        class="scale-name"
        x={right - 6}
        y={heights.accuracy({ accuracy: bounds.floor / 100 }) - 10}
        text-anchor="end"
      >
        Accuracy, %
      </text>
      <text class="scale-name" x={left + 6} y={heights.loss({ loss: 10 ** bounds.loss[0] }) - 10}>
        Loss
      </text>
      {[accuracies, losses].flatMap((labels) =>
        spread(labels, LINE).map(({ y, text, kind }) => (
          <text class={`last ${kind}`} x={right + 8} y={y}>
            {text}
          </text>
        )),
      )}
    </g>
  );
}

/** @param accuracy in 0..1 */
const figure = (accuracy: number) => (accuracy * 100).toFixed(1);
