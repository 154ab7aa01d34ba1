//! Convolutional layers: the same small dense layer at every place of an image (Y. LeCun and others,
//! "Gradient-based learning applied to document recognition", 1998).

use super::{Initialisation, Parameter, Purpose, begin, with_bias};
use crate::kernels::parallel::{RowSlice, par_rows};
use crate::kernels::{
    Matrix, Packing, Window, convolve, input_gradient, sum_rows, weight_gradient,
};
use crate::random::Random;

/// y[row, column, filter] = Σ x[row · stride + down − padding, …, channel] · w + b
#[derive(Debug, Clone)]
pub struct Conv {
    window: Window,
    filters: usize,
    /// The weight, [kernel · kernel · channels, filters], and the bias, [1, filters], if there is
    /// one.
    parameters: Vec<Parameter>,
    /// The images of the last pass with zeros around them; nothing where there is no padding.
    padded: Vec<f32>,
}

impl Conv {
    /// `biases`: how they begin, or `None` for a layer that has none.
    pub fn new(
        window: Window,
        filters: usize,
        weights: Initialisation,
        biases: Option<Initialisation>,
        random: &mut Random,
    ) -> Self {
        let area = window.kernel * window.kernel;
        let fans = (window.patch(), area * filters);
        Self {
            parameters: begin((window.patch(), filters), fans, weights, biases, random),
            padded: Vec::new(),
            window,
            filters,
        }
    }

    /// A copy that has a bias in any case.
    pub fn with_bias(&self) -> Self {
        Self {
            window: self.window,
            filters: self.filters,
            parameters: with_bias(&self.parameters),
            padded: Vec::new(),
        }
    }

    /// Makes room for this many samples with zeros around them, if there is memory for them.
    #[must_use]
    pub fn set_rows(&mut self, rows: usize) -> bool {
        if self.window.padding == 0 {
            return true;
        }
        let Some(size) = rows.checked_mul(self.window.padded().image()) else {
            return false;
        };
        let more = size.saturating_sub(self.padded.len());
        let fits = self.padded.try_reserve_exact(more).is_ok();
        // The zeros of the pass before are where they were.
        if fits && self.padded.len() != size {
            self.padded.clear();
            self.padded.resize(size, 0.0);
        }
        fits
    }

    /// x: [batch, height · width · channels], y: [batch, rows · columns · filters]
    pub fn forward(&mut self, x: &Matrix, y: &mut Matrix, packing: &mut Packing) {
        self.pad(x);
        let images = padded(x, &self.padded);
        let w = self.parameters[0].value.view();
        let bias = self.parameters.get(1).map(|bias| bias.value.row(0));
        let y = y.as_row_major_mut();
        convolve(images, self.window.padded(), w, bias, y, packing);
    }

    /// Of the images that were convolved last: dw = patchesᵀ · dy, db = the sum of dy over all places.
    pub fn find_gradients(
        &mut self,
        x: &Matrix,
        dy: &Matrix,
        purpose: &mut Purpose,
        packing: &mut Packing,
    ) {
        let (images, window) = (padded(x, &self.padded), self.window.padded());
        let dw = self.parameters[0].gradient_epilogue(purpose);
        weight_gradient(images, window, dy.as_row_major(), dw, packing);
        if let Some(bias) = self.parameters.get_mut(1) {
            let epilogue = bias.gradient_epilogue(purpose);
            sum_rows(dy, self.filters, epilogue, packing);
        }
    }

    /// dx = dy · wᵀ, each number added to the pixel that it stands for
    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix, packing: &mut Packing) {
        let (dy, dx) = (dy.as_row_major(), dx.as_row_major_mut());
        input_gradient(
            dy,
            self.window,
            self.parameters[0].value.view(),
            dx,
            packing,
        );
    }

    /// Keeps the images with zeros around them, where the window looks beyond their edges.
    fn pad(&mut self, x: &Matrix) {
        let (window, padded) = (self.window, self.window.padded());
        if window.padding == 0 {
            return;
        }
        let line = window.width * window.channels;
        let margin = (window.padding * padded.width + window.padding) * window.channels;
        let images = RowSlice::new(self.padded.as_mut_slice(), padded.image());
        par_rows((x.row_slice(), images), |_, (x, images)| {
            let images = images.values.chunks_exact_mut(padded.image());
            for (x, image) in x.values.chunks_exact(window.image()).zip(images) {
                let lines = image[margin..].chunks_mut(padded.width * window.channels);
                for (x, padded) in x.chunks_exact(line).zip(lines) {
                    padded[..line].copy_from_slice(x);
                }
            }
        });
    }

    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    pub fn parameters_mut(&mut self) -> &mut [Parameter] {
        &mut self.parameters
    }
}

/// The images as they are convolved: with padding, if there is any.
fn padded<'a>(x: &'a Matrix, padded: &'a [f32]) -> &'a [f32] {
    match padded.is_empty() {
        true => x.as_row_major(),
        false => padded,
    }
}
