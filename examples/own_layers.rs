//! A network of layers of your own: its shapes, its cost, and what it learns.
//!
//! `cargo run --release --example own_layers`

use std::error::Error;
use std::ops::ControlFlow;

use neuroglyph::dataset::handwriting;
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{
    ActivationFunction, BatchNormConfig, ConvConfig, Initialisation, LayerRecipe,
};
use neuroglyph::{OnnxOptions, Recipe, Training};

fn main() -> Result<(), Box<dyn Error>> {
    let relu = LayerRecipe::activation(ActivationFunction::Relu);
    let recipe = Recipe::builder()
        .name("own layers")
        .layers([
            // 28 × 28 pixels of one channel to 14 × 14 of eight: the window moves by two pixels.
            LayerRecipe::Conv(ConvConfig {
                filters: 8,
                kernel: 3,
                stride: 2,
                padding: 1,
                weights: Initialisation::He,
                biases: None, // the normalisation has a shift
            }),
            LayerRecipe::BatchNorm(BatchNormConfig::default()),
            relu,
            LayerRecipe::max_pool(2),
            LayerRecipe::dropout(0.1),
            LayerRecipe::dense(10, Initialisation::Glorot, Some(Initialisation::Zero)),
            LayerRecipe::activation(ActivationFunction::Softmax),
        ])
        .optimizer(OptimizerRecipe::adam(0.01))
        .batch_size(32)
        .epochs(4)
        .build()?; // a layer that does not fit is refused with its place, its value and what to use

    let description = recipe.describe()?;
    for layer in &description.layers {
        let (name, output) = (layer.kind, layer.output);
        let shape = format!("{} × {} × {}", output.height, output.width, output.channels);
        println!(
            "{name:<12} gives {shape:<12} with {} parameters",
            layer.parameters
        );
    }
    println!(
        "{} parameters, {} operations a digit",
        description.parameters, description.flops
    );

    let digits = handwriting::dataset(4_000, 1)?;
    let (digits, held_out) = digits.hold_out(500)?;
    let mut training = Training::new(recipe, &digits, Some(1))?;
    training.fit(&digits, None, |epoch| {
        println!(
            "epoch {}: {:.1} %",
            epoch.number,
            100.0 * epoch.training.accuracy()
        );
        ControlFlow::Continue(())
    })?;
    let network = training.into_network();
    let evaluation = network.evaluate(held_out.images(), held_out.labels())?;
    println!(
        "{:.1} % of digits that it has not seen",
        100.0 * evaluation.accuracy
    );

    // For other programs: onnxruntime reads this file.
    let file = network.to_onnx(&OnnxOptions::default());
    println!("as an ONNX file it has {} bytes", file.len());
    Ok(())
}
