// The two losses along the share of the right digit, and where they are now.
import type { Losses } from "./losses";

/** Of the picture, in its own units. */
const WIDTH = 320;
const HEIGHT = 120;
const BASE = HEIGHT - 1;
/** The largest loss in it. */
const TOP = 7;

const x = (share: number) => share * WIDTH;
const y = (loss: number) => BASE - (Math.min(loss, TOP) / TOP) * (BASE - 5);

interface Props {
  /** The newest that is here; none before it is shown. */
  curve: Losses["curve"] | null;
  /** Of what is set now; none until they are here. */
  losses: Losses | null;
  label: number | null;
  share: number;
  /** Why they do not come. */
  fault: string;
}

export function LossCurve({ curve, losses, label, share, fault }: Props) {
  const path = (of: "squared" | "cross") =>
    curve && `M${curve.map((point) => `${x(point.share).toFixed(1)} ${y(point[of]).toFixed(1)}`).join("L")}`;
  const say = (loss: number | undefined) => (loss === undefined ? "?" : loss.toFixed(2));
  return (
    <figure class="loss-curve">
      <figcaption>
        <span class="cross">
          cross-entropy, its surprise <b data-testid="cross-entropy">{say(losses?.cross)}</b>
        </span>
        <span class="squared">
          half the squared error <b data-testid="squared-error">{say(losses?.squared)}</b>
        </span>
      </figcaption>
      <div>
        <p class="loss-fault" role="alert">
          {fault}
        </p>
        <p class="loss-axis" aria-hidden="true">
          share of the {label ?? "digit"}, 0 to 100 %
        </p>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="frame" d={`M0 0V${BASE}H${WIDTH}`} />
          {curve && (
            <>
              <path class="squared" d={path("squared") ?? ""} />
              <path class="cross" d={path("cross") ?? ""} />
              <path class="now" d={`M${x(share)} 0V${BASE}`} />
            </>
          )}
        </svg>
        {losses &&
          (["squared", "cross"] as const).map((of) => (
            <i
              key={of}
              class={losses[of] > TOP ? "dot above" : "dot"}
              style={{ insetInlineStart: `${share * 100}%`, insetBlockStart: `${(y(losses[of]) / HEIGHT) * 100}%` }}
            />
          ))}
      </div>
    </figure>
  );
}
