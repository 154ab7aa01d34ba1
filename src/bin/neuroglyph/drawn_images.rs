//! Drawn strokes as images, as the networks that read digits take them: written as IDX files (`strokes`), or mixed with
//! other images (`train --strokes`).

use std::path::{Path, PathBuf};

use neuroglyph::Dataset;
use neuroglyph::preprocess::SIDE;

use crate::Result;
use crate::drawing::read_sample;
use crate::idx::idx;
use crate::output::print_line;
use crate::pending_file::PendingFile;
use crate::strokes::read_lines;

/// Labels of a dataset are below this.
const MOST_CLASSES: usize = 255;
/// What a dataset may have.
const MOST_EXAMPLES: usize = 1_000_000;

/// The drawings of a file that have a label and ink.
struct DrawnImages {
    /// [n, 28 · 28]
    images: Vec<u8>,
    labels: Vec<u8>,
    /// Drawings without a label or without ink.
    left_out: usize,
}

fn read(file: &Path, classes: usize) -> Result<DrawnImages> {
    let samples = read_lines(file, |line| read_sample(line, classes))?;
    let count = samples.len();
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    for sample in samples {
        if let (Some(image), Some(label)) = (sample.image, sample.label) {
            images.extend(image.iter().map(|value| (value * 255.0).round() as u8));
            labels.push(label);
        }
    }
    if labels.is_empty() {
        let file = file.display();
        return Err(format!("{file}: no drawing of it has a label and ink").into());
    }
    Ok(DrawnImages {
        left_out: count - labels.len(),
        images,
        labels,
    })
}

/// `strokes`: writes a file of drawings as two IDX files.
pub fn write(file: &Path, out: &Path) -> Result<()> {
    let drawn = read(file, MOST_CLASSES)?;
    let count = drawn.labels.len();
    let files = [
        ("images-idx3", idx(&[count, SIDE, SIDE], &drawn.images)),
        ("labels-idx1", idx(&[count], &drawn.labels)),
    ];
    for (kind, bytes) in files {
        let path = named(out, kind);
        PendingFile::create(&path)?.commit(&bytes)?;
        print_line!("{}", path.display())?;
    }
    let left_out = drawn.left_out;
    print_line!("{count} drawings, {left_out} without a label or without ink left out")?;
    Ok(())
}

/// The file of this kind, called as MNIST's are.
fn named(out: &Path, kind: &str) -> PathBuf {
    let mut path = out.as_os_str().to_owned();
    path.push(format!("-{kind}-ubyte"));
    path.into()
}

/// The images with the drawings of a file behind them: each once or, with a share, from the first on again and again until
/// they are that share of all examples. In words, too, what was mixed.
pub fn mixed(
    images: Dataset,
    file: &Path,
    share: Option<f64>,
    classes: usize,
) -> Result<(Dataset, String)> {
    let drawn = read(file, classes)?;
    let size = [SIDE, SIDE];
    if let Some([rows, columns]) = images.image_size()
        && [rows, columns] != size
    {
        let reason =
            format!("drawings have {SIDE} × {SIDE} pixels, and the images {rows} × {columns}");
        return Err(reason.into());
    }
    let (count, others) = (drawn.labels.len(), images.len());
    let (kept, examples) = match share {
        None => (others, count),
        Some(1.0) => (0, count),
        Some(share) => (
            others,
            (others as f64 * share / (1.0 - share)).round() as usize,
        ),
    };
    if kept + examples > MOST_EXAMPLES {
        let examples = kept + examples;
        let reason = format!(
            "with this share there would be {examples} examples: {MOST_EXAMPLES} are the most"
        );
        return Err(reason.into());
    }
    let (images, labels) = images.part(0..kept)?;
    let order = (0..count).cycle().take(examples);
    let mut all_images = images.to_vec();
    let mut all_labels = labels.to_vec();
    for index in order {
        all_images.extend_from_slice(&drawn.images[index * SIDE * SIDE..][..SIDE * SIDE]);
        all_labels.push(drawn.labels[index]);
    }
    let words = format!("{kept} training images and {examples} examples of {count} drawings");
    let all = Dataset::from_examples(size, &all_images, &all_labels)?;
    Ok((all, words))
}
