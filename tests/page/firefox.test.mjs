// The page in Firefox. Each browser has a file of its own, so that both run side by side.

import { page } from "./page.mjs";

page("Firefox");
