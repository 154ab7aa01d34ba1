//! Credit assignment: rules by which the error of the outputs is shared out among the weights, of which only the chain
//! rule gives the gradient of the loss. The others stand in texts that teach, and can be trained with to be compared.
//!
//! They are for networks of dense layers that are each followed by a sigmoid, with the squared error. Of a neuron b with
//! the activation y_b and the error e_b let s_b = y_b · (1 − y_b), and of a link from a to b let y_a be the activation
//! that it multiplies by its weight w_ab. The error of an output is y − t, its target being t.
//!
//! ```
//! use neuroglyph::credit_assignment::CreditRule;
//! use neuroglyph::{Network, recipe};
//!
//! let mut network = Network::new(recipe::named("lernmi")?, Some(1))?;
//! let image = vec![0.5f32; 784];
//! let by_rule = network.gradients_by(CreditRule::ChainRule, &image, &[3])?;
//! let gradients = network.gradients(&image, &[3])?;
//! assert!(by_rule.iter().zip(&gradients).all(|(a, b)| (a - b).abs() < 1e-6));
//!
//! let report = network.train_step_by(CreditRule::Swapped, &image, &[3])?;
//! assert_eq!(report.samples, 1);
//! # Ok::<(), neuroglyph::Error>(())
//! ```

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::field::refuse;
use crate::images::Images;
use crate::kernels::Matrix;
use crate::layer::Mode;
use crate::loss::Loss;
use crate::network::{LARGEST, Network, StepReport, Workspace};
use crate::optimizer::OptimizerRecipe;

/// How the errors of a layer's neurons become those of the neurons before it, and the change of the weights between them.
/// In every rule the change of a bias is e_b · s_b.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CreditRule {
    /// O. Symon, "Neural network handwriting recognition", section 3, first form: an error is split among the links by
    /// their weights, e_a = Σ_b e_b · w_ab / Σ_a′ w_a′b. The change of a weight is e_b · s_b · y_a.
    ///
    /// The weights that come into a neuron have either sign, and may sum to 0 or nearly: a step that divides by such a
    /// sum is refused.
    Divided,
    /// His second form, without the division: e_a = Σ_b e_b · w_ab, and the same change of a weight.
    Undivided,
    /// The first account of backpropagation in the text “Computer vision with neural nets”, in which the two products are
    /// swapped: the change of a weight is e_b · s_b · w_ab, and e_a = Σ_b e_b · s_b · y_a.
    Swapped,
    /// Backpropagation: e_a = Σ_b e_b · s_b · w_ab, and the change of a weight is e_b · s_b · y_a.
    ChainRule,
}

