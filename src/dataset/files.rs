//! IDX files on disk, plain or gzipped; MNIST's by their usual names.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::Dataset;
use crate::error::{Error, Result};

/// The first bytes of a gzip file.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// Bytes that are read at once.
const CHUNK: usize = 1 << 16;

/// Which of MNIST's two sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 60,000 images to train with.
    Training,
    /// 10,000 images to test with.
    Test,
}

impl Dataset {
    /// Reads a dataset of any image size and number of classes from its two IDX files, plain or gzipped.
    ///
    /// # Errors
    ///
    /// [`Error::File`] with the path, for a file that cannot be read, is damaged or does not fit the other one.
    pub fn from_idx_files(images: impl AsRef<Path>, labels: impl AsRef<Path>) -> Result<Self> {
        Self::new().read_files(images.as_ref(), labels.as_ref())
    }

    fn read_files(mut self, images: &Path, labels: &Path) -> Result<Self> {
        read(images, |bytes| self.push_images(bytes))?;
        read(labels, |bytes| self.push_labels(bytes))?;
        let complete = self.check_complete();
        complete.map_err(|error| Error::File {
            path: format!("{}, {}", images.display(), labels.display()),
            reason: error.to_string(),
        })?;
        Ok(self)
    }
}

/// Reads one of MNIST's two sets from the folder with its four files, `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`
/// and those of `t10k`, gzipped with `.gz` behind the name, or plain.
///
/// # Errors
///
/// [`Error::File`] with the path, for a file that cannot be read or is not MNIST's.
pub fn read_mnist(folder: &Path, part: Part) -> Result<Dataset> {
    let (name, dataset) = match part {
        Part::Training => ("train", Dataset::mnist_training()),
        Part::Test => ("t10k", Dataset::mnist_test()),
    };
    let path = |kind: &str| {
        let plain = folder.join(format!("{name}-{kind}-ubyte"));
        match plain.is_file() {
            true => plain,
            false => folder.join(format!("{name}-{kind}-ubyte.gz")),
        }
    };
    dataset.read_files(&path("images-idx3"), &path("labels-idx1"))
}

/// Hands over the bytes of a file, decompressed, chunk by chunk.
fn read(path: &Path, push: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let read = || {
        let mut file = BufReader::with_capacity(CHUNK, File::open(path)?);
        match file.fill_buf()?.starts_with(&GZIP) {
            true => push_all(MultiGzDecoder::new(file), push),
            false => push_all(file, push),
        }
    };
    read().map_err(|error: io::Error| Error::File {
        path: path.display().to_string(),
        reason: error.to_string(),
    })
}

fn push_all(mut bytes: impl Read, mut push: impl FnMut(&[u8]) -> Result<()>) -> io::Result<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        match bytes.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(length) => push(&chunk[..length]).map_err(io::Error::other)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
