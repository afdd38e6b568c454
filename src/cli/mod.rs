//! The `dateline` command: one file for each of its commands.
//!
//! What was typed and what it means are two types: `args` declares the options, each command resolves its own. A
//! command is a function `run` of what was typed that returns a `Status` or an error; nothing but [`run_with`] makes
//! an exit status of it.
//!
//! ```text
//! args      what can be typed              config    the same from a TOML file
//! extract   articles → tables              terms     what a run is, for --resume
//! corpus    tables → one corpus            signal    an end at the next batch
//! report    tables → pages                 progress  what a run says
//! show      an article or a person         terminal  a page, its colours and its pager
//! verify, segment, gazetteer (wikidata, item), train, evaluate/, bench
//! formats, tables, completions, man        what the program says of itself
//! ```
//!
//! Data goes to standard output or files, messages to standard error, each line of these with `dateline: ` in front. A
//! failing input is told and counted, and the rest is done.

mod args;
mod bench;
mod completions;
mod config;
mod corpus;
mod evaluate;
mod extract;
mod formats;
mod gazetteer;
mod item;
mod man;
mod options;
mod progress;
mod report;
mod segment;
mod show;
mod signal;
mod tables;
mod terminal;
mod terms;
mod train;
mod verify;
mod wikidata;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU8, Ordering};

use clap::{CommandFactory, Parser};

use crate::error::{Error, ErrorKind};

/// How a command ended, if it did not fail. An error of the whole command (a file of options that cannot be read, a
/// full disk) is exit status 2 too, and an interruption 130.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// All is well: 0.
    Done,
    /// Something could not be read, the rest is done: 1.
    SomeErrors,
    /// No article was read: 2.
    NothingRead,
}

impl Status {
    /// The status after so many articles that were read and so many failures: nothing read is worse than some failures.
    fn of(read: u64, failed: u64) -> Self {
        match (read, failed) {
            (0, _) => Self::NothingRead,
            (_, 0) => Self::Done,
            _ => Self::SomeErrors,
        }
    }
}

/// Runs the command with the arguments of the process. Usage errors end the process here, with exit status 2.
pub fn run() -> ExitCode {
    ExitCode::from(run_with(std::env::args_os()))
}

/// Runs the command with these arguments, of which the first is the program's name; returns its exit status.
///
/// Usage errors end the process with exit status 2, help and version with 0. This is what the Python package calls for
/// its command.
pub fn run_with<A: Into<OsString> + Clone>(arguments: impl IntoIterator<Item = A>) -> u8 {
    let args = args::Args::parse_from(arguments);
    let verbosity = match (args.quiet, args.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    VERBOSITY.store(verbosity as u8, Ordering::Relaxed);
    let Some(command) = args.command else {
        if args.licences {
            return status(print(NOTICE.as_bytes()).map(|()| Status::Done));
        }
        let message = "a command is needed; dateline --help lists them";
        args::Args::command().error(clap::error::ErrorKind::MissingSubcommand, message).exit();
    };
    status(match command {
        args::Command::Extract(typed) => extract::run(*typed),
        args::Command::Corpus(typed) => corpus::run(&typed),
        args::Command::Report(typed) => report::run(&typed),
        args::Command::Verify(typed) => verify::run(&typed),
        args::Command::Show(typed) => show::run(&typed),
        args::Command::Segment(typed) => segment::run(&typed),
        args::Command::Gazetteer(typed) => gazetteer::run(&typed.command),
        args::Command::Train(typed) => train::run(&typed),
        args::Command::Bench(typed) => bench::run(&typed),
        args::Command::Evaluate(typed) => evaluate::run(&typed.command),
        args::Command::Formats(typed) => formats::run(&typed),
        args::Command::Tables(typed) => tables::run(typed),
        args::Command::Completions(typed) => completions::run(typed),
        args::Command::Man(typed) => man::run(&typed),
    })
}

/// What the program holds of others, and under which licence: `dateline --licences`.
const NOTICE: &str = include_str!("../../NOTICE");

/// The exit status after a command; tells what failed. A reader that closes the pipe (`| head`) is no failure.
fn status(ended: Result<Status, Error>) -> u8 {
    match ended {
        Ok(Status::Done) => 0,
        Ok(Status::SomeErrors) => 1,
        Ok(Status::NothingRead) => 2,
        // Who reads the output has seen enough of it.
        Err(error) if is_broken_pipe(&error) => 0,
        Err(error) => {
            tell(&error);
            if matches!(error.kind(), ErrorKind::Interrupted) { signal::STATUS } else { 2 }
        }
    }
}

/// Whether it says that nobody reads standard output any more.
fn is_broken_pipe(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
}

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verbosity {
    /// Errors only.
    Quiet,
    /// What came of it too.
    Normal,
    /// Every file and table too.
    Verbose,
}

/// What was typed last, as [`Verbosity`]: a process runs one command at a time.
static VERBOSITY: AtomicU8 = AtomicU8::new(Verbosity::Normal as u8);

/// How much is to be said now.
fn verbosity() -> Verbosity {
    match VERBOSITY.load(Ordering::Relaxed) {
        0 => Verbosity::Quiet,
        1 => Verbosity::Normal,
        _ => Verbosity::Verbose,
    }
}

/// Says errors only from now on: `quiet` may stand in a file of configuration, which is read after the arguments.
fn be_quiet() {
    VERBOSITY.store(Verbosity::Quiet as u8, Ordering::Relaxed);
}

/// Says what came of a command, unless silence was asked for.
///
/// What came of a command is never data: that goes to standard output or files, so that `-q` changes no table.
fn say(message: &dyn std::fmt::Display) {
    if verbosity() != Verbosity::Quiet {
        tell(message);
    }
}

/// Says what only those want to know who asked for more.
fn detail(message: &dyn std::fmt::Display) {
    if verbosity() == Verbosity::Verbose {
        tell(message);
    }
}

/// Says something on standard error, whose failure nobody could be told of. What would control the terminal is shown by
/// its numbers, since messages name files and hold pieces of input.
fn tell(message: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr(), "dateline: {}", terminal::safe(&message.to_string()));
}

/// Writes text to standard output, all of it before it returns: a command that prints article by article can be
/// followed through a pipe. To a terminal nothing goes that controls it.
fn print(text: &[u8]) -> Result<(), Error> {
    print_raw(&terminal::on_stdout(text))
}

/// Writes to standard output as it is.
fn print_raw(bytes: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| Error::io(error).at("standard output"))
}
