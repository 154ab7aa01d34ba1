//! Batch normalisation (S. Ioffe and C. Szegedy, "Batch Normalization", 2015): each channel of an image, or
//! each unit, is brought to mean 0 and variance 1 over the batch, then scaled and shifted as was learnt.
//! A query has no batch: it takes the running mean and variance of the batches that were learnt from.

use serde::{Deserialize, Serialize};

use super::config::{LayerConfig, LayerMemory, ParameterShape, PassSize, Place};
use super::{Layer, Mode, Parameter, Purpose, Role, Shape};
use crate::error::Result;
use crate::field::Field;
use crate::kernels::parallel::par_rows;
use crate::kernels::{Matrix, Packing, PackingSize, product_packing, sum_rows};
use crate::random::{Random, Stream};
use crate::recipe::refuse;

const DEFAULT_MOMENTUM: f64 = 0.1;
const DEFAULT_EPSILON: f64 = 1e-5;

const MOMENTUM: Field = Field::real("momentum", 0.0, 1.0)
    .above_minimum()
    .with_default(DEFAULT_MOMENTUM);
const EPSILON: Field = Field::real("epsilon", 1e-12, 1.0).with_default(DEFAULT_EPSILON);

fn default_momentum() -> f32 {
    DEFAULT_MOMENTUM as f32
}

fn default_epsilon() -> f32 {
    DEFAULT_EPSILON as f32
}

/// Batch normalisation of each channel of an image or, behind a dense layer, of each unit. The defaults are
/// PyTorch's; Keras has ε = 0.001, and calls a momentum of 0.01 one of 0.99.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct BatchNormConfig {
    /// The share of the newest batch in the running mean and variance: above 0, at most 1.
    #[serde(default = "default_momentum")]
    pub momentum: f32,
    /// ε, which is added to the variance: 1e-12 to 1.
    #[serde(default = "default_epsilon")]
    pub epsilon: f32,
}

impl Default for BatchNormConfig {
    fn default() -> Self {
        Self {
            momentum: default_momentum(),
            epsilon: default_epsilon(),
        }
    }
}

impl LayerConfig for BatchNormConfig {
    fn kind(&self) -> &'static str {
        "batch_norm"
    }

    fn title(&self) -> &'static str {
        "batch normalisation"
    }

    fn fields(&self) -> &'static [Field] {
        &[MOMENTUM, EPSILON]
    }

    fn check(&self, place: &Place) -> Result<()> {
        let path = &place.path;
        if place.index == 0 {
            let hint = "use it behind another layer";
            return refuse(path, "a batch normalisation", hint);
        }
        MOMENTUM.check(path, self.momentum)?;
        EPSILON.check(path, self.epsilon)?;
        let is_flat = place.input.size() == place.input.channels;
        if is_flat && place.batch_size == 1 {
            let hint = format!("batch normalisation of {path} needs 2 or more");
            return refuse("batch_size", 1, &hint);
        }
        Ok(())
    }

    fn parameters(&self, input: Shape) -> Vec<ParameterShape> {
        let parameter = |(name, role)| ParameterShape {
            name,
            shape: vec![input.channels],
            role,
        };
        NAMES.map(parameter).into()
    }

    fn memory(&self, input: Shape) -> LayerMemory {
        LayerMemory {
            per_sample: 2 * input.channels as u64,
            ..LayerMemory::default()
        }
    }

    fn packing(&self, input: Shape, pass: &PassSize) -> PackingSize {
        product_packing(1, input.channels, 1, pass.threads)
    }

    fn build(&self, input: Shape, _random: &dyn Fn(Stream) -> Random) -> Layer {
        Layer::BatchNorm(BatchNorm::new(input.channels, self.momentum, self.epsilon))
    }
}

/// y = (x − mean) / √(variance + ε) · scale + shift, channel by channel
#[derive(Debug, Clone)]
pub struct BatchNorm {
    momentum: f32,
    epsilon: f32,
    /// Scale, shift, running mean and running variance, each [1, channels].
    parameters: Vec<Parameter>,
    /// What the last pass took for mean and variance: [channels].
    mean: Vec<f32>,
    variance: Vec<f32>,
    /// 1 / √(variance + ε), and that times the scale: [channels].
    inverse: Vec<f32>,
    factor: Vec<f32>,
    /// The gradients by scale and shift that the last way back found: [1, channels].
    d_scale: Matrix,
    d_shift: Matrix,
    /// Two sums a channel of each image, [batch, 2, channels]: they are added up in the images' order,
    /// whatever the number of threads.
    sums: Matrix,
}

/// Of the parameters, in their order.
const NAMES: [(&str, Role); 4] = [
    ("scale", Role::Bias),
    ("shift", Role::Bias),
    ("running_mean", Role::Mean),
    ("running_variance", Role::Variance),
];

const SCALE: usize = 0;
const SHIFT: usize = 1;
const MEAN: usize = 2;
const VARIANCE: usize = 3;

