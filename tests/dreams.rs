//! What the shipped networks take the digits for: each reads its own dreams, others recognise them, and a drawing
//! can be turned into another digit by a small change. One seed by default; DREAM_SEEDS=5 tries five.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{by_gradient, pixels};
use neuroglyph::Network;
use neuroglyph::back_query::{Method, Options, Prior, Start};
use neuroglyph::dataset::handwriting::{HandwritingGenerator, styles};
use neuroglyph::preprocess::preprocess_strokes;
use neuroglyph::recipe::named;
use serde::Deserialize;

const NAMES: [&str; 7] = [
    "reader",
    "reader-mnist",
    "convnet",
    "keras-mlp",
    "symon",
    "nielsen",
    "lernmi",
];

fn model(name: &str) -> Network {
    let file = format!("pretrained/{name}.safetensors");
    Network::from_safetensors(&std::fs::read(file).unwrap()).unwrap()
}

fn seeds() -> std::ops::RangeInclusive<u64> {
    let seeds = std::env::var("DREAM_SEEDS").map(|seeds| seeds.parse().unwrap());
    1..=seeds.unwrap_or(1)
}

fn correct(network: &Network, images: &[f32]) -> usize {
    let digits: Vec<u8> = (0..10).collect();
    network.evaluate(images, &digits).unwrap().correct
}

#[test]
fn every_shipped_network_reads_its_own_dreams_and_another_recognises_nine() {
    for seed in seeds() {
        for name in NAMES {
            let network = model(name);
            let dreams = network
                .dreams(&Options {
                    seed,
                    ..by_gradient()
                })
                .unwrap();
            let images = pixels(&dreams);
            assert!(images.iter().all(|pixel| (0.0..=1.0).contains(pixel)));
            let outputs = network.query(&images).unwrap();
            for (digit, dream) in dreams.iter().enumerate() {
                assert_eq!((dream.method, dream.steps), (Method::Gradient, 100));
                assert_eq!(dream.confidence, outputs[digit * 10 + digit]);
                let confidence = dream.confidence;
                assert!(
                    confidence >= 0.9,
                    "{name}, seed {seed}, {digit}: {confidence}"
                );
            }
            assert_eq!(correct(&network, &images), 10, "{name}, seed {seed}");
            // Of another architecture: reader-mnist is reader's, trained on other images.
            let architecture = |name: &str| name.trim_end_matches("-mnist").to_owned();
            let others = NAMES
                .iter()
                .filter(|other| architecture(other) != architecture(name));
            let most = others
                .map(|other| correct(&model(other), &images))
                .max()
                .unwrap();
            println!("{name}, seed {seed}: another network recognises {most} of 10");
            assert!(most >= 9, "{name}, seed {seed}: {most} of 10");
        }
    }
}

#[test]
fn free_dreams_and_those_as_handwriting_varies_are_read_by_every_network() {
    for prior in [Prior::Free, Prior::Handwriting] {
        for name in NAMES {
            let network = model(name);
            let options = Options {
                prior: Some(prior),
                ..by_gradient()
            };
            let images = pixels(&network.dreams(&options).unwrap());
            assert_eq!(correct(&network, &images), 10, "{name}, {prior:?}");
        }
    }
}

#[test]
fn a_network_that_has_hardly_learnt_reads_its_own_dreams() {
    let generator = HandwritingGenerator::new(5);
    let draw = |example: u32| {
        let (row, styles) = (example as usize % styles().len(), styles());
        (
            styles[row].digit,
            generator.write(&styles[row], row, example).image(),
        )
    };
    let examples: Vec<(u8, Vec<f32>)> = (0..4_000).map(draw).collect();
    for name in ["handwriting-recogniser", "sprint"] {
        let mut network = Network::new(named(name).unwrap(), Some(1)).unwrap();
        for batch in examples.chunks(50) {
            let labels: Vec<u8> = batch.iter().map(|(digit, _)| *digit).collect();
            let images: Vec<f32> = batch.iter().flat_map(|(_, image)| image.clone()).collect();
            network.train_step(&images, &labels).unwrap();
        }
        for (digit, dream) in network.dreams(&by_gradient()).unwrap().iter().enumerate() {
            assert!(
                dream.confidence >= 0.9,
                "{name}, {digit}: {}",
                dream.confidence
            );
        }
    }
}

/// The sum of the absolute differences.
fn change(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}

/// A hundred drawings and what they show: synthetic ones, or a hundred of FLIP_STROKES, a file of drawn strokes.
fn drawings() -> Vec<(usize, Vec<f32>)> {
    let Ok(file) = std::env::var("FLIP_STROKES") else {
        let generator = HandwritingGenerator::new(7);
        let draw = |drawing: usize| {
            let style = &styles()[drawing * 37 % styles().len()];
            let image = generator.write(style, drawing, 3).image();
            (usize::from(style.digit), image)
        };
        return (0..100).map(draw).collect();
    };
    let lines = std::fs::read_to_string(file).unwrap();
    let count = lines.lines().count();
    let drawing = |line: &str| {
        let drawing: Drawn = serde_json::from_str(line).unwrap();
        let ends = drawing.strokes.iter().scan(0, |end, stroke| {
            *end += stroke.len() as u32;
            Some(*end)
        });
        let ends: Vec<u32> = ends.collect();
        let xy: Vec<f32> = drawing
            .strokes
            .iter()
            .flatten()
            .flatten()
            .copied()
            .collect();
        (
            drawing.label,
            preprocess_strokes(&xy, &ends).unwrap().unwrap().image,
        )
    };
    lines
        .lines()
        .step_by(count / 100)
        .take(100)
        .map(drawing)
        .collect()
}

#[derive(Deserialize)]
struct Drawn {
    label: usize,
    strokes: Vec<Vec<[f32; 2]>>,
}

#[test]
fn a_small_change_turns_a_drawing_into_another_digit() {
    let drawings = drawings();
    assert_eq!(drawings.len(), 100);
    for name in NAMES {
        let network = model(name);
        let dreams = network.dreams(&by_gradient()).unwrap();
        let (mut flips, mut changes, mut distances) = (0, 0.0, 0.0);
        for (index, (written, image)) in drawings.iter().enumerate() {
            let digit = (written + 1 + index * 7 % 9) % 10;
            let options = Options {
                start: Start::Images(image.clone()),
                stay_near: 0.03,
                ..by_gradient()
            };
            let turned = network.back_query(digit, &options).unwrap();
            flips += usize::from(turned.confidence >= 0.9);
            changes += change(image, &turned.image);
            distances += change(image, &dreams[digit].image);
        }
        let share = changes / distances;
        println!("{name}: {flips} of 100 turned, by {share:.2} of the way to the dream");
        assert!(flips >= 95, "{name}: {flips}");
        assert!(share <= 0.5, "{name}: {share}");
    }
}

#[test]
fn what_is_read_as_asked_already_stays_as_it_is() {
    let network = model("reader");
    let image = HandwritingGenerator::new(7)
        .write(&styles()[0], 0, 3)
        .image();
    let options = Options {
        start: Start::Images(image.clone()),
        stay_near: 0.03,
        ..by_gradient()
    };
    let same = network
        .back_query(usize::from(styles()[0].digit), &options)
        .unwrap();
    assert_eq!(same.image, image);
    // Without the penalty the drawing is only where the way begins.
    let free = Options {
        stay_near: 0.0,
        ..options
    };
    let dream = network
        .back_query(usize::from(styles()[0].digit), &free)
        .unwrap();
    assert!(change(&dream.image, &image) > 20.0);
}
