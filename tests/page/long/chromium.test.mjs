// What takes long and rarely fails, in Chromium.

import { longPage } from "../page.mjs";

longPage("Chromium");
