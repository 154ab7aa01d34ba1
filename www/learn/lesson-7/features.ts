// Two numbers of an image that tell a 3 from an 8: how much of its ink lies on the left, above the middle and below it.
const SIDE = 28;
const COLUMNS = { from: 4, to: 12 };
const ROWS = { from: 6, middle: 13, to: 22 };

/** A deviation counts for this much, and the features lie between −6 and 6. */
const UNIT = 2;
export const SPAN = 6;

/** Upper left and lower left, as shares of all ink. */
export type Features = readonly [upper: number, lower: number];

export function featuresOf(image: ArrayLike<number>): Features {
  const shares = [0, 0];
  let all = 0;
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const ink = image[row * SIDE + column];
      all += ink;
      const isLeft = column >= COLUMNS.from && column < COLUMNS.to && row >= ROWS.from && row < ROWS.to;
      if (isLeft) shares[row < ROWS.middle ? 0 : 1] += ink;
    }
  return all > 0 ? [shares[0] / all, shares[1] / all] : [0, 0];
}

/** Where the middle of many images is, and how far one of them is from it on average. */
export interface Scale {
  means: Features;
  deviations: Features;
}

export function scaleOf(all: readonly Features[]): Scale {
  const mean = (of: (one: Features) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  const means = [mean(([upper]) => upper), mean(([, lower]) => lower)] as const;
  const deviation = (i: 0 | 1) => Math.sqrt(mean((one) => (one[i] - means[i]) ** 2));
  return { means, deviations: [deviation(0), deviation(1)] };
}

/** As a network takes them, in 0..1. */
export function inputsOf(features: Features, { means, deviations }: Scale): Features {
  const input = (i: 0 | 1) => {
    const value = (UNIT * (features[i] - means[i])) / deviations[i];
    return Math.min(1, Math.max(0, (value + SPAN) / (2 * SPAN)));
  };
  return [input(0), input(1)];
}
