//! The peak of a core: multiply-adds in registers, without loads or stores, which bounds every product. The loops are the
//! fastest of those that were tried.

use core::arch::wasm32::{f32x4_extract_lane, f32x4_splat, v128};
use std::hint::black_box;

const LANES: usize = 4;

/// One instruction for a multiply-add: 3 × 3 sums, as in the tile of a micro-kernel. In Chromium's V8 54 GFLOP/s, where
/// 4 × 2 sums gave 54, 5 × 2 45, and eight to thirteen chains x ← x · factor + term 44 to 53.
#[cfg(target_feature = "relaxed-simd")]
mod chains {
    use core::arch::wasm32::f32x4_relaxed_madd;

    use super::*;

    pub const COUNT: usize = 9;

    pub fn run(steps: u32) -> [v128; COUNT] {
        let factors = [0.1, 0.2, 0.3].map(|factor| f32x4_splat(black_box(factor)));
        let others = [0.4, 0.5, 0.6].map(|factor| f32x4_splat(black_box(factor)));
        let mut sums = [[f32x4_splat(0.0); 3]; 3];
        for _ in 0..steps {
            for (sums, factor) in sums.iter_mut().zip(factors) {
                for (sum, other) in sums.iter_mut().zip(others) {
                    *sum = f32x4_relaxed_madd(factor, other, *sum);
                }
            }
        }
        let [[a, b, c], [d, e, f], [g, h, i]] = sums;
        [a, b, c, d, e, f, g, h, i]
    }
}

/// Two instructions for a multiply-add: chains x ← x · factor + term that converge to 1. The product of any other loop
/// would be the same in every step, and the compiler hoists it. Twelve and thirteen chains gave 45 GFLOP/s, ten 43,
/// eight 37.
#[cfg(not(target_feature = "relaxed-simd"))]
mod chains {
    use core::arch::wasm32::{f32x4_add, f32x4_mul};

    use super::*;

    pub const COUNT: usize = 12;

    pub fn run(steps: u32) -> [v128; COUNT] {
        let [factor, term] = [0.5, 0.5].map(|value| f32x4_splat(black_box(value)));
        let mut sums = std::array::from_fn(|chain| f32x4_splat(chain as f32));
        for _ in 0..steps {
            for sum in &mut sums {
                *sum = f32x4_add(f32x4_mul(*sum, factor), term);
            }
        }
        sums
    }
}

/// Floating-point operations in a step.
pub const FLOPS: usize = 2 * LANES * chains::COUNT;

/// Runs this many steps, with the multiply-add that this build has; the result keeps the compiler from removing them.
pub fn run(steps: u32) -> f32 {
    let sums = chains::run(steps);
    sums.into_iter()
        .map(|sum| f32x4_extract_lane::<0>(sum))
        .sum()
}
