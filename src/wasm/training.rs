//! `Training` in JavaScript.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Float32Array, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::dataset::JsDataset;
use super::incoming::{self, JsBytes, JsRecipe, size, whole};
use super::learning::{JsEvaluation, to_js_evaluation, to_js_report};
use super::network::JsRecipeObject;
use super::{to_js_error, to_object};
use crate::dataset::Dataset;
use crate::metrics::Evaluation;
use crate::training::{Progress, Training};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What `Training.run` did. `loss` and `accuracy` are means over this epoch so far, `recent_loss` and
 * `recent_digits`, of which it read `recent_correct` right, over the steps of this call; null where there was
 * nothing. Accuracy is over the digits alone. */
export interface Progress {
  epoch: number; examples: number; examples_in_epoch: number; steps: number;
  loss: number | null; accuracy: number | null; recent_loss: number | null; recent_correct: number; recent_digits: number;
  epoch_over: boolean; finished: boolean; waiting: boolean;
}
/** Over part of a dataset: ten outputs an image. */
export interface PartReport extends StepReport { outputs: Float32Array }
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Progress")]
    pub type JsProgress;
    #[wasm_bindgen(typescript_type = "PartReport")]
    pub type JsPartReport;
}

#[derive(Serialize)]
struct PlainProgress {
    epoch: usize,
    examples: usize,
    examples_in_epoch: usize,
    steps: usize,
    loss: Option<f64>,
    accuracy: Option<f64>,
    recent_loss: Option<f64>,
    recent_correct: usize,
    recent_digits: usize,
    epoch_over: bool,
    finished: bool,
    waiting: bool,
}

impl From<Progress> for PlainProgress {
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
pub struct JsTraining {
    training: Training,
    dataset: Rc<RefCell<Dataset>>,
}

#[wasm_bindgen(js_class = Training)]
impl JsTraining {
    /// `recipe` is a recipe's name or a recipe; `seed`, a whole number, fixes the run and is
    /// chosen at random if it is left out. The dataset's images may still be on their way.
    #[wasm_bindgen(constructor)]
    pub fn new(
        recipe: JsRecipe,
        dataset: &JsDataset,
        seed: Option<f64>,
    ) -> Result<JsTraining, JsValue> {
        let recipe = incoming::recipe(&recipe)?;
        let seed = seed.map(|seed| whole("seed", seed)).transpose()?;
        let training = Training::new(recipe, &dataset.0.borrow(), seed).map_err(to_js_error)?;
        Ok(JsTraining::of(training, dataset))
    }

    /// Goes on exactly where `to_bytes` was called.
    pub fn from_bytes(bytes: JsBytes, dataset: &JsDataset) -> Result<JsTraining, JsValue> {
        let bytes = incoming::bytes("bytes", &bytes)?;
        let training = Training::from_bytes(&bytes, &dataset.0.borrow()).map_err(to_js_error)?;
        Ok(JsTraining::of(training, dataset))
    }

    /// All that a run needs to go on as if it had never stopped.
    pub fn to_bytes(&self) -> Result<Vec<u8>, JsValue> {
        self.training.to_bytes().map_err(to_js_error)
    }

    /// Takes at most so many steps; stops early at the end of an epoch, and where the images of
    /// the next batch have not come yet. If the loss becomes no number, an `Error` says so, and
    /// the weights are those with which this call began.
    pub fn run(&mut self, max_steps: f64) -> Result<JsProgress, JsValue> {
        let max_steps = size("max_steps", max_steps)?;
        let dataset = self.dataset.borrow();
        let progress = self
            .training
            .run(&dataset, max_steps)
            .map_err(to_js_error)?;
        Ok(to_object(&PlainProgress::from(progress))?.unchecked_into())
    }

    /// Loss, accuracy and confusion over a dataset; learns nothing.
    pub fn evaluate(&mut self, dataset: &JsDataset) -> Result<JsEvaluation, JsValue> {
        let evaluation = self
            .training
            .evaluate(&dataset.0.borrow())
            .map_err(to_js_error)?;
        to_js_evaluation(&evaluation)
    }

    /// Loss, correct answers and outputs over the examples `start` to `end` − 1.
    pub fn evaluate_part(
        &mut self,
        dataset: &JsDataset,
        start: f64,
        end: f64,
    ) -> Result<JsPartReport, JsValue> {
        let part = size("start", start)?..size("end", end)?;
        let evaluation = self.training.evaluate_part(&dataset.0.borrow(), part);
        let Evaluation {
            loss,
            correct,
            samples,
            ..
        } = evaluation.map_err(to_js_error)?;
        let report = to_js_report(loss, correct, samples)?;
        let outputs = Float32Array::from(self.training.network().answers());
        Reflect::set(&report, &"outputs".into(), &outputs)?;
        Ok(report.unchecked_into())
    }

    /// From the next step on: 0.00001 to 10.
    pub fn set_learning_rate(&mut self, rate: f32) -> Result<(), JsValue> {
        self.training.set_learning_rate(rate).map_err(to_js_error)
    }

    /// From the next step on, in every dropout layer: 0 to 0.9.
    pub fn set_dropout(&mut self, rate: f32) -> Result<(), JsValue> {
        self.training.set_dropout(rate).map_err(to_js_error)
    }

    /// All parameters: what `set_weights` of a network of this recipe takes.
    pub fn weights(&self) -> Vec<f32> {
        self.training.network().weights()
    }

    /// The network as a model file.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, JsValue> {
        self.training
            .network()
            .to_safetensors()
            .map_err(to_js_error)
    }

    #[wasm_bindgen(getter)]
    pub fn recipe(&self) -> Result<JsRecipeObject, JsValue> {
        Ok(to_object(self.training.network().recipe())?.unchecked_into())
    }

    #[wasm_bindgen(getter)]
    pub fn seed(&self) -> f64 {
        self.training.network().seed() as f64
    }
}

impl JsTraining {
    fn of(training: Training, dataset: &JsDataset) -> Self {
        let dataset = Rc::clone(&dataset.0);
        Self { training, dataset }
    }
}
