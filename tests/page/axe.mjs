// What axe-core finds against the page as it is.

import axe from "axe-core";

/** Each with the places where it is. @param {import("./visit.mjs").Visit} visit @returns {Promise<string[]>} */
export async function violations(visit) {
  if (!(await visit.driver.executeScript("return typeof axe === 'object'")))
    await visit.driver.executeScript(axe.source);
  // What passes is not listed, which is most of the work.
  const found = await visit.driver.executeAsyncScript(`
    const [done] = arguments;
    axe.run({ resultTypes: ["violations"] }).then(({ violations }) => done(violations));`);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`);
}

/** The same in both themes. @param {import("./visit.mjs").Visit} visit */
export async function violationsInBothThemes(visit) {
  const found = [];
  for (const theme of ["light", "dark"]) {
    await visit.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
    found.push(...(await violations(visit)).map((violation) => `${theme}: ${violation}`));
  }
  return found;
}
