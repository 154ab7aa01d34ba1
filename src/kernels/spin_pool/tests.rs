use std::process::{Command, Stdio};
use std::sync::atomic::AtomicUsize;
use std::time::{Duration, Instant};

use super::*;

fn with_two_threads<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    pool.unwrap().install(|| with_pool(work))
}

/// Counts to 2 to the power of the depth, every time on whatever threads are idle.
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
    fork_join(2, || {
        while take() {
            count(depth - 1, counted);
        }
    });
}

#[test]
fn nested_work_is_done_when_fork_join_returns() {
    let counted = AtomicUsize::new(0);
    with_pool(|| (0..1000).for_each(|_| count(3, &counted)));
    assert_eq!(counted.into_inner(), 8000);
}

#[test]
fn other_threads_take_part() {
    let others = AtomicUsize::new(0);
    with_two_threads(|| {
        let here = std::thread::current().id();
        let note = || {
            let is_other = std::thread::current().id() != here;
            others.fetch_add(usize::from(is_other), SeqCst);
        };
        while others.load(SeqCst) < 10 {
            fork_join(2, note);
        }
    });
}

#[test]
fn pools_within_and_beside_each_other_end() {
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
fn a_panic_of_another_thread_is_resumed() {
    let panicked = catch_unwind(|| {
        with_two_threads(|| {
            let here = std::thread::current().id();
            loop {
                fork_join(2, || {
                    assert_eq!(std::thread::current().id(), here, "as intended")
                });
            }
        })
    });
    assert!(panicked.is_err());
    nested_work_is_done_when_fork_join_returns();
}

/// Is set in a process of this test.
const IN_CHILD: &str = "NEUROGLYPH_ABANDONS";

#[test]
fn a_thread_that_ends_without_unwinding_ends_the_thread_that_waits_for_it() {
    if std::env::var_os(IN_CHILD).is_some() {
        return with_two_threads(|| {
            let here = std::thread::current().id();
            loop {
                fork_join(2, || {
                    if std::thread::current().id() != here {
                        // Long enough for the other to be parked.
                        std::thread::sleep(Duration::from_millis(100));
                        abandon();
                        std::thread::sleep(Duration::MAX);
                    }
                });
            }
        });
    }
    let name = "kernels::spin_pool::tests::a_thread_that_ends_without_unwinding_ends_the_thread_that_waits_for_it";
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(IN_CHILD, "1")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("the other thread still waits");
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    assert!(!status.success());
    let stderr = std::io::read_to_string(child.stderr.unwrap()).unwrap();
    assert!(
        stderr.contains("ended before its task was done"),
        "{stderr}"
    );
}
