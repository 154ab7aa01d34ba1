// Random actions, in Chromium.

import { monkeys } from "../page.mjs";

monkeys("Chromium");
