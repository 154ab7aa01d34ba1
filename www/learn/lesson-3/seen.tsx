// What a neuron sees of the four dots: one has a sum for each; the third has them where the other two put them.
import { WANTED, type Gate } from "./gates";
import { lineOf, percent, yesSide } from "./geometry";
import { THIRD, type Answers, type HiddenAnswers } from "./network";
import { cornersOf, pathOf, Stripes } from "./square";

/** Sums end here. */
const FAR = 6;
/** The border of the third neuron. */
const THIRD_LINE = lineOf(THIRD);

/** @param props answers: null before they are shown */
export const Sums = ({ gate, answers }: { gate: Gate; answers: Answers | null }) => (
  <figure class="neuron-sees">
    <svg viewBox="0 0 100 100" aria-hidden="true">
      {!answers && (
        <text x="50" y="60">
          ?
        </text>
      )}
      {answers && <path class="axis" d="M0 50H100" />}
      {answers?.sums.map((sum, dot) => {
        const x = 14 + 24 * dot;
        const y = 50 - (Math.max(-FAR, Math.min(FAR, sum)) / FAR) * 42;
        return (
          <g key={dot}>
            <path class="stem" d={`M${x} 50V${y}`} />
            <circle cx={x} cy={y} r="6" class={WANTED[gate][dot] ? "wants-yes" : undefined} />
          </g>
        );
      })}
    </svg>
    <figcaption>
      {answers ? "Its sum at each dot: yes above the border." : "Its sum at each dot: say first."}
    </figcaption>
  </figure>
);

export const SeenByThird = ({ gate, answers }: { gate: Gate; answers: HiddenAnswers | null }) => (
  <figure class="neuron-sees">
    <svg viewBox="0 0 100 100" aria-hidden="true">
      <defs>
        <Stripes id="stripes-third" angle={45} side={9} kind="stripe third" />
      </defs>
      <polygon fill="url(#stripes-third)" points={cornersOf(yesSide(THIRD_LINE))} />
      <path class="third-border" d={pathOf(THIRD_LINE)} />
      {answers?.hidden.map(([a, b], dot) => {
        const [x, y] = percent([a, b]);
        /** Dots at the same place lie beside each other. */
        const before = answers.hidden.slice(0, dot).filter(([c, d]) => c === a && d === b).length;
        return (
          <circle
            key={dot}
            cx={x + 8 * before}
            cy={y - 8 * before}
            r="6"
            class={WANTED[gate][dot] ? "wants-yes" : undefined}
          />
        );
      })}
    </svg>
    <figcaption>The dots as the third neuron gets them: A across, B up.</figcaption>
  </figure>
);
