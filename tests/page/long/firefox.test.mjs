// What takes long and rarely breaks, in Firefox.

import { longPage } from "../page.mjs";

longPage("Firefox");
