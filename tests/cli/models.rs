//! Models that read no digits.

use std::fs;

use neuroglyph::loss::Loss;
use neuroglyph::recipe::ActivationFunction;
use neuroglyph::recipe::{DenseConfig, LayerRecipe, Recipe, named};

use super::{folder, neuroglyph, printed, refusal};

/// A network with no hidden layer.
fn recipe(inputs: usize, outputs: usize, last: Option<ActivationFunction>) -> Recipe {
    let mut recipe = named("handwriting-recogniser").unwrap();
    let mut layers = recipe.layers.split_off(recipe.layers.len() - 2);
    if let LayerRecipe::Dense(DenseConfig { units, .. }) = &mut layers[0] {
        *units = outputs;
    }
    layers.truncate(1);
    layers.extend(last.map(LayerRecipe::activation));
    recipe.layers = layers;
    recipe.inputs = inputs;
    if last != Some(ActivationFunction::Softmax) {
        recipe.loss = Loss::SquaredError;
    }
    recipe
}

#[test]
fn a_model_that_reads_no_digits_is_refused_with_what_it_lacks() {
    let folder = folder("no-digits");
    let (image, strokes) = (folder.join("one.png"), folder.join("strokes.jsonl"));
    let ink = |x, _| image::Luma([if (40..52).contains(&x) { 30 } else { 220 }]);
    image::GrayImage::from_fn(90, 120, ink)
        .save(&image)
        .unwrap();
    fs::write(
        &strokes,
        r#"{"label": 1, "strokes": [[[0.5, 0.1], [0.5, 0.9]]]}"#,
    )
    .unwrap();
    let (image, strokes) = (image.to_str().unwrap(), strokes.to_str().unwrap());

    let softmax = Some(ActivationFunction::Softmax);
    let shape = |inputs, outputs| {
        format!(
            "it has {inputs} inputs and {outputs} outputs, and to read digits it needs 784 inputs, one for each of 28 × 28 pixels, and 10 outputs, one for each digit"
        )
    };
    let last = |last: &str| {
        format!(
            "its last layer is {last}, and to read digits it needs a softmax or a sigmoid there"
        )
    };
    let cases = [
        (recipe(4, 10, softmax), shape(4, 10), true),
        (recipe(5, 10, softmax), shape(5, 10), true),
        (recipe(400, 10, softmax), shape(400, 10), true),
        (recipe(1_024, 10, softmax), shape(1_024, 10), true),
        (recipe(784, 12, softmax), shape(784, 12), true),
        (recipe(784, 10, None), last("dense"), false),
        (
            recipe(784, 10, Some(ActivationFunction::Identity)),
            last("identity"),
            false,
        ),
        (
            recipe(784, 10, Some(ActivationFunction::Relu)),
            last("relu"),
            false,
        ),
    ];
    for (recipe, words, knows_no_digits) in cases {
        let network = neuroglyph::Network::new(recipe, Some(1)).unwrap();
        let model = folder.join("model.safetensors");
        fs::write(&model, network.to_safetensors().unwrap()).unwrap();
        let model = model.to_str().unwrap();
        let refused = |arguments: &[&str]| {
            let output = neuroglyph(arguments);
            assert!(output.stdout.is_empty(), "{arguments:?} prints something");
            let message = refusal(&output);
            assert!(
                message.starts_with(&format!("neuroglyph: {model}: {words}")),
                "{message}"
            );
        };
        refused(&["query", model, image]);
        refused(&["evaluate", model, "--numbers", strokes]);
        let others: [&[&str]; 3] = [
            &["evaluate", model],
            &["evaluate", model, "--strokes", strokes],
            &["back-query", model, "--steps", "1"],
        ];
        for arguments in others {
            match knows_no_digits {
                true => refused(arguments),
                // What is largest can be told of any ten numbers.
                false => assert!(!printed(&neuroglyph(arguments)).is_empty()),
            }
        }
    }

    let network =
        neuroglyph::Network::new(recipe(784, 10, Some(ActivationFunction::Sigmoid)), Some(1));
    let model = folder.join("model.safetensors");
    fs::write(&model, network.unwrap().to_safetensors().unwrap()).unwrap();
    let output = neuroglyph(&["query", model.to_str().unwrap(), image]);
    assert!(printed(&output).lines().count() >= 10);
}
