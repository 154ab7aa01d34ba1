//! Photographs of MNIST's digits, made from a seed: the example and the tests share it.

#[path = "random.rs"]
mod random;
#[path = "render.rs"]
mod render;
#[path = "scene.rs"]
pub mod scene;

use image::RgbImage;

use random::Random;
use scene::{KINDS, Kind, Scene};

/// The kind of the photograph with this number: all kinds take turns.
pub fn kind_of(number: usize) -> Kind {
    KINDS[number % KINDS.len()]
}

/// The photograph with this number, of a digit of 28 × 28 grey levels.
pub fn photograph(digit: &[u8], seed: u64, number: usize) -> RgbImage {
    let mut random = Random::new(seed, number);
    let scene = Scene::of(kind_of(number), &mut random);
    render::render(digit, &scene, &mut random)
}
