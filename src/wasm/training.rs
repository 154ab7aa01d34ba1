//! `Training` in JavaScript.

use js_sys::Float32Array;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::dataset::{JsDataset, SharedDataset};
use super::handle::{Class, Handle};
use super::incoming::{self, JsBytes, JsNumber, number, size};
use super::learning::JsEvaluation;
use super::object::{self, JsRecipe, plain_object, seed_or_none};
use super::{object_with_arrays, to_js_error};
use crate::recipe::Recipe;
use crate::training::{Progress, Training};

/// What `Training.run` did. Means are null where there was nothing to average; accuracy is over the digits alone.
#[derive(Serialize, Tsify)]
#[tsify(rename = "Progress", missing_as_null)]
pub struct JsProgress {
    /// The epoch that the call worked in, from 1.
    epoch: usize,
    /// Examples of this epoch so far.
    examples: usize,
    examples_in_epoch: usize,
    /// Steps since the training began.
    steps: usize,
    /// The mean over this epoch so far.
    loss: Option<f64>,
    /// The mean over this epoch so far, 0..1.
    accuracy: Option<f64>,
    /// The mean over the steps of this call.
    recent_loss: Option<f64>,
    /// Of `recent_digits`, those whose predicted class is their label.
    recent_correct: usize,
    /// Digits in the steps of this call.
    recent_digits: usize,
    /// The call took the last step of the epoch.
    epoch_over: bool,
    /// The training is over.
    finished: bool,
    /// The images of the next batch have not come yet.
    waiting: bool,
}

/// Over part of a dataset.
#[derive(Serialize, Tsify)]
#[tsify(rename = "PartReport")]
pub struct JsPartReport {
    /// The mean loss.
    loss: f64,
    /// Samples whose predicted class is their label.
    correct: usize,
    samples: usize,
    /// Ten an image.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    outputs: Float32Array,
}

impl From<Progress> for JsProgress {
    fn from(progress: Progress) -> Self {
        let (running, recent) = (progress.running, progress.recent);
        let of = |samples: usize, value: f64| (samples > 0).then_some(value);
        Self {
            epoch: progress.epoch,
            examples: progress.examples,
            examples_in_epoch: progress.examples_in_epoch,
            steps: progress.steps,
            loss: of(running.samples, running.loss()),
            accuracy: of(running.digits(), running.accuracy()),
            recent_loss: of(recent.samples, recent.loss()),
            recent_correct: recent.correct,
            recent_digits: recent.digits(),
            epoch_over: progress.epoch_over,
            finished: progress.finished,
            waiting: progress.waiting,
        }
    }
}

/// A network on its way through the epochs of its recipe.
#[wasm_bindgen(js_name = Training)]
#[repr(transparent)]
pub struct JsTraining(Handle<Running>);

struct Running {
    training: Training,
    dataset: SharedDataset,
}

impl Class for Running {
    const NAME: &'static str = "Training";
}

#[wasm_bindgen(js_class = Training)]
impl JsTraining {
    /// `recipe` is a recipe's name or a recipe; `seed`, a whole number, fixes the run and is
    /// chosen at random if it is left out. The dataset's images may still be on their way.
    #[wasm_bindgen(constructor)]
    pub fn new(
        recipe: JsRecipe,
        dataset: &JsDataset,
        #[wasm_bindgen(unchecked_optional_param_type = "number | null")] seed: JsNumber,
    ) -> Result<JsTraining, JsValue> {
        let (recipe, seed) = (object::recipe(&recipe)?, seed_or_none(&seed)?);
        let dataset = dataset.shared()?;
        let training = Training::new(recipe, &dataset.borrow(), seed).map_err(to_js_error)?;
        Ok(JsTraining::of(training, dataset))
    }

    /// Gives its memory back. Whatever else is asked of it then is an `Error`.
    #[wasm_bindgen(skip_typescript)]
    pub fn free(&self) {
        self.0.free();
    }

    /// Goes on exactly where `to_bytes` was called.
    pub fn from_bytes(bytes: JsBytes, dataset: &JsDataset) -> Result<JsTraining, JsValue> {
        let bytes = incoming::bytes("bytes", &bytes)?;
        let dataset = dataset.shared()?;
        let training = Training::from_bytes(&bytes, &dataset.borrow()).map_err(to_js_error)?;
        Ok(JsTraining::of(training, dataset))
    }

