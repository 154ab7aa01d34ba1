// Starts the page: what was painted before it ran comes to life, and the network arrives.
import { computed, effect } from "@preact/signals";
import { hydrate } from "preact";
import { startServiceWorker } from "../engine/offline";
import { BLANK } from "../engine/drawing";
import { messageOf } from "../../npm/src/program/message";
import { announce } from "../store/announcement";
import { drawing, isDrawing, note, resumeDrawing } from "../store/drawing";
import { takeOver } from "../store/handover";
import { startKeepingDrawings } from "../store/own-drawings";
import { pretrained } from "../store/snapshots";
import { drawn, reading, startReading } from "../store/prediction";
import { fault, load } from "../store/program";
import { suspect } from "../engine/newer";
import { isTraining, run } from "../store/run";
import { restoreFineTuned } from "../store/fine-tuned";
import { shareOf } from "../ui/run-words";
import { spoken } from "../ui/prediction-words";
import { startTheme, theme } from "../ui/theme";
import { App } from "./app";
import { keepDrawing, startNewer } from "./newer";
import { isRoomHere, startRooms } from "./rooms";
import { pathOf, route, startRouter } from "./router";
import { isPadOpen } from "./strip";

const root = document.documentElement;

const page = document.getElementById("page");
if (page) hydrate(<App />, page);
startTheme();
startReading();
startKeepingDrawings();
startRouter();
startRooms();
startNewer();
confessErrors();
followState();
speakAnswers();

void takeOver().then((kept) => drawing.value === BLANK && kept !== BLANK && resumeDrawing(kept));
// The drawing survives a reload, and goes along to a newer version.
addEventListener("pagehide", keepDrawing);
// A phone may drop a page that is not in sight without a word more.
document.addEventListener("visibilitychange", () => document.hidden && keepDrawing());
void load();
void restoreFineTuned();

/** What it keeps for later must not keep the first reading waiting. */
const stopWaiting = effect(() => {
  if (!pretrained.value) return;
  void startServiceWorker(new URL("sw.js", document.baseURI));
  queueMicrotask(() => stopWaiting());
});

/** What nobody expected to fail is told. */
function confessErrors() {
  const confess = (thrown: unknown) => {
    const text = `Something unexpected failed: ${messageOf(thrown)}`;
    note.value = text;
    announce(text);
  };
  addEventListener("error", ({ error }: ErrorEvent) => {
    if (error) confess(error);
  });
  addEventListener("unhandledrejection", ({ reason }) => confess(reason));
}

/** Marks the document with the state of the page, which the style follows. */
function followState() {
  // A move of the pen that changes no state writes nothing.
  const state = computed(() => reading.value.state);
  effect(() => {
    root.dataset.state = state.value;
    root.dataset.ready = String(isRoomHere.value && state.value !== "loading" && state.value !== "failed");
  });
  effect(() => {
    root.dataset.room = route.value.room;
  });
  // Another room begins with the pad folded.
  const path = computed(() => pathOf(route.value));
  effect(() => {
    void path.value;
    isPadOpen.value = false;
  });
  effect(() => {
    void theme.value;
    const paper = getComputedStyle(root).getPropertyValue("--paper");
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.setAttribute("content", paper);
  });
  effect(() => {
    if (fault.value) void suspect();
  });
  effect(() => {
    root.dataset.learning = String(isTraining(run.value));
    root.style.setProperty("--done", run.value ? shareOf(run.value).toFixed(4) : "0");
  });
}

/** When the answer changes, and when a stroke ends; not when the network learns and is a little surer. */
function speakAnswers() {
  let last = { key: "", drawing: BLANK };
  effect(() => {
    const { state, text } = reading.value;
    const key = state + text;
    const isSame = key === last.key && (isDrawing.value || drawn.value === last.drawing);
    if (isSame) return;
    last = { key, drawing: drawn.value };
    announce(spoken(reading.value, drawn.value.picture !== null));
  });
}
