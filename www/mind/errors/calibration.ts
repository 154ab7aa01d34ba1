// How often it is right when it is so sure: a curve, a number and a sentence, and the curve's numbers in a table.
import { calibrationText } from "./words";
import { find } from "../../ui/find";
import { percent, whole } from "../../ui/format";
import { set, write } from "../../ui/write";
import type { Examined } from "../worker/protocol";

type Calibrated = Examined["calibration"];

/** Of the picture, in its own units: a square of this side, and where it begins. */
const SIDE = 200;
const LEFT = 34;
const TOP = 6;
const x = (share: number) => LEFT + share * SIDE;
const y = (share: number) => TOP + (1 - share) * SIDE;

export class Calibration {
  #calibration: Calibrated | null = null;
  readonly container: HTMLElement;
  readonly figure: HTMLElement;
  readonly sentence: HTMLElement;
  readonly picture: SVGSVGElement;
  readonly curve: SVGPathElement;
  readonly points: SVGGElement;
  readonly rows: HTMLElement;

  constructor(container: HTMLElement) {
    this.container = container;
    this.figure = find("[data-testid=calibration-error]", HTMLElement, container);
    this.sentence = find(".sentence", HTMLElement, container);
    this.picture = find("svg", SVGSVGElement, container);
    this.curve = find(".measured", SVGPathElement, container);
    this.points = find(".points", SVGGElement, container);
    this.rows = find("tbody", HTMLElement, container);
  }

  update(calibration: Calibrated | undefined) {
    if (!calibration || calibration === this.#calibration) return;
    this.#calibration = calibration;
    write(this.figure, `${(calibration.error * 100).toFixed(2)} %`);
    write(this.sentence, calibrationText(calibration));
    set(
      this.picture,
      "ariaLabel",
      `Reliability curve. ${calibrationText(calibration)} Its points are in the table below.`,
    );
    this.#draw(calibration);
    this.rows.replaceChildren(...calibration.bins.map(row));
  }

  #draw({ bins }: Calibrated) {
    const most = Math.max(...bins.map(({ samples }) => samples));
    const full = bins.filter(({ samples }) => samples > 0);
    const points = full.map(({ samples, confidence, accuracy }) => ({
      x: x(confidence ?? 0),
      y: y(accuracy ?? 0),
      r: 2.5 + 5 * Math.sqrt(samples / most),
    }));
    this.curve.setAttribute("d", `M${points.map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join("L")}`);
    this.points.replaceChildren(
      ...points.map((point) => {
        const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
        circle.setAttribute("cx", point.x.toFixed(1));
        circle.setAttribute("cy", point.y.toFixed(1));
        circle.setAttribute("r", point.r.toFixed(1));
        return circle;
      }),
    );
  }
}

function row({ samples, confidence, accuracy }: Calibrated["bins"][number], i: number, bins: Calibrated["bins"]) {
  const share = (value: number | null) => (value === null ? "–" : percent(value));
  const [from, to] = [i, i + 1].map((edge) => ((100 * edge) / bins.length).toFixed(0));
  const line = document.createElement("tr");
  const cells = [`${from} to ${to} %`, share(confidence), share(accuracy), whole(samples)];
  line.append(
    ...cells.map((text, column) =>
      Object.assign(document.createElement(column ? "td" : "th"), {
        textContent: text,
        ...(column ? {} : { scope: "row" }),
      }),
    ),
  );
  return line;
}
