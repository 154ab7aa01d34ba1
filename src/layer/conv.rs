//! Convolutional layers: the same small dense layer at every place of an image (Y. LeCun and others,
//! "Gradient-based learning applied to document recognition", 1998).

use super::{Initialisation, Parameter, Purpose, begin, with_bias};
use crate::kernels::{
    Matrix, Packing, Patches, Transposed, Window, add_patches_back, patch_product, sum_rows,
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
    /// The images, or the gradient by them, with their padding; nothing where there is none.
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
            parameters: with_bias(&self.parameters),
            ..self.clone()
        }
    }

    /// x: [batch, height · width · channels], y: [batch, rows · columns · filters]
    pub fn forward(&mut self, x: &Matrix, y: &mut Matrix, packing: &mut Packing) {
        let places = y.as_row_major_mut().chunks_exact_mut(self.filters);
        match self.parameters.get(1) {
            Some(bias) => places.for_each(|place| place.copy_from_slice(bias.value.row(0))),
            None => places.for_each(|place| place.fill(0.0)),
        }
        let images = pad(x.as_row_major(), &self.window, &mut self.padded);
        let patches = Patches::new(images, self.window.padded());
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
        let images = pad(x.as_row_major(), &self.window, &mut self.padded);
        let patches = Transposed(Patches::new(images, self.window.padded()));
        let dy = dy.view_in(self.filters);
        let dw = self.parameters[0].gradient_sink(purpose);
        patch_product(patches, dy, dw, packing);
        if let Some(bias) = self.parameters.get_mut(1) {
            sum_rows(dy, bias.gradient_sink(purpose), packing);
        }
    }

    /// dx = dy · wᵀ, each number added to the pixel that it stands for
    pub fn backward(&mut self, dy: &Matrix, dx: &mut Matrix, packing: &mut Packing) {
        let (window, w) = (self.window.padded(), self.parameters[0].value.view());
        let dy = dy.view_in(self.filters);
        if self.window.padding == 0 {
            dx.as_row_major_mut().fill(0.0);
            add_patches_back(dy, w, window, dx.as_row_major_mut(), packing);
            return;
        }
        self.padded.clear();
        self.padded.resize(dx.rows() * window.image(), 0.0);
        add_patches_back(dy, w, window, &mut self.padded, packing);
        let begins = inner_lines(&self.window, dx.rows());
        let length = self.window.width * self.window.channels;
        let lines = dx.as_row_major_mut().chunks_exact_mut(length);
        for (line, padded) in lines.zip(begins) {
            line.copy_from_slice(&self.padded[padded..][..line.len()]);
        }
    }

    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    pub fn parameters_mut(&mut self) -> &mut [Parameter] {
        &mut self.parameters
    }
}

/// The images with zeros around them.
fn pad<'a>(images: &'a [f32], window: &Window, padded: &'a mut Vec<f32>) -> &'a [f32] {
    if window.padding == 0 {
        return images;
    }
    let count = images.len() / window.image();
    padded.clear();
    padded.resize(count * window.padded().image(), 0.0);
    let lines = images.chunks_exact(window.width * window.channels);
    for (line, begin) in lines.zip(inner_lines(window, count)) {
        padded[begin..][..line.len()].copy_from_slice(line);
    }
    padded
}

/// Where the lines of so many images begin among those with padding.
fn inner_lines(window: &Window, images: usize) -> impl Iterator<Item = usize> {
    let (height, padding, channels) = (window.height, window.padding, window.channels);
    let padded = window.padded();
    let line = move |row: usize| ((row + padding) * padded.width + padding) * channels;
    (0..images)
        .flat_map(move |image| (0..height).map(move |row| image * padded.image() + line(row)))
}
