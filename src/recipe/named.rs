//! The named recipes, with the hyper-parameters that their authors state.

mod convolutional;

use convolutional::{convnet, reader, reader_mnist, sprint, sprint_99};

use super::{IMAGE_SIZE, InputRange, L2, LayerRecipe, Recipe, Source};
use crate::dataset::Augmentation;
use crate::error::{Error, Result};
use crate::layer::{ActivationFunction, Initialisation};
use crate::loss::{Loss, Targets};
use crate::optimizer::OptimizerRecipe;
use crate::schedule::Schedule;

type Make = fn() -> Recipe;

const RECIPES: [Make; 12] = [
    keras_mlp,
    symon,
    symon_rotated,
    nielsen,
    nielsen_100,
    lernmi,
    handwriting_recogniser,
    convnet,
    sprint,
    sprint_99,
    reader,
    reader_mnist,
];

/// The names, in the order in which they are shown.
pub fn names() -> Vec<String> {
    RECIPES.iter().map(|make| make().name).collect()
}

/// The recipe with this name.
///
/// # Errors
///
/// [`Error::UnknownRecipe`] if no recipe has it.
pub fn named(name: &str) -> Result<Recipe> {
    let mut recipes = RECIPES.iter().map(|make| make());
    let unknown = || Error::UnknownRecipe {
        name: name.to_owned(),
        names: names().join(", "),
    };
    recipes
        .find(|recipe| recipe.name == name)
        .ok_or_else(unknown)
}

const UNIT_RANGE: InputRange = InputRange {
    low: 0.0,
    high: 1.0,
};
const ONE_HOT: Targets = Targets {
    low: 0.0,
    high: 1.0,
};

/// Dense layers of these widths, each followed by the activation.
fn dense(
    units: &[usize],
    function: ActivationFunction,
    weights: Initialisation,
    biases: Option<Initialisation>,
) -> Vec<LayerRecipe> {
    let pair = |units: &usize| {
        let dense = LayerRecipe::dense(*units, weights, biases);
        [dense, LayerRecipe::activation(function)]
    };
    units.iter().flat_map(pair).collect()
}

/// Keras's example `mnist_mlp.py`. The text “Computer vision with neural nets” runs it and prints 0.9838 after 20
/// epochs.
pub(super) fn keras_mlp() -> Recipe {
    let mut layers = Vec::new();
    let zero = Some(Initialisation::Zero);
    for _ in 0..2 {
        layers.extend(dense(
            &[512],
            ActivationFunction::Relu,
            Initialisation::Glorot,
            zero,
        ));
        layers.push(LayerRecipe::dropout(0.2));
    }
    layers.extend(dense(
        &[10],
        ActivationFunction::Softmax,
        Initialisation::Glorot,
        zero,
    ));
    Recipe {
        name: "keras-mlp".into(),
        source: Source {
            text: "Keras’s example mnist_mlp.py, as run in the text “Computer vision with neural nets”".into(),
            accuracy: Some(0.9838),
            ours: vec![],
        },
        inputs: IMAGE_SIZE,
        input_range: UNIT_RANGE,
        layers,
        loss: Loss::CrossEntropy,
        targets: ONE_HOT,
        label_smoothing: 0.0,
        optimizer: OptimizerRecipe::rms_prop(0.001),
        schedule: Schedule::Constant,
        l2: L2::default(),
        ema_decay: 0.0,
        batch_size: 128,
        epochs: 20,
        augmentation: Augmentation::default(),
        handwriting: 0.0,
        non_digits: 0.0,
        stops_when_loss_stops_falling: false,
    }
}

/// O. Symon, “Neural Network for recognizing handwritten numbers”, gives the method, T. Rashid's notebook
/// part2_neural_network_mnist_data the figures (200 hidden nodes, rate 0.1, 5 epochs: 0.9747).
fn symon() -> Recipe {
    Recipe {
        name: "symon".into(),
        source: Source {
            text: "O. Symon, “Neural Network for recognizing handwritten numbers”, \
                   with the figures of T. Rashid’s notebook part2_neural_network_mnist_data"
                .into(),
            accuracy: Some(0.9747),
            ours: vec![],
        },
        input_range: InputRange {
            low: 0.01,
            high: 1.0,
        },
        layers: dense(
            &[200, 10],
            ActivationFunction::Sigmoid,
            Initialisation::NormalByFanIn,
            None,
        ),
        loss: Loss::SquaredError,
        targets: Targets {
            low: 0.01,
            high: 0.99,
        },
        optimizer: OptimizerRecipe::sgd(0.1),
        batch_size: 1,
        epochs: 5,
        ..keras_mlp()
    }
}

