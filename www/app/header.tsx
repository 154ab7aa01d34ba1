// The name of the page, the ways to its rooms, and its colours.
import { otherTheme, switchTheme } from "../ui/theme";
import { pathOf, route, routeOf, type RoomName } from "./router";

const TABS: [RoomName, string, string][] = [
  ["read", "Read", "#/read"],
  ["learn", "Learn", "#/learn"],
  ["train", "Train", "#/train"],
  ["mind", "Mind", "#/mind/dreams"],
];

export const Header = () => (
  <header class="mast">
    <a class="word" href="#/read">
      Neuroglyph
    </a>
    <nav class="tabs" aria-label="Rooms">
      {TABS.map(([room, name, href]) => (
        <a key={room} href={href} aria-current={currentOf(room, href)}>
          {name}
        </a>
      ))}
    </nav>
    <button type="button" id="theme" aria-label={`Change to ${otherTheme.value} colours`} onClick={switchTheme}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="8" />
        <path class="solid" d="M12 4a8 8 0 0 1 0 16z" />
      </svg>
    </button>
  </header>
);

/** `page` where the link leads to the very place, `true` where it leads to its room. */
function currentOf(room: RoomName, href: string) {
  if (route.value.room !== room) return undefined;
  return pathOf(routeOf(href)) === pathOf(route.value) ? "page" : "true";
}
