//! MNIST's files as `tools/mnist.mjs` leaves them: gzipped, in a folder.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use flate2::read::GzDecoder;

use super::Dataset;

/// Which of MNIST's two sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 60,000 images to train with.
    Training,
    /// 10,000 images to test with.
    Test,
}

/// Reads one of MNIST's two sets from the folder with its four gzipped files.
pub fn read_mnist(folder: &Path, part: Part) -> io::Result<Dataset> {
    let (name, mut dataset) = match part {
        Part::Training => ("train", Dataset::mnist_training()),
        Part::Test => ("t10k", Dataset::mnist_test()),
    };
    let images = unzip(&folder.join(format!("{name}-images-idx3-ubyte.gz")))?;
    let labels = unzip(&folder.join(format!("{name}-labels-idx1-ubyte.gz")))?;
    dataset.push_images(&images).map_err(io::Error::other)?;
    dataset.push_labels(&labels).map_err(io::Error::other)?;
    dataset.check_complete().map_err(io::Error::other)?;
    Ok(dataset)
}

fn unzip(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| GzDecoder::new(file).read_to_end(&mut bytes));
    let hint = "`make serve` and `make test` fetch MNIST";
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => {
            let message = format!("{}: {error} ({hint})", path.display());
            Err(io::Error::new(error.kind(), message))
        }
    }
}
