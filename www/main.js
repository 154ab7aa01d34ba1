// Builds what reads and wires it: hand → sketch → model → views. The rooms below come once that is here.
import { choose, isolateNextTime } from "./builds.js";
import { BLANK } from "./lib/drawing.js";
import { find } from "./lib/find.js";
import { inTime } from "./lib/in-time.js";
import { allDone } from "./lib/in-turn.js";
import { messageOf } from "./lib/message.js";
import { nextFrame, onceAFrame } from "./lib/once-a-frame.js";
import { Replay } from "./lib/replay.js";
import { Sketch } from "./lib/sketch.js";
import { THREE } from "./lib/three.js";
import { Model } from "./model.js";
import { About } from "./view/about.js";
import { Answer } from "./view/answer.js";
import { Comb } from "./view/comb.js";
import { Nav } from "./view/nav.js";
import { Note } from "./view/note.js";
import { Notice } from "./view/notice.js";
import { Pad } from "./view/pad.js";
import { PictureInput } from "./view/picture-input.js";
import { Seen } from "./view/seen.js";
import { State } from "./view/state.js";
import { Status } from "./view/status.js";
import { Theme } from "./view/theme.js";
import { Tools } from "./view/tools.js";

/** @typedef {import("./rooms.js").Rooms} Rooms */
/** @typedef {import("./builds.js").Urls} Urls */

/** Milliseconds that the rooms may take to arrive. */
const PATIENCE = 30_000;

/**
 * Both as the build has put them, relative to the page.
 * @param {Urls} crate @param {Urls} reading the part of it that reads
 */
export function start(crate, reading) {
  /** @type {Rooms | null} */
  let rooms = null;
  const reread = onceAFrame(() => {
    const reader = rooms ? rooms.reader : model.pretrained;
    const reading = model.read(sketch.drawing, reader);
    for (const view of readers) view.update(reading);
    status.update(reading, sketch.isOpen);
    about.update(reader?.recipe);
    rooms?.update(sketch.drawing, reading, sketch.isOpen);
  });
  const repaint = onceAFrame(() => pad.update(sketch.drawing));
  const refresh = () => {
    repaint();
    reread();
  };
  const model = new Model(absolute(reading), reread);
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
  const seen = new Seen(find(".seen canvas", HTMLCanvasElement));
  const state = new State();
  const readers = [
    state,
    note,
    new Answer(find(".answer", HTMLElement)),
    seen,
    new Comb(find(".comb", HTMLElement)),
    new Notice(find(".notice", HTMLElement), {
      retry() {
        pad.container.focus({ preventScroll: true });
        load();
      },
    }),
  ];
  const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const showPad = () =>
    find(".read", HTMLElement).scrollIntoView({ block: "nearest", behavior: isStill() ? "instant" : "smooth" });
  const about = new About(find(".about", HTMLElement), {
    watch() {
      showPad();
      replay.stop();
      sketch.clear();
      replay.play(THREE, isStill());
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
      if (model.isReady && !model.see({ ...BLANK, picture }))
        return tell("There is no ink in that picture.");
      replay.stop();
      sketch.show(picture);
    },
    refused: tell,
  });
  new Nav(find("nav", HTMLElement));
  new Theme(find("#theme", HTMLButtonElement), {
    changed() {
      seen.recolour();
      rooms?.recolour();
      refresh();
    },
  });
  const openRooms = async () => {
    try {
      const { startRooms } = await inTime(importRooms(), PATIENCE, "nothing came");
      rooms = await startRooms(choose(absolute(crate)), box, model, {
        reread,
        showPad,
        take(image, words) {
          showPad();
          replay.stop();
          sketch.take(image);
          tell(words);
        },
      });
    } catch (error) {
      console.error(error);
      find("#absent", HTMLElement).hidden = false;
    }
    reread();
    await nextFrame();
    // What the rooms have to say moves what stands below it; from then on everything stays where it is.
    await allDone();
    state.isWhole = true;
    reread();
  };
  /** @type {Promise<void> | null} */
  let opening = null;
  // What is needed now comes first. Where nothing comes, nothing more is asked for.
  const load = async () => {
    await model.load();
    if (model.crate) opening ??= openRooms();
  };
  load();
  addEventListener("load", () => isolateNextTime(new URL("isolate.js", document.baseURI)));
}

/** The modules are fetched all at once, as those of the start were. */
function importRooms() {
  document.head.append(find("#rooms", HTMLTemplateElement).content);
  return import("./rooms.js");
}

/** @param {Urls} urls @returns {Urls} */
function absolute({ glue, wasm }) {
  const at = (/** @type {string} */ url) => new URL(url, document.baseURI).href;
  return { glue: at(glue), wasm: at(wasm) };
}
