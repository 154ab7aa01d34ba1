//! The image that a map and a displacement make of a canvas.

use std::ops::Range;

use wide::f32x4;

use super::canvas::Canvas;
use super::elastic::Displacement;
use super::map::Map;
use crate::preprocess::SIDE;

/// Writes the image, [28 × 28], that the map and then the displacement make of the canvas. Each pixel is interpolated
/// linearly between the four pixels of the canvas where it comes from. Only the columns and rows that ink comes to are
/// computed; all others are paper.
pub fn resample(
    canvas: &Canvas,
    map: &Map,
    displacement: &Displacement,
    [columns, rows]: [Range<usize>; 2],
    image: &mut [f32],
) {
    let inverse = map.inverse();
    image.fill(0.0);
    // Four at a time: those that ink does not come to find paper.
    let fours = columns.start / 4..columns.end.div_ceil(4);
    for y in rows {
        let values = image[y * SIDE..][..SIDE].as_chunks_mut::<4>().0;
        for four in fours.clone() {
            let x = f32x4::new([0.0, 1.0, 2.0, 3.0]) + f32x4::splat((4 * four) as f32);
            let [across, down] = displacement.at(four, y);
            let place = inverse.apply([x + across, f32x4::splat(y as f32) + down]);
            values[four] = canvas.at(place).to_array();
        }
    }
}
