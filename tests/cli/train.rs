//! `train`.

use std::fs;

use serde_json::Value;

use super::{folder, neuroglyph, printed, refusal};

#[test]
fn training_prints_a_line_an_epoch_and_writes_the_model() {
    let folder = folder("train");
    let out = folder.join("model.safetensors");
    let out = out.to_str().unwrap();
    let recipe = [
        "--recipe",
        "handwriting-recogniser",
        "--epochs",
        "1",
        "--seed",
        "1",
    ];
    let output = neuroglyph(&[&["train", "--out", out], &recipe[..]].concat());
    let line = printed(&output).lines().nth(1).unwrap();
    assert!(line.starts_with("Epoch 1/1 - "), "{line}");
    for figure in [
        "s - loss: 0.",
        " - acc: 0.9",
        " - val_loss: 0.",
        " - val_acc: 0.9",
    ] {
        assert!(line.contains(figure), "{line}");
    }
    let names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["model.safetensors"], "nothing half-written is left");
    let report: Value =
        serde_json::from_str(printed(&neuroglyph(&["evaluate", out, "--json"]))).unwrap();
    let accuracy = line.rsplit(' ').next().unwrap().parse::<f64>().unwrap();
    assert!((report["accuracy"].as_f64().unwrap() - accuracy).abs() < 1e-4);
}

