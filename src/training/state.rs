//! A training as bytes: a model file with more tensors and a second entry in its metadata, "neuroglyph_training".
//!
//! Each moment of the optimiser is a tensor "moments.P.M", P the index of the parameter among the trainable ones and M
//! that of the moment. A first layer with an input baseline has its weight a second time, in parts: "rest.own",
//! "rest.shared", "rest.sums". Where the recipe has an EMA of the weights, the model is the EMA, and "raw" has the
//! weights that are trained.

use serde::{Deserialize, Serialize};

use super::memory::ask_for;
use super::{Training, check, images_of};
use crate::dataset::Dataset;
use crate::error::{Error, Result};
use crate::kernels::parallel::threads;
use crate::layer::{BaselineWeights, Layer};
use crate::loss::Loss;
use crate::metrics::RunningMetrics;
use crate::model_file::{ModelFile, Precision, Tensor, refuse, write_model};
use crate::network::{Network, check_finite};
use crate::optimizer::Optimizer;
use crate::random::Random;
use crate::recipe::Recipe;

const KEY: &str = "neuroglyph_training";
const OWN: &str = "rest.own";
const SHARED: &str = "rest.shared";
const SUMS: &str = "rest.sums";
const RAW: &str = "raw";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    steps: usize,
    epoch: usize,
    position: usize,
    running: RunningMetrics,
    last_loss: Option<f64>,
    finished: bool,
    optimizer_steps: i32,
    dropout: Vec<Random>,
    /// The input baseline of the first layer, if it has one.
    #[serde(default, rename = "rest")]
    baseline: Option<f32>,
}

impl State {
    /// Refuses a place in the run, counts and losses that no training by this recipe has.
    fn check(&self, recipe: &Recipe, images: usize) -> Result<()> {
        let examples = images * recipe.augmentation.variants();
        let reason = self.objection(recipe, examples);
        reason.map_or(Ok(()), |reason| Err(Error::ModelFile(reason)))
    }

    fn objection(&self, recipe: &Recipe, examples: usize) -> Option<String> {
        let batch_size = recipe.batch_size;
        let &State {
            steps,
            epoch,
            position,
            optimizer_steps,
            ..
        } = self;
        if optimizer_steps < 0 {
            return Some(format!("it says it took {optimizer_steps} steps"));
        }
        if epoch > recipe.epochs {
            return Some(format!("it says it is in epoch {epoch}"));
        }
        if position > examples {
            return Some(format!("it says it is at example {position} of {examples}"));
        }
        if position % batch_size != 0 && position != examples {
            return Some(format!(
                "it says it is at example {position}, within a batch of {batch_size}"
            ));
        }
        // A batch from which nothing was learnt, because the loss diverged, has been taken but is no step.
        let taken = epoch * examples.div_ceil(batch_size) + position.div_ceil(batch_size);
        if steps > taken {
            return Some(format!(
                "it says it took {steps} steps, where there were {taken}"
            ));
        }
        if steps.min(i32::MAX as usize) != optimizer_steps as usize {
            return Some(format!(
                "it says it took {steps} steps, and its optimizer {optimizer_steps}"
            ));
        }
        let targets = [recipe.targets.low, recipe.targets.high];
        let is_negative = recipe.loss != Loss::SquaredError
            && !targets.iter().all(|target| (0.0..=1.0).contains(target));
        if let Some(objection) = self.running.objection(position, is_negative) {
            return Some(format!("it says that {objection}"));
        }
        if let Some(loss) = self.last_loss.filter(|loss| *loss < 0.0 && !is_negative) {
            return Some(format!(
                "it says that the loss of its last epoch was {loss}"
            ));
        }
        let stuck = self.dropout.iter().position(Random::is_stuck)?;
        Some(format!(
            "the random numbers of its dropout {stuck} are all 0"
        ))
    }
}

