// What to say about a run, and what to offer: first what stopped it, then what its curve means.
import { at } from "../store/curve";
import { diagnose } from "./diagnosis";
import type { Run, RunFault } from "../store/run";
import type { Saved } from "../store/saved-runs";

type Offer = "slow down" | "go on" | "forget" | "look";
/** `value`: a rate or an epoch; `lesson`: the one that explains it. */
export type Advice = { title: string; text: string; label: string; offer: Offer; value: number; lesson?: number };

/**
 * @param good where the run can go back to
 * @param least the lowest learning rate that there is
 */
export function advise(run: Run | null, fault: RunFault | null, good: Saved | null, least: number): Advice | null {
  if (fault) return adviseOn(run, fault, good, least);
  const diagnosis = run && diagnose(run);
  if (!diagnosis) return null;
  const { kind, epoch, isGuessing } = diagnosis;
  if (kind === "stalled") {
    const advice = isGuessing ? "Try a lower rate, or new first weights." : "Try a higher rate.";
    const text = `The loss has not moved for 2 epochs. ${advice}`;
    return { title: "It has stopped learning.", text, label: "", offer: "look", value: epoch, lesson: 7 };
  }
  return {
    title: "It is learning by heart.",
    text:
      `Since epoch ${epoch} the loss on test images rises while the loss on training images still falls. ` +
      `The checkpoint of epoch ${epoch} reads new digits better.`,
    label: `Go to epoch ${epoch}`,
    offer: "look",
    value: epoch,
    lesson: 11,
  };
}

function adviseOn(run: Run | null, { kind, message }: RunFault, good: Saved | null, least: number): Advice {
  const epoch = run?.progress?.epoch ?? 1;
  const rate = run?.recipe.optimizer.learning_rate ?? 0;
  const lower = Math.max(least, Number((rate / 10).toPrecision(2)));
  switch (kind) {
    case "diverged": {
      const goes = good ? `goes on from epoch ${at(good.progress).toFixed(1)}` : "begins again";
      const text =
        `At step ${(run?.progress?.steps ?? 0) + 1} the loss was no number any more. The last good weights are kept. ` +
        `Lower the rate (it is ${shown(rate)}; try ${shown(lower)}): training then ${goes}.`;
      const label = `${good ? "Go on" : "Start again"} at ${shown(lower)}`;
      return { title: "The loss left the numbers.", text, label, offer: "slow down", value: lower, lesson: 7 };
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
      if (!run?.progress) {
        const text = sentence(message);
        return { title: "Training did not begin.", text, label: "Try again", offer: "go on", value: 0 };
      }
      // A sentence says what did not arrive; of what the browser ended there are a few words.
      const text = message.endsWith(".")
        ? `${message} It had come to epoch ${epoch}.`
        : `Training was ended by the browser at epoch ${epoch} (${message}).`;
      return { title: "Training stopped.", text, label: "Go on from there", offer: "go on", value: epoch };
    }
  }
}

const sentence = (words: string) => `${words[0].toUpperCase()}${words.slice(1).replace(/\.$/, "")}.`;

const shown = (rate: number) => String(Number(rate.toPrecision(3)));
