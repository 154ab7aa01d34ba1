// All suites of training.

import { address } from "./address.mjs";
import { chart } from "./chart.mjs";
import { comparing } from "./comparing.mjs";
import { faults } from "./faults.mjs";
import { hints } from "./hints.mjs";
import { learning } from "./learning.mjs";
import { lessons } from "./lessons.mjs";
import { looks } from "./looks.mjs";
import { memory } from "./memory.mjs";
import { modelFiles } from "./model-files.mjs";
import { room } from "./room.mjs";
import { saving } from "./saving.mjs";
import { shapes } from "./shapes.mjs";

export const training = [
  room,
  lessons,
  learning,
  faults,
  hints,
  saving,
  chart,
  comparing,
  modelFiles,
  shapes,
  address,
  memory,
  looks,
];
