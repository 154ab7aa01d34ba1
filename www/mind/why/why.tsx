// Why: which ink decided, for the answer or for any other digit.
import { useLayoutEffect, useRef } from "preact/hooks";
import { isOverlayOn } from "../../store/pad-overlay";
import { DigitPicker } from "../../ui/digit-picker";
import { LessonLink } from "../../ui/lesson-link";
import { theme } from "../../ui/theme";
import { askedDigit } from "../asked-digit";
import { NeedsInk } from "../../ui/needs-ink";
import { askAbout, attribution, forgetWithInk, type Attribution } from "./attribution";
import { showOnPad } from "./on-pad";
import { paintAttribution, SIZE } from "./picture";

/** @param query `digit=8`: why not 8? */
export function Why({ query }: { query: string }) {
  const asked = askedDigit(query, "digit");
  useLayoutEffect(() => {
    if (asked !== null) askAbout(asked);
  }, [asked]);
  useLayoutEffect(forgetWithInk, []);
  const now = attribution.value;
  if (!now)
    return (
      <NeedsInk>
        No ink yet. Draw a digit, and each bit of its ink is weighed here, for the answer or against it.
      </NeedsInk>
    );
  return (
    <>
      <p>
        Press another digit to ask “why not 8?”. <LessonLink lesson={5} />
      </p>
      <div class="attribution">
        <DigitPicker name="blame" label="Ask about a digit" digit={now.digit} onChoose={askAbout} />
        <Picture of={now} />
        <div class="attribution-side">
          <p class="says-why" data-testid="blame-words">
            <b>{now.title}</b>
            <span>{now.words}</span>
          </p>
          <p class="scale">
            <span>against</span>
            <i />
            <span>for</span>
          </p>
          <button
            type="button"
            aria-pressed={isOverlayOn.value === true}
            data-testid="blame-on-pad"
            onClick={() => showOnPad(!isOverlayOn.value)}
          >
            Show on the pad
          </button>
          <p class="foot">
            Outlined: your ink. Colour on empty paper means that ink there would have changed its mind.
          </p>
        </div>
      </div>
    </>
  );
}

function Picture({ of }: { of: Attribution }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = theme.value;
  useLayoutEffect(() => {
    if (canvas.current) paintAttribution(canvas.current, of);
  }, [of, colours]);
  return (
    <canvas
      ref={canvas}
      width={SIZE}
      height={SIZE}
      role="img"
      aria-label={`${of.title} ${of.words}`}
      data-testid="blame"
    />
  );
}
