// Gathers any number of calls into one, right before the next picture on the screen.

/** @param {() => void} work @returns {() => void} */
export function onceAFrame(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}

/** After what is to be done before the next picture. @returns {Promise<void>} */
export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
