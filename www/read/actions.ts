// What the buttons and keys of the pad do.
import * as store from "../store/drawing";
import { stylesOf } from "../store/own-digits";
import { stopWriting, write } from "../store/own-pen";

export function undo() {
  stopWriting();
  store.undo();
}

export function clear() {
  stopWriting();
  store.clear();
}

/** How often each digit was asked for. */
const asked = new Array<number>(10).fill(0);

/** The page's own pen writes a digit instead of what is there: the same digit again in another style. */
export function writeDigit(digit: number) {
  clear();
  const styles = stylesOf(digit);
  write(styles[asked[digit]++ % styles.length], matchMedia("(prefers-reduced-motion: reduce)").matches);
}
