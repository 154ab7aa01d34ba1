//! Every pretrained network loads and reaches what pretrained/README.md states of it.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;

use neuroglyph::Network;
use neuroglyph::dataset::{Part, read_mnist};
use neuroglyph::recipe::named;

/// The models of the README's table, each with its accuracy, 0..1.
fn stated() -> Vec<(String, f64)> {
    let readme = fs::read_to_string("pretrained/README.md").unwrap();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    cells
        .map(|cells| {
            let percent: f64 = cells[1].trim_end_matches(" %").parse().unwrap();
            (cells[0].trim_end_matches('`').to_owned(), percent / 100.0)
        })
        .collect()
}

#[test]
fn the_readme_states_every_model() {
    let files = fs::read_dir("pretrained")
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let models = files.filter(|path| path.extension().is_some_and(|end| end == "safetensors"));
    let mut models: Vec<String> = models
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    models.sort();
    let mut names: Vec<String> = stated().into_iter().map(|(name, _)| name).collect();
    names.sort();
    assert_eq!(models, names);
    assert_eq!(
        names,
        [
            "convnet",
            "keras-mlp",
            "lernmi",
            "nielsen",
            "reader",
            "reader-mnist",
            "symon"
        ]
    );
}

#[test]
fn every_model_reaches_what_is_stated() {
    let test_images = read_mnist(Path::new("target/mnist"), Part::Test).unwrap();
    for (name, accuracy) in stated() {
        let bytes = fs::read(format!("pretrained/{name}.safetensors")).unwrap();
        let network = Network::from_safetensors(&bytes).unwrap();
        assert_eq!(network.recipe().name, name);
        // A training writes into its recipe how many images it learnt from.
        let mut recipe = named(&name).unwrap();
        recipe.l2.images = network.recipe().l2.images;
        assert_eq!(network.recipe(), &recipe, "the recipe it was trained with");
        assert_eq!(network.seed(), 1);
        let evaluation = network
            .evaluate(test_images.images(), test_images.labels())
            .unwrap();
        assert_eq!(evaluation.samples, 10_000);
        let difference = (evaluation.accuracy - accuracy).abs();
        // One image's worth: a platform may round one the other way.
        assert!(
            difference < 1.5e-4,
            "{name}: {} instead of {accuracy}",
            evaluation.accuracy
        );
    }
}
