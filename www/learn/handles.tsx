// The handles of a lesson: grey until something was said.
import type { ComponentChildren } from "preact";
import { numeral } from "./numeral";
import { isOpen } from "./progress";

export const Handles = ({ lesson, children }: { lesson: number; children: ComponentChildren }) => (
  <div class="handles" inert={!isOpen(lesson)}>
    {children}
  </div>
);

interface HandleProps {
  /** What stands before the slider. */
  children: ComponentChildren;
  /** What the slider is called. */
  label: string;
  testid: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** The number in words; as it is unless said. */
  words?: (value: number) => string;
  onMove: (value: number) => void;
}

/** A number with a slider. */
export const Handle = ({ children, label, testid, value, min, max, step, words = numeral, onMove }: HandleProps) => (
  <div class="handle">
    {children}
    <input
      type="range"
      data-testid={testid}
      aria-label={label}
      aria-valuetext={words(value)}
      min={min}
      max={max}
      step={step}
      value={value}
      onInput={({ currentTarget }) => onMove(currentTarget.valueAsNumber)}
    />
    <b aria-hidden="true">{words(value)}</b>
  </div>
);

interface ChoiceProps<T extends string | number> {
  /** What is chosen. */
  label: string;
  testid: string;
  options: readonly { value: T; words: string }[];
  value: T;
  onChoose: (value: T) => void;
}

/** One of a few, side by side; the arrows of the keyboard go from one to the next. */
export const Choice = <T extends string | number>({ label, testid, options, value, onChoose }: ChoiceProps<T>) => (
  <fieldset class="choice">
    <legend>{label}</legend>
    <div>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            class="visually-hidden"
            name={testid}
            data-testid={`${testid}-${option.value}`}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.words}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
