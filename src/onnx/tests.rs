//! What was written is decoded and computed by a plain evaluator of the operators, and compared with the query.

mod evaluator;

use prost::Message;
use wasm_bindgen_test::wasm_bindgen_test;

use super::OnnxOptions;
use super::messages::Model;
use crate::layer::{ActivationFunction, Initialisation};
use crate::loss::{Loss, Targets};
use crate::network::Network;
use crate::random::{Random, Stream};
use crate::recipe::{
    AveragePoolConfig, BatchNormConfig, ConvConfig, DenseConfig, InputRange, LayerRecipe,
    MaxPoolConfig, Recipe, named, names,
};
use evaluator::{Value, evaluate};

const WEIGHTS: Initialisation = Initialisation::Normal { deviation: 0.4 };
const SAMPLES: usize = 3;

fn dense(units: usize, biases: Option<Initialisation>) -> LayerRecipe {
    LayerRecipe::Dense(DenseConfig {
        units,
        weights: WEIGHTS,
        biases,
    })
}

fn conv(filters: usize, kernel: usize, stride: usize, padding: usize) -> LayerRecipe {
    LayerRecipe::Conv(ConvConfig {
        filters,
        kernel,
        stride,
        padding,
        weights: WEIGHTS,
        biases: (padding > 0).then_some(WEIGHTS),
    })
}

fn max_pool(size: usize, stride: usize, padding: usize) -> LayerRecipe {
    LayerRecipe::MaxPool(MaxPoolConfig {
        size,
        stride,
        padding,
    })
}

fn average_pool(size: usize, stride: usize, padding: usize) -> LayerRecipe {
    LayerRecipe::AveragePool(AveragePoolConfig {
        size,
        stride,
        padding,
    })
}

const NORM: LayerRecipe = LayerRecipe::BatchNorm(BatchNormConfig {
    momentum: 0.1,
    epsilon: 0.01,
});

/// A network of these layers, all of whose parameters are random numbers.
fn network(inputs: usize, range: InputRange, layers: &[LayerRecipe]) -> Network {
    let softmax = LayerRecipe::activation(ActivationFunction::Softmax);
    let recipe = Recipe {
        name: "small".into(),
        inputs,
        input_range: range,
        layers: layers.to_vec(),
        loss: match layers.last() == Some(&softmax) {
            true => Loss::CrossEntropy,
            false => Loss::SquaredError,
        },
        targets: Targets {
            low: 0.0,
            high: 1.0,
        },
        ..named("keras-mlp").unwrap()
    };
    let mut network = Network::new(recipe, Some(1)).unwrap();
    let mut random = Random::new(1, Stream::Initialisation);
    // Above 0, because some are variances.
    let weights = network.weights().into_iter().map(|weight| match weight {
        0.0 | 1.0 => 0.2 + random.below(1_000) as f32 / 1_000.0,
        weight => weight,
    });
    network.set_weights(&weights.collect::<Vec<_>>()).unwrap();
    network
}

fn images(inputs: usize) -> Vec<f32> {
    (0..SAMPLES * inputs)
        .map(|index| (index * 37 % 101) as f32 / 100.0)
        .collect()
}

/// The operators of the file, after its outputs were found to be those of a query.
fn checked(network: &Network, keep_batch_norm: bool) -> Vec<String> {
    let file = network.to_onnx(&OnnxOptions { keep_batch_norm });
    let graph = Model::decode(&file[..]).unwrap().graph.unwrap();
    let images = images(network.recipe().inputs);
    let expected = network.query(&images).unwrap();
    let declared = evaluator::declared_shape(&graph.input[0]);
    let input = Value::new(&[&[SAMPLES], &declared[..]].concat(), images);
    let output = evaluate(&graph, input);
    let outputs = evaluator::declared_shape(&graph.output[0]);
    assert_eq!(output.shape, [SAMPLES, outputs[0]]);
    assert_eq!(output.values.len(), expected.len());
    for (index, (value, expected)) in output.values.iter().zip(&expected).enumerate() {
        let near = (value - expected).abs() <= 1e-4 * expected.abs().max(1.0);
        assert!(near, "output {index}: {value} where a query has {expected}");
    }
    let operators = graph.node.into_iter().map(|node| node.op_type.unwrap());
    operators.collect()
}

const PLAIN: InputRange = InputRange {
    low: 0.0,
    high: 1.0,
};

fn operators(inputs: usize, layers: &[LayerRecipe]) -> Vec<String> {
    let network = network(inputs, PLAIN, layers);
    let kept = checked(&network, true);
    let has_norm = kept.iter().any(|name| name == "BatchNormalization");
    let folded = checked(&network, false);
    assert!(has_norm || folded == kept, "{folded:?} {kept:?}");
    folded
}

