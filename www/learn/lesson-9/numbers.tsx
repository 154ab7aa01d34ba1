// The numbers of the three hidden neurons, side by side.
import { NEURONS, ROWS } from "./network";

const written = (value: number) => {
  const text = value.toFixed(Math.abs(value) < 9.995 ? 2 : 1);
  return text.replace("-", "−");
};

export const Numbers = ({ weights }: { weights: Float32Array }) => (
  <table class="numbers">
    <caption class="visually-hidden">The numbers of the three hidden neurons</caption>
    <thead>
      <tr>
        <td />
        {NEURONS.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {ROWS.map(({ name, at }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {NEURONS.map((neuron, i) => (
            <td key={neuron}>{written(weights[at(i)])}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