#[test]
fn what_cannot_be_written_is_told_before_training() {
    let output = neuroglyph(&[
        "train",
        "--recipe",
        "symon",
        "--out",
        "/nowhere/at/all.safetensors",
    ]);
    let message = refusal(&output);
    assert!(
        message.contains("/nowhere/at/all.safetensors.part: No such file"),
        "{message}"
    );
    assert!(!String::from_utf8_lossy(&output.stdout).contains("Epoch"));

    let folder = folder("unwritable");
    let output = neuroglyph(&[
        "train",
        "--recipe",
        "symon",
        "--out",
        folder.to_str().unwrap(),
    ]);
    assert!(refusal(&output).ends_with(": this is a folder\n"));
    let out = folder.join("model.safetensors");
    let out = ["--out", out.to_str().unwrap(), "--epochs", "0"];
    let output = neuroglyph(&[&["train", "--recipe", "symon"], &out[..]].concat());
    assert!(refusal(&output).contains("epochs is 0: use 1 to 1000"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing is left");
}

#[test]
fn an_unknown_recipe_is_refused_with_the_known_names() {
    let output = neuroglyph(&["train", "--recipe", "kearas", "--out", "model.safetensors"]);
    let message = refusal(&output);
    assert!(
        message.contains("there is no recipe named \"kearas\""),
        "{message}"
    );
    assert!(
        message.contains("keras-mlp, symon, symon-rotated, nielsen"),
        "{message}"
    );
}

/// A recipe in a file, that trains in a moment.
fn write_recipe(file: &std::path::Path) {
    let mut recipe = neuroglyph::recipe::named("handwriting-recogniser").unwrap();
    recipe.name = "of our own".into();
    recipe.epochs = 2;
    fs::write(file, serde_json::to_string(&recipe).unwrap()).unwrap();
}

#[test]
fn a_recipe_in_a_file_is_trained_without_what_is_held_out() {
    let folder = folder("hold-out");
    let (file, out) = (folder.join("recipe.json"), folder.join("model"));
    write_recipe(&file);
    // Without the test images.
    for name in ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"] {
        fs::copy(format!("target/mnist/{name}"), folder.join(name)).unwrap();
    }
    let (mnist, out) = (folder.to_str().unwrap(), out.to_str().unwrap());
    let train = ["train", "--recipe", file.to_str().unwrap(), "--seed", "1"];
    let hold_out = ["--mnist", mnist, "--hold-out", "59000"];
    let output = neuroglyph(&[&train[..], &["--out", out], &hold_out[..]].concat());
    let lines: Vec<&str> = printed(&output).lines().collect();
    assert_eq!(
        lines[0],
        "of our own, seed 1: 1000 training images, val on 59000 held-out training images"
    );
    assert!(lines[2].starts_with("Epoch 2/2 - "), "{lines:?}");
    let stated: f64 = lines[2].rsplit(' ').next().unwrap().parse().unwrap();

    let network = neuroglyph::Network::from_safetensors(&fs::read(out).unwrap()).unwrap();
    assert_eq!(network.recipe().l2.images, 1_000);
    let all = neuroglyph::dataset::read_mnist(&folder, neuroglyph::dataset::Part::Training);
    let (images, labels) = all.as_ref().unwrap().part(1_000..60_000).unwrap();
    let accuracy = network.evaluate(images, labels).unwrap().accuracy;
    assert!((accuracy - stated).abs() < 1e-4, "{accuracy} {stated}");
    let evaluate = ["evaluate", out, "--json"];
    let output = neuroglyph(&[&evaluate[..], &hold_out[..]].concat());
    let report: Value = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(report["samples"], 59_000);
    assert_eq!(report["accuracy"].as_f64().unwrap(), accuracy);
}

#[test]
fn a_file_that_is_no_recipe_is_refused_with_its_name() {
    let folder = folder("no-recipe");
    let file = folder.join("recipe.json");
    let path = file.to_str().unwrap();
    let train = ["train", "--recipe", path, "--out", "model.safetensors"];
    let message = |output: &std::process::Output| refusal(output).to_owned();
    let missing = message(&neuroglyph(&train));
    assert!(missing.contains("recipe.json: No such file"), "{missing}");
    fs::write(&file, r#"{"name": "mine", "epoch": 3}"#).unwrap();
    let misspelt = message(&neuroglyph(&train));
    let reason = "recipe.json: unknown field `epoch`";
    assert!(misspelt.contains(reason), "{misspelt}");
    write_recipe(&file);
    for none in ["0", "60000"] {
        let output = neuroglyph(&[&train[..], &["--hold-out", none]].concat());
        let reason =
            format!("examples to hold out: {none} values were given where 1 to 59999 are needed");
        assert!(refusal(&output).contains(&reason), "{}", refusal(&output));
    }
}

#[test]
fn the_probabilities_are_calibrated_on_what_is_held_out() {
    let folder = folder("calibrate");
    let (file, out) = (folder.join("recipe.json"), folder.join("model"));
    write_recipe(&file);
    let (file, out) = (file.to_str().unwrap(), out.to_str().unwrap());
    let train = ["train", "--recipe", file, "--seed", "1", "--out", out];
    let loss = |arguments: &[&str]| {
        let hold_out = ["--hold-out", "59000"];
        printed(&neuroglyph(&[&train[..], &hold_out, arguments].concat()));
        let evaluate = ["evaluate", out, "--json"];
        let output = neuroglyph(&[&evaluate[..], &hold_out].concat());
        let report: Value = serde_json::from_str(printed(&output)).unwrap();
        report["loss"].as_f64().unwrap()
    };
    let (before, after) = (loss(&[]), loss(&["--calibrate"]));
    assert!(after < before, "{before}, {after}");
    let message = refusal(&neuroglyph(&[&train[..], &["--calibrate"]].concat())).to_owned();
    assert!(message.contains("--hold-out <HOLD_OUT>"), "{message}");
}

#[test]
fn what_cannot_be_calibrated_is_told_before_training() {
    let folder = folder("not-calibrated");
    let out = folder.join("model");
    let train = [
        "train",
        "--recipe",
        "nielsen",
        "--out",
        out.to_str().unwrap(),
    ];
    let calibrate = ["--hold-out", "59000", "--calibrate"];
    let output = neuroglyph(&[&train[..], &calibrate].concat());
    let reason = "only a dense layer with a softmax after it can be calibrated";
    assert!(refusal(&output).contains(reason), "{}", refusal(&output));
    assert!(output.stdout.is_empty(), "nothing was trained");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing is left");
}

#[test]
fn weights_that_do_not_fit_into_16_bits_are_written_with_32_and_that_is_told() {
    let folder = folder("too-large");
    let (file, out) = (folder.join("recipe.json"), folder.join("model"));
    // Long steps that go on, and pixels up to 10, make weights of 100,000.
    let mut recipe = neuroglyph::recipe::named("handwriting-recogniser").unwrap();
    let ending = recipe.layers.split_off(recipe.layers.len() - 2);
    recipe.layers = ending;
    recipe.input_range = neuroglyph::recipe::InputRange {
        low: 0.0,
        high: 10.0,
    };
    recipe.optimizer = neuroglyph::optimizer::OptimizerRecipe::Sgd {
        learning_rate: 10.0,
        momentum: 0.99,
    };
    recipe.batch_size = 1;
    recipe.epochs = 1;
    fs::write(&file, serde_json::to_string(&recipe).unwrap()).unwrap();
    let (recipe, path) = (file.to_str().unwrap(), out.to_str().unwrap());
    let train = ["train", "--recipe", recipe, "--seed", "1", "--out", path];
    let output = neuroglyph(&[&train[..], &["--hold-out", "59000", "--half"]].concat());
    let message = refusal(&output);
    assert!(message.contains("has weights of 32 bits: "), "{message}");
    assert!(message.contains("16 bits cannot hold"), "{message}");
    let network = neuroglyph::Network::from_safetensors(&fs::read(out).unwrap()).unwrap();
    assert!(
        network
            .weights()
            .iter()
            .any(|weight| weight.abs() > 65_504.0)
    );
}
