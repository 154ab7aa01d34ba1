//! `cargo bench`: the products of a train step on one thread, ours beside `matrixmultiply`, `gemm` and `faer`.

use divan::counter::ItemsCount;
use divan::{Bencher, bench_group};
use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, MatRef, Par};
use neuroglyph_kernels::{FORWARD, INPUT_GRADIENTS, Shape, Strides, Task, WEIGHT_GRADIENTS};

fn main() {
    divan::main();
}

/// A step's products of one kind; an item is a floating-point operation.
macro_rules! kind {
    ($name:ident, $shapes:expr) => {
        #[bench_group]
        mod $name {
            use super::*;

            #[divan::bench]
            fn neuroglyph(bencher: Bencher) {
                measure(bencher, $shapes, Task::multiply);
            }

            #[divan::bench]
            fn matrixmultiply(bencher: Bencher) {
                measure(bencher, $shapes, Task::multiply_by_peer);
            }

            #[divan::bench]
            fn gemm(bencher: Bencher) {
                measure(bencher, $shapes, multiply_by_gemm);
            }

            #[divan::bench]
            fn faer(bencher: Bencher) {
                measure(bencher, $shapes, multiply_by_faer);
            }
        }
    };
}

kind!(forward, FORWARD);
kind!(input_gradients, INPUT_GRADIENTS);
kind!(weight_gradients, WEIGHT_GRADIENTS);

fn measure(bencher: Bencher, shapes: &[Shape], multiply: impl Fn(&mut Task) + Sync) {
    let flops: usize = shapes.iter().map(Shape::flops).sum();
    let mut tasks: Vec<Task> = shapes.iter().copied().map(Task::new).collect();
    bencher
        .counter(ItemsCount::new(flops))
        .bench_local(|| tasks.iter_mut().for_each(&multiply));
}

fn multiply_by_gemm(task: &mut Task) {
    let Shape {
        rows,
        terms,
        columns,
        ..
    } = task.shape();
    let (a, b, c) = task.parts();
    let signed = |strides: Strides| strides.map(|stride| stride as isize);
    let ([ar, ac], [br, bc], [cr, cc]) = (signed(a.1), signed(b.1), signed(c.1));
    // SAFETY: the strides are those of matrices of these sizes, and c is nobody else's.
    unsafe {
        gemm::gemm(
            rows,
            columns,
            terms,
            c.0.as_mut_ptr(),
            cc,
            cr,
            false,
            a.0.as_ptr(),
            ac,
            ar,
            b.0.as_ptr(),
            bc,
            br,
            0.0,
            1.0,
            false,
            false,
            false,
            gemm::Parallelism::None,
        );
    }
}

fn multiply_by_faer(task: &mut Task) {
    let Shape {
        rows,
        terms,
        columns,
        ..
    } = task.shape();
    let (a, b, c) = task.parts();
    let signed = |strides: Strides| strides.map(|stride| stride as isize);
    let ([ar, ac], [br, bc], [cr, cc]) = (signed(a.1), signed(b.1), signed(c.1));
    // SAFETY: the strides are those of matrices of these sizes, and c is nobody else's.
    let (a, b, c) = unsafe {
        (
            MatRef::from_raw_parts(a.0.as_ptr(), rows, terms, ar, ac),
            MatRef::from_raw_parts(b.0.as_ptr(), terms, columns, br, bc),
            MatMut::from_raw_parts_mut(c.0.as_mut_ptr(), rows, columns, cr, cc),
        )
    };
    matmul(c, Accum::Replace, a, b, 1.0, Par::Seq);
}
