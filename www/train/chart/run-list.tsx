// The runs on the chart, told apart by line and mark: this one, and those that are kept.
import { isFull, keepToCompare, keptRuns, removeRun } from "../../store/kept-runs";
import { Button } from "../../ui/button";
import { focusHeading } from "../../ui/heading";
import { runName } from "../run-name";
import { runsOf, type Scene } from "./scene";
import type { Run } from "../../store/run";

export function RunList({ scene }: { scene: Scene }) {
  const { run, kept, author } = scene;
  const all = runsOf(scene);
  const nameOf = (one: Run) => {
    const test = one.tests.at(-1);
    const name = runName(
      one,
      all.filter((other) => other !== one),
    );
    return test ? `${name}, ${(test.accuracy * 100).toFixed(1)} %` : name;
  };
  return (
    <ul class="runs">
      {run && <ThisRun run={run} name={nameOf(run)} />}
      {kept.map((one, i) => (
        <li key={one.id} class={`kept kept-${i}`}>
          <Line mark={<rect x="24" y="4" width="8" height="8" />} />
          <b>Kept</b>
          <span>{nameOf(all.find(({ id }) => id === one.id) ?? one)}</span>
          <button type="button" class="link" aria-label={`Remove ${nameOf(one)}`} onClick={() => remove(one)}>
            Remove
          </button>
        </li>
      ))}
      <li class="keys">
        <Key>test images</Key>
        {run && <Key kind="thin">training images</Key>}
        {author !== null && <Key kind="dotted">its author’s figure</Key>}
      </li>
    </ul>
  );
}

function ThisRun({ run, name }: { run: Run; name: string }) {
  const isKept = keptRuns.value.some(({ id }) => id === run.id);
  const isAble = run.tests.length > 0 && !isKept && !isFull.value;
  return (
    <li class="this">
      <Line mark={<circle cx="28" cy="8" r="4" />} />
      <b>This run</b>
      <span>{isFull.value && !isKept ? `${name}. To keep it, remove one` : name}</span>
      <Button testid="keep-run" class="link" isAble={isAble} onPress={() => void keepToCompare(run)}>
        {isKept ? "Kept" : "Keep"}
      </Button>
    </li>
  );
}

const Key = ({ kind, children }: { kind?: string; children: string }) => (
  <span>
    <Line kind={kind} />
    {children}
  </span>
);

const Line = ({ kind = "", mark }: { kind?: string; mark?: preact.JSX.Element }) => (
  <svg class={`mark ${kind}`} viewBox="0 0 56 16" preserveAspectRatio="xMinYMid slice" aria-hidden="true">
    <path d="M0 8h56" />
    {mark}
  </svg>
);

function remove(run: Run) {
  void removeRun(run);
  // The button that had the focus goes with it.
  focusHeading();
}
