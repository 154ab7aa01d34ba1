//! Dense (fully connected) layers.

use serde::{Deserialize, Serialize};

use super::config::{LayerConfig, LayerMemory, ParameterShape, PassSize, Place};
use super::{
    BaselineWeights, Buffer, GradientUse, Initialisation, Layer, Parameter, Shape,
    initial_parameters, with_bias,
};
use crate::error::Result;
use crate::field::Field;
use crate::kernels::{
    Matrix, Packing, PackingSize, SelectedColumns, SelectedRows, gemm, gemm_operands, gemm_packing,
    sum_rows,
};
use crate::random::{Random, Stream};

/// The most units of a dense layer: a hostile model file cannot ask for all memory.
pub const MAX_UNITS: usize = 4_096;

pub const UNITS: Field = Field::whole("units", 1, MAX_UNITS);

/// A dense layer: each output is a weighted sum of all inputs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct DenseConfig {
    /// Outputs: 1 to 4,096.
    pub units: usize,
    /// The initial weights.
    pub weights: Initialisation,
    /// The initial biases; a layer without biases leaves this out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biases: Option<Initialisation>,
}

impl LayerConfig for DenseConfig {
    fn kind(&self) -> &'static str {
        "dense"
    }

    fn title(&self) -> &'static str {
        "dense layer"
    }

    fn fields(&self) -> &'static [Field] {
        &[UNITS]
    }

    fn check(&self, place: &Place) -> Result<()> {
        UNITS.check(&place.path, self.units)?;
        Initialisation::check_both(place, self.weights, self.biases)
    }

    fn flattens(&self) -> bool {
        true
    }

    fn output(&self, _input: Shape) -> Shape {
        Shape::flat(self.units)
    }

    fn parameters(&self, input: Shape) -> Vec<ParameterShape> {
        let weight = vec![input.size(), self.units];
        ParameterShape::weight_and_bias(weight, self.units, self.biases.is_some())
    }

    fn flops(&self, input: Shape) -> u64 {
        2 * (input.size() * self.units) as u64
    }

    fn memory(&self, input: Shape) -> LayerMemory {
        let (inputs, units) = (input.size() as u64, self.units as u64);
        LayerMemory {
            // The nonzero columns of the input.
            once: 2 * inputs,
            // The weight once more, sums of its columns, and the inputs off the baseline.
            baseline: inputs * units + 2 * units + 4 * inputs,
            ..LayerMemory::default()
        }
    }

    fn packing(&self, input: Shape, pass: &PassSize) -> PackingSize {
        let (inputs, units, threads) = (input.size(), self.units, pass.threads);
        let forward = gemm_packing(pass.rows, units, inputs, threads);
        let by_weight = match pass.has_baseline {
            true => PackingSize::default(),
            false => gemm_packing(inputs, units, pass.batch, threads),
        };
        let by_input = match pass.is_first {
            true => PackingSize::default(),
            false => gemm_packing(pass.batch, inputs, units, threads),
        };
        forward.max(by_weight).max(by_input)
    }

    fn build(&self, input: Shape, random: &dyn Fn(Stream) -> Random) -> Layer {
        let random = &mut random(Stream::Initialisation);
        let dense = Dense::new(input.size(), self.units, self.weights, self.biases, random);
        Layer::Dense(dense)
    }
}

/// y = x · w + b
#[derive(Debug, Clone)]
pub struct Dense {
    /// The weight, [inputs, outputs], and the bias, [1, outputs], if there is one.
    parameters: Vec<Parameter>,
    /// The weight while samples come one at a time; the parameter's value is out of date until
    /// `sync_weight`.
    pub(crate) baseline: Option<BaselineWeights>,
}

impl Dense {
    /// `biases` is `None` for a layer that has none.
    pub fn new(
        inputs: usize,
        outputs: usize,
        weights: Initialisation,
        biases: Option<Initialisation>,
        random: &mut Random,
    ) -> Self {
        let size = (inputs, outputs);
        Self {
            parameters: initial_parameters(size, size, weights, biases, random),
            baseline: None,
        }
    }

