// Asks a network which pixels speak for a digit, and puts it into words.
import { percent } from "../../ui/format";
import { messageOf } from "../../engine/message";
import { partsOf, reasons } from "./places";
import type { Reader } from "../../engine/crate";
import type { Blamed } from "./view";

/**
 * @param digit that is asked about
 * @param probabilities as the reader judged the image
 */
export function blamed(
  { network }: Reader,
  image: Float32Array,
  digit: number,
  [answer]: number[],
  probabilities: Float32Array,
): Blamed {
  const title = digit === answer ? `Why ${digit}?` : `Why not ${digit}?`;
  try {
    const gradient = network.sensitivity(image, digit);
    const words = `${reasons(partsOf(image, gradient), digit)} The network gives ${digit} ${percent(probabilities[digit])}.`;
    return { digit, image, title, gradient, words };
  } catch (error) {
    // A step has no slope, and not every network knows ten digits.
    const words = `This network cannot say why: ${messageOf(error)}.`;
    return { digit, image, title, gradient: new Float32Array(image.length), words };
  }
}
