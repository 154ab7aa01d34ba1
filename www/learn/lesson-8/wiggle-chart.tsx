// The loss while the weight of a link is moved, and the straight line that leaves it at 0.
import { FAR, placeOf, slopeOf, STEP, type Losses } from "./wiggles";
import { NAMES, type Name } from "./case";

interface Props {
  losses: Losses | null;
  chosen: Name;
  move: number;
}

const x = (move: number) => ((move + FAR) / (2 * FAR)) * 100;

export function WiggleChart({ losses, chosen, move }: Props) {
  const at = losses?.[chosen][placeOf(move)];
  return (
    <div class="wiggle-chart" aria-hidden="true">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none">
        <path class="level" d="M0 50H100" />
        {losses && <Curves losses={losses} chosen={chosen} move={move} />}
      </svg>
      {losses && <Names losses={losses} chosen={chosen} />}
      <p>
        loss <b>{at?.toFixed(5) ?? "?"}</b>
      </p>
    </div>
  );
}

/** All three have one scale: the steepest fills it. */
function scaleOf(losses: Losses) {
  const middle = losses.A[placeOf(0)];
  const most = Math.max(...NAMES.flatMap((name) => Array.from(losses[name], (loss) => Math.abs(loss - middle))));
  return (loss: number) => 50 - ((loss - middle) / (most || 1)) * 46;
}

/** Per cent of the chart between two names at least. */
const APART = 32;

/** The name of each curve, at its end. */
function Names({ losses, chosen }: { losses: Losses; chosen: Name }) {
  const y = scaleOf(losses);
  const ends = NAMES.map((name) => ({ name, at: y(losses[name][placeOf(FAR)]) })).sort((a, b) => a.at - b.at);
  const places = apart(ends.map(({ at }) => at));
  return (
    <>
      {ends.map(({ name }, i) => (
        <i key={name} class={name === chosen ? "chosen" : undefined} style={{ top: `${places[i]}%` }}>
          {name}
        </i>
      ))}
    </>
  );
}

/** The places of three names from the top, moved so that none lies on another: the middle one stays, if it can. */
function apart([first, second, third]: number[]) {
  const middle = Math.min(100 - APART, Math.max(APART, second));
  return [Math.min(first, middle - APART), middle, Math.max(third, middle + APART)];
}

function Curves({ losses, chosen, move }: Props & { losses: Losses }) {
  const middle = losses[chosen][placeOf(0)];
  const y = scaleOf(losses);
  const curve = (name: Name) =>
    `M${Array.from(losses[name], (loss, i) => `${x(i * STEP - FAR)} ${y(loss).toFixed(2)}`).join("L")}`;
  const tangent = slopeOf(losses[chosen]) * FAR;
  const marble = `M${x(move)} ${y(losses[chosen][placeOf(move)])}h.01`;
  return (
    <>
      {NAMES.filter((name) => name !== chosen).map((name) => (
        <path key={name} class="other" d={curve(name)} />
      ))}
      <path class="tangent" d={`M0 ${y(middle - tangent)}L100 ${y(middle + tangent)}`} />
      <path class="chosen" d={curve(chosen)} />
      <path class="marble-edge" d={marble} />
      <path class="marble-dot" d={marble} />
    </>
  );
}
