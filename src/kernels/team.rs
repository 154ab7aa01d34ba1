//! Threads that work together for a while and stay awake between one task and the next. A step of training
//! shares out work dozens of times in a few milliseconds; to put a thread to sleep and wake it up again takes
//! tens of microseconds, and in a browser more.

use std::cell::{Cell, UnsafeCell};
use std::hint::spin_loop;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::SeqCst};
use std::sync::{Condvar, Mutex, PoisonError};

use super::parallel::lock;

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
pub fn with_pool<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if TEAM.get().is_some() {
        return work();
    }
    let team = Team::default();
    let places = (rayon::current_num_threads() - 1).min(team.followers.len());
    team.call(places, work)
}

/// Does the same work on this thread and on all that have nothing to do, at most so many together: those of the team,
/// or without a team those of the pool. It is for the work to be divided among them, and for whoever comes late there
/// may be nothing left. In a team it allocates nothing.
pub fn spread(most: usize, work: impl Fn() + Sync) {
    match TEAM.get() {
        Some(team) => call_upon(&team.followers, most, &work),
        None => join(most, &work),
    }
}

fn call_upon(followers: &[Follower], most: usize, work: &(impl Fn() + Sync)) {
    let mut places = 0..if most > 1 { followers.len() } else { 0 };
    match places.find(|place| followers[*place].change(FREE, CLAIMED)) {
        Some(place) => {
            let others = &followers[place + 1..];
            followers[place].work_beside(work, || call_upon(others, most - 1, work));
        }
        None => work(),
    }
}

fn join(most: usize, work: &(impl Fn() + Sync)) {
    match most {
        ..2 => work(),
        _ => _ = rayon::join(|| join(most / 2, work), || join(most - most / 2, work)),
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
/// To be taken by the follower, or taken back.
const GIVEN: u8 = 3;
const TAKEN: u8 = 4;
const DONE: u8 = 5;

type Task = &'static (dyn Fn() + Sync);

/// A place in a team.
#[derive(Default)]
struct Follower {
    /// One of the above, which says too whose the task is: who claimed it writes it, who took it does it.
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
            if self.change(GIVEN, TAKEN) {
                // SAFETY: it was taken.
                if let Some(task) = unsafe { *self.task.get() } {
                    task();
                }
                self.set(DONE);
            } else if team.is_over.load(SeqCst) {
                break;
            }
        }
        TEAM.set(outer);
    }

    /// To be called by who has claimed it: it does the work, if it comes to that before the caller has done the other.
    fn work_beside(&self, work: &(impl Fn() + Sync), other: impl FnOnce()) {
        let panicked = Mutex::new(None);
        let task = || {
            let done = catch_unwind(AssertUnwindSafe(work));
            *lock(&panicked) = done.err();
        };
        {
            // SAFETY: `Patience` sees to it, whatever happens, that nobody does the task any more.
            let task = unsafe { std::mem::transmute::<&(dyn Fn() + Sync), Task>(&task) };
            // SAFETY: it was claimed.
            unsafe { *self.task.get() = Some(task) };
            self.set(GIVEN);
            let _patience = Patience(self);
            other();
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

/// Ends when the task has been taken back, or is done.
struct Patience<'a>(&'a Follower);

impl Drop for Patience<'_> {
    fn drop(&mut self) {
        if self.0.change(GIVEN, FREE) {
            return;
        }
        self.0.wait(|state| state == DONE);
        self.0.state.store(FREE, SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// Counts to 2 to the power of the depth, every time with what is left to count by whoever comes.
    fn count(depth: usize, counted: &AtomicUsize) {
        if depth == 0 {
            counted.fetch_add(1, SeqCst);
            return;
        }
        let left = AtomicUsize::new(2);
        let take = || {
            left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1))
                .is_ok()
        };
        spread(2, || {
            while take() {
                count(depth - 1, counted);
            }
        });
    }

    #[test]
    fn work_is_done_when_spread_ends_however_deep() {
        let counted = AtomicUsize::new(0);
        with_pool(|| (0..1000).for_each(|_| count(3, &counted)));
        assert_eq!(counted.into_inner(), 8000);
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
                spread(2, note);
            }
        };
        pool.unwrap().install(|| with_pool(lead));
    }

    #[test]
    fn teams_within_and_beside_each_other_end() {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let counted = AtomicUsize::new(0);
                    with_pool(|| with_pool(|| count(2, &counted)));
                    assert_eq!(counted.into_inner(), 4);
                });
            }
        });
    }

    #[test]
    fn a_panic_of_another_thread_comes_back() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
        let lead = || {
            let here = std::thread::current().id();
            let work = || assert_eq!(std::thread::current().id(), here, "as it should");
            loop {
                spread(2, work);
            }
        };
        let led = || pool.unwrap().install(|| with_pool::<()>(lead));
        let panicked = catch_unwind(AssertUnwindSafe(led));
        assert!(panicked.is_err());
        work_is_done_when_spread_ends_however_deep();
    }
}
