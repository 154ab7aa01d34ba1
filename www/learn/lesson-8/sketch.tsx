// The drawing, the hidden neurons and two outputs, with the three links; a ring shows how far the error was followed.
import { DigitImage } from "../../ui/digit-image";
import { DIGITS } from "../../ui/digits";
import { figure } from "../../ui/format";
import { NAMES, type Case, type Name } from "./case";

/** Places in per cent of the sketch. */
const PICTURE = 25;
const HIDDEN = 48;
const OUTPUT = 70;

interface Props {
  image: Float32Array | null;
  isOwn: boolean;
  /** Null until the network is here. */
  found: Case | null;
  chosen: Name;
  walked: number;
  onTell: (label: number) => void;
}

type Point = readonly [x: number, y: number];

const neuronAt = (index: number): Point => [HIDDEN, 7 + (index / 14) * 86];
const SAYS: Point = [OUTPUT, 20];
const LABEL: Point = [OUTPUT, 74];
const pixelAt = (pixel: number): Point => [((pixel % 28) / 28) * PICTURE, (Math.floor(pixel / 28) / 28) * 80];

function endsOf({ links }: Case, name: Name): [Point, Point] {
  const { link, hidden } = links[name];
  return name === "C" ? [pixelAt(link.neuron), neuronAt(hidden)] : [neuronAt(hidden), SAYS];
}

/** Where the error was followed to, from the output back. */
function ringAt(found: Case, name: Name, walked: number): Point | null {
  if (walked === 0) return null;
  const [from, to] = endsOf(found, name);
  if (name !== "C") return walked < 3 ? SAYS : from;
  return [SAYS, to, to, from][walked - 1];
}

const line = ([x1, y1]: Point, [x2, y2]: Point) => `M${x1} ${y1}L${x2} ${y2}`;
const dot = ([x, y]: Point) => `M${x} ${y}h.01`;

export function Sketch({ image, isOwn, found, chosen, walked, onTell }: Props) {
  const ring = found && ringAt(found, chosen, walked);
  return (
    <div class="sketch">
      <DigitImage image={image} ink={isOwn ? "--accent" : "--ink"} />
      <small class="whose">{isOwn ? "your drawing" : "the page’s own"}</small>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {found && <path class="onward" d={line(neuronAt(found.links.C.hidden), SAYS)} />}
        {found &&
          NAMES.map((name) => (
            <path key={name} class={name === chosen ? "tie chosen" : "tie"} d={line(...endsOf(found, name))} />
          ))}
        {Array.from({ length: 15 }, (_, i) => (
          <path key={i} class="dot" d={dot(neuronAt(i))} style={{ opacity: 0.2 + 0.8 * (found?.signals[i] ?? 0) }} />
        ))}
        {[SAYS, LABEL].map((place) => (
          <path key={place[1]} class="dot" d={dot(place)} />
        ))}
        {ring && (
          <>
            <path class="ring" d={dot(ring)} />
            <path class="ring-hole" d={dot(ring)} />
          </>
        )}
      </svg>
      {found &&
        NAMES.map((name) => {
          const [[x1, y1], [x2, y2]] = endsOf(found, name);
          // Nearer to where a link begins: two of them end in one output.
          const place = { left: `${x1 + (x2 - x1) * 0.35}%`, top: `${y1 + (y2 - y1) * 0.35}%` };
          return (
            <i key={name} class={name === chosen ? "chosen" : undefined} style={place} aria-hidden="true">
              {name}
            </i>
          );
        })}
      <p data-testid="says" style={{ top: `${SAYS[1]}%` }}>
        {found ? (
          <>
            It says <b>{found.says}</b>
            <small>{figure(found.outputs[found.says])}</small>
          </>
        ) : (
          "It says ?"
        )}
      </p>
      <label style={{ top: `${LABEL[1]}%` }}>
        <span>It is</span>
        <select
          data-testid="label"
          value={found?.label}
          onChange={({ currentTarget }) => onTell(Number(currentTarget.value))}
        >
          {DIGITS.map((one) => (
            <option key={one} value={one} disabled={one === found?.says}>
              {one}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
