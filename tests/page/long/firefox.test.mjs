// What takes long and rarely fails, in Firefox.

import { longPage } from "../page.mjs";

longPage("Firefox");
