// Random actions, in Firefox.

import { monkeys } from "../page.mjs";

monkeys("Firefox");
