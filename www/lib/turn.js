// Lets whatever waits go first.

/** @returns {Promise<void>} */
export const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
