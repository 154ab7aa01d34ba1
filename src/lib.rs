//! Neuroglyph: a neural network for handwritten digits that trains and predicts natively and,
//! compiled to WebAssembly, in a web page.
//!
//! ```
//! use neuroglyph::{Network, recipe};
//!
//! # fn main() -> neuroglyph::Result<()> {
//! let mut network = Network::new(recipe::named("handwriting-recogniser")?, Some(1))?;
//! let image = vec![0u8; 784];
//! let report = network.train_step(&image, &[0])?;
//! assert_eq!(report.samples, 1);
//! let probabilities = network.query(&image)?;
//! assert_eq!(probabilities.len(), 10);
//! # Ok(())
//! # }
//! ```

#![warn(missing_docs)]

pub mod back_query;
mod by_kind;
pub mod credit_assignment;
pub mod dataset;
mod error;
mod field;
mod fine_tune;
mod images;
mod kernels;
mod layer;
pub mod loss;
pub mod metrics;
mod model_file;
mod network;
#[cfg(any(not(target_arch = "wasm32"), feature = "training"))]
mod onnx;
pub mod optimizer;
mod order;
pub mod preprocess;
mod random;
pub mod reading;
pub mod recipe;
pub mod schedule;
pub mod sensitivity;
mod training;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub mod wasm;

pub use dataset::Dataset;
pub use error::{Error, ErrorKind, Result};
pub use fine_tune::FineTuning;
pub use images::Images;
pub use network::{Network, Prediction, StepReport};
#[cfg(any(not(target_arch = "wasm32"), feature = "training"))]
pub use onnx::OnnxOptions;
pub use recipe::Recipe;
pub use training::{EarlyStopping, Epoch, Progress, Training};

#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// README.md's examples are tested with those of the documentation, natively: they read files.
#[cfg(all(doctest, not(target_arch = "wasm32")))]
#[doc = include_str!("../README.md")]
struct Readme;
