//! Model files: there and back, and hostile ones.

mod common;

use common::{small_batch, small_classifier};
use neuroglyph::{Error, Network};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn trained() -> Network {
    let (images, labels) = small_batch(9);
    let mut network = Network::new(small_classifier(), Some(1 << 40)).unwrap();
    network.train_step(&images, &labels).unwrap();
    network
}

/// The file with a part of its header replaced.
fn altered(from: &str, to: &str) -> Vec<u8> {
    let bytes = trained().to_safetensors().unwrap();
    let (header, tensors) = bytes[8..].split_at(header_size(&bytes));
    let header = std::str::from_utf8(header).unwrap();
    assert!(header.contains(from), "{header}");
    let header = header.replace(from, to);
    let size = (header.len() as u64).to_le_bytes();
    [&size, header.as_bytes(), tensors].concat()
}

fn header_size(bytes: &[u8]) -> usize {
    u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize
}

fn refusal(bytes: &[u8]) -> String {
    Network::from_safetensors(bytes).unwrap_err().to_string()
}

#[wasm_bindgen_test(unsupported = test)]
fn a_network_comes_back_bit_for_bit() {
    let network = trained();
    let bytes = network.to_safetensors().unwrap();
    let again = Network::from_safetensors(&bytes).unwrap();
    let bits = |network: &Network| {
        network
            .weights()
            .iter()
            .map(|w| w.to_bits())
            .collect::<Vec<_>>()
    };
    assert_eq!(bits(&network), bits(&again));
    assert_eq!(network.recipe(), again.recipe());
    assert_eq!(network.seed(), again.seed());
    assert_eq!(again.to_safetensors().unwrap(), bytes);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_file_of_half_the_size_rounds_its_weights_to_the_nearest() {
    let mut network = trained();
    let mut weights = network.weights();
    // Between 1 and its upper neighbour, 1 + 2⁻¹⁰, the middle goes to the even 1; between that neighbour and
    // the next it goes up. What is smaller than half of the smallest number, 2⁻²⁴, is 0.
    let step = 1.0 / 1024.0;
    weights[..5].copy_from_slice(&[1.0 + 0.5 * step, 1.0 + 1.5 * step, 1e-8, -0.1, 65_504.0]);
    network.set_weights(&weights).unwrap();
    let bytes = network.to_half_safetensors().unwrap();
    let again = Network::from_safetensors(&bytes).unwrap();
    let expected = [1.0, 1.0 + 2.0 * step, 0.0, -0.099_975_586, 65_504.0];
    assert_eq!(again.weights()[..5], expected);
    // The weights, 6 · 7 and 7 · 4 of them, are half as long, the biases are not.
    let saved = network.to_safetensors().unwrap().len() - bytes.len();
    assert!(saved.abs_diff(2 * (42 + 28)) <= 8, "{saved}");
    assert_eq!(again.weights()[42..49], weights[42..49]);
    // Numbers of 16 bits stay as they are.
    assert_eq!(again.to_half_safetensors().unwrap(), bytes);
    weights[1] = 65_520.0;
    network.set_weights(&weights).unwrap();
    let message = network.to_half_safetensors().unwrap_err().to_string();
    assert_eq!(
        message,
        "model file: layers.0.weight has 65520, which 16 bits cannot hold"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_file_of_a_quarter_of_the_size_has_a_scale_for_each_unit() {
    let mut network = trained();
    let mut weights = network.weights();
    // The first layer's, [6, 7]: the first unit's largest weight is −254, so its scale is 2; the second has none.
    for (row, weight) in [-254.0, 1.0, 3.0, 2.9, 100.0, -0.9].into_iter().enumerate() {
        weights[7 * row] = weight;
        weights[7 * row + 1] = 0.0;
    }
    network.set_weights(&weights).unwrap();
    let bytes = network.to_int8_safetensors().unwrap();
    let again = Network::from_safetensors(&bytes).unwrap();
    let rounded = again.weights();
    let column = |unit: usize| {
        rounded[unit..42]
            .iter()
            .step_by(7)
            .copied()
            .collect::<Vec<_>>()
    };
    assert_eq!(column(0), [-254.0, 0.0, 4.0, 2.0, 100.0, 0.0]);
    assert_eq!(column(1), [0.0; 6]);
    for unit in 2..7 {
        let of = |weights: &[f32]| {
            weights[unit..42]
                .iter()
                .step_by(7)
                .copied()
                .collect::<Vec<_>>()
        };
        let largest = of(&weights)
            .into_iter()
            .fold(0.0, |a: f32, b| a.max(b.abs()));
        for (value, rounded) in of(&weights).into_iter().zip(of(&rounded)) {
            assert!(
                (value - rounded).abs() <= 0.5001 * largest / 127.0,
                "{value} {rounded}"
            );
        }
    }
    // The biases stay as they are.
    assert_eq!(rounded[42..49], weights[42..49]);
    // A weight has one byte in place of four; the scales, 7 and 4, and their entries come on top.
    let body = |bytes: &[u8]| bytes.len() - 8 - header_size(bytes);
    assert_eq!(
        body(&network.to_safetensors().unwrap()) - body(&bytes),
        3 * (42 + 28) - 4 * (7 + 4)
    );
    // What was rounded stays as it is.
    assert_eq!(again.to_int8_safetensors().unwrap(), bytes);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_quantised_file_without_its_scales_is_refused() {
    let bytes = trained().to_int8_safetensors().unwrap();
    let name = b"layers.0.weight_scale";
    let at = bytes
        .windows(name.len())
        .position(|window| window == name)
        .unwrap();
    let mut damaged = bytes.clone();
    damaged[at + name.len() - 1] = b'x';
    assert!(
        refusal(&damaged).contains("layers.0.weight_scale"),
        "{}",
        refusal(&damaged)
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn every_truncation_is_refused() {
    let bytes = trained().to_safetensors().unwrap();
    for length in 0..bytes.len() {
        assert!(
            Network::from_safetensors(&bytes[..length]).is_err(),
            "{length} bytes"
        );
    }
    assert_eq!(
        refusal(&[]),
        "model file: these 0 bytes are no safetensors file: they end before the header"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn every_altered_header_byte_is_refused_or_harmless() {
    let bytes = trained().to_safetensors().unwrap();
    for index in 0..8 + header_size(&bytes) {
        for flip in [1, 0x80, 0xff] {
            let mut bytes = bytes.clone();
            bytes[index] ^= flip;
            // A changed digit of the seed, say, is still a model: what counts is that nothing
            // panics and nothing is half read.
            if let Ok(network) = Network::from_safetensors(&bytes) {
                let inputs = network.recipe().inputs;
                assert!(network.query(&vec![0.0; inputs]).is_ok());
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn another_safetensors_file_is_refused() {
    let header = r#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#;
    assert_eq!(
        refusal(&file(header, 4)),
        "model file: its metadata has no \"neuroglyph\", so it is no network of this crate"
    );
}

/// A file with this header and so many bytes behind it.
fn file(header: &str, bytes: usize) -> Vec<u8> {
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend_from_slice(header.as_bytes());
    file.resize(file.len() + bytes, 0);
    file
}

#[wasm_bindgen_test(unsupported = test)]
fn a_file_with_another_structure_is_refused_with_the_reason() {
    let tensor = |name: &str, dtype: &str, shape: &str, start: usize, end: usize| {
        format!(r#""{name}":{{"dtype":"{dtype}","shape":{shape},"data_offsets":[{start},{end}]}}"#)
    };
    let cases = [
        ("[]".to_owned(), 0, "header: "),
        (
            format!("{{{}}}", tensor("x", "F32", "[3]", 0, 8)),
            8,
            "x: 8 bytes are no F32 of shape [3]",
        ),
        (
            format!("{{{}}}", tensor("x", "F32", "[2]", 0, 8)),
            7,
            "x: no bytes 0 to 8 are there",
        ),
        (
            format!("{{{}}}", tensor("x", "F32", "[2]", 8, 0)),
            8,
            "x: no bytes 8 to 0 are there",
        ),
        (
            format!("{{{}}}", tensor("x", "F32", "[1]", 0, 4)),
            8,
            "the tensors do not lie one after the other in 8 bytes",
        ),
        (
            format!(
                "{{{},{}}}",
                tensor("x", "F32", "[2]", 0, 8),
                tensor("y", "F32", "[1]", 4, 8)
            ),
            8,
            "the tensors do not lie one after the other in 8 bytes",
        ),
        (
            format!(
                "{{{}}}",
                tensor("x", "F32", "[65536,65536,65536,65536]", 0, 0)
            ),
            0,
            "x: 0 bytes are no F32 of shape",
        ),
        (
            r#"{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,0]}}"#.to_owned(),
            0,
            "x: it has no `shape`",
        ),
        (r#"{"x":1}"#.to_owned(), 0, "x: it has no `dtype`"),
        (
            r#"{"__metadata__":{"x":1}}"#.to_owned(),
            0,
            "__metadata__: ",
        ),
    ];
    for (header, bytes, reason) in cases {
        let message = refusal(&file(&header, bytes));
        let begins = format!("no safetensors file: {reason}");
        assert!(message.contains(&begins), "{header}: {message}");
    }
    let mut endless = file("{}", 0);
    endless[..8].copy_from_slice(&u64::MAX.to_le_bytes());
    let message = refusal(&endless);
    assert!(message.contains("the header would have"), "{message}");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_formats_own_library_reads_what_is_written() {
    let network = trained();
    let files = [
        network.to_safetensors().unwrap(),
        network.to_half_safetensors().unwrap(),
        network.to_int8_safetensors().unwrap(),
    ];
    for (file, dtype) in files.iter().zip(["F32", "F16", "I8"]) {
        let read = safetensors::SafeTensors::deserialize(file).unwrap();
        let weight = read.tensor("layers.0.weight").unwrap();
        assert_eq!(weight.shape(), [6, 7]);
        assert_eq!(weight.dtype().to_string(), dtype);
        let (_, header) = safetensors::SafeTensors::read_metadata(file).unwrap();
        let metadata = header.metadata().as_ref().unwrap();
        assert!(metadata["neuroglyph"].contains("\"version\":1"));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn another_version_is_refused() {
    assert_eq!(
        refusal(&altered(r#"\"version\":1"#, r#"\"version\":7"#)),
        "model file: it has version 7, and this crate reads version 1"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_recipe_that_does_not_fit_its_tensors_is_refused() {
    let message = refusal(&altered(r#"\"units\":7"#, r#"\"units\":8"#));
    assert_eq!(
        message,
        "model file: layers.0.weight is F32 of shape [6, 7] where F32, F16 or I8 of shape [6, 8] is needed"
    );
    let message = refusal(&altered(r#"layers.3.bias"#, r#"layers.9.bias"#));
    assert!(message.contains("layers.3.bias"), "{message}");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_hostile_size_is_refused_before_memory_is_asked_for() {
    let message = refusal(&altered(r#"\"units\":7"#, r#"\"units\":999999999"#));
    assert!(
        message.contains("layers[0].units is 999999999: use 1 to 4096"),
        "{message}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_parameter_that_is_no_number_is_refused() {
    let mut bytes = trained().to_safetensors().unwrap();
    let end = bytes.len();
    bytes[end - 4..].copy_from_slice(&f32::NAN.to_le_bytes());
    let error = Network::from_safetensors(&bytes).unwrap_err();
    assert!(matches!(error, Error::Parameter { .. }), "{error}");
}

/// A folder of a test's own, which is removed with this value.
#[cfg(not(target_arch = "wasm32"))]
struct Folder(std::path::PathBuf);

#[cfg(not(target_arch = "wasm32"))]
impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("neuroglyph-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn files(&self) -> Vec<String> {
        let files = std::fs::read_dir(&self.0).unwrap();
        let name = |file: std::io::Result<std::fs::DirEntry>| file.unwrap().file_name();
        files
            .map(|file| name(file).to_string_lossy().into_owned())
            .collect()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn a_network_is_saved_and_loaded_and_nothing_else_is_left() {
    let folder = Folder::new("saved");
    let path = folder.0.join("model.safetensors");
    let network = trained();
    // In place of what is there.
    std::fs::write(&path, "an older file").unwrap();
    for _ in 0..2 {
        network.save(&path).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(bytes, network.to_safetensors().unwrap());
    }
    assert_eq!(folder.files(), ["model.safetensors"]);
    let loaded = Network::load(&path).unwrap();
    assert_eq!(loaded.weights(), network.weights());
    assert_eq!(loaded.recipe(), network.recipe());
    assert_eq!(loaded.seed(), network.seed());
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn a_file_that_cannot_be_read_or_written_is_named() {
    let folder = Folder::new("refused");
    let message = |result: neuroglyph::Result<()>| {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), neuroglyph::ErrorKind::File);
        error.to_string()
    };
    let path = folder.0.join("none.safetensors");
    let begins = |message: String, path: &std::path::Path, reason: &str| {
        let begins = format!("{}: {reason}", path.display());
        assert!(message.starts_with(&begins), "{message}");
    };
    let refused = message(Network::load(&path).map(|_| ()));
    begins(refused, &path, "");
    std::fs::write(&path, [0; 100]).unwrap();
    let refused = message(Network::load(&path).map(|_| ()));
    begins(
        refused,
        &path,
        "model file: these 100 bytes are no safetensors",
    );
    // A folder stands where the file should be, or is missing.
    let taken = folder.0.join("taken");
    std::fs::create_dir(&taken).unwrap();
    std::fs::write(taken.join("file"), "").unwrap();
    begins(message(trained().save(&taken)), &taken, "");
    let missing = folder.0.join("missing").join("model.safetensors");
    begins(message(trained().save(&missing)), &missing, "");
    let none = std::path::Path::new("/");
    begins(message(trained().save(none)), none, "it names no file");
    let mut left = folder.files();
    left.sort();
    assert_eq!(left, ["none.safetensors", "taken"]);
}
