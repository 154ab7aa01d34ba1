//! Threads that work together for a while and stay awake between one task and the next. A step of training
//! shares out work dozens of times in a few milliseconds; to put a thread to sleep and wake it up again takes
//! tens of microseconds, and in a browser more.

use std::cell::{Cell, UnsafeCell};
use std::hint::spin_loop;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::SeqCst};
use std::sync::{Condvar, Mutex, PoisonError};

/// Threads that have a place in a team, with the one that leads it.
pub const MOST_THREADS: usize = 16;

/// Looks at a state before a thread goes to sleep: one or two tenths of a millisecond, longer than what a step of
/// training does on one thread at a time. A processor's hint to wait takes forty to some hundred cycles, and
/// WebAssembly has none.
const LOOKS: u32 = if cfg!(target_arch = "wasm32") {
    1 << 16
} else {
    1 << 12
};

thread_local! {
    /// The team that this thread is in.
    static TEAM: Cell<Option<&'static Team>> = const { Cell::new(None) };
}

/// Does the work with all threads of the pool at hand, which nobody else has until it is done.
pub fn gather<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if TEAM.get().is_some() {
        return work();
    }
    let team = Team::default();
    let places = (rayon::current_num_threads() - 1).min(team.followers.len());
    team.call(places, work)
}

/// Does both; at once, if another thread of the team has nothing to do, or without a team if one of the pool has.
/// In a team it allocates nothing.
pub fn fork(left: impl FnOnce() + Send, right: impl FnOnce() + Send) {
    let Some(team) = TEAM.get() else {
        rayon::join(left, right);
        return;
    };
    match team.claim() {
        Some(follower) => follower.work_beside(left, right),
        None => {
            left();
            right();
        }
    }
}

#[derive(Default)]
struct Team {
    followers: [Follower; MOST_THREADS - 1],
    is_over: AtomicBool,
}

impl Team {
    /// Calls as many threads of rayon's pool to their places, and works without waiting for them.
    fn call<T: Send>(&self, places: usize, work: impl FnOnce() -> T + Send) -> T {
        let Some(place) = places.checked_sub(1) else {
            let _end = self.enter();
            return work();
        };
        let follower = &self.followers[place];
        rayon::join(|| self.call(place, work), || follower.follow(self)).0
    }

    /// While what is returned exists, this thread is the team's; then the team is over.
    fn enter(&self) -> impl Drop {
        struct End<'a>(&'a Team, Option<&'static Team>);
        impl Drop for End<'_> {
            fn drop(&mut self) {
                self.0.is_over.store(true, SeqCst);
                self.0.followers.iter().for_each(Follower::wake);
                TEAM.set(self.1);
            }
        }
        End(self, TEAM.replace(Some(self.forever())))
    }

    /// A follower that has nothing to do, and now waits for a task.
    fn claim(&self) -> Option<&Follower> {
        let mut followers = self.followers.iter();
        followers.find(|follower| follower.change(FREE, CLAIMED))
    }

    fn forever(&self) -> &'static Self {
        // SAFETY: it is known as `TEAM` alone, where each thread puts back what was there before it leaves the
        // team; and `call` waits for all that are in it.
        unsafe { std::mem::transmute::<&Self, &'static Self>(self) }
    }
}

const ABSENT: u8 = 0;
const FREE: u8 = 1;
/// About to be given a task, by the thread that claimed it.
const CLAIMED: u8 = 2;
const GIVEN: u8 = 3;
const DONE: u8 = 4;

type Task = &'static (dyn Fn() + Sync);

/// A place in a team.
#[derive(Default)]
struct Follower {
    /// One of the above, which says too whose the task is: who claimed it writes it, who was given it takes it.
    state: AtomicU8,
    task: UnsafeCell<Option<Task>>,
    /// How many sleep until the state changes, or are about to: who waits for a task, or who waits for it to be done;
    /// for a moment both, when one is waking up.
    sleepers: AtomicU8,
    sleep: Mutex<()>,
    bell: Condvar,
}

// SAFETY: all but `task` is, and of that the state says whose it is.
unsafe impl Sync for Follower {}

