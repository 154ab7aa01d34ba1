//! Whose fault is it? Only the chain rule always agrees with the wiggle.

use std::ops::Range;

use neuroglyph::Network;
use neuroglyph::credit_assignment::CreditRule;
use neuroglyph::loss::Loss;
use neuroglyph::recipe::named;

use crate::{CASES, DIGITS, Examples, XOR, drawings, xor_recipe};

const RULES: [CreditRule; 4] = [
    CreditRule::Divided,
    CreditRule::Undivided,
    CreditRule::Swapped,
    CreditRule::ChainRule,
];

const HIDDEN: usize = 15;

/// Lernmi's 784-15-10, trained with one drawing at a time, 100 of each digit, five times.
fn lernmi() -> Network {
    let mut network = Network::new(named("lernmi").unwrap(), Some(1)).unwrap();
    let Examples { images, labels } = drawings(&DIGITS, 100, 1, |_| true);
    for turn in 0..5 * labels.len() {
        // Digit after digit.
        let example = turn % 10 * 100 + turn / 10 % 100;
        let image = &images[example * 784..][..784];
        network.train_step(image, &[labels[example]]).unwrap();
    }
    network
}

/// A drawing of another seed that the network calls something else, and its label.
fn called_wrong(network: &Network) -> (Vec<f32>, u8) {
    let others = drawings(&DIGITS, 50, 2, |_| true);
    let evaluation = network.evaluate(&others.images, &others.labels).unwrap();
    println!(
        "784-15-10 reads {} of {} other drawings",
        evaluation.correct, evaluation.samples
    );
    let mut pairs = others.images.chunks(784).zip(&others.labels);
    let is_wrong = |(image, label): &(&[f32], &u8)| {
        network.predict(*image).unwrap().digit != usize::from(**label)
    };
    let (image, label) = pairs.find(is_wrong).unwrap();
    println!(
        "a {label} is called {}",
        network.predict(image).unwrap().digit
    );
    (image.to_vec(), *label)
}

/// The change of the loss where one weight is a little more and a little less, by that change.
fn wiggle(network: &Network, index: usize, image: &[f32], label: u8) -> f64 {
    const BY: f32 = 0.02;
    let loss = |more: f32| {
        let mut weights = network.weights();
        weights[index] += more;
        let mut wiggled = network.clone();
        wiggled.set_weights(&weights).unwrap();
        wiggled.evaluate(image, &[label]).unwrap().loss
    };
    (loss(BY) - loss(-BY)) / (2.0 * f64::from(BY))
}

/// Of ten neurons of a layer the link into each with the largest gradient, those first where it is the largest. `links`
/// are the layer's among all parameters.
fn strongest(gradients: &[f32], links: Range<usize>, neurons: usize) -> Vec<usize> {
    let steepness = |link: &usize| gradients[*link].abs();
    let of_neuron = |neuron: usize| {
        let links = links.clone().skip(neuron).step_by(neurons);
        links
            .max_by(|a, b| steepness(a).total_cmp(&steepness(b)))
            .unwrap()
    };
    let mut links: Vec<usize> = (0..neurons).map(of_neuron).collect();
    links.sort_by(|a, b| steepness(b).total_cmp(&steepness(a)));
    links.truncate(10);
    links
}

#[test]
fn the_wiggle_agrees_with_the_chain_rule_alone() {
    let network = lernmi();
    let (image, label) = called_wrong(&network);
    let of_rules = RULES.map(|rule| network.gradients_by(rule, &image, &[label]).unwrap());
    let chain_rule = &of_rules[3];
    let outputs = 784 * HIDDEN + HIDDEN;
    for (name, links) in [
        (
            "hidden neurons",
            strongest(chain_rule, 0..784 * HIDDEN, HIDDEN),
        ),
        (
            "outputs",
            strongest(chain_rule, outputs..outputs + HIDDEN * 10, 10),
        ),
    ] {
        let mut agree = [0; 4];
        let mut worst = 0f64;
        for link in links {
            let slope = wiggle(&network, link, &image, label);
            let apart =
                |gradients: &Vec<f32>| (f64::from(gradients[link]) - slope).abs() / slope.abs();
            for (agree, gradients) in agree.iter_mut().zip(&of_rules) {
                *agree += usize::from(apart(gradients) < 0.01);
            }
            worst = worst.max(apart(chain_rule));
        }
        let [divided, undivided, swapped, chain_rule] = agree;
        println!(
            "of ten links into {name} the wiggle agrees within 1 % with divided {divided}, undivided {undivided}, swapped {swapped}, chain rule {chain_rule}, which is {:.3} % apart at most",
            100.0 * worst
        );
        assert_eq!(chain_rule, 10);
        assert!(swapped <= 3);
        match name {
            // The rules part where an error goes back through a layer.
            "outputs" => assert_eq!((divided, undivided), (10, 10)),
            _ => assert!(divided <= 3 && undivided <= 3),
        }
    }
}

#[test]
fn the_chain_rule_learns_xor_and_the_swapped_one_does_not() {
    let mut learnt = Vec::new();
    for rule in RULES {
        let mut of_ten = 0;
        for seed in 0..10 {
            let mut network =
                Network::new(xor_recipe(Loss::SquaredError, 3.0), Some(seed)).unwrap();
            for _ in 0..5_000 {
                if network.train_step_by(rule, &CASES[..], &XOR).is_err() {
                    break;
                }
            }
            of_ten += usize::from(network.evaluate(&CASES[..], &XOR).unwrap().correct == 4);
        }
        println!("XOR by 2-3-2 from ten seeds, {rule:?}: {of_ten}");
        learnt.push(of_ten);
    }
    let [divided, undivided, swapped, chain_rule] = learnt[..] else {
        unreachable!()
    };
    assert!(chain_rule >= 9 && swapped == 0);
    // The division does not only normalise: without it the same rule learns.
    assert!(undivided >= 9 && divided <= 5);
}
