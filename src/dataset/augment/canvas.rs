//! An image with a margin of paper, so that no one who looks beyond its edges has to ask.

use std::ops::Range;

use super::elastic::Displacement;
use super::map::Map;
use crate::preprocess::SIDE;

/// Pixels of paper on every side.
const MARGIN: usize = 2;
/// The side of the canvas.
pub const ROW: usize = SIDE + 2 * MARGIN;

pub struct Canvas(pub [f32; ROW * ROW]);

impl Canvas {
    pub fn of(image: &[f32]) -> Self {
        let mut canvas = Self([0.0; ROW * ROW]);
        for (line, values) in canvas.lines_mut().zip(image.chunks_exact(SIDE)) {
            line.copy_from_slice(values);
        }
        canvas
    }

    /// The rows of the image, without the margin.
    pub fn lines_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        let rows = self.0.chunks_exact_mut(ROW).skip(MARGIN).take(SIDE);
        rows.map(|row| &mut row[MARGIN..][..SIDE])
    }

    /// Row `y` of the image, from `x` on; −1 is in the margin.
    pub fn line(&self, x: isize, y: isize) -> &[f32] {
        let place = |index: isize| (index + MARGIN as isize) as usize;
        &self.0[place(y) * ROW + place(x)..][..SIDE]
    }

    /// Writes the image that the map, and then the displacement, make of this one, at the pixels that ink
    /// comes to; all others are paper. Each pixel asks where it comes from, and interpolates linearly
    /// between the four there.
    pub fn resample(
        &self,
        map: &Map,
        displacement: Option<&Displacement>,
        [columns, rows]: [Range<usize>; 2],
        image: &mut [f32],
    ) {
        let still = [0.0; SIDE];
        let inverse = map.inverse();
        image.fill(0.0);
        for y in rows {
            let line = |axis: usize| displacement.map_or(&still, |moved| &moved.pixels[axis][y]);
            let (across, down) = (line(0), line(1));
            let places = Places::of(|x| inverse.apply([x as f32 + across[x], y as f32 + down[x]]));
            let values = &mut image[y * SIDE..][..SIDE];
            for x in columns.clone() {
                values[x] = self.at(&places, x);
            }
        }
    }

    fn at(&self, places: &Places, x: usize) -> f32 {
        let pixels = &self.0[places.first[x] as usize..][..ROW + 2];
        let between = |a: f32, b: f32, share: f32| a * (1.0 - share) + b * share;
        let above = between(pixels[0], pixels[1], places.right[x]);
        let below = between(pixels[ROW], pixels[ROW + 1], places.right[x]);
        // Rounding must not lift full ink above 1.
        between(above, below, places.below[x]).min(1.0)
    }
}

/// Where the pixels of a line take their ink from: each between four others. A compiler finds these at once.
struct Places {
    /// The one above and to the left.
    first: [u32; SIDE],
    /// The shares of those to the right, and of those below.
    right: [f32; SIDE],
    below: [f32; SIDE],
}

impl Places {
    fn of(place: impl Fn(usize) -> [f32; 2]) -> Self {
        /// About here a float has no fraction, and its bits count.
        const WHOLE: f32 = 12_582_912.0;
        let inside = |value: f32| (value + MARGIN as f32).clamp(0.0, (ROW - 2) as f32);
        // The whole number below; that of a whole number may be one less, of which the share then is 1.
        let whole = |value: f32| (value - 0.5 + WHOLE) - WHOLE;
        let mut places = Self {
            first: [0; SIDE],
            right: [0.0; SIDE],
            below: [0.0; SIDE],
        };
        for x in 0..SIDE {
            let [across, down] = place(x).map(inside);
            let (left, top) = (whole(across), whole(down));
            places.first[x] = (top * ROW as f32 + left + WHOLE).to_bits() - WHOLE.to_bits();
            places.right[x] = across - left;
            places.below[x] = down - top;
        }
        places
    }
}
