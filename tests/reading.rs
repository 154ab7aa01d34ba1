//! Whole numbers: read as well as their digits read singly, and a lone digit as ever.
#![cfg(feature = "cli")]

#[path = "../tools/numbers/compose.rs"]
#[allow(dead_code)]
mod compose;

use std::path::Path;
use std::sync::LazyLock;

use compose::{Chance, Digit, Gap, Number, compose};
use neuroglyph::dataset::Drawing;
use neuroglyph::dataset::handwriting::{HandwritingGenerator, styles};
use neuroglyph::dataset::non_digits::{NonDigitGenerator, kinds};
use neuroglyph::preprocess::preprocess_strokes;
use neuroglyph::reading::{NumberReading, ReadingOptions};
use neuroglyph::{Error, Network};

static READER: LazyLock<Network> =
    LazyLock::new(|| Network::load(Path::new("pretrained/reader.safetensors")).unwrap());

type Strokes = Vec<Vec<[f32; 2]>>;

fn flat(strokes: &Strokes) -> Drawing {
    let mut drawing = Drawing::default();
    for stroke in strokes {
        drawing.xy.extend(stroke.iter().flatten());
        drawing.stroke_ends.push(drawing.xy.len() as u32 / 2);
    }
    drawing
}

fn strokes(Drawing { xy, stroke_ends }: &Drawing) -> Strokes {
    let points: Vec<[f32; 2]> = xy.as_chunks::<2>().0.to_vec();
    let mut start = 0;
    let ends = stroke_ends.iter().map(|end| *end as usize);
    ends.map(|end| points[std::mem::replace(&mut start, end)..end].to_vec())
        .collect()
}

fn read_with(drawing: &Drawing, options: &ReadingOptions) -> NumberReading {
    let Drawing { xy, stroke_ends } = drawing;
    READER.read_strokes(xy, stroke_ends, options).unwrap()
}

fn read(drawing: &Drawing) -> NumberReading {
    read_with(drawing, &ReadingOptions::default())
}

fn digit(digit: u8, style: &str, example: u32) -> Digit {
    let style = styles()
        .iter()
        .find(|s| s.digit == digit && s.name == style);
    let drawing = HandwritingGenerator::new(1).write(style.unwrap(), 0, example);
    Digit {
        label: digit,
        strokes: strokes(&drawing),
    }
}

/// Shares of `count` numbers of the synthetic hand, 2 to 5 digits each: read right as a whole, and all digits read right
/// singly.
fn shares(gap: Gap, count: u32, seed: u64) -> [f64; 2] {
    let generator = HandwritingGenerator::new(seed);
    let mut chance = Chance::new(seed);
    let (mut whole, mut alone) = (0, 0);
    for number in 0..count {
        let digits = 2 + chance.below(4) as u32;
        let digits = (0..digits).map(|index| {
            let (style, drawing) = generator.choose(1.0, 0, 8 * number + index).unwrap();
            Digit {
                label: style.digit,
                strokes: strokes(&drawing),
            }
        });
        let digits: Vec<Digit> = digits.collect();
        let is_read = |digit: &Digit| {
            let prediction = READER.predict(&flat(&digit.strokes).image()).unwrap();
            !prediction.is_refused() && prediction.digit == usize::from(digit.label)
        };
        alone += u32::from(digits.iter().all(is_read));
        let number = compose(&digits.iter().collect::<Vec<_>>(), gap, &mut chance);
        whole += u32::from(read(&flat(&number.strokes)).text() == number.label);
    }
    let shares = [whole, alone].map(|right| f64::from(right) / f64::from(count));
    println!(
        "{gap:?}: {:.4} whole, {:.4} digits alone",
        shares[0], shares[1]
    );
    shares
}

#[test]
fn numbers_are_read_nearly_as_well_as_their_digits() {
    for (gap, below) in [
        (Gap::Wide, 0.01),
        (Gap::Narrow, 0.01),
        (Gap::Touching, 0.04),
    ] {
        let [whole, alone] = shares(gap, 600, 11);
        assert!(whole >= alone - below, "{gap:?}: {whole} and {alone}");
    }
}

#[test]
fn a_lone_digit_is_torn_apart_in_no_style() {
    let generator = HandwritingGenerator::new(12);
    let drawings = styles()
        .iter()
        .flat_map(|style| (0..20).map(move |example| (style, example)));
    let (mut torn, mut all) = (0, 0);
    for (style, example) in drawings {
        let reading = read(&generator.write(style, 0, example));
        all += 1;
        if reading.digits.len() > 1 {
            torn += 1;
            println!("{}, {}: {}", style.digit, style.name, reading.text());
        }
    }
    println!("{torn} of {all} are torn apart");
    assert!(f64::from(torn) <= 0.003 * f64::from(all), "{torn} of {all}");
}