impl Follower {
    /// Takes this place, and does what it is given until the team is over.
    fn follow(&self, team: &Team) {
        let outer = TEAM.replace(Some(team.forever()));
        self.change(ABSENT, FREE);
        loop {
            self.wait(|state| state == GIVEN || team.is_over.load(SeqCst));
            if self.state.load(SeqCst) != GIVEN {
                break;
            }
            // SAFETY: it was given.
            if let Some(task) = unsafe { (*self.task.get()).take() } {
                task();
            }
            self.set(DONE);
        }
        TEAM.set(outer);
    }

    /// To be called by who has claimed it: it does the right, and the caller the left.
    fn work_beside(&self, left: impl FnOnce(), right: impl FnOnce() + Send) {
        let right = Mutex::new(Some(right));
        let panicked = Mutex::new(None);
        let task = || {
            let right = lock(&right).take();
            let done = catch_unwind(AssertUnwindSafe(|| right.map(|right| right())));
            *lock(&panicked) = done.err();
        };
        {
            // SAFETY: `Patience` waits, whatever happens, until the task is done.
            let task = unsafe { std::mem::transmute::<&(dyn Fn() + Sync), Task>(&task) };
            // SAFETY: it was claimed.
            unsafe { *self.task.get() = Some(task) };
            self.set(GIVEN);
            let _patience = Patience(self);
            left();
        }
        if let Some(panic) = lock(&panicked).take() {
            resume_unwind(panic);
        }
    }

    fn change(&self, from: u8, to: u8) -> bool {
        (self.state.compare_exchange(from, to, SeqCst, SeqCst)).is_ok()
    }

    fn set(&self, state: u8) {
        self.state.store(state, SeqCst);
        self.wake();
    }

    fn wake(&self) {
        if self.sleepers.load(SeqCst) > 0 {
            // Whoever is about to sleep does so before this goes on.
            drop(lock(&self.sleep));
            self.bell.notify_all();
        }
    }

    /// Until the state is as it should be.
    fn wait(&self, is_reached: impl Fn(u8) -> bool) {
        let look = || is_reached(self.state.load(SeqCst));
        for _ in 0..LOOKS {
            if look() {
                return;
            }
            spin_loop();
        }
        let mut sleep = lock(&self.sleep);
        self.sleepers.fetch_add(1, SeqCst);
        while !look() {
            sleep = self
                .bell
                .wait(sleep)
                .unwrap_or_else(PoisonError::into_inner);
        }
        self.sleepers.fetch_sub(1, SeqCst);
    }
}

/// Ends when the task is done.
struct Patience<'a>(&'a Follower);

impl Drop for Patience<'_> {
    fn drop(&mut self) {
        self.0.wait(|state| state == DONE);
        self.0.state.store(FREE, SeqCst);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    fn count(leaves: usize, counted: &AtomicUsize) {
        if leaves == 1 {
            counted.fetch_add(1, SeqCst);
            return;
        }
        fork(
            || count(leaves / 2, counted),
            || count(leaves - leaves / 2, counted),
        );
    }

    #[test]
    fn every_fork_does_both_however_deep() {
        let counted = AtomicUsize::new(0);
        gather(|| (0..1000).for_each(|_| count(9, &counted)));
        assert_eq!(counted.into_inner(), 9000);
    }

    #[test]
    fn other_threads_take_part() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
        let others = AtomicUsize::new(0);
        let lead = || {
            let here = std::thread::current().id();
            let note = || {
                let is_other = std::thread::current().id() != here;
                others.fetch_add(usize::from(is_other), SeqCst);
            };
            while others.load(SeqCst) < 10 {
                fork(|| (), note);
            }
        };
        pool.unwrap().install(|| gather(lead));
    }

    #[test]
    fn teams_within_and_beside_each_other_end() {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let counted = AtomicUsize::new(0);
                    gather(|| gather(|| count(5, &counted)));
                    assert_eq!(counted.into_inner(), 5);
                });
            }
        });
    }

    #[test]
    fn a_panic_of_another_thread_comes_back() {
        for _ in 0..100 {
            let panicked = catch_unwind(|| gather(|| fork(|| (), || panic!("as it should"))));
            assert!(panicked.is_err());
        }
        every_fork_does_both_however_deep();
    }
}
