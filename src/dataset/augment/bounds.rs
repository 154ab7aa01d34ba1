//! The minimum and the maximum of many numbers.

use wide::f32x4;

/// Of numbers that come four at a time. (`f32::min` and `max` are calls in WebAssembly.)
#[derive(Clone, Copy)]
pub struct Bounds {
    least: f32x4,
    greatest: f32x4,
}

impl Bounds {
    /// The bounds of no numbers.
    pub fn new() -> Self {
        Self {
            least: f32x4::splat(f32::INFINITY),
            greatest: f32x4::splat(f32::NEG_INFINITY),
        }
    }

    pub fn add(&mut self, values: f32x4) {
        self.least = self.least.fast_min(values);
        self.greatest = self.greatest.fast_max(values);
    }

    /// The minimum and the maximum.
    pub fn get(self) -> (f32, f32) {
        let ([a, b, c, d], [e, f, g, h]) = (self.least.to_array(), self.greatest.to_array());
        let less = |a, b| if a < b { a } else { b };
        let greater = |a, b| if a > b { a } else { b };
        (
            less(less(a, b), less(c, d)),
            greater(greater(e, f), greater(g, h)),
        )
    }
}
