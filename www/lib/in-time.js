// Waits, but not for ever.

/**
 * @template T
 * @param {Promise<T>} work @param {number} ms that it may take @param {string} late what is said if it takes longer
 * @returns {Promise<T>}
 */
export async function inTime(work, ms, late) {
  let timer = 0;
  const tooLong = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(late)), ms);
  });
  try {
    return await Promise.race([work, /** @type {Promise<never>} */ (tooLong)]);
  } finally {
    clearTimeout(timer);
  }
}
