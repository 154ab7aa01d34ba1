//! Four generators side by side, in step: as many numbers in a vector as it takes one to make.

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::SplitMix64;

use super::Random;

pub const LANES: usize = 4;

/// xoshiro128++ (D. Blackman and S. Vigna, 2019), as [`Random`] has it.
#[derive(Debug, Clone)]
pub struct Lanes {
    /// Each of the four words of the state, lane by lane.
    state: [[u32; LANES]; 4],
}

impl Random {
    /// The generators of these items and the next three, as [`Random::item`] gives each.
    pub fn items(&self, epoch: usize, first: u32) -> Lanes {
        let mut state = [[0; LANES]; 4];
        for lane in 0..LANES {
            let mut seeds = SplitMix64::seed_from_u64(self.seed_of(epoch, first + lane as u32));
            let mut bytes = [0; 16];
            seeds.fill_bytes(&mut bytes);
            for (words, bytes) in state.iter_mut().zip(bytes.as_chunks::<4>().0) {
                words[lane] = u32::from_le_bytes(*bytes);
            }
        }
        Lanes { state }
    }
}

impl Lanes {
    /// 32 random bits a lane.
    #[inline(always)]
    pub fn bits(&mut self) -> [u32; LANES] {
        let [mut a, mut b, mut c, mut d] = self.state;
        let mut bits = [0; LANES];
        for lane in 0..LANES {
            bits[lane] = (a[lane].wrapping_add(d[lane]).rotate_left(7)).wrapping_add(a[lane]);
            let shifted = b[lane] << 9;
            c[lane] ^= a[lane];
            d[lane] ^= b[lane];
            b[lane] ^= c[lane];
            a[lane] ^= d[lane];
            c[lane] ^= shifted;
            d[lane] = d[lane].rotate_left(11);
        }
        self.state = [a, b, c, d];
        bits
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::random::Stream;

    #[wasm_bindgen_test(unsupported = test)]
    fn lanes_are_the_generators_of_their_items() {
        let random = Random::new(7, Stream::Dropout);
        let mut lanes = random.items(2, 5);
        let mut items = [5, 6, 7, 8].map(|number| random.item(2, number));
        for _ in 0..100 {
            let bits = items.each_mut().map(Random::bits);
            assert_eq!(lanes.bits(), bits);
        }
    }
}
