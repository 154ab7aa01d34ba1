// Lesson 9: three hidden neurons that begin alike, and what becomes of them.
import { useEffect } from "preact/hooks";
import { Frame } from "../frame";
import { Choice, Handle, Handles } from "../handles";
import { numeral } from "../numeral";
import { isOpen } from "../progress";
import { Course } from "./course";
import { EVERY, keyOf, likeness, SEEDS } from "./network";
import { Numbers } from "./numbers";
import { Seeds } from "./seeds";
import { Square } from "./square";
import { fixedWeights, isFixed, noteOf, STARTS, wordsOf } from "./starts";
import {
  arrived,
  asked,
  begin,
  choose,
  current,
  endsNow,
  fault,
  isOver,
  isPlaying,
  leave,
  NUMBER,
  play,
  shown,
  slide,
  step,
  tryAgain,
} from "./state";

const TEXT = {
  lead: "XOR takes hidden neurons that differ. Here are three, A, B and C, that begin alike; then they learn, 2,000 steps.",
  ask: "All begin at 0.4, and then?",
  choices: ["Learn XOR", "Move alike", "Stay at 0.4"],
  task: "Try other first weights. Or give A, among equals, a hundredth more.",
  toCome: "Try other first weights. The point comes here.",
  point:
    "What begins alike is corrected alike, for ever, three neurons for one job; so first weights come by chance, and " +
    "small, or most S begin where they are flat.",
  real: [{ href: "#/train?seed=2", words: "Train with other first weights (seed 2)" }],
} as const;

export function Lesson() {
  const isReady = isOpen(NUMBER);
  const { start, seed, nudge } = asked.value;
  const { value: now } = current;
  useEffect(() => {
    if (isReady) begin();
  }, [isReady]);
  useEffect(() => {
    if (now) arrived(now);
  }, [now]);
  useEffect(() => leave, []);

  const seen = isReady ? shown.value : null;
  const weights = seen?.weights[step.value / EVERY] ?? BEFORE;
  const isChance = !isFixed(start);
  const { title } = wordsOf(start);
  const label = nudge === 0 ? title : `${title}, A ${signed(nudge)}`;
  return (
    <Frame lesson={NUMBER} {...TEXT} finding={{ label, words: found() }}>
      <Handles lesson={NUMBER}>
        <div class="alike-lesson">
          <Choice
            label="First weights"
            testid="start"
            options={STARTS}
            value={start}
            onChoose={(start) => choose({ start })}
          />
          <p class="first-note">{fault.value || noteOf(start, nudge)}</p>
          <div class="network">
            <Square weights={weights} />
            <Numbers weights={weights} />
          </div>
          <p class="key">{keyOf(weights)}</p>
          <div class="variants">
            <div class={isChance ? "away" : undefined} inert={isChance}>
              <Handle
                label="Nudge: what A’s first weight has more than the others"
                testid="nudge"
                value={nudge}
                min={-0.5}
                max={0.5}
                step={0.01}
                words={signed}
                onMove={(nudge) => choose({ nudge })}
              >
                <span>Nudge A’s first weight</span>
              </Handle>
            </div>
            <div class={isChance ? undefined : "away"} inert={!isChance}>
              <Seeds ends={isChance ? endsNow.value : null} seed={seed} onChoose={(seed) => choose({ seed })} />
            </div>
          </div>
          <Course
            run={seen}
            isCurrent={now !== null}
            isMissing={fault.value !== ""}
            step={seen ? step.value : 0}
            isPlaying={isPlaying.value}
            onSlide={slide}
            onPlay={play}
            onRetry={tryAgain}
          />
        </div>
      </Handles>
    </Frame>
  );
}

/** What is seen before there is a run. */
const BEFORE = fixedWeights("alike", 0);

const signed = (value: number) => (value > 0 ? `+${numeral(value)}` : numeral(value));

/** What the first weights that are chosen lead to. */
function found() {
  const { value: now } = current;
  const { start } = asked.value;
  const { value: ends } = endsNow;
  if (fault.value) return "could not be computed";
  if (!now || !isOver.value || (!isFixed(start) && !ends)) return "it learns …";
  if (ends && !isFixed(start))
    return `XOR learnt with ${ends.right.filter((right) => right === 4).length} of ${SEEDS} seeds`;
  const [first, last] = [now.weights[0], now.weights[now.weights.length - 1]];
  const right = now.right[now.right.length - 1];
  const score = right === 4 ? "XOR learnt" : `${right} of 4 right`;
  if (last.every((weight, i) => weight === first[i])) return `No change at all, ${score}`;
  return `${likeness(last)}, ${score}`;
}
