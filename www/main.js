// Builds the parts of the page and wires them: hand → sketch → model → views.
import { find } from "./lib/find.js";
import { messageOf } from "./lib/message.js";
import { onceAFrame } from "./lib/once-a-frame.js";
import { Replay } from "./lib/replay.js";
import { Sketch } from "./lib/sketch.js";
import { THREE } from "./lib/three.js";
import { Model } from "./model.js";
import { About } from "./view/about.js";
import { Answer } from "./view/answer.js";
import { Comb } from "./view/comb.js";
import { Note } from "./view/note.js";
import { Notice } from "./view/notice.js";
import { Pad } from "./view/pad.js";
import { PictureInput } from "./view/picture-input.js";
import { Seen } from "./view/seen.js";
import { State } from "./view/state.js";
import { Status } from "./view/status.js";
import { Theme } from "./view/theme.js";
import { Tools } from "./view/tools.js";

/** @param {import("./wasm.js").Urls} urls where the build has put the crate */
export function start(urls) {
  const refresh = onceAFrame(() => {
    const reading = model.read(sketch.drawing);
    pad.update(sketch.drawing);
    for (const view of readers) view.update(reading);
    status.update(reading, sketch.isOpen);
    about.update(model.facts);
  });
  const model = new Model(urls, refresh);
  const sketch = new Sketch(() => {
    note.say("");
    refresh();
  });
  const replay = new Replay(sketch);

  const box = find(".pad-box", HTMLElement);
  const note = new Note(box);
  const status = new Status(find("[role=status]", HTMLElement));
  const tell = (/** @type {string} */ text) => {
    note.say(text);
    status.say(text);
  };
  const confess = (/** @type {unknown} */ thrown) =>
    tell(`Something unexpected failed: ${messageOf(thrown)}`);
  addEventListener("error", ({ error }) => error && confess(error));
  addEventListener("unhandledrejection", ({ reason }) => confess(reason));

  const pad = new Pad(find("canvas", HTMLCanvasElement, box), {
    begin(x, y) {
      if (replay.stop()) sketch.clear();
      sketch.begin(x, y);
    },
    extend: (x, y) => sketch.extend(x, y),
    end: () => sketch.end(),
  });
  const readers = [
    new State(),
    note,
    new Answer(find(".answer", HTMLElement)),
    new Seen(find(".seen canvas", HTMLCanvasElement)),
    new Comb(find(".comb", HTMLElement)),
    new Notice(find(".notice", HTMLElement), {
      retry() {
        pad.container.focus({ preventScroll: true });
        model.load();
      },
    }),
  ];
  const about = new About(find(".about", HTMLElement), {
    watch() {
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      find(".read", HTMLElement).scrollIntoView({ block: "nearest", behavior: isStill ? "instant" : "smooth" });
      replay.stop();
      sketch.clear();
      replay.play(THREE, isStill);
    },
  });
  new Tools(find(".tools", HTMLElement), {
    undo() {
      replay.stop();
      sketch.undo();
    },
    clear() {
      replay.stop();
      sketch.clear();
    },
  });
  new PictureInput(find("[data-testid=picture]", HTMLInputElement), {
    picked(picture) {
      if (model.isReady && !model.see({ strokes: [], picture }))
        return tell("There is no ink in that picture.");
      replay.stop();
      sketch.show(picture);
    },
    refused: tell,
  });
  new Theme(find("#theme", HTMLButtonElement), { changed: refresh });
  model.load();
}
