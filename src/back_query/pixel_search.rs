//! Gradient ascent without a prior: every pixel may change.

use super::blur::Blur;
use crate::kernels::{Matrix, vector};
use crate::recipe::IMAGE_SIZE;

// Chosen with those of the ascent, by the same measure. Without fading ink `reader` does not find
// its 7 and 9, which begin as a grey cloud; at twice as much its 1 stays a cloud.
/// The gradient is smoothed by a Gaussian of this standard deviation at first, in pixels …
const FIRST_SIGMA: f32 = 1.6;
/// … and of this at the end. At 0.6 the last steps leave single dots.
const LAST_SIGMA: f32 = 0.8;
/// By how much every pixel's ink fades in a step of length 1, so that only ink stays that the gradient adds
/// again and again.
const FADE: f32 = 0.01;
/// The same until an image that is to stay near its start has been predicted as its digit: the old
/// digit's ink, which holds back the ascent, has to go first. At a third of it 89 of 100 drawings could be
/// turned into another digit for `reader`, with it 99.
const FADE_UNTIL_PREDICTED: f32 = 0.03;

#[derive(Debug, Clone)]
pub struct PixelSearch {
    blur: Blur,
    smooth: Vec<f32>,
    /// For images that are to stay near their start.
    proximity: Option<Proximity>,
}

/// An L1 penalty on the distance from the start, and the nearest images so far.
#[derive(Debug, Clone)]
struct Proximity {
    /// [digits, inputs]
    start: Matrix,
    /// The penalty's weight: by how much every pixel goes back in a step of length 1.
    weight: f32,
    /// [digits, inputs]: of all images that were predicted as their digit, the one nearest to the start …
    nearest: Matrix,
    /// … and its L1 distance from the start; infinite where none has been predicted yet.
    distances: Vec<f32>,
}

impl PixelSearch {
    /// images: [digits, inputs], the start.
    pub fn new(images: &Matrix, stay_near: f32) -> Self {
        let proximity = (stay_near > 0.0).then(|| Proximity {
            start: images.clone(),
            weight: stay_near,
            nearest: images.clone(),
            distances: vec![f32::INFINITY; images.rows()],
        });
        Self {
            blur: Blur::new(),
            smooth: vec![0.0; IMAGE_SIZE],
            proximity,
        }
    }

    /// Moves the images, [digits, inputs], by a step of this length against the gradient.
    /// `progress` goes from 0 to 1.
    pub fn step(
        &mut self,
        images: &mut Matrix,
        gradient: &Matrix,
        are_confident: &[bool],
        length: f32,
        progress: f32,
    ) {
        let sigma = FIRST_SIGMA + (LAST_SIGMA - FIRST_SIGMA) * progress;
        self.blur.set_sigma(sigma);
        for (row, image) in images.rows_mut().enumerate() {
            let is_confident = are_confident[row];
            if let Some(proximity) = &mut self.proximity
                && is_confident
            {
                proximity.update_nearest(row, image);
            }
            // An image that is predicted as its digit follows the penalty alone until it is no longer.
            if !(is_confident && self.proximity.is_some()) {
                self.blur.smooth(gradient.row(row), &mut self.smooth);
                let norm = vector::dot(&self.smooth, &self.smooth).sqrt();
                if norm > 0.0 {
                    vector::add_scaled(image, -length / norm, &self.smooth);
                }
            }
            match &self.proximity {
                Some(proximity) if proximity.distances[row].is_finite() => {
                    proximity.soft_threshold(row, image, length);
                }
                Some(_) => fade(image, FADE_UNTIL_PREDICTED * length),
                None => fade(image, FADE * length),
            }
            image.iter_mut().for_each(|ink| *ink = ink.clamp(0.0, 1.0));
        }
    }

    /// At the end: replaces images that are to stay near their start by the nearest ones that were predicted as
    /// their digit.
    pub fn restore_nearest(&self, images: &mut Matrix) {
        let Some(proximity) = &self.proximity else {
            return;
        };
        for (row, image) in images.rows_mut().enumerate() {
            if proximity.distances[row].is_finite() {
                image.copy_from_slice(proximity.nearest.row(row));
            }
        }
    }
}

fn fade(image: &mut [f32], by: f32) {
    image.iter_mut().for_each(|ink| *ink -= by);
}

impl Proximity {
    fn update_nearest(&mut self, row: usize, image: &[f32]) {
        let pairs = image.iter().zip(self.start.row(row));
        let distance: f32 = pairs.map(|(ink, start)| (ink - start).abs()).sum();
        if distance < self.distances[row] {
            self.distances[row] = distance;
            self.nearest.row_mut(row).copy_from_slice(image);
        }
    }

    /// The proximal step of the L1 penalty (soft thresholding: N. Parikh and S. Boyd, "Proximal Algorithms",
    /// 2014): each pixel goes back by the same amount, but not beyond its start.
    fn soft_threshold(&self, row: usize, image: &mut [f32], length: f32) {
        let most = self.weight * length;
        for (ink, start) in image.iter_mut().zip(self.start.row(row)) {
            *ink -= (*ink - start).clamp(-most, most);
        }
    }
}
