//! What the page that measures calls: numbers in, numbers out, no glue.

use std::cell::RefCell;

use crate::kernels::peak;
use crate::{FORWARD, INPUT_GRADIENTS, Shape, Task, WEIGHT_GRADIENTS};

thread_local! {
    /// Those of the last job.
    static TASKS: RefCell<(u32, Vec<Task>)> = const { RefCell::new((u32::MAX, Vec::new())) };
}

/// Does the products of job 0 (forward), 1 (gradients by the inputs) or 2 (by the weights) so many times, ours or
/// the peer's; answers how many floating-point operations that was.
#[unsafe(no_mangle)]
pub extern "C" fn multiply(job: u32, by_peer: bool, turns: u32) -> f64 {
    let shapes = [FORWARD, INPUT_GRADIENTS, WEIGHT_GRADIENTS][job as usize];
    TASKS.with_borrow_mut(|(prepared, tasks)| {
        if *prepared != job {
            *tasks = shapes.iter().copied().map(Task::new).collect();
            *prepared = job;
        }
        for _ in 0..turns {
            for task in &mut *tasks {
                match by_peer {
                    true => task.multiply_by_peer(),
                    false => task.multiply(),
                }
            }
        }
    });
    f64::from(turns) * shapes.iter().map(Shape::flops).sum::<usize>() as f64
}

/// The same of the register peak: as this build multiplies and adds.
#[unsafe(no_mangle)]
pub extern "C" fn peak(steps: u32) -> f64 {
    std::hint::black_box(peak::run(steps));
    f64::from(steps) * peak::FLOPS as f64
}
