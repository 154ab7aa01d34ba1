//! IDX files on disk, of any image size and number of classes, and networks that are trained on them.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};
use neuroglyph::dataset::Dataset;
use neuroglyph::recipe::{ActivationFunction, Initialisation};
use neuroglyph::recipe::{AveragePoolConfig, LayerRecipe, Recipe, named};
use neuroglyph::{Error, Training};

const CLASSES: usize = 3;

/// A folder of a test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn idx(sizes: &[usize], values: &[u8]) -> Vec<u8> {
    let mut file = vec![0, 0, 8, sizes.len() as u8];
    for size in sizes {
        file.extend((*size as u32).to_be_bytes());
    }
    file.extend(values);
    file
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Two IDX files: of class c rows 2c and 2c + 1 are bright.
fn files(examples: usize, rows: usize, columns: usize) -> [Vec<u8>; 2] {
    let labels: Vec<u8> = (0..examples).map(|n| (n * 5 % CLASSES) as u8).collect();
    let pixel = |n: usize, row: usize, column: usize| {
        let noise = ((n * 31 + row * 7 + column * 17) % 64) as u8;
        let is_bright = row / 2 == usize::from(labels[n]);
        if is_bright { 255 - noise } else { noise }
    };
    let pixels: Vec<u8> = (0..examples * rows * columns)
        .map(|at| pixel(at / (rows * columns), at / columns % rows, at % columns))
        .collect();
    [
        idx(&[examples, rows, columns], &pixels),
        idx(&[examples], &labels),
    ]
}

fn read(folder: &Path, [images, labels]: [&[u8]; 2]) -> neuroglyph::Result<Dataset> {
    let paths = ["images", "labels"].map(|name| folder.join(name));
    fs::write(&paths[0], images).unwrap();
    fs::write(&paths[1], labels).unwrap();
    Dataset::from_idx_files(&paths[0], &paths[1])
}

/// A dataset of images of this size.
fn dataset(examples: usize, rows: usize, columns: usize) -> Dataset {
    let [images, labels] = files(examples, rows, columns);
    let mut dataset = Dataset::new();
    dataset.push_images(&images).unwrap();
    dataset.push_labels(&labels).unwrap();
    dataset
}

/// 8 × 8 pixels, 16 hidden units, 3 classes.
fn small() -> Recipe {
    let dense = |units, weights| LayerRecipe::dense(units, weights, Some(Initialisation::Zero));
    let activation = LayerRecipe::activation;
    named("keras-mlp")
        .unwrap()
        .into_builder()
        .inputs(64)
        .layers([
            dense(16, Initialisation::He),
            activation(ActivationFunction::Relu),
            dense(CLASSES, Initialisation::Glorot),
            activation(ActivationFunction::Softmax),
        ])
        .batch_size(16)
        .epochs(5)
        .build()
        .unwrap()
}

fn refusal(recipe: Recipe, dataset: &Dataset) -> String {
    let error = Training::new(recipe, dataset, Some(1)).unwrap_err();
    assert!(matches!(error, Error::Recipe { .. }), "{error:?}");
    error.to_string()
}

#[test]
fn small_images_of_three_classes_are_learnt_from_files() {
    let folder = folder("learnt");
    let [images, labels] = files(300, 8, 8);
    let plain = read(&folder, [&images, &labels]).unwrap();
    let zipped = read(&folder, [&gzipped(&images), &gzipped(&labels)]).unwrap();
    for dataset in [&plain, &zipped] {
        assert_eq!(dataset.len(), 300);
        assert_eq!((dataset.image_size(), dataset.classes()), (Some([8, 8]), 3));
        assert_eq!(dataset.images(), &images[16..]);
        assert_eq!(dataset.labels(), &labels[8..]);
    }
    let (training_images, held_out) = plain.hold_out(60).unwrap();
    let mut training = Training::new(small(), &training_images, Some(1)).unwrap();
    while !training.run(&training_images, 100).unwrap().finished {}
    let evaluation = training.evaluate(&held_out).unwrap();
    assert_eq!(evaluation.samples, 60);
    assert!(evaluation.accuracy > 0.95, "{}", evaluation.accuracy);
    // Four images of 4 × 4 are not one of 8 × 8.
    let inputs = "recipe: inputs is 64: the dataset has images of 4 × 4 pixels: use 16";
    let refused = training.evaluate(&dataset(8, 4, 4)).unwrap_err();
    assert_eq!(refused.to_string(), inputs);
    // A run goes on with the same images, and with no others.
    let bytes = training.to_bytes().unwrap();
    Training::from_bytes(&bytes, &training_images).unwrap();
    let error = Training::from_bytes(&bytes, &dataset(240, 4, 8)).unwrap_err();
    let inputs = "recipe: inputs is 64: the dataset has images of 4 × 8 pixels: use 32";
    assert_eq!(error.to_string(), inputs);
}

