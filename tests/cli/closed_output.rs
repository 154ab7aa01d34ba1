//! An output that whoever reads it closes.

use std::io::{Read, pipe};
use std::process::{Command, Stdio};

use super::{MODEL, folder};

/// What a shell reports of a command that SIGPIPE ended.
const CLOSED: Option<i32> = Some(141);

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_neuroglyph"));
    command.args(arguments);
    command
}

#[test]
fn an_output_that_is_closed_ends_the_command_without_a_word() {
    let sheet = folder("closed").join("sheet.png");
    let symon = "pretrained/symon.safetensors";
    for arguments in [
        &["back-query", symon][..],
        &["back-query", symon, "--json"],
        &[
            "evaluate",
            MODEL,
            "--strokes",
            "tests/fixtures/non-digits.jsonl",
        ],
        &[
            "evaluate",
            MODEL,
            "--strokes",
            "tests/fixtures/non-digits.jsonl",
            "--json",
        ],
        &["query", MODEL, "pretrained/dreams/symon-inversion.png"],
        &["handwriting", "--out", sheet.to_str().unwrap()],
    ] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = command(arguments).stdout(writer).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), CLOSED, "{arguments:?}");
    }
    assert!(!sheet.exists());
    assert!(!sheet.with_extension("png.part").exists());
}

#[test]
fn an_output_of_which_the_beginning_is_read_ends_the_command_without_a_word() {
    // Ten images as JSON are more than a pipe holds.
    let arguments = ["back-query", "pretrained/symon.safetensors", "--json"];
    let mut command = command(&arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().unwrap();
    let mut first = [0; 2];
    let mut output = running.stdout.take().unwrap();
    output.read_exact(&mut first).unwrap();
    drop(output);
    assert_eq!(&first, b"[[");
    let output = running.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), CLOSED);
}

#[test]
fn a_refusal_that_nobody_reads_is_one_all_the_same() {
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let status = command(&["evaluate", "Cargo.toml"]).stderr(writer).status();
    assert_eq!(status.unwrap().code(), Some(1));
}
