//! A picture's colours, reduced, and the direction among them in which ink and paper differ most: the principal
//! component (K. Pearson, "On lines and planes of closest fit to systems of points in space", 1901) of the differences
//! between neighbouring pixels (S. Di Zenzo, "A note on the gradient of a multi-image", 1986).

use crate::preprocess::pixels::Picture;

/// A larger picture is reduced to about so many pixels: many more than the 20 × 20 that are read.
const MOST_PIXELS: usize = 1 << 19;

/// Neighbours are so far apart, as a share of the longer side: an edge that is out of focus lies between them.
const NEIGHBOUR: f32 = 0.01;

/// Steps of the power iteration that finds the principal component.
const ITERATIONS: usize = 32;

pub struct Colours {
    pub width: usize,
    pub height: usize,
    /// The side of the square of the picture's pixels whose mean a pixel is.
    pub step: usize,
    /// Red, green and blue, 0..1: [height, width].
    values: Vec<[f32; 3]>,
}

impl Colours {
    /// The picture over a grey backdrop, 0..1, where it is transparent.
    pub fn of(picture: &Picture, backdrop: f32) -> Self {
        let step = (picture.width * picture.height).div_ceil(MOST_PIXELS);
        let step = (step as f32).sqrt().ceil() as usize;
        let (width, height) = (picture.width.div_ceil(step), picture.height.div_ceil(step));
        let mut values = Vec::with_capacity(width * height);
        for rows in picture.rgba.chunks(4 * picture.width * step) {
            let mut sums = vec![[0.0; 3]; width];
            for row in rows.chunks_exact(4 * picture.width) {
                for (sum, pixels) in sums.iter_mut().zip(row.chunks(4 * step)) {
                    for [colour @ .., alpha] in pixels.as_chunks::<4>().0 {
                        let alpha = f32::from(*alpha) / 255.0;
                        for (sum, channel) in sum.iter_mut().zip::<&[u8; 3]>(colour) {
                            *sum += f32::from(*channel) / 255.0 * alpha + backdrop * (1.0 - alpha);
                        }
                    }
                }
            }
            let height = rows.len() / (4 * picture.width);
            for (column, sum) in sums.into_iter().enumerate() {
                let width = step.min(picture.width - column * step);
                values.push(sum.map(|sum| sum / (width * height) as f32));
            }
        }
        Self {
            width,
            height,
            step,
            values,
        }
    }

    /// The picture along the direction of the largest differences: black is 0, and white 1 where the picture is grey.
    pub fn projected(&self) -> Vec<f32> {
        let [r, g, b] = self.direction();
        let project = |colour: &[f32; 3]| r * colour[0] + g * colour[1] + b * colour[2];
        self.values.iter().map(project).collect()
    }

    /// A third of the length of (1, 1, 1), which is that of greys.
    fn direction(&self) -> [f32; 3] {
        let covariance = self.covariance();
        let mut direction = [1.0 / 3.0; 3];
        for _ in 0..ITERATIONS {
            let next = covariance.map(|row| dot(row, direction));
            let length = dot(next, next).sqrt();
            if length > 0.0 {
                direction = next.map(|value| value / length / 3f32.sqrt());
            }
        }
        direction
    }

    /// Of the differences in colour between each pixel and its neighbours, to the right and below.
    fn covariance(&self) -> [[f32; 3]; 3] {
        let distance = (self.width.max(self.height) as f32 * NEIGHBOUR).ceil() as usize;
        let mut sums = [[0.0; 3]; 3];
        for y in 0..self.height {
            for x in 0..self.width {
                let here = self.values[y * self.width + x];
                for (x, y) in [(x + distance, y), (x, y + distance)] {
                    if x < self.width && y < self.height {
                        let there = self.values[y * self.width + x];
                        let [r, g, b] = [0, 1, 2].map(|channel| there[channel] - here[channel]);
                        for (row, left) in sums.iter_mut().zip([r, g, b]) {
                            for (sum, right) in row.iter_mut().zip([r, g, b]) {
                                *sum += left * right;
                            }
                        }
                    }
                }
            }
        }
        sums
    }
}

fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
