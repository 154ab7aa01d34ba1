//! Standard output, which whoever reads it may close at any time, as `head` does.

use std::error::Error;
use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};

/// Prints a line. `println!` would panic where the output is closed; here that is an error, which ends the command.
macro_rules! print_line {
    ($($argument:tt)*) => {
        $crate::output::write_line(format_args!($($argument)*))
    };
}
pub(crate) use print_line;

pub fn write_line(line: Arguments) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_fmt(line)?;
    output.write_all(b"\n")
}

/// What a shell reports of a command that the signal SIGPIPE ended, as it ends those that are not written in Rust.
pub const CLOSED: u8 = 128 + 13;

/// Whether the reason is that nobody reads the output any more.
pub fn is_closed(error: &(dyn Error + 'static)) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
