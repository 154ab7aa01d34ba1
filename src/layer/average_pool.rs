//! Average pooling: of each window the mean, channel by channel. Over the whole image it is global average
//! pooling (M. Lin and others, "Network in Network", 2014).

use crate::kernels::parallel::par_rows;
use crate::kernels::vector::{add_scaled, scale};
use crate::kernels::{Matrix, Window};

/// The mean is that of the pixels that are there: padding counts for nothing.
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
