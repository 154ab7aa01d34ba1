// The built page, as a person uses it, in a browser.

import { after, before, describe } from "node:test";
import { accessibility, everyLook } from "./accessibility.mjs";
import { badly } from "./badly.mjs";
import { benchmark } from "./benchmark.mjs";
import { BROWSERS } from "./browsers.mjs";
import { controls } from "./controls.mjs";
import { cores } from "./cores.mjs";
import { crop } from "./crop.mjs";
import { curve } from "./curve.mjs";
import { dreams } from "./dreams.mjs";
import { errors } from "./errors.mjs";
import { failures } from "./failures.mjs";
import { files } from "./files.mjs";
import { hands } from "./hands.mjs";
import { hostile } from "./hostile.mjs";
import { isolation } from "./isolation.mjs";
import { neurons } from "./neurons.mjs";
import { newer } from "./newer.mjs";
import { keys } from "./keys.mjs";
import { layout } from "./layout.mjs";
import { licenses } from "./licenses.mjs";
import { leaks } from "./leaks.mjs";
import { learn } from "./learn/index.mjs";
import { hosts, offline } from "./offline.mjs";
import { numberRow } from "./number-row.mjs";
import { oldProfile } from "./old-profile.mjs";
import { mindRoom } from "./mind-room.mjs";
import { monkey, monkeys } from "./monkey.mjs";
import { numbers } from "./numbers.mjs";
import { onPad } from "./on-pad.mjs";
import { pictures } from "./pictures.mjs";
import { pointers } from "./pointers.mjs";
import { policy } from "./policy.mjs";
import { printing } from "./printing.mjs";
import { readRoom } from "./read-room.mjs";
import { reading } from "./reading.mjs";
import { refusals } from "./refusals.mjs";
import { reloads } from "./reloads.mjs";
import { rooms } from "./rooms.mjs";
import { score } from "./score.mjs";
import { start } from "./start.mjs";
import { teaching } from "./teaching.mjs";
import { tools } from "./tools.mjs";
import { training } from "./training/index.mjs";
import { variants } from "./variants.mjs";
import { Visit } from "./visit.mjs";
import { why } from "./why.mjs";

/** A browser that hangs must not hold up the rest for ever. It has ten times what it takes. */
const LIMIT_MS = 2 * 60 * 60_000;

const SUITES = [
  start,
  rooms,
  reading,
  numbers,
  readRoom,
  controls,
  keys,
  numberRow,
  pointers,
  pictures,
  crop,
  policy,
  failures,
  files,
  newer,
  hostile,
  layout,
  licenses,
  accessibility,
  curve,
  cores,
  isolation,
  hosts,
  offline,
  mindRoom,
  why,
  onPad,
  neurons,
  dreams,
  errors,
  hands,
  score,
  teaching,
  ...learn,
  tools,
  variants,
  benchmark,
  printing,
  ...training,
  monkey,
  oldProfile,
];

/** What takes long and rarely fails. */
const LONG_SUITES = [badly, everyLook, reloads, refusals, leaks, monkeys];

/** @param {keyof typeof BROWSERS} name @param {((visit: Visit) => void)[]} suites */
const visited = (name, suites) =>
  describe(name, { timeout: LIMIT_MS }, () => {
    const visit = new Visit(name);
    before(() => visit.begin(BROWSERS[name]));
    after(() => visit.end());
    for (const suite of suites) describe(suite.name, () => suite(visit));
  });

/** @param {keyof typeof BROWSERS} name */
export const page = (name) => visited(name, SUITES);

/** @param {keyof typeof BROWSERS} name */
export const longPage = (name) => visited(name, LONG_SUITES);
