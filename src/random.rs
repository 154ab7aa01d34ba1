//! Seeded randomness: one generator, separate streams, the same numbers on every platform.

mod lanes;

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro128PlusPlus;
use serde::{Deserialize, Serialize};

pub use lanes::LANES;

use crate::error::{Error, Result};

/// The purpose of random numbers. Each purpose has a stream of its own, so that drawing more numbers for
/// one (a larger dropout layer, say) leaves the others as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    Initialisation,
    Order,
    Dropout,
    BackQuery,
    Augmentation,
    Handwriting,
    NonDigits,
}

/// A stream of random numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Random(Xoshiro128PlusPlus);

impl Random {
    pub fn new(seed: u64, stream: Stream) -> Self {
        let mut generator = Xoshiro128PlusPlus::seed_from_u64(seed);
        // Each jump skips 2^96 numbers, so no two streams ever overlap.
        for _ in 0..stream as usize {
            generator.long_jump();
        }
        Self(generator)
    }

    /// The part of this stream with this number. Parts never overlap: each is 2^64 numbers long.
    pub fn part(mut self, number: usize) -> Self {
        for _ in 0..number {
            self.0.jump();
        }
        self
    }

    /// The generator of one example, whatever has been drawn for the others: seeded by a hash (SplitMix64) of this
    /// stream's next number, the epoch and the example's number.
    pub fn item(&self, epoch: usize, number: u32) -> Self {
        Self(Xoshiro128PlusPlus::seed_from_u64(
            self.seed_of(epoch, number),
        ))
    }

    fn seed_of(&self, epoch: usize, number: u32) -> u64 {
        let key = self.0.clone().next_u64();
        key.wrapping_add((epoch as u64) << 32 | u64::from(number))
    }

    /// Whether this is the one state that never changes, and gives 0 for ever; no seed leads to it.
    pub fn is_stuck(&self) -> bool {
        // No other state gives so many zeros in a row.
        let mut generator = self.0.clone();
        (0..8).all(|_| generator.next_u32() == 0)
    }

    /// Gives all items other numbers from here on.
    pub fn next_items(&mut self) {
        self.0.next_u64();
    }

    /// 32 random bits.
    #[inline]
    pub fn bits(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// Uniform in 0 ≤ u < 1, with 53 random bits.
    fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform in low ≤ u ≤ high.
    pub fn uniform(&mut self, low: f32, high: f32) -> f32 {
        let (low, high) = (f64::from(low), f64::from(high));
        (low + (high - low) * self.unit()) as f32
    }

    /// Normal with mean 0 and standard deviation 1 (G. E. P. Box and M. E. Muller, 1958).
    /// The functions are `libm`'s on every platform, so the numbers are the same bit for bit.
    pub fn normal(&mut self) -> f32 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        (radius * libm::cos(std::f64::consts::TAU * self.unit())) as f32
    }

    /// Uniform among 0 … bound − 1 (D. Lemire, "Fast random integer generation in an
    /// interval", 2019).
    pub fn below(&mut self, bound: u32) -> u32 {
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let product = u64::from(self.bits()) * u64::from(bound);
            if product as u32 >= threshold {
                return (product >> 32) as u32;
            }
        }
    }

    /// Puts the items in random order (Fisher–Yates).
    pub fn shuffle(&mut self, items: &mut [u32]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u32 + 1) as usize);
        }
    }
}

/// A seed from the platform's own source of randomness: 32 bits, short enough to be typed.
pub fn random_seed() -> Result<u64> {
    getrandom::u32()
        .map(u64::from)
        .map_err(|error| Error::NoSeed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_seed_gives_the_same_numbers_on_every_platform() {
        let mut random = Random::new(1, Stream::Initialisation);
        let bits = [random.bits(), random.bits()];
        let normals = [random.normal().to_bits(), random.normal().to_bits()];
        assert_eq!(bits, [2_146_930_148, 2_585_199_205]);
        assert_eq!(normals, [3_192_156_051, 1_032_152_149]);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn streams_differ() {
        let first = Random::new(1, Stream::Initialisation).bits();
        let second = Random::new(1, Stream::Order).bits();
        let third = Random::new(1, Stream::Dropout).bits();
        assert!(first != second && second != third && first != third);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn normals_have_mean_0_and_deviation_1() {
        let mut random = Random::new(3, Stream::Initialisation);
        let normals: Vec<f64> = (0..100_000).map(|_| f64::from(random.normal())).collect();
        let mean = normals.iter().sum::<f64>() / 1e5;
        let variance = normals.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 1e5;
        // Four standard errors: 4 / √100,000 and 4 · √(2 / 100,000).
        assert!(mean.abs() < 0.0127, "mean {mean}");
        assert!((variance - 1.0).abs() < 0.0179, "variance {variance}");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn uniforms_stay_in_their_range() {
        let mut random = Random::new(4, Stream::Initialisation);
        let values: Vec<f32> = (0..10_000).map(|_| random.uniform(-0.5, 0.5)).collect();
        assert!(values.iter().all(|x| (-0.5..=0.5).contains(x)));
        assert!(values.iter().any(|x| *x < -0.49) && values.iter().any(|x| *x > 0.49));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_shuffle_is_a_permutation_and_reaches_every_place() {
        let mut random = Random::new(5, Stream::Order);
        let mut counts = [[0u32; 5]; 5];
        for _ in 0..10_000 {
            let mut items = [0, 1, 2, 3, 4];
            random.shuffle(&mut items);
            let mut sorted = items;
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3, 4]);
            for (place, item) in items.into_iter().enumerate() {
                counts[place][item as usize] += 1;
            }
        }
        // 2,000 expected each; five standard deviations of a binomial count are 200.
        assert!(
            counts.iter().flatten().all(|n| n.abs_diff(2_000) < 200),
            "{counts:?}"
        );
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn seeds_of_the_platform_differ() {
        let seeds: Vec<u64> = (0..4).map(|_| random_seed().unwrap()).collect();
        assert!(seeds.windows(2).any(|pair| pair[0] != pair[1]), "{seeds:?}");
    }
}