    /// A copy that has a bias in any case, and no input baseline.
    pub fn with_bias(&self) -> Self {
        Self {
            parameters: with_bias(&self.parameters),
            baseline: None,
        }
    }

    /// Trains with an input baseline of this value from the next step on, which has a single sample; with `None`,
    /// without one.
    pub fn set_input_baseline(&mut self, value: Option<f32>) {
        if self.baseline.as_ref().map(|baseline| baseline.value) != value {
            self.sync_weight();
            self.baseline =
                value.map(|value| BaselineWeights::new(value, &self.parameters[0].value));
        }
    }

    /// Writes the weight of the input baseline into the parameter's value.
    pub fn sync_weight(&mut self) {
        if let Some(baseline) = &self.baseline {
            baseline.write_into(&mut self.parameters[0].value);
        }
    }

    /// x: [batch, inputs], w: [inputs, outputs], y: [batch, outputs]
    pub fn forward(&self, x: &Matrix, y: &mut Matrix, buffer: &mut Buffer, packing: &mut Packing) {
        buffer.nonzero.find(x);
        let w = self.parameters[0].value.view();
        let y = y.view_mut().with_bias(self.bias());
        match buffer.nonzero.columns() {
            Some(nonzero) => {
                let x = SelectedColumns(x.view(), nonzero);
                gemm_operands(x, SelectedColumns(w.transposed(), nonzero), y, packing);
            }
            None => gemm(x.view(), w, y, packing),
        }
    }

    /// The same; where samples come one at a time, with the weight of the input baseline.
    pub fn forward_training(
        &mut self,
        x: &Matrix,
        y: &mut Matrix,
        buffer: &mut Buffer,
        packing: &mut Packing,
    ) {
        if self.baseline.is_none() || x.rows() > 1 {
            return self.forward(x, y, buffer, packing);
        }
        buffer.nonzero.find(x);
        let y = y.row_mut(0);
        match self.bias() {
            Some(bias) => y.copy_from_slice(bias),
            None => y.fill(0.0),
        }
        if let Some(baseline) = &mut self.baseline {
            baseline.add_product(x.row(0), y);
        }
    }

    fn bias(&self) -> Option<&[f32]> {
        self.parameters.get(1).map(|bias| bias.value.row(0))
    }

    /// dw = xᵀ · dy, db = the sum of dy's rows
    pub fn find_gradients(
        &mut self,
        x: &Matrix,
        dy: &Matrix,
        gradient_use: &mut GradientUse,
        buffer: &Buffer,
        packing: &mut Packing,
    ) {
        let dw = self.parameters[0].gradient_epilogue(gradient_use);
        match (
            &mut self.baseline,
            dw.plain_rate(),
            buffer.nonzero.columns(),
        ) {
            (Some(baseline), Some(rate), _) => baseline.update(dy.row(0), rate),
            (_, _, Some(nonzero)) => {
                let x = SelectedRows(x.view().transposed(), nonzero);
                gemm_operands(x, dy.view().transposed(), dw.of_rows(nonzero), packing);
            }
            _ => gemm(x.view().transposed(), dy.view(), dw, packing),
        }
        if let Some(bias) = self.parameters.get_mut(1) {
            let epilogue = bias.gradient_epilogue(gradient_use);
            sum_rows(dy, dy.columns(), epilogue, packing);
        }
    }

    /// dx = dy · wᵀ
    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix, packing: &mut Packing) {
        let w = &self.parameters[0].value;
        let dx = dx.view_mut().overwrite();
        gemm(dy.view(), w.view().transposed(), dx, packing);
    }

    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    pub fn parameters_mut(&mut self) -> &mut [Parameter] {
        &mut self.parameters
    }
}
