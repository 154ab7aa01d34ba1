//! The optimiser's moments, which are private to a network.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::layer::{ActivationFunction, Initialisation};
use crate::network::Network;
use crate::optimizer::OptimizerRecipe;
use crate::recipe::{LayerRecipe, named};

/// Pixels that are not 0 in the first steps, and 0 from then on.
const FADING: usize = 400;
const BATCH: usize = 16;

/// A network of a few neurons.
fn small(optimizer: OptimizerRecipe) -> Network {
    let mut recipe = named("keras-mlp").unwrap();
    let dense = |units, function| {
        let weights = Initialisation::Glorot;
        let biases = Some(Initialisation::Zero);
        let dense = LayerRecipe::dense(units, weights, biases);
        [dense, LayerRecipe::activation(function)]
    };
    recipe.layers = [
        dense(4, ActivationFunction::Relu),
        dense(10, ActivationFunction::Softmax),
    ]
    .concat();
    recipe.optimizer = optimizer;
    Network::new(recipe, Some(1)).unwrap()
}

#[wasm_bindgen_test(unsupported = test)]
fn moments_of_inputs_that_became_0_decay_to_0_and_are_never_denormal() {
    let momentum = OptimizerRecipe::Sgd {
        learning_rate: 0.001,
        momentum: 0.9,
    };
    let adam = OptimizerRecipe::Adam {
        learning_rate: 0.0001,
        beta_1: 0.9,
        beta_2: 0.9,
        epsilon: 1e-7,
    };
    for rule in [momentum, OptimizerRecipe::rms_prop(0.0001), adam] {
        let mut network = small(rule);
        let mut images: Vec<u8> = (0..BATCH * 784).map(|i| (i * 37 % 251) as u8).collect();
        let labels: Vec<u8> = (0..BATCH).map(|image| (image % 10) as u8).collect();
        let has_moments = |network: &Network| {
            let [moment, ..] = &network.optimizer.moments[0][..] else {
                panic!("{rule:?} has no moments");
            };
            moment[..FADING * 4].iter().any(|value| *value != 0.0)
        };
        // 0.9 to the power of 840 is 3.7e-39: denormal.
        for step in 0..1000 {
            if step == 5 {
                assert!(has_moments(&network), "{rule:?}");
                (images.chunks_mut(784)).for_each(|image| image[..FADING].fill(0));
            }
            network.train_step(&images, &labels).unwrap();
            let mut moments = network.optimizer.moments.iter().flatten().flatten();
            let denormal = moments.find(|value| value.is_subnormal());
            assert_eq!(denormal, None, "{rule:?}, step {step}");
        }
        assert!(!has_moments(&network), "{rule:?}");
    }
}
