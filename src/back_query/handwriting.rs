//! How handwriting varies, whatever the digit: MNIST's training images, taken all together and
//! without their labels, as a mean image and the principal components around it (I. T. Jolliffe,
//! "Principal Component Analysis", 2002). Written by `tools/handwriting.py`.

use crate::kernels::{Matrix, Packing, gemm, vector};
use crate::preprocess::SIDE;

const FILE: &[u8] = include_bytes!("handwriting.bin");

/// The file's images are of half the side, which such smooth ones can do with.
const COARSE: usize = SIDE / 2;
const PIXELS: usize = SIDE * SIDE;

#[derive(Debug, Clone)]
pub struct Handwriting {
    /// [1, 784]
    mean: Matrix,
    /// [components, 784], each as long as its standard deviation.
    components: Matrix,
}

impl Handwriting {
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

    /// How many numbers make an image.
    pub fn components(&self) -> usize {
        self.components.rows()
    }

    /// The images that these numbers make: z: [n, components], x: [n, 784]
    pub fn draw(&self, z: &Matrix, x: &mut Matrix, packing: &mut Packing) {
        let mean = self.mean.row(0);
        x.rows_mut().for_each(|row| row.copy_from_slice(mean));
        gemm(z.view(), self.components.view(), x.view_mut(), packing);
    }

    /// The gradient by the numbers from that by the pixels.
    pub fn pull_back(&self, dx: &Matrix, dz: &mut Matrix, packing: &mut Packing) {
        dz.as_row_major_mut().fill(0.0);
        gemm(
            dx.view(),
            self.components.view().transposed(),
            dz.view_mut(),
            packing,
        );
    }

    /// The numbers that come closest to an image; exactly so if the components stood at right
    /// angles, which their rounding to bytes leaves almost true.
    pub fn describe(&self, image: &[f32], z: &mut [f32]) {
        let mut rest = image.to_vec();
        vector::add_scaled(&mut rest, -1.0, self.mean.row(0));
        for (component, z) in z.iter_mut().enumerate() {
            let direction = self.components.row(component);
            *z = vector::dot(&rest, direction) / vector::dot(direction, direction);
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

    /// What the file promises: around the mean image, what an image has of each component varies
    /// with deviation 1.
    #[test]
    fn mnist_varies_as_the_file_says() {
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
