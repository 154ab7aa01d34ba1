// Takes in a picture that is chosen, pasted or dropped.

/** The longest side of what is kept of a picture: far more than the 20 pixels that are read, and quick. */
const LONGEST = 512;

export class PictureInput {
  #picked;
  #refused;
  /** Of the picture that was handed over last. */
  #number = 0;

  /**
   * @param {HTMLInputElement} container
   * @param {{ picked: (picture: import("../lib/drawing.js").Picture) => void, refused: (why: string) => void }} events
   */
  constructor(container, { picked, refused }) {
    this.container = container;
    this.#picked = picked;
    this.#refused = refused;
    container.addEventListener("change", () => {
      this.#take(container.files);
      // Or choosing the same file again would be no change.
      container.value = "";
    });
    document.addEventListener("paste", (event) => this.#take(event.clipboardData?.files));
    document.addEventListener("dragover", (event) => this.#over(event));
    document.addEventListener("dragleave", (event) => event.relatedTarget ?? this.#mark(false));
    document.addEventListener("drop", (event) => {
      this.#over(event);
      this.#mark(false);
      this.#take(event.dataTransfer?.files);
    });
  }

  /** @param {DragEvent} event */
  #over(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.#mark(true);
  }

  /** @param {boolean} isOver */
  #mark(isOver) {
    document.documentElement.toggleAttribute("data-dropping", isOver);
  }

  /** @param {FileList | null | undefined} files */
  async #take(files) {
    if (!files?.length) return;
    const file = Array.from(files).find(({ type }) => type.startsWith("image/")) ?? files[0];
    const number = ++this.#number;
    const picture = await open(file).catch((error) => console.warn(error));
    // One that takes long to open does not replace a later one.
    if (number !== this.#number) return;
    if (picture) this.#picked(picture);
    else this.#refused(`${file.name || "That"} is no picture that this browser can open.`);
  }
}

/** @param {File} file @returns {Promise<import("../lib/drawing.js").Picture>} */
async function open(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const surface = document.createElement("canvas");
  surface.width = Math.max(1, Math.round(bitmap.width * scale));
  surface.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = surface.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas to open a picture on");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, surface.width, surface.height);
  bitmap.close();
  return { surface, pixels: context.getImageData(0, 0, surface.width, surface.height) };
}
