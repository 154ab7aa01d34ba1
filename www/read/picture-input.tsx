// Takes in a picture that is chosen, pasted or dropped.
import { useEffect } from "preact/hooks";
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

async function take(files: FileList | null | undefined) {
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

export function PictureInput() {
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const mark = (isOver: boolean) => document.documentElement.toggleAttribute("data-dropping", isOver);
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      mark(true);
    };
    document.addEventListener("paste", (event) => take(event.clipboardData?.files), { signal });
    document.addEventListener("dragover", over, { signal });
    document.addEventListener("dragleave", (event) => event.relatedTarget ?? mark(false), { signal });
    document.addEventListener(
      "drop",
      (event) => {
        over(event);
        mark(false);
        void take(event.dataTransfer?.files);
      },
      { signal },
    );
    return () => listening.abort();
  }, []);
  const changed = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    void take(currentTarget.files);
    // Or choosing the same file again would be no change.
    currentTarget.value = "";
  };
  return (
    <label class="button">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15 9h.01" />
      </svg>
      Picture
      <input class="visually-hidden" type="file" accept="image/*" data-testid="picture" onChange={changed} />
    </label>
  );
}
