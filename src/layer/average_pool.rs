//! Average pooling: of each window the mean, channel by channel. Over the whole image it is global average
//! pooling (M. Lin and others, "Network in Network", 2014).

use serde::{Deserialize, Serialize};

use super::config::{LayerConfig, PADDING, Place, STRIDE, checked, places, window_side};
use super::{Layer, Shape};
use crate::error::Result;
use crate::field::Field;
use crate::kernels::parallel::par_rows;
use crate::kernels::vector::{add_scaled, scale};
use crate::kernels::{Matrix, Window};
use crate::random::{Random, Stream};

const SIZE: Field = window_side("size");

/// The mean of each square window; before the dense layers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct AveragePoolConfig {
    /// The window's side in pixels: 1 to 64.
    pub size: usize,
    /// Pixels from one place of the window to the next: 1 to 64.
    pub stride: usize,
    /// Pixels beyond the image on every side, which no mean includes: 0 to `size` − 1.
    #[serde(default)]
    pub padding: usize,
}

impl LayerConfig for AveragePoolConfig {
    fn kind(&self) -> &'static str {
        "average_pool"
    }

    fn title(&self) -> &'static str {
        "average pooling"
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

    fn build(&self, input: Shape, _random: &dyn Fn(Stream) -> Random) -> Layer {
        Layer::AveragePool(AveragePool::new(checked(self.window(input))))
    }
}

/// The mean of each channel over the whole image; before the dense layers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GlobalAveragePoolConfig;

impl LayerConfig for GlobalAveragePoolConfig {
    fn kind(&self) -> &'static str {
        "global_average_pool"
    }

    fn title(&self) -> &'static str {
        "average pooling"
    }

    fn check(&self, place: &Place) -> Result<()> {
        place.check_image(self.window(place.input))
    }

    fn window(&self, input: Shape) -> Option<Window> {
        // Every image is square, so one window covers it.
        input.image_window(input.as_image().height, 1, 0)
    }

    fn output(&self, input: Shape) -> Shape {
        places(self.window(input))
    }

    fn build(&self, input: Shape, _random: &dyn Fn(Stream) -> Random) -> Layer {
        Layer::AveragePool(AveragePool::new(checked(self.window(input))))
    }
}

/// The mean is over the pixels of a window that lie in the image.
#[derive(Debug, Clone)]
pub struct AveragePool {
    window: Window,
}

impl AveragePool {
    pub fn new(window: Window) -> Self {
        Self { window }
    }

    /// x: [batch, height · width · channels], y: [batch, rows · columns · channels]
    pub fn forward(&self, x: &Matrix, y: &mut Matrix) {
        let (window, inputs, outputs) = (self.window, x.columns(), y.columns());
        par_rows((x.row_slice(), y.row_slice_mut()), |_, (x, y)| {
            let images = x.values.chunks_exact(inputs);
            for (x, y) in images.zip(y.values.chunks_exact_mut(outputs)) {
                y.fill(0.0);
                let places = y.chunks_exact_mut(window.channels);
                for (place, y) in places.enumerate() {
                    let pixels = window.pixels(place);
                    let count = pixels.clone().count();
                    pixels.for_each(|begin| add_scaled(y, 1.0, &x[begin..][..window.channels]));
                    scale(y, 1.0 / count as f32);
                }
            }
        });
    }

    /// The gradient of a mean goes to its pixels in equal parts.
    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix) {
        let (window, inputs, outputs) = (self.window, dx.columns(), dy.columns());
        par_rows((dy.row_slice(), dx.row_slice_mut()), |_, (dy, dx)| {
            let images = dy.values.chunks_exact(outputs);
            for (dy, dx) in images.zip(dx.values.chunks_exact_mut(inputs)) {
                dx.fill(0.0);
                for (place, dy) in dy.chunks_exact(window.channels).enumerate() {
                    let pixels = window.pixels(place);
                    let part = 1.0 / pixels.clone().count() as f32;
                    pixels.for_each(|begin| {
                        add_scaled(&mut dx[begin..][..window.channels], part, dy);
                    });
                }
            }
        });
    }
}
