//! Data augmentation: variants of the training images.

mod bounds;
mod canvas;
mod elastic;
mod map;
mod resample;
mod stroke;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::field::Field;
use crate::images::Images;
use crate::preprocess::SIDE;
use crate::random::{Random, Stream};
use canvas::Canvas;
use elastic::Displacement;
use map::{Hull, Map};
use resample::resample;

/// The augmentation of training images of 28 × 28 pixels; every setting is 0, off, by default.
///
/// The random settings change every example anew in every epoch, each uniformly distributed over its
/// range. Ink that would leave the image is shifted back, and shrunk where it does not fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(default, deny_unknown_fields)]
pub struct Augmentation {
    /// Each image is also rotated by plus and by minus this angle, so that it makes three
    /// examples (O. Symon, “Neural Network for recognizing handwritten numbers”, section 6.4):
    /// 0 to 30.
    pub rotation_degrees: f32,
    /// Rotated at random by up to this angle either way: 0 to 30.
    pub random_rotation_degrees: f32,
    /// Width and height are multiplied by two factors from 1 − this to 1 + this: 0 to 0.5.
    pub scale: f32,
    /// Sheared by up to this angle either way: 0 to 30.
    pub shear_degrees: f32,
    /// Shifted by up to this across, and by up to this down, either way: 0 to 4.
    pub shift_pixels: f32,
    /// Elastic distortion: the root mean square of the displacement across, and of
    /// that down; 0 to 2. P. Y. Simard, D. Steinkraus and J. C. Platt ("Best practices for
    /// convolutional neural networks applied to visual document analysis", 2003) use 34 / 29.
    pub elastic_pixels: f32,
    /// In half of the examples strokes become wider, by up to this: 0 to 2.
    pub thickening_pixels: f32,
    /// In the other half strokes become thinner, by up to this: 0 to 1.
    pub thinning_pixels: f32,
}

impl Augmentation {
    /// The settings, each with the values that it accepts.
    pub const FIELDS: [Field; 8] = [
        Field::real("rotation_degrees", 0.0, 30.0).with_default(0.0),
        Field::real("random_rotation_degrees", 0.0, 30.0).with_default(0.0),
        Field::real("scale", 0.0, 0.5).with_default(0.0),
        Field::real("shear_degrees", 0.0, 30.0).with_default(0.0),
        Field::real("shift_pixels", 0.0, 4.0).with_default(0.0),
        Field::real("elastic_pixels", 0.0, 2.0).with_default(0.0),
        Field::real("thickening_pixels", 0.0, 2.0).with_default(0.0),
        Field::real("thinning_pixels", 0.0, 1.0).with_default(0.0),
    ];

    /// Refuses a setting outside its range.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`](crate::Error::Recipe) with the setting.
    pub fn check(&self) -> Result<()> {
        let mut settings = Self::FIELDS.iter().zip(self.values());
        settings.try_for_each(|(field, value)| field.check("augmentation", value))
    }

    /// The settings in the order of `FIELDS`.
    fn values(&self) -> [f32; 8] {
        [
            self.rotation_degrees,
            self.random_rotation_degrees,
            self.scale,
            self.shear_degrees,
            self.shift_pixels,
            self.elastic_pixels,
            self.thickening_pixels,
            self.thinning_pixels,
        ]
    }

    /// Whether every setting is off.
    pub fn is_off(&self) -> bool {
        *self == Self::default()
    }

    /// The number of examples that one image makes, 1 or 3.
    pub fn variants(&self) -> usize {
        if self.rotation_degrees == 0.0 { 1 } else { 3 }
    }
}

/// Augments the examples of a run. The result depends on the run's seed, the epoch and
/// the example's number alone, so that a resumed run goes on as if it had never stopped.
#[derive(Debug, Clone)]
pub struct Augmenter {
    augmentation: Augmentation,
    random: Random,
}

impl Augmenter {
    /// The augmenter of a run with this seed.
    pub fn new(augmentation: Augmentation, seed: u64) -> Self {
        let random = Random::new(seed, Stream::Augmentation);
        Self {
            augmentation,
            random,
        }
    }

    /// Whether every setting is off.
    pub fn is_off(&self) -> bool {
        self.augmentation.is_off()
    }

    /// The number of examples that one image makes, 1 or 3.
    pub fn variants(&self) -> usize {
        self.augmentation.variants()
    }

    /// Changes an image of `[28 × 28]` values in 0..1 in place. The example's number modulo [`Augmenter::variants`]
    /// says which of the image's examples it is.
    pub fn apply(&self, image: &mut [f32], epoch: usize, example: u32) {
        let settings = &self.augmentation;
        if settings.is_off() {
            return;
        }
        let random = &mut self.random.item(epoch, example);
        let variant = example as usize % settings.variants();
        let rotated = [0.0, settings.rotation_degrees, -settings.rotation_degrees][variant];
        // Every number is drawn, used or not: changing one setting leaves the others' numbers as they were.
        let mut drawn = |most: f32| most * random.uniform(-1.0, 1.0);
        let rotation = rotated + drawn(settings.random_rotation_degrees);
        let scale = [drawn(settings.scale), drawn(settings.scale)];
        let shear = drawn(settings.shear_degrees);
        let shift = [drawn(settings.shift_pixels), drawn(settings.shift_pixels)];
        let width = match drawn(1.0) {
            wider @ 0.0.. => wider * settings.thickening_pixels,
            thinner => thinner * settings.thinning_pixels,
        };

        let mut canvas = Canvas::of(image);
        stroke::widen(&mut canvas, width);
        let Some(hull) = Hull::of(&canvas) else {
            return;
        };
        let mut displacement = Displacement::NONE;
        if settings.elastic_pixels != 0.0 {
            displacement.draw(settings.elastic_pixels, random);
        }
        let spread = displacement.spread;
        let map = Map::new(rotation, shear, scale).kept_inside(&hull, shift, spread);
        let reach = map.reach(&hull, spread);
        resample(&canvas, &map, &displacement, reach, image);
    }
}

/// The example with this number that a run with this seed makes of an image in its first epoch: `[28 × 28]` in 0..1.
///
/// # Errors
///
/// [`Error::Recipe`] for a setting outside its range, [`Error::Length`] for anything but one image of 784 values,
/// [`Error::Pixel`] for a value outside 0..1.
///
/// [`Error::Recipe`]: crate::Error::Recipe
/// [`Error::Length`]: crate::Error::Length
/// [`Error::Pixel`]: crate::Error::Pixel
///
/// ```
/// use neuroglyph::dataset::{Augmentation, augment};
///
/// let augmentation = Augmentation {
///     random_rotation_degrees: 10.0,
///     ..Augmentation::default()
/// };
/// let image = augment([0u8; 784].as_slice(), augmentation, 1, 0)?;
/// assert_eq!(image.len(), 784);
/// # Ok::<(), neuroglyph::Error>(())
/// ```
pub fn augment<'a>(
    image: impl Into<Images<'a>>,
    augmentation: Augmentation,
    seed: u64,
    example: u32,
) -> Result<Vec<f32>> {
    augmentation.check()?;
    let image = image.into();
    image.check_one(SIDE * SIDE)?;
    let mut values = vec![0.0; SIDE * SIDE];
    image.write_into(&mut values, 0.0, 1.0);
    Augmenter::new(augmentation, seed).apply(&mut values, 0, example);
    Ok(values)
}