#[test]
fn a_recipe_that_does_not_fit_the_dataset_is_refused() {
    let eights = dataset(30, 8, 8);
    let mut recipe = small();
    recipe.inputs = 784;
    assert_eq!(
        refusal(recipe, &eights),
        "recipe: inputs is 784: the dataset has images of 8 × 8 pixels: use 64"
    );
    let mut recipe = small();
    let LayerRecipe::Dense(last) = &mut recipe.layers[2] else {
        panic!("the last dense layer");
    };
    last.units = 2;
    assert_eq!(
        refusal(recipe, &eights),
        "recipe: outputs is 2: the dataset has 3 classes, 0 to 2: use 3 outputs or more"
    );
    // As many values, but not the image that a window moves over.
    let wide = dataset(30, 4, 16);
    Training::new(small(), &wide, Some(1)).unwrap();
    let mut recipe = small();
    let pool = LayerRecipe::AveragePool(AveragePoolConfig {
        size: 2,
        stride: 2,
        padding: 0,
    });
    recipe.layers.insert(0, pool);
    Training::new(recipe.clone(), &eights, Some(1)).unwrap();
    assert_eq!(
        refusal(recipe, &wide),
        "recipe: layers[0] is average_pool: it needs square images, and the dataset has images of 4 × 16 pixels"
    );
}

#[test]
fn what_is_drawn_for_mnist_is_refused_for_other_images() {
    let wide = dataset(30, 14, 56);
    let plain = named("keras-mlp").unwrap();
    Training::new(plain.clone(), &wide, Some(1)).unwrap();
    let mut augmented = plain.clone();
    augmented.augmentation.shift_pixels = 1.0;
    let mut written = plain.clone();
    written.handwriting = 0.5;
    let mut spoiled = plain;
    spoiled.non_digits = 0.5;
    for recipe in [augmented, written, spoiled] {
        assert_eq!(
            refusal(recipe, &wide),
            "recipe: inputs is 784: augmentation, handwriting and non_digits are for 28 × 28 pixels, and the dataset has images of 14 × 56"
        );
    }
}

#[test]
fn a_run_refuses_images_of_another_size() {
    let eights = dataset(30, 8, 8);
    let mut training = Training::new(small(), &eights, Some(1)).unwrap();
    let error = training.run(&dataset(30, 16, 16), 1).unwrap_err();
    let inputs = "recipe: inputs is 64: the dataset has images of 16 × 16 pixels: use 256";
    assert_eq!(error.to_string(), inputs);
    assert_eq!(training.run(&eights, 1).unwrap().steps, 1);
}

#[test]
fn damaged_files_are_refused_with_their_path() {
    let folder = folder("damaged");
    let [images, labels] = files(12, 8, 8);
    let message = |files: [&[u8]; 2]| {
        let message = read(&folder, files).unwrap_err().to_string();
        message.replace(&format!("{}/", folder.display()), "")
    };
    let mut other = images.clone();
    other[2] = 13;
    assert_eq!(
        message([&other, &labels]),
        "images: images: it begins with [0, 0, 13, 3] where an IDX file has [0, 0, 8, 3]"
    );
    assert_eq!(
        message([&labels, &images]),
        "images: images: it begins with [0, 0, 8, 1] where an IDX file has [0, 0, 8, 3]"
    );
    assert_eq!(
        message([&images[..10], &labels]),
        "images, labels: images: it ends within its header"
    );
    assert_eq!(
        message([&images[..700], &labels]),
        "images, labels: images: it ends after 10 of 12 items"
    );
    let mut long = labels.clone();
    long.extend([0; 3]);
    assert_eq!(
        message([&images, &gzipped(&long)]),
        "labels: labels: 3 bytes follow its last item"
    );
    let few = idx(&[2], &[0, 1]);
    assert_eq!(
        message([&images, &few]),
        "images, labels: labels: 2 values were given where 12, one an image, are needed"
    );
    let zipped = gzipped(&images);
    let cut = message([&zipped[..zipped.len() - 20], &labels]);
    assert!(cut.starts_with("images: "), "{cut}");
    let missing = Dataset::from_idx_files("/nowhere/images", "/nowhere/labels");
    let missing = missing.unwrap_err();
    assert_eq!(missing.kind(), neuroglyph::ErrorKind::File);
    assert!(
        missing.to_string().starts_with("/nowhere/images: "),
        "{missing}"
    );
}
