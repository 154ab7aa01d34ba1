// The strokes on the pad, as the page keeps them for the next one.

/** x0, y0, x1, y1 … of each, in 0..1 of the pad. @param {import("./visit.mjs").Visit} visit @returns {Promise<number[][]>} */
export const strokesOf = (visit) =>
  visit.driver.executeScript(`
    dispatchEvent(new Event("pagehide"));
    return JSON.parse(sessionStorage.getItem("drawing")).strokes;`);

/** The same, once the page's own pen has written what it writes. @param {import("./visit.mjs").Visit} visit */
export async function writtenStrokes(visit) {
  let strokes = [];
  await visit.eventually("it is written", async () => {
    const before = JSON.stringify(strokes);
    for (let i = 0; i < 5; i++) await visit.nextFrame();
    strokes = await strokesOf(visit);
    return strokes.length > 0 && JSON.stringify(strokes) === before;
  });
  return strokes;
}
