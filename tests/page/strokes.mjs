// The strokes on the pad, as the page keeps them for the next one.

/** x0, y0, x1, y1 … of each, in 0..1 of the pad. @param {import("./visit.mjs").Visit} visit @returns {Promise<number[][]>} */
export const strokesOf = (visit) =>
  visit.driver.executeScript(`
    dispatchEvent(new Event("pagehide"));
    return JSON.parse(sessionStorage.getItem("drawing")).strokes;`);
