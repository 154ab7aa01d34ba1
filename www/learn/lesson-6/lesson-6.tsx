// Lesson 6: ten shares, how far they are from what they should be, and two losses.
import { useEffect } from "preact/hooks";
import { prediction } from "../../store/prediction";
import { fault as programFault } from "../../store/program";
import { aDigit } from "../../ui/format";
import { Frame } from "../frame";
import { Handle, Handles } from "../handles";
import { numeral } from "../numeral";
import { isOpen } from "../progress";
import { Balance } from "./balance";
import { ShareBars } from "./share-bars";
import { LossCurve } from "./loss-curve";
import { losses } from "./losses";
import {
  ADDED,
  isSet,
  NUMBER,
  putBack,
  setAdded,
  setTemperature,
  setting,
  shares,
  subject,
  TEMPERATURES,
} from "./setting";
import { differencesOf, type Setting } from "./shares";
import { total } from "./words";

const TEXT = {
  lead:
    "The network divides 1 among ten digits; yours should get all of it. The loss says in one number how wrong it is. " +
    "Why not add up the ten differences?",
  choices: ["Below 0", "0", "Above 0"],
  task: "Drag bars, press digits, warm it and cool it. Is the sum ever not 0?",
  point: "Differences cancel to 0, however wrong; a loss does not, and it shows that to be sure is not to be right.",
  real: [{ href: "#/mind/errors?show=calibration", words: "See in Errors how far to believe it" }],
} as const;

export function Lesson() {
  const open = isOpen(NUMBER);
  const now = setting.value;
  useEffect(() => {
    if (open && now) losses.ask(now);
  }, [open, now]);
  const found = shares.value;
  const differences = open && now && found ? differencesOf(found.shares, now.label) : null;
  const { latest, fault } = losses;
  const answered = open ? latest.value : null;
  const known = answered && answered.question === now ? answered.answer : null;
  return (
    <Frame
      lesson={NUMBER}
      {...TEXT}
      ask={ask()}
      finding={{ label: label(now), words: words(differences, known, fault.value) }}
    >
      <ShareBars shares={found} differences={differences} label={now?.label ?? null} isOpen={open} caption={whose()} />
      <Balance differences={differences} />
      <LossCurve
        curve={answered?.answer.curve ?? null}
        losses={known}
        fault={fault.value}
        label={now?.label ?? null}
        share={now && found ? found.shares[now.label] : 0}
      />
      <Handles lesson={NUMBER}>
        <div class="wrong-temperature">
          <Handle
            label="Temperature, by which each score is divided"
            testid="temperature"
            min={0}
            max={TEMPERATURES.length - 1}
            step={1}
            value={TEMPERATURES.indexOf((now?.temperature ?? 1) as (typeof TEMPERATURES)[number])}
            words={(at) => numeral(TEMPERATURES[at])}
            onMove={(at) => setTemperature(TEMPERATURES[at])}
          >
            <span class="handle-name">
              Temperature <small>higher: less sure</small>
            </span>
          </Handle>
        </div>
        <div class="wrong-buttons">
          <button
            type="button"
            data-testid="add"
            aria-pressed={now?.added === ADDED}
            onClick={() => setAdded(now?.added === ADDED ? 0 : ADDED)}
          >
            Add {ADDED} to every score
          </button>
          <button type="button" data-testid="put-back" onClick={putBack}>
            As it was
          </button>
        </div>
      </Handles>
    </Frame>
  );
}

/** Of the second guess, so that there is something wrong to begin with. */
const ask = () =>
  `You meant ${subject.value ? aDigit(subject.value.label) : "another digit"}. What is the sum of the ten differences?`;

/** At what, where that is not as the network has it. */
function label(now: Setting | null) {
  const added = now && now.added > 0 ? `${now.added} added` : "";
  if (now && now.temperature !== 1)
    return [`At temperature ${numeral(now.temperature)}`, added].filter(Boolean).join(", ");
  return added ? `With ${added}` : "It shows";
}

function words(differences: readonly number[] | null, known: { cross: number } | null, fault: string) {
  if (!differences) return programFault.value ? "nothing without the program" : "still arriving";
  return `sum ${total(differences)}, ${fault ? "no loss" : `cross-entropy ${known?.cross.toFixed(2) ?? "?"}`}`;
}

/** Whose scores they are. */
function whose() {
  const { state, image } = prediction.value;
  if (state === "failed") return "The network did not arrive: there are no scores.";
  if (!setting.value) return "The network is still arriving.";
  if (isSet.value) return "Scores as you set them, and shares in %";
  return image ? "Scores of your drawing, and shares in %" : "Scores of the page’s own 3, shares in %";
}
