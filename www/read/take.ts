// Takes a picture in, however it came.
import { BLANK } from "../engine/drawing";
import { arePixelsTrue, pictureOf } from "../engine/picture";
import { showPicture } from "../store/drawing";
import { stopWriting } from "../store/own-pen";
import { crate } from "../store/program";
import { tell } from "./actions";

const FALSIFIED =
  "This browser falsifies the pixels of pictures against tracking (resistFingerprinting), so none can be read. Drawing works.";

/** Of the picture that was handed over last. */
let newest = 0;

export async function take(files: FileList | null | undefined) {
  if (!files?.length) return;
  const file = Array.from(files).find(({ type }) => type.startsWith("image/")) ?? files[0];
  const number = ++newest;
  const picture = await pictureOf(file).catch((error) => console.warn(error));
  // One that takes long to open does not replace a later one.
  if (number !== newest) return;
  if (!picture) return tell(`${file.name || "That"} is no picture that this browser can open.`);
  if (!arePixelsTrue()) return tell(FALSIFIED);
  if (crate.value && !crate.value.imageOf({ ...BLANK, picture })) return tell("There is no ink in that picture.");
  stopWriting();
  showPicture(picture);
}