#[test]
fn few_more_non_digits_are_answered_than_as_one_sign() {
    let generator = NonDigitGenerator::new(13);
    // Digits side by side are numbers.
    let kinds = kinds().filter(|kind| !kind.name.ends_with("side by side"));
    let drawings = kinds.flat_map(|kind| (0..8).map(move |example| (kind, example)));
    let (mut as_one, mut as_number, mut all) = (0, 0, 0);
    for (kind, example) in drawings {
        let drawing = generator.draw(kind, 0, example);
        let text = read(&drawing).text();
        as_one += u32::from(!READER.predict(&drawing.image()).unwrap().is_refused());
        as_number += u32::from(!text.contains('?'));
        all += 1;
        if text.len() > 1 && !text.contains('?') {
            println!("{} as {text}", kind.name);
        }
    }
    println!("of {all}, {as_one} as one sign, {as_number} as numbers");
    let more = as_number.saturating_sub(as_one);
    assert!(
        f64::from(more) <= 0.008 * f64::from(all),
        "{as_number} and {as_one} of {all}"
    );
}

#[test]
fn a_lone_digit_is_read_as_by_preprocessing_and_query() {
    let generator = HandwritingGenerator::new(14);
    for style in styles().iter().step_by(5) {
        let Drawing { xy, stroke_ends } = generator.write(style, 0, 1);
        let reading = READER.read_strokes(&xy, &stroke_ends, &ReadingOptions::default());
        let reading = reading.unwrap();
        let alone = preprocess_strokes(&xy, &stroke_ends).unwrap().unwrap();
        let [found] = &reading.digits[..] else {
            panic!("{}, {}: {}", style.digit, style.name, reading.text())
        };
        assert_eq!(found.image, alone.image);
        assert_eq!(found.placement, alone.placement);
        assert_eq!(found.probabilities, READER.query(&alone.image).unwrap());
        assert_eq!(found.strokes.first(), Some(&0));
        assert_eq!(found.strokes.last(), stroke_ends.last());
    }
}

#[test]
fn lines_that_meet_at_their_ends_are_no_ones() {
    let v: Strokes = vec![
        line([0.0, 0.0], [20.0, 60.0]),
        line([40.0, 0.0], [21.0, 60.0]),
    ];
    let n: Strokes = vec![
        line([0.0, 60.0], [0.0, 0.0]),
        line([0.0, 0.0], [40.0, 60.0]),
        line([40.0, 60.0], [40.0, 0.0]),
    ];
    for letter in [v, n] {
        assert_eq!(read(&flat(&letter)).text(), "?");
    }
    let eleven: Strokes = vec![
        line([0.0, 0.0], [0.0, 60.0]),
        line([20.0, 0.0], [20.0, 60.0]),
    ];
    assert_eq!(read(&flat(&eleven)).text(), "11");
}

#[test]
fn ones_that_touch_their_neighbours_are_not_all_refused() {
    let generator = HandwritingGenerator::new(15);
    let zeros: Vec<_> = styles().iter().filter(|style| style.digit == 0).collect();
    let mut chance = Chance::new(15);
    for (neighbour, least) in [("0", 24), ("1", 6)] {
        let numbers = (0..60).map(|example| {
            let one = digit(1, "stick", example);
            let other = match neighbour {
                "0" => Digit {
                    label: 0,
                    strokes: strokes(&generator.write(
                        zeros[example as usize % zeros.len()],
                        0,
                        example,
                    )),
                },
                _ => digit(1, "stick", example + 100),
            };
            compose(&[&one, &other], Gap::Touching, &mut chance)
        });
        let is_read = |number: &Number| read(&flat(&number.strokes)).text() == number.label;
        let right = numbers.filter(is_read).count();
        println!("touching, 1{neighbour}: {right} of 60");
        assert!(right >= least, "1{neighbour}: {right} of 60");
    }
}

