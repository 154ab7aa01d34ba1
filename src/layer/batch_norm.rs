//! Batch normalisation (S. Ioffe and C. Szegedy, "Batch Normalization", 2015): each channel of an image, or
//! each unit, is brought to mean 0 and variance 1 over the batch, then multiplied by a trained scale and shifted.
//! A query has no batch: it takes the running mean and variance of the training batches.

use serde::{Deserialize, Serialize};

use super::config::{LayerConfig, LayerMemory, ParameterShape, PassSize, Place};
use super::{Buffer, GradientUse, Layer, Mode, Parameter, Role, Shape};
use crate::error::Result;
use crate::field::{Field, refuse};
use crate::kernels::parallel::par_rows;
use crate::kernels::{Matrix, Packing, PackingSize, gemm_packing, sum_rows};
use crate::random::{Random, Stream};

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
        gemm_packing(1, input.channels, 1, pass.threads)
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
}

/// The statistics of one pass, channel by channel.
#[derive(Debug, Clone, Default)]
pub struct Statistics {
    /// The mean and variance that the pass normalises by: [channels].
    mean: Vec<f32>,
    variance: Vec<f32>,
    /// 1 / √(variance + ε), and that times the scale: [channels].
    inverse: Vec<f32>,
    factor: Vec<f32>,
    /// The gradients by scale and shift that the backward pass finds: [1, channels].
    d_scale: Matrix,
    d_shift: Matrix,
    /// Two sums a channel of each image, [batch, 2, channels]: they are added up in the images' order,
    /// whatever the number of threads.
    sums: Matrix,
}

impl Statistics {
    fn of(channels: usize) -> Self {
        Self {
            mean: vec![0.0; channels],
            variance: vec![0.0; channels],
            inverse: vec![0.0; channels],
            factor: vec![0.0; channels],
            d_scale: Matrix::zeros(1, channels),
            d_shift: Matrix::zeros(1, channels),
            sums: Matrix::zeros(0, 2 * channels),
        }
    }

    /// One of the sums, image by image.
    fn of_images(&self, sum: usize) -> impl Iterator<Item = f64> {
        let sums = self.sums.as_row_major()[sum..].iter();
        let of_images = sums.step_by(self.sums.columns());
        of_images.map(|sum| f64::from(*sum))
    }
}

