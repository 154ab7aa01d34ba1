// Takes in a picture that is chosen, pasted or dropped.
import { pictureOf } from "../engine/picture";
import type { Picture } from "../engine/drawing";

export class PictureInput {
  readonly #picked: (picture: Picture) => void;
  readonly #refused: (why: string) => void;
  /** Of the picture that was handed over last. */
  #number = 0;
  readonly container: HTMLInputElement;

  constructor(
    container: HTMLInputElement,
    { picked, refused }: { picked: (picture: Picture) => void; refused: (why: string) => void },
  ) {
    this.container = container;
    this.#picked = picked;
    this.#refused = refused;
    container.addEventListener("change", () => {
      void this.#take(container.files);
      // Or choosing the same file again would be no change.
      container.value = "";
    });
    document.addEventListener("paste", (event) => this.#take(event.clipboardData?.files));
    document.addEventListener("dragover", (event) => this.#over(event));
    document.addEventListener("dragleave", (event) => event.relatedTarget ?? this.#mark(false));
    document.addEventListener("drop", (event) => {
      this.#over(event);
      this.#mark(false);
      void this.#take(event.dataTransfer?.files);
    });
  }

  #over(event: DragEvent) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.#mark(true);
  }

  #mark(isOver: boolean) {
    document.documentElement.toggleAttribute("data-dropping", isOver);
  }

  async #take(files: FileList | null | undefined) {
    if (!files?.length) return;
    const file = Array.from(files).find(({ type }) => type.startsWith("image/")) ?? files[0];
    const number = ++this.#number;
    const picture = await pictureOf(file).catch((error) => console.warn(error));
    // One that takes long to open does not replace a later one.
    if (number !== this.#number) return;
    if (picture) this.#picked(picture);
    else this.#refused(`${file.name || "That"} is no picture that this browser can open.`);
  }
}
