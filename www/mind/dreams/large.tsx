// One dream, large: by both methods where both exist, beside the digit's mean image and the user's own, at any checkpoint.
import { useEffect } from "preact/hooks";
import { ownDigits } from "../../store/own-drawings";
import { active } from "../../store/snapshots";
import { DigitImage } from "../../ui/digit-image";
import { aDigit, percent } from "../../ui/format";
import { focusHeading } from "../../ui/heading";
import { checkpoint, checkpoints, chooseCheckpoint, method, picked } from "./choices";
import { closeup, type Moment } from "./closeup";
import { dreamer } from "./dreamer";
import { loadMeans, means, meansFault } from "./means";
import { dreamsOf, type Dream } from "./words";
import type { Method } from "crate";

const BY = { gradient: "by the gradient", inversion: "by inversion" };

export function Large() {
  const digit = picked.value;
  const now = moment();
  const then = now && closeup.at(now);
  useEffect(() => {
    if (now && !then) closeup.want(now);
  });
  const dreamOf = (by: Method): Dream | undefined => {
    if (now) return then ? dreamsOf(then, by, digit)[0] : undefined;
    const dreamt = dreamer.dreamt.value;
    return dreamt ? dreamsOf(dreamt, by)[digit] : undefined;
  };
  const [gradient, inversion] = [dreamOf("gradient"), dreamOf("inversion")];
  const [mean, own] = [means.value[digit], ownDigits.value.get(digit)];
  return (
    <div class="large" role="group" aria-label="One of them, large">
      <div class="row">
        <Figure
          name="gradient"
          image={gradient?.image}
          words={gradient ? captionOf(gradient, "gradient") : "Its dream is on its way"}
        />
        {inversion && <Figure name="inversion" image={inversion.image} words={captionOf(inversion, "inversion")} />}
        <Figure
          name="mean"
          image={mean}
          words={mean ? `The mean of all ${digit}s in MNIST` : `The mean image ${meansFault.value || "is on its way"}`}
        />
        <Figure
          name="own"
          image={own}
          ink="--accent"
          words={own ? `Your last ${digit}` : `Yours, when you have drawn ${aDigit(digit)}`}
        />
      </div>
      {meansFault.value && (
        <button type="button" data-testid="retry-means" onClick={fetchAgain}>
          Fetch the mean images again
        </button>
      )}
      {checkpoints.value.length > 0 && (
        <Checkpoints dream={dreamOf(method.value)} fault={now ? closeup.fault.value : ""} />
      )}
    </div>
  );
}

function fetchAgain() {
  // The button goes.
  focusHeading();
  void loadMeans(true);
}

function captionOf({ digit, read, sure }: Dream, by: Method) {
  const other = read === digit ? "" : `, read as ${read}`;
  return `Its dream, ${BY[by]}: ${percent(sure)} sure${other}`;
}

/** What is looked at instead of the network as it is now. */
function moment(): Moment | null {
  const at = checkpoint.value;
  if (!at || !active.value) return null;
  return { recipe: active.value.recipe, checkpoint: at, digit: picked.value, prior: dreamer.prior.value };
}

interface FigureProps {
  name: string;
  /** Its place stays free until it is there. */
  image: Float32Array | undefined;
  ink?: "--ink" | "--accent";
  words: string;
}

const Figure = ({ name, image, ink, words }: FigureProps) => (
  <figure data-testid={`large-${name}`}>
    <div class="spot">{image && <DigitImage image={image} ink={ink} label={words} />}</div>
    <figcaption>{words}</figcaption>
  </figure>
);

/** One step beyond the last checkpoint is now. */
function Checkpoints({ dream, fault }: { dream: Dream | undefined; fault: string }) {
  const all = checkpoints.value;
  const at = checkpoint.value;
  const when = at ? `epoch ${at.at.toFixed(1)}` : "now";
  const said = dream ? `${when}: ${percent(dream.sure)} sure` : `${when}: dreaming`;
  const text = fault ? `It did not dream: ${fault}` : said;
  return (
    <div class="slider">
      <label for="dream-checkpoint">Checkpoint</label>
      <output for="dream-checkpoint" aria-live="off">
        {text}
      </output>
      <input
        type="range"
        id="dream-checkpoint"
        data-testid="dream-checkpoint"
        min="0"
        max={all.length}
        step="1"
        value={at ? all.indexOf(at) : all.length}
        aria-valuetext={text}
        onInput={({ currentTarget }) => chooseCheckpoint(all[Number(currentTarget.value)] ?? null)}
      />
    </div>
  );
}
