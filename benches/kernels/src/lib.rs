//! The products of a train step, to be measured: ours, `matrixmultiply`'s, and what bounds both.

#[path = "../../../src/kernels/mod.rs"]
#[allow(dead_code, unused_imports)]
mod kernels;
#[cfg(target_arch = "wasm32")]
mod web;

use kernels::{Matrix, Packing, gemm};

/// A product as the layers ask for it: `a · b` with a: [m, k], b: [k, n].
#[derive(Clone, Copy)]
pub struct Shape {
    pub m: usize,
    pub k: usize,
    pub n: usize,
    /// The one that lies in memory the other way round.
    pub transposed: Option<Side>,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    A,
    B,
}

const fn shape(sizes: [usize; 3], transposed: Option<Side>) -> Shape {
    let [m, k, n] = sizes;
    Shape {
        m,
        k,
        n,
        transposed,
    }
}

/// y = x · w of 784-512-512-10 at batch 128.
pub const FORWARD: &[Shape] = &[
    shape([128, 784, 512], None),
    shape([128, 512, 512], None),
    shape([128, 512, 10], None),
];

/// dx = dy · wᵀ
pub const INPUT_GRADIENTS: &[Shape] = &[
    shape([128, 10, 512], Some(Side::B)),
    shape([128, 512, 512], Some(Side::B)),
];

/// dw = xᵀ · dy
pub const WEIGHT_GRADIENTS: &[Shape] = &[
    shape([784, 128, 512], Some(Side::A)),
    shape([512, 128, 512], Some(Side::A)),
    shape([512, 128, 10], Some(Side::A)),
];

impl Shape {
    /// A multiply-add is two.
    pub fn flops(&self) -> usize {
        2 * self.m * self.k * self.n
    }
}

/// A product with its matrices.
pub struct Task {
    shape: Shape,
    /// As they lie in memory.
    a: Matrix,
    b: Matrix,
    c: Matrix,
    packing: Packing,
}

/// Values by which a matrix goes on to the next row, and to the next column.
pub type Strides = [usize; 2];

impl Task {
    pub fn new(shape: Shape) -> Self {
        let Shape {
            m,
            k,
            n,
            transposed,
        } = shape;
        let stored = |rows, columns, side| match transposed == Some(side) {
            true => noise(columns, rows),
            false => noise(rows, columns),
        };
        Self {
            shape,
            a: stored(m, k, Side::A),
            b: stored(k, n, Side::B),
            c: Matrix::zeros(m, n),
            packing: Packing::default(),
        }
    }

    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// a, b and c with their strides, for the peers.
    #[allow(clippy::type_complexity)]
    pub fn parts(&mut self) -> ((&[f32], Strides), (&[f32], Strides), (&mut [f32], Strides)) {
        let strides = |matrix: &Matrix, side| match self.shape.transposed == Some(side) {
            true => [1, matrix.columns()],
            false => [matrix.columns(), 1],
        };
        let (a, b) = (strides(&self.a, Side::A), strides(&self.b, Side::B));
        (
            (self.a.as_row_major(), a),
            (self.b.as_row_major(), b),
            (self.c.as_row_major_mut(), [self.shape.n, 1]),
        )
    }

    /// As the layers do it.
    pub fn multiply(&mut self) {
        let transposed = self.shape.transposed;
        let view = |matrix, side| match transposed == Some(side) {
            true => Matrix::view(matrix).transposed(),
            false => Matrix::view(matrix),
        };
        let (a, b) = (view(&self.a, Side::A), view(&self.b, Side::B));
        gemm(a, b, self.c.view_mut().overwrite(), &mut self.packing);
    }

    /// The same by `matrixmultiply`.
    pub fn multiply_by_peer(&mut self) {
        let Shape { m, k, n, .. } = self.shape;
        let ((a, a_strides), (b, b_strides), (c, c_strides)) = self.parts();
        let ([ar, ac], [br, bc], [cr, cc]) = (
            a_strides.map(|stride| stride as isize),
            b_strides.map(|stride| stride as isize),
            c_strides.map(|stride| stride as isize),
        );
        // SAFETY: the strides are those of matrices of these sizes, and c is nobody else's.
        unsafe {
            matrixmultiply::sgemm(
                m,
                k,
                n,
                1.0,
                a.as_ptr(),
                ar,
                ac,
                b.as_ptr(),
                br,
                bc,
                0.0,
                c.as_mut_ptr(),
                cr,
                cc,
            );
        }
    }
}

/// What the values are matters only in that none is denormal.
fn noise(rows: usize, columns: usize) -> Matrix {
    let mut matrix = Matrix::zeros(rows, columns);
    for (index, value) in matrix.as_row_major_mut().iter_mut().enumerate() {
        *value = (index * 7919 % 1009) as f32 / 1009.0 - 0.5;
    }
    matrix
}
