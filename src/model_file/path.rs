//! `load` and `save`: model files on a disk.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Result};
use crate::network::Network;

impl Network {
    /// Reads a model file, as [`Network::from_safetensors`] does.
    ///
    /// # Errors
    ///
    /// [`Error::File`] with the path, for a file that cannot be read or that [`Network::from_safetensors`] refuses.
    ///
    /// ```
    /// use neuroglyph::{Network, recipe};
    ///
    /// # fn main() -> neuroglyph::Result<()> {
    /// let network = Network::new(recipe::named("symon")?, Some(1))?;
    /// let path = std::env::temp_dir().join("symon.safetensors");
    /// network.save(&path)?;
    /// assert_eq!(Network::load(&path)?.weights(), network.weights());
    /// # std::fs::remove_file(path).unwrap();
    /// # Ok(())
    /// # }
    /// ```
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let bytes = fs::read(path).map_err(|error| failure(path, error))?;
        Self::from_safetensors(&bytes).map_err(|error| failure(path, error))
    }

    /// Writes a model file, as [`Network::to_safetensors`] makes it, in place of one that is there already. It is
    /// written to a temporary file in the same folder, which is then renamed, so that no half-written file is left at
    /// the path.
    ///
    /// # Errors
    ///
    /// [`Error::File`] with the path, where it cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let bytes = self.to_safetensors()?;
        replace(path, &bytes).map_err(|error| failure(path, error))
    }
}

/// Writes a temporary file and renames it; where one of the two fails, the temporary file is removed.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let Some(name) = path.file_name() else {
        let reason = "it names no file";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
    };
    // Of this process and call alone: others may write to the same path at once.
    static CALLS: AtomicU64 = AtomicU64::new(0);
    let (process, call) = (std::process::id(), CALLS.fetch_add(1, Ordering::Relaxed));
    let mut temporary = name.to_owned();
    temporary.push(format!(".{process}-{call}.tmp"));
    let temporary = path.with_file_name(temporary);
    let written = write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Writes a file, on the disk itself before it is renamed.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn failure(path: &Path, reason: impl ToString) -> Error {
    Error::File {
        path: path.display().to_string(),
        reason: reason.to_string(),
    }
}
