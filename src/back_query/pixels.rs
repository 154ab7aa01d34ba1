//! Freely: every pixel may change.

use super::blur::Blur;
use crate::kernels::{Matrix, vector};
use crate::recipe::IMAGE_SIZE;

// Chosen with those of the climb, by the same measure. Without fading ink `reader` does not find
// its 7 and 9, which begin as a grey cloud; at twice as much its 1 stays a cloud.
/// The gradient is smoothed by a Gaussian of this standard deviation at first, in pixels …
const FIRST_SIGMA: f32 = 1.6;
/// … and of this at the end. At 0.6 the last steps leave single dots.
const LAST_SIGMA: f32 = 0.8;
/// By how much every pixel's ink fades in a step of length 1, so that only what the network asks
/// for again and again stays.
const FADE: f32 = 0.01;
/// The same while an image that is to stay near its drawing has not been read as asked yet: the old
/// digit's ink, which holds the climb, has to go first. At a third of it 89 of 100 drawings could be
/// turned into another digit for `reader`, with it 99.
const LET_GO: f32 = 0.03;

#[derive(Debug, Clone)]
pub struct Pixels {
    blur: Blur,
    smooth: Vec<f32>,
    /// Of images that are to stay near those that they begin as.
    near: Option<Near>,
}

/// The images that are not to be changed more than is needed.
#[derive(Debug, Clone)]
struct Near {
    /// [digits, inputs]
    first: Matrix,
    /// The penalty: by how much every pixel goes back in a step of length 1.
    weight: f32,
    /// [digits, inputs]: of all images that were read as asked the one with the least change …
    nearest: Matrix,
    /// … which is the sum of the absolute changes; infinite where none has been read yet.
    changes: Vec<f32>,
}

impl Pixels {
    /// images: [digits, inputs], from which the climb begins.
    pub fn new(images: &Matrix, stay_near: f32) -> Self {
        let near = (stay_near > 0.0).then(|| Near {
            first: images.clone(),
            weight: stay_near,
            nearest: images.clone(),
            changes: vec![f32::INFINITY; images.rows()],
        });
        Self {
            blur: Blur::new(),
            smooth: vec![0.0; IMAGE_SIZE],
            near,
        }
    }

    /// Moves the images, [digits, inputs], by a step of this length against the gradient.
    /// `progress` goes from 0 to 1.
    pub fn step(
        &mut self,
        images: &mut Matrix,
        gradient: &Matrix,
        are_read: &[bool],
        length: f32,
        progress: f32,
    ) {
        let sigma = FIRST_SIGMA + (LAST_SIGMA - FIRST_SIGMA) * progress;
        self.blur.set_sigma(sigma);
        for (row, image) in images.rows_mut().enumerate() {
            let is_read = are_read[row];
            if let Some(near) = &mut self.near
                && is_read
            {
                near.remember(row, image);
            }
            // What is read as asked and is to stay near goes back until it is not.
            if !(is_read && self.near.is_some()) {
                self.blur.smooth(gradient.row(row), &mut self.smooth);
                let norm = vector::dot(&self.smooth, &self.smooth).sqrt();
                if norm > 0.0 {
                    vector::add_scaled(image, -length / norm, &self.smooth);
                }
            }
            match &self.near {
                Some(near) if near.changes[row].is_finite() => near.pull(row, image, length),
                Some(_) => fade(image, LET_GO * length),
                None => fade(image, FADE * length),
            }
            image.iter_mut().for_each(|ink| *ink = ink.clamp(0.0, 1.0));
        }
    }

    /// At the end: puts the nearest images that were read as asked in their places, where the
    /// images are to stay near.
    pub fn take_nearest(&self, images: &mut Matrix) {
        let Some(near) = &self.near else { return };
        for (row, image) in images.rows_mut().enumerate() {
            if near.changes[row].is_finite() {
                image.copy_from_slice(near.nearest.row(row));
            }
        }
    }
}

fn fade(image: &mut [f32], by: f32) {
    image.iter_mut().for_each(|ink| *ink -= by);
}

impl Near {
    fn remember(&mut self, row: usize, image: &[f32]) {
        let pairs = image.iter().zip(self.first.row(row));
        let change: f32 = pairs.map(|(ink, first)| (ink - first).abs()).sum();
        if change < self.changes[row] {
            self.changes[row] = change;
            self.nearest.row_mut(row).copy_from_slice(image);
        }
    }

    /// The step that a penalty of the sum of the absolute changes takes (soft thresholding: N.
    /// Parikh and S. Boyd, "Proximal Algorithms", 2014): each pixel goes back by as much, but not
    /// beyond where it began.
    fn pull(&self, row: usize, image: &mut [f32], length: f32) {
        let most = self.weight * length;
        for (ink, first) in image.iter_mut().zip(self.first.row(row)) {
            *ink -= (*ink - first).clamp(-most, most);
        }
    }
}
