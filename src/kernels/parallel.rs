//! Work shared among threads, where there are any. What is computed does not depend on how many: only
//! rows are shared out, and no sum is ever taken across them.

use super::matrix::Matrix;

/// How many threads there are to share work.
#[cfg(feature = "threads")]
pub fn threads() -> usize {
    rayon::current_num_threads().min(MOST_THREADS)
}

#[cfg(not(feature = "threads"))]
pub fn threads() -> usize {
    1
}

#[cfg(feature = "threads")]
use super::team::MOST_THREADS;
#[cfg(feature = "threads")]
pub use super::team::{fork, gather};

/// Does both.
#[cfg(not(feature = "threads"))]
pub fn fork(left: impl FnOnce(), right: impl FnOnce()) {
    left();
    right();
}

/// Does something that forks.
#[cfg(not(feature = "threads"))]
pub fn gather<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Values below which a second thread costs more than it does.
const WORTH_A_THREAD: usize = 1 << 14;

/// The rows of one or more matrices, which have equally many.
pub trait Rows: Send + Sized {
    fn rows(&self) -> usize;
    fn size(&self) -> usize;
    /// The first so many rows, and the others.
    fn split_at(self, rows: usize) -> (Self, Self);
}

/// The rows of a matrix of this width.
pub struct Of<T> {
    pub values: T,
    width: usize,
}

impl<T> Of<T> {
    pub fn new(values: T, width: usize) -> Self {
        Self { values, width }
    }
}

impl Matrix {
    pub fn rows_of(&self) -> Of<&[f32]> {
        Of::new(self.as_row_major(), self.columns())
    }

    pub fn rows_of_mut(&mut self) -> Of<&mut [f32]> {
        let width = self.columns();
        Of::new(self.as_row_major_mut(), width)
    }
}

impl<T: Sync> Rows for Of<&[T]> {
    fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    fn size(&self) -> usize {
        self.values.len()
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        let (above, below) = self.values.split_at(rows * self.width);
        (Of::new(above, self.width), Of::new(below, self.width))
    }
}

impl<T: Send> Rows for Of<&mut [T]> {
    fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    fn size(&self) -> usize {
        self.values.len()
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        let (above, below) = self.values.split_at_mut(rows * self.width);
        (Of::new(above, self.width), Of::new(below, self.width))
    }
}

impl<A: Rows, B: Rows> Rows for (A, B) {
    fn rows(&self) -> usize {
        self.0.rows()
    }

    fn size(&self) -> usize {
        self.0.size().max(self.1.size())
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        let (a, later_a) = self.0.split_at(rows);
        let (b, later_b) = self.1.split_at(rows);
        ((a, b), (later_a, later_b))
    }
}

/// Works on all rows, some on each thread: `work(first row, rows)`.
pub fn share<R: Rows>(rows: R, work: impl Fn(usize, R) + Sync) {
    let parts = if rows.size() < WORTH_A_THREAD {
        1
    } else {
        threads()
    };
    share_among(parts, 0, rows, &work);
}

fn share_among<R: Rows>(parts: usize, first: usize, rows: R, work: &(impl Fn(usize, R) + Sync)) {
    let count = rows.rows();
    if parts < 2 || count < 2 {
        return work(first, rows);
    }
    let middle = count * (parts / 2) / parts;
    let (above, below) = rows.split_at(middle);
    fork(
        || share_among(parts / 2, first, above, work),
        || share_among(parts - parts / 2, first + middle, below, work),
    );
}
