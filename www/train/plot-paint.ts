// Paints what the chart has beside its lines: grid and figures under them, marks and the last values over them.
import * as plot from "./plot";
import type uPlot from "uplot";
import type { Run } from "../store/run";
import type { Bounds } from "./plot";

/** Colours, and a font. */
export type Look = { ink: string; ink2: string; accent: string; paper: string; rule: string; text: string };
export interface Scene {
  run: Run | null;
  kept: Run[];
  /** Accuracy that the recipe's author reports. */
  author: number | null | undefined;
  bounds: Bounds;
}
type Label = { y: number; text: string; colour: string; weight: number };

/** Pixels a figure takes along the x axis, and between two labels one above the other. */
const WIDTH = 30;
const LINE = 15;

/** Pixels beside the chart from which on a label has a word beside its figure. */
const ROOM = 80;

export function paintGrid(u: uPlot, { bounds }: Scene, look: Look) {
  const { context, left, right, bottom, x, y } = space(u);
  context.strokeStyle = look.rule;
  context.lineWidth = 1;
  context.beginPath();
  for (const tick of plot.accuracyTicks(bounds)) line(context, left, y(tick, "accuracy"), right, y(tick, "accuracy"));
  for (const tick of plot.lossTicks(bounds))
    line(context, left, y(Math.log10(tick), "loss"), right, y(Math.log10(tick), "loss"));
  const ticks = plot.epochTicks(bounds.epochs, (right - left) / WIDTH);
  const marks = bounds.epochs <= (right - left) / 6 ? plot.epochTicks(bounds.epochs, Infinity) : ticks;
  for (const epoch of marks) line(context, x(epoch), 12, x(epoch), bottom);
  context.stroke();
  context.strokeStyle = look.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  line(context, left, bottom, right, bottom);
  context.stroke();

  const say = writer(context, look);
  for (const tick of plot.accuracyTicks(bounds)) say(String(tick), left - 8, y(tick, "accuracy"), "right");
  for (const tick of plot.lossTicks(bounds)) say(String(tick), left - 8, y(Math.log10(tick), "loss"), "right");
  for (const epoch of ticks) say(String(epoch), x(epoch), bottom + 14, "center");
  say("epoch", right, bottom + 32, "right");
  context.restore();
}

export function paintMarks(u: uPlot, { run, kept, author, bounds }: Scene, look: Look) {
  const { context, left, right, width, x, y } = space(u);
  const word = (text: string) => (width - right >= ROOM ? text : "");
  const say = writer(context, look);
  say("Accuracy, %", right - 6, y(bounds.floor, "accuracy") - 10, "right", look.ink, 650);
  say("Loss", left + 6, y(bounds.loss[0], "loss") - 10, "left", look.ink, 650);

  const accuracies: Label[] = [];
  const losses: Label[] = [];
  if (author) {
    const at = y(plot.accuracyOf(author, bounds), "accuracy");
    context.strokeStyle = look.ink2;
    context.lineWidth = 1.5;
    context.setLineDash([1.5, 4.5]);
    context.beginPath();
    line(context, left, at, right, at);
    context.stroke();
    context.setLineDash([]);
    accuracies.push({ y: at, text: `${(author * 100).toFixed(1)}${word(" author")}`, colour: look.ink2, weight: 500 });
  }
  for (const other of [...kept.filter((one) => one !== run), ...(run ? [run] : [])]) {
    const isOwn = other === run;
    const colour = isOwn ? look.accent : look.ink;
    const ends = other.tests.filter(({ epoch_over }) => epoch_over);
    const isCrowded = ends.length * 12 > right - left;
    if (!isCrowded)
      for (const { at, accuracy, loss } of ends) {
        mark(context, x(at), y(plot.accuracyOf(accuracy, bounds), "accuracy"), isOwn, colour, look.paper);
        mark(context, x(at), y(plot.lossOf(loss, bounds), "loss"), isOwn, colour, look.paper);
      }
    const { test } = other;
    if (!test) continue;
    const weight = isOwn ? 650 : 500;
    const text = `${(test.accuracy * 100).toFixed(1)}${isOwn ? "" : word(" kept")}`;
    accuracies.push({ y: y(plot.accuracyOf(test.accuracy, bounds), "accuracy"), text, colour, weight });
    losses.push({ y: y(plot.lossOf(test.loss, bounds), "loss"), text: test.loss.toFixed(3), colour, weight });
  }
  for (const labels of [accuracies, losses])
    for (const { y: at, text, colour, weight } of plot.spread(labels, LINE))
      say(text, right + 8, at, "left", colour, weight);
  context.restore();
}

/** The canvas in pixels of the page. */
function space(u: uPlot) {
  const ratio = devicePixelRatio;
  const context = u.ctx;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const [left, top, width, height] = [u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height].map(
    (value) => value / ratio,
  );
  return {
    context,
    left,
    right: left + width,
    width: u.width,
    bottom: top + height,
    x: (value: number) => u.valToPos(value, "x", true) / ratio,
    y: (value: number, scale: string) => u.valToPos(value, scale, true) / ratio,
  };
}

function writer(context: CanvasRenderingContext2D, look: Look) {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  /** Text with a rim of paper, so that no line runs through it. */
  return (text: string, x: number, y: number, align: CanvasTextAlign, colour = look.ink2, weight = 500) => {
    context.font = `${weight} 13px ${look.text}`;
    context.textAlign = align;
    context.strokeStyle = look.paper;
    context.lineWidth = 4;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  };
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number) {
  context.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
  context.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
}

/** A disc for this run, an open square for a kept one. */
function mark(context: CanvasRenderingContext2D, x: number, y: number, isOwn: boolean, colour: string, paper: string) {
  context.beginPath();
  if (isOwn) context.arc(x, y, 4, 0, 2 * Math.PI);
  else context.rect(x - 3.5, y - 3.5, 7, 7);
  context.fillStyle = isOwn ? colour : paper;
  context.fill();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  if (!isOwn) context.stroke();
}
