//! `--images` and `--labels`: images in place of MNIST's.

use std::path::PathBuf;

use clap::Args;
use neuroglyph::{Dataset, Recipe};

use crate::Result;

#[derive(Args)]
pub struct ImageFiles {
    /// Images in place of MNIST's: an IDX file, plain or gzipped, of any size that the network takes. Needs --labels.
    #[arg(long, requires = "labels")]
    images: Option<PathBuf>,
    /// Their labels: an IDX file, plain or gzipped.
    #[arg(long, requires = "images")]
    labels: Option<PathBuf>,
}

impl ImageFiles {
    /// Whether they were named.
    pub fn are_given(&self) -> bool {
        self.images.is_some()
    }

    /// The images and labels, if they were named.
    pub fn read(&self) -> Result<Option<Dataset>> {
        match (&self.images, &self.labels) {
            (Some(images), Some(labels)) => Ok(Some(Dataset::from_idx_files(images, labels)?)),
            _ => Ok(None),
        }
    }
}

/// Refuses images of which the network takes no such size or has no such class.
pub fn check_fits(recipe: &Recipe, dataset: &Dataset) -> Result<()> {
    if let Some([rows, columns]) = dataset.image_size()
        && rows * columns != recipe.inputs
    {
        let inputs = recipe.inputs;
        let reason = format!(
            "the images have {rows} × {columns} pixels, and the network has {inputs} inputs"
        );
        return Err(reason.into());
    }
    let (classes, known) = (dataset.classes(), recipe.classes());
    match classes > known {
        true => Err(format!(
            "the labels go up to {}, and the network tells {known} classes apart, 0 to {}",
            classes - 1,
            known - 1
        )
        .into()),
        false => Ok(()),
    }
}
