//! Whole numbers in pictures: pages of MNIST's test digits on paper of several kinds.
#![cfg(feature = "cli")]

#[path = "../tools/numbers/compose.rs"]
#[allow(dead_code)]
mod compose;

use std::path::Path;
use std::sync::LazyLock;

use compose::Chance;
use neuroglyph::dataset::{Dataset, Part, read_mnist};
use neuroglyph::reading::{NumberReading, ReadingOptions};
use neuroglyph::{Error, Network};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

static READER: LazyLock<Network> =
    LazyLock::new(|| Network::load(Path::new("pretrained/reader.safetensors")).unwrap());
static DIGITS: LazyLock<Dataset> =
    LazyLock::new(|| read_mnist(Path::new("target/mnist"), Part::Test).unwrap());

/// Paper and ink, 0..255; how much lighter the paper becomes from left to right; its grain.
struct Paper {
    name: &'static str,
    paper: f32,
    ink: f32,
    gradient: f32,
    grain: f32,
}

#[rustfmt::skip]
const PAPERS: [Paper; 5] = [
    Paper { name: "white", paper: 255.0, ink: 0.0, gradient: 0.0, grain: 0.0 },
    Paper { name: "grey", paper: 180.0, ink: 60.0, gradient: 0.0, grain: 2.0 },
    Paper { name: "in a shadow", paper: 140.0, ink: 20.0, gradient: 80.0, grain: 2.0 },
    Paper { name: "grainy", paper: 225.0, ink: 50.0, gradient: 0.0, grain: 6.0 },
    Paper { name: "a blackboard", paper: 30.0, ink: 220.0, gradient: 20.0, grain: 3.0 },
];

struct Page {
    rgba: Vec<u8>,
    width: usize,
    height: usize,
}

fn read(
    Page {
        rgba,
        width,
        height,
    }: &Page,
    options: &ReadingOptions,
) -> NumberReading {
    READER.read_pixels(rgba, *width, *height, options).unwrap()
}

/// The least and the greatest column of an image that has ink.
fn columns(image: &[u8]) -> [usize; 2] {
    let has_ink = |x: &usize| (0..28).any(|y| image[28 * y + x] > 0);
    [
        (0..28).find(has_ink).unwrap(),
        (0..28).rfind(has_ink).unwrap(),
    ]
}

/// Digits side by side, 2 to 4 times as large as MNIST's, 3 to 12 of its pixels apart.
fn page(digits: &[usize], paper: &Paper, chance: &mut Chance) -> Page {
    let scale = 2 + chance.below(3);
    let margin = 8;
    let mut left = margin;
    let mut places = Vec::new();
    for index in digits {
        let [first, last] = columns(DIGITS.image(*index));
        let rise = chance.below(5);
        places.push((DIGITS.image(*index), left - first.min(left), margin + rise));
        left = left - first.min(left) + last + 1 + 3 + chance.below(10);
    }
    let (width, height) = (scale * (left + margin), scale * (28 + 4 + 2 * margin));
    let mut rgba = Vec::new();
    for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
        let (column, row) = (x / scale, y / scale);
        let of = |(image, left, top): &(&[u8], usize, usize)| {
            let (x, y) = (column.checked_sub(*left)?, row.checked_sub(*top)?);
            (x < 28 && y < 28).then(|| image[28 * y + x])
        };
        let ink = places.iter().filter_map(of).max().unwrap_or(0);
        let ground = paper.paper + paper.gradient * x as f32 / width as f32;
        let grain = chance.uniform(-1.0..1.0) * paper.grain;
        let value = ground + (paper.ink - ground) * f32::from(ink) / 255.0 + grain;
        rgba.extend([value as u8, value as u8, value as u8, 255]);
    }
    Page {
        rgba,
        width,
        height,
    }
}

#[test]
fn numbers_on_paper_of_several_kinds_are_read() {
    let read_page = |number: usize| {
        let mut chance = Chance::new(number as u64);
        let digits = 2 + chance.below(4);
        let digits: Vec<usize> = (0..digits).map(|_| chance.below(DIGITS.len())).collect();
        let paper = &PAPERS[number % PAPERS.len()];
        let text = read(
            &page(&digits, paper, &mut chance),
            &ReadingOptions::default(),
        )
        .text();
        let written = digits
            .iter()
            .map(|index| char::from(b'0' + DIGITS.labels()[*index]));
        let written: String = written.collect();
        (text != written).then(|| format!("{}: {written} is read {text}", paper.name))
    };
    let wrong: Vec<String> = (0..300).into_par_iter().filter_map(read_page).collect();
    println!("{} of 300 are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(wrong.len() <= 15, "{}", wrong.join("\n"));
}

#[test]
fn a_lone_digit_of_mnist_is_torn_apart_hardly_ever() {
    let is_torn = |index: &usize| {
        let rgba = DIGITS
            .image(*index)
            .iter()
            .flat_map(|ink| [*ink, *ink, *ink, 255]);
        let page = Page {
            rgba: rgba.collect(),
            width: 28,
            height: 28,
        };
        let text = read(&page, &ReadingOptions::default()).text();
        if text.len() > 1 {
            println!("a {} is read {text}", DIGITS.labels()[*index]);
        }
        text.len() > 1
    };
    let torn = (0..DIGITS.len()).into_par_iter().filter(is_torn).count();
    println!("{torn} of {}", DIGITS.len());
    assert!(1_000 * torn <= 3 * DIGITS.len(), "{torn}");
}

#[test]
fn pieces_of_a_picture_are_joined_and_split_by_their_numbers() {
    let two = page(&[0, 1], &PAPERS[0], &mut Chance::new(1));
    let reading = read(&two, &ReadingOptions::default());
    assert_eq!(reading.digits.len(), 2);
    let all = reading
        .digits
        .iter()
        .flat_map(|found| found.strokes.clone());
    let mut all: Vec<u32> = all.collect();
    all.sort_unstable();
    let joined = ReadingOptions {
        fixed: vec![all.clone()],
        split: None,
    };
    let joined = read(&two, &joined);
    assert_eq!(joined.digits.len(), 1);
    assert_eq!(joined.digits[0].strokes, all);
    let split = ReadingOptions {
        fixed: Vec::new(),
        split: Some(all),
    };
    assert_eq!(read(&two, &split), reading);
    let wrong = ReadingOptions {
        fixed: vec![vec![99]],
        split: None,
    };
    let refused = READER.read_pixels(&two.rgba, two.width, two.height, &wrong);
    assert!(matches!(refused, Err(Error::Picture(_))));
}
