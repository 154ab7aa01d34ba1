//! The numbers of a recipe outside its layers, each with the values that it accepts.

use std::collections::BTreeMap;

use super::{IMAGE_SIZE, Recipe};
use crate::dataset::Augmentation;
use crate::field::Field;
use crate::layer::{DENSE_UNITS, DROPOUT_RATE, MAX_UNITS};

/// The largest batch.
pub const MAX_BATCH: usize = 1_024;
const MAX_EPOCHS: usize = 1_000;

pub(super) const INPUTS: Field =
    Field::whole("inputs", 1, MAX_UNITS).with_default(IMAGE_SIZE as f64);
pub(super) const BATCH_SIZE: Field = Field::whole("batch_size", 1, MAX_BATCH);
pub(super) const EPOCHS: Field = Field::whole("epochs", 1, MAX_EPOCHS);
pub(super) const LABEL_SMOOTHING: Field =
    share("label_smoothing").below_maximum().with_default(0.0);
pub(super) const EMA_DECAY: Field = share("ema_decay").below_maximum().with_default(0.0);
pub(super) const HANDWRITING: Field = share("handwriting").with_default(0.0);
pub(super) const NON_DIGITS: Field = share("non_digits").with_default(0.0);
pub(super) const L2_LAMBDA: Field = Field::real("l2.lambda", 0.0, 1_000.0).with_default(0.0);
pub(super) const L2_IMAGES: Field =
    Field::whole("l2.images", 1, u32::MAX as usize).with_default(60_000.0);
/// How many layers there are.
pub(super) const LAYERS: Field = Field::whole("layers", 1, 64);

/// A share: 0 to 1.
const fn share(name: &'static str) -> Field {
    Field::real(name, 0.0, 1.0)
}

const FIELDS: [Field; 10] = [
    INPUTS,
    BATCH_SIZE,
    EPOCHS,
    LABEL_SMOOTHING,
    EMA_DECAY,
    L2_LAMBDA,
    L2_IMAGES,
    HANDWRITING,
    NON_DIGITS,
    LAYERS,
];

impl Recipe {
    /// The numbers of this recipe outside its layers, by their path, such as `optimizer.learning_rate`, with the values
    /// that each accepts. `layers` is how many there are; `dropout` and `hidden_layers` are those of
    /// [`Settings`](super::Settings). The two numbers of a range, such as `input_range`, are not among them.
    pub fn fields(&self) -> BTreeMap<String, Field> {
        let own = FIELDS.iter().map(|field| (field.name.to_owned(), *field));
        let optimizer = self
            .optimizer
            .constants()
            .into_iter()
            .map(|(field, _)| field);
        let within =
            |parent: &'static str| move |field: Field| (format!("{parent}.{}", field.name), field);
        let settings = [
            DROPOUT_RATE.named("dropout"),
            DENSE_UNITS.named("hidden_layers"),
        ];
        let settings = settings.map(|field| (field.name.to_owned(), field));
        own.chain(settings)
            .chain(optimizer.map(within("optimizer")))
            .chain(
                self.schedule
                    .fields()
                    .iter()
                    .copied()
                    .map(within("schedule")),
            )
            .chain(Augmentation::FIELDS.into_iter().map(within("augmentation")))
            .collect()
    }
}