impl BatchNorm {
    pub fn new(channels: usize, momentum: f32, epsilon: f32) -> Self {
        let parameter = |(name, role)| {
            let mut values = Matrix::zeros(1, channels);
            if let "scale" | "running_variance" = name {
                values.as_row_major_mut().fill(1.0);
            }
            Parameter::new(name, values, role)
        };
        Self {
            momentum,
            epsilon,
            parameters: NAMES.map(parameter).into(),
            mean: vec![0.0; channels],
            variance: vec![0.0; channels],
            inverse: vec![0.0; channels],
            factor: vec![0.0; channels],
            d_scale: Matrix::zeros(1, channels),
            d_shift: Matrix::zeros(1, channels),
            sums: Matrix::zeros(0, 2 * channels),
        }
    }

    /// Makes room for this many samples, if there is memory for them.
    #[must_use]
    pub fn set_rows(&mut self, rows: usize) -> bool {
        self.sums.set_rows(rows)
    }

    /// x, y: [batch, places · channels]
    pub fn forward(&mut self, x: &Matrix, y: &mut Matrix, mode: Mode) {
        match mode {
            Mode::Train => self.measure(x),
            Mode::Query => {
                self.mean.copy_from_slice(row(&self.parameters[MEAN]));
                let variance = row(&self.parameters[VARIANCE]);
                self.variance.copy_from_slice(variance);
            }
        }
        let scales = row(&self.parameters[SCALE]).iter();
        let known = self.variance.iter().zip(scales);
        let factors = self.inverse.iter_mut().zip(&mut self.factor);
        for ((variance, scale), (inverse, factor)) in known.zip(factors) {
            *inverse = 1.0 / (variance + self.epsilon).sqrt();
            *factor = scale * *inverse;
        }
        let (mean, factor) = (&self.mean, &self.factor);
        let shift = row(&self.parameters[SHIFT]);
        let channels = mean.len();
        par_rows((x.row_slice(), y.row_slice_mut()), |_, (x, y)| {
            let places = x.values.chunks_exact(channels);
            for (x, y) in places.zip(y.values.chunks_exact_mut(channels)) {
                let how = mean.iter().zip(factor).zip(shift);
                for ((x, y), ((mean, factor), shift)) in x.iter().zip(y).zip(how) {
                    *y = (x - mean) * factor + shift;
                }
            }
        });
    }

    /// Mean and variance over the batch, from each image's own (T. Chan and others, "Updating Formulae and a
    /// Pairwise Algorithm for Computing Sample Variances", 1979).
    fn measure(&mut self, x: &Matrix) {
        let (width, channels) = (x.columns(), self.mean.len());
        let places = (width / channels) as f32;
        par_rows(
            (x.row_slice(), self.sums.row_slice_mut()),
            |_, (x, sums)| {
                let images = sums.values.chunks_exact_mut(2 * channels);
                for (x, sums) in x.values.chunks_exact(width).zip(images) {
                    sums.fill(0.0);
                    let (mean, squares) = sums.split_at_mut(channels);
                    for x in x.chunks_exact(channels) {
                        x.iter().zip(&mut *mean).for_each(|(x, sum)| *sum += x);
                    }
                    mean.iter_mut().for_each(|mean| *mean /= places);
                    for x in x.chunks_exact(channels) {
                        for ((x, mean), square) in x.iter().zip(&*mean).zip(&mut *squares) {
                            *square += (x - mean) * (x - mean);
                        }
                    }
                }
            },
        );
        let images = x.rows() as f64;
        for channel in 0..channels {
            let mean = self.of_images(channel).sum::<f64>() / images;
            let between = self.of_images(channel).map(|own| (own - mean).powi(2));
            let within = self.of_images(channels + channel).sum::<f64>() / f64::from(places);
            self.variance[channel] = ((between.sum::<f64>() + within) / images) as f32;
            self.mean[channel] = mean as f32;
        }
    }

    /// One of the sums, image by image.
    fn of_images(&self, sum: usize) -> impl Iterator<Item = f64> {
        let sums = self.sums.as_row_major()[sum..].iter();
        let of_images = sums.step_by(self.sums.columns());
        of_images.map(|sum| f64::from(*sum))
    }

    /// In training mean and variance move with x as well; what they were measured over is left out of dx:
    /// dx = factor · (dy − d_shift / n − (x − mean) / √(variance + ε) · d_scale / n)
    /// In a query they stand still: dx = factor · dy
    pub fn backward(&mut self, x: &Matrix, dy: &Matrix, dx: &mut Matrix, mode: Mode) {
        let channels = self.mean.len();
        if mode == Mode::Query {
            let factor = &self.factor;
            par_rows((dy.row_slice(), dx.row_slice_mut()), |_, (dy, dx)| {
                let places = dy.values.chunks_exact(channels);
                for (dy, dx) in places.zip(dx.values.chunks_exact_mut(channels)) {
                    for ((dy, dx), factor) in dy.iter().zip(dx).zip(factor) {
                        *dx = factor * dy;
                    }
                }
            });
            return;
        }
        self.find_sums(x, dy);
        let part = 1.0 / values_a_channel(x, channels) as f32;
        let (mean, inverse, factor) = (&self.mean, &self.inverse, &self.factor);
        let (d_scale, d_shift) = (self.d_scale.row(0), self.d_shift.row(0));
        let rows = ((x.row_slice(), dy.row_slice()), dx.row_slice_mut());
        par_rows(rows, |_, ((x, dy), dx)| {
            let places = x.values.chunks_exact(channels);
            let places = places.zip(dy.values.chunks_exact(channels));
            for ((x, dy), dx) in places.zip(dx.values.chunks_exact_mut(channels)) {
                let how = mean.iter().zip(inverse).zip(factor);
                let how = how.zip(d_scale.iter().zip(d_shift));
                for (((x, dy), dx), (((mean, inverse), factor), (d_scale, d_shift))) in
                    x.iter().zip(dy).zip(dx).zip(how)
                {
                    let moved = d_shift + (x - mean) * inverse * d_scale;
                    *dx = factor * (dy - part * moved);
                }
            }
        });
    }