    /// All that a run needs to go on as if it had never stopped.
    pub fn to_bytes(&self) -> Result<Vec<u8>, JsValue> {
        self.0.get()?.training.to_bytes().map_err(to_js_error)
    }

    /// Takes at most `max_steps` steps; stops early at the end of an epoch, and where the images of
    /// the next batch have not come yet. An epoch may take minutes, so give as many steps as there is time for. If the loss becomes no number, an `Error` says so, and
    /// the weights are those with which this call began.
    pub fn run(&self, max_steps: JsNumber) -> Result<Ts<JsProgress>, JsValue> {
        let max_steps = size("max_steps", &max_steps)?;
        let progress = {
            let mut running = self.0.get()?;
            let Running { training, dataset } = &mut *running;
            training.run(&dataset.borrow(), max_steps)
        };
        let progress = progress.map_err(to_js_error)?;
        plain_object(&JsProgress::from(progress))
    }

    /// Loss, accuracy and confusion over a dataset; changes no parameter. The time grows with the images:
    /// `evaluate_part` takes them in portions.
    pub fn evaluate(&self, dataset: &JsDataset) -> Result<Ts<JsEvaluation>, JsValue> {
        let dataset = dataset.shared()?;
        // Nothing is borrowed any more when the object is made, for which code of the caller's may run.
        let evaluation = self.0.get()?.training.evaluate(&dataset.borrow());
        let evaluation = evaluation.map_err(to_js_error)?;
        object_with_arrays(&JsEvaluation::from(&evaluation))
    }

    /// Loss, correct predictions and outputs over the examples `start` to `end` − 1.
    pub fn evaluate_part(
        &self,
        dataset: &JsDataset,
        start: JsNumber,
        end: JsNumber,
    ) -> Result<Ts<JsPartReport>, JsValue> {
        let part = size("start", &start)?..size("end", &end)?;
        let dataset = dataset.shared()?;
        let evaluation = self
            .0
            .get()?
            .training
            .evaluate_with_outputs(&dataset.borrow(), part);
        let (evaluation, outputs) = evaluation.map_err(to_js_error)?;
        object_with_arrays(&JsPartReport {
            loss: evaluation.loss,
            correct: evaluation.correct,
            samples: evaluation.samples,
            outputs: Float32Array::from(outputs.as_slice()),
        })
    }

    /// From the next step on: 0.00001 to 10.
    pub fn set_learning_rate(&self, rate: JsNumber) -> Result<(), JsValue> {
        let rate = number("rate", &rate)? as f32;
        self.0
            .get()?
            .training
            .set_learning_rate(rate)
            .map_err(to_js_error)
    }

    /// From the next step on, in every dropout layer: 0 to 0.9.
    pub fn set_dropout(&self, rate: JsNumber) -> Result<(), JsValue> {
        let rate = number("rate", &rate)? as f32;
        self.0
            .get()?
            .training
            .set_dropout(rate)
            .map_err(to_js_error)
    }

    /// All parameters: what `set_weights` of a network of this recipe takes.
    pub fn weights(&self) -> Result<Vec<f32>, JsValue> {
        Ok(self.0.get()?.training.network().weights())
    }

    /// The network as a model file.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, JsValue> {
        let running = self.0.get()?;
        running
            .training
            .network()
            .to_safetensors()
            .map_err(to_js_error)
    }

    /// What the network is and how it is trained.
    #[wasm_bindgen(getter)]
    pub fn recipe(&self) -> Result<Ts<Recipe>, JsValue> {
        plain_object(self.0.get()?.training.network().recipe())
    }

    /// The seed of the initial weights, the order, the dropout masks and the augmentation.
    #[wasm_bindgen(getter)]
    pub fn seed(&self) -> Result<f64, JsValue> {
        Ok(self.0.get()?.training.network().seed() as f64)
    }
}

impl JsTraining {
    fn of(training: Training, dataset: SharedDataset) -> Self {
        Self(Handle::new(Running { training, dataset }))
    }
}
