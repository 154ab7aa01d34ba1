//! Four generators in the lanes of a vector: four numbers in the time of one.

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::SplitMix64;
use wide::u32x4;

use super::Random;

pub const LANES: usize = 4;

/// Four states of xoshiro128++ (D. Blackman and S. Vigna, 2019), the generator of [`Random`].
#[derive(Debug, Clone)]
pub struct Lanes {
    /// The four words of the state, each lane by lane.
    state: [u32x4; 4],
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
        Lanes {
            state: state.map(u32x4::new),
        }
    }
}

impl Lanes {
    /// 32 random bits a lane.
    #[inline(always)]
    pub fn bits(&mut self) -> u32x4 {
        let [mut a, mut b, mut c, mut d] = self.state;
        let bits = rotate_left(a + d, 7) + a;
        let shifted = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = rotate_left(d, 11);
        self.state = [a, b, c, d];
        bits
    }
}

#[inline(always)]
fn rotate_left(x: u32x4, by: u32) -> u32x4 {
    (x << by) | (x >> (u32::BITS - by))
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
            assert_eq!(lanes.bits().to_array(), bits);
        }
    }
}
