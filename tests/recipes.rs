//! Recipes: the named ones, and what is refused.

mod common;

use common::{OUTPUTS, activation, average_pool, batch_norm, conv, dense, small_recipe};
use neuroglyph::Network;
use neuroglyph::dataset::Augmentation;
use neuroglyph::loss::Loss;
use neuroglyph::optimizer::{OptimizerKind, OptimizerRecipe};
use neuroglyph::recipe::{ActivationFunction, Initialisation, Shape};
use neuroglyph::recipe::{
    BatchNormConfig, ConvConfig, DenseConfig, LayerRecipe, MaxPoolConfig, Recipe, Settings, named,
    names,
};
use neuroglyph::schedule::Schedule;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test(unsupported = test)]
fn the_named_recipes_are_these_and_survive_json() {
    let expected = [
        "keras-mlp",
        "symon",
        "symon-rotated",
        "nielsen",
        "nielsen-100",
        "lernmi",
        "handwriting-recogniser",
        "convnet",
        "sprint",
        "sprint-99",
        "reader",
        "reader-mnist",
    ];
    assert_eq!(names(), expected);
    for name in names() {
        let recipe = named(&name).unwrap();
        recipe.check().unwrap();
        assert!(!recipe.source.text.is_empty());
        let json = serde_json::to_string(&recipe).unwrap();
        assert_eq!(serde_json::from_str::<Recipe>(&json).unwrap(), recipe);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn what_reads_digits_is_told_from_what_does_not() {
    for name in names() {
        named(&name).unwrap().check_reads_digits().unwrap();
    }
    let refused = |change: fn(&mut Recipe)| {
        let mut recipe = named("keras-mlp").unwrap();
        change(&mut recipe);
        recipe.check_reads_digits().unwrap_err().to_string()
    };
    let shape = refused(|recipe| recipe.inputs = 400);
    assert!(shape.starts_with("it has 400 inputs and 10 outputs, and to read digits it needs 784"));
    let shape = refused(|recipe| recipe.layers.truncate(4));
    assert!(
        shape.starts_with("it has 784 inputs and 512 outputs, "),
        "{shape}"
    );
    for (last, name) in [
        (activation(ActivationFunction::Identity), "identity"),
        (activation(ActivationFunction::Step), "step"),
        (LayerRecipe::dropout(0.1), "dropout"),
        (batch_norm(), "batch_norm"),
    ] {
        let mut recipe = named("keras-mlp").unwrap();
        recipe.layers.push(last);
        let refused = recipe.check_reads_digits().unwrap_err().to_string();
        let words = format!("its last layer is {name}, and to read digits it needs a softmax");
        assert!(refused.starts_with(&words), "{refused}");
    }
    let nothing = refused(|recipe| recipe.layers.clear());
    assert!(
        nothing.starts_with("it has 784 inputs and 784 outputs, "),
        "{nothing}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn an_unknown_name_is_told_with_the_known_ones() {
    let message = named("keras").unwrap_err().to_string();
    assert!(
        message.starts_with("there is no recipe named \"keras\": the names are keras-mlp, symon")
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn keras_defaults_fill_an_optimizer() {
    let rule: OptimizerRecipe =
        serde_json::from_str(r#"{"kind":"adam","learning_rate":0.5}"#).unwrap();
    assert_eq!(rule, OptimizerRecipe::adam(0.5));
    let rule: OptimizerRecipe =
        serde_json::from_str(r#"{"kind":"rms_prop","learning_rate":0.5}"#).unwrap();
    assert_eq!(rule, OptimizerRecipe::rms_prop(0.5));
    let rule: OptimizerRecipe =
        serde_json::from_str(r#"{"kind":"adadelta","learning_rate":0.5}"#).unwrap();
    assert_eq!(rule, OptimizerRecipe::adadelta(0.5));
    let rule: OptimizerRecipe =
        serde_json::from_str(r#"{"kind":"adam_w","learning_rate":0.5}"#).unwrap();
    assert_eq!(rule, OptimizerRecipe::adam_w(0.5, 0.004));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_recipe_of_an_older_file_still_reads() {
    let mut recipe = serde_json::to_value(named("keras-mlp").unwrap()).unwrap();
    let fields = recipe.as_object_mut().unwrap();
    for newer in ["label_smoothing", "schedule", "ema_decay", "non_digits"] {
        assert!(fields.remove(newer).is_some(), "{newer}");
    }
    let recipe: Recipe = serde_json::from_value(recipe).unwrap();
    assert_eq!(recipe, named("keras-mlp").unwrap());
}

/// `keras-mlp` behind an image of 2 × 2 pixels and convolutions that leave it that size, each so many of them
/// with so many filters and this kernel.
fn behind_convolutions(convolutions: &[(usize, usize, usize)]) -> Recipe {
    let mut layers = vec![LayerRecipe::MaxPool(MaxPoolConfig {
        size: 14,
        stride: 14,
        padding: 0,
    })];
    for (count, filters, kernel) in convolutions {
        let conv = LayerRecipe::Conv(ConvConfig {
            filters: *filters,
            kernel: *kernel,
            stride: 1,
            padding: (kernel - 1) / 2,
            weights: Initialisation::Zero,
            biases: None,
        });
        layers.extend(vec![conv; *count]);
    }
    let mut recipe = named("keras-mlp").unwrap();
    let ending = recipe.layers.split_off(recipe.layers.len() - 2);
    recipe.layers = [layers, ending].concat();
    recipe
}

#[wasm_bindgen_test(unsupported = test)]
fn a_convolution_that_works_on_more_than_a_layer_may_hold_is_refused() {
    let refusal = |convolutions: &[(usize, usize, usize)]| {
        let error = behind_convolutions(convolutions).check().unwrap_err();
        error.to_string()
    };
    behind_convolutions(&[(1, 512, 1), (1, 4, 21)])
        .check()
        .unwrap();
    // 26 × 26 × 512 values with zeros around the image, and around the outputs on the way back.
    assert_eq!(
        refusal(&[(1, 512, 1), (1, 4, 25)]),
        "recipe: values of layers[2] with zeros around them is 346112: use 1 to 262144"
    );
    assert_eq!(
        refusal(&[(1, 512, 25)]),
        "recipe: values of layers[1] with zeros around them is 346112: use 1 to 262144"
    );
}

/// So many that their number, cut down to 32 bits, is small again.
#[wasm_bindgen_test(unsupported = test)]
fn more_parameters_than_there_are_addresses_are_refused() {
    // 21² · 512 + 37 · 21² · 512² + 21² · 512 · 100 + 4 · 100 · 10 + 10 = 2³² + 5,245,354
    let recipe = behind_convolutions(&[(38, 512, 21), (1, 100, 21)]);
    let message = recipe.check().unwrap_err().to_string();
    let counted = "recipe: number of parameters is 4";
    assert!(message.starts_with(counted), "{message}");
}

#[wasm_bindgen_test(unsupported = test)]
fn bad_recipes_are_refused_with_the_field_and_the_value() {
    let refused = |change: &dyn Fn(&mut Recipe), message: &str| {
        let mut recipe = named("keras-mlp").unwrap();
        change(&mut recipe);
        let error = Network::new(recipe, Some(1)).unwrap_err();
        assert_eq!(error.to_string(), message);
    };
    refused(
        &|r| r.optimizer = OptimizerRecipe::sgd(-1.0),
        "recipe: optimizer.learning_rate is -1: use 0.00001 to 10",
    );
    refused(
        &|r| r.optimizer = OptimizerRecipe::sgd(f32::NAN),
        "recipe: optimizer.learning_rate is NaN: use 0.00001 to 10",
    );
    refused(
        &|r| {
            r.optimizer = OptimizerRecipe::Sgd {
                learning_rate: 0.1,
                momentum: 1.0,
            }
        },
        "recipe: optimizer.momentum is 1: use 0 or more, below 1",
    );
    refused(
        &|r| {
            r.optimizer = OptimizerRecipe::Adam {
                learning_rate: 0.1,
                beta_1: 0.9,
                beta_2: 2.0,
                epsilon: 1e-7,
            }
        },
        "recipe: optimizer.beta_2 is 2: use 0 or more, below 1",
    );
    refused(
        &|r| {
            r.optimizer = OptimizerRecipe::RmsProp {
                learning_rate: 0.1,
                rho: 0.9,
                epsilon: 0.0,
            }
        },
        "recipe: optimizer.epsilon is 0: use a number above 0, at most 1e38",
    );
    refused(
        &|r| r.optimizer = OptimizerRecipe::adam_w(0.1, -0.5),
        "recipe: optimizer.weight_decay is -0.5: use 0 to 1",
    );
    refused(
        &|r| r.label_smoothing = 1.0,
        "recipe: label_smoothing is 1: use 0 or more, below 1",
    );
    refused(
        &|r| r.ema_decay = f32::NAN,
        "recipe: ema_decay is NaN: use 0 or more, below 1",
    );
    refused(
        &|r| {
            r.schedule = Schedule::Step {
                epochs: 0,
                factor: 0.1,
            }
        },
        "recipe: schedule.epochs is 0: use 1 to 1000",
    );
    refused(
        &|r| r.schedule = Schedule::Cosine { end: 1.5 },
        "recipe: schedule.end is 1.5: use 0 to 1",
    );
    refused(
        &|r| {
            r.schedule = Schedule::OneCycle {
                warm_up: 1.0,
                start: 0.1,
                end: 0.0,
            }
        },
        "recipe: schedule.warm_up is 1: use 0 or more, below 1",
    );
    refused(
        &|r| r.batch_size = 0,
        "recipe: batch_size is 0: use 1 to 1024",
    );
    refused(&|r| r.epochs = 0, "recipe: epochs is 0: use 1 to 1000");
    refused(&|r| r.inputs = 0, "recipe: inputs is 0: use 1 to 4096");
    refused(
        &|r| r.l2.lambda = -1.0,
        "recipe: l2.lambda is -1: use 0 to 1000",
    );
    refused(
        &|r| r.l2.images = 0,
        "recipe: l2.images is 0: use 1 to 4294967295",
    );
    refused(
        &|r| r.layers.clear(),
        "recipe: number of layers is 0: use 1 to 64",
    );
    refused(
        &|r| {
            r.layers[0] = LayerRecipe::Dense(DenseConfig {
                units: 1_000_000_000,
                weights: Initialisation::Zero,
                biases: None,
            })
        },
        "recipe: layers[0].units is 1000000000: use 1 to 4096",
    );
    refused(
        &|r| r.layers[2] = LayerRecipe::dropout(1.0),
        "recipe: layers[2].rate is 1: use 0 to 0.9",
    );
    refused(
        &|r| r.layers[0] = batch_norm(),
        "recipe: layers[0] is a batch normalisation: use it behind another layer",
    );
    refused(
        &|r| {
            r.layers[1] = LayerRecipe::BatchNorm(BatchNormConfig {
                momentum: 0.0,
                epsilon: 1e-5,
            })
        },
        "recipe: layers[1].momentum is 0: use a number above 0, at most 1",
    );
    refused(
        &|r| {
            r.layers[1] = LayerRecipe::BatchNorm(BatchNormConfig {
                momentum: 0.1,
                epsilon: 0.0,
            })
        },
        "recipe: layers[1].epsilon is 0: use 1e-12 to 1",
    );
    refused(
        &|r| (r.layers[1], r.batch_size) = (batch_norm(), 1),
        "recipe: batch_size is 1: batch normalisation of layers[1] needs 2 or more",
    );
    refused(
        &|r| r.layers[1] = LayerRecipe::GlobalAveragePool,
        "recipe: layers[1] is on 1 × 1 × 512 values: use it before every dense layer, on an image on which its window fits",
    );
    refused(
        &|r| r.layers[0] = average_pool(2, 0, 0),
        "recipe: layers[0].stride is 0: use 1 to 64",
    );
    refused(
        &|r| r.layers[1] = activation(ActivationFunction::Softmax),
        "recipe: layers[1].function is softmax: it can only be the last layer",
    );
    refused(
        &|r| r.loss = Loss::SquaredError,
        "recipe: loss is squared_error: a softmax as the last layer needs cross_entropy",
    );
    refused(
        &|r| r.loss = Loss::BinaryCrossEntropy,
        "recipe: loss is binary_cross_entropy: it needs sigmoid as the last layer",
    );
    refused(
        &|r| *r.layers.iter_mut().nth_back(1).unwrap() = dense(1),
        "recipe: outputs is 1: a softmax of a single output is always 1: use 2 or more, or a sigmoid with binary_cross_entropy",
    );
    refused(
        &|r| {
            *r = named("nielsen").unwrap();
            r.layers[2] = dense(256);
        },
        "recipe: outputs is 256: use 1 to 255",
    );
    refused(
        &|r| r.input_range.low = 1.0,
        "recipe: input_range is 1 to 1: use two numbers from -1000 to 1000, the lower one first",
    );
    refused(
        &|r| r.targets.high = f32::INFINITY,
        "recipe: targets is 0 to inf: use two numbers from -1000 to 1000, the lower one first",
    );
    refused(
        &|r| r.augmentation.rotation_degrees = 400.0,
        "recipe: augmentation.rotation_degrees is 400: use 0 to 30",
    );
    refused(
        &|r| r.augmentation.random_rotation_degrees = -1.0,
        "recipe: augmentation.random_rotation_degrees is -1: use 0 to 30",
    );
    refused(
        &|r| r.augmentation.scale = 0.6,
        "recipe: augmentation.scale is 0.6: use 0 to 0.5",
    );
    refused(
        &|r| r.augmentation.shear_degrees = 31.0,
        "recipe: augmentation.shear_degrees is 31: use 0 to 30",
    );
    refused(
        &|r| r.augmentation.shift_pixels = f32::NAN,
        "recipe: augmentation.shift_pixels is NaN: use 0 to 4",
    );
    refused(
        &|r| r.augmentation.elastic_pixels = 3.0,
        "recipe: augmentation.elastic_pixels is 3: use 0 to 2",
    );
    refused(
        &|r| r.augmentation.thickening_pixels = 5.0,
        "recipe: augmentation.thickening_pixels is 5: use 0 to 2",
    );
    refused(
        &|r| r.augmentation.thinning_pixels = 1.5,
        "recipe: augmentation.thinning_pixels is 1.5: use 0 to 1",
    );
    refused(
        &|r| r.handwriting = 1.5,
        "recipe: handwriting is 1.5: use 0 to 1",
    );
    refused(
        &|r| (r.inputs, r.handwriting) = (100, 0.5),
        "recipe: handwriting is 0.5: it is for ten digits in 28 × 28 pixels: use 0",
    );
    refused(
        &|r| (r.handwriting, r.non_digits) = (0.5, 0.75),
        "recipe: non_digits is 0.75: with handwriting 0.5 there is room for the rest of 1",
    );
    refused(
        &|r| r.non_digits = f32::NAN,
        "recipe: non_digits is NaN: use 0 to 1",
    );
    refused(
        &|r| (r.inputs, r.non_digits) = (100, 0.5),
        "recipe: non_digits is 0.5: it is for ten digits in 28 × 28 pixels: use 0",
    );
    refused(
        &|r| {
            *r = named("nielsen").unwrap();
            r.non_digits = 0.1;
        },
        "recipe: non_digits is 0.1: only cross_entropy trains all outputs to be small: use 0",
    );
    refused(
        &|r| (r.inputs, r.augmentation.scale) = (100, 0.1),
        "recipe: inputs is 100: only images of 28 × 28 can be augmented: use 784, or no augmentation",
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn too_many_parameters_are_refused_before_they_are_made() {
    let layers = vec![dense(4_096); 20];
    let recipe = small_recipe([layers, vec![dense(OUTPUTS)]].concat(), Loss::SquaredError);
    let message = Network::new(recipe, Some(1)).unwrap_err().to_string();
    assert!(
        message.starts_with("recipe: number of parameters is "),
        "{message}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_misspelt_field_is_refused() {
    let json = serde_json::to_string(&named("symon").unwrap()).unwrap();
    let json = json.replace("\"batch_size\"", "\"batchsize\"");
    let message = serde_json::from_str::<Recipe>(&json)
        .unwrap_err()
        .to_string();
    assert!(message.contains("unknown field `batchsize`"), "{message}");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_layer_is_written_beside_its_kind_and_read_with_its_defaults() {
    for (layer, json) in [
        (
            dense(3),
            r#"{"kind":"dense","units":3,"weights":{"kind":"normal","deviation":0.7},"biases":{"kind":"normal","deviation":0.7}}"#,
        ),
        (
            LayerRecipe::GlobalAveragePool,
            r#"{"kind":"global_average_pool"}"#,
        ),
        (
            batch_norm(),
            r#"{"kind":"batch_norm","momentum":0.1,"epsilon":0.00001}"#,
        ),
        (
            activation(ActivationFunction::Relu),
            r#"{"kind":"activation","function":"relu"}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&layer).unwrap(), json);
        assert_eq!(serde_json::from_str::<LayerRecipe>(json).unwrap(), layer);
    }
    let read = |json: &str| serde_json::from_str::<LayerRecipe>(json);
    assert_eq!(read(r#"{"kind":"batch_norm"}"#).unwrap(), batch_norm());
    let LayerRecipe::Conv(conv) =
        read(r#"{"kind":"conv","filters":2,"kernel":3,"weights":{"kind":"zero"}}"#).unwrap()
    else {
        panic!("it is a convolution");
    };
    assert_eq!((conv.stride, conv.padding, conv.biases), (1, 0, None));
    let message = |json: &str| read(json).unwrap_err().to_string();
    assert_eq!(
        message(r#"{"kind":"dropout","rate":0.1,"rates":0.2}"#),
        "unknown field `rates`, expected `rate`"
    );
    assert!(message(r#"{"rate":0.1}"#).starts_with("missing field `kind`"));
    assert!(message(r#"{"kind":"dropouts"}"#).starts_with("unknown variant `dropouts`"));
}

/// The layers of a network with every kind that has numbers to choose, on images of 28 × 28.
fn every_kind() -> Vec<LayerRecipe> {
    vec![
        activation(ActivationFunction::Relu),
        conv(8, 3, 1, 0),
        LayerRecipe::max_pool(2),
        average_pool(2, 2, 0),
        batch_norm(),
        dense(8),
        LayerRecipe::dropout(0.1),
        dense(10),
        activation(ActivationFunction::Softmax),
    ]
}

#[wasm_bindgen_test(unsupported = test)]
fn a_layer_is_refused_beyond_the_bounds_that_its_description_gives() {
    let mut recipe = named("keras-mlp").unwrap();
    recipe.layers = every_kind();
    let described = recipe.describe().unwrap().layers;
    let names = described.iter().flat_map(|layer| layer.fields);
    // Of the convolution, both pools, the normalisation, both dense layers and the dropout.
    assert_eq!(names.count(), 4 + 2 * 3 + 2 + 2 + 1);
    for (index, layer) in described.iter().enumerate() {
        let json = serde_json::to_value(recipe.layers[index]).unwrap();
        assert_eq!(json["kind"], layer.kind);
        for field in layer.fields {
            for value in [field.minimum - 1.0, field.maximum + 1.0] {
                if field.is_whole && value < 0.0 {
                    continue;
                }
                let mut json = json.clone();
                json[field.name] = match field.is_whole {
                    true => (value as u64).into(),
                    false => value.into(),
                };
                let mut changed = recipe.clone();
                changed.layers[index] = serde_json::from_value(json).unwrap();
                let message = changed.check().unwrap_err().to_string();
                let value = value as f32;
                let begins = format!("recipe: layers[{index}].{} is {value}: use ", field.name);
                assert!(message.starts_with(&begins), "{message}");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_description_agrees_with_the_network_that_is_built() {
    for name in names() {
        let recipe = named(&name).unwrap();
        let description = recipe.describe().unwrap();
        let network = Network::new(recipe.clone(), Some(1)).unwrap();
        assert_eq!(
            description.parameters,
            network.weights().len() as u64,
            "{name}"
        );
        let widths = description.layers.iter().map(|layer| layer.output.size());
        let widths: Vec<usize> = [recipe.inputs].into_iter().chain(widths).collect();
        assert_eq!(widths, network.widths(), "{name}");
        let mut trainable = 0;
        for (layer, parameter) in network.parameters() {
            if parameter.role.is_trainable() {
                trainable += parameter.value.as_row_major().len() as u64;
            }
            assert!(description.layers[layer].parameters > 0, "{name}, {layer}");
        }
        assert_eq!(description.trainable_parameters, trainable, "{name}");
        assert_eq!(description.training_objection, None, "{name}");
        assert_eq!(
            description.inversion_objection,
            network.inversion_objection(),
            "{name}"
        );
    }
    let exists = |name: &str| {
        let description = named(name).unwrap().describe().unwrap();
        description.inversion_objection.is_none()
    };
    assert!(exists("symon") && exists("nielsen-100") && !exists("keras-mlp"));
}

/// Every figure worked out here from the layers' own numbers.
#[wasm_bindgen_test(unsupported = test)]
fn the_figures_of_two_networks_are_those_worked_out_by_hand() {
    let mlp = named("keras-mlp").unwrap().describe().unwrap();
    let parameters = (784 * 512 + 512) + (512 * 512 + 512) + (512 * 10 + 10);
    assert_eq!(mlp.parameters, parameters);
    assert_eq!(mlp.trainable_parameters, parameters);
    let products = [784 * 512, 512 * 512, 512 * 10];
    assert_eq!(mlp.flops, 2 * products.iter().sum::<u64>());
    // Forwards, by the weights, and by the inputs of all layers but the first.
    let training = 3 * products.iter().sum::<u64>() - products[0];
    assert_eq!(mlp.training_flops, 2 * training);
    let kinds: Vec<&str> = mlp.layers.iter().map(|layer| layer.kind).collect();
    let hidden = ["dense", "activation", "dropout"];
    assert_eq!(
        kinds,
        [&hidden[..], &hidden[..], &["dense", "activation"]].concat()
    );
    let objection = "the inversion needs a sigmoid after every dense layer, and nothing else: layer 1 is a relu";
    assert_eq!(mlp.inversion_objection.as_deref(), Some(objection));

    // 28 → 26 → 24 → 12 pixels a side.
    let convnet = named("convnet").unwrap().describe().unwrap();
    let parameters = [
        9 * 32 + 32,
        9 * 32 * 64 + 64,
        12 * 12 * 64 * 128 + 128,
        128 * 10 + 10,
    ];
    assert_eq!(convnet.parameters, parameters.iter().sum::<u64>());
    let products = [
        26 * 26 * 32 * 9,
        24 * 24 * 64 * 9 * 32,
        12 * 12 * 64 * 128,
        128 * 10,
    ];
    assert_eq!(convnet.flops, 2 * products.iter().sum::<u64>());
    let training = 3 * products.iter().sum::<u64>() - products[0];
    assert_eq!(convnet.training_flops, 2 * training);
    let shape = |height, channels| Shape {
        height,
        width: height,
        channels,
    };
    let (first, second, pool) = (&convnet.layers[0], &convnet.layers[2], &convnet.layers[4]);
    assert_eq!((first.input, first.output), (shape(28, 1), shape(26, 32)));
    assert_eq!(
        (second.input, second.output),
        (shape(26, 32), shape(24, 64))
    );
    assert_eq!((pool.kind, pool.output), ("max_pool", shape(12, 64)));
    assert_eq!((first.flops, pool.flops), (2 * products[0], 0));

    // Of a batch normalisation half of the parameters are trained.
    let recipe = small_recipe(
        vec![
            dense(OUTPUTS),
            batch_norm(),
            activation(ActivationFunction::Step),
        ],
        Loss::SquaredError,
    );
    let description = recipe.describe().unwrap();
    let (all, trainable) = (28 + 4 * OUTPUTS as u64, 28 + 2 * OUTPUTS as u64);
    assert_eq!(description.parameters, all);
    assert_eq!(description.trainable_parameters, trainable);
    let objection = description.training_objection.unwrap();
    assert!(objection.starts_with("layer 2 is a step"), "{objection}");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_recipe_that_cannot_be_built_is_not_described() {
    let mut recipe = named("keras-mlp").unwrap();
    recipe.layers[0] = dense(0);
    let message = recipe.describe().unwrap_err().to_string();
    assert_eq!(message, "recipe: layers[0].units is 0: use 1 to 4096");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_settings_of_a_recipe_change_nothing_of_it() {
    for name in names() {
        let recipe = named(&name).unwrap();
        let same = recipe.with_settings(&recipe.settings());
        assert_eq!(same, recipe, "{name}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_setting_is_taken() {
    let augmentation = Augmentation {
        scale: 0.2,
        ..Augmentation::default()
    };
    let settings = Settings {
        epochs: Some(3),
        batch_size: Some(7),
        learning_rate: Some(0.3),
        optimizer: Some(OptimizerKind::AdamW),
        dropout: Some(0.4),
        hidden_layers: Some(vec![5, 6, 7]),
        activation: Some(ActivationFunction::Sigmoid),
        handwriting: Some(0.1),
        augmentation: Some(augmentation),
    };
    for name in ["keras-mlp", "convnet", "symon"] {
        let recipe = named(name).unwrap().with_settings(&settings);
        assert_eq!(recipe.settings(), settings, "{name}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn settings_change_what_they_name() {
    let recipe = named("convnet").unwrap();
    let with = |settings| recipe.with_settings(&settings);
    let dropped = with(Settings {
        dropout: Some(0.1),
        ..Settings::default()
    });
    let rates = |recipe: &Recipe| {
        let rates = recipe.layers.iter().filter_map(|layer| match layer {
            LayerRecipe::Dropout(dropout) => Some(dropout.rate),
            _ => None,
        });
        rates.collect::<Vec<f32>>()
    };
    assert_eq!(rates(&dropped), [0.1, 0.1]);
    assert_eq!(dropped.layers.len(), recipe.layers.len());

    let deep = with(Settings {
        hidden_layers: Some(vec![40, 20]),
        activation: Some(ActivationFunction::Tanh),
        ..Settings::default()
    });
    let settings = deep.settings();
    assert_eq!(settings.hidden_layers, Some(vec![40, 20]));
    assert_eq!(settings.activation, Some(ActivationFunction::Tanh));
    // That of the convolutions stays, and the hidden layers have it.
    assert_eq!(rates(&deep), [0.25, 0.25, 0.25]);
    assert_eq!(deep.outputs(), 10);

    let other = with(Settings {
        optimizer: Some(OptimizerKind::Sgd),
        learning_rate: Some(0.5),
        ..Settings::default()
    });
    assert_eq!(other.optimizer, OptimizerRecipe::sgd(0.5));
    let slower = with(Settings {
        learning_rate: Some(0.5),
        ..Settings::default()
    });
    assert_eq!(slower.optimizer, OptimizerRecipe::adadelta(0.5));
}

#[wasm_bindgen_test(unsupported = test)]
fn stages_are_where_activations_can_be_looked_at() {
    let stages = named("convnet").unwrap().describe().unwrap().stages;
    let found: Vec<_> = stages
        .iter()
        .map(|stage| (stage.layer, stage.units, stage.start, stage.width))
        .collect();
    let (first, second) = (26 * 26 * 32, 24 * 24 * 64);
    let pooled = 12 * 12 * 64;
    // Each behind its activation, the hidden layer behind its dropout; before the pool.
    let hidden = 2 * first + 2 * second + 2 * pooled;
    assert_eq!(
        found,
        [
            (0, 32, first, first),
            (2, 64, 2 * first + second, second),
            (6, 128, hidden + 2 * 128, 128),
            (9, 10, hidden + 3 * 128 + 10, 10),
        ]
    );
    assert_eq!(stages[3].activation, Some(ActivationFunction::Softmax));
}