    /// d_scale = Σ dy · (x − mean) / √(variance + ε), d_shift = Σ dy
    fn find_sums(&mut self, x: &Matrix, dy: &Matrix) {
        let (width, channels) = (x.columns(), self.mean.len());
        let mean = &self.mean;
        let rows = ((x.row_slice(), dy.row_slice()), self.sums.row_slice_mut());
        par_rows(rows, |_, ((x, dy), sums)| {
            let images = x.values.chunks_exact(width);
            let images = images.zip(dy.values.chunks_exact(width));
            for ((x, dy), sums) in images.zip(sums.values.chunks_exact_mut(2 * channels)) {
                sums.fill(0.0);
                let (by_scale, by_shift) = sums.split_at_mut(channels);
                for (x, dy) in x.chunks_exact(channels).zip(dy.chunks_exact(channels)) {
                    let sums = by_scale.iter_mut().zip(&mut *by_shift);
                    for (((x, dy), mean), (by_scale, by_shift)) in
                        x.iter().zip(dy).zip(mean).zip(sums)
                    {
                        *by_scale += dy * (x - mean);
                        *by_shift += dy;
                    }
                }
            }
        });
        for channel in 0..channels {
            let by_scale = self.of_images(channel).sum::<f64>();
            let by_shift = self.of_images(channels + channel).sum::<f64>();
            let inverse = f64::from(self.inverse[channel]);
            self.d_scale.row_mut(0)[channel] = (by_scale * inverse) as f32;
            self.d_shift.row_mut(0)[channel] = by_shift as f32;
        }
    }

    /// In training those by scale and shift are known from the way back. A batch that is learnt from moves the
    /// running mean and variance its way; one of a single value a channel has no variance, and moves neither.
    pub fn find_gradients(
        &mut self,
        x: &Matrix,
        dy: &Matrix,
        purpose: &mut Purpose,
        mode: Mode,
        packing: &mut Packing,
    ) {
        if mode == Mode::Query {
            self.find_sums(x, dy);
        }
        let (channels, parameters) = (self.mean.len(), &mut self.parameters);
        let epilogue = parameters[SCALE].gradient_epilogue(purpose);
        sum_rows(&self.d_scale, channels, epilogue, packing);
        let epilogue = parameters[SHIFT].gradient_epilogue(purpose);
        sum_rows(&self.d_shift, channels, epilogue, packing);
        match (purpose, mode) {
            (Purpose::Keep, _) => {
                parameters[MEAN].clear_gradient();
                parameters[VARIANCE].clear_gradient();
            }
            (Purpose::Learn(_), Mode::Query) => {}
            (Purpose::Learn(_), Mode::Train) => {
                let n = values_a_channel(x, channels);
                if n > 1 {
                    move_towards(&mut parameters[MEAN], &self.mean, 1.0, self.momentum);
                    // Over a sample, the variance of all is estimated without bias.
                    let unbiased = n as f32 / (n - 1) as f32;
                    let statistic = &mut parameters[VARIANCE];
                    move_towards(statistic, &self.variance, unbiased, self.momentum);
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

    /// What a query does, as y = x · factor + offset: (factor, offset), channel by channel.
    pub fn as_line(&self) -> impl Iterator<Item = (f32, f32)> {
        let of = |parameter: usize| row(&self.parameters[parameter]).iter();
        let pairs = of(SCALE).zip(of(SHIFT)).zip(of(MEAN).zip(of(VARIANCE)));
        pairs.map(|((scale, shift), (mean, variance))| {
            let factor = scale / (variance + self.epsilon).sqrt();
            (factor, shift - mean * factor)
        })
    }
}

fn row(parameter: &Parameter) -> &[f32] {
    parameter.value.as_row_major()
}

fn values_a_channel(x: &Matrix, channels: usize) -> usize {
    x.as_row_major().len() / channels
}

/// statistic += momentum · (factor · measured − statistic)
fn move_towards(statistic: &mut Parameter, measured: &[f32], factor: f32, momentum: f32) {
    let statistic = statistic.value.as_row_major_mut();
    for (statistic, measured) in statistic.iter_mut().zip(measured) {
        *statistic += momentum * (factor * measured - *statistic);
    }
}
