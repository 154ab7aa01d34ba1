//! Drawn strokes as images: `strokes`, and `train --strokes`.

use std::fs;
use std::path::{Path, PathBuf};

use neuroglyph::Dataset;
use neuroglyph::preprocess::preprocess_strokes;
use serde_json::Value;

use super::{MODEL, folder, neuroglyph, printed, refusal};

const ONE: &str = r#"{"label": 1, "strokes": [[[0.5, 0.1], [0.52, 0.9]]]}"#;
const SEVEN: &str = r#"{"label": 7, "strokes": [[[0, 0], [0.6, 0], [0.2, 1]]]}"#;
const NONE: &str = r#"{"label": null, "strokes": [[[0, 0], [1, 1]]]}"#;
const BLANK: &str = r#"{"label": 3, "strokes": []}"#;

fn write(folder: &Path, lines: &[&str]) -> PathBuf {
    let file = folder.join("strokes.jsonl");
    fs::write(&file, lines.join("\n")).unwrap();
    file
}

#[test]
fn strokes_become_images_and_labels_that_evaluate_alike() {
    let folder = folder("strokes-idx");
    let file = write(&folder, &[ONE, NONE, SEVEN, BLANK]);
    let file = file.to_str().unwrap();
    let out = folder.join("mine");
    let out = out.to_str().unwrap();
    let pair = [
        format!("{out}-images-idx3-ubyte"),
        format!("{out}-labels-idx1-ubyte"),
    ];
    let output = neuroglyph(&["strokes", file, "--idx", out]);
    let expected = format!(
        "{}\n{}\n2 drawings, 2 without a label or without ink left out\n",
        pair[0], pair[1]
    );
    assert_eq!(printed(&output), expected);

    let dataset = Dataset::from_idx_files(&pair[0], &pair[1]).unwrap();
    assert_eq!(
        (dataset.labels(), dataset.image_size()),
        (&[1, 7][..], Some([28, 28]))
    );
    let seven = preprocess_strokes(&[0.0, 0.0, 0.6, 0.0, 0.2, 1.0], &[3]);
    let seven = seven.unwrap().unwrap().image;
    for (byte, value) in dataset.image(1).iter().zip(seven) {
        assert!((f32::from(*byte) - 255.0 * value).abs() <= 0.5);
    }

    let evaluate = [
        "evaluate", MODEL, "--json", "--images", &pair[0], "--labels", &pair[1],
    ];
    let report: Value = serde_json::from_str(printed(&neuroglyph(&evaluate))).unwrap();
    assert_eq!(
        (&report["accuracy"], &report["samples"]),
        (&1.0.into(), &2.into())
    );
}

#[test]
fn a_file_without_a_labelled_drawing_is_refused() {
    let folder = folder("strokes-none");
    let file = write(&folder, &[NONE, BLANK]);
    let out = folder.join("mine");
    let output = neuroglyph(&[
        "strokes",
        file.to_str().unwrap(),
        "--idx",
        out.to_str().unwrap(),
    ]);
    let reason = "strokes.jsonl: no drawing of it has a label and ink";
    assert!(refusal(&output).contains(reason), "{}", refusal(&output));
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        1,
        "nothing is written"
    );
}

/// The first line that a training with these drawings and arguments prints, or why it is refused.
fn trained(name: &str, arguments: &[&str]) -> Result<String, String> {
    let folder = folder(name);
    let file = write(&folder, &[ONE, SEVEN, NONE]);
    let mut recipe = neuroglyph::recipe::named("handwriting-recogniser").unwrap();
    recipe.name = "own".into();
    recipe.epochs = 1;
    let recipe_file = folder.join("recipe.json");
    fs::write(&recipe_file, serde_json::to_string(&recipe).unwrap()).unwrap();
    let out = folder.join("model.safetensors");
    let train = [
        "train",
        "--recipe",
        recipe_file.to_str().unwrap(),
        "--seed",
        "1",
        "--out",
        out.to_str().unwrap(),
        "--strokes",
        file.to_str().unwrap(),
    ];
    let output = neuroglyph(&[&train[..], arguments].concat());
    match output.status.success() {
        true => Ok(printed(&output).lines().next().unwrap().to_owned()),
        false => Err(refusal(&output).to_owned()),
    }
}

#[test]
fn drawings_are_mixed_with_the_training_images_in_a_share() {
    let held_out = ["--hold-out", "59900"];
    let val = ", val on 59900 held-out training images";
    let trained = |share: &[&str]| {
        let name = format!("mixed{}", share.concat());
        trained(&name, &[&held_out[..], share].concat())
    };
    let with = |words: &str| Ok(format!("own, seed 1: {words}{val}"));
    assert_eq!(
        trained(&[]),
        with("100 training images and 2 examples of 2 drawings")
    );
    let half = trained(&["--strokes-share", "0.5"]);
    assert_eq!(
        half,
        with("100 training images and 100 examples of 2 drawings")
    );
    let all = trained(&["--strokes-share", "1"]);
    assert_eq!(all, with("0 training images and 2 examples of 2 drawings"));
    let too_many = trained(&["--strokes-share", "0.99999"]).unwrap_err();
    assert!(too_many.contains("1000000 are the most"), "{too_many}");
    let none = trained(&["--strokes-share", "1.5"]).unwrap_err();
    assert!(none.contains("use a number from 0 to 1"), "{none}");
}
