//! One pass of a batch through the layers: forwards to the outputs, backwards to the gradients, and the step of the
//! optimiser.

use std::sync::atomic::{AtomicBool, Ordering};

use super::workspace::Workspace;
use super::{Network, StepReport};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::parallel::par_rows;
use crate::kernels::{Matrix, vector};
use crate::layer::{GradientUse, Layer, Mode, OptimizerStep, Pass};
use crate::loss::{NO_DIGIT, Targets};
use crate::optimizer::OptimizerRecipe;

/// The input and the output of a layer with parameters, and the gradient by the output, stay below this, or the
/// network has diverged: their products, squared, must still be f32 for the optimisers. The outputs alone would not
/// show it: a ReLU or a softmax makes ordinary numbers of inputs that are too large.
pub(crate) const LARGEST: f32 = 1e8;

fn is_within_limit(matrix: &Matrix) -> bool {
    let is_within = AtomicBool::new(true);
    par_rows(matrix.row_slice(), |_, rows| {
        if !vector::are_all_below(rows.values, LARGEST) {
            is_within.store(false, Ordering::Relaxed);
        }
    });
    is_within.into_inner()
}

impl Network {
    /// Runs `pass` with a spare workspace: each thread has its own, and a query allocates its result alone.
    pub(crate) fn with_workspace<T>(&self, pass: impl FnOnce(&mut Workspace) -> T) -> T {
        let mut workspace = self.workspaces.take(&self.widths);
        let result = pass(&mut workspace);
        self.workspaces.give_back(workspace);
        result
    }

    /// Makes room for the images, which have been checked, and writes them into values[0], in
    /// the recipe's range.
    pub(crate) fn write_inputs(
        &self,
        workspace: &mut Workspace,
        images: &Images,
        mode: Mode,
    ) -> Result<()> {
        let samples = images.count(self.recipe.inputs)?;
        workspace.reserve(&self.layers, samples, mode)?;
        let range = self.recipe.input_range;
        let inputs = workspace.values[0].as_row_major_mut();
        images.write_into(inputs, range.low, range.high);
        Ok(())
    }

    /// Computes the gradients of the loss by every parameter, with dropout or without, and stores them beside the
    /// parameters.
    pub(crate) fn find_gradients(
        &mut self,
        images: &Images,
        labels: &[u8],
        mode: Mode,
    ) -> Result<StepReport> {
        let mut workspace = self.workspaces.take(&self.widths);
        let report = self.find_gradients_in(&mut workspace, images, labels, mode);
        self.workspaces.give_back(workspace);
        report
    }

    /// The same in this workspace, which then holds the values and the gradients by them.
    pub(crate) fn find_gradients_in(
        &mut self,
        workspace: &mut Workspace,
        images: &Images,
        labels: &[u8],
        mode: Mode,
    ) -> Result<StepReport> {
        self.check_labels(images, labels, false)?;
        let report = self.value_gradients(workspace, images, labels, mode)?;
        parameter_gradients(&mut self.layers, workspace, &mut GradientUse::Store, mode);
        Ok(report)
    }

    /// One train step with this optimiser, which is the recipe's at the step's learning rate. A label may be
    /// [`NO_DIGIT`].
    pub(crate) fn learn(
        &mut self,
        images: &Images,
        labels: &[u8],
        rule: OptimizerRecipe,
        mode: Mode,
    ) -> Result<StepReport> {
        let mut workspace = self.workspaces.take(&self.widths);
        let report = self.learn_in(&mut workspace, images, labels, rule, mode);
        self.workspaces.give_back(workspace);
        report
    }

    fn learn_in(
        &mut self,
        workspace: &mut Workspace,
        images: &Images,
        labels: &[u8],
        rule: OptimizerRecipe,
        mode: Mode,
    ) -> Result<StepReport> {
        self.set_input_baseline(labels.len() == 1 && mode == Mode::Train);
        let report = self.value_gradients(workspace, images, labels, mode)?;
        self.optimizer.begin_step();
        let mut gradient_use = GradientUse::Step(OptimizerStep {
            rule,
            optimizer: &mut self.optimizer,
            decay: self.recipe.l2.lambda / self.recipe.l2.images as f32,
            next: 0,
        });
        parameter_gradients(&mut self.layers, workspace, &mut gradient_use, mode);
        self.expire_derived();
        Ok(report)
    }

