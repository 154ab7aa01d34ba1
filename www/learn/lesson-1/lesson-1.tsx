// Lesson 1: what a network gets of a drawing, and why its place matters to a dense one.
import { useEffect } from "preact/hooks";
import { Button } from "../../ui/button";
import { fault as programFault } from "../../store/program";
import { aDigit } from "../../ui/format";
import { Frame, type Finding } from "../frame";
import { Choice, Handle, Handles } from "../handles";
import { finish, isOpen } from "../progress";
import { CentredInk, StandingInk } from "./ink";
import { PlacesMap } from "./map";
import { Numbers } from "./numbers";
import { acrossWords, downWords, FAR, PLACES, shiftWords, SIDE, type Order, type Shift } from "./places";
import {
  centred,
  countOf,
  isOwn,
  isStandIn,
  nielsen,
  order,
  readings,
  row,
  shift,
  standing,
  type Readings,
} from "./readings";

const NUMBER = 1;

const TEXT = {
  lead:
    "A network gets your drawing as 784 numbers, one a pixel: 0 is paper, 1 ink. M. Nielsen’s is dense: each pixel " +
    "has its own weights. We move your digit by up to 4 pixels: 81 places.",
  ask: "At how many of 81 places is it read the same?",
  choices: ["All 81", "Over half", "Under half"],
  task: "Drag the left digit. Press a row to see its numbers. Then shuffle.",
  point: "A dense network may misread a digit that moved, you do not; so the page centres your ink first.",
  toCome: "Move the digit. The point comes here.",
  real: [
    { href: "#/read", words: "Draw in a corner: the small picture stays centred" },
    {
      href: "#/train?recipe=nielsen&shift=4",
      words: "Layers and augmentation: eight variants, moved by up to 4 pixels",
    },
  ],
} as const;

const ORDER_OPTIONS: readonly { value: Order; words: string }[] = [
  { value: "in-place", words: "nothing" },
  { value: "shuffled", words: "pixels" },
  { value: "with-weights", words: "weights too" },
];

function move(next: Shift) {
  const { x, y } = shift.peek();
  if (next.x === x && next.y === y) return;
  shift.value = next;
  finish(NUMBER);
}

function chooseRow(next: number) {
  if (next === row.peek()) return;
  row.value = next;
}

function arrange(next: Order) {
  order.value = next;
}

export function Lesson() {
  useEffect(nielsen.load, []);
  const open = isOpen(NUMBER);
  const read = open ? readings.value : null;
  const { x, y } = shift.value;
  return (
    <Frame lesson={NUMBER} {...TEXT} finding={findingOf(readings.value)}>
      <div class="inks">
        <figure>
          <StandingInk
            image={standing.value}
            isOwn={isOwn.value}
            isOpen={open}
            shift={shift.value}
            row={row.value}
            onMove={move}
            onRow={chooseRow}
          />
          <Caption digit={read && read.standing} testid="reads">
            {isStandIn.value ? "The page’s 3" : "Your ink"}, moved
          </Caption>
        </figure>
        <figure>
          <CentredInk image={centred.value} />
          <Caption digit={read && read.centred} testid="reads-centred">
            The same, centred
          </Caption>
        </figure>
      </div>
      <Handles lesson={NUMBER}>
        <div class="row-handle">
          <Handle
            testid="handle-row"
            label="Row of the picture"
            value={row.value + 1}
            min={1}
            max={SIDE}
            step={1}
            onMove={(value) => chooseRow(value - 1)}
          >
            <span class="handle-name">Row</span>
          </Handle>
        </div>
        <Numbers image={standing.value} row={row.value} />
        <div class="where-to">
          <div class="map-box" data-place="">
            {nielsen.snapshot.value ? (
              <PlacesMap same={read && sameOf(read)} shift={shift.value} isOpen={open} onMove={move} />
            ) : (
              <Arriving />
            )}
          </div>
          <div class="moves">
            <Handle
              testid="handle-across"
              label="Across"
              words={acrossWords}
              value={x}
              min={-FAR}
              max={FAR}
              step={1}
              onMove={(value) => move({ x: value, y })}
            >
              <span class="handle-name">Across</span>
            </Handle>
            <Handle
              testid="handle-down"
              label="Down"
              words={downWords}
              value={y}
              min={-FAR}
              max={FAR}
              step={1}
              onMove={(value) => move({ x, y: value })}
            >
              <span class="handle-name">Down</span>
            </Handle>
          </div>
        </div>
        <p class="map-key">
          {read ? `Filled: read as ${aDigit(read.home)}.` : "Each place is tried."} Ink that leaves is lost.
        </p>
        <div class="shuffle">
          <Choice label="Shuffle" testid="order" options={ORDER_OPTIONS} value={order.value} onChoose={arrange} />
        </div>
      </Handles>
    </Frame>
  );
}

const Caption = ({
  digit,
  testid,
  children,
}: {
  digit: number | null;
  testid: string;
  children: preact.ComponentChildren;
}) => (
  <figcaption>
    <span>{children}</span>
    <b data-testid={testid}>{digit ?? "?"}</b>
  </figcaption>
);

const Arriving = () =>
  nielsen.fault.value ? (
    <p>
      Nielsen’s network did not arrive.{" "}
      <Button testid="again" onPress={nielsen.load}>
        Try again
      </Button>
    </p>
  ) : (
    <p>Nielsen’s network is still arriving.</p>
  );

const sameOf = ({ home, places }: Readings) => places.map((digit) => digit === home);

function findingOf(readings: Readings | null): Finding {
  if (!readings) return { label: "It shows", words: missing() };
  const { home, standing, centred } = readings;
  const where = {
    "in-place": capital(shiftWords(shift.value)),
    shuffled: "Pixels shuffled",
    "with-weights": "Weights too",
  }[order.value];
  const count = countOf(readings);
  return {
    label: `${where}: ${standing}, centred ${centred ?? "nothing"}`,
    words: count === PLACES.length ? `All 81 read as ${home}` : `${half(count)}: ${count} of 81 read as ${home}`,
  };
}

/** Why nothing is read. */
function missing() {
  if (nielsen.fault.value) return "nothing without its network";
  return programFault.value ? "nothing without the program" : "still arriving";
}

const half = (count: number) => (count > PLACES.length / 2 ? "Over half" : "Under half");

const capital = (words: string) => words[0].toUpperCase() + words.slice(1);
