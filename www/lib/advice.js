// What to say about a run, and what to offer: first what stopped it, then what its curve means.
import { at } from "../trainer/protocol.js";
import { diagnose } from "./hint.js";

/** @typedef {import("../run.js").Run} Run */
/** @typedef {import("../trainer/protocol.js").Saved} Saved */
/** @typedef {{ kind: "diverged" | "images" | "gone" | "unusable" | "memory", message: string }} Fault what stopped the run */
/** @typedef {"slow down" | "go on" | "forget" | "look"} Offer */
/** @typedef {{ title: string, text: string, label: string, offer: Offer, value: number }} Advice value: a rate or an epoch */

/** @param {Run | null} run @param {Fault | null} fault @param {Saved | null} good where the run can go back to @returns {Advice | null} */
export function advise(run, fault, good) {
  if (fault) return blame(run, fault, good);
  const diagnosis = run && diagnose(run);
  if (!diagnosis) return null;
  const { kind, epoch, isGuessing } = diagnosis;
  if (kind === "stalled") {
    const advice = isGuessing ? "Try a lower rate, or new first weights." : "Try a higher rate.";
    const text = `The loss has not moved for 2 epochs. ${advice}`;
    return { title: "It has stopped learning.", text, label: "", offer: "look", value: epoch };
  }
  return {
    title: "It is learning by heart.",
    text:
      `Since epoch ${epoch} the loss on test images rises while the loss on training images still falls. ` +
      `The checkpoint of epoch ${epoch} reads new digits better.`,
    label: `Go to epoch ${epoch}`,
    offer: "look",
    value: epoch,
  };
}

/** @param {Run | null} run @param {Fault} fault @param {Saved | null} good @returns {Advice} */
function blame(run, { kind, message }, good) {
  const epoch = run?.progress?.epoch ?? 1;
  const rate = run?.recipe.optimizer.learning_rate ?? 0;
  const lower = Math.max(0.00001, Number((rate / 10).toPrecision(2)));
  switch (kind) {
    case "diverged": {
      const goes = good ? `goes on from epoch ${at(good.progress).toFixed(1)}` : "begins again";
      const text =
        `At step ${(run?.progress?.steps ?? 0) + 1} the loss was no number any more. The last good weights are kept. ` +
        `Lower the rate (it is ${shown(rate)}; try ${shown(lower)}): training then ${goes}.`;
      const label = `${good ? "Go on" : "Start again"} at ${shown(lower)}`;
      return { title: "The loss left the numbers.", text, label, offer: "slow down", value: lower };
    }
    case "images": {
      const what = message.replace(/\.$/, "").replace(/^(\S+): it /, "$1 ");
      const text = `${what}, so training has stopped; the weights so far are kept.`;
      return { title: "An image file failed.", text, label: "Fetch it again", offer: "go on", value: 0 };
    }
    case "unusable": {
      const text = `${message.replace(/\.$/, "")}.`;
      return { title: "The saved run cannot be used.", text, label: "Forget it", offer: "forget", value: 0 };
    }
    case "memory": {
      const what = message.replace(/\.$/, "").replace(/^there/, "There");
      const text = `${what}. Use fewer neurons in the hidden layers, or a smaller batch, and train again.`;
      return { title: "Training stopped.", text, label: "", offer: "look", value: epoch };
    }
    case "gone": {
      const text = `Training was ended by the browser at epoch ${epoch} (${message.replace(/\.$/, "")}).`;
      return { title: "Training stopped.", text, label: "Go on from there", offer: "go on", value: epoch };
    }
  }
}

/** @param {number} rate */
const shown = (rate) => String(Number(rate.toPrecision(3)));
