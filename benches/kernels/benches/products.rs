//! `cargo bench --manifest-path benches/kernels/Cargo.toml`: the products of a train step natively, ours beside
//! `matrixmultiply` and `faer`, one thread each, by turns; a Markdown table with ratios.

use std::hint::black_box;
use std::time::{Duration, Instant};

use faer::linalg::matmul::matmul;
use faer::mat::{MatMut, MatRef};
use faer::{Accum, Par};
use neuroglyph_kernels::{FORWARD, INPUT_GRADIENTS, Shape, Strides, Task, WEIGHT_GRADIENTS};

const ROUNDS: usize = 5;

/// Of one subject's turn.
const ROUND: Duration = Duration::from_millis(400);

const JOBS: [(&str, &[Shape]); 3] = [
    ("forward", FORWARD),
    ("gradients by the inputs", INPUT_GRADIENTS),
    ("gradients by the weights", WEIGHT_GRADIENTS),
];

type Multiply = fn(&mut Task);

/// Ours first: the others are told as what ours is a multiple of.
const SUBJECTS: [(&str, Multiply); 3] = [
    ("neuroglyph", Task::multiply),
    ("matrixmultiply", Task::multiply_by_peer),
    ("faer", multiply_by_faer),
];

fn multiply_by_faer(task: &mut Task) {
    let Shape { m, k, n, .. } = task.shape();
    let ((a, a_strides), (b, b_strides), (c, c_strides)) = task.parts();
    let signed = |strides: Strides| strides.map(|stride| stride as isize);
    let ([ar, ac], [br, bc], [cr, cc]) = (signed(a_strides), signed(b_strides), signed(c_strides));
    // SAFETY: the strides are those of matrices of these sizes, and c is nobody else's.
    let (a, b, c) = unsafe {
        (
            MatRef::from_raw_parts(a.as_ptr(), m, k, ar, ac),
            MatRef::from_raw_parts(b.as_ptr(), k, n, br, bc),
            MatMut::from_raw_parts_mut(c.as_mut_ptr(), m, n, cr, cc),
        )
    };
    matmul(c, Accum::Replace, a, b, 1.0, Par::Seq);
}

/// GFLOP/s of a turn.
fn round(tasks: &mut [Task], multiply: Multiply) -> f64 {
    let flops: usize = tasks.iter().map(|task| task.shape().flops()).sum();
    let (begin, mut turns) = (Instant::now(), 0);
    while begin.elapsed() < ROUND {
        tasks.iter_mut().for_each(|task| multiply(black_box(task)));
        turns += 1;
    }
    (turns * flops) as f64 / begin.elapsed().as_secs_f64() / 1e9
}

/// "median (least to most)"
fn spread(mut values: Vec<f64>) -> String {
    values.sort_by(f64::total_cmp);
    let (median, last) = (values[values.len() / 2], values[values.len() - 1]);
    format!("{median:.2} ({:.2} to {last:.2})", values[0])
}

fn main() {
    println!(
        "| product of J1 | subject | GFLOP/s, median (least to most) | neuroglyph is times that |"
    );
    println!("| --- | --- | --- | --- |");
    for (job, shapes) in JOBS {
        let mut tasks: Vec<Task> = shapes.iter().copied().map(Task::new).collect();
        // The first turns warm up.
        let all = (0..=ROUNDS).map(|_| SUBJECTS.map(|(_, multiply)| round(&mut tasks, multiply)));
        let rounds: Vec<_> = all.skip(1).collect();
        for (number, (subject, _)) in SUBJECTS.iter().enumerate() {
            let values = spread(rounds.iter().map(|values| values[number]).collect());
            let ratios = match number {
                0 => String::new(),
                _ => spread(
                    rounds
                        .iter()
                        .map(|values| values[0] / values[number])
                        .collect(),
                ),
            };
            println!("| {job} | {subject} | {values} | {ratios} |");
        }
    }
}
