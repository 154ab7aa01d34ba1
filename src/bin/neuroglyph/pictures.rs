//! A folder of pictures, each called LABEL_name.ext.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::drawing::Sample;
use crate::picture_file::{find_digit, read_picture};

/// The pictures of a folder, by their names. Files that begin with a dot are left out.
pub fn read_samples(folder: &Path, classes: usize) -> Result<Vec<Sample>> {
    let place = |error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(place)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<std::io::Result<_>>().map_err(place)?;
    paths.retain(|path| !name_of(path).starts_with('.'));
    paths.sort();
    if paths.is_empty() {
        return Err(format!("{}: there is no picture in this folder", folder.display()).into());
    }
    paths
        .iter()
        .map(|path| read_sample(path, classes))
        .collect()
}

fn read_sample(path: &Path, classes: usize) -> Result<Sample> {
    let label = label_of(&name_of(path), classes).ok_or_else(|| {
        let highest = classes - 1;
        let path = path.display();
        format!("{path}: the name does not begin with a digit from 0 to {highest} and _")
    })?;
    let found = find_digit(&read_picture(path)?);
    let found = found.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Sample {
        image: found.map(|found| found.image),
        label: Some(label),
    })
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into()
}

fn label_of(name: &str, classes: usize) -> Option<u8> {
    let (label, _) = name.split_once('_')?;
    let is_label = label.len() == 1 && label.starts_with(|first: char| first.is_ascii_digit());
    let label = is_label.then(|| label.parse().ok()).flatten();
    label.filter(|label| usize::from(*label) < classes)
}
