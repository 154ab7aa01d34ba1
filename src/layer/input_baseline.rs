//! The weights of inputs that mostly rest at one value, as the pixels of paper do, for steps on one sample at
//! a time.
//!
//! A sample moves every row wᵢ of the weights by −rate · xᵢ · dy, and at rest all xᵢ are the same value r. So
//! the rows are kept as wᵢ = vᵢ + c: what all rows move by is done once, in c, and only the rows of inputs
//! that do not rest are touched. With s = Σ vᵢ, which is carried along,
//!
//! x · w = Σ (xᵢ − r) · vᵢ + r · s + (Σ xᵢ) · c
//!
//! is the same product on paper, over the inputs that do not rest.

use crate::kernels::Matrix;
use crate::kernels::vector::{add_all_scaled, add_scaled};

#[derive(Debug, Clone, PartialEq)]
pub struct BaselineWeights {
    /// r
    pub value: f32,
    /// v: [inputs, outputs]
    pub own: Matrix,
    /// c: [outputs]
    pub shared: Vec<f32>,
    /// s: [outputs]
    pub sums: Vec<f32>,
    /// The inputs of the last sample that did not rest, each with its distance from rest.
    awake: Vec<(usize, f32)>,
}

impl BaselineWeights {
    pub fn new(value: f32, w: &Matrix) -> Self {
        let mut sums = vec![0.0; w.columns()];
        for row in 0..w.rows() {
            add_scaled(&mut sums, 1.0, w.row(row));
        }
        Self::restored(value, w.clone(), vec![0.0; w.columns()], sums)
    }

    /// As it was when these were saved.
    pub fn restored(value: f32, own: Matrix, shared: Vec<f32>, sums: Vec<f32>) -> Self {
        Self {
            value,
            awake: Vec::with_capacity(own.rows()),
            own,
            shared,
            sums,
        }
    }

    /// y += x · w; x: [inputs], y: [outputs]
    pub fn add_product(&mut self, x: &[f32], y: &mut [f32]) {
        let resting = self.value;
        let awake = x.iter().enumerate().map(|(input, x)| (input, x - resting));
        self.awake.clear();
        self.awake
            .extend(awake.filter(|(_, distance)| *distance != 0.0));
        let awake = self.awake.iter();
        add_all_scaled(
            y,
            awake.map(|(input, distance)| (*distance, self.own.row(*input))),
        );
        add_scaled(y, resting, &self.sums);
        add_scaled(y, x.iter().sum(), &self.shared);
    }

    /// w −= rate · xᵀ · dy, with the sample that was multiplied last.
    pub fn learn(&mut self, dy: &[f32], rate: f32) {
        let mut total = 0.0;
        for (input, distance) in &self.awake {
            add_scaled(self.own.row_mut(*input), -rate * distance, dy);
            total += distance;
        }
        add_scaled(&mut self.sums, -rate * total, dy);
        add_scaled(&mut self.shared, -rate * self.value, dy);
    }

    /// w = v + c
    pub fn write_into(&self, w: &mut Matrix) {
        for (row, w) in w.rows_mut().enumerate() {
            for ((w, v), c) in w.iter_mut().zip(self.own.row(row)).zip(&self.shared) {
                *w = v + c;
            }
        }
    }
}
