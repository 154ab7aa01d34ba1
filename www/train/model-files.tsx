// Model files: the network in training goes out, any network comes in.
import { useState } from "preact/hooks";
import { messageOf } from "../../npm/src/program/message";
import { crate } from "../store/program";
import { run } from "../store/run";
import { take } from "../store/snapshots";
import { Button } from "../ui/button";
import { saveFile } from "../ui/save-file";
import { modelFile } from "./controller";

const ABOUT = "A safetensors file, as this project’s command line reads and writes it. What you load reads your pad.";

export function ModelFiles() {
  const [said, setSaid] = useState(ABOUT);
  const led = run.value;
  const download = async () => {
    try {
      const bytes = await modelFile();
      saveFile(`${led?.recipe.name}.safetensors`, new Blob([bytes]));
    } catch (error) {
      setSaid(`There is no file: ${messageOf(error)}.`);
    }
  };
  const choose = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (!file) return;
    try {
      await load(file);
      setSaid(`${file.name} reads your pad now.`);
    } catch (error) {
      setSaid(`${file.name} is no model this page can read (${messageOf(error)}).`);
    }
    // Or choosing the same file again would be no change.
    input.value = "";
  };
  return (
    <div class="files">
      <Button testid="download-model" isAble={led?.isInWorker === true} onPress={() => void download()}>
        Download model
      </Button>
      <label class="button">
        Load model
        <input
          class="visually-hidden"
          type="file"
          accept=".safetensors"
          data-testid="load-model"
          onChange={({ currentTarget }) => void choose(currentTarget)}
        />
      </label>
      <p aria-live="polite">{said}</p>
    </div>
  );
}

async function load(file: File) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!crate.value) throw new Error("the program that reads has not arrived");
  take(crate.value.decode(bytes, { kind: "file", name: file.name }));
}
