// The page in Chromium. Each browser has a file of its own, so that both run side by side.

import { page } from "./page.mjs";

page("Chromium");
