//! Products by the algorithm of K. Goto and R. van de Geijn ("Anatomy of high-performance matrix multiplication", 2008),
//! in the loops of BLIS (F. Van Zee and R. van de Geijn, "BLIS: a framework for rapidly instantiating BLAS
//! functionality", 2015): A and B are packed into panels that fit the caches, and a micro-kernel multiplies a panel of A
//! by a panel of B. NC is n: B is packed as a whole before the threads share the rows of C.

use std::ops::Range;

use super::epilogue::{Beta, Block, Epilogue};
use super::micro_kernel::MicroKernel;
use super::nonzero_k::{compress_panel, rows_at_nonzero_k};
use super::operand::Operand;
use super::packing::{Packing, PackingSize, ThreadBuffers, equalise_capacity, resize_to};
use super::parallel::{RowSlice, Rows, par_row_chunks};
#[cfg(target_arch = "x86_64")]
use super::simd::Avx2;
use super::simd::Generic;

/// KC · NR, the values of a packed panel of B: 16 KB, half of a first-level cache.
const KC_NR: usize = 4096;
/// At most about this many rows of A are packed at once: with a KC of 512 they take 128 KB, and stay in the second-level
/// cache.
const MC: usize = 64;
/// Blocks of rows for each thread, at least: where one thread is suspended for a while, the others do more of them.
const BLOCKS_PER_THREAD: usize = 2;
/// Multiply-adds below which a second thread costs more than it saves.
const MIN_PARALLEL_MACS: usize = 1 << 18;

/// The bounds of all micro-kernels.
const MIN_NR: usize = 8;
const MAX_NR: usize = 16;
const MAX_MR: usize = 6;

/// The most memory that [`gemm_blocked`] of [m, k] · [k, n] packs into, on this many threads.
pub fn blocked_packing(m: usize, n: usize, k: usize, threads: usize) -> PackingSize {
    let size = |values: usize| values as u64;
    let is_parallel = size(m) * size(n) * size(k) >= MIN_PARALLEL_MACS as u64;
    let mc = mc(m, if is_parallel { threads } else { 1 }, MAX_MR);
    let kc = k.min(KC_NR / MIN_NR);
    PackingSize {
        b: size(n.next_multiple_of(MAX_NR) * k),
        a: size(mc * kc),
        b_offsets: size(mc * (1 + kc) / 4),
        scratch: size(mc * n),
        image: 0,
    }
}

/// a · b, handed to the epilogue; a: [m, k], bᵀ: [n, k]. Each value of C is summed in blocks of KC, in their order,
/// whatever the number of threads.
pub fn gemm_blocked(
    a: impl Operand,
    b_transposed: impl Operand,
    epilogue: impl Epilogue,
    packing: &mut Packing,
) {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = Avx2::detect() {
        return multiply(avx2, a, b_transposed, epilogue, packing);
    }
    multiply(Generic, a, b_transposed, epilogue, packing);
}

fn multiply<const MR: usize, const NR: usize>(
    micro_kernel: impl MicroKernel<MR, NR>,
    a: impl Operand,
    b_transposed: impl Operand,
    epilogue: impl Epilogue,
    packing: &mut Packing,
) {
    let (m, n, k) = (a.rows(), b_transposed.rows(), a.columns());
    let padded_n = n.next_multiple_of(NR);
    let macs = m.saturating_mul(padded_n).saturating_mul(k);
    let threads = match macs {
        ..MIN_PARALLEL_MACS => 1,
        _ => packing.threads.len(),
    };
    let threads = &mut packing.threads[..threads];
    let b = resize_to(&mut packing.b, padded_n * k);
    pack_b::<NR>(b_transposed, b, threads);
    let macro_kernel = MacroKernel {
        micro_kernel,
        a,
        b,
        n,
    };
    let mc = mc(m, threads.len(), MR);
    par_row_chunks(epilogue, mc, threads, |buffers, first, mut epilogue| {
        // An epilogue may have work to do even without rows.
        let rows = first..first + epilogue.rows();
        let (packed_a, b_offsets) = (&mut buffers.a, &mut buffers.b_offsets);
        let block = epilogue.begin(&mut buffers.scratch);
        macro_kernel.run(rows, block, packed_a, b_offsets);
        epilogue.finish(&buffers.scratch);
    });
    equalise_capacity(threads);
}

/// The rows that a thread takes at once, a multiple of MR: about `MC` or fewer, so that all threads get equally many
/// blocks where m allows it.
fn mc(m: usize, threads: usize, mr: usize) -> usize {
    let blocks = m.div_ceil(MC).max(1);
    let blocks = match threads {
        1 => blocks,
        _ => blocks
            .max(BLOCKS_PER_THREAD * threads)
            .next_multiple_of(threads),
    };
    m.div_ceil(blocks).next_multiple_of(mr)
}