impl Training {
    /// All that [`Training::from_bytes`] needs to continue the run bit for bit. It is a model file too.
    ///
    /// # Errors
    ///
    /// [`Error::ModelFile`] if the bytes cannot be written into memory, [`Error::Parameter`] if what the optimiser
    /// remembers of the gradients is no finite number.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let (optimizer, dropout) = self.network.training_state();
        let state = State {
            steps: self.steps,
            epoch: self.order.epoch(),
            position: self.order.position(),
            running: self.epoch,
            last_loss: self.last_loss,
            finished: self.finished,
            optimizer_steps: optimizer.steps,
            dropout,
            baseline: self.network.baseline_weights().map(|weights| weights.value),
        };
        let state = serde_json::to_string(&state).map_err(refuse)?;
        let raw = self.average.as_ref().map(|_| self.network.weights());
        let mut moments = Vec::new();
        for (parameter, of_parameter) in optimizer.moments.iter().enumerate() {
            for (moment, values) in of_parameter.iter().enumerate() {
                let name = moment_name(parameter, moment);
                // What is written can be read again.
                check_finite(&name, values)?;
                moments.push(Tensor::new(name, vec![values.len()], values));
            }
        }
        let mut tensors = moments;
        if let Some(baseline) = self.network.baseline_weights() {
            let (rows, columns) = (baseline.own.rows(), baseline.own.columns());
            let own = baseline.own.as_row_major();
            tensors.push(Tensor::new(OWN.to_owned(), vec![rows, columns], own));
            tensors.push(Tensor::new(
                SHARED.to_owned(),
                vec![columns],
                &baseline.shared,
            ));
            tensors.push(Tensor::new(SUMS.to_owned(), vec![columns], &baseline.sums));
        }
        if let Some(raw) = &raw {
            tensors.push(Tensor::new(RAW.to_owned(), vec![raw.len()], raw));
        }
        let entry = Some((KEY, state));
        write_model(self.network(), Precision::Single, tensors, entry)
    }

    /// Continues a run from what [`Training::to_bytes`] gave, with the same images.
    ///
    /// # Errors
    ///
    /// [`Error::ModelFile`] for bytes that are damaged, of another kind, of a run with another number of images, or
    /// with a place, counts, losses or squares that no run has; [`Error::Parameter`] for a value that is no finite
    /// number; else as [`Training::new`].
    pub fn from_bytes(bytes: &[u8], dataset: &Dataset) -> Result<Self> {
        let file = ModelFile::open(bytes)?;
        let Some(entry) = file.metadata(KEY) else {
            let reason = "it is a network, but no training that could go on";
            return Err(Error::ModelFile(reason.to_owned()));
        };
        let state: State = serde_json::from_str(entry).map_err(refuse)?;
        let recipe = file.recipe()?;
        let images = images_of(dataset)?;
        check(&recipe, dataset)?;
        if recipe.l2.images != images {
            let other = recipe.l2.images;
            let reason = format!("it was trained with {other} images, not with these {images}");
            return Err(Error::ModelFile(reason));
        }
        state.check(&recipe, images)?;
        // The bytes themselves are here already.
        let memory = Training::memory(&recipe, images, threads());
        ask_for(memory.saturating_sub(bytes.len() as u64))?;
        let mut network = Network::from_safetensors(bytes)?;
        let average = (network.recipe().ema_decay > 0.0).then(|| network.clone());
        if average.is_some() {
            let raw = file.read(RAW, &[network.weights().len()])?;
            network.set_weights(&raw)?;
        }
        let optimizer = Optimizer {
            steps: state.optimizer_steps,
            moments: read_moments(&file, &network, state.optimizer_steps)?,
        };
        let (_, randoms) = network.training_state();
        if randoms.len() != state.dropout.len() {
            let reason = "its dropout does not fit its recipe";
            return Err(Error::ModelFile(reason.to_owned()));
        }
        network.set_training_state(optimizer, state.dropout);
        if let Some(value) = state.baseline {
            let baseline = read_baseline(&file, &network, value)?;
            network.set_baseline_weights(baseline);
        }
        let mut training = Training::begin(network, images);
        training.average = average;
        training.order.go_to(state.epoch, state.position);
        training.steps = state.steps;
        training.epoch = state.running;
        training.last_loss = state.last_loss;
        training.finished = state.finished;
        Ok(training)
    }
}

fn read_moments(file: &ModelFile, network: &Network, steps: i32) -> Result<Vec<Vec<Vec<f32>>>> {
    // Before the first step there are no moments.
    if steps == 0 {
        return Ok(Vec::new());
    }
    let optimizer = network.recipe().optimizer;
    let trainable = network
        .parameters()
        .filter(|(_, parameter)| parameter.role.is_trainable());
    trainable
        .enumerate()
        .map(|(index, (_, parameter))| {
            let size = parameter.value.as_row_major().len();
            let read = |moment| {
                let name = moment_name(index, moment);
                let values = file.read(&name, &[size])?;
                if optimizer.is_mean_of_squares(moment) {
                    check_mean_of_squares(&name, &values)?;
                }
                Ok(values)
            };
            (0..optimizer.moments()).map(read).collect()
        })
        .collect()
}

/// Refuses what is below 0, of which the root would be NaN.
fn check_mean_of_squares(tensor: &str, values: &[f32]) -> Result<()> {
    let Some(index) = values.iter().position(|value| *value < 0.0) else {
        return Ok(());
    };
    let value = values[index];
    Err(Error::ModelFile(format!(
        "value {index} of {tensor} is {value}: it is a mean of squares, which is 0 or more"
    )))
}

fn read_baseline(file: &ModelFile, network: &Network, value: f32) -> Result<BaselineWeights> {
    let Some(Layer::Dense(dense)) = network.layers().first() else {
        let reason = "its first layer has no weight for an input baseline";
        return Err(Error::ModelFile(reason.to_owned()));
    };
    let paper = network.recipe().input_range.low;
    if value != paper {
        let reason = format!("its input baseline is {value}, and paper is {paper}");
        return Err(Error::ModelFile(reason));
    }
    let weight = &dense.parameters()[0].value;
    let mut own = weight.clone();
    let shape = [own.rows(), own.columns()];
    own.as_row_major_mut()
        .copy_from_slice(&file.read(OWN, &shape)?);
    let read = |name| file.read(name, &[shape[1]]);
    let baseline = BaselineWeights::restored(value, own, read(SHARED)?, read(SUMS)?);
    let mut sum = weight.clone();
    baseline.write_into(&mut sum);
    let mut pairs = sum.as_row_major().iter().zip(weight.as_row_major());
    if let Some(index) = pairs.position(|(sum, weight)| sum != weight) {
        let reason =
            format!("value {index} of the first weight is not what {OWN} and {SHARED} add up to");
        return Err(Error::ModelFile(reason));
    }
    Ok(baseline)
}

fn moment_name(parameter: usize, moment: usize) -> String {
    format!("moments.{parameter}.{moment}")
}
