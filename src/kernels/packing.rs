//! The memory that products pack into, kept between them: a train step allocates nothing.

use super::parallel::threads;

/// Bytes of a value, f32 or u32.
const VALUE: u64 = 4;

/// How many values the memory in [`Packing`] holds; all but `b` of every thread.
#[derive(Debug, Clone, Copy, Default)]
pub struct PackingSize {
    pub(super) b: u64,
    pub(super) a: u64,
    pub(super) b_offsets: u64,
    pub(super) image: u64,
    pub(super) scratch: u64,
}

impl PackingSize {
    /// What is enough for either of two products.
    pub fn max(self, other: Self) -> Self {
        Self {
            b: self.b.max(other.b),
            a: self.a.max(other.a),
            b_offsets: self.b_offsets.max(other.b_offsets),
            image: self.image.max(other.image),
            scratch: self.scratch.max(other.scratch),
        }
    }

    pub fn bytes(self, threads: u64) -> u64 {
        let thread = self.a + self.b_offsets + self.image + self.scratch;
        VALUE * (self.b + threads * thread)
    }
}

/// The packed B, and the buffers of every thread.
#[derive(Debug, Clone)]
pub struct Packing {
    pub(super) b: Vec<f32>,
    pub(super) threads: Vec<ThreadBuffers>,
}

/// The buffers of one thread.
#[derive(Debug, Clone, Default)]
pub struct ThreadBuffers {
    /// A packed block of A.
    pub(super) a: Vec<f32>,
    /// What `compress_panel` writes about each of its panels: [panels, 1 + kc]
    pub(super) b_offsets: Vec<u32>,
    /// An image, padded.
    pub(super) image: Vec<f32>,
    /// A block of C that an epilogue consumes.
    pub(super) scratch: Vec<f32>,
}

impl Default for Packing {
    fn default() -> Self {
        Self {
            b: Vec::new(),
            threads: vec![ThreadBuffers::default(); threads()],
        }
    }
}

/// Gives each thread's buffers the largest capacity among them: which buffers a thread gets is chance, and a later
/// step must not allocate.
pub(super) fn equalise_capacity(threads: &mut [ThreadBuffers]) {
    equalise_one(threads, |buffers| &mut buffers.a);
    equalise_one(threads, |buffers| &mut buffers.b_offsets);
    equalise_one(threads, |buffers| &mut buffers.image);
    equalise_one(threads, |buffers| &mut buffers.scratch);
}

fn equalise_one<T>(
    threads: &mut [ThreadBuffers],
    field: impl Fn(&mut ThreadBuffers) -> &mut Vec<T>,
) {
    let capacities = threads.iter_mut().map(|buffers| field(buffers).capacity());
    let most = capacities.max().unwrap_or(0);
    for buffers in threads {
        let values = field(buffers);
        values.reserve_exact(most.saturating_sub(values.len()));
    }
}

/// The first `size` values of a buffer, which grows where it has fewer.
pub(super) fn resize_to<T: Copy + Default>(values: &mut Vec<T>, size: usize) -> &mut [T] {
    if values.len() < size {
        values.reserve_exact(size - values.len());
        values.resize(size, T::default());
    }
    &mut values[..size]
}

/// A buffer of exactly `size` zeros.
pub(super) fn zeroed(values: &mut Vec<f32>, size: usize) -> &mut [f32] {
    values.clear();
    values.reserve_exact(size);
    values.resize(size, 0.0);
    values
}
