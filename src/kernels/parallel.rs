//! Work shared among threads, where there are any. Results do not depend on the number of threads: only rows are
//! shared, and no sum is taken across the threads.

use std::sync::Mutex;

use super::matrix::Matrix;

/// The number of threads that share work.
#[cfg(feature = "threads")]
pub fn threads() -> usize {
    rayon::current_num_threads().min(MAX_THREADS)
}

#[cfg(not(feature = "threads"))]
pub fn threads() -> usize {
    1
}

#[cfg(not(feature = "threads"))]
const MAX_THREADS: usize = 1;

#[cfg(all(feature = "threads", target_arch = "wasm32"))]
pub use super::spin_pool::abandon;
#[cfg(feature = "threads")]
pub use super::spin_pool::with_pool;
#[cfg(feature = "threads")]
use super::spin_pool::{MAX_THREADS, fork_join};

#[cfg(not(feature = "threads"))]
fn fork_join(_max_threads: usize, work: impl Fn()) {
    work();
}

#[cfg(not(feature = "threads"))]
pub fn with_pool<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Values below which a second thread costs more than it saves.
const MIN_PARALLEL_VALUES: usize = 1 << 14;
/// Chunks for each thread: where one thread starts late or is suspended for a while, the others do more of them.
pub(super) const CHUNKS_PER_THREAD: usize = 4;

/// Rows that can be split among threads: of one matrix, or of several with equally many rows.
pub trait Rows: Send + Sized {
    fn rows(&self) -> usize;
    /// Of the widest matrix.
    fn columns(&self) -> usize;
    /// The rows before this one, and the others.
    fn split_at(self, row: usize) -> (Self, Self);
}

/// Rows of `width` values each, one after the other.
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

    fn split_at(self, row: usize) -> (Self, Self) {
        let (above, below) = self.values.split_at(row * self.width);
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

    fn split_at(self, row: usize) -> (Self, Self) {
        let (above, below) = self.values.split_at_mut(row * self.width);
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

    fn split_at(self, row: usize) -> (Self, Self) {
        let (a_above, a_below) = self.0.split_at(row);
        let (b_above, b_below) = self.1.split_at(row);
        ((a_above, b_above), (a_below, b_below))
    }
}

/// Calls `work(first row, rows)` for chunks that together are all rows, on several threads where there are enough
/// values.
pub fn par_rows<R: Rows>(rows: R, work: impl Fn(usize, R) + Sync) {
    let threads = match rows.rows().saturating_mul(rows.columns()) {
        ..MIN_PARALLEL_VALUES => 1,
        _ => threads(),
    };
    let chunk = match threads {
        1 => rows.rows(),
        _ => rows.rows().div_ceil(threads * CHUNKS_PER_THREAD),
    };
    par_row_chunks(
        rows,
        chunk,
        &mut [(); MAX_THREADS][..threads],
        |(), first, rows| work(first, rows),
    );
}

/// Calls `work(state, first row, rows)` for chunks of `chunk` rows, the last of which may have fewer, on as many threads
/// as there are states; each thread has a state of its own. A thread that has finished a chunk takes the next. Without
/// rows, `work` is called once with none. Where one thread panics, the others take no more chunks.
pub fn par_row_chunks<R: Rows, S: Send>(
    rows: R,
    chunk: usize,
    states: &mut [S],
    work: impl Fn(&mut S, usize, R) + Sync,
) {
    let chunk = chunk.max(1);
    let max_threads = states.len().min(rows.rows().div_ceil(chunk));
    let states = Mutex::new(states.iter_mut());
    let queue = Mutex::new(Some((0, rows)));
    let next = || {
        let mut queue = queue.lock().ok()?;
        let (first, rows) = queue.take()?;
        if rows.rows() <= chunk {
            return Some((first, rows));
        }
        let (rows, remaining) = rows.split_at(chunk);
        *queue = Some((first + chunk, remaining));
        Some((first, rows))
    };
    fork_join(max_threads, || {
        let state = states.lock().ok().and_then(|mut states| states.next());
        let Some(state) = state else { return };
        let close = CloseOnPanic(&queue);
        while let Some((first, rows)) = next() {
            work(state, first, rows);
        }
        std::mem::forget(close);
    });
}

/// Empties a queue, unless it is forgotten.
struct CloseOnPanic<'a, T>(&'a Mutex<Option<T>>);

impl<T> Drop for CloseOnPanic<'_, T> {
    fn drop(&mut self) {
        // A poisoned queue is closed.
        if let Ok(mut queue) = self.0.lock() {
            *queue = None;
        }
    }
}

#[cfg(all(test, feature = "threads", not(loom)))]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// Rows of two threads, the first of which panics; how many others were worked on.
    fn rows_after_a_panic(call: impl Fn(&(dyn Fn() + Sync)) + Sync) -> usize {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
        let done = AtomicUsize::new(0);
        let work = || {
            let rows = RowSlice::new(&[0.0; ROWS][..], 1);
            par_row_chunks(rows, 1, &mut [(), ()], |(), first, _| {
                assert_ne!(first, 0, "as intended");
                thread::sleep(Duration::from_millis(1));
                done.fetch_add(1, SeqCst);
            });
        };
        let panicked = catch_unwind(AssertUnwindSafe(|| pool.unwrap().install(|| call(&work))));
        assert!(panicked.is_err());
        done.into_inner()
    }

    const ROWS: usize = 3000;

    /// Forks until another thread has taken part.
    fn await_worker() {
        let here = thread::current().id();
        let is_there = AtomicBool::new(false);
        while !is_there.load(SeqCst) {
            fork_join(2, || {
                is_there.fetch_or(thread::current().id() != here, SeqCst);
            });
        }
    }

    #[test]
    fn after_a_panic_no_more_chunks_are_taken() {
        let rows = rows_after_a_panic(|work| {
            with_pool(|| {
                await_worker();
                work();
            });
        });
        assert!(rows < ROWS / 2, "{rows} rows in a spin pool");
        let rows = rows_after_a_panic(|work| work());
        assert!(rows < ROWS / 2, "{rows} rows in rayon's pool");
    }
}
