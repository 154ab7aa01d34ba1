// The rooms behind hash routes: `#/read`, `#/learn/2`, `#/train`, `#/mind/dreams`. Old addresses lead where they led.
import { computed, signal } from "@preact/signals";

export const ROOMS = ["read", "learn", "train", "mind"] as const;
export type RoomName = (typeof ROOMS)[number];

export interface Route {
  room: RoomName;
  /** Of the room: a lesson's number, or a tool of Mind; empty for the room itself. */
  part: string;
  /** What the address asks of the room, behind its path. */
  query: string;
}

export const TOOLS = ["dreams", "why", "neurons", "errors", "styles", "yours"] as const;

const LESSONS = 12;

const START: Route = { room: "read", part: "", query: "" };

const current = signal(START);
/** Of the page, by its address: how far it was scrolled when it was left. */
const places = new Map<string, number>();
let isPressed = false;
/** A room begins at its top, and not at the place that was left. */
let beginsAtTop = true;
/** Somebody went from one room to another, where the page began with one. */
let hasMoved = false;

/** Where the page is; what is built before it runs is Read. */
export const route = computed(() => current.value);

export const pathOf = ({ room, part }: Pick<Route, "room" | "part">) => (part ? `#/${room}/${part}` : `#/${room}`);

/** What a hash means; Read, where it means nothing. */
export function routeOf(hash: string): Route {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [name, part = ""] = path.split("/");
  const room = ROOMS.find((one) => one === name);
  if (room === "mind") return { room, part: TOOLS.find((tool) => tool === part) ?? TOOLS[0], query };
  if (room === "learn") return { room, part: isLesson(part) ? part : "", query };
  return { room: room ?? "read", part: "", query };
}

const isLesson = (part: string) => /^\d+$/.test(part) && Number(part) >= 1 && Number(part) <= LESSONS;

/** Follows the address from now on. */
export function startRouter() {
  history.scrollRestoration = "manual";
  current.value = routeOf(location.hash);
  const follow = () => {
    const next = routeOf(location.hash);
    if (pathOf(next) === pathOf(current.value) && next.query === current.value.query) return;
    const isSameRoom = pathOf(next) === pathOf(current.value);
    places.set(pathOf(current.value), scrollY);
    hasMoved = true;
    beginsAtTop = isPressed;
    isPressed = false;
    current.value = next;
    // What the address asks of the room that is there already, it shows at once.
    if (isSameRoom) requestAnimationFrame(() => arrive(document.querySelector<HTMLElement>("#room h1")));
  };
  addEventListener("hashchange", follow);
  // Back may lead to another query as well, which is no change of the hash alone.
  addEventListener("popstate", follow);
  // A press begins a room at its top; Back finds the place that was left.
  addEventListener("click", ({ target, defaultPrevented, ctrlKey, metaKey, shiftKey, altKey }) => {
    if (defaultPrevented || ctrlKey || metaKey || shiftKey || altKey) return;
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#/"]') : null;
    if (link && link.hash !== location.hash) isPressed = true;
  });
}

/** The room is there: its title, its place, and the focus on its heading, but not when the page begins. */
export function arrive(heading: HTMLElement | null) {
  const { room, part } = current.value;
  const name = room === "read" ? "Read" : (heading?.textContent ?? room);
  document.title = `${name} · Neuroglyph`;
  const path = pathOf({ room, part });
  scrollTo({ top: beginsAtTop ? 0 : (places.get(path) ?? 0), behavior: "instant" });
  if (hasMoved) heading?.focus({ preventScroll: true });
}
