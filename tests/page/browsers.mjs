// Starts headless Firefox and Chromium with the drivers that are on the PATH; nothing is downloaded.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { Builder } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";

/** The first of these commands that is on the PATH. */
function findCommand(...names) {
  for (const name of names) {
    for (const folder of process.env.PATH.split(delimiter)) {
      try {
        const path = join(folder, name);
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not in this folder
      }
    }
  }
  throw new Error(`${names.join(" or ")} is not on the PATH: run tools/setup.sh test`);
}

/** Wide enough for the desktop layout. */
const WINDOW = { width: 1280, height: 900 };

/** @typedef {{ forcedColours?: boolean, reducedMotion?: boolean }} Needs of a user, as the system tells them */

/** @param {Needs} [needs] */
function startFirefox({ forcedColours = false, reducedMotion = false } = {}) {
  const options = new firefox.Options()
    .setBinary(findCommand("firefox-esr", "firefox"))
    .addArguments("-headless")
    .windowSize(WINDOW)
    .setPreference("browser.display.document_color_use", forcedColours ? 2 : 0)
    .setPreference("ui.prefersReducedMotion", reducedMotion ? 1 : 0)
    .enableBidi();
  return new Builder()
    .forBrowser("firefox")
    .setFirefoxOptions(options)
    .setFirefoxService(new firefox.ServiceBuilder(findCommand("geckodriver")))
    .build();
}

/** @param {Needs} [needs] */
async function startChromium({ forcedColours = false, reducedMotion = false } = {}) {
  const options = new chrome.Options()
    .setBinaryPath(findCommand("chromium", "google-chrome"))
    // Chromium's sandbox does not start for root, which containers often are; only our own page is opened.
    .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage")
    .windowSize(WINDOW)
    .enableBidi();
  const driver = await new Builder()
    .forBrowser("chrome")
    .setChromeOptions(options)
    .setChromeService(new chrome.ServiceBuilder(findCommand("chromedriver")))
    .build();
  const features = [
    { name: "forced-colors", value: forcedColours ? "active" : "none" },
    { name: "prefers-reduced-motion", value: reducedMotion ? "reduce" : "no-preference" },
  ];
  await driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features });
  return driver;
}

export const BROWSERS = { Firefox: startFirefox, Chromium: startChromium };
