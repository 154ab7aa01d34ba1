// Model files: the network in training goes out, any network comes in.
import { find } from "../../ui/find";
import { hand } from "../../ui/save-file";
import { messageOf } from "../../engine/message";
import { set, write } from "../../ui/write";

interface Events {
  download: () => Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }>;
  /** Throws if it is no model. */
  load: (name: string, bytes: Uint8Array) => void;
}

export class ModelFiles {
  readonly container: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly input: HTMLInputElement;
  readonly text: HTMLElement;

  constructor(container: HTMLElement, { download, load }: Events) {
    this.container = container;
    this.button = find("button", HTMLButtonElement, container);
    this.input = find("input", HTMLInputElement, container);
    this.text = find("p", HTMLElement, container);
    this.button.addEventListener("click", () => {
      if (this.button.ariaDisabled === "true") return;
      void this.#try(async () => {
        const { name, bytes } = await download();
        hand(name, new Blob([bytes]));
      });
    });
    this.input.addEventListener("change", () => {
      const [file] = this.input.files ?? [];
      if (file) void this.#try(async () => load(file.name, new Uint8Array(await file.arrayBuffer())), file.name);
      // Or choosing the same file again would be no change.
      this.input.value = "";
    });
  }

  update(hasModel: boolean) {
    set(this.button, "ariaDisabled", String(!hasModel));
  }

  async #try(work: () => Promise<void>, name?: string) {
    try {
      await work();
      if (name) write(this.text, `${name} reads your pad now.`);
    } catch (error) {
      write(
        this.text,
        name
          ? `${name} is no model this page can read (${messageOf(error)}).`
          : `There is no file: ${messageOf(error)}.`,
      );
    }
  }
}
