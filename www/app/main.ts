// Builds what reads and wires it: hand → sketch → model → views. The rooms below come once that is here.
import { choose, isolateNextTime } from "../engine/builds";
import { BLANK } from "../engine/drawing";
import { find } from "../ui/find";
import { handOver, takeOver } from "../store/handover";
import { inTime } from "../engine/in-time";
import { allDone } from "../ui/in-turn";
import { messageOf } from "../engine/message";
import { nextFrame, onceAFrame } from "../ui/once-a-frame";
import { Replay } from "../read/replay";
import { Sketch } from "../store/sketch";
import { THREE } from "../read/three";
import { Model } from "./model";
import { suspect, whenNewer } from "../engine/newer";
import { About } from "../read/about";
import { Answer } from "../read/answer";
import { Comb } from "../read/probability-bars";
import { Nav } from "./nav";
import { Newer } from "./newer";
import { Note } from "../read/note";
import { Notice } from "../read/notice";
import { Pad } from "../read/pad";
import { PictureInput } from "../read/picture-input";
import { Seen } from "../read/seen";
import { State } from "./state";
import { Status } from "./status";
import { Theme } from "./theme";
import { Tools } from "../read/tools";
import type { Rooms } from "./rooms";

/** Milliseconds that the rooms may take to arrive. */
const PATIENCE = 30_000;

function start() {
  let rooms: Rooms | null = null;
  const reread = onceAFrame(() => {
    const reader = rooms ? rooms.reader : model.pretrained;
    const reading = model.read(sketch.drawing, reader);
    for (const view of readers) view.update(reading);
    status.update(reading, sketch.isOpen);
    about.update(reader);
    rooms?.update(sketch.drawing, reading, sketch.isOpen);
  });
  const repaint = onceAFrame(() => pad.update(sketch.drawing));
  const refresh = () => {
    repaint();
    reread();
  };
  const model = new Model(reread);
  const sketch = new Sketch(() => {
    note.say("");
    refresh();
  });
  const replay = new Replay(sketch);

  const box = find(".pad-box", HTMLElement);
  const note = new Note(box);
  const status = new Status(find("[role=status]", HTMLElement));
  const tell = (text: string) => {
    note.say(text);
    status.say(text);
  };
  const confess = (thrown: unknown) => tell(`Something unexpected failed: ${messageOf(thrown)}`);
  addEventListener("error", ({ error }: ErrorEvent) => {
    if (error) confess(error);
  });
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
        void load();
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
      if (model.isReady && !model.see({ ...BLANK, picture })) return tell("There is no ink in that picture.");
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
  /** For the next page in this tab. Whether the browser keeps it. */
  const keepDrawing = () => {
    try {
      handOver(sketch.drawing);
      return true;
    } catch (error) {
      console.warn(error);
      return false;
    }
  };
  const newer = new Newer(find("#newer", HTMLElement), {
    async load() {
      await rooms?.keep();
      // The browser may still have the old page in its cache.
      await fetch(location.href, { cache: "reload", signal: AbortSignal.timeout(PATIENCE) }).catch(() => undefined);
      location.reload();
    },
  });
  whenNewer(() => newer.show({ drawing: keepDrawing(), run: rooms?.keepsRun }));
  // However this page is left for the newer one, what is on the pad then goes along.
  addEventListener("pagehide", () => newer.isShown && keepDrawing());
  const openRooms = async () => {
    try {
      const { startRooms } = await inTime(import("./rooms"), PATIENCE, "nothing came");
      rooms = await startRooms(choose(), box, model, {
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
      void suspect();
    }
    reread();
    await nextFrame();
    // What the rooms have to say moves what stands below it; from then on everything stays where it is.
    await allDone();
    state.isWhole = true;
    reread();
  };
  let opening: Promise<void> | null = null;
  // What is needed now comes first. Where nothing comes, nothing more is asked for.
  const load = async () => {
    await model.load();
    if (model.crate) opening ??= openRooms();
    if (!model.isReady) void suspect();
  };
  void takeOver().then((drawing) => sketch.drawing === BLANK && drawing !== BLANK && sketch.resume(drawing));
  void load();
  addEventListener("load", () => isolateNextTime(new URL("isolate.js", document.baseURI)));
}

start();
