// Wires what a network thinks a digit looks like: the network that reads → its dreams → views.
import { methodOf } from "./words";
import { find } from "../../ui/find";
import { hand } from "../../ui/save-file";
import { inTurn } from "../../ui/in-turn";
import { Sight } from "../../ui/sight";
import { stripOf } from "./strip";
import { Dreams } from "./view";
import { Large } from "./large";
import { Closeup } from "./closeup";
import { Dreamer } from "./dreamer";
import { Means } from "./means";
import { OwnDigits } from "./own";
import type { MindBridge } from "../mind";
import type { Shown } from "../../app/readers";
import type { Method } from "crate";
import type { Checkpoint } from "../../train/worker/protocol";
import type { Reading } from "../../engine/prediction";
import type { Climb } from "../worker/protocol";

export function wireDreams(container: HTMLElement, tile: HTMLTemplateElement, bridge: MindBridge) {
  let shown: Shown | null = null;
  let method: Method = "gradient";
  let digit = 3;
  let checkpoint: Checkpoint | null = null;

  const refresh = inTurn(() => {
    // Nothing is asked for that nobody sees.
    if (!shown || !sight.isAny) return;
    const { reader, run } = shown;
    dreamer.update(shown);
    void means.load();
    const { dreamt, climb, fault } = dreamer;
    const objection = reader.description.inversion_objection ?? "";
    const possible = objection ? "gradient" : method;
    dreams.update({
      dreamt,
      climb,
      method: dreamt ? methodOf(dreamt, possible) : possible,
      prior: dreamer.prior ?? climb?.prior ?? dreamt?.prior,
      picked: digit,
      objection: sentence(objection),
      fault,
    });
    const checkpoints = run?.checkpoints ?? [];
    const then =
      run && checkpoint && checkpoints.includes(checkpoint) ? { run, checkpoint, digit, prior: dreamer.prior } : null;
    large.update({
      digit,
      method: possible,
      dreams: then ? closeup.at(then) : dreamt,
      first: then ? digit : 0,
      checkpoints,
      checkpoint: then && checkpoint,
      mean: means.of(digit),
      meanFault: means.fault,
      own: own.of(digit),
      fault: then ? closeup.fault : "",
    });
  });

  const sight = new Sight([container], refresh);
  const dreamer = new Dreamer(bridge, refresh);
  const closeup = new Closeup(bridge, refresh);
  const means = new Means(refresh);
  const own = new OwnDigits();
  const dreams = new Dreams(container, tile, {
    method(chosen) {
      method = chosen;
      refresh();
    },
    prior(chosen) {
      dreamer.prior = chosen;
      refresh();
    },
    pressed(chosen) {
      digit = chosen;
      refresh();
    },
    retry() {
      dreamer.retry();
      refresh();
    },
    async save() {
      const { dreamt } = dreamer;
      if (!dreamt) return;
      const by = methodOf(dreamt, method);
      hand(`${dreamt.reader.recipe.name}-${by}-dreams.png`, await stripOf(dreamt[by] ?? dreamt.gradient));
    },
  });
  const large = new Large(find(".large", HTMLElement, container), {
    picked(chosen) {
      checkpoint = chosen;
      refresh();
    },
    again: () => means.load(true),
  });
  return {
    update(now: Shown | null, reading: Reading, isDrawing: boolean) {
      shown = now;
      own.update(reading, isDrawing);
      refresh();
    },
    hear(climb: Climb) {
      dreamer.hear(climb);
      refresh();
    },
    recolour() {
      dreams.recolour();
      large.recolour();
    },
  };
}

/** @param words of the crate */
const sentence = (words: string) => words && `${words[0].toUpperCase()}${words.slice(1)}.`;
