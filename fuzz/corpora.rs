//! Writes the corpora that fuzzing begins with, and that `tests/corpora.rs` replays.
//!
//! `cargo run --release --example corpora`

#[path = "targets.rs"]
#[allow(dead_code)]
mod targets;

use std::fs;
use std::path::Path;

use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{DenseConfig, Initialisation, LayerRecipe, named};
use neuroglyph::schedule::Schedule;
use neuroglyph::{Network, Recipe, Training};
use safetensors::SafeTensors;

fn small(optimizer: OptimizerRecipe) -> Recipe {
    let recipe = Recipe::builder().name("small").inputs(6);
    let recipe = recipe.dense_layers(&[3], 2).optimizer(optimizer);
    recipe.batch_size(3).epochs(4).build().unwrap()
}

fn saved(recipe: Recipe, steps: usize) -> Vec<u8> {
    let dataset = targets::small_dataset();
    let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
    training.run(&dataset, steps).unwrap();
    training.to_bytes().unwrap()
}

fn write(target: &str, file: &str, bytes: &[u8]) {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    fs::create_dir_all(corpora.join(target)).unwrap();
    fs::write(corpora.join(target).join(file), bytes).unwrap();
}

fn main() {
    let adam = small(OptimizerRecipe::adam(0.01));
    let network = Network::new(adam.clone(), Some(1)).unwrap();
    let dense = network.to_safetensors().unwrap();
    write("model", "dense", &dense);
    write("model", "half", &network.to_half_safetensors().unwrap());
    write("model", "int8", &network.to_int8_safetensors().unwrap());
    write("model", "cut", &dense[..dense.len() - 5]);

    let momentum = OptimizerRecipe::Sgd {
        learning_rate: 0.1,
        momentum: 0.9,
    };
    let mut momentum = small(momentum);
    momentum.layers.insert(2, LayerRecipe::dropout(0.25));
    let run = saved(adam.clone(), 2);
    write("saved_run", "adam", &run);
    write("saved_run", "momentum", &saved(momentum, 5));
    // One sample at a time, so that the first layer's weight is kept in parts, and an average of the weights.
    let mut averaged = small(OptimizerRecipe::sgd(0.1));
    averaged.batch_size = 1;
    averaged.ema_decay = 0.5;
    averaged.schedule = Schedule::Cosine { end: 0.1 };
    write("saved_run", "averaged", &saved(averaged.clone(), 3));
    let squares = SafeTensors::deserialize(&run).unwrap();
    let squares = squares.tensor("moments.0.1").unwrap().data();
    let begin = squares.as_ptr() as usize - run.as_ptr() as usize;
    let mut negative = run.clone();
    negative[begin..begin + 4].copy_from_slice(&(-1f32).to_le_bytes());
    write("saved_run", "negative-square", &negative);

    let images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3];
    let pixels = [0, 255, 0, 0, 255, 0, 255, 0, 255, 255, 0, 255];
    let labels = [0, 0, 8, 1, 0, 0, 0, 2, 0, 1];
    let both = [&images[..], &pixels, &labels].concat();
    // 28 of 38 bytes are images.
    write("idx", "two", &[&[200, 188][..], &both].concat());
    write("idx", "two-in-pieces", &[&[4, 188][..], &both].concat());
    write("idx", "images", &[&[200, 255][..], &both[..28]].concat());
    let huge = [0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 1, 0, 0, 0, 1, 0];
    write("idx", "huge", &[&[200, 255][..], &huge].concat());

    let recipe = |recipe: &Recipe| serde_json::to_vec(recipe).unwrap();
    write("recipe", "small", &recipe(&adam));
    write("recipe", "averaged", &recipe(&averaged));
    write("recipe", "sprint", &recipe(&named("sprint").unwrap()));
    let mut wide = adam;
    wide.layers[0] = LayerRecipe::Dense(DenseConfig {
        units: 5_000,
        weights: Initialisation::He,
        biases: None,
    });
    write("recipe", "too-wide", &recipe(&wide));

    let seven =
        r#"{"label": 7, "strokes": [[[0, 0], [0.5, 0.02], [0.3, 1]], [[0.1, 0.5], [0.6, 0.5]]]}"#;
    let others = r#"{"label": null, "strokes": []}
{"label": 1, "strokes": [[[5, 5]], []]}
{"label": 10, "strokes": [[[0, 0], [0, 1]]]}
{"strokes": [[[1e38, 0], [-1e38, 1e-45]]]}"#;
    write("strokes", "seven", seven.as_bytes());
    write("strokes", "others", others.as_bytes());
    write("strokes", "cut", &seven.as_bytes()[..40]);

    let seventy = concat!(
        r#"{"label": "70", "digits": [2, 1], "strokes": [[[0, 0], [0.5, 0.02], [0.3, 1]], "#,
        r#"[[0.1, 0.5], [0.6, 0.5]], [[1.2, 0], [0.8, 0.5], [1.2, 1], [1.6, 0.5], [1.2, 0]]]}"#,
    );
    let numbers = r#"{"label": 1, "strokes": [[[5, 5]], []], "digits": [2]}
{"label": "11", "strokes": [[[0, 0], [0, 1], [0.5, 0], [1, 1], [1, 0]], [[1, 0]]], "digits": [1, 1]}
{"label": "12", "strokes": [[[0, 0], [0, 1]]], "digits": [1]}
{"label": "3", "strokes": [[[1e37, 0], [-1e37, 1e-45]]], "digits": [1]}"#;
    write("numbers", "seventy", seventy.as_bytes());
    write("numbers", "others", numbers.as_bytes());
    write("numbers", "cut", &seventy.as_bytes()[..60]);

    // An L of black ink on white and of white ink on nothing, 12 × 12, and what a byte's sum makes of nothing.
    let picture = |pixel: &dyn Fn(bool) -> [u8; 4]| {
        let is_ink = |at: usize| {
            let (x, y) = (at % 12, at / 12);
            (3..5).contains(&x) && (2..10).contains(&y)
                || (3..9).contains(&x) && (8..10).contains(&y)
        };
        let pixels = (0..144).flat_map(|at| pixel(is_ink(at)));
        [11].into_iter().chain(pixels).collect::<Vec<u8>>()
    };
    let ink = |value| [value, value, value, 255];
    write(
        "pixels",
        "black",
        &picture(&|is_ink| ink(if is_ink { 0 } else { 255 })),
    );
    let white = picture(&|is_ink| if is_ink { [255; 4] } else { [0; 4] });
    write("pixels", "white", &white);
    write("pixels", "blank", &picture(&|_| ink(90)));
}
