//! Variants of an image that train a network beyond the images there are.

use serde::{Deserialize, Serialize};

use crate::preprocess::SIDE;

/// What is done to the training images; all of it is off by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Augmentation {
    /// Each image is also turned by plus and by minus this angle (seed 004, section 6.4);
    /// 0 for not at all.
    pub rotation_degrees: f32,
}

impl Augmentation {
    /// How many examples are made of one image.
    pub fn variants(self) -> usize {
        if self.rotation_degrees == 0.0 { 1 } else { 3 }
    }

    /// Writes a variant of an image: [784] bytes to [784] values in 0..1.
    pub fn write(self, image: &[u8], variant: usize, values: &mut [f32]) {
        let degrees = [0.0, self.rotation_degrees, -self.rotation_degrees][variant];
        rotate(image, degrees, values);
    }
}

/// Turns an image about its middle, with linear interpolation; what comes from beyond its edges
/// is paper.
fn rotate(image: &[u8], degrees: f32, values: &mut [f32]) {
    let angle = degrees.to_radians();
    let (sin, cos) = (libm::sinf(angle), libm::cosf(angle));
    let middle = (SIDE as f32 - 1.0) / 2.0;
    let pixel = |x: isize, y: isize| {
        let side = 0..SIDE as isize;
        match side.contains(&x) && side.contains(&y) {
            true => f32::from(image[y as usize * SIDE + x as usize]) / 255.0,
            false => 0.0,
        }
    };
    for (index, value) in values.iter_mut().enumerate() {
        let (x, y) = (
            (index % SIDE) as f32 - middle,
            (index / SIDE) as f32 - middle,
        );
        // Where this pixel comes from: the way back, by −angle.
        let (from_x, from_y) = (cos * x + sin * y + middle, cos * y - sin * x + middle);
        let (left, top) = (from_x.floor(), from_y.floor());
        let (right_share, bottom_share) = (from_x - left, from_y - top);
        let (left, top) = (left as isize, top as isize);
        let row = |y| pixel(left, y) * (1.0 - right_share) + pixel(left + 1, y) * right_share;
        // Rounding must not lift full ink above 1.
        *value = (row(top) * (1.0 - bottom_share) + row(top + 1) * bottom_share).min(1.0);
    }
}
