// How often it is right when it is so sure: a curve, a number and a sentence, and the curve's numbers in a table.
import { percent, whole } from "../../ui/format";
import { LessonLink } from "../../ui/lesson-link";
import { calibrationText } from "./words";
import type { Evaluation } from "../worker/protocol";

type Calibrated = Evaluation["calibration"];

/** Of the picture, in its own units: a square of this side, and where it begins. */
const SIDE = 200;
const LEFT = 34;
const TOP = 6;
const x = (share: number) => LEFT + share * SIDE;
const y = (share: number) => TOP + (1 - share) * SIDE;

export function Calibration({ calibration }: { calibration: Calibrated }) {
  const text = calibrationText(calibration);
  return (
    <section class="calibration" aria-labelledby="calibration-title">
      <h2 id="calibration-title">How far to believe it</h2>
      <div class="reliability">
        <Curve calibration={calibration} label={`Reliability curve. ${text} Its points are in the table below.`} />
        <div>
          <p class="big">
            <b data-testid="calibration-error">{`${(calibration.error * 100).toFixed(2)} %`}</b> calibration error: how
            far it is off on average when it says how sure it is
          </p>
          <p class="sentence" data-testid="calibration-text">
            {text}
          </p>
          <p>
            Points under the line: it is surer than it should be. Bigger points hold more images.{" "}
            <LessonLink lesson={6} />
          </p>
        </div>
      </div>
      <details class="more">
        <summary>The curve as a table</summary>
        <Bins bins={calibration.bins} />
      </details>
    </section>
  );
}

function Curve({ calibration: { bins }, label }: { calibration: Calibrated; label: string }) {
  const most = Math.max(...bins.map(({ samples }) => samples));
  const points = bins
    .filter(({ samples }) => samples > 0)
    .map(({ samples, confidence, accuracy }) => ({
      cx: x(confidence ?? 0).toFixed(1),
      cy: y(accuracy ?? 0).toFixed(1),
      r: (2.5 + 5 * Math.sqrt(samples / most)).toFixed(1),
    }));
  return (
    <svg viewBox="0 -18 250 266" role="img" aria-label={label}>
      <g class="frame">
        <path class="ideal" d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} />
        <path d={`M${x(0)} ${y(1)}V${y(0)}H${x(1)}`} />
      </g>
      <path class="measured" d={`M${points.map(({ cx, cy }) => `${cx} ${cy}`).join("L")}`} />
      <g class="points">
        {points.map((point, i) => (
          <circle key={i} {...point} />
        ))}
      </g>
      <g aria-hidden="true">
        {[0, 50, 100].map((per) => (
          <text key={per} class="end" x={x(0) - 6} y={y(per / 100) + 5}>
            {per}
          </text>
        ))}
        {[0, 50, 100].map((per) => (
          <text key={per} class="mid" x={x(per / 100)} y={y(0) + 18}>
            {per}
          </text>
        ))}
        <text class="end" x={x(1)} y={y(0) + 37}>
          how sure it says it is, %
        </text>
        <text x="0" y="-6">
          how often it is right, %
        </text>
      </g>
    </svg>
  );
}

const share = (value: number | null) => (value === null ? "–" : percent(value));

const Bins = ({ bins }: Pick<Calibrated, "bins">) => (
  <table class="bins">
    <thead>
      <tr>
        <th scope="col">When it says</th>
        <th scope="col">on average</th>
        <th scope="col">it is right</th>
        <th scope="col">images</th>
      </tr>
    </thead>
    <tbody data-testid="calibration-bins">
      {bins.map(({ samples, confidence, accuracy }, i) => {
        const [from, to] = [i, i + 1].map((edge) => ((100 * edge) / bins.length).toFixed(0));
        return (
          <tr key={i}>
            <th scope="row">{`${from} to ${to} %`}</th>
            <td>{share(confidence)}</td>
            <td>{share(accuracy)}</td>
            <td>{whole(samples)}</td>
          </tr>
        );
      })}
    </tbody>
  </table>
);
