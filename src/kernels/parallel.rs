//! Two things at once, where there are threads.

/// How many threads there are to share work.
pub fn threads() -> usize {
    1
}

/// Does both.
pub fn fork(left: impl FnOnce() + Send, right: impl FnOnce() + Send) {
    left();
    right();
}