/// The loops inside of a block of MC rows, with B packed.
#[derive(Clone, Copy)]
struct MacroKernel<'a, K, A, const MR: usize, const NR: usize> {
    micro_kernel: K,
    a: A,
    /// One block of KC after the other, each [n / NR, kc, NR].
    b: &'a [f32],
    n: usize,
}

impl<const MR: usize, const NR: usize, K: MicroKernel<MR, NR>, A: Operand>
    MacroKernel<'_, K, A, MR, NR>
{
    /// c: [rows, n]
    fn run(&self, rows: Range<usize>, c: Block, packed_a: &mut Vec<f32>, b_offsets: &mut Vec<u32>) {
        if self.a.columns() == 0 {
            c.apply_beta();
            return;
        }
        let padded_n = self.n.next_multiple_of(NR);
        let Block {
            values: c,
            mut beta,
        } = c;
        for k in k_blocks::<NR>(self.a.columns()) {
            let kc = k.len();
            let panels = rows.len().div_ceil(MR);
            let a = resize_to(packed_a, panels * MR * kc);
            self.a.pack_panels::<MR>(&rows, &k, a);
            let b_offsets = resize_to(b_offsets, panels * (1 + kc));
            let offsets = b_offsets.chunks_exact_mut(1 + kc);
            for (a, offsets) in a.chunks_exact_mut(kc * MR).zip(offsets) {
                compress_panel::<MR, NR>(a.as_chunks_mut().0, offsets);
            }
            let b = &self.b[k.start * padded_n..k.end * padded_n];
            for (b, column) in b.chunks_exact(kc * NR).zip((0..).step_by(NR)) {
                let (initial, b) = (beta.columns(column), b.as_chunks().0);
                let panels = a.chunks_exact(kc * MR);
                let offsets = b_offsets.chunks_exact(1 + kc);
                for ((a, offsets), row) in panels.zip(offsets).zip((0..).step_by(MR)) {
                    // SAFETY: they were written for a panel of this kc, which b has as well.
                    let b_rows = unsafe { rows_at_nonzero_k(offsets, b) };
                    let (initial, a) = (initial.as_ref(), &a.as_chunks().0[..b_rows.len()]);
                    let c = &mut c[row * self.n + column..];
                    let size = (rows.len() - row, self.n - column);
                    if b_rows.len() == kc {
                        // No k is skipped: the offsets need not be loaded.
                        self.update_tile(initial, a, b.iter(), c, size);
                    } else {
                        self.update_tile(initial, a, b_rows, c, size);
                    }
                }
            }
            beta = Beta::One;
        }
    }

    /// Runs the micro-kernel; at the edges of C, on a copy of the tile.
    /// c: from the tile's first value on, in rows of n; size: the rows and columns from there to the edges
    #[inline(always)]
    fn update_tile<'b>(
        &self,
        initial: Option<&[f32; NR]>,
        a: &[[f32; MR]],
        b: impl Iterator<Item = &'b [f32; NR]>,
        c: &mut [f32],
        (rows, columns): (usize, usize),
    ) {
        if rows >= MR && columns >= NR {
            return self.micro_kernel.run(initial, a, b, c, self.n);
        }
        let mut tile = [[0.0; NR]; MR];
        let columns = columns.min(NR);
        if initial.is_none() {
            let c_rows = c.chunks(self.n).take(rows);
            (tile.iter_mut().zip(c_rows))
                .for_each(|(tile, c)| tile[..columns].copy_from_slice(&c[..columns]));
        }
        self.micro_kernel
            .run(initial, a, b, tile.as_flattened_mut(), NR);
        let c_rows = c.chunks_mut(self.n).take(rows);
        (tile.iter().zip(c_rows))
            .for_each(|(tile, c)| c[..columns].copy_from_slice(&tile[..columns]));
    }
}

/// The blocks of k: as few as KC allows, all of about the same size.
fn k_blocks<const NR: usize>(k: usize) -> impl Iterator<Item = Range<usize>> {
    let blocks = k.div_ceil(KC_NR / NR).max(1);
    let kc = k.div_ceil(blocks).max(1);
    (0..k)
        .step_by(kc)
        .map(move |start| start..k.min(start + kc))
}

/// Packs all of B, the panels shared among the threads.
fn pack_b<const NR: usize>(
    b_transposed: impl Operand,
    packed: &mut [f32],
    threads: &mut [ThreadBuffers],
) {
    let n = b_transposed.rows();
    let padded_n = n.next_multiple_of(NR);
    let mut remaining = packed;
    for k in k_blocks::<NR>(b_transposed.columns()) {
        let (block, others) = remaining.split_at_mut(k.len() * padded_n);
        let panels = RowSlice::new(block, k.len() * NR);
        let chunk = panels.rows().div_ceil(threads.len());
        par_row_chunks(panels, chunk, threads, |_, first, panels| {
            let first = first * NR;
            let columns = first..n.min(first + panels.rows() * NR);
            b_transposed.pack_panels::<NR>(&columns, &k, panels.values);
        });
        remaining = others;
    }
}
