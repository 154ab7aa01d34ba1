//! One pass of a batch through the layers: forwards to the outputs, backwards to the gradients,
//! and the step that they ask for.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{Network, StepReport};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::parallel::par_rows;
use crate::kernels::{Matrix, Packing, vector};
use crate::layer::{Layer, Learner, Mode, Purpose};
use crate::loss::{NO_DIGIT, Targets};
use crate::optimizer::OptimizerRecipe;

/// What goes into a layer that learns, what comes out, and the gradient by that are smaller than this, or the
/// network has left the numbers: their products, squared, must still be f32 for the optimisers. What a ReLU or a
/// softmax makes of a number that is too large looks well.
pub(super) const LARGEST: f32 = 1e8;

fn is_sound(matrix: &Matrix) -> bool {
    let is_sound = AtomicBool::new(true);
    par_rows(matrix.row_slice(), |_, rows| {
        if !vector::are_all_below(rows.values, LARGEST) {
            is_sound.store(false, Ordering::Relaxed);
        }
    });
    is_sound.into_inner()
}

impl Network {
    /// Makes room for the images, which have been checked, and writes them into values[0], in
    /// the recipe's range.
    pub(crate) fn load(&mut self, images: &Images, mode: Mode) -> Result<()> {
        let count = images.count(self.recipe.inputs)?;
        let values = self.values.iter_mut().all(|values| values.set_rows(count));
        let mut layers = self.layers.iter_mut();
        let mut fits = values && layers.all(|layer| layer.set_rows(count, mode));
        if mode == Mode::Query {
            self.folds.refresh(&self.layers);
            fits = fits && self.folds.set_rows(count);
        }
        self.keep_room(fits, count)?;
        let range = self.recipe.input_range;
        images.write_into(self.values[0].as_row_major_mut(), range.low, range.high);
        Ok(())
    }

    /// Makes room for the gradients of all values from this layer's input on.
    fn make_gradients(&mut self, images: usize, lowest: usize) -> Result<()> {
        if self.gradients.is_empty() {
            let empty = |values: &Matrix| Matrix::zeros(0, values.columns());
            self.gradients = self.values.iter().map(empty).collect();
        }
        let mut gradients = self.gradients[lowest..].iter_mut();
        let fits = gradients.all(|gradient| gradient.set_rows(images));
        self.keep_room(fits, images)
    }

    /// Where there was not enough memory, what was made room for so far is given back.
    fn keep_room(&mut self, fits: bool, images: usize) -> Result<()> {
        if fits {
            return Ok(());
        }
        let begin = |values: &mut Matrix| *values = Matrix::zeros(0, values.columns());
        self.values.iter_mut().for_each(begin);
        self.gradients.clear();
        Err(Error::Memory { images })
    }

    /// The gradients of the loss by every parameter, with values dropped or not, kept beside the
    /// parameters.
    pub(crate) fn find_gradients(
        &mut self,
        images: &Images,
        labels: &[u8],
        mode: Mode,
    ) -> Result<StepReport> {
        self.check_labels(images, labels, false)?;
        let report = self.find_value_gradients(images, labels, mode)?;
        find_parameter_gradients(
            &mut self.layers,
            &self.values,
            &self.gradients,
            &mut Purpose::Keep,
            mode,
            &mut self.packing,
        );
        Ok(report)
    }

    /// One step of an optimiser, which is the recipe's at this step's rate, against these gradients. A label may
    /// be [`NO_DIGIT`].
    pub(crate) fn learn(
        &mut self,
        images: &Images,
        labels: &[u8],
        rule: OptimizerRecipe,
        mode: Mode,
    ) -> Result<StepReport> {
        self.rest(labels.len() == 1 && mode == Mode::Train);
        let report = self.find_value_gradients(images, labels, mode)?;
        self.optimizer.begin_step();
        let mut purpose = Purpose::Learn(Learner {
            rule,
            optimizer: &mut self.optimizer,
            decay: self.recipe.l2.lambda / self.recipe.l2.images as f32,
            next: 0,
        });
        find_parameter_gradients(
            &mut self.layers,
            &self.values,
            &self.gradients,
            &mut purpose,
            mode,
            &mut self.packing,
        );
        self.folds.expire();
        Ok(report)
    }

    /// Whether samples come one at a time, in which case paper, where the recipe's optimiser is plain, costs
    /// the first layer nothing.
    fn rest(&mut self, one_at_a_time: bool) {
        let is_plain = self.recipe.optimizer.plain_rate().is_some() && self.recipe.l2.lambda == 0.0;
        let paper = (one_at_a_time && is_plain).then_some(self.recipe.input_range.low);
        if let Some(Layer::Dense(dense)) = self.layers.first_mut() {
            dense.set_baseline(paper);
        }
    }

    /// Brings all parameters up to date, after steps with one sample at a time.
    pub(crate) fn settle(&mut self) {
        if let Some(Layer::Dense(dense)) = self.layers.first_mut() {
            dense.settle();
        }
    }

