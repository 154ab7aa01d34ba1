//! Convolutional layers: the same small dense layer at every place of an image (Y. LeCun and others,
//! "Gradient-based learning applied to document recognition", 1998).

use serde::{Deserialize, Serialize};

use super::buffer::resize;
use super::config::{
    LayerConfig, LayerMemory, MAX_VALUES, PADDING, ParameterShape, PassSize, Place, STRIDE,
    checked, places, window_side,
};
use super::{
    Buffer, GradientUse, Initialisation, Layer, Parameter, Shape, initial_parameters, with_bias,
};
use crate::error::Result;
use crate::field::{Field, refuse};
use crate::kernels::parallel::{RowSlice, par_rows};
use crate::kernels::{
    Matrix, Packing, PackingSize, Window, convolution_packing, convolve, input_gradient, sum_rows,
    weight_gradient,
};
use crate::random::{Random, Stream};

const FILTERS: Field = Field::whole("filters", 1, 512);
const KERNEL: Field = window_side("kernel");
const DEFAULT_STRIDE: usize = 1;
const OPTIONAL_STRIDE: Field = STRIDE.with_default(DEFAULT_STRIDE as f64);

fn default_stride() -> usize {
    DEFAULT_STRIDE
}

/// A convolution with a square window; before the dense layers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct ConvConfig {
    /// Channels of the output: 1 to 512.
    pub filters: usize,
    /// The window's side in pixels: 1 to 64.
    pub kernel: usize,
    /// Pixels from one place of the window to the next: 1 to 64.
    #[serde(default = "default_stride")]
    pub stride: usize,
    /// Pixels of 0 on every side of the image: 0 to `kernel` − 1.
    #[serde(default)]
    pub padding: usize,
    /// The initial weights.
    pub weights: Initialisation,
    /// The initial biases; a layer without biases leaves this out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biases: Option<Initialisation>,
}

impl ConvConfig {
    /// A convolution works on no more values than a layer may have: neither its image with zeros around it nor, in
    /// the backward pass, its outputs with as many zeros around them as its window needs.
    fn check_padded(&self, place: &Place, window: Window) -> Result<()> {
        let backward = |side: usize| side + window.kernel - 1;
        let backward = backward(window.height) * backward(window.width) * self.filters;
        let largest = window.padded().image().max(backward);
        if largest > MAX_VALUES {
            let field = format!("values of {} with zeros around them", place.path);
            return refuse(&field, largest, &format!("use 1 to {MAX_VALUES}"));
        }
        Ok(())
    }
}

impl LayerConfig for ConvConfig {
    fn kind(&self) -> &'static str {
        "conv"
    }

    fn title(&self) -> &'static str {
        "convolution"
    }

    fn fields(&self) -> &'static [Field] {
        &[FILTERS, KERNEL, OPTIONAL_STRIDE, PADDING]
    }

    fn check(&self, place: &Place) -> Result<()> {
        FILTERS.check(&place.path, self.filters)?;
        place.check_window(KERNEL, self.kernel, self.stride, self.padding)?;
        let window = self.window(place.input);
        place.check_image(window)?;
        window.map_or(Ok(()), |window| self.check_padded(place, window))?;
        Initialisation::check_both(place, self.weights, self.biases)
    }

    fn window(&self, input: Shape) -> Option<Window> {
        input.image_window(self.kernel, self.stride, self.padding)
    }

    fn output(&self, input: Shape) -> Shape {
        Shape {
            channels: self.filters,
            ..places(self.window(input))
        }
    }

    fn parameters(&self, input: Shape) -> Vec<ParameterShape> {
        let channels = input.as_image().channels;
        let weight = vec![self.kernel, self.kernel, channels, self.filters];
        ParameterShape::weight_and_bias(weight, self.filters, self.biases.is_some())
    }

    fn flops(&self, input: Shape) -> u64 {
        let window = self.window(input);
        window.map_or(0, |window| {
            2 * (window.positions() * window.patch() * self.filters) as u64
        })
    }

    fn memory(&self, input: Shape) -> LayerMemory {
        let padded = self.window(input).filter(|window| window.padding > 0);
        LayerMemory {
            per_sample: padded.map_or(0, |window| window.padded().image() as u64),
            ..LayerMemory::default()
        }
    }

    fn packing(&self, input: Shape, pass: &PassSize) -> PackingSize {
        let (filters, has_input_gradient) = (self.filters, !pass.is_first);
        let packing = |window| {
            convolution_packing(
                window,
                filters,
                pass.batch,
                pass.threads,
                has_input_gradient,
            )
        };
        self.window(input).map_or(PackingSize::default(), packing)
    }

    fn build(&self, input: Shape, random: &dyn Fn(Stream) -> Random) -> Layer {
        let window = checked(self.window(input));
        let random = &mut random(Stream::Initialisation);
        let conv = Conv::new(window, self.filters, self.weights, self.biases, random);
        Layer::Conv(conv)
    }
}