/// O. Symon's section 6.4, and T. Rashid's notebook with rotations (rate 0.01, 10 epochs:
/// 0.975).
fn symon_rotated() -> Recipe {
    Recipe {
        name: "symon-rotated".into(),
        source: Source {
            text: "O. Symon’s section 6.4, with the figures of T. Rashid’s notebook \
                   part2_neural_network_mnist_data_with_rotations"
                .into(),
            accuracy: Some(0.975),
            ours: vec![],
        },
        optimizer: OptimizerRecipe::sgd(0.01),
        epochs: 10,
        augmentation: Augmentation {
            rotation_degrees: 10.0,
            ..Augmentation::default()
        },
        ..symon()
    }
}

/// M. Nielsen, "Neural Networks and Deep Learning", chapter 1: at its peak 95.42 %.
fn nielsen() -> Recipe {
    let normal = Initialisation::Normal { deviation: 1.0 };
    Recipe {
        name: "nielsen".into(),
        source: Source {
            text: "M. Nielsen, “Neural Networks and Deep Learning”, chapter 1, network.py".into(),
            accuracy: Some(0.9542),
            ours: vec!["60,000 training images, where the book has 50,000".into()],
        },
        layers: dense(&[30, 10], ActivationFunction::Sigmoid, normal, Some(normal)),
        loss: Loss::SquaredError,
        optimizer: OptimizerRecipe::sgd(3.0),
        batch_size: 10,
        epochs: 30,
        ..keras_mlp()
    }
}

/// The same book, chapter 3: 100 hidden neurons, cross-entropy, λ = 5: 97.92 % of the
/// validation images.
fn nielsen_100() -> Recipe {
    let normal = Initialisation::Normal { deviation: 1.0 };
    Recipe {
        name: "nielsen-100".into(),
        source: Source {
            text: "M. Nielsen, “Neural Networks and Deep Learning”, chapter 3, network2.py; \
                   the accuracy is of his validation images"
                .into(),
            accuracy: Some(0.9792),
            ours: vec!["60,000 training images, where the book has 50,000".into()],
        },
        layers: dense(
            &[100, 10],
            ActivationFunction::Sigmoid,
            normal,
            Some(normal),
        ),
        loss: Loss::BinaryCrossEntropy,
        optimizer: OptimizerRecipe::sgd(0.5),
        l2: L2 {
            lambda: 5.0,
            images: 60_000,
        },
        ..nielsen()
    }
}

/// Lernmi by S. Russell, which the text “Computer vision with neural nets” describes; its program
/// (lib/mnist_learner.rb, lib/link_layer.rb) has the shape, the rate and the range of the weights, biases among them.
fn lernmi() -> Recipe {
    let uniform = Initialisation::Uniform {
        low: -0.5,
        high: 0.5,
    };
    Recipe {
        name: "lernmi".into(),
        source: Source {
            text: "Lernmi, a network in Ruby by S. Russell".into(),
            accuracy: None,
            ours: vec!["10 epochs".into(), "pixels in 0..1".into()],
        },
        layers: dense(
            &[15, 10],
            ActivationFunction::Sigmoid,
            uniform,
            Some(uniform),
        ),
        loss: Loss::SquaredError,
        optimizer: OptimizerRecipe::sgd(0.1),
        batch_size: 1,
        epochs: 10,
        ..keras_mlp()
    }
}

/// The text “Handwriting Recogniser deep dive” describes a multilayer perceptron with ReLU and softmax that trains
/// until it converges or for a number of iterations.
fn handwriting_recogniser() -> Recipe {
    let zero = Some(Initialisation::Zero);
    let mut layers = dense(
        &[128],
        ActivationFunction::Relu,
        Initialisation::Glorot,
        zero,
    );
    layers.extend(dense(
        &[10],
        ActivationFunction::Softmax,
        Initialisation::Glorot,
        zero,
    ));
    Recipe {
        name: "handwriting-recogniser".into(),
        source: Source {
            text: "The text “Handwriting Recogniser deep dive”".into(),
            accuracy: None,
            ours: vec![
                "128 hidden neurons".into(),
                "Adam with rate 0.001".into(),
                "batches of 32".into(),
                "Glorot’s weights".into(),
            ],
        },
        layers,
        optimizer: OptimizerRecipe::adam(0.001),
        batch_size: 32,
        epochs: 2,
        stops_when_loss_stops_falling: true,
        ..keras_mlp()
    }
}
