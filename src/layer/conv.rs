//! Convolutional layers: the same small dense layer at every place of an image (Y. LeCun and others,
//! "Gradient-based learning applied to document recognition", 1998).

use super::{Initialisation, Parameter, Purpose, Shape, begin};
use crate::kernels::{Matrix, Packing, Patches, Transposed, Window, patch_product, sum_rows};
use crate::random::Random;

/// y[row, column, filter] = Σ x[row · stride + down − padding, …, channel] · w + b
#[derive(Debug, Clone)]
pub struct Conv {
    window: Window,
    filters: usize,
    /// The weight, [kernel · kernel · channels, filters], and the bias, [1, filters], if there is
    /// one.
    parameters: Vec<Parameter>,
    /// The weight turned by half a turn, [kernel · kernel · filters, channels]: what leads back.
    turned: Matrix,
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
            turned: Matrix::zeros(area * filters, window.channels),
            window,
            filters,
        }
    }

    pub fn shape(&self) -> Shape {
        Shape {
            height: self.window.rows,
            width: self.window.columns,
            channels: self.filters,
        }
    }

    /// x: [batch, height · width · channels], y: [batch, rows · columns · filters]
    pub fn forward(&self, x: &Matrix, y: &mut Matrix, packing: &mut Packing) {
        let places = y.as_row_major_mut().chunks_exact_mut(self.filters);
        match self.parameters.get(1) {
            Some(bias) => places.for_each(|place| place.copy_from_slice(bias.value.row(0))),
            None => places.for_each(|place| place.fill(0.0)),
        }
        let patches = Patches::new(x.as_row_major(), self.window);
        let w = self.parameters[0].value.view();
        patch_product(patches, w, y.view_mut_in(self.filters), packing);
    }

    /// dw = patchesᵀ · dy, db = the sum of dy over all places
    pub fn find_gradients(
        &mut self,
        x: &Matrix,
        dy: &Matrix,
        purpose: &mut Purpose,
        packing: &mut Packing,
    ) {
        let patches = Transposed(Patches::new(x.as_row_major(), self.window));
        let dy = dy.view_in(self.filters);
        let dw = self.parameters[0].gradient_sink(purpose);
        patch_product(patches, dy, dw, packing);
        if let Some(bias) = self.parameters.get_mut(1) {
            sum_rows(dy, bias.gradient_sink(purpose), packing);
        }
    }

    /// dx: a convolution of dy, spread by the stride, with the weight turned by half a turn.
    pub fn backward(&mut self, dy: &Matrix, dx: &mut Matrix, packing: &mut Packing) {
        self.turn();
        let window = Window {
            height: self.window.rows,
            width: self.window.columns,
            channels: self.filters,
            kernel: self.window.kernel,
            stride: 1,
            padding: self.window.kernel - 1 - self.window.padding,
            spread: self.window.stride,
            rows: self.window.height,
            columns: self.window.width,
        };
        dx.as_row_major_mut().fill(0.0);
        let patches = Patches::new(dy.as_row_major(), window);
        let dx = dx.view_mut_in(self.window.channels);
        patch_product(patches, self.turned.view(), dx, packing);
    }

    fn turn(&mut self) {
        let area = self.window.kernel * self.window.kernel;
        let (w, channels) = (&self.parameters[0].value, self.window.channels);
        for place in 0..area {
            for channel in 0..channels {
                let row = w.row((area - 1 - place) * channels + channel);
                for (filter, w) in row.iter().enumerate() {
                    self.turned.row_mut(place * self.filters + filter)[channel] = *w;
                }
            }
        }
    }

    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    pub fn parameters_mut(&mut self) -> &mut [Parameter] {
        &mut self.parameters
    }
}
