// Asks a network which pixels speak for a digit, and puts it into words.
import { percent } from "../lib/format.js";
import { messageOf } from "../lib/message.js";
import { partsOf, reasons } from "../lib/places.js";

/**
 * @param {import("../crate.js").Reader} reader @param {Float32Array} image @param {number} digit that is asked about
 * @param {number[]} ranking @param {Float32Array} probabilities as the reader judged the image
 * @returns {import("../view/mind/blame.js").Blamed}
 */
export function blamed({ network }, image, digit, [answer], probabilities) {
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
