// Mind: six tools that look into the active model, and a row to choose one of them.
import { computed } from "@preact/signals";
import type { ComponentType } from "preact";
import { nameOf } from "../engine/snapshot";
import { load } from "../store/program";
import { prediction } from "../store/prediction";
import { active } from "../store/snapshots";
import { kilobytes } from "../../npm/src/program/kilobytes";
import { focusHeading } from "../ui/heading";
import { own } from "../ui/own";
import { Waiting } from "../ui/waiting";
import { Dreams } from "./dreams/dreams";
import { Errors } from "./errors/errors";
import { Neurons } from "./neurons/neurons";
import { Styles } from "./styles/styles";
import { Why } from "./why/why";
import { Yours } from "./yours/yours";

interface ToolProps {
  /** What the address asks of the tool. */
  query: string;
}
interface Tool {
  name: string;
  title: string;
  View: ComponentType<ToolProps>;
}

const TOOLS: Record<string, Tool> = {
  dreams: { name: "Dreams", title: "What it takes a digit for", View: Dreams },
  why: { name: "Why", title: "Which ink decided", View: Why },
  neurons: { name: "Neurons", title: "What its neurons look for", View: Neurons },
  errors: { name: "Errors", title: "Where it errs", View: Errors },
  styles: { name: "Styles", title: "Handwriting it may not know", View: Styles },
  yours: { name: "Yours", title: "How well it reads your writing", View: Yours },
};

/** Of the active model; null before it has come. A network that learns is another every moment, and keeps its name. */
const activeName = computed(() => active.value && nameOf(active.value));

export function Room({ part, query }: { part: string; query: string }) {
  const { title, View } = own(TOOLS, part) ?? TOOLS.dreams;
  return (
    <>
      <nav class="sub" aria-label="Mind">
        {Object.entries(TOOLS).map(([path, { name }]) => (
          <a key={path} href={`#/mind/${path}`} aria-current={path === part ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <section class="room mind" aria-labelledby="room-title">
        <h1 id="room-title" tabIndex={-1}>
          {title}
        </h1>
        {activeName.value !== null ? (
          <>
            <p class="mind-network">
              Of the network that reads your pad: <b data-testid="mind-network">{activeName.value}</b>
            </p>
            <View query={query} />
          </>
        ) : (
          <Absent />
        )}
      </section>
    </>
  );
}

/** Where there is no network to look into yet. */
function Absent() {
  const { state, fault, progress } = prediction.value;
  if (state !== "failed")
    return (
      <Waiting>
        <p>The network is still arriving, {kilobytes(progress.received, progress.total)}. Then this opens by itself.</p>
      </Waiting>
    );
  return (
    <Waiting>
      <p>{fault} Without a network there is nothing to look into.</p>
      <button type="button" data-testid="retry-network" onClick={retry}>
        Try again
      </button>
    </Waiting>
  );
}

function retry() {
  // The button goes when the network comes.
  focusHeading();
  void load();
}
