// Read: what this page is, how it reads, and the ways on.
import { whole } from "../ui/format";
import { widthsOf } from "../ui/widths";
import { nameOf } from "../engine/snapshot";
import { writeThree } from "../store/own-pen";
import { crate } from "../store/program";
import { active } from "../store/snapshots";
import { LayersInRoom } from "./layers";
import { Ways } from "./ways";

export function ReadRoom() {
  const description = active.value && crate.value?.describe(active.value.recipe);
  return (
    <section class="room read-room" aria-labelledby="room-title">
      <h1 id="room-title" class="lede" tabIndex={-1}>
        A network of <span class="blank">{description ? whole(description.trainable_parameters) : ""}</span> numbers
        reads along while you draw. Write a digit, or several. Then try to fool it.
      </h1>
      <button type="button" class="link" id="watch" onClick={watch}>
        Watch a 3 being drawn
      </button>
      <Ways />
      <LayersInRoom />
      <h2 id="how">How it reads</h2>
      <ol class="steps">
        <li>
          <h3>Your ink</h3>
          <p>
            The path of your pen is what counts. Where on the pad you write, and how large, makes no difference. The
            digits of a number are told apart first; then each is read by itself.
          </p>
        </li>
        <li>
          <h3>784 greys</h3>
          <p>
            The path becomes 28 × 28 dots, as the digits of MNIST did: 20 dots long, with the weight of the ink in the
            middle.
          </p>
        </li>
        <li>
          <h3>A network</h3>
          <p>It learnt from the 60,000 handwritten digits of MNIST, and this project’s own Rust code trained it.</p>
          <p id="shape">
            {active.value && description && `${nameOf(active.value)}: ${widthsOf(description).join(" → ")}`}
          </p>
        </li>
        <li>
          <h3>Ten numbers</h3>
          <p>
            One share for each digit, 100 % in all. When even the largest is too small, the network is not sure, and
            says so.
          </p>
        </li>
      </ol>
      <p class="promise">Everything is computed on this machine: nothing you draw leaves it.</p>
    </section>
  );
}

/** On a phone the pad may be out of sight by then. */
function watch() {
  document.querySelector(".read")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  writeThree();
}
