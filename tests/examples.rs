//! The examples, as a user runs them.
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::Command;

/// What an example prints when it is run in a folder of its own.
fn printed(example: &str, arguments: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("example-{example}"));
    std::fs::create_dir_all(&folder).unwrap();
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    // With the features of these tests, so that nothing is compiled twice.
    let output = Command::new(env!("CARGO"))
        .args(["run", "--release", "--quiet", "--locked", "--offline"])
        .args(["--features", "cli", "--manifest-path", manifest])
        .args(["--example", example, "--"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The number before the last `%` of a text.
fn percent(text: &str) -> f64 {
    let (before, _) = text.rsplit_once(" %").unwrap();
    before.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn a_digit_is_read_with_and_without_a_model() {
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/pretrained/reader.safetensors");
    for arguments in [&[model][..], &[]] {
        let printed = printed("hello_digit", arguments);
        assert_eq!(printed.lines().count(), 29, "{printed}");
        assert!(
            printed.lines().last().unwrap().starts_with("7, with "),
            "{printed}"
        );
        assert!(percent(&printed) > 60.0, "{printed}");
    }
}

#[test]
fn a_network_is_trained_and_saved() {
    let found = printed("train", &[]);
    let last = found.lines().rev().find(|line| line.starts_with("epoch"));
    assert!(percent(last.unwrap()) > 90.0, "{found}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("example-train");
    let network = neuroglyph::Network::load(folder.join("mine.safetensors")).unwrap();
    assert_eq!(network.recipe().name, "mine");
}

#[test]
fn own_layers_learn() {
    let found = printed("own_layers", &[]);
    assert!(
        found.contains("BatchNorm") || found.contains("batch"),
        "{found}"
    );
    let line = found.lines().find(|line| line.contains("not seen"));
    assert!(percent(line.unwrap()) > 80.0, "{found}");
}
