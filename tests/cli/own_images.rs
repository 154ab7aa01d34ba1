//! `--images` and `--labels`: images of one's own in `train` and `evaluate`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};
use neuroglyph::{Network, Recipe};
use serde_json::Value;

use super::{MODEL, folder, neuroglyph, printed, refusal};

fn idx(lengths: &[usize], values: &[u8]) -> Vec<u8> {
    let mut file = vec![0, 0, 8, lengths.len() as u8];
    let lengths = lengths.iter();
    file.extend(lengths.flat_map(|length| (*length as u32).to_be_bytes()));
    file.extend(values);
    file
}

/// Images of 12 × 10 pixels, of class c with a bright row 2 · c, as two files; the images are gzipped.
fn write_pair(folder: &Path, classes: usize) -> [PathBuf; 2] {
    let labels: Vec<u8> = (0..200).map(|n| (n * 7 % classes) as u8).collect();
    let pixel = |label: u8, n: usize| {
        let row = n / 10;
        if row == 2 * usize::from(label) {
            255
        } else {
            (n * 31 % 90) as u8
        }
    };
    let pixels = labels
        .iter()
        .flat_map(|label| (0..120).map(|n| pixel(*label, n)));
    let images = idx(&[200, 12, 10], &pixels.collect::<Vec<_>>());
    let paths = [folder.join("images.gz"), folder.join("labels")];
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&images).unwrap();
    fs::write(&paths[0], packed.finish().unwrap()).unwrap();
    fs::write(&paths[1], idx(&[200], &labels)).unwrap();
    paths
}

/// A recipe in a file.
fn write_recipe(folder: &Path, inputs: usize, outputs: usize) -> PathBuf {
    let recipe = Recipe::builder().name("own").inputs(inputs);
    let recipe = recipe.dense_layers(&[16], outputs).epochs(40).build();
    let file = folder.join("recipe.json");
    fs::write(&file, serde_json::to_string(&recipe.unwrap()).unwrap()).unwrap();
    file
}

/// A path as text.
fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_network_of_another_size_and_number_of_classes_is_trained_and_evaluated() {
    let folder = folder("own-images");
    let [images, labels] = write_pair(&folder, 6);
    let recipe = write_recipe(&folder, 120, 6);
    let out = folder.join("model.safetensors");
    let pair = ["--images", text(&images), "--labels", text(&labels)];
    let train = [
        "train",
        "--recipe",
        text(&recipe),
        "--seed",
        "1",
        "--out",
        text(&out),
    ];

    let output = neuroglyph(&[&train[..], &pair].concat());
    let lines: Vec<&str> = printed(&output).lines().collect();
    assert_eq!(lines[0], "own, seed 1: 200 training images");
    assert!(
        lines[40].starts_with("Epoch 40/40 - ") && !lines[40].contains("val_"),
        "{lines:?}"
    );

    let output = neuroglyph(&[&train[..], &pair, &["--hold-out", "50"]].concat());
    let lines: Vec<&str> = printed(&output).lines().collect();
    let first = "own, seed 1: 150 training images, val on 50 held-out training images";
    assert_eq!(lines[0], first);
    assert!(lines[40].ends_with(" - val_acc: 1.0000"), "{lines:?}");

    let array = folder.join("outputs.npy");
    let evaluate = ["evaluate", text(&out), "--json", "--outputs", text(&array)];
    let output = neuroglyph(&[&evaluate[..], &pair].concat());
    let report: Value = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(
        (&report["accuracy"], &report["samples"]),
        (&1.0.into(), &200.into())
    );
    assert_eq!(report["confusion"].as_array().unwrap().len(), 6);
    let array = fs::read(array).unwrap();
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (200, 6), }";
    assert!(array[10..].starts_with(header.as_bytes()));
    let network = Network::load(&out).unwrap();
    let dataset = neuroglyph::Dataset::from_idx_files(&images, &labels).unwrap();
    let outputs = network.query(dataset.images()).unwrap();
    let bytes: Vec<u8> = outputs
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect();
    assert_eq!(
        array.len() % 64,
        bytes.len() % 64,
        "the header ends at a multiple of 64"
    );
    assert!(array.ends_with(&bytes));

    let output = neuroglyph(
        &[
            &["evaluate", text(&out), "--json", "--hold-out", "30"],
            &pair[..],
        ]
        .concat(),
    );
    let report: Value = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(report["samples"], 30);
}

#[test]
fn images_that_do_not_fit_are_refused_with_what_they_are() {
    let folder = folder("own-images-refused");
    let [images, labels] = write_pair(&folder, 6);
    let pair = ["--images", text(&images), "--labels", text(&labels)];
    let out = folder.join("model.safetensors");
    let refused = |arguments: &[&str], reason: &str| {
        let output = neuroglyph(&[arguments, &pair].concat());
        let message = refusal(&output);
        assert!(message.contains(reason), "{message}");
    };
    let reason = "the images have 12 × 10 pixels, and the network has 784 inputs";
    refused(&["evaluate", MODEL], reason);
    let train = ["train", "--out", text(&out), "--recipe"];
    let reason = "inputs is 784: the dataset has images of 12 × 10 pixels: use 120";
    refused(&[&train[..], &["keras-mlp"]].concat(), reason);
    let recipe = write_recipe(&folder, 120, 3);
    let reason = "outputs is 3: the dataset has 6 classes, 0 to 5";
    refused(&[&train[..], &[text(&recipe)]].concat(), reason);

    let recipe: Recipe = serde_json::from_str(&fs::read_to_string(recipe).unwrap()).unwrap();
    Network::new(recipe, Some(1)).unwrap().save(&out).unwrap();
    let reason = "the labels go up to 5, and the network tells 3 classes apart, 0 to 2";
    refused(&["evaluate", text(&out)], reason);
    fs::write(&labels, idx(&[199], &[0; 199])).unwrap();
    refused(&["evaluate", text(&out)], "199 values were given where 200");
    fs::write(&labels, "no labels").unwrap();
    refused(&["evaluate", text(&out)], "labels: labels: it begins with");
}

#[test]
fn images_and_labels_are_named_together_and_in_place_of_others() {
    let evaluate = ["evaluate", MODEL, "--images", "i"];
    let message = refusal(&neuroglyph(&evaluate)).to_owned();
    assert!(message.contains("--labels <LABELS>"), "{message}");
    for other in ["--strokes", "--numbers", "--pictures"] {
        let arguments = [&evaluate[..], &["--labels", "l", other, "x"]].concat();
        let message = refusal(&neuroglyph(&arguments)).to_owned();
        assert!(message.contains("cannot be used with"), "{message}");
    }
}
