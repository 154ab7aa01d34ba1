// How the dreams were found, and what else can be tried: the method, and what may change on the way.
import { Button } from "../../ui/button";
import { focusHeading } from "../../ui/heading";
import { saveFile } from "../../ui/save-file";
import { nameOf } from "../../engine/snapshot";
import { obstacle } from "../../engine/obstacle";
import { canInvert, chosenMethod, method } from "./choices";
import { dreamer } from "./dreamer";
import { stripOf } from "./strip";
import { climbText, methodOf, methodText } from "./words";
import type { Method, Prior } from "crate";

const METHODS: [Method, string][] = [
  ["gradient", "Climbing the gradient"],
  ["inversion", "Symon’s inversion"],
];
const PRIORS: [Prior, string][] = [
  ["free", "Freely"],
  ["handwriting", "As handwriting varies"],
];

/** Which method made the pictures; what failed, and the way to try again. */
export const HowFound = () => (
  <>
    <p class="foot method" data-testid="method-text">
      {found()}
    </p>
    {dreamer.fault.value && !obstacle.value && (
      <button type="button" data-testid="retry-dreams" onClick={askAgain}>
        Ask again
      </button>
    )}
  </>
);

function askAgain() {
  // The button goes.
  focusHeading();
  dreamer.retry();
}

function found() {
  const [fault, climb, dreamt] = [dreamer.fault.value, dreamer.climb.value, dreamer.dreamt.value];
  if (fault) return `It did not dream: ${fault.replace(/\.$/, "")}.`;
  if (climb && method.value === "gradient") return climbText(climb);
  return dreamt
    ? methodText(dreamt, methodOf(dreamt, method.value))
    : "Ten pictures, one for each digit, are on their way.";
}

export function HowToAsk() {
  const prior = dreamer.prior.value ?? dreamer.climb.value?.prior ?? dreamer.dreamt.value?.prior;
  return (
    <>
      <Switch
        legend="Method"
        name="method"
        options={METHODS}
        chosen={method.value}
        isOff={(one) => one === "inversion" && !canInvert.value}
        describedBy="objection"
        onChoose={(one) => (chosenMethod.value = one)}
      />
      <p class="foot objection" id="objection">
        {!canInvert.value &&
          "The inversion goes from the answer back to the picture. For that every layer has to end in a sigmoid, a curve that can be followed backwards; this network has other layers."}
      </p>
      <Switch
        legend="What may change on the way up the gradient"
        name="prior"
        options={PRIORS}
        chosen={prior}
        isOff={() => method.value === "inversion"}
        onChoose={(one) => (dreamer.prior.value = one)}
      />
      <Button testid="download-dreams" class="save" isAble={dreamer.dreamt.value !== null} onPress={save}>
        Download all ten
      </Button>
    </>
  );
}

interface SwitchProps<T extends string> {
  legend: string;
  /** Its options are called `NAME-VALUE`. */
  name: string;
  options: [value: T, words: string][];
  chosen: T | undefined;
  isOff: (value: T) => boolean;
  describedBy?: string;
  onChoose: (value: T) => void;
}

function Switch<T extends string>({ legend, name, options, chosen, isOff, describedBy, onChoose }: SwitchProps<T>) {
  return (
    <fieldset class="switch">
      <legend class="visually-hidden">{legend}</legend>
      {options.map(([value, words]) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            data-testid={`${name}-${value}`}
            checked={value === chosen}
            disabled={isOff(value)}
            aria-describedby={describedBy}
            onChange={() => onChoose(value)}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

async function save() {
  const dreamt = dreamer.dreamt.value;
  if (!dreamt) return;
  const by = methodOf(dreamt, method.value);
  saveFile(`${nameOf(dreamt.snapshot)}-${by}-dreams.png`, await stripOf(dreamt[by] ?? dreamt.gradient));
}
