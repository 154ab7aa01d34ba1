// All of the page at once, for when there is no connection.
import { signal } from "@preact/signals";
import { messageOf } from "../../npm/src/program/message";
import { canBeKept, isOfflinePossible, keepAllFiles } from "../engine/offline";
import { keepSet } from "../mnist/image-set";
import { Button } from "../ui/button";

const ABOUT = "What you opened works without a connection. This fetches the rest: the images and every network.";
const DONE = "All of it works without a connection now.";
const IMPOSSIBLE =
  "This browser keeps nothing for this page, so it needs a connection. A second visit may change that.";

const FRAMED =
  "In a frame or a sandbox the page needs a connection; opened by itself, it can be made available without one.";

const said = signal(ABOUT);
const isBusy = signal(false);

async function keepAll() {
  if (!isOfflinePossible()) return void (said.value = IMPOSSIBLE);
  isBusy.value = true;
  try {
    await keepAllFiles();
    const received = new Map<string, number>();
    const arrived = (name: string, bytes: number) => {
      received.set(name, bytes);
      said.value = `${([...received.values()].reduce((a, b) => a + b) / 1e6).toFixed(1)} of 11 MB are here.`;
    };
    const folder = new URL("mnist/", document.baseURI).href;
    await keepSet(folder, "t10k", arrived);
    await keepSet(folder, "train", arrived);
    said.value = DONE;
  } catch (error) {
    console.error(error);
    said.value = `Not all of it is here (${messageOf(error).replace(/\.$/, "")}).`;
  }
  isBusy.value = false;
}

export const KeepAll = () => (
  <div class="keep-all">
    <Button testid="keep-all" isAble={!isBusy.value && canBeKept()} onPress={() => void keepAll()}>
      Make all of it available offline, 11 MB
    </Button>
    <p aria-live="polite" data-testid="kept-all">
      {canBeKept() ? said.value : FRAMED}
    </p>
  </div>
);
