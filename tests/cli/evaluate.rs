//! `evaluate`.

use std::fs;

use serde_json::Value;

use super::{MODEL, folder, neuroglyph, printed, refusal};

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
    let error = report["calibration_error"].as_f64().unwrap();
    assert!(
        (0.0..0.5).contains(&error),
        "one digit, read right: {error}"
    );
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
fn a_digit_that_is_refused_still_counts_as_read() {
    // With all weights 0 every output is a tenth, and the largest is taken to be the first.
    let recipe = neuroglyph::recipe::named("keras-mlp").unwrap();
    let mut network = neuroglyph::Network::new(recipe, Some(1)).unwrap();
    let nothing = vec![0.0; network.weights().len()];
    network.set_weights(&nothing).unwrap();
    let model = folder("refused").join("model.safetensors");
    fs::write(&model, network.to_safetensors().unwrap()).unwrap();
    let output = neuroglyph(&["evaluate", model.to_str().unwrap(), "--json"]);
    let report: Value = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(report["refused"], 10_000);
    // The test images show 980 zeros.
    assert_eq!(report["accuracy"], 0.098);
    let error = report["calibration_error"].as_f64().unwrap();
    assert!((error - 0.002).abs() < 1e-6, "{error}");
}

#[test]
fn a_folder_of_pictures_is_evaluated() {
    let folder = folder("pictures");
    let path = folder.to_str().unwrap();
    let arguments = ["evaluate", MODEL, "--json", "--pictures", path];
    assert!(refusal(&neuroglyph(&arguments)).contains("there is no picture in this folder"));
    let one = image::GrayImage::from_fn(90, 120, |x, y| {
        let inked = (40..52).contains(&x) && (15..105).contains(&y);
        image::Luma([if inked { 30 } else { 220 }])
    });
    one.save(folder.join("1_upright.png")).unwrap();
    one.save(folder.join("7_misread.bmp")).unwrap();
    image::GrayImage::new(9, 9)
        .save(folder.join("4_blank.png"))
        .unwrap();
    fs::write(folder.join(".notes"), "no picture").unwrap();
    let report: Value = serde_json::from_str(printed(&neuroglyph(&arguments))).unwrap();
    assert_eq!(report["samples"], 3);
    assert_eq!(report["refused"], 1);
    assert_eq!(report["accuracy"].as_f64().unwrap(), 1.0 / 3.0);
    assert_eq!(report["confusion"][1][1], 1);
    assert_eq!(report["confusion"][7][1], 1);
    for name in ["one.png", "x_one.png", "12_one.png"] {
        let file = folder.join(name);
        one.save(&file).unwrap();
        let output = neuroglyph(&arguments);
        let message = refusal(&output);
        assert!(
            message.contains(&format!("{name}: the name does not begin")),
            "{message}"
        );
        fs::remove_file(file).unwrap();
    }
    fs::write(folder.join("3_text.png"), "no picture").unwrap();
    assert!(refusal(&neuroglyph(&arguments)).contains("3_text.png: "));
}
