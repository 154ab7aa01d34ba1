// The sum as evidence: from the bias on, what speaks for a 3 pushes to the right, and what speaks against it back.
import type { Evidence as Values } from "./neuron";
import { numeral } from "../numeral";

/** What the scale reaches from its border, the least that has room. */
const SCALES = [10, 20, 50, 100, 200, 500];

const said = (value: number) => numeral(Number(value.toFixed(1)) + 0);

export function Evidence({ values }: { values: Values | null }) {
  return (
    <>
      <p class="terms" data-testid="evidence">
        <span class="toward">
          for <b>{values ? said(values.for) : "?"}</b>
        </span>
        <span class="away">
          against <b>{values ? said(values.against) : "?"}</b>
        </span>
        <span class="sum">
          with the bias <b>{values ? said(values.sum) : "?"}</b>
        </span>
      </p>
      <div class="evidence" aria-hidden="true" data-place="">
        {values && <Pushes values={values} />}
        <span class="low">8</span>
        <span class="high">3</span>
      </div>
    </>
  );
}

function Pushes({ values }: { values: Values }) {
  const { bias, sum } = values;
  const tip = bias + values.for;
  const far = Math.max(Math.abs(bias), Math.abs(tip), Math.abs(sum));
  const reach = SCALES.find((scale) => scale >= far) ?? far;
  const place = (value: number) => 50 + (value / reach) * 46;
  const bar = (from: number, to: number) => ({
    insetInlineStart: `${place(Math.min(from, to))}%`,
    inlineSize: `${Math.abs(place(to) - place(from))}%`,
  });
  return (
    <>
      <i class="start" style={{ insetInlineStart: `${place(bias)}%` }} />
      <i class="push toward" style={bar(bias, tip)} />
      <i class="push away" style={bar(tip, sum)} />
      <i class="end" style={{ insetInlineStart: `${place(sum)}%` }} />
    </>
  );
}
