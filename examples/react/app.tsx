// A pad of one’s own: strokes in an SVG, read at every move.
import { useState, type PointerEvent } from "react";
import { useReader } from "./use-reader";

type Stroke = number[][];

export function App() {
  const reader = useReader();
  const [strokes, setStrokes] = useState<Stroke[]>([]);
  const text = reader?.read(strokes, { pen: 0.06 }).text;

  function draw(event: PointerEvent<SVGSVGElement>) {
    if (event.buttons === 0) return;
    const pad = event.currentTarget;
    const { left, top, width, height } = pad.getBoundingClientRect();
    const point = [(event.clientX - left) / width, (event.clientY - top) / height];
    const isNew = event.type === "pointerdown";
    if (isNew) pad.setPointerCapture(event.pointerId);
    setStrokes((before) =>
      isNew ? [...before, [point]] : [...before.slice(0, -1), [...(before.at(-1) ?? []), point]],
    );
  }

  return (
    <>
      <h1>Neuroglyph in React</h1>
      <svg className="pad" viewBox="0 0 1 1" role="img" aria-label="Pad" onPointerDown={draw} onPointerMove={draw}>
        {strokes.map((stroke, i) => (
          <polyline key={i} points={stroke.join(" ")} />
        ))}
      </svg>
      <p>
        <button type="button" onClick={() => setStrokes([])}>
          Clear
        </button>{" "}
        Read: <output id="read">{text}</output>
      </p>
    </>
  );
}
