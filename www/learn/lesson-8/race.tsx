// The second part: four rules beside the wiggle, and their race on XOR.
import { Button } from "../../ui/button";
import { Handle } from "../handles";
import { numeral } from "../numeral";
import { choose, compared, done, finished, isRacing, learnt, results, run, seed } from "./race-state";
import { comparison, EVERY, race, RULES, SEEDS, STEPS, WEIGHTS, type Result } from "./rules";
import { Scatter } from "./scatter";

export function Race() {
  const { value: found } = compared;
  const most = found ? 1.15 * Math.max(...found.wiggle.map(Math.abs)) : 1;
  const isShown = isRacing.value || finished.value.has(seed.value);
  return (
    <>
      <p class="rules-key">Dots: the 17 weights of a network for XOR. Across, what the wiggle says; up, the rule.</p>
      <ul class="rules">
        {RULES.map(({ rule, name, words }, i) => (
          <li key={rule} data-testid={`rule-${rule}`}>
            <div>
              <b>{name}</b>
              <small>{words}</small>
            </div>
            <Scatter wiggle={found?.wiggle ?? []} blame={found?.blames[i] ?? []} most={most} />
            <Losses result={isShown ? (results.value?.[i] ?? null) : null} />
            <p>
              <b>
                {found ? found.agree[i] : "?"} of {WEIGHTS}
              </b>
              <small>agree</small>
              <small>
                {finished.value.size > 0 ? `learnt ${learnt.value[i]} of ${finished.value.size}` : "not raced"}
              </small>
            </p>
          </li>
        ))}
      </ul>
      <p class="divided" data-testid="divided">
        {comparison.fault.value || race.fault.value || (found && divisionWords(found.sums))}
      </p>
      <p class="sources">
        Swapped: S. Russell’s first account. 8 of the 17 are the outputs’ own weights and biases: there the first two
        say the same as the chain rule. A rule can be wrong and still lead downhill.
      </p>
      <p class="raced" data-testid="raced" aria-live="polite">
        {racedWords()}
      </p>
      <div class="start">
        <Handle
          label="Seed of the first weights"
          testid="race-seed"
          value={seed.value}
          min={0}
          max={SEEDS - 1}
          step={1}
          onMove={choose}
        >
          <span>Seed</span>
        </Handle>
        <Button testid="race" isAble={!isRacing.value} onPress={run}>
          {isRacing.value ? "Racing" : "Race"}
        </Button>
      </div>
    </>
  );
}

/** The loss at the upper edge. */
const MOST = 0.5;

function Losses({ result }: { result: Result | null }) {
  const shown = result ? Math.round(done.value * (result.losses.length - 1)) : 0;
  const x = (i: number) => ((i * EVERY) / STEPS) * 100;
  const y = (loss: number) => 96 - (Math.min(loss, MOST) / MOST) * 92;
  return (
    <svg class="losses" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path class="axis" d="M0 98H100" />
      {result && (
        <path
          class="loss"
          d={`M${Array.from(result.losses.subarray(0, shown + 1), (loss, i) => `${x(i)} ${y(loss).toFixed(2)}`).join("L")}`}
        />
      )}
    </svg>
  );
}

/** Which rules agree with every wiggle, and how this seed's race ended. */
function racedWords() {
  if (comparison.fault.value || race.fault.value) return "";
  if (isRacing.value) return "They race …";
  const { value: found } = compared;
  if (!found) return "They are compared …";
  const agreeing = RULES.filter((_, i) => found.agree[i] === WEIGHTS).map(({ name }) => name);
  const agree = `All ${WEIGHTS}: ${agreeing.join(", ") || "no rule"}.`;
  const raced = finished.value.get(seed.value);
  return raced ? `${agree} XOR: learnt by ${raced.filter(({ hasLearnt }) => hasLearnt).length} of 4.` : agree;
}

/** What the division by the sums does to the errors of the two outputs. */
function divisionWords(sums: readonly number[]) {
  const by = sums.map((sum) => numeral(Number(sum.toFixed(2)))).join(" and ");
  const done = sums.map((sum) => `${sum < 0 ? "turns round and " : ""}${sizeWords(Math.abs(1 / sum))}`).join(", one ");
  return `Divided by the sums, ${by} (O. Symon, section 3), one error ${done}.`;
}

const sizeWords = (size: number) =>
  size >= 1 ? `grows ${size.toFixed(1)} times` : `shrinks to ${(100 * size).toFixed(0)} %`;
