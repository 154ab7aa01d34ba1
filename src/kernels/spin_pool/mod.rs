//! A spin-then-park thread pool for work that is forked and joined often: a training step does so dozens of times in a
//! few milliseconds, and to park a thread and unpark it takes tens of microseconds, in a browser more. The threads are
//! rayon's, which has no use for them meanwhile.
//!
//! On two threads, training keras-mlp in batches of 128 takes 1.11 times as many steps a second as with `rayon::join` on
//! a thread of rayon's pool, and 1.44 times as many as with `rayon::join` from another thread; training the convnet 1.04
//! and 1.05 times as many (natively, by turns on an idle machine, medians of 15). In the page keras-mlp takes 1.10 times as
//! many in Chromium and 1.14 in Firefox as with `rayon::join` (docs/benchmarks.md).

#[cfg(all(test, loom))]
mod model;
mod sync;
#[cfg(all(test, not(loom)))]
mod tests;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};

use sync::{AtomicBool, AtomicU8, Condvar, Mutex, UnsafeCell, fence, spin_loop};

/// The most threads of a pool, that which called `with_pool` among them.
pub const MAX_THREADS: usize = if cfg!(loom) { 3 } else { 16 };

/// How often a thread loads what it waits for before it is parked: for 0.1 to 0.2 ms, longer than a training step works
/// on one thread at a time. A processor's spin-loop hint takes 40 to some 100 cycles, and WebAssembly has none.
const SPIN_LIMIT: u32 = if cfg!(loom) {
    1
} else if cfg!(target_arch = "wasm32") {
    1 << 16
} else {
    1 << 12
};

thread_local! {
    /// The pool that this thread is in.
    static CURRENT: Cell<Option<&'static SpinPool>> = const { Cell::new(None) };
}

/// Calls `work` in a spin pool of all threads of rayon's pool, which do nothing else until it returns; within another
/// spin pool, in that.
pub fn with_pool<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if CURRENT.get().is_some() {
        return work();
    }
    let pool = SpinPool::default();
    let workers = (rayon::current_num_threads() - 1).min(pool.workers.len());
    pool.run(workers, work)
}

/// Calls `work` on this thread and on idle ones, on `max_threads` at most, and returns when all calls have. The calls
/// share the work among themselves: a late one may find none left. Within a spin pool it allocates nothing; elsewhere
/// the threads are rayon's.
pub fn fork_join(max_threads: usize, work: impl Fn() + Sync) {
    match CURRENT.get() {
        Some(pool) => pool.fork_join(max_threads, &work),
        None => rayon_fork_join(max_threads, &work),
    }
}

fn rayon_fork_join(max_threads: usize, work: &(impl Fn() + Sync)) {
    let half = max_threads / 2;
    match half {
        0 => work(),
        _ => {
            _ = rayon::join(
                || rayon_fork_join(half, work),
                || rayon_fork_join(max_threads - half, work),
            )
        }
    }
}

/// Ends the threads that wait for this one. For a thread that ends without unwinding, as one does in WebAssembly, where
/// a panic is a trap: its task is never done.
#[cfg(any(target_arch = "wasm32", all(test, not(loom))))]
pub fn abandon() {
    if let Some(pool) = CURRENT.get() {
        pool.is_abandoned.store(true, Release);
        pool.workers.iter().for_each(Worker::unpark);
    }
}

#[derive(Default)]
struct SpinPool {
    workers: [Worker; MAX_THREADS - 1],
    is_over: AtomicBool,
    /// A thread has ended, and perhaps its task has not.
    is_abandoned: AtomicBool,
}

impl SpinPool {
    /// Enlists threads of rayon's pool as workers, and calls `work` without waiting for them to arrive.
    fn run<T: Send>(&self, workers: usize, work: impl FnOnce() -> T + Send) -> T {
        match workers.checked_sub(1) {
            None => {
                let _end = End(self);
                self.as_current(work)
            }
            Some(last) => {
                let serve = || self.as_current(|| self.workers[last].serve(self));
                rayon::join(|| self.run(last, work), serve).0
            }
        }
    }

