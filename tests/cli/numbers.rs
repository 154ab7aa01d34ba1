//! Whole numbers: `evaluate --numbers` on drawn ones, `query` on those in pictures.

use std::fs;

use serde_json::{Value, json};

use super::{folder, neuroglyph, printed, refusal};

const READER: &str = "pretrained/reader.safetensors";

type Stroke = Vec<[f64; 2]>;

/// The strokes of a digit within a box 1 high and 0.6 wide.
fn strokes_of(digit: char) -> Vec<Stroke> {
    match digit {
        '0' => {
            let angles = (0..=24).map(|step| f64::from(step) * std::f64::consts::TAU / 24.0);
            vec![
                angles
                    .map(|angle| [0.3 - 0.3 * angle.sin(), 0.5 - 0.5 * angle.cos()])
                    .collect(),
            ]
        }
        '1' => vec![vec![[0.3, 0.0], [0.3, 0.5], [0.3, 1.0]]],
        '4' => vec![
            vec![[0.15, 0.0], [0.05, 0.6], [0.6, 0.6]],
            vec![[0.45, 0.1], [0.42, 1.0]],
        ],
        '7' => vec![vec![[0.0, 0.0], [0.6, 0.0], [0.3, 0.5], [0.2, 1.0]]],
        _ => panic!("there are no strokes for {digit}"),
    }
}

/// A line of a number whose digits begin `pitch` apart.
fn line(label: &Value, digits: &str, pitch: f64) -> Value {
    let mut strokes: Vec<Stroke> = Vec::new();
    let mut counts = Vec::new();
    for (place, digit) in digits.chars().enumerate() {
        let drawn = strokes_of(digit);
        counts.push(drawn.len());
        let moved = |[x, y]: [f64; 2]| [x + pitch * place as f64, y];
        let moved = |stroke: Stroke| stroke.into_iter().map(moved).collect();
        strokes.extend(drawn.into_iter().map(moved));
    }
    json!({ "label": label, "writer": "us", "strokes": strokes, "digits": counts })
}

/// What `evaluate` prints of these lines.
fn evaluate(test: &str, model: &str, lines: &[Value], format: &[&str]) -> std::process::Output {
    let file = folder(test).join("numbers.jsonl");
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    fs::write(&file, lines.join("\n\n")).unwrap();
    let arguments = ["evaluate", model, "--numbers", file.to_str().unwrap()];
    neuroglyph(&[&arguments, format].concat())
}

#[test]
fn a_number_is_right_if_all_of_it_is() {
    let lines = [
        line(&json!("407"), "407", 1.0),
        // A text keeps its leading zero, a number has none.
        line(&json!("07"), "07", 1.0),
        line(&json!(1407), "1407", 1.0),
        // One on the other: each is read singly, the number is not.
        line(&json!("04"), "04", 0.0),
        // Read as it was written, and not as the label says.
        line(&json!("71"), "70", 1.0),
    ];
    let output = evaluate("numbers", READER, &lines, &["--json"]);
    let report: Value = serde_json::from_str(printed(&output)).unwrap();
    // Two digits on each other may be taken for one, or for no digit.
    let refused = report["refused"].as_u64().unwrap();
    assert!(refused <= 1, "{report}");
    let expected = json!({
        "accuracy": 0.6,
        "digits_alone": 0.8,
        "loss": null,
        "calibration_error": null,
        "samples": 5,
        "refused": refused,
        "confusion": null,
    });
    assert_eq!(report, expected);

    let output = evaluate("numbers", READER, &lines[..3], &[]);
    let expected = [
        "accuracy 100.00 %",
        "digits read singly: accuracy 100.00 %",
        "3 samples, 0 refused (0.0 %)",
    ];
    assert_eq!(printed(&output).lines().collect::<Vec<_>>(), expected);
}

/// A network all of whose outputs are a tenth.
fn unsure_model(test: &str) -> String {
    let recipe = neuroglyph::recipe::named("keras-mlp").unwrap();
    let mut network = neuroglyph::Network::new(recipe, Some(1)).unwrap();
    let nothing = vec![0.0; network.weights().len()];
    network.set_weights(&nothing).unwrap();
    let model = folder(test).join("model.safetensors");
    fs::write(&model, network.to_safetensors().unwrap()).unwrap();
    model.to_str().unwrap().to_owned()
}

#[test]
fn a_number_with_a_sign_that_is_not_answered_is_refused_and_wrong() {
    let model = unsure_model("unsure-numbers");
    // Predicted as 0, the first of ten equal outputs, and not answered.
    let lines = [line(&json!("00"), "00", 1.0), line(&json!("0"), "0", 1.0)];
    let output = evaluate("refused-numbers", &model, &lines, &["--json"]);
    let report: Value = serde_json::from_str(printed(&output)).unwrap();
    let figures = ["accuracy", "digits_alone", "refused"].map(|name| report[name].clone());
    assert_eq!(figures, [json!(0.0), json!(0.0), json!(2)]);

    let blank = json!({ "label": "1", "strokes": [[]], "digits": [1] });
    let output = evaluate("refused-numbers", READER, &[blank], &["--json"]);
    let report: Value = serde_json::from_str(printed(&output)).unwrap();
    let figures = ["accuracy", "digits_alone", "refused"].map(|name| report[name].clone());
    assert_eq!(figures, [json!(0.0), json!(0.0), json!(1)]);
}

