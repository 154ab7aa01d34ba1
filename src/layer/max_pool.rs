//! Max pooling: of each window the largest value, channel by channel.

use serde::{Deserialize, Serialize};

use super::buffer::resize;
use super::config::{
    LayerConfig, LayerMemory, PADDING, Place, STRIDE, checked, places, window_side,
};
use super::{Buffer, Layer, Shape};
use crate::error::Result;
use crate::field::Field;
use crate::kernels::parallel::{RowSlice, par_rows};
use crate::kernels::{Matrix, Window};
use crate::random::{Random, Stream};

const SIZE: Field = window_side("size");

/// The largest value of each square window; before the dense layers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct MaxPoolConfig {
    /// The window's side in pixels: 1 to 64.
    pub size: usize,
    /// Pixels from one place of the window to the next: 1 to 64.
    pub stride: usize,
    /// Pixels beyond the image on every side, which no maximum includes: 0 to `size` − 1.
    #[serde(default)]
    pub padding: usize,
}

impl LayerConfig for MaxPoolConfig {
    fn kind(&self) -> &'static str {
        "max_pool"
    }

    fn title(&self) -> &'static str {
        "max pooling"
    }

    fn fields(&self) -> &'static [Field] {
        &[SIZE, STRIDE, PADDING]
    }

    fn check(&self, place: &Place) -> Result<()> {
        place.check_window(SIZE, self.size, self.stride, self.padding)?;
        place.check_image(self.window(place.input))
    }

    fn window(&self, input: Shape) -> Option<Window> {
        input.image_window(self.size, self.stride, self.padding)
    }

    fn output(&self, input: Shape) -> Shape {
        places(self.window(input))
    }

    fn memory(&self, input: Shape) -> LayerMemory {
        LayerMemory {
            // The index of the input that each output is.
            per_sample: self.output(input).size() as u64,
            ..LayerMemory::default()
        }
    }

    fn build(&self, input: Shape, _random: &dyn Fn(Stream) -> Random) -> Layer {
        Layer::MaxPool(MaxPool::new(checked(self.window(input))))
    }
}

#[derive(Debug, Clone)]
pub struct MaxPool {
    window: Window,
}

impl MaxPool {
    pub fn new(window: Window) -> Self {
        Self { window }
    }

    /// Makes room for this many samples; false if there is not enough memory.
    #[must_use]
    pub fn reserve(&self, buffer: &mut Buffer, samples: usize) -> bool {
        let outputs = self.window.positions() * self.window.channels;
        let size = samples.checked_mul(outputs);
        size.is_some_and(|size| resize(&mut buffer.winners, size))
    }

    /// x: [batch, height · width · channels], y: [batch, rows · columns · channels]
    pub fn forward(&self, x: &Matrix, y: &mut Matrix, buffer: &mut Buffer) {
        let (window, inputs, outputs) = (self.window, x.columns(), y.columns());
        let winners = RowSlice::new(buffer.winners.as_mut_slice(), outputs);
        par_rows(
            ((x.row_slice(), y.row_slice_mut()), winners),
            |_, ((x, y), winners)| {
                let rows = y.values.chunks_exact_mut(outputs);
                let rows = rows.zip(winners.values.chunks_exact_mut(outputs));
                for (x, (y, winners)) in x.values.chunks_exact(inputs).zip(rows) {
                    pool(&window, x, y, winners);
                }
            },
        );
    }

    /// The gradient by an output is added to that by the input that it is.
    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix, buffer: &Buffer) {
        let (inputs, outputs) = (dx.columns(), dy.columns());
        let winners = RowSlice::new(buffer.winners.as_slice(), outputs);
        par_rows(
            ((dy.row_slice(), winners), dx.row_slice_mut()),
            |_, ((dy, winners), dx)| {
                let rows = dy.values.chunks_exact(outputs);
                let rows = rows.zip(winners.values.chunks_exact(outputs));
                for ((dy, winners), dx) in rows.zip(dx.values.chunks_exact_mut(inputs)) {
                    dx.fill(0.0);
                    for (winner, dy) in winners.iter().zip(dy) {
                        dx[*winner as usize] += dy;
                    }
                }
            },
        );
    }
}

