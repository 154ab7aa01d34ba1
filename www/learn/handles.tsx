// The handles of a lesson: grey until something was said.
import type { ComponentChildren } from "preact";
import { numeral } from "./numeral";
import { isOpen } from "./progress";

export const Handles = ({ lesson, children }: { lesson: number; children: ComponentChildren }) => (
  <div class="handles" inert={!isOpen(lesson)}>
    {children}
  </div>
);

interface Props {
  /** What stands before the slider. */
  children: ComponentChildren;
  /** What the slider is called. */
  label: string;
  testid: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onMove: (value: number) => void;
}

/** A number with a slider. */
export const Handle = ({ children, label, testid, value, min, max, step, onMove }: Props) => (
  <div class="handle">
    {children}
    <input
      type="range"
      data-testid={testid}
      aria-label={label}
      aria-valuetext={numeral(value)}
      min={min}
      max={max}
      step={step}
      value={value}
      onInput={({ currentTarget }) => onMove(currentTarget.valueAsNumber)}
    />
    <b aria-hidden="true">{numeral(value)}</b>
  </div>
);