#[test]
fn a_bad_line_of_numbers_is_told_with_its_place() {
    let good = line(&json!("407"), "407", 1.0);
    let with = |field: &str, value: Value| {
        let mut line = good.clone();
        line[field] = value;
        line
    };
    let mut without_digits = good.clone();
    without_digits.as_object_mut().unwrap().remove("digits");
    for (line, reason) in [
        (
            without_digits,
            "missing field `digits`, a list of how many strokes each digit of the label has",
        ),
        (
            with("digits", json!([2, 2])),
            "`digits` lists 2, but the label 407 has 3",
        ),
        (
            with("digits", json!([2, 1, 2])),
            "`digits` adds up to 5 strokes, but there are 4",
        ),
        (
            with("digits", json!([4, 0, 0])),
            "`digits` gives digit 2 no stroke",
        ),
        (
            with("digits", json!([2, 1, 1.5])),
            "invalid type: floating point `1.5`",
        ),
        (
            with("label", Value::Null),
            "label null is no number of digits from 0 to 9",
        ),
        (
            with("label", json!("4O7")),
            r#"label "4O7" is no number of digits from 0 to 9"#,
        ),
        (
            with("label", json!("")),
            r#"label "" is no number of digits from 0 to 9"#,
        ),
        (
            with("label", json!(-407)),
            "label -407 is no number of digits from 0 to 9",
        ),
        (
            json!({ "label": "1", "strokes": [[[1e38, 0]]], "digits": [1] }),
            "strokes: x of point 0 is 1000",
        ),
        (json!({ "label": "1" }), "missing field `strokes`"),
    ] {
        let output = evaluate("bad-numbers", READER, &[good.clone(), line], &[]);
        let message = refusal(&output);
        // The lines have a blank one between them.
        assert!(message.contains("numbers.jsonl:3: "), "{message}");
        assert!(message.contains(reason), "{message}, {reason}");
    }
    let output = neuroglyph(&["evaluate", READER, "--numbers", "no.jsonl"]);
    assert!(refusal(&output).starts_with("neuroglyph: no.jsonl: No such file"));
    let output = neuroglyph(&["evaluate", READER, "--numbers", "a", "--strokes", "b"]);
    assert!(refusal(&output).contains("cannot be used with"));
}

/// Where a picture of 240 × 120 has ink, x and y from its middle.
type Shape = fn(f64, f64) -> bool;

/// A picture of two signs side by side, each of them in a square of 120.
fn picture(signs: [Shape; 2]) -> image::GrayImage {
    image::GrayImage::from_fn(240, 120, |x, y| {
        let (place, x) = (x / 120, x % 120);
        let is_inked = signs[place as usize](f64::from(x) - 60.0, f64::from(y) - 60.0);
        image::Luma([if is_inked { 30 } else { 220 }])
    })
}

fn one(x: f64, y: f64) -> bool {
    x.abs() < 5.0 && y.abs() < 45.0
}

fn zero(x: f64, y: f64) -> bool {
    (0.75..1.15).contains(&(x / 28.0).hypot(y / 40.0))
}

/// No digit.
fn grating(x: f64, y: f64) -> bool {
    let is_bar = |along: f64| (along + 45.0).rem_euclid(20.0) < 10.0;
    x.abs() < 45.0 && y.abs() < 45.0 && (is_bar(x) || is_bar(y))
}

#[test]
fn a_number_in_a_picture_is_read() {
    let file = folder("query-number").join("number.png");
    let query = |model: &str, signs| {
        picture(signs).save(&file).unwrap();
        printed(&neuroglyph(&["query", model, file.to_str().unwrap()])).to_owned()
    };
    let answer = query(READER, [one, zero]);
    let lines: Vec<&str> = answer.lines().collect();
    let [number, first, second] = lines.as_slice() else {
        panic!("{answer}");
    };
    assert_eq!(*number, "10");
    for (line, digit) in [(first, "1  "), (second, "0  ")] {
        let share = line
            .strip_prefix(digit)
            .unwrap()
            .strip_suffix(" %")
            .unwrap();
        let share: f64 = share.trim().parse().unwrap();
        assert!((40.0..=100.0).contains(&share), "{line}");
    }

    let answer = query(READER, [zero, grating]);
    let lines: Vec<&str> = answer.lines().collect();
    let [number, digit, sign, reason] = lines.as_slice() else {
        panic!("{answer}");
    };
    assert_eq!(*number, "0?");
    assert!(
        digit.starts_with("0  ") && sign.starts_with("?  "),
        "{answer}"
    );
    assert_eq!(*reason, "?: no output reaches the threshold of 0.4");

    let blank: Shape = |_, _| false;
    let answer = query(&unsure_model("unsure-picture"), [zero, blank]);
    let lines: Vec<&str> = answer.lines().collect();
    assert_eq!(lines.len(), 11, "{answer}");
    assert_eq!(lines[3], "3   10.00 %");
    assert_eq!(lines[10], "refused: no output reaches the threshold of 0.4");
}
