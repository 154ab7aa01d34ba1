//! The handwriting prior: the mean of MNIST's training images and their principal components (I. T. Jolliffe,
//! "Principal Component Analysis", 2002), of all digits together and without their labels. The file is written by
//! `tools/handwriting.py`.

use crate::kernels::{Matrix, Packing, gemm, vector};
use crate::preprocess::SIDE;

const FILE: &[u8] = include_bytes!("handwriting.bin");

/// The side of the file's images, which are smooth enough for half of 28.
const COARSE: usize = SIDE / 2;
const PIXELS: usize = SIDE * SIDE;

#[derive(Debug, Clone)]
pub struct HandwritingPrior {
    /// [1, 784]
    mean: Matrix,
    /// [components, 784], each as long as its standard deviation.
    components: Matrix,
}

impl HandwritingPrior {
    pub fn new() -> Self {
        let mut rows = FILE.chunks_exact(4 + COARSE * COARSE).map(read);
        let take = |rows: &mut dyn Iterator<Item = [f32; PIXELS]>| {
            let values: Vec<f32> = rows.flatten().collect();
            let mut matrix = Matrix::zeros(values.len() / PIXELS, PIXELS);
            matrix.as_row_major_mut().copy_from_slice(&values);
            matrix
        };
        Self {
            mean: take(&mut rows.by_ref().take(1)),
            components: take(&mut rows),
        }
    }

    /// Coefficients of an image.
    pub fn components(&self) -> usize {
        self.components.rows()
    }

    /// The images of these coefficients: z: [n, components] → x: [n, 784]
    pub fn reconstruct(&self, z: &Matrix, x: &mut Matrix, packing: &mut Packing) {
        let mean = self.mean.row(0);
        x.rows_mut().for_each(|row| row.copy_from_slice(mean));
        gemm(z.view(), self.components.view(), x.view_mut(), packing);
    }

    /// dx: [n, 784] → dz: [n, components]
    pub fn backward(&self, dx: &Matrix, dz: &mut Matrix, packing: &mut Packing) {
        dz.as_row_major_mut().fill(0.0);
        gemm(
            dx.view(),
            self.components.view().transposed(),
            dz.view_mut(),
            packing,
        );
    }

    /// The coefficients of the nearest image: image: [784] → z: [components]. The components are orthogonal but for
    /// their rounding to bytes.
    pub fn project(&self, image: &[f32], z: &mut [f32]) {
        let mut centred = image.to_vec();
        vector::add_scaled(&mut centred, -1.0, self.mean.row(0));
        for (component, z) in z.iter_mut().enumerate() {
            let direction = self.components.row(component);
            *z = vector::dot(&centred, direction) / vector::dot(direction, direction);
        }
    }
}

/// One image of the file, enlarged.
fn read(bytes: &[u8]) -> [f32; PIXELS] {
    let (unit, counts) = bytes.split_at(4);
    let unit = f32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]]);
    let at = |x: usize, y: usize| f32::from(counts[y * COARSE + x] as i8) * unit;
    // A fine pixel lies a quarter of a coarse one from the middle of its own.
    let blend = |fine: usize| {
        let own = fine / 2;
        let other = match fine % 2 {
            0 => own.saturating_sub(1),
            _ => (own + 1).min(COARSE - 1),
        };
        [(own, 0.75), (other, 0.25)]
    };
    std::array::from_fn(|pixel| {
        let (x, y) = (blend(pixel % SIDE), blend(pixel / SIDE));
        let pairs = x.iter().flat_map(|x| y.iter().map(move |y| (x, y)));
        pairs.map(|(x, y)| at(x.0, y.0) * x.1 * y.1).sum()
    })
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::dataset::{Part, read_mnist};

    /// Of an image of bytes, the means of its 2 × 2 blocks in 0..1.
    fn coarse(image: &[u8]) -> Vec<f32> {
        let block = |index: usize| {
            let (x, y) = (index % COARSE * 2, index / COARSE * 2);
            let corner = y * SIDE + x;
            let bytes = [corner, corner + 1, corner + SIDE, corner + SIDE + 1].map(|at| image[at]);
            bytes.map(f32::from).iter().sum::<f32>() / (4.0 * 255.0)
        };
        (0..COARSE * COARSE).map(block).collect()
    }

    /// Around the mean image, the coefficient of each component has standard deviation 1.
    #[test]
    fn coefficients_of_mnist_have_deviation_1() {
        let dataset = read_mnist("target/mnist".as_ref(), Part::Training).unwrap();
        let rows: Vec<Vec<f32>> = FILE
            .chunks_exact(4 + COARSE * COARSE)
            .map(|bytes| {
                let unit = f32::from_le_bytes(bytes[..4].try_into().unwrap());
                let counts = bytes[4..].iter();
                counts.map(|count| f32::from(*count as i8) * unit).collect()
            })
            .collect();
        let (mean, components) = rows.split_first().unwrap();
        assert_eq!(components.len(), 40);
        let images: Vec<Vec<f32>> = (0..dataset.len())
            .map(|index| coarse(dataset.image(index)))
            .collect();
        for (number, component) in components.iter().enumerate() {
            let share = |image: &Vec<f32>| {
                let pixels = image.iter().zip(mean).zip(component);
                let product: f32 = pixels.map(|((x, mean), c)| (x - mean) * c).sum();
                product / vector::dot(component, component)
            };
            let shares: Vec<f32> = images.iter().map(share).collect();
            let of = |f: fn(f64) -> f64| {
                let sum: f64 = shares.iter().map(|z| f(f64::from(*z))).sum();
                sum / shares.len() as f64
            };
            let (mean, deviation) = (of(|z| z), of(|z| z * z).sqrt());
            assert!(mean.abs() < 0.05, "component {number}: mean {mean}");
            assert!(
                (deviation - 1.0).abs() < 0.05,
                "component {number}: {deviation}"
            );
        }
    }
}
