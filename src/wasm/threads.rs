//! A pool of threads in a page: web workers that run this instance's code in its memory
//! (`npm/src/worker/threads.ts` starts them).

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{LazyLock, Mutex, PoisonError};

use rayon::{ThreadBuilder, ThreadPoolBuilder};
use wasm_bindgen::prelude::*;

use super::incoming::{JsNumber, size};
use super::refuse;
use crate::kernels::parallel::abandon;

/// Where the pool leaves the threads that it wants, and workers take them.
static WANTED: LazyLock<(Sender<ThreadBuilder>, Mutex<Receiver<ThreadBuilder>>)> =
    LazyLock::new(|| {
        let (wanted, taken) = channel();
        (wanted, Mutex::new(taken))
    });

/// The WebAssembly module that a worker has to start, with `shared_memory`, to become a thread.
#[wasm_bindgen]
pub fn shared_module() -> JsValue {
    wasm_bindgen::module()
}

/// The memory of this instance, a `WebAssembly.Memory` that is shared.
#[wasm_bindgen]
pub fn shared_memory() -> JsValue {
    wasm_bindgen::memory()
}

/// Begins to share work among this many threads. As many workers must be in `run_thread`, or about to
/// be; and the caller must be allowed to wait for them, so it is not the page's thread. 0 is refused: the pool
/// would ask the platform how many there should be, and wait for threads that nobody starts.
#[wasm_bindgen]
pub fn start_threads(threads: JsNumber) -> Result<(), JsValue> {
    let threads = size("threads", &threads)?;
    if threads == 0 {
        return Err(refuse("threads is 0: use 1 or more".to_owned()));
    }
    let leave = |thread| {
        let left = WANTED.0.send(thread);
        left.map_err(|_| std::io::Error::other("nobody takes threads"))
    };
    let pool = ThreadPoolBuilder::new().num_threads(threads);
    let started = pool.spawn_handler(leave).build_global();
    started.map_err(|error| refuse(error.to_string()))
}

/// Makes a worker one of the pool's threads. It waits for work for as long as there is the worker.
#[wasm_bindgen]
pub fn run_thread() {
    let wanted = &WANTED.1;
    let thread = wanted.lock().unwrap_or_else(PoisonError::into_inner).recv();
    if let Ok(thread) = thread {
        thread.run();
    }
}

/// To be called in a worker whose thread has ended by a trap, as where there is no more memory: those that wait for its
/// work end too, instead of waiting for ever.
#[wasm_bindgen]
pub fn thread_ended() {
    abandon();
}
