//! `export`: a network as a file for other programs.

use std::path::PathBuf;

use clap::Args;
use neuroglyph::{Network, OnnxOptions};

use crate::Result;
use crate::pending_file::PendingFile;

#[derive(Args)]
pub struct Arguments {
    /// The ONNX file to write. Its input "images" is [N, 1, height, width] of a network with convolutions or pooling,
    /// else [N, inputs]: numbers from 0, paper, to 1, full ink. Its output "outputs" is [N, classes].
    #[arg(long)]
    onnx: PathBuf,
    /// Keep batch normalisations as nodes of their own, in place of folding each into the layer before it.
    #[arg(long)]
    keep_batch_norm: bool,
}

pub fn export(network: &Network, arguments: &Arguments) -> Result<()> {
    let options = OnnxOptions {
        keep_batch_norm: arguments.keep_batch_norm,
    };
    PendingFile::create(&arguments.onnx)?.commit(&network.to_onnx(&options))
}
