//! The command line, as a user runs it.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A folder of its own for each test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn neuroglyph(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_neuroglyph"));
    command.args(arguments).output().unwrap()
}

fn printed(output: &Output) -> &str {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    std::str::from_utf8(&output.stdout).unwrap()
}

fn refusal(output: &Output) -> &str {
    assert!(!output.status.success());
    std::str::from_utf8(&output.stderr).unwrap()
}

const MODEL: &str = "pretrained/keras-mlp.safetensors";

#[test]
fn training_prints_a_line_an_epoch_and_writes_the_model() {
    let folder = folder("train");
    let out = folder.join("model.safetensors");
    let out = out.to_str().unwrap();
    let recipe = [
        "--recipe",
        "handwriting-recogniser",
        "--epochs",
        "1",
        "--seed",
        "1",
    ];
    let output = neuroglyph(&[&["train", "--out", out], &recipe[..]].concat());
    let line = printed(&output).lines().nth(1).unwrap();
    assert!(line.starts_with("Epoch 1/1 - "), "{line}");
    for figure in [
        "s - loss: 0.",
        " - acc: 0.9",
        " - val_loss: 0.",
        " - val_acc: 0.9",
    ] {
        assert!(line.contains(figure), "{line}");
    }
    let names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["model.safetensors"], "nothing half-written is left");
    let report: Value =
        serde_json::from_str(printed(&neuroglyph(&["evaluate", out, "--json"]))).unwrap();
    let accuracy = line.rsplit(' ').next().unwrap().parse::<f64>().unwrap();
    assert!((report["accuracy"].as_f64().unwrap() - accuracy).abs() < 1e-4);
}

