// The first part: one drawing, three links, the wiggle of one of them, and the way back to it.
import { Button } from "../../ui/button";
import { figure } from "../../ui/format";
import { Handle } from "../handles";
import { numeral } from "../numeral";
import { stepsBack } from "./case";
import { Sketch } from "./sketch";
import { choose, chosen, digit, isOwn, lernmi, losses, missingWords, move, now, tell, walked } from "./state";
import { LinkCards } from "./link-cards";
import { FAR, slopeOf, STEP, wiggles } from "./wiggles";
import { WiggleChart } from "./wiggle-chart";

/** Lines of the longest way back. */
const LINES = 4;

export function OneDigit({ isOpen }: { isOpen: boolean }) {
  const { value: found } = now;
  const name = chosen.value;
  const steps = found ? stepsBack(found, name, figure) : [];
  const isBack = walked.value >= steps.length;
  return (
    <>
      <Sketch
        key={String(isOpen)}
        image={digit.value}
        isOwn={isOwn.value}
        found={found}
        chosen={name}
        walked={walked.value}
        onTell={tell}
      />
      <LinkCards found={found} isOpen={isOpen} chosen={name} onChoose={choose} />
      <WiggleChart losses={isOpen ? losses.value : null} chosen={name} move={move.value} />
      <Handle
        label={`Wiggle the weight of ${name}`}
        testid="wiggle"
        value={move.value}
        min={-FAR}
        max={FAR}
        step={STEP}
        words={moved}
        onMove={(value) => (move.value = Number(value.toFixed(1)))}
      >
        <span>Wiggle {name}</span>
      </Handle>
      <div class="walk">
        <p data-testid="wiggled">{found ? isOpen && wiggledWords() : `${missingWords()}.`}</p>
        {lernmi.fault.value ? (
          <Button testid="again" onPress={lernmi.load}>
            Try again
          </Button>
        ) : (
          <Button testid="walk" isAble={found !== null && !isBack} onPress={() => walked.value++}>
            One step back
          </Button>
        )}
      </div>
      <ol class="way-back" aria-label={`From the loss back to ${name}`} data-testid="steps">
        {Array.from({ length: LINES }, (_, i) => {
          const step = i < walked.value ? steps[i] : undefined;
          return (
            <li key={i}>
              {step && (
                <>
                  <span>{step.words}</span> <b>{figure(step.product)}</b>
                </>
              )}
            </li>
          );
        })}
      </ol>
      <p class="blank-note">Links from blank paper: blame 0. Others learn.</p>
    </>
  );
}

const moved = (value: number) => (value > 0 ? `+${numeral(value)}` : numeral(value));

/** How much the loss moves for each 1 of weight, by the wiggle. */
function wiggledWords() {
  const { value } = losses;
  if (!value) return wiggles.fault.value || "The losses are computed …";
  const slope = slopeOf(value[chosen.value]);
  return `By ±${STEP}, it moves the loss by ${figure(slope)} for each 1 of weight.`;
}