    /// The gradients of the loss by all values but the image's.
    fn find_value_gradients(
        &mut self,
        images: &Images,
        labels: &[u8],
        mode: Mode,
    ) -> Result<StepReport> {
        self.recipe.check_trainable()?;
        self.check_labels(images, labels, true)?;
        images.check(self.recipe.inputs)?;
        self.load(images, mode)?;
        self.make_gradients(labels.len(), 1)?;
        self.forward(mode);
        let report = self.report(labels, self.targets);
        self.backward(labels, mode);
        let sound = self.layers.iter().enumerate().all(|(index, layer)| {
            let (x, y, dy) = (
                &self.values[index],
                &self.values[index + 1],
                &self.gradients[index + 1],
            );
            layer.parameters().is_empty() || [x, y, dy].into_iter().all(is_sound)
        });
        if !(sound && report.loss.is_finite()) {
            return Err(Error::Diverged {
                loss: report.loss,
                learning_rate: self.recipe.optimizer.learning_rate(),
            });
        }
        Ok(report)
    }

    /// Forwards without dropout, each normalisation folded into the layer before it: what comes between the
    /// two is not written.
    pub(super) fn answer(&mut self) {
        let mut index = 0;
        while index < self.layers.len() {
            let (layer, next) = match self.folds.get(index) {
                Some(folded) => (folded, index + 2),
                None => (&mut self.layers[index], index + 1),
            };
            let (inputs, outputs) = self.values.split_at_mut(next);
            let (input, output) = (&inputs[index], &mut outputs[0]);
            layer.forward(input, output, Mode::Query, &mut self.packing);
            index = next;
        }
    }

    pub(crate) fn forward(&mut self, mode: Mode) {
        for (index, layer) in self.layers.iter_mut().enumerate() {
            let (inputs, outputs) = self.values.split_at_mut(index + 1);
            layer.forward(&inputs[index], &mut outputs[0], mode, &mut self.packing);
        }
    }

    /// What the outputs of the last pass are worth, where they should be these.
    pub(super) fn report(&self, labels: &[u8], targets: Targets) -> StepReport {
        // What the last layer was given: the logits, if the loss is fused with it.
        let logits = &self.values[self.layers.len() - 1];
        let outputs = self.outputs();
        let is_right =
            |(row, label): &(usize, &u8)| vector::argmax(outputs.row(*row)) == usize::from(**label);
        StepReport {
            loss: self.recipe.loss.of(logits, outputs, labels, targets),
            correct: labels.iter().enumerate().filter(is_right).count(),
            samples: labels.len(),
            non_digits: labels.iter().filter(|label| **label == NO_DIGIT).count(),
        }
    }

    fn backward(&mut self, labels: &[u8], mode: Mode) {
        let (loss, targets) = (self.recipe.loss, self.targets);
        // A fused loss gives the gradient below the last layer, and that layer is passed over.
        let last = self.layers.len() - usize::from(loss.is_fused());
        let outputs = &self.values[self.layers.len()];
        loss.gradient(outputs, labels, targets, &mut self.gradients[last]);
        for index in (1..last).rev() {
            self.pull_back(index, mode);
        }
    }

    /// From the gradient of a layer's output to that of its input.
    fn pull_back(&mut self, layer: usize, mode: Mode) {
        let (below, above) = self.gradients.split_at_mut(layer + 1);
        let (input, output) = (&self.values[layer], &self.values[layer + 1]);
        let (d_input, d_output) = (&mut below[layer], &above[0]);
        let packing = &mut self.packing;
        self.layers[layer].backward(input, output, d_output, d_input, mode, packing);
    }

    /// The gradient, by every pixel in 0..1, of something that is computed from values[top]:
    /// `d_values` is given these values and writes the gradient by each of them.
    ///
    /// images: [n, inputs], checked → [n, inputs]
    pub(crate) fn image_gradients(
        &mut self,
        images: &Images,
        top: usize,
        d_values: impl FnOnce(&Matrix, &mut Matrix),
    ) -> Result<&mut Matrix> {
        self.recipe.check_trainable()?;
        self.load(images, Mode::Query)?;
        self.make_gradients(images.count(self.recipe.inputs)?, 0)?;
        self.forward(Mode::Query);
        d_values(&self.values[top], &mut self.gradients[top]);
        for layer in (0..top).rev() {
            self.pull_back(layer, Mode::Query);
        }
        let range = self.recipe.input_range;
        let by_pixel = &mut self.gradients[0];
        vector::scale(by_pixel.as_row_major_mut(), range.high - range.low);
        Ok(by_pixel)
    }
}

fn find_parameter_gradients(
    layers: &mut [Layer],
    values: &[Matrix],
    gradients: &[Matrix],
    purpose: &mut Purpose,
    mode: Mode,
    packing: &mut Packing,
) {
    for (index, layer) in layers.iter_mut().enumerate() {
        let d_output = &gradients[index + 1];
        layer.find_gradients(&values[index], d_output, purpose, mode, packing);
    }
}