/// A straight stroke.
fn line([x0, y0]: [f32; 2], [x1, y1]: [f32; 2]) -> Vec<[f32; 2]> {
    let point = |share: f32| [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
    (0..=20).map(|i| point(i as f32 / 20.0)).collect()
}

#[test]
fn two_digits_in_one_stroke_are_cut() {
    // A 1, a line on to the right, and a 0.
    let one = (0..=20).map(|i| [0.0, i as f32 / 20.0]);
    let line = (1..10).map(|i| [i as f32 / 20.0, 1.0 - i as f32 / 10.0 * 0.9]);
    let zero = (0..=40).map(|i| {
        let angle = std::f32::consts::TAU * i as f32 / 40.0;
        [0.85 - 0.3 * angle.sin(), 0.5 - 0.5 * angle.cos()]
    });
    let ten: Strokes = vec![one.chain(line).chain(zero).collect()];
    let reading = read(&flat(&ten));
    assert_eq!(reading.text(), "10");
    let [one, zero] = &reading.digits[..] else {
        panic!("two digits")
    };
    assert_eq!(
        one.strokes[1] - 1,
        zero.strokes[0],
        "both have the point of the cut"
    );
    assert_eq!(zero.strokes[1] as usize, ten[0].len());
}

#[test]
fn what_the_user_joined_is_one_digit_and_what_was_split_is_two() {
    let digits = [digit(4, "closed", 1), digit(7, "plain", 2)];
    let number = compose(&[&digits[0], &digits[1]], Gap::Wide, &mut Chance::new(1));
    let drawing = flat(&number.strokes);
    let reading = read(&drawing);
    assert_eq!(reading.text(), "47");
    let all: Vec<u32> = reading
        .digits
        .iter()
        .flat_map(|found| found.strokes.clone())
        .collect();
    let joined = ReadingOptions {
        fixed: vec![all.clone()],
        split: None,
    };
    assert_eq!(read_with(&drawing, &joined).digits.len(), 1);
    let split = ReadingOptions {
        fixed: Vec::new(),
        split: Some(all),
    };
    assert_eq!(read_with(&drawing, &split).text(), "47");
    // The 4 alone is two strokes.
    let four = ReadingOptions {
        fixed: vec![reading.digits[1].strokes.clone()],
        split: Some(reading.digits[0].strokes.clone()),
    };
    let apart = read_with(&drawing, &four);
    assert_eq!(apart.digits.len(), 3);
    assert_eq!(apart.digits[2].strokes, reading.digits[1].strokes);
}

#[test]
fn digits_that_the_user_set_apart_are_read_beyond_the_most() {
    let ones: Strokes = (0..14)
        .map(|i| vec![[40.0 * i as f32, 0.0], [40.0 * i as f32, 60.0]])
        .collect();
    let drawing = flat(&ones);
    let group = |i: u32| vec![2 * i, 2 * i + 2];
    // Twelve are fixed, and two are left: they have no place among the twelve, and are read as one.
    let twelve = ReadingOptions {
        fixed: (0..12).map(group).collect(),
        split: None,
    };
    let reading = read_with(&drawing, &twelve);
    assert_eq!(reading.digits.len(), 13);
    assert_eq!(reading.digits[12].strokes, [24, 26, 26, 28]);
    let all = ReadingOptions {
        fixed: (0..14).map(group).collect(),
        split: None,
    };
    assert_eq!(read_with(&drawing, &all).text(), "1".repeat(14));
}

#[test]
fn a_point_has_no_place_to_be_split() {
    let dot = Drawing {
        xy: vec![3.0, 4.0],
        stroke_ends: vec![1],
    };
    let split = ReadingOptions {
        split: Some(vec![0, 1]),
        ..ReadingOptions::default()
    };
    assert_eq!(read_with(&dot, &split).digits.len(), 1);
}

#[test]
fn groups_that_name_no_ink_are_refused() {
    let drawing = flat(&digit(1, "stick", 1).strokes);
    let points = drawing.xy.len() as u32 / 2;
    for group in [vec![0], vec![0, points + 1], vec![2, 2], vec![5, 3]] {
        for options in [
            ReadingOptions {
                fixed: vec![group.clone()],
                split: None,
            },
            ReadingOptions {
                fixed: Vec::new(),
                split: Some(group.clone()),
            },
        ] {
            let refused = READER.read_strokes(&drawing.xy, &drawing.stroke_ends, &options);
            assert!(
                matches!(refused, Err(Error::Strokes(_))),
                "{group:?}: {refused:?}"
            );
        }
    }
}

#[test]
fn a_blank_has_no_digits_and_a_crowd_of_strokes_is_one_sign() {
    assert_eq!(read(&Drawing::default()).text(), "");
    let crowd: Strokes = (0..100)
        .map(|i| vec![[i as f32, 0.0], [i as f32 + 0.5, 30.0]])
        .collect();
    assert_eq!(read(&flat(&crowd)).text(), "?");
}

#[test]
fn cached_outputs_do_not_outlive_a_change_of_the_weights() {
    let mut network = READER.clone();
    let Drawing { xy, stroke_ends } = flat(&digit(3, "round", 1).strokes);
    let options = ReadingOptions::default();
    let before = network.read_strokes(&xy, &stroke_ends, &options).unwrap();
    let again = network.read_strokes(&xy, &stroke_ends, &options).unwrap();
    assert_eq!(again, before);
    let weights: Vec<f32> = network
        .weights()
        .iter()
        .map(|weight| 0.9 * weight)
        .collect();
    network.set_weights(&weights).unwrap();
    let after = network.read_strokes(&xy, &stroke_ends, &options).unwrap();
    assert_ne!(
        after.digits[0].probabilities,
        before.digits[0].probabilities
    );
    let image = &after.digits[0].image;
    assert_eq!(after.digits[0].probabilities, network.query(image).unwrap());
}
