//! A file on its way.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;

/// Nobody sees it before it is whole, and nothing is left if it never is.
pub struct Draft {
    out: PathBuf,
    part: PathBuf,
}

impl Draft {
    pub fn begin(out: &Path) -> Result<Self> {
        if out.is_dir() {
            return Err(format!("{}: this is a folder", out.display()).into());
        }
        let mut part = out.as_os_str().to_owned();
        part.push(".part");
        let draft = Self {
            out: out.to_owned(),
            part: part.into(),
        };
        draft.write(&[])?;
        Ok(draft)
    }

    fn write(&self, bytes: &[u8]) -> Result<()> {
        let written = fs::write(&self.part, bytes);
        Ok(written.map_err(|error| format!("{}: {error}", self.part.display()))?)
    }

    pub fn finish(self, bytes: &[u8]) -> Result<()> {
        self.write(bytes)?;
        let renamed = fs::rename(&self.part, &self.out);
        Ok(renamed.map_err(|error| format!("{}: {error}", self.out.display()))?)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a finished file there is nothing to remove.
        let _ = fs::remove_file(&self.part);
    }
}
