// The page: the drawing and its reading, which go along, and the room that was entered.
import { PadColumn } from "../read/column";
import { announcement } from "../store/announcement";
import { Header } from "./header";
import { Newer } from "./newer";
import { Room } from "./rooms";
import { Strip } from "./strip";

export function App() {
  return (
    <>
      <a class="skip" href="#room" onClick={skip}>
        Skip to the room
      </a>
      <Header />
      <main>
        <section class="read" aria-label="Your drawing">
          <Strip />
          <PadColumn />
          <Announcement />
        </section>
        <div class="rooms" id="room">
          <Room />
        </div>
      </main>
      <footer>
        <a href="licenses.txt">Licenses of all that this page is made of</a>
      </footer>
      <Newer />
    </>
  );
}

const Announcement = () => (
  <p class="visually-hidden" role="status" aria-live="polite" data-testid="status">
    {announcement.value}
  </p>
);

function skip(event: Event) {
  event.preventDefault();
  document.querySelector<HTMLElement>("#room h1")?.focus();
}