    /// Calls `work` with this pool as the thread's.
    fn as_current<T>(&self, work: impl FnOnce() -> T) -> T {
        struct Restore(Option<&'static SpinPool>);
        impl Drop for Restore {
            fn drop(&mut self) {
                CURRENT.set(self.0);
            }
        }
        // SAFETY: the reference is in `CURRENT` alone, until this returns.
        let pool = unsafe { std::mem::transmute::<&Self, &'static Self>(self) };
        let _restore = Restore(CURRENT.replace(Some(pool)));
        work()
    }

    fn end(&self) {
        self.is_over.store(true, Release);
        self.workers.iter().for_each(Worker::unpark);
    }

    fn fork_join(&self, max_threads: usize, work: &(impl Fn() + Sync)) {
        self.fork_join_from(0, max_threads, work);
    }

    /// Forks to idle workers from this one on.
    fn fork_join_from(&self, first: usize, max_threads: usize, work: &(impl Fn() + Sync)) {
        let mut others = match max_threads {
            ..2 => 0..0,
            _ => first..self.workers.len(),
        };
        match others.find(|index| self.workers[*index].change(IDLE, CLAIMED)) {
            Some(index) => self.workers[index].run_beside(self, work, || {
                self.fork_join_from(index + 1, max_threads - 1, work);
            }),
            None => work(),
        }
    }
}

/// Ends the pool, also where its work has panicked.
struct End<'a>(&'a SpinPool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// No thread has arrived.
const ABSENT: u8 = 0;
const IDLE: u8 = 1;
/// About to be given a task, by the thread that changed the state to this.
const CLAIMED: u8 = 2;
/// There is a task, which the worker starts or the thread that posted it withdraws.
const POSTED: u8 = 3;
const RUNNING: u8 = 4;
const DONE: u8 = 5;

type Task = &'static (dyn Fn() + Sync);

/// A thread of the pool, and the task that it is given.
#[derive(Default)]
struct Worker {
    /// One of the states above. It says whose `task` is: CLAIMED, of the thread that claimed the worker; RUNNING, of the
    /// worker.
    state: AtomicU8,
    task: UnsafeCell<Option<Task>>,
    /// Threads that are parked, or about to be: the worker, or the one that waits for its task; for a moment both.
    parked: AtomicU8,
    park: Mutex<()>,
    unparked: Condvar,
}

// SAFETY: all fields but `task` are Sync, and the state says which one thread may use that.
unsafe impl Sync for Worker {}

impl Worker {
    /// Runs the tasks that this worker is given, until the pool is over.
    fn serve(&self, pool: &SpinPool) {
        self.change(ABSENT, IDLE);
        loop {
            self.wait(|state| state == POSTED || pool.is_over.load(Acquire));
            if self.change(POSTED, RUNNING) {
                // SAFETY: RUNNING is this worker's.
                if let Some(task) = self.task.with(|task| unsafe { *task }) {
                    task();
                }
                self.state.store(DONE, Release);
                self.unpark();
            } else if pool.is_over.load(Acquire) {
                break;
            }
        }
    }

    /// Calls `other`, and `work` on this worker, which must be CLAIMED, unless `other` returns before the worker starts.
    fn run_beside(&self, pool: &SpinPool, work: &(impl Fn() + Sync), other: impl FnOnce()) {
        let panic = Mutex::new(None);
        let task = || {
            if let Err(payload) = catch_unwind(AssertUnwindSafe(work)) {
                *panic.lock().expect(NEVER_POISONED) = Some(payload);
            }
        };
        {
            // SAFETY: `Join` is dropped before the task, and then no thread uses it any more.
            let task = unsafe { std::mem::transmute::<&(dyn Fn() + Sync), Task>(&task) };
            // SAFETY: CLAIMED is this thread's.
            self.task.with_mut(|cell| unsafe { *cell = Some(task) });
            self.state.store(POSTED, Release);
            self.unpark();
            let _join = Join(self, pool);
            other();
        }
        let panic = panic.lock().expect(NEVER_POISONED).take();
        if let Some(payload) = panic {
            resume_unwind(payload);
        }
    }

    fn change(&self, from: u8, to: u8) -> bool {
        (self.state.compare_exchange(from, to, AcqRel, Acquire)).is_ok()
    }

    /// Called after a change that parked threads may wait for.
    fn unpark(&self) {
        // Either this load sees a thread that is about to park, or that thread sees the change.
        fence(SeqCst);
        if self.parked.load(Relaxed) > 0 {
            // A thread that is about to park holds the lock until it is parked.
            drop(self.park.lock().expect(NEVER_POISONED));
            self.unparked.notify_all();
        }
    }

    /// Waits until the state is as wanted.
    fn wait(&self, is_wanted: impl Fn(u8) -> bool) {
        let is_wanted = || is_wanted(self.state.load(Acquire));
        for _ in 0..SPIN_LIMIT {
            if is_wanted() {
                return;
            }
            spin_loop();
        }
        let mut park = self.park.lock().expect(NEVER_POISONED);
        self.parked.fetch_add(1, Relaxed);
        fence(SeqCst);
        while !is_wanted() {
            park = self.unparked.wait(park).expect(NEVER_POISONED);
        }
        self.parked.fetch_sub(1, Relaxed);
    }
}

const NEVER_POISONED: &str = "nothing panics under the lock";

/// On drop, withdraws the task, or waits until it is done.
struct Join<'a>(&'a Worker, &'a SpinPool);

impl Drop for Join<'_> {
    fn drop(&mut self) {
        let Self(worker, pool) = self;
        if worker.change(POSTED, IDLE) {
            return;
        }
        worker.wait(|state| state == DONE || pool.is_abandoned.load(Acquire));
        if worker.state.load(Acquire) != DONE {
            give_up();
        }
        worker.state.store(IDLE, Release);
    }
}

/// A panic that does not unwind: a thread that has not ended may still use what would be freed.
extern "C" fn give_up() -> ! {
    panic!("a thread of the pool has ended before its task was done")
}
