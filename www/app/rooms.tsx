// Loads a room's code when it is entered, and shows the room.
import { computed, effect, signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ComponentChildren, ComponentType } from "preact";
import { refusal } from "../../npm/src/program/absent";
import { inTime } from "../../npm/src/program/in-time";
import { suspect } from "../engine/newer";
import { loadStyles } from "../engine/styles";
import { ReadRoom } from "../read/room";
import { arrive, pathOf, route, type RoomName } from "./router";

/** What a room is told: its part of the address. */
interface RoomProps {
  part: string;
  query: string;
}
/** A room's code. */
interface RoomModule {
  Room: ComponentType<RoomProps>;
  /** Whether all of a part of the room is there, or will not come; it always is where a room does not say. */
  isHere?: (part: string) => boolean;
}

/** Milliseconds that a room's code may take to arrive. */
const PATIENCE = 30_000;

const NAMES: Record<RoomName, string> = { read: "Read", learn: "Learn", train: "Train", mind: "Mind" };

const LOADERS: Record<Exclude<RoomName, "read">, () => Promise<RoomModule>> = {
  learn: async () => (await Promise.all([import("../learn/learn-room"), loadStyles("learn")]))[0],
  train: loadTrain,
  mind: () => import("../mind/mind-room"),
};

/** Train ends with the measure of the device. */
async function loadTrain(): Promise<RoomModule> {
  const [{ Room }, { Benchmark }] = await Promise.all([
    import("../train/train-room"),
    import("../benchmark/benchmark-section"),
  ]);
  return {
    Room: (props) => (
      <Room {...props}>
        <Benchmark />
      </Room>
    ),
  };
}

const modules = signal<Partial<Record<RoomName, RoomModule>>>({ read: { Room: ReadRoom } });
/** Why a room will not come, as the end of a sentence. */
const lost = signal<Partial<Record<RoomName, string>>>({});

/** The room of the address is there, or will not come. */
export const isRoomHere = computed(() => {
  const { room, part } = route.value;
  const entered = modules.value[room];
  return entered ? (entered.isHere?.(part) ?? true) : Boolean(lost.value[room]);
});

/** From now on the room of the address is loaded. */
export const startRooms = () =>
  effect(() => {
    const { room } = route.value;
    void enter(room);
  });

async function enter(room: RoomName) {
  if (room === "read" || modules.peek()[room]) return;
  lost.value = { ...lost.peek(), [room]: "" };
  const begin = performance.now();
  try {
    const entered = await inTime(LOADERS[room](), PATIENCE, "nothing came");
    modules.value = { ...modules.peek(), [room]: entered };
  } catch (error) {
    console.error(error);
    const status = refusal(begin);
    lost.value = { ...lost.peek(), [room]: status ? `: the server answers ${status}.` : "." };
    void suspect();
  }
}

export function Room() {
  const { room, part, query } = route.value;
  const View = modules.value[room]?.Room;
  if (View)
    return (
      <Entered key={pathOf({ room, part })}>
        <View part={part} query={query} />
      </Entered>
    );
  if (lost.value[room])
    return (
      <Entered key={`${room} is lost`}>
        <section class="room">
          <h1 tabIndex={-1}>{NAMES[room]}</h1>
          <p id="absent" class="place" role="alert">
            {NAMES[room]} could not be opened{lost.value[room]}{" "}
            <a class="link" href="" onClick={reload}>
              Load the page again
            </a>
          </p>
        </section>
      </Entered>
    );
  return (
    <section class="room" aria-busy="true">
      <h1 tabIndex={-1}>{NAMES[room]}</h1>
    </section>
  );
}

/** Arrives when what is in it is there. */
function Entered({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => arrive(box.current?.querySelector("h1") ?? null), []);
  return <div ref={box}>{children}</div>;
}

function reload(event: Event) {
  event.preventDefault();
  location.reload();
}
