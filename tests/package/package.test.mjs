// The npm package from its packed file, as a stranger installs it: in Node, in bundles of three bundlers, and in both browsers.

import { after, before, describe } from "node:test";
import { BROWSERS } from "../page/browsers.mjs";
import { bundles } from "./bundles.mjs";
import { declarations } from "./declarations.mjs";
import { digitPad } from "./digit-pad.mjs";
import { documented } from "./documented.mjs";
import { Guest } from "./guest.mjs";
import { inNode } from "./in-node.mjs";
import { installPackage } from "./install.mjs";
import { pages } from "./pages.mjs";
import { pictures } from "./pictures.mjs";
import { sizes } from "./sizes.mjs";

before(() => installPackage());

for (const suite of [sizes, inNode, declarations]) describe(suite.name, suite);

for (const [browser, start] of Object.entries(BROWSERS))
  describe(browser, () => {
    const guest = new Guest();
    before(() => guest.begin(start));
    after(() => guest.end());
    const all = [pages, pictures, digitPad, documented];
    const suites = browser === "Chromium" ? [...all, bundles] : all;
    for (const suite of suites) describe(suite.name, () => suite(guest));
  });
