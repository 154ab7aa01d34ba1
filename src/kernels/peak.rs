//! What a core multiplies and adds in its registers, when nothing is fetched from memory: what
//! bounds every product.

#[cfg(target_feature = "relaxed-simd")]
use core::arch::wasm32::f32x4_relaxed_madd;
#[cfg(not(target_feature = "relaxed-simd"))]
use core::arch::wasm32::{f32x4_add, f32x4_mul};
use core::arch::wasm32::{f32x4_extract_lane, f32x4_splat, v128};

/// Chains of sums that do not wait for each other; with the two factors they fill fourteen of
/// sixteen registers.
const CHAINS: usize = 12;
const LANES: usize = 4;

/// Floating-point operations of a step of all chains.
pub const FLOPS: usize = 2 * LANES * CHAINS;

/// So many steps of x ← x · factor + term, as this build multiplies and adds.
pub fn run(steps: u32) -> f32 {
    // They go towards 1, and never become denormal.
    let (factor, term) = (f32x4_splat(0.5), f32x4_splat(0.5));
    let mut sums: [v128; CHAINS] = core::array::from_fn(|chain| f32x4_splat(chain as f32));
    for _ in 0..steps {
        for sum in &mut sums {
            *sum = step(*sum, factor, term);
        }
    }
    sums.into_iter()
        .map(|sum| f32x4_extract_lane::<0>(sum))
        .sum()
}

#[cfg(target_feature = "relaxed-simd")]
fn step(x: v128, factor: v128, term: v128) -> v128 {
    f32x4_relaxed_madd(x, factor, term)
}

#[cfg(not(target_feature = "relaxed-simd"))]
fn step(x: v128, factor: v128, term: v128) -> v128 {
    f32x4_add(f32x4_mul(x, factor), term)
}
