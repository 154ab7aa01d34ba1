//! One pass of a batch through the layers: forwards to the outputs, backwards to the gradients,
//! and the step that they ask for.

use super::{Network, StepReport};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::{Matrix, vector};
use crate::layer::{Layer, Mode};
use crate::recipe::Recipe;

/// Values and gradients by values are smaller than this, or the network has left the numbers:
/// their products, squared, must still be f32 for the optimisers.
const LARGEST: f32 = 1e8;

impl Network {
    /// Makes room for the images, which have been checked, and writes them into values[0], in
    /// the recipe's range.
    pub(super) fn load(&mut self, images: &Images, mode: Mode) -> Result<()> {
        self.make_room(images.count(self.recipe.inputs)?, mode)?;
        let range = self.recipe.input_range;
        images.write_into(self.values[0].as_row_major_mut(), range.low, range.high);
        Ok(())
    }

    fn make_room(&mut self, images: usize, mode: Mode) -> Result<()> {
        let mut fits = self.values.iter_mut().all(|values| values.set_rows(images));
        if mode == Mode::Train {
            if self.gradients.is_empty() {
                let empty = |values: &Matrix| Matrix::zeros(0, values.columns());
                self.gradients = self.values.iter().map(empty).collect();
            }
            let mut gradients = self.gradients[1..].iter_mut();
            fits = fits
                && gradients.all(|gradient| gradient.set_rows(images))
                && self.dropouts_mut().all(|dropout| dropout.set_rows(images));
        }
        if !fits {
            // What was made room for so far is given back.
            let begin = |values: &mut Matrix| *values = Matrix::zeros(0, values.columns());
            self.values.iter_mut().for_each(begin);
            self.gradients.clear();
            return Err(Error::Memory { images });
        }
        Ok(())
    }

    pub(super) fn find_gradients(&mut self, images: &Images, labels: &[u8]) -> Result<StepReport> {
        self.recipe.check_trainable()?;
        self.check_labels(images, labels)?;
        images.check(self.recipe.inputs)?;
        self.load(images, Mode::Train)?;
        self.forward(Mode::Train);
        let report = self.report(labels);
        self.backward(labels);
        let is_sound = |matrix: &Matrix| vector::are_all_below(matrix.as_row_major(), LARGEST);
        let sound = self.values.iter().chain(&self.gradients).all(is_sound);
        if !(sound && report.loss.is_finite()) {
            return Err(Error::Diverged {
                loss: report.loss,
                learning_rate: self.recipe.optimizer.learning_rate(),
            });
        }
        Ok(report)
    }

    pub(super) fn forward(&mut self, mode: Mode) {
        for (index, layer) in self.layers.iter_mut().enumerate() {
            let (inputs, outputs) = self.values.split_at_mut(index + 1);
            layer.forward(&inputs[index], &mut outputs[0], mode, &mut self.packing);
        }
    }

    pub(super) fn report(&self, labels: &[u8]) -> StepReport {
        // What the last layer was given: the logits, if the loss is fused with it.
        let logits = &self.values[self.layers.len() - 1];
        let outputs = self.outputs();
        let is_right =
            |(row, label): &(usize, &u8)| vector::argmax(outputs.row(*row)) == usize::from(**label);
        StepReport {
            loss: self
                .recipe
                .loss
                .of(logits, outputs, labels, self.recipe.targets),
            correct: labels.iter().enumerate().filter(is_right).count(),
            samples: labels.len(),
        }
    }

    fn backward(&mut self, labels: &[u8]) {
        let Recipe { loss, targets, .. } = self.recipe;
        // A fused loss gives the gradient below the last layer, and that layer is passed over.
        let last = self.layers.len() - usize::from(loss.is_fused());
        let outputs = &self.values[self.layers.len()];
        loss.gradient(outputs, labels, targets, &mut self.gradients[last]);
        for index in (0..last).rev() {
            let (below, above) = self.gradients.split_at_mut(index + 1);
            let d_input = (index > 0).then(|| &mut below[index]);
            self.layers[index].backward(
                &self.values[index],
                &self.values[index + 1],
                &above[0],
                d_input,
                &mut self.packing,
            );
        }
    }

    pub(super) fn update(&mut self) {
        let decay = self.recipe.l2.lambda / self.recipe.l2.images as f32;
        let rule = self.recipe.optimizer;
        self.optimizer.begin_step();
        let parameters = self.layers.iter_mut().flat_map(Layer::parameters_mut);
        for (index, parameter) in parameters.enumerate() {
            let decay = if parameter.decays { decay } else { 0.0 };
            self.optimizer.update(
                rule,
                index,
                &mut parameter.value,
                &parameter.gradient,
                decay,
            );
        }
    }
}
