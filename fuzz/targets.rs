//! What is fuzzed: each function takes any bytes, and what it calls takes them whole or refuses them. `fuzz_targets/`
//! hands over what libFuzzer makes up, `tests/corpora.rs` the committed files of `corpus/`.

#[path = "../src/bin/neuroglyph/drawing.rs"]
mod drawing;
#[path = "../src/bin/neuroglyph/number.rs"]
mod number;

use std::sync::LazyLock;

use neuroglyph::dataset::Dataset;
use neuroglyph::preprocess::preprocess_pixels;
use neuroglyph::reading::ReadingOptions;
use neuroglyph::{Network, Recipe, Training};

/// A target's name, which is that of its folder in `corpus/` and of its file in `fuzz_targets/`.
pub type Target = (&'static str, fn(&[u8]));

pub const TARGETS: [Target; 7] = [
    ("idx", idx),
    ("model", model),
    ("numbers", numbers),
    ("pixels", pixels),
    ("recipe", recipe),
    ("saved_run", saved_run),
    ("strokes", strokes),
];

/// The values of all layers of a network for one image, above which a target does not run it: the time goes into layers
/// that are known to be right, and not into what is read.
const MOST_VALUES: usize = 20_000;

fn is_small(recipe: &Recipe) -> bool {
    recipe.widths().iter().sum::<usize>() <= MOST_VALUES
}

/// A model file. What is loaded is written and loaded again bit for bit, and can be queried.
pub fn model(bytes: &[u8]) {
    let Ok(network) = Network::from_safetensors(bytes) else {
        return;
    };
    let written = network.to_safetensors().unwrap();
    let again = Network::from_safetensors(&written).unwrap();
    assert_eq!(again.weights(), network.weights());
    if is_small(network.recipe()) {
        // Huge weights may give an output that is no number, but no panic.
        let image = vec![0.5; network.recipe().inputs];
        assert!(network.query(&image).is_ok());
    }
}

/// A saved run. What is loaded is written and loaded again, and goes on without leaving the numbers unnoticed.
pub fn saved_run(bytes: &[u8]) {
    let dataset = small_dataset();
    let Ok(mut training) = Training::from_bytes(bytes, &dataset) else {
        return;
    };
    let written = training.to_bytes().unwrap();
    Training::from_bytes(&written, &dataset).unwrap();
    if !is_small(training.network().recipe()) {
        return;
    }
    for _ in 0..3 {
        let _ = training.run(&dataset, 2);
        // It may be refused for a moment that left the numbers; what is written can be read.
        if let Ok(written) = training.to_bytes() {
            Training::from_bytes(&written, &dataset).unwrap();
        }
    }
}

/// Eight images of 2 × 3 pixels, of two classes.
pub fn small_dataset() -> Dataset {
    let mut dataset = Dataset::new();
    let header = [0, 0, 8, 3, 0, 0, 0, 8, 0, 0, 0, 2, 0, 0, 0, 3];
    dataset.push_images(&header).unwrap();
    let pixels: Vec<u8> = (0..48).map(|pixel| (pixel * 37 % 256) as u8).collect();
    dataset.push_images(&pixels).unwrap();
    let labels = [0, 0, 8, 1, 0, 0, 0, 8, 0, 1, 1, 0, 1, 0, 0, 1];
    dataset.push_labels(&labels).unwrap();
    dataset
}

/// IDX files. The first byte says how long the pieces are in which they come, and the second how many of the others are
/// images; what is left are labels.
pub fn idx(bytes: &[u8]) {
    let [piece, share, bytes @ ..] = bytes else {
        return;
    };
    let (images, labels) = bytes.split_at(bytes.len() * usize::from(*share) / 255);
    let mut dataset = Dataset::new();
    let pieces = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let pieces = bytes.chunks(1 + usize::from(*piece));
        pieces.map(<[u8]>::to_vec).collect()
    };
    for piece in pieces(images) {
        if dataset.push_images(&piece).is_err() {
            return;
        }
    }
    for piece in pieces(labels) {
        if dataset.push_labels(&piece).is_err() {
            return;
        }
    }
    if let Some([rows, columns]) = dataset.image_size() {
        assert_eq!(dataset.images().len() % (rows * columns), 0);
    }
    for index in 0..dataset.len() {
        let label = usize::from(dataset.labels()[index]);
        assert!(label < dataset.classes());
        assert!(!dataset.image(index).is_empty());
    }
    let _ = dataset.check_complete();
}

/// A recipe's JSON. What is accepted can be described and built, and is the same after it was written.
pub fn recipe(bytes: &[u8]) {
    let Ok(recipe) = serde_json::from_slice::<Recipe>(bytes) else {
        return;
    };
    let description = recipe.describe();
    assert_eq!(description.is_ok(), recipe.check().is_ok());
    let Ok(description) = description else {
        return;
    };
    let written = serde_json::to_vec(&recipe).unwrap();
    assert_eq!(serde_json::from_slice::<Recipe>(&written).unwrap(), recipe);
    if is_small(&recipe) && description.parameters < 100_000 {
        let network = Network::new(recipe, Some(1)).unwrap();
        assert_eq!(network.weights().len() as u64, description.parameters);
    }
}

/// Drawings as JSON, one a line.
pub fn strokes(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for line in text.lines() {
        if let Ok(sample) = drawing::read_sample(line, 10) {
            assert!(sample.label.is_none_or(|label| label < 10));
            sample.image.as_deref().map(check_image);
        }
    }
}

/// Numbers as JSON, one a line. What is accepted is divided among its digits, and read.
pub fn numbers(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for line in text.lines() {
        if let Ok(number) = number::Number::read(line) {
            let strokes: Vec<_> = number.digits().map(|(_, strokes)| strokes).collect();
            assert_eq!(strokes.len(), number.text.len());
            assert_eq!(strokes.concat(), number.strokes);
            let (xy, ends) = drawing::flat(&number.strokes);
            if let Ok(reading) = READER.read_strokes(&xy, &ends, &ReadingOptions::default()) {
                assert!(reading.digits.len() <= 12);
                assert_eq!(reading.digits.is_empty(), xy.is_empty());
                reading
                    .digits
                    .iter()
                    .for_each(|digit| check_image(&digit.image));
            }
        }
    }
}

/// A small network that reads digits, though it has not learnt to.
static READER: LazyLock<Network> = LazyLock::new(|| {
    let recipe = Recipe::builder().dense_layers(&[4], 10).build();
    Network::new(recipe.unwrap(), Some(1)).unwrap()
});

/// A picture. The first byte is its width, less one; then come four bytes a pixel.
pub fn pixels(bytes: &[u8]) {
    let Some((width, rgba)) = bytes.split_first() else {
        return;
    };
    let width = 1 + usize::from(*width);
    let height = rgba.len() / 4 / width;
    let rgba = &rgba[..4 * width * height];
    if let Ok(Some(drawing)) = preprocess_pixels(rgba, width, height) {
        check_image(&drawing.image);
    }
}

fn check_image(image: &[f32]) {
    assert_eq!(image.len(), 784);
    assert!(image.iter().all(|pixel| (0.0..=1.0).contains(pixel)));
}
