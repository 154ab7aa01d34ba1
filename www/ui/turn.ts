// Lets whatever waits go first.

export const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
