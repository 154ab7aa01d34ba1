//! A model of the pool, in which loom runs the threads' steps in every order (`--cfg loom`): no thread waits for ever,
//! none uses a task that is not its own, and work is done once, before `fork_join` returns.

use loom::sync::Arc;
use loom::thread;

use super::*;

#[derive(Default)]
struct Work {
    is_taken: AtomicBool,
    result: UnsafeCell<u32>,
}

// SAFETY: one thread takes the work and changes the result. Any other use is a defect, which loom reports.
unsafe impl Sync for Work {}

impl Work {
    fn take(&self) {
        if !self.is_taken.swap(true, Relaxed) {
            // SAFETY: this thread took the work.
            self.result.with_mut(|result| unsafe { *result += 1 });
        }
    }
}

/// A thread forks to some workers and joins them, several times.
fn check(workers: usize, forks: usize) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(move || {
        let pool = Arc::new(SpinPool::default());
        let threads = [0, 1].map(|worker| {
            let pool = pool.clone();
            (worker < workers).then(|| thread::spawn(move || pool.workers[worker].serve(&pool)))
        });
        for _ in 0..forks {
            let work = Work::default();
            pool.fork_join(workers + 1, &|| work.take());
            // SAFETY: all calls have returned.
            assert_eq!(work.result.with(|result| unsafe { *result }), 1);
        }
        pool.end();
        for thread in threads.into_iter().flatten() {
            thread.join().unwrap();
        }
    });
}

#[test]
fn a_worker_serves_one_task_after_the_other() {
    check(1, 2);
}

#[test]
fn two_workers_share_a_task() {
    check(2, 1);
}
