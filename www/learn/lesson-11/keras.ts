// The run that the text “Computer vision with neural nets” prints: Keras's example mnist_mlp.py, 20 epochs.

export interface Epoch {
  loss: number;
  accuracy: number;
  /** On the 10,000 images it does not learn from. */
  testLoss: number;
  testAccuracy: number;
}

const TABLE = [
  [0.2453, 0.9248, 0.1055, 0.9677],
  [0.1016, 0.9692, 0.0994, 0.9676],
  [0.0753, 0.9772, 0.0868, 0.9741],
  [0.0598, 0.9818, 0.0748, 0.9787],
  [0.0515, 0.9843, 0.076, 0.9792],
  [0.0433, 0.9873, 0.0851, 0.9796],
  [0.0382, 0.9884, 0.0773, 0.982],
  [0.0342, 0.99, 0.0829, 0.9821],
  [0.0333, 0.9901, 0.0917, 0.9812],
  [0.0297, 0.9915, 0.0943, 0.9804],
  [0.0262, 0.9927, 0.0961, 0.9823],
  [0.0244, 0.9926, 0.0954, 0.9823],
  [0.0248, 0.9938, 0.0868, 0.9828],
  [0.0235, 0.9938, 0.1007, 0.9806],
  [0.0198, 0.9946, 0.0921, 0.9837],
  [0.0195, 0.9946, 0.0978, 0.9842],
  [0.0208, 0.9946, 0.1084, 0.9843],
  [0.0206, 0.9947, 0.1112, 0.9816],
  [0.0195, 0.9951, 0.0986, 0.9845],
  [0.0177, 0.9956, 0.1152, 0.9838],
] as const;

/** The first epoch first. */
export const EPOCHS: readonly Epoch[] = TABLE.map(([loss, accuracy, testLoss, testAccuracy]) => ({
  loss,
  accuracy,
  testLoss,
  testAccuracy,
}));

/** The epoch, from 1, with the least loss on test images. */
export const BEST_BY_LOSS = bestBy(({ testLoss }) => -testLoss);
/** And the one with the highest accuracy on them. */
export const BEST_BY_ACCURACY = bestBy(({ testAccuracy }) => testAccuracy);

function bestBy(worth: (epoch: Epoch) => number) {
  const worths = EPOCHS.map(worth);
  return 1 + worths.indexOf(Math.max(...worths));
}

/** What an epoch printed, and how the two losses go. */
export function epochWords(number: number): string {
  const { loss, testLoss, testAccuracy } = EPOCHS[number - 1];
  const read = `${number === BEST_BY_ACCURACY ? "most read," : "it reads"} ${(100 * testAccuracy).toFixed(2)} %`;
  return `Loss ${loss.toFixed(3)}, test loss ${testLoss.toFixed(3)}; ${read}. ${trendWords(number)}`;
}

function trendWords(number: number) {
  if (number < BEST_BY_LOSS) return "Both losses still fall.";
  if (number === BEST_BY_LOSS) return "Test loss is least here; loss falls on.";
  return `Since epoch ${BEST_BY_LOSS} test loss is up, loss down.`;
}