/// y[row, column, filter] = Σ x[row · stride + down − padding, …, channel] · w + b
#[derive(Debug, Clone)]
pub struct Conv {
    window: Window,
    filters: usize,
    /// The weight, [kernel · kernel · channels, filters], and the bias, [1, filters], if there is
    /// one.
    parameters: Vec<Parameter>,
}

impl Conv {
    /// `biases` is `None` for a layer that has none.
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
            parameters: initial_parameters(
                (window.patch(), filters),
                fans,
                weights,
                biases,
                random,
            ),
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
        }
    }

    /// Makes room for this many samples with zeros around them; false if there is not enough memory.
    #[must_use]
    pub fn reserve(&self, buffer: &mut Buffer, samples: usize) -> bool {
        if self.window.padding == 0 {
            return true;
        }
        let Some(size) = samples.checked_mul(self.window.padded().image()) else {
            return false;
        };
        // From one pass to the next of the same size, the zeros around the images stay.
        let is_new = buffer.padded.len() != size;
        let fits = resize(&mut buffer.padded, size);
        if fits && is_new {
            buffer.padded.fill(0.0);
        }
        fits
    }

    /// x: [batch, height · width · channels], y: [batch, rows · columns · filters]
    pub fn forward(&self, x: &Matrix, y: &mut Matrix, buffer: &mut Buffer, packing: &mut Packing) {
        self.pad(x, &mut buffer.padded);
        let images = padded(x, &buffer.padded);
        let w = self.parameters[0].value.view();
        let bias = self.parameters.get(1).map(|bias| bias.value.row(0));
        let y = y.as_row_major_mut();
        convolve(images, self.window.padded(), w, bias, y, packing);
    }

    /// dw = patchesᵀ · dy, db = the sum of dy over all places; `buffer` is that of the forward pass.
    pub fn find_gradients(
        &mut self,
        x: &Matrix,
        dy: &Matrix,
        gradient_use: &mut GradientUse,
        buffer: &Buffer,
        packing: &mut Packing,
    ) {
        let (images, window) = (padded(x, &buffer.padded), self.window.padded());
        let dw = self.parameters[0].gradient_epilogue(gradient_use);
        weight_gradient(images, window, dy.as_row_major(), dw, packing);
        if let Some(bias) = self.parameters.get_mut(1) {
            let epilogue = bias.gradient_epilogue(gradient_use);
            sum_rows(dy, self.filters, epilogue, packing);
        }
    }

    /// dx = dy · wᵀ, each value added to its pixel
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

    /// Copies the images with zeros around them, where the window looks beyond their edges.
    fn pad(&self, x: &Matrix, copies: &mut [f32]) {
        let (window, padded) = (self.window, self.window.padded());
        if window.padding == 0 {
            return;
        }
        let line = window.width * window.channels;
        let margin = (window.padding * padded.width + window.padding) * window.channels;
        let images = RowSlice::new(copies, padded.image());
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

/// The images with padding, if the window has any.
fn padded<'a>(x: &'a Matrix, padded: &'a [f32]) -> &'a [f32] {
    match padded.is_empty() {
        true => x.as_row_major(),
        false => padded,
    }
}