impl Network {
    /// What a rule takes for the gradient of a batch's loss, the mean over its images, in the order of
    /// [`Network::weights`]. By [`CreditRule::ChainRule`] it is [`Network::gradients`].
    ///
    /// images: `[n, inputs]`, labels: `[n]`, with any n but 0
    ///
    /// # Errors
    ///
    /// [`Error::Layer`] for a layer that is neither dense nor the sigmoid behind one, and for weights into a neuron that
    /// sum to nearly 0 where [`CreditRule::Divided`] divides by that; [`Error::Recipe`] for another loss than the squared
    /// error; [`Error::EmptyBatch`], [`Error::Length`], [`Error::Pixel`] or [`Error::Label`] for images and labels that
    /// do not fit; [`Error::Diverged`] if the loss or a gradient is no finite number; [`Error::Memory`].
    pub fn gradients_by<'a>(
        &self,
        rule: CreditRule,
        images: impl Into<Images<'a>>,
        labels: &[u8],
    ) -> Result<Vec<f32>> {
        let (_, gradients) = self.assign_credit(rule, &images.into(), labels)?;
        Ok(gradients)
    }

    /// Trains on a batch by a rule: every parameter changes by the learning rate times what [`Network::gradients_by`]
    /// gives.
    ///
    /// images: `[n, inputs]`, labels: `[n]`, with any n but 0
    ///
    /// # Errors
    ///
    /// As [`Network::gradients_by`]; [`Error::Recipe`] for another optimiser than SGD without momentum, and for L2
    /// regularisation; [`Error::Parameter`] if a parameter would become infinite. The parameters are then as they were
    /// before.
    pub fn train_step_by<'a>(
        &mut self,
        rule: CreditRule,
        images: impl Into<Images<'a>>,
        labels: &[u8],
    ) -> Result<StepReport> {
        self.check_plain_steps()?;
        let rate = self.recipe().optimizer.learning_rate();
        let (report, gradients) = self.assign_credit(rule, &images.into(), labels)?;
        let mut weights = self.weights();
        for (weight, gradient) in weights.iter_mut().zip(&gradients) {
            *weight -= rate * gradient;
        }
        self.set_weights(&weights)?;
        Ok(report)
    }

    /// Refuses a recipe whose steps are more than the learning rate times the gradient.
    fn check_plain_steps(&self) -> Result<()> {
        let hint = "rules of credit assignment take plain steps: use ";
        match self.recipe().optimizer {
            OptimizerRecipe::Sgd { momentum: 0.0, .. } => {}
            OptimizerRecipe::Sgd { momentum, .. } => {
                return refuse("optimizer.momentum", momentum, &format!("{hint}0"));
            }
            other => return refuse("optimizer.kind", other.kind().name(), &format!("{hint}sgd")),
        }
        match self.recipe().l2.lambda {
            0.0 => Ok(()),
            lambda => refuse("l2.lambda", lambda, &format!("{hint}0")),
        }
    }

    fn assign_credit(
        &self,
        rule: CreditRule,
        images: &Images,
        labels: &[u8],
    ) -> Result<(StepReport, Vec<f32>)> {
        let recipe = self.recipe();
        if let Some((layer, kind)) = recipe.not_dense_and_sigmoid() {
            let reason = format!(
                "rules of credit assignment need a sigmoid after every dense layer, and nothing else: this is a {kind}"
            );
            return Err(Error::Layer { layer, reason });
        }
        if recipe.loss != Loss::SquaredError {
            let hint = "rules of credit assignment share out y − t: use squared_error";
            refuse("loss", recipe.loss.name(), hint)?;
        }
        self.check_labels(images, labels, false)?;
        images.check(recipe.inputs)?;
        self.with_workspace(|workspace| {
            self.write_inputs(workspace, images, Mode::Query)?;
            self.forward(workspace);
            let report = self.report(workspace, labels, self.targets());
            let diverged = || Error::Diverged {
                loss: report.loss,
                learning_rate: recipe.optimizer.learning_rate(),
            };
            if !report.loss.is_finite() {
                return Err(diverged());
            }
            let mut layers = Vec::new();
            let mut errors = self.output_errors(workspace, labels);
            for layer in (0..self.layers().len()).step_by(2).rev() {
                layers.push(self.credit_of_layer(rule, workspace, layer, &errors));
                if layer > 0 {
                    errors = self.errors_before(rule, workspace, layer, &errors)?;
                }
            }
            let gradients: Vec<f32> = layers.into_iter().rev().flatten().collect();
            match gradients.iter().all(|gradient| gradient.abs() < LARGEST) {
                true => Ok((report, gradients)),
                false => Err(diverged()),
            }
        })
    }

    /// y − t: [batch, outputs]
    fn output_errors(&self, workspace: &Workspace, labels: &[u8]) -> Matrix {
        let outputs = workspace.outputs();
        let width = outputs.columns();
        let mut errors = Matrix::zeros(labels.len(), width);
        for ((row, label), errors) in labels.iter().enumerate().zip(errors.rows_mut()) {
            for (output, (error, y)) in errors.iter_mut().zip(outputs.row(row)).enumerate() {
                *error = y - self.targets().of(output, *label, width);
            }
        }
        errors
    }

    /// The changes of a dense layer's weights and biases, from the errors of its neurons.
    /// errors: [batch, outputs]
    fn credit_of_layer(
        &self,
        rule: CreditRule,
        workspace: &Workspace,
        layer: usize,
        errors: &Matrix,
    ) -> Vec<f32> {
        let w = self.weight(layer);
        let has_biases = self.layers()[layer].parameters().len() > 1;
        let mut d_weights = Matrix::zeros(w.rows(), w.columns());
        let mut d_biases = vec![0.0; if has_biases { w.columns() } else { 0 }];
        let share = 1.0 / errors.rows() as f32;
        for row in 0..errors.rows() {
            let x = workspace.values[layer].row(row);
            let deltas = deltas(errors.row(row), workspace.values[layer + 2].row(row));
            for (a, d_weights) in d_weights.rows_mut().enumerate() {
                for (b, (d_weight, delta)) in d_weights.iter_mut().zip(&deltas).enumerate() {
                    let factor = match rule {
                        CreditRule::Swapped => w.row(a)[b],
                        _ => x[a],
                    };
                    *d_weight += share * delta * factor;
                }
            }
            for (d_bias, delta) in d_biases.iter_mut().zip(&deltas) {
                *d_bias += share * delta;
            }
        }
        [d_weights.as_row_major(), &d_biases].concat()
    }

    /// The errors of the neurons before a dense layer, from those of its own.
    /// errors: [batch, outputs] → [batch, inputs]
    fn errors_before(
        &self,
        rule: CreditRule,
        workspace: &Workspace,
        layer: usize,
        errors: &Matrix,
    ) -> Result<Matrix> {
        let w = self.weight(layer);
        let mut before = Matrix::zeros(errors.rows(), w.rows());
        for (row, before) in before.rows_mut().enumerate() {
            let x = workspace.values[layer].row(row);
            let sent = match rule {
                CreditRule::Divided => self.divided(layer, errors.row(row))?,
                CreditRule::Undivided => errors.row(row).to_vec(),
                CreditRule::Swapped | CreditRule::ChainRule => {
                    deltas(errors.row(row), workspace.values[layer + 2].row(row))
                }
            };
            for (a, before) in before.iter_mut().enumerate() {
                let terms = sent.iter().zip(w.row(a));
                *before = match rule {
                    CreditRule::Swapped => sent.iter().map(|sent| sent * x[a]).sum(),
                    _ => terms.map(|(sent, w)| sent * w).sum(),
                };
            }
        }
        Ok(before)
    }

    /// Each error divided by the sum of the weights that come into its neuron.
    fn divided(&self, layer: usize, errors: &[f32]) -> Result<Vec<f32>> {
        let w = self.weight(layer);
        let divide = |(b, error): (usize, &f32)| {
            let sum: f32 = (0..w.rows()).map(|a| w.row(a)[b]).sum();
            let divided = error / sum;
            match divided.abs() < LARGEST {
                true => Ok(divided),
                false => Err(Error::Layer {
                    layer,
                    reason: format!(
                        "the weights into neuron {b} sum to {sum}, by which no error can be divided: nothing was learnt"
                    ),
                }),
            }
        };
        errors.iter().enumerate().map(divide).collect()
    }
}

/// The gradients by the pre-activations of sigmoids with the activations y: e · y · (1 − y).
fn deltas(errors: &[f32], y: &[f32]) -> Vec<f32> {
    let pairs = errors.iter().zip(y);
    pairs.map(|(error, y)| error * y * (1.0 - y)).collect()
}
