//! The command line, as a user runs it.
#![cfg(feature = "cli")]

mod back_query;
mod closed_output;
mod composed;
mod evaluate;
mod export;
mod mnist;
mod models;
mod numbers;
mod own_images;
mod pictures;
mod strokes;
mod train;

// The parts of the tool that puts numbers together.
#[path = "../../tools/numbers/compose.rs"]
mod compose;
#[path = "../../tools/numbers/line.rs"]
mod line;
#[path = "../../tools/numbers/synthetic.rs"]
mod synthetic;
#[path = "../../tools/numbers/writer.rs"]
mod writer;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for each test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn neuroglyph(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_neuroglyph"));
    command.args(arguments).output().unwrap()
}

fn printed(output: &Output) -> &str {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    std::str::from_utf8(&output.stdout).unwrap()
}

fn refusal(output: &Output) -> &str {
    assert!(!output.status.success());
    std::str::from_utf8(&output.stderr).unwrap()
}

const MODEL: &str = "pretrained/keras-mlp.safetensors";