/// Channels that are compared at once.
const LANES: usize = 8;

/// One image.
fn pool(window: &Window, x: &[f32], y: &mut [f32], winners: &mut [u32]) {
    let channels = window.channels;
    let places = y
        .chunks_exact_mut(channels)
        .zip(winners.chunks_exact_mut(channels));
    for (place, (y, winners)) in places.enumerate() {
        let pixels = window.pixels(place);
        let (y, last_y) = y.as_chunks_mut::<LANES>();
        let (winners, last_winners) = winners.as_chunks_mut();
        let wide = y.iter_mut().zip(winners);
        for ((y, winners), channel) in wide.zip((0..).step_by(LANES)) {
            (*y, *winners) = largest(x, pixels.clone(), channel);
        }
        let single = last_y.iter_mut().zip(last_winners);
        for ((y, winner), channel) in single.zip(channels / LANES * LANES..) {
            ([*y], [*winner]) = largest(x, pixels.clone(), channel);
        }
    }
}

/// For each of `COUNT` channels from this one on, the largest value of these pixels and its index in the image.
#[inline(always)]
fn largest<const COUNT: usize>(
    x: &[f32],
    mut pixels: impl Iterator<Item = usize>,
    channel: usize,
) -> ([f32; COUNT], [u32; COUNT]) {
    let values = |pixel: usize| -> &[f32; COUNT] {
        x[pixel + channel..]
            .first_chunk()
            .expect("a pixel has all channels")
    };
    let first = pixels.next().expect("a window sees a pixel");
    let (mut most, mut of) = (*values(first), [first as u32; COUNT]);
    for pixel in pixels {
        for (lane, value) in values(pixel).iter().enumerate() {
            // Both are written without a branch, so that the loop is vectorised.
            let wins = *value > most[lane];
            most[lane] = if wins { *value } else { most[lane] };
            of[lane] = if wins { pixel as u32 } else { of[lane] };
        }
    }
    let winners = std::array::from_fn(|lane| of[lane] + (channel + lane) as u32);
    (most, winners)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::random::{Random, Stream};

    #[wasm_bindgen_test(unsupported = test)]
    fn each_channel_has_its_largest_value_and_the_first_of_equal_ones() {
        let mut random = Random::new(1, Stream::Initialisation);
        for channels in [1, 3, 8, 11, 16, 21] {
            let window = Window {
                height: 5,
                width: 6,
                channels,
                kernel: 3,
                stride: 2,
                padding: 1,
                rows: 3,
                columns: 3,
            };
            // Few values, so that many are equal.
            let x: Vec<f32> = (0..window.image())
                .map(|_| random.below(4) as f32 - 2.0)
                .collect();
            let size = window.positions() * channels;
            let (mut y, mut winners) = (vec![f32::NAN; size], vec![u32::MAX; size]);
            pool(&window, &x, &mut y, &mut winners);
            for (output, (value, winner)) in y.iter().zip(&winners).enumerate() {
                let (place, channel) = (output / channels, output % channels);
                let sees =
                    |place: usize, pixel: usize| (2 * place..2 * place + 3).contains(&(pixel + 1));
                let seen = |pixel: &usize| sees(place / 3, pixel / 6) && sees(place % 3, pixel % 6);
                let mut best: Option<usize> = None;
                for pixel in (0..30).filter(seen) {
                    let index = pixel * channels + channel;
                    if best.is_none_or(|best| x[index] > x[best]) {
                        best = Some(index);
                    }
                }
                assert_eq!(
                    Some(*winner as usize),
                    best,
                    "{channels} channels, {output}"
                );
                assert_eq!(*value, x[*winner as usize]);
            }
        }
    }
}
