//! `export`. What a file holds is tested in `src/onnx/tests.rs` and, by onnxruntime, in `tests/python/test_onnx.py`.

use std::fs;

use super::{folder, neuroglyph, printed, refusal};

const READER: &str = "pretrained/reader.safetensors";

#[test]
fn an_onnx_file_is_that_of_the_crate_with_and_without_normalisations() {
    let folder = folder("export");
    let out = folder.join("reader.onnx");
    let out = out.to_str().unwrap();
    let export = ["export", READER, "--onnx", out];
    let network = neuroglyph::Network::load(READER).unwrap();
    for keep_batch_norm in [false, true] {
        let option = keep_batch_norm.then_some("--keep-batch-norm");
        let arguments: Vec<&str> = export.iter().copied().chain(option).collect();
        assert_eq!(printed(&neuroglyph(&arguments)), "");
        let options = neuroglyph::OnnxOptions { keep_batch_norm };
        let file = fs::read(out).unwrap();
        assert_eq!(file, network.to_onnx(&options));
        let name = b"BatchNormalization";
        let has_norm = file.windows(name.len()).any(|bytes| bytes == name);
        assert_eq!(has_norm, keep_batch_norm);
    }
}

#[test]
fn what_is_to_be_written_has_to_be_said() {
    let message = refusal(&neuroglyph(&["export", READER])).to_owned();
    assert!(message.contains("--onnx <ONNX>"), "{message}");
    let out = "/nowhere/at/all.onnx";
    let output = neuroglyph(&["export", READER, "--onnx", out]);
    let message = refusal(&output);
    assert!(message.contains("/nowhere/at/all.onnx.part"), "{message}");
}
