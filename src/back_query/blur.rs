//! Gaussian smoothing: an image's rows, then its columns, with paper beyond the edges.

use crate::kernels::vector;
use crate::preprocess::SIDE;

/// The radius of the kernel, in standard deviations.
const REACH: f32 = 3.0;

/// A Gaussian kernel, and the memory for smoothing 28 × 28 images.
#[derive(Debug, Clone)]
pub struct Blur {
    /// The kernel's weights from the middle outwards, on one side.
    weights: Vec<f32>,
    /// [784]: rows smoothed, columns not yet.
    across: Vec<f32>,
}

impl Blur {
    pub fn new() -> Self {
        Self {
            weights: Vec::new(),
            across: vec![0.0; SIDE * SIDE],
        }
    }

    /// Sets the standard deviation, in pixels, above 0.
    pub fn set_sigma(&mut self, sigma: f32) {
        let reach = libm::ceilf(REACH * sigma) as usize;
        let weight = |distance: usize| {
            let deviations = distance as f32 / sigma;
            libm::expf(-0.5 * deviations * deviations)
        };
        self.weights.clear();
        self.weights.extend((0..=reach).map(weight));
        let sum = self.weights[0] + 2.0 * self.weights[1..].iter().sum::<f32>();
        vector::scale(&mut self.weights, 1.0 / sum);
    }

    /// image, smooth: [784], row by row
    pub fn smooth(&mut self, image: &[f32], smooth: &mut [f32]) {
        let rows = image.chunks_exact(SIDE);
        for (row, across) in rows.zip(self.across.chunks_exact_mut(SIDE)) {
            across.fill(0.0);
            for (distance, weight) in self.weights.iter().enumerate().take(SIDE) {
                vector::add_scaled(&mut across[distance..], *weight, row);
                if distance > 0 {
                    vector::add_scaled(across, *weight, &row[distance..]);
                }
            }
        }
        smooth.fill(0.0);
        for (distance, weight) in self.weights.iter().enumerate().take(SIDE) {
            let shift = distance * SIDE;
            vector::add_scaled(&mut smooth[shift..], *weight, &self.across);
            if distance > 0 {
                vector::add_scaled(smooth, *weight, &self.across[shift..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_becomes_a_gaussian_of_the_same_sum() {
        let (mut blur, mut dot, mut smooth) = (Blur::new(), vec![0.0; 784], vec![0.0; 784]);
        dot[14 * SIDE + 13] = 1.0;
        blur.set_sigma(1.5);
        blur.smooth(&dot, &mut smooth);
        let sum: f32 = smooth.iter().sum();
        assert!((sum - 1.0).abs() < 1e-5, "{sum}");
        let middle = smooth[14 * SIDE + 13];
        for (dx, dy) in [(1, 0), (0, 2), (2, 1), (3, 3)] {
            let expected = (-0.5 * (dx * dx + dy * dy) as f32 / 2.25).exp();
            for (x, y) in [(13 + dx, 14 + dy), (13 - dx, 14 - dy)] {
                let ratio = smooth[y * SIDE + x] / middle;
                assert!((ratio - expected).abs() < 1e-5, "{dx}, {dy}: {ratio}");
            }
        }
    }

    #[test]
    fn beyond_the_edges_is_paper() {
        let (mut blur, mut smooth) = (Blur::new(), vec![0.0; 784]);
        blur.set_sigma(1.0);
        blur.smooth(&[1.0; 784], &mut smooth);
        assert!((smooth[14 * SIDE + 14] - 1.0).abs() < 1e-5);
        assert!(smooth[0] < 0.6 && smooth[783] < 0.6, "{}", smooth[0]);
        // A Gaussian that is wider than the image.
        blur.set_sigma(20.0);
        blur.smooth(&[1.0; 784], &mut smooth);
        assert!(smooth.iter().all(|value| (0.0..1.0).contains(value)));
    }
}
