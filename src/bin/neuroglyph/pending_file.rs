//! A file that appears only once it is complete.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;

/// A file that is written beside its path, as `.part`, and renamed at the end; removed if it is dropped before.
pub struct PendingFile {
    out: PathBuf,
    part: PathBuf,
}

impl PendingFile {
    /// Creates the `.part` file, or says why it cannot be written.
    pub fn create(out: &Path) -> Result<Self> {
        if out.is_dir() {
            return Err(format!("{}: this is a folder", out.display()).into());
        }
        let mut part = out.as_os_str().to_owned();
        part.push(".part");
        let file = Self {
            out: out.to_owned(),
            part: part.into(),
        };
        file.write(&[])?;
        Ok(file)
    }

    fn write(&self, bytes: &[u8]) -> Result<()> {
        let written = fs::write(&self.part, bytes);
        Ok(written.map_err(|error| format!("{}: {error}", self.part.display()))?)
    }

    /// Writes the bytes, and gives the file its name.
    pub fn commit(self, bytes: &[u8]) -> Result<()> {
        self.write(bytes)?;
        let renamed = fs::rename(&self.part, &self.out);
        Ok(renamed.map_err(|error| format!("{}: {error}", self.out.display()))?)
    }
}

impl Drop for PendingFile {
    fn drop(&mut self) {
        // After a commit there is nothing to remove.
        let _ = fs::remove_file(&self.part);
    }
}
