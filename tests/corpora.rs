//! The corpora of `fuzz/`, replayed by stable Rust: whatever a file of theirs holds, what takes it ends without a panic.
//!
//! `fuzz/corpora.rs` writes the files.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::{Path, PathBuf};

use neuroglyph::{Network, Recipe, Training};

fn folder(target: &str) -> PathBuf {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    corpora.join(target)
}

fn files(target: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder(target)).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn every_file_is_taken_whole_or_refused() {
    for (name, target) in targets::TARGETS {
        let files = files(name);
        assert!(files.len() >= 3, "{name}");
        for file in files {
            println!("{}", file.display());
            target(&fs::read(&file).unwrap());
        }
    }
}

/// What a file holds is not refused at once: a corpus of nothing but refusals leads a fuzzer nowhere.
#[test]
fn each_corpus_has_files_that_are_taken() {
    let read = |target, file| fs::read(folder(target).join(file)).unwrap();
    Network::from_safetensors(&read("model", "dense")).unwrap();
    Network::from_safetensors(&read("model", "half")).unwrap();
    Network::from_safetensors(&read("model", "int8")).unwrap();
    let dataset = targets::small_dataset();
    for run in ["adam", "averaged", "momentum"] {
        Training::from_bytes(&read("saved_run", run), &dataset).unwrap();
    }
    let recipe: Recipe = serde_json::from_slice(&read("recipe", "small")).unwrap();
    recipe.check().unwrap();
}

/// Every file with any one byte changed, and cut off in a hundred places: what a fuzzer does first.
#[test]
fn so_is_every_file_that_was_damaged() {
    for (name, target) in targets::TARGETS {
        for file in files(name) {
            let bytes = fs::read(&file).unwrap();
            let mut damaged = bytes.clone();
            for at in 0..bytes.len() {
                for by in [1, 16, 128] {
                    damaged[at] = bytes[at].wrapping_add(by);
                    target(&damaged);
                }
                damaged[at] = bytes[at];
            }
            for part in 0..100 {
                target(&bytes[..bytes.len() * part / 100]);
            }
        }
    }
}
