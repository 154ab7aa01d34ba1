//! The memory that a pass writes: a network has spare ones, so that several threads can query it at once.

use std::sync::{Mutex, PoisonError};

use crate::error::{Error, Result};
use crate::kernels::{Matrix, Packing};
use crate::layer::{Buffer, Layer, Mode};

/// What one pass writes; it is needed until the pass and its gradients are over.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The input of each layer, and last the outputs: values[l]: [batch, widths[l]].
    pub values: Vec<Matrix>,
    /// The gradients by these values; empty until the first are found. A train step leaves gradients[0], the
    /// image's, empty.
    pub gradients: Vec<Matrix>,
    /// One a layer.
    pub buffers: Vec<Buffer>,
    pub packing: Packing,
}

impl Workspace {
    pub fn new(widths: &[usize]) -> Self {
        let mut workspace = Self {
            values: Vec::new(),
            gradients: Vec::new(),
            buffers: vec![Buffer::default(); widths.len() - 1],
            packing: Packing::default(),
        };
        workspace.values = empty(widths.iter().copied());
        workspace
    }

    /// The outputs of the last pass: [batch, outputs].
    pub fn outputs(&self) -> &Matrix {
        &self.values[self.values.len() - 1]
    }

    /// Makes room for a forward pass of `samples` samples.
    pub fn reserve(&mut self, layers: &[Layer], samples: usize, mode: Mode) -> Result<()> {
        let mut values = self.values.iter_mut();
        let mut buffers = layers.iter().zip(&mut self.buffers);
        let fits = values.all(|values| values.set_rows(samples))
            && buffers.all(|(layer, buffer)| layer.reserve(buffer, samples, mode));
        self.release_unless(fits, samples)
    }

    /// Makes room for the gradients by the values of `samples` samples, from the input of this layer on.
    pub fn reserve_gradients(&mut self, lowest: usize, samples: usize) -> Result<()> {
        if self.gradients.is_empty() {
            self.gradients = empty(self.values.iter().map(Matrix::columns));
        }
        let mut gradients = self.gradients[lowest..].iter_mut();
        let fits = gradients.all(|gradient| gradient.set_rows(samples));
        self.release_unless(fits, samples)
    }

    /// Frees the workspace's memory where there was not enough.
    fn release_unless(&mut self, fits: bool, images: usize) -> Result<()> {
        if fits {
            return Ok(());
        }
        let widths: Vec<usize> = self.values.iter().map(Matrix::columns).collect();
        *self = Self::new(&widths);
        Err(Error::Memory { images })
    }
}

fn empty(widths: impl Iterator<Item = usize>) -> Vec<Matrix> {
    widths.map(|width| Matrix::zeros(0, width)).collect()
}

/// The workspaces that no pass uses at the moment: as many as there ever were passes at once.
#[derive(Debug, Default)]
pub(super) struct SpareWorkspaces(Mutex<Vec<Workspace>>);

impl SpareWorkspaces {
    /// A spare workspace, or a new one for layers of these widths.
    pub fn take(&self, widths: &[usize]) -> Workspace {
        let spare = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        spare.unwrap_or_else(|| Workspace::new(widths))
    }

    pub fn give_back(&self, workspace: Workspace) {
        let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spare.push(workspace);
    }
}

impl Clone for SpareWorkspaces {
    /// A copy of a network begins without spare workspaces.
    fn clone(&self) -> Self {
        Self::default()
    }
}