/// Names and roles of the parameters, in their order.
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
        }
    }

    fn channels(&self) -> usize {
        self.parameters[SCALE].value.columns()
    }

    /// Makes room for this many samples; false if there is not enough memory.
    #[must_use]
    pub fn reserve(&self, buffer: &mut Buffer, samples: usize) -> bool {
        let statistics = &mut buffer.statistics;
        if statistics.mean.is_empty() {
            *statistics = Statistics::of(self.channels());
        }
        statistics.sums.set_rows(samples)
    }

    /// With the running mean and variance. x, y: [batch, places · channels]
    pub fn forward(&self, x: &Matrix, y: &mut Matrix, buffer: &mut Buffer) {
        let statistics = &mut buffer.statistics;
        (statistics.mean).copy_from_slice(row(&self.parameters[MEAN]));
        (statistics.variance).copy_from_slice(row(&self.parameters[VARIANCE]));
        self.normalise(x, y, statistics);
    }

    /// With the mean and variance of the batch.
    pub fn forward_training(&self, x: &Matrix, y: &mut Matrix, buffer: &mut Buffer) {
        measure(x, &mut buffer.statistics);
        self.normalise(x, y, &mut buffer.statistics);
    }

    fn normalise(&self, x: &Matrix, y: &mut Matrix, statistics: &mut Statistics) {
        let Statistics {
            mean,
            variance,
            inverse,
            factor,
            ..
        } = statistics;
        let scales = row(&self.parameters[SCALE]).iter();
        let known = variance.iter().zip(scales);
        let factors = inverse.iter_mut().zip(&mut *factor);
        for ((variance, scale), (inverse, factor)) in known.zip(factors) {
            *inverse = 1.0 / (variance + self.epsilon).sqrt();
            *factor = scale * *inverse;
        }
        let (mean, factor) = (&*mean, &*factor);
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

    /// In training mean and variance depend on x as well:
    /// dx = factor · (dy − d_shift / n − (x − mean) / √(variance + ε) · d_scale / n)
    /// In a query they are constants: dx = factor · dy
    pub fn backward(
        &self,
        x: &Matrix,
        dy: &Matrix,
        dx: &mut Matrix,
        mode: Mode,
        buffer: &mut Buffer,
    ) {
        let channels = self.channels();
        if mode == Mode::Query {
            let factor = &buffer.statistics.factor;
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
        find_sums(x, dy, &mut buffer.statistics);
        let part = 1.0 / values_a_channel(x, channels) as f32;
        let Statistics {
            mean,
            inverse,
            factor,
            d_scale,
            d_shift,
            ..
        } = &buffer.statistics;
        let (d_scale, d_shift) = (d_scale.row(0), d_shift.row(0));
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

    /// In training the gradients by scale and shift are known from the backward pass. A train step also updates the
    /// running mean and variance; a batch of a single value a channel has no variance, and updates neither.
    pub fn find_gradients(
        &mut self,
        x: &Matrix,
        dy: &Matrix,
        gradient_use: &mut GradientUse,
        mode: Mode,
        buffer: &mut Buffer,
        packing: &mut Packing,
    ) {
        let statistics = &mut buffer.statistics;
        if mode == Mode::Query {
            find_sums(x, dy, statistics);
        }
        let (channels, parameters) = (self.channels(), &mut self.parameters);
        let epilogue = parameters[SCALE].gradient_epilogue(gradient_use);
        sum_rows(&statistics.d_scale, channels, epilogue, packing);
        let epilogue = parameters[SHIFT].gradient_epilogue(gradient_use);
        sum_rows(&statistics.d_shift, channels, epilogue, packing);
        match (gradient_use, mode) {
            (GradientUse::Store, _) => {
                parameters[MEAN].clear_gradient();
                parameters[VARIANCE].clear_gradient();
            }
            (GradientUse::Step(_), Mode::Query) => {}
            (GradientUse::Step(_), Mode::Train) => {
                let n = values_a_channel(x, channels);
                if n > 1 {
                    let (mean, variance) = (&statistics.mean, &statistics.variance);
                    update_running(&mut parameters[MEAN], mean, 1.0, self.momentum);
                    // The unbiased estimate of the variance.
                    let unbiased = n as f32 / (n - 1) as f32;
                    update_running(&mut parameters[VARIANCE], variance, unbiased, self.momentum);
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

    /// A query's normalisation, as y = x · factor + offset: (factor, offset), channel by channel.
    pub fn as_line(&self) -> impl Iterator<Item = (f32, f32)> {
        let of = |parameter: usize| row(&self.parameters[parameter]).iter();
        let pairs = of(SCALE).zip(of(SHIFT)).zip(of(MEAN).zip(of(VARIANCE)));
        pairs.map(|((scale, shift), (mean, variance))| {
            let factor = scale / (variance + self.epsilon).sqrt();
            (factor, shift - mean * factor)
        })
    }
}

/// Mean and variance over the batch, from those of each image (T. Chan and others, "Updating Formulae and a
/// Pairwise Algorithm for Computing Sample Variances", 1979).
fn measure(x: &Matrix, statistics: &mut Statistics) {
    let (width, channels) = (x.columns(), statistics.mean.len());
    let places = (width / channels) as f32;
    let sums = statistics.sums.row_slice_mut();
    par_rows((x.row_slice(), sums), |_, (x, sums)| {
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
    });
    let images = x.rows() as f64;
    for channel in 0..channels {
        let mean = statistics.of_images(channel).sum::<f64>() / images;
        let between = statistics.of_images(channel);
        let between = between.map(|own| (own - mean).powi(2)).sum::<f64>();
        let within = statistics.of_images(channels + channel).sum::<f64>() / f64::from(places);
        statistics.variance[channel] = ((between + within) / images) as f32;
        statistics.mean[channel] = mean as f32;
    }
}

/// d_scale = Σ dy · (x − mean) / √(variance + ε), d_shift = Σ dy
fn find_sums(x: &Matrix, dy: &Matrix, statistics: &mut Statistics) {
    let (width, channels) = (x.columns(), statistics.mean.len());
    let (mean, sums) = (&statistics.mean, statistics.sums.row_slice_mut());
    let rows = ((x.row_slice(), dy.row_slice()), sums);
    par_rows(rows, |_, ((x, dy), sums)| {
        let images = x.values.chunks_exact(width);
        let images = images.zip(dy.values.chunks_exact(width));
        for ((x, dy), sums) in images.zip(sums.values.chunks_exact_mut(2 * channels)) {
            sums.fill(0.0);
            let (by_scale, by_shift) = sums.split_at_mut(channels);
            for (x, dy) in x.chunks_exact(channels).zip(dy.chunks_exact(channels)) {
                let sums = by_scale.iter_mut().zip(&mut *by_shift);
                for (((x, dy), mean), (by_scale, by_shift)) in x.iter().zip(dy).zip(mean).zip(sums)
                {
                    *by_scale += dy * (x - mean);
                    *by_shift += dy;
                }
            }
        }
    });
    for channel in 0..channels {
        let by_scale = statistics.of_images(channel).sum::<f64>();
        let by_shift = statistics.of_images(channels + channel).sum::<f64>();
        let inverse = f64::from(statistics.inverse[channel]);
        statistics.d_scale.row_mut(0)[channel] = (by_scale * inverse) as f32;
        statistics.d_shift.row_mut(0)[channel] = by_shift as f32;
    }
}

fn row(parameter: &Parameter) -> &[f32] {
    parameter.value.as_row_major()
}

fn values_a_channel(x: &Matrix, channels: usize) -> usize {
    x.as_row_major().len() / channels
}

/// statistic += momentum · (factor · measured − statistic)
fn update_running(statistic: &mut Parameter, measured: &[f32], factor: f32, momentum: f32) {
    let statistic = statistic.value.as_row_major_mut();
    for (statistic, measured) in statistic.iter_mut().zip(measured) {
        *statistic += momentum * (factor * measured - *statistic);
    }
}
