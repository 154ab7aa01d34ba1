// The four cases on the map of the answers, and where each hidden neuron has its border.
import { networkOf } from "../networks";
import { OutputMap } from "./map";
import { borderOf, CORNERS, inputsAt, namePlaces, NEURONS, RECIPE } from "./network";

const SIDE = 24;

/** Per cent of the picture. */
const left = (x: number) => ((x + 0.5) / 2) * 100;
const top = (y: number) => ((1.5 - y) / 2) * 100;

export function Square({ weights }: { weights: Float32Array }) {
  const outputs = networkOf(RECIPE, weights);
  const said = CORNERS.map(({ x, y }) => outputs?.query(inputsAt(x, y))[1] ?? 0);
  const borders = NEURONS.map((_, neuron) => borderOf(weights, neuron));
  const names = namePlaces(borders);
  return (
    <figure class="square">
      <OutputMap weights={weights} side={SIDE} />
      <svg viewBox="0 0 100 100" aria-hidden="true">
        {borders.map(
          (ends, neuron) =>
            ends && (
              <line
                key={neuron}
                x1={left(ends[0][0])}
                y1={top(ends[0][1])}
                x2={left(ends[1][0])}
                y2={top(ends[1][1])}
              />
            ),
        )}
        {CORNERS.map(({ x, y, wanted }) => (
          <circle key={`${x}${y}`} class={wanted ? "one" : undefined} cx={left(x)} cy={top(y)} r="4" />
        ))}
      </svg>
      {names.map(
        (place, neuron) =>
          place && (
            <i key={neuron} aria-hidden="true" style={{ left: `${left(place[0])}%`, top: `${top(place[1])}%` }}>
              {NEURONS[neuron]}
            </i>
          ),
      )}
      {CORNERS.map(({ x, y }, i) => (
        <b key={`${x}${y}`} aria-hidden="true" style={{ left: `${left(x)}%`, top: `${top(y)}%` }}>
          {said[i].toFixed(2)}
        </b>
      ))}
      <figcaption class="visually-hidden">
        {CORNERS.map(({ x, y, wanted }, i) => `${x}, ${y} gives ${said[i].toFixed(2)}, wanted ${wanted}`).join("; ")}
      </figcaption>
    </figure>
  );
}
