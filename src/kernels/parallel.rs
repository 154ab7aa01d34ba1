//! Work shared among threads, where there are any. What is computed does not depend on how many: only
//! rows are shared out, and no sum is ever taken across them.

use std::sync::{Mutex, MutexGuard, PoisonError};

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

#[cfg(not(feature = "threads"))]
const MOST_THREADS: usize = 1;

#[cfg(feature = "threads")]
pub use super::team::with_pool;
#[cfg(feature = "threads")]
use super::team::{MOST_THREADS, spread};

/// Does the work on at most so many threads, of which there is one.
#[cfg(not(feature = "threads"))]
fn spread(_most: usize, work: impl Fn()) {
    work();
}

/// Does something that spreads work.
#[cfg(not(feature = "threads"))]
pub fn with_pool<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Values below which a second thread costs more than it does.
const WORTH_A_THREAD: usize = 1 << 14;
/// Pieces for each thread, so that one that comes late, or is kept from its work for a while, leaves more to the others.
pub(super) const PIECES: usize = 4;

/// The rows of one or more matrices, which have equally many.
pub trait Rows: Send + Sized {
    fn rows(&self) -> usize;
    /// Of the widest.
    fn columns(&self) -> usize;
    /// The first so many rows, and the others.
    fn split_at(self, rows: usize) -> (Self, Self);
}

/// The rows of a matrix of this width.
pub struct RowSlice<T> {
    pub values: T,
    width: usize,
}

impl<T> RowSlice<T> {
    pub fn new(values: T, width: usize) -> Self {
        Self { values, width }
    }
}

impl Matrix {
    pub fn row_slice(&self) -> RowSlice<&[f32]> {
        RowSlice::new(self.as_row_major(), self.columns())
    }

    pub fn row_slice_mut(&mut self) -> RowSlice<&mut [f32]> {
        let width = self.columns();
        RowSlice::new(self.as_row_major_mut(), width)
    }
}

impl<T: Sync> Rows for RowSlice<&[T]> {
    fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    fn columns(&self) -> usize {
        self.width
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        let (above, below) = self.values.split_at(rows * self.width);
        (
            RowSlice::new(above, self.width),
            RowSlice::new(below, self.width),
        )
    }
}

impl<T: Send> Rows for RowSlice<&mut [T]> {
    fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    fn columns(&self) -> usize {
        self.width
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        let (above, below) = self.values.split_at_mut(rows * self.width);
        (
            RowSlice::new(above, self.width),
            RowSlice::new(below, self.width),
        )
    }
}

impl<A: Rows, B: Rows> Rows for (A, B) {
    fn rows(&self) -> usize {
        self.0.rows()
    }

    fn columns(&self) -> usize {
        self.0.columns().max(self.1.columns())
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        let (a, later_a) = self.0.split_at(rows);
        let (b, later_b) = self.1.split_at(rows);
        ((a, b), (later_a, later_b))
    }
}

/// Works on all rows, some on each thread: `work(first row, rows)`.
pub fn par_rows<R: Rows>(rows: R, work: impl Fn(usize, R) + Sync) {
    let threads = match rows.rows().saturating_mul(rows.columns()) {
        ..WORTH_A_THREAD => 1,
        _ => threads(),
    };
    let piece = match threads {
        1 => rows.rows(),
        _ => rows.rows().div_ceil(threads * PIECES),
    };
    par_row_chunks(
        rows,
        piece,
        &mut [(); MOST_THREADS][..threads],
        |(), first, rows| work(first, rows),
    );
}

/// Works on all rows, some on each thread, which has one of `parts` to work with: `work(part, first row, rows)`.
/// Whoever is free takes the next rows, so many at once. The work is called at least once, if only with no row.
pub fn par_row_chunks<R: Rows, P: Send>(
    rows: R,
    piece: usize,
    parts: &mut [P],
    work: impl Fn(&mut P, usize, R) + Sync,
) {
    let piece = piece.max(1);
    let most = parts.len().min(rows.rows().div_ceil(piece));
    let parts = Mutex::new(parts.iter_mut());
    let rest = Mutex::new(Some((0, rows)));
    let next = || {
        let mut rest = lock(&rest);
        let (first, rows) = rest.take()?;
        if rows.rows() <= piece {
            return Some((first, rows));
        }
        let (rows, later) = rows.split_at(piece);
        *rest = Some((first + piece, later));
        Some((first, rows))
    };
    spread(most, || {
        let part = lock(&parts).next();
        if let Some(part) = part {
            while let Some((first, rows)) = next() {
                work(part, first, rows);
            }
        }
    });
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