#[wasm_bindgen_test(unsupported = test)]
fn dense_layers_with_and_without_biases() {
    let layers = [dense(5, Some(WEIGHTS)), dense(4, None)];
    assert_eq!(operators(6, &layers), ["Gemm", "Gemm"]);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_activation() {
    use ActivationFunction::*;
    for (function, expected) in [
        (Sigmoid, &["Gemm", "Sigmoid"][..]),
        (Tanh, &["Gemm", "Tanh"]),
        (Relu, &["Gemm", "Relu"]),
        (Identity, &["Gemm"]),
        (Step, &["Gemm", "Greater", "Cast"]),
        (Softmax, &["Gemm", "Softmax"]),
    ] {
        let layers = [dense(4, None), LayerRecipe::activation(function)];
        assert_eq!(operators(6, &layers), expected);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn convolutions_and_pooling_with_strides_and_padding() {
    for (layer, operator) in [
        (conv(3, 3, 1, 0), "Conv"),
        (conv(3, 3, 2, 1), "Conv"),
        (conv(2, 2, 3, 1), "Conv"),
        (max_pool(2, 2, 0), "MaxPool"),
        (max_pool(3, 2, 2), "MaxPool"),
        (average_pool(2, 2, 0), "AveragePool"),
        (average_pool(3, 2, 2), "AveragePool"),
        (LayerRecipe::GlobalAveragePool, "GlobalAveragePool"),
    ] {
        let layers = [conv(3, 3, 1, 1), layer, dense(4, None)];
        let expected = ["Conv", operator, "Flatten", "Gemm"];
        assert_eq!(operators(49, &layers), expected);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn what_ends_with_an_image_has_its_values_in_the_order_of_a_query() {
    let expected = ["Conv", "Transpose", "Flatten"];
    assert_eq!(operators(25, &[conv(3, 3, 1, 1)]), expected);
    let softmax = LayerRecipe::activation(ActivationFunction::Softmax);
    let expected = ["Conv", "Transpose", "Flatten", "Softmax"];
    assert_eq!(operators(25, &[conv(3, 3, 1, 1), softmax]), expected);
    let layers = [conv(3, 3, 1, 1), LayerRecipe::GlobalAveragePool];
    assert_eq!(
        operators(25, &layers),
        ["Conv", "GlobalAveragePool", "Flatten"]
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_normalisation_is_folded_into_the_layer_before_it_or_kept() {
    let relu = LayerRecipe::activation(ActivationFunction::Relu);
    let layers = [conv(3, 3, 1, 0), NORM, relu, dense(5, None), NORM, relu];
    let folded = ["Conv", "Relu", "Flatten", "Gemm", "Relu"];
    assert_eq!(operators(25, &layers), folded);
    let kept = checked(&network(25, PLAIN, &layers), true);
    let norms = kept.iter().filter(|name| *name == "BatchNormalization");
    assert_eq!(norms.count(), 2);
    // Behind something else there is nothing to fold it into.
    let layers = [conv(3, 3, 1, 0), relu, NORM, dense(4, None), relu, NORM];
    let unfoldable = [
        "Conv",
        "Relu",
        "BatchNormalization",
        "Flatten",
        "Gemm",
        "Relu",
        "BatchNormalization",
    ];
    assert_eq!(operators(25, &layers), unfoldable);
}

#[wasm_bindgen_test(unsupported = test)]
fn values_that_are_no_image_yet_are_normalised_one_by_one() {
    let tanh = LayerRecipe::activation(ActivationFunction::Tanh);
    let expected = ["Tanh", "Flatten", "BatchNormalization", "Reshape", "Conv"];
    let found = operators(16, &[tanh, NORM, conv(2, 3, 1, 0), dense(3, None)]);
    assert_eq!(found[..5], expected);
}

#[wasm_bindgen_test(unsupported = test)]
fn channels_of_a_single_pixel_become_an_image_again() {
    let found = operators(9, &[conv(4, 3, 1, 0), conv(3, 2, 1, 1), dense(2, None)]);
    assert_eq!(found[..4], ["Conv", "Flatten", "Reshape", "Conv"]);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_range_of_inputs_is_applied_within_and_dropout_is_nothing() {
    let network = |low, high, layers: &[LayerRecipe]| {
        checked(&network(6, InputRange { low, high }, layers), false)
    };
    let layers = [LayerRecipe::dropout(0.5), dense(3, None)];
    assert_eq!(network(-1.0, 1.0, &layers), ["Mul", "Add", "Gemm"]);
    assert_eq!(network(0.0, 2.0, &layers), ["Mul", "Gemm"]);
    assert_eq!(network(0.5, 1.5, &layers), ["Add", "Gemm"]);
    assert_eq!(network(0.0, 1.0, &layers), ["Gemm"]);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_named_recipe_can_be_written() {
    for name in names() {
        let network = Network::new(named(&name).unwrap(), Some(1)).unwrap();
        assert!(!checked(&network, false).is_empty(), "{name}");
    }
}