    /// Trains the first layer with an input baseline, or stops it: a step with a single sample then skips the pixels
    /// of paper. It is for plain SGD alone.
    fn set_input_baseline(&mut self, is_single: bool) {
        let is_plain = self.recipe.optimizer.plain_rate().is_some() && self.recipe.l2.lambda == 0.0;
        let paper = (is_single && is_plain).then_some(self.recipe.input_range.low);
        if let Some(Layer::Dense(dense)) = self.layers.first_mut() {
            dense.set_input_baseline(paper);
        }
    }

    /// Brings all parameters up to date after train steps with single samples.
    pub(crate) fn sync_weights(&mut self) {
        if let Some(Layer::Dense(dense)) = self.layers.first_mut() {
            dense.sync_weight();
        }
    }

    /// The gradients of the loss by all values but the image's.
    fn value_gradients(
        &mut self,
        workspace: &mut Workspace,
        images: &Images,
        labels: &[u8],
        mode: Mode,
    ) -> Result<StepReport> {
        self.recipe.check_trainable()?;
        self.check_labels(images, labels, true)?;
        images.check(self.recipe.inputs)?;
        self.write_inputs(workspace, images, mode)?;
        workspace.reserve_gradients(1, labels.len())?;
        match mode {
            Mode::Train => self.forward_training(workspace),
            Mode::Query => self.forward(workspace),
        }
        let report = self.report(workspace, labels, self.targets);
        self.backward(workspace, labels, mode);
        let (values, gradients) = (&workspace.values, &workspace.gradients);
        let is_within_limit = self.layers.iter().enumerate().all(|(index, layer)| {
            let (x, y, dy) = (&values[index], &values[index + 1], &gradients[index + 1]);
            layer.parameters().is_empty() || [x, y, dy].into_iter().all(is_within_limit)
        });
        if !(is_within_limit && report.loss.is_finite()) {
            return Err(Error::Diverged {
                loss: report.loss,
                learning_rate: self.recipe.optimizer.learning_rate(),
            });
        }
        Ok(report)
    }

    /// The forward pass of a query, each batch normalisation folded into the layer before it, whose output is
    /// not written.
    pub(super) fn forward_folded(&self, workspace: &mut Workspace) {
        let folded = self.folded.of(&self.layers);
        let mut index = 0;
        while index < self.layers.len() {
            let (layer, next) = match &folded[index] {
                Some(folded) => (folded, index + 2),
                None => (&self.layers[index], index + 1),
            };
            let (inputs, outputs) = workspace.values.split_at_mut(next);
            let (input, output) = (&inputs[index], &mut outputs[0]);
            let buffer = &mut workspace.buffers[index];
            layer.forward(input, output, buffer, &mut workspace.packing);
            index = next;
        }
    }

    /// The layers of a query with their indices in the recipe; folded, a layer holds the normalisation behind it, whose
    /// own index is left out.
    #[cfg(any(not(target_arch = "wasm32"), feature = "training"))]
    pub(crate) fn query_layers(&self, folded: bool) -> Vec<(usize, &Layer)> {
        if !folded {
            return self.layers.iter().enumerate().collect();
        }
        let folded = self.folded.of(&self.layers);
        let is_folded = |index: &usize| *index > 0 && folded[index - 1].is_some();
        let indices = (0..self.layers.len()).filter(|index| !is_folded(index));
        let layer = |index: usize| folded[index].as_ref().unwrap_or(&self.layers[index]);
        indices.map(|index| (index, layer(index))).collect()
    }

    /// The forward pass of a query, layer by layer.
    pub(crate) fn forward(&self, workspace: &mut Workspace) {
        for (index, layer) in self.layers.iter().enumerate() {
            let (inputs, outputs) = workspace.values.split_at_mut(index + 1);
            let buffer = &mut workspace.buffers[index];
            layer.forward(
                &inputs[index],
                &mut outputs[0],
                buffer,
                &mut workspace.packing,
            );
        }
    }

