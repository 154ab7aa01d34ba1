// What takes long and rarely breaks, in Chromium.

import { longPage } from "../page.mjs";

longPage("Chromium");
