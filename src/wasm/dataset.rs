//! `Dataset` in JavaScript.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::incoming::{self, JsBytes, size};
use super::to_js_error;
use crate::dataset::Dataset;

/// Images and labels, taken as the bytes of their IDX files come, in chunks of any size.
/// Pixels stay bytes.
#[wasm_bindgen(js_name = Dataset)]
pub struct JsDataset(pub(super) Rc<RefCell<Dataset>>);

#[wasm_bindgen(js_class = Dataset)]
impl JsDataset {
    /// A dataset of your own.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // JavaScript knows no default.
    pub fn new() -> JsDataset {
        JsDataset::of(Dataset::new())
    }

    /// MNIST's 60,000 training images. An example counts once its block of 6,000 is known to be
    /// MNIST's, by its SHA-256.
    pub fn mnist_training() -> JsDataset {
        JsDataset::of(Dataset::mnist_training())
    }

    /// MNIST's 10,000 test images, checked likewise.
    pub fn mnist_test() -> JsDataset {
        JsDataset::of(Dataset::mnist_test())
    }

    /// The next bytes of the IDX file of images, already decompressed.
    pub fn push_images(&mut self, bytes: JsBytes) -> Result<(), JsValue> {
        let bytes = incoming::bytes("bytes", &bytes)?;
        self.0.borrow_mut().push_images(&bytes).map_err(to_js_error)
    }

    /// The next bytes of the IDX file of labels, already decompressed.
    pub fn push_labels(&mut self, bytes: JsBytes) -> Result<(), JsValue> {
        let bytes = incoming::bytes("bytes", &bytes)?;
        self.0.borrow_mut().push_labels(&bytes).map_err(to_js_error)
    }

    /// Throws an `Error` if a file ended early.
    pub fn check_complete(&self) -> Result<(), JsValue> {
        self.0.borrow().check_complete().map_err(to_js_error)
    }

    /// The 784 pixels of an example, 0 for paper and 255 for ink.
    pub fn image(&self, index: f64) -> Result<Vec<u8>, JsValue> {
        let index = size("index", index)?;
        let dataset = self.0.borrow();
        let (image, _) = dataset
            .part(index..index.saturating_add(1))
            .map_err(to_js_error)?;
        Ok(image.to_vec())
    }

    /// The digits that the examples show.
    #[wasm_bindgen(getter)]
    pub fn labels(&self) -> Vec<u8> {
        self.0.borrow().labels().to_vec()
    }

    /// Examples that count so far.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        self.0.borrow().len() as u32
    }
}

impl JsDataset {
    fn of(dataset: Dataset) -> Self {
        Self(Rc::new(RefCell::new(dataset)))
    }
}
