// What the page calls the crate's choices.
import type { ActivationFunction, Loss, OptimizerKind } from "crate";

export const FUNCTIONS: Record<ActivationFunction, string> = {
  relu: "ReLU",
  sigmoid: "sigmoid",
  tanh: "tanh",
  identity: "no function",
  step: "step",
  softmax: "softmax",
};

export const LOSSES: Record<Loss, string> = {
  squared_error: "Squared error",
  cross_entropy: "Cross-entropy",
  binary_cross_entropy: "Binary cross-entropy",
};

export const OPTIMIZERS: Record<OptimizerKind, string> = {
  rms_prop: "RMSprop",
  sgd: "SGD",
  adam: "Adam",
  adam_w: "AdamW",
  adadelta: "Adadelta",
};
