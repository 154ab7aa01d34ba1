// All suites of Learn.

import { contents } from "./contents.mjs";
import { lesson1 } from "./lesson-1.mjs";
import { lesson2 } from "./lesson-2.mjs";
import { lesson3 } from "./lesson-3.mjs";
import { lesson4 } from "./lesson-4.mjs";
import { lesson5 } from "./lesson-5.mjs";
import { lesson6 } from "./lesson-6.mjs";
import { lesson7 } from "./lesson-7.mjs";
import { lesson8 } from "./lesson-8.mjs";
import { lesson9 } from "./lesson-9.mjs";
import { lesson10 } from "./lesson-10.mjs";
import { lesson11 } from "./lesson-11.mjs";
import { lesson12 } from "./lesson-12.mjs";
import { walk } from "./walk.mjs";

export const learn = [
  contents,
  walk,
  lesson1,
  lesson2,
  lesson3,
  lesson4,
  lesson5,
  lesson6,
  lesson7,
  lesson8,
  lesson9,
  lesson10,
  lesson11,
  lesson12,
];
