//! Seeded random numbers.

use rand_xoshiro::Xoshiro128PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

pub struct Random(Xoshiro128PlusPlus);

impl Random {
    /// The numbers of one photograph, whatever others there are.
    pub fn new(seed: u64, photograph: usize) -> Self {
        Self(Xoshiro128PlusPlus::seed_from_u64(
            seed << 32 | photograph as u64,
        ))
    }

    /// Uniform in low ≤ u < high.
    pub fn uniform(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.0.next_u32() >> 8) as f32 / (1 << 24) as f32
    }

    /// Uniform among 0 … bound − 1.
    pub fn below(&mut self, bound: usize) -> usize {
        self.uniform(0.0, bound as f32) as usize
    }

    /// Nearly normal, mean 0 and deviation 1: the sum of four uniform numbers, scaled.
    pub fn normal(&mut self) -> f32 {
        let sum: f32 = (0..4).map(|_| self.uniform(-1.0, 1.0)).sum();
        sum * 0.75f32.sqrt()
    }
}
