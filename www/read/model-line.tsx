// Says which network reads the pad, and lets another one read.
import { nameOf, titleOf, type Snapshot } from "../engine/snapshot";
import { run } from "../store/run";
import { trainingWords } from "../ui/run-words";
import { active, next, switchModel } from "../store/snapshots";

export function ModelLine() {
  const [name, text] = active.value ? wordsOf(active.value) : ["", ""];
  return (
    <div class="model">
      <p>
        <b>{name}</b> <span>{text}</span>
        <span class="training">{trainingWords(run.value)?.join(", ")}</span>
      </p>
      {next.value && (
        <button type="button" class="link" data-testid="reader-switch" onClick={switchModel}>
          {offerOf(next.value)}
        </button>
      )}
    </div>
  );
}

function wordsOf(snapshot: Snapshot): [string, string] {
  if (snapshot.origin.kind === "run") return ["Your network", `is reading, after ${epochsOf(snapshot.origin.at)}`];
  return [titleOf(snapshot), "is reading"];
}

const epochsOf = (at: number) => `${at.toFixed(1)} ${at === 1 ? "epoch" : "epochs"}`;

function offerOf(snapshot: Snapshot) {
  const { kind } = snapshot.origin;
  if (kind === "pretrained") return "Back to the one of this page";
  return kind === "run" ? "Let yours read" : `Let ${nameOf(snapshot)} read`;
}
