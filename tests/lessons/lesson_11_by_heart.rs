//! By heart: perfect on its ten drawings, poor on those of strangers.

use neuroglyph::dataset::{Augmentation, augment};
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::LayerRecipe;
use neuroglyph::{Network, Recipe};

use crate::{DIGITS, Examples, accuracy, drawings};

/// 784-64-10
fn recipe() -> Recipe {
    Recipe::builder()
        .dense_layers(&[64], 10)
        .optimizer(OptimizerRecipe::sgd(0.1))
        .build()
        .unwrap()
}

/// Trained for 1,000 steps, each with one drawing of each digit, of which there are `each`, digit by digit.
fn trained(examples: &Examples, each: usize) -> Network {
    let mut network = Network::new(recipe(), Some(1)).unwrap();
    for step in 0..1_000 {
        let mut batch = Examples::default();
        for digit in 0..10 {
            let example = digit * each + (step + digit) % each;
            batch.add(
                &examples.images[example * 784..][..784],
                examples.labels[example],
            );
        }
        network.train_step(&batch.images, &batch.labels).unwrap();
    }
    network
}

/// One writer has one style of each digit. Strangers write in the styles from the sixth on, and their drawings are of
/// another seed; the 1,000 more are in the other four of the first five styles.
#[test]
fn ten_drawings_are_learnt_by_heart_and_other_styles_help_with_strangers() {
    let strangers = drawings(&DIGITS, 100, 2, |style| style >= 5);
    for writer in 0..3 {
        let ten = drawings(&DIGITS, 1, 1, |style| style == writer);
        let by_heart = trained(&ten, 1);
        let more = drawings(&DIGITS, 100, 4, |style| style < 5 && style != writer);
        let mut all = Examples::default();
        for digit in DIGITS {
            let digit = usize::from(digit);
            all.add(&ten.images[digit * 784..][..784], ten.labels[digit]);
            let own = digit * 100..(digit + 1) * 100;
            all.images
                .extend(&more.images[own.start * 784..own.end * 784]);
            all.labels.extend(&more.labels[own]);
        }
        let with_more = trained(&all, 101);
        let percent = |network: &Network, examples: &Examples| 100.0 * accuracy(network, examples);
        let (own, others) = (percent(&by_heart, &ten), percent(&by_heart, &strangers));
        let with_others = percent(&with_more, &strangers);
        println!(
            "writer {writer}: {own:.0} % of the ten, {others:.1} % of strangers, {with_others:.1} % with 1,000 drawings in other styles"
        );
        assert_eq!(own, 100.0);
        assert!(others < 75.0);
        assert!(with_others >= others + 10.0);
    }
}

/// What the writer's next drawings are read as, after 1,000 steps with the ten, varied anew each time.
#[test]
fn varied_copies_help_with_the_writers_next_drawings_and_dropout_hardly_does() {
    let turned = Augmentation {
        random_rotation_degrees: 10.0,
        ..Augmentation::default()
    };
    let varied = Augmentation {
        scale: 0.1,
        shear_degrees: 10.0,
        shift_pixels: 1.0,
        elastic_pixels: 1.0,
        ..turned
    };
    for writer in 0..3 {
        let ten = drawings(&DIGITS, 1, 1, |style| style == writer);
        let next = drawings(&DIGITS, 100, 3, |style| style == writer);
        let percent = |dropout: f32, augmentation: Augmentation| {
            let mut layers = recipe().layers;
            if dropout > 0.0 {
                layers.insert(2, LayerRecipe::dropout(dropout));
            }
            let recipe = recipe().into_builder().layers(layers).build().unwrap();
            let mut network = Network::new(recipe, Some(1)).unwrap();
            for step in 0..1_000 {
                let images = ten.images.chunks(784);
                let images = images.map(|image| augment(image, augmentation, step, 0).unwrap());
                let images = images.collect::<Vec<_>>().concat();
                network.train_step(&images, &ten.labels).unwrap();
            }
            100.0 * accuracy(&network, &next)
        };
        let none = Augmentation::default();
        let alone = percent(0.0, none);
        let [dropped, turned, varied] = [(0.5, none), (0.0, turned), (0.0, varied)]
            .map(|(dropout, augmentation)| percent(dropout, augmentation));
        println!(
            "writer {writer}: {alone:.1} % of the next drawings, {dropped:.1} % with dropout, {turned:.1} % turned by up to 10°, {varied:.1} % with scale, shear, shifts and elastic distortion too"
        );
        assert!(alone < 90.0 && (dropped - alone).abs() < 10.0);
        assert!(turned > alone && varied > alone + 10.0);
    }
}