    fn forward_training(&mut self, workspace: &mut Workspace) {
        for (index, layer) in self.layers.iter_mut().enumerate() {
            let (inputs, outputs) = workspace.values.split_at_mut(index + 1);
            let buffer = &mut workspace.buffers[index];
            layer.forward_training(
                &inputs[index],
                &mut outputs[0],
                buffer,
                &mut workspace.packing,
            );
        }
    }

    /// Loss and correct predictions of the outputs of the last pass.
    pub(crate) fn report(
        &self,
        workspace: &Workspace,
        labels: &[u8],
        targets: Targets,
    ) -> StepReport {
        // The input of the last layer: the logits, if the loss is fused with it.
        let logits = &workspace.values[self.layers.len() - 1];
        let outputs = workspace.outputs();
        let is_right = |(row, label): &(usize, &u8)| {
            targets.predicted(outputs.row(*row)) == usize::from(**label)
        };
        StepReport {
            loss: self.recipe.loss.of(logits, outputs, labels, targets),
            correct: labels.iter().enumerate().filter(is_right).count(),
            samples: labels.len(),
            non_digits: labels.iter().filter(|label| **label == NO_DIGIT).count(),
        }
    }

    fn backward(&self, workspace: &mut Workspace, labels: &[u8], mode: Mode) {
        let (loss, targets) = (self.recipe.loss, self.targets);
        // A fused loss gives the gradient by the last layer's input, so that layer is left out.
        let last = self.layers.len() - usize::from(loss.is_fused());
        let outputs = &workspace.values[self.layers.len()];
        loss.gradient(outputs, labels, targets, &mut workspace.gradients[last]);
        for index in (1..last).rev() {
            self.backward_through(workspace, index, mode);
        }
    }

    /// From the gradient of a layer's output to that of its input.
    fn backward_through(&self, workspace: &mut Workspace, layer: usize, mode: Mode) {
        let (below, above) = workspace.gradients.split_at_mut(layer + 1);
        let pass = &mut Pass {
            input: &workspace.values[layer],
            output: &workspace.values[layer + 1],
            mode,
            buffer: &mut workspace.buffers[layer],
        };
        let (d_input, d_output) = (&mut below[layer], &above[0]);
        self.layers[layer].backward(pass, d_output, d_input, &mut workspace.packing);
    }

    /// The gradient, by every pixel in 0..1, of something that is computed from values[top]:
    /// `d_values` is given these values and writes the gradient by each of them. What `read` makes of the gradient
    /// by the pixels, [n, inputs], and of the outputs, [n, outputs], is the result.
    ///
    /// images: [n, inputs], checked
    pub(crate) fn image_gradients<T>(
        &self,
        images: &Images,
        top: usize,
        d_values: impl FnOnce(&Matrix, &mut Matrix),
        read: impl FnOnce(&Matrix, &Matrix) -> T,
    ) -> Result<T> {
        self.recipe.check_trainable()?;
        self.with_workspace(|workspace| {
            self.write_inputs(workspace, images, Mode::Query)?;
            workspace.reserve_gradients(0, images.count(self.recipe.inputs)?)?;
            self.forward(workspace);
            d_values(&workspace.values[top], &mut workspace.gradients[top]);
            for layer in (0..top).rev() {
                self.backward_through(workspace, layer, Mode::Query);
            }
            let range = self.recipe.input_range;
            let by_pixel = workspace.gradients[0].as_row_major_mut();
            vector::scale(by_pixel, range.high - range.low);
            Ok(read(&workspace.gradients[0], workspace.outputs()))
        })
    }
}

fn parameter_gradients(
    layers: &mut [Layer],
    workspace: &mut Workspace,
    gradient_use: &mut GradientUse,
    mode: Mode,
) {
    let Workspace {
        values,
        gradients,
        buffers,
        packing,
    } = workspace;
    for (index, (layer, buffer)) in layers.iter_mut().zip(buffers).enumerate() {
        let d_output = &gradients[index + 1];
        layer.find_gradients(
            &values[index],
            d_output,
            gradient_use,
            mode,
            buffer,
            packing,
        );
    }
}
