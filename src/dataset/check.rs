//! Whether a network takes the images of a dataset.

use super::Dataset;
use crate::error::Result;
use crate::field::refuse;

impl Dataset {
    /// Refuses a network that does not take images of this size.
    pub(crate) fn check_inputs(&self, inputs: usize) -> Result<()> {
        match self.image_size() {
            Some([rows, columns]) if rows * columns != inputs => {
                let pixels = rows * columns;
                let hint =
                    format!("the dataset has images of {rows} × {columns} pixels: use {pixels}");
                refuse("inputs", inputs, &hint)
            }
            _ => Ok(()),
        }
    }
}
