//! `Dataset` in JavaScript.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::handle::{Class, Handle};
use super::incoming::{self, JsBytes, JsNumber, size};
use super::to_js_error;
use crate::dataset::Dataset;

/// Images of one size, 1 to 256 rows and columns, and their labels, 0 to 254, taken as the bytes of their IDX files
/// come, in chunks of any size. Pixels stay bytes.
#[wasm_bindgen(js_name = Dataset)]
#[repr(transparent)]
pub struct JsDataset(Handle<SharedDataset>);

/// A training holds on to its dataset, even when that is freed in JavaScript.
pub type SharedDataset = Rc<RefCell<Dataset>>;

impl Class for SharedDataset {
    const NAME: &'static str = "Dataset";
}

#[wasm_bindgen(js_class = Dataset)]
impl JsDataset {
    /// A dataset of your own.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // JavaScript knows no default.
    pub fn new() -> JsDataset {
        JsDataset::of(Dataset::new())
    }

    /// Gives its memory back. Whatever else is asked of it then is an `Error`.
    #[wasm_bindgen(skip_typescript)]
    pub fn free(&self) {
        self.0.free();
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
    pub fn push_images(&self, bytes: JsBytes) -> Result<(), JsValue> {
        let bytes = incoming::bytes("bytes", &bytes)?;
        self.shared()?
            .borrow_mut()
            .push_images(&bytes)
            .map_err(to_js_error)
    }

    /// The next bytes of the IDX file of labels, already decompressed.
    pub fn push_labels(&self, bytes: JsBytes) -> Result<(), JsValue> {
        let bytes = incoming::bytes("bytes", &bytes)?;
        self.shared()?
            .borrow_mut()
            .push_labels(&bytes)
            .map_err(to_js_error)
    }

    /// Throws an `Error` if a file ended early.
    pub fn check_complete(&self) -> Result<(), JsValue> {
        self.shared()?
            .borrow()
            .check_complete()
            .map_err(to_js_error)
    }

    /// The pixels of an example, row by row, 784 of MNIST's: 0 for paper and 255 for ink.
    pub fn image(&self, index: JsNumber) -> Result<Vec<u8>, JsValue> {
        let index = size("index", &index)?;
        let dataset = self.shared()?;
        let dataset = dataset.borrow();
        let (image, _) = dataset
            .part(index..index.saturating_add(1))
            .map_err(to_js_error)?;
        Ok(image.to_vec())
    }

    /// The class of each example: of MNIST's, the digit that it shows.
    #[wasm_bindgen(getter)]
    pub fn labels(&self) -> Result<Vec<u8>, JsValue> {
        Ok(self.shared()?.borrow().labels().to_vec())
    }

    /// Examples that count so far.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> Result<u32, JsValue> {
        Ok(self.shared()?.borrow().len() as u32)
    }
}

impl JsDataset {
    fn of(dataset: Dataset) -> Self {
        Self(Handle::new(Rc::new(RefCell::new(dataset))))
    }

    pub(super) fn shared(&self) -> Result<SharedDataset, JsValue> {
        Ok(Rc::clone(&*self.0.get()?))
    }
}