#[test]
fn what_cannot_be_written_is_told_before_training() {
    let output = neuroglyph(&[
        "train",
        "--recipe",
        "symon",
        "--out",
        "/nowhere/at/all.safetensors",
    ]);
    let message = refusal(&output);
    assert!(
        message.contains("/nowhere/at/all.safetensors.part: No such file"),
        "{message}"
    );
    assert!(!String::from_utf8_lossy(&output.stdout).contains("Epoch"));

    let folder = folder("unwritable");
    let output = neuroglyph(&[
        "train",
        "--recipe",
        "symon",
        "--out",
        folder.to_str().unwrap(),
    ]);
    assert!(refusal(&output).ends_with(": this is a folder\n"));
    let out = folder.join("model.safetensors");
    let out = ["--out", out.to_str().unwrap(), "--epochs", "0"];
    let output = neuroglyph(&[&["train", "--recipe", "symon"], &out[..]].concat());
    assert!(refusal(&output).contains("epochs is 0: use 1 to 1000"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing is left");
}

#[test]
fn an_unknown_recipe_is_refused_with_the_known_names() {
    let output = neuroglyph(&["train", "--recipe", "kearas", "--out", "model.safetensors"]);
    let message = refusal(&output);
    assert!(
        message.contains("there is no recipe named \"kearas\""),
        "{message}"
    );
    assert!(
        message.contains("keras-mlp, symon, symon-rotated, nielsen"),
        "{message}"
    );
}

#[test]
fn missing_images_are_told_with_what_fetches_them() {
    let output = neuroglyph(&["evaluate", MODEL, "--mnist", "/nowhere"]);
    let message = refusal(&output);
    assert!(
        message.contains("/nowhere/t10k-images-idx3-ubyte.gz"),
        "{message}"
    );
    assert!(message.contains("make test"), "{message}");
}

#[test]
fn a_model_that_is_none_is_refused() {
    let message = refusal(&neuroglyph(&["evaluate", "Cargo.toml"])).to_owned();
    assert!(
        message.starts_with("neuroglyph: Cargo.toml: model file: "),
        "{message}"
    );
    let message = refusal(&neuroglyph(&["evaluate", "no.safetensors"])).to_owned();
    assert!(
        message.contains("no.safetensors: No such file"),
        "{message}"
    );
}

#[test]
fn strokes_are_read_and_refusals_counted() {
    let folder = folder("strokes");
    let file = folder.join("strokes.jsonl");
    let one = r#"{"label": 1, "writer": "us", "strokes": [[[0.5, 0.1], [0.5, 0.5], [0.5, 0.9]]]}"#;
    let blank = r#"{"label": null, "strokes": []}"#;
    let blank_with_label = r#"{"label": 4, "strokes": []}"#;
    fs::write(&file, [one, blank, "", blank_with_label].join("\n")).unwrap();
    let arguments = [
        "evaluate",
        MODEL,
        "--json",
        "--strokes",
        file.to_str().unwrap(),
    ];
    let report: Value = serde_json::from_str(printed(&neuroglyph(&arguments))).unwrap();
    assert_eq!(report["accuracy"], 0.5);
    assert_eq!(report["samples"], 3);
    assert_eq!(report["refused"], 2);
    assert_eq!(report["confusion"][1][1], 1);
    fs::write(&file, blank_with_label).unwrap();
    let report: Value = serde_json::from_str(printed(&neuroglyph(&arguments))).unwrap();
    assert_eq!(
        (&report["accuracy"], &report["loss"]),
        (&Value::from(0.0), &Value::Null)
    );
    let text = neuroglyph(&arguments[..2]);
    assert!(printed(&text).starts_with("accuracy 98."));
}

#[test]
fn a_bad_line_of_strokes_is_told_with_its_place() {
    let folder = folder("bad-strokes");
    let file = folder.join("strokes.jsonl");
    for (line, reason) in [
        (r#"{"label": 1}"#, "missing field `strokes`"),
        (
            r#"{"label": 1, "strokes": [[[1e38, 0]]]}"#,
            "strokes: x of point 0 is 1000",
        ),
        ("{", "EOF while parsing"),
    ] {
        fs::write(
            &file,
            format!("{}\n{line}\n", r#"{"label": null, "strokes": []}"#),
        )
        .unwrap();
        let output = neuroglyph(&["evaluate", MODEL, "--strokes", file.to_str().unwrap()]);
        let message = refusal(&output);
        assert!(message.contains("strokes.jsonl:2: "), "{message}");
        assert!(message.contains(reason), "{message}");
    }
    fs::write(&file, r#"{"label": 12, "strokes": [[[1, 0]]]}"#).unwrap();
    let output = neuroglyph(&["evaluate", MODEL, "--strokes", file.to_str().unwrap()]);
    assert!(refusal(&output).contains("strokes.jsonl:1: label 12 is no digit from 0 to 9"));
}

#[test]
fn a_picture_is_read() {
    let folder = folder("query");
    let file = folder.join("one.png");
    let picture = image::GrayImage::from_fn(90, 120, |x, y| {
        let inked = (40..52).contains(&x) && (15..105).contains(&y);
        image::Luma([if inked { 30 } else { 220 }])
    });
    picture.save(&file).unwrap();
    let output = neuroglyph(&["query", MODEL, file.to_str().unwrap()]);
    let marked: Vec<&str> = printed(&output)
        .lines()
        .filter(|line| line.ends_with('←'))
        .collect();
    assert_eq!(marked.len(), 1);
    assert!(marked[0].starts_with("1 "), "{marked:?}");

    image::GrayImage::new(5, 5).save(&file).unwrap();
    let output = neuroglyph(&["query", MODEL, file.to_str().unwrap()]);
    assert!(refusal(&output).contains("there is no ink in this picture"));
    let output = neuroglyph(&["query", MODEL, "Cargo.toml"]);
    assert!(refusal(&output).starts_with("neuroglyph: Cargo.toml: "));
}

#[test]
fn back_query_prints_ten_images_and_writes_a_picture() {
    let out = folder("back-query").join("dreams.png");
    let path = out.to_str().unwrap();
    let output = neuroglyph(&["back-query", MODEL, "--json", "--steps", "5", "--out", path]);
    let images: Vec<Vec<f32>> = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(images.len(), 10);
    assert!(images.iter().all(|image| image.len() == 784));
    let mut network = neuroglyph::Network::from_safetensors(&fs::read(MODEL).unwrap()).unwrap();
    let options = neuroglyph::back_query::Options {
        steps: 5,
        ..Default::default()
    };
    let dreams = network.dreams(&options).unwrap();
    let picture = image::open(&out).unwrap().to_luma8();
    assert_eq!(picture.dimensions(), (10 * 120 + 8, 128));
    for (digit, dream) in dreams.iter().enumerate() {
        assert_eq!(images[digit], dream.image);
        let dot = picture
            .get_pixel(8 + 120 * digit as u32 + 14 * 4, 8 + 14 * 4)
            .0[0];
        let grey = 255.0 * (1.0 - dream.image[14 * 28 + 14]);
        assert!(
            (f32::from(dot) - grey).abs() <= 0.5,
            "{digit}: {dot} and {grey}"
        );
    }
}

/// The pictures that the README shows.
#[test]
fn the_shipped_dreams_are_what_the_command_draws() {
    let folder = folder("shipped");
    for (model, method, picture) in [
        ("keras-mlp", "gradient", "keras-mlp-dreams"),
        ("symon", "gradient", "symon-dreams"),
        ("nielsen", "gradient", "nielsen-dreams"),
        ("symon", "inversion", "symon-inversion"),
    ] {
        let model = format!("pretrained/{model}.safetensors");
        let drawn = folder.join(picture).with_extension("png");
        let out = drawn.to_str().unwrap();
        printed(&neuroglyph(&[
            "back-query",
            &model,
            "--method",
            method,
            "--out",
            out,
        ]));
        let drawn = image::open(&drawn).unwrap().to_luma8();
        let shipped = image::open(format!("pretrained/{picture}.png"))
            .unwrap()
            .to_luma8();
        assert_eq!(drawn.dimensions(), shipped.dimensions());
        // Another processor rounds otherwise.
        let dots = drawn.iter().zip(shipped.iter());
        let most = dots.map(|(a, b)| a.abs_diff(*b)).max();
        assert!(most <= Some(4), "{picture}: {most:?}");
    }
}

#[test]
fn back_query_tells_method_and_confidence() {
    let symon = "pretrained/symon.safetensors";
    let text = printed(&neuroglyph(&["back-query", symon])).to_owned();
    assert_eq!(text.lines().count(), 11, "{text}");
    assert!(text.ends_with("by inversion\n"), "{text}");
    let means = "pretrained/means-idx3-ubyte";
    let asked = [
        "back-query",
        symon,
        "--method",
        "gradient",
        "--steps",
        "40",
        "--start",
        means,
    ];
    let text = printed(&neuroglyph(&asked)).to_owned();
    assert!(
        text.starts_with("0 ") && text.contains("%  read as 0\n1 "),
        "{text}"
    );
    assert!(text.ends_with("40 steps up the gradient\n"), "{text}");
}

#[test]
fn back_query_refuses_what_it_cannot_do() {
    let inversion = neuroglyph(&["back-query", MODEL, "--method", "inversion"]);
    assert!(refusal(&inversion).contains("layer 1 is a relu"));
    let start = neuroglyph(&["back-query", MODEL, "--start", "README.md"]);
    assert!(refusal(&start).contains("start: "));
    let nowhere = folder("nowhere").join("no").join("dreams.png");
    let out = neuroglyph(&["back-query", MODEL, "--out", nowhere.to_str().unwrap()]);
    assert!(refusal(&out).contains("dreams.png"));
}

#[test]
fn means_writes_the_file_that_is_shipped() {
    let out = folder("means").join("means");
    printed(&neuroglyph(&["means", "--out", out.to_str().unwrap()]));
    assert_eq!(
        fs::read(out).unwrap(),
        fs::read("pretrained/means-idx3-ubyte").unwrap()
    );
}

#[test]
fn a_sheet_of_handwriting_has_a_row_a_style() {
    let out = folder("handwriting").join("sheet.png");
    let path = out.to_str().unwrap();
    let output = neuroglyph(&["handwriting", "--out", path]);
    let styles = neuroglyph::dataset::handwriting::styles();
    let rows: Vec<&str> = printed(&output).lines().collect();
    assert_eq!(rows.len(), styles.len());
    let last = styles.last().unwrap();
    assert!(
        rows.last()
            .unwrap()
            .ends_with(&format!("{}, {}", last.digit, last.name))
    );
    let picture = image::open(&out).unwrap().to_luma8();
    let (columns, height) = (16, styles.len() as u32 * 64 + 8);
    assert_eq!(picture.dimensions(), (columns * 64 + 8, height));
    let is_inked = |(_, _, dot): &(u32, u32, &image::Luma<u8>)| dot.0[0] < 128;
    let inked = picture.enumerate_pixels().filter(is_inked);
    let rows: std::collections::HashSet<u32> = inked.map(|(_, y, _)| (y - 8) / 64).collect();
    assert_eq!(rows.len(), styles.len());
}
