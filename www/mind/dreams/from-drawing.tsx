// From my drawing: what the network would change in it to read another digit.
import { useMemo, useState } from "preact/hooks";
import type { Snapshot } from "../../engine/snapshot";
import { obstacle } from "../../engine/obstacle";
import { announce } from "../../store/announcement";
import { showImage } from "../../store/drawing";
import { image } from "../../store/prediction";
import { active } from "../../store/snapshots";
import { Button } from "../../ui/button";
import { DigitImage } from "../../ui/digit-image";
import { DigitPicker } from "../../ui/digit-picker";
import { aDigit } from "../../ui/format";
import { focusHeading } from "../../ui/heading";
import { farthest } from "../../ui/signed";
import { Waiting } from "../../ui/waiting";
import { isLearning, isSameNetwork, useInquiry } from "../inquiry";
import { NeedsInk } from "../../ui/needs-ink";
import { changer, type Change } from "./changer";
import { changeText, countOf, differenceOf, stageOf, stageText } from "./change-words";
import { Difference } from "./difference";

export function FromDrawing() {
  useInquiry(changer);
  const digit = changer.digit.value;
  return (
    <section class="from-drawing" aria-labelledby="turn-title">
      <h2 id="turn-title">From my drawing</h2>
      <p>Choose a digit: your drawing is changed, as little as it takes, until the network reads that digit.</p>
      <DigitPicker name="turn" label="Turn it into" digit={digit} onChoose={(one) => (changer.digit.value = one)} />
      {!image.value ? (
        <NeedsInk>Draw a digit. What it would take to be another one stands here.</NeedsInk>
      ) : digit === null ? (
        <Waiting>
          <p>Press a digit. Your drawing, what it becomes, and the ink that makes the difference stand here.</p>
        </Waiting>
      ) : (
        <Changed digit={digit} drawing={image.value} />
      )}
    </section>
  );
}

/** @param digit that was asked for; the change may still be the one before */
function Changed({ digit, drawing }: { digit: number; drawing: Float32Array }) {
  const change = changer.change.value;
  const [place, setPlace] = useState<{ of: Change; at: number } | null>(null);
  const last = change ? countOf(change) - 1 : 0;
  // Another change begins at its end; the same one, of a network that has learnt meanwhile, goes on where it was.
  const isSame = place?.of.digit === change?.digit && place?.of.image === change?.image;
  const at = place && isSame ? place.at : last;
  const stage = change && stageOf(change, at);
  const difference = useMemo(() => change && differenceOf(change, at), [change, at]);
  const most = useMemo(() => (change ? farthest(differenceOf(change, last)) : 0), [change, last]);
  const isNewest = change?.digit === digit && change.image === drawing && isOfActive(change.snapshot);
  const fault = changer.fault.value;
  const text = stage ? stageText(stage) : "on its way";
  return (
    <div class="changed">
      <div class="row">
        <figure>
          <DigitImage image={change?.image ?? drawing} ink="--accent" label="Your drawing" testid="turn-before" />
          <figcaption>Your drawing</figcaption>
        </figure>
        <figure>
          <div class="spot">
            {stage && (
              <DigitImage image={stage.image} label={`What it became: reads ${stage.read}`} testid="turn-after" />
            )}
          </div>
          <figcaption>{at < last ? "On the way" : "What it became"}</figcaption>
        </figure>
        <figure>
          <div class="spot">
            {difference && (
              <Difference
                difference={difference}
                most={most}
                label="The change: ink that was added and ink that was removed"
                testid="turn-change"
              />
            )}
          </div>
          <figcaption>The change</figcaption>
        </figure>
      </div>
      <p class="scale">
        <span>ink removed</span>
        <i />
        <span>ink added</span>
      </p>
      {/* What changes with every step of a network that learns is not read out. */}
      <p class="turn-words" data-testid="turn-words" aria-live={isLearning.value ? "off" : "polite"}>
        {fault
          ? `It was not changed: ${fault}.`
          : isNewest
            ? changeText(change)
            : `Looking for ${aDigit(digit)} near your drawing.`}
      </p>
      {fault && !obstacle.value && (
        <button type="button" data-testid="retry-turn" onClick={tryAgain}>
          Try again
        </button>
      )}
      <div class="slider">
        <label for="turn-step">Step</label>
        <output for="turn-step" aria-live="off">
          {text}
        </output>
        <input
          type="range"
          id="turn-step"
          data-testid="turn-step"
          min="0"
          max={last}
          step="1"
          value={at}
          aria-valuetext={text}
          disabled={!change}
          onInput={({ currentTarget }) => change && setPlace({ of: change, at: Number(currentTarget.value) })}
        />
      </div>
      <Button testid="turn-take" isAble={stage !== null} onPress={() => stage && take(stage.image, digit)}>
        Put it on the pad
      </Button>
    </div>
  );
}

function tryAgain() {
  // The button goes.
  focusHeading();
  changer.retry();
}

const isOfActive = (snapshot: Snapshot) =>
  active.value !== null && (snapshot === active.value || isSameNetwork(snapshot, active.value));

function take(image: Float32Array, digit: number) {
  // The pad keeps an image of its own.
  showImage(image.slice());
  announce(`On the pad: your drawing, on the way to ${aDigit(digit)}.`);
}
