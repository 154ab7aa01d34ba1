// Model files: the network in training goes out, any network comes in.
import { find } from "../../lib/find.js";
import { hand } from "../../lib/hand.js";
import { messageOf } from "../../lib/message.js";
import { set, write } from "../../lib/write.js";

/**
 * @typedef {object} Events
 * @property {() => Promise<{ name: string, bytes: Uint8Array<ArrayBuffer> }>} download
 * @property {(name: string, bytes: Uint8Array) => void} load throws if it is no model
 */

export class ModelFiles {
  /** @param {HTMLElement} container @param {Events} events */
  constructor(container, { download, load }) {
    this.container = container;
    this.button = find("button", HTMLButtonElement, container);
    this.input = find("input", HTMLInputElement, container);
    this.text = find("p", HTMLElement, container);
    this.button.addEventListener("click", () => {
      if (this.button.ariaDisabled === "true") return;
      this.#try(async () => {
        const { name, bytes } = await download();
        hand(name, new Blob([bytes]));
      });
    });
    this.input.addEventListener("change", () => {
      const [file] = this.input.files ?? [];
      if (file) this.#try(async () => load(file.name, new Uint8Array(await file.arrayBuffer())), file.name);
      // Or choosing the same file again would be no change.
      this.input.value = "";
    });
  }

  /** @param {boolean} hasModel */
  update(hasModel) {
    set(this.button, "ariaDisabled", String(!hasModel));
  }

  /** @param {() => Promise<void>} work @param {string} [name] */
  async #try(work, name) {
    try {
      await work();
      if (name) write(this.text, `${name} reads your pad now.`);
    } catch (error) {
      write(this.text, name ? `${name} is no model this page can read (${messageOf(error)}).` : `There is no file: ${messageOf(error)}.`);
    }
  }
}
