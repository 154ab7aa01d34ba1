//! The numbers that `tools/numbers` puts together: that they are as they should be, and that the command line reads them.

use std::fs;

use neuroglyph::dataset::handwriting::HandwritingGenerator;
use serde_json::Value;

use super::compose::{Chance, Digit, Gap, Number};
use super::line::line;
use super::synthetic::synthetic_writer;
use super::writer::{Writer, read_writers};
use super::{folder, neuroglyph, printed};

/// Numbers of synthetic hands, and the hands.
fn composed(gap: Gap, seed: u64, count: usize) -> Vec<(Number, Writer)> {
    let generator = HandwritingGenerator::new(seed);
    let chance = &mut Chance::new(seed);
    let numbers = (0..count).map(|hand| {
        let writer = synthetic_writer(&generator, hand, chance);
        (writer.write_number(gap, chance), writer)
    });
    numbers.collect()
}

/// The left, upper, right and lower edge of each digit.
fn boxes(number: &Number) -> Vec<[f32; 4]> {
    let mut strokes = number.strokes.iter();
    let boxes = number.digits.iter().map(|count| {
        let points = strokes.by_ref().take(*count).flatten();
        points.fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |edges, [x, y]| {
            let [left, top, right, bottom] = edges;
            [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
        })
    });
    let boxes = boxes.collect();
    assert!(strokes.next().is_none(), "{number:?}");
    boxes
}

#[test]
fn digits_stand_side_by_side_with_the_gaps_asked_for() {
    for (gap, least, most) in [
        (Gap::Wide, 0.15, 0.5),
        (Gap::Narrow, 0.03, 0.2),
        (Gap::Touching, -0.12, 0.05),
    ] {
        let numbers = composed(gap, 1, 200);
        let mut gaps = Vec::new();
        for (number, _) in &numbers {
            let boxes = boxes(number);
            assert_eq!(boxes.len(), number.label.len());
            assert!((2..=5).contains(&boxes.len()), "{number:?}");
            gaps.extend(boxes.windows(2).map(|pair| pair[1][0] - pair[0][2]));
            for [_, top, _, bottom] in boxes {
                assert!((0.919..1.081).contains(&bottom), "{number:?}");
                assert!(bottom - top < 1.101, "{number:?}");
            }
        }
        let (low, high) = gaps.iter().fold((f32::MAX, f32::MIN), |(low, high), gap| {
            (low.min(*gap), high.max(*gap))
        });
        assert!(low > least - 0.001 && high < most + 0.001, "{low} {high}");
        let width = most - least;
        assert!(low < least + 0.05 * width && high > most - 0.05 * width);
        let lengths = (2..=5).map(|length| {
            let of_length = numbers
                .iter()
                .filter(|(number, _)| number.digits.len() == length);
            of_length.count()
        });
        // 50 expected; four standard deviations are 24.
        assert!(lengths.clone().all(|count| count.abs_diff(50) < 25));
    }
}

#[test]
fn a_number_is_by_one_writer_and_the_same_for_the_same_seed() {
    let numbers = composed(Gap::Narrow, 1, 20);
    assert!(numbers == composed(Gap::Narrow, 1, 20));
    assert!(numbers != composed(Gap::Narrow, 2, 20));
    for (number, writer) in numbers {
        let mut strokes = number.strokes.as_slice();
        for (label, count) in number.label.bytes().zip(&number.digits) {
            let (digit, others) = strokes.split_at(*count);
            let is_by_writer = |written: &Digit| {
                let lengths = |strokes: &[Vec<_>]| strokes.iter().map(Vec::len).collect::<Vec<_>>();
                written.label == label - b'0' && lengths(&written.strokes) == lengths(digit)
            };
            assert!(writer.digits.iter().any(is_by_writer), "{number:?}");
            strokes = others;
        }
    }
}

#[test]
fn writers_are_read_from_a_file_of_strokes() {
    let file = folder("writers").join("strokes.jsonl");
    let lines = [
        r#"{"label": 4, "writer": "anna", "source": "school", "strokes": [[[0, 0], [1, 1]], [[2, 2]]]}"#,
        r#"{"label": 1, "writer": "otto", "strokes": [[[0, 0], [0, 1]]]}"#,
        r#"{"label": null, "strokes": []}"#,
        "",
        r#"{"label": 2, "writer": "anna", "source": "school", "strokes": [[[0, 0], [1, 0]]]}"#,
    ];
    fs::write(&file, lines.join("\n")).unwrap();
    let writers = read_writers(&file).unwrap();
    let [anna] = writers.as_slice() else {
        panic!("otto has but one digit: {writers:?}");
    };
    assert_eq!(
        (anna.name.as_str(), anna.source.as_str()),
        ("anna", "school")
    );
    let number = anna.write_number(Gap::Wide, &mut Chance::new(1));
    assert!(["42", "24"].contains(&number.label.as_str()), "{number:?}");
    assert_eq!(number.strokes.len(), 3);

    for (line, reason) in [
        (lines[1], "there is no writer of 2 digits"),
        (
            r#"{"label": 1, "strokes": [[[0, 0]]]}"#,
            ":1: missing field `writer`",
        ),
        (
            r#"{"label": 10, "writer": "anna", "strokes": [[[0, 0]]]}"#,
            ":1: label 10 is no digit from 0 to 9",
        ),
        (
            r#"{"label": 1, "writer": "anna", "strokes": [[]]}"#,
            ":1: there is no point in its strokes",
        ),
        (
            r#"{"label": 1, "writer": "anna"}"#,
            ":1: missing field `strokes`",
        ),
    ] {
        fs::write(&file, line).unwrap();
        let message = read_writers(&file).unwrap_err().to_string();
        assert!(message.contains("strokes.jsonl"), "{message}");
        assert!(message.contains(reason), "{message}");
    }
}

#[test]
fn composed_numbers_are_evaluated_as_they_are_printed() {
    let file = folder("composed").join("numbers.jsonl");
    let numbers = composed(Gap::Wide, 1, 60);
    let lines = numbers
        .iter()
        .map(|(number, writer)| line(number, writer).unwrap());
    fs::write(&file, lines.collect::<Vec<_>>().join("\n")).unwrap();
    let model = "pretrained/reader.safetensors";
    let file = file.to_str().unwrap();
    let output = neuroglyph(&["evaluate", model, "--json", "--numbers", file]);
    let report: Value = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(report["samples"], 60);
    let [accuracy, alone] = ["accuracy", "digits_alone"].map(|name| report[name].as_f64().unwrap());
    // Three numbers of 60.
    assert!(alone > 0.9 && accuracy >= alone - 0.05, "{report}");
}
