//! Signals end a run at its next batch, so that nothing half-written is left; the second one ends it at once.
//!
//! Ctrl-C, `kill` and, on Unix, a terminal that closes are listened to. A signal sets a flag and nothing else; the
//! output of the run looks at it before every table and every piece of rows and ends the run with an error, which
//! leaves tables and journal as after any other: `--resume` goes on after the last whole batch.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::batch::Output;
use crate::error::{Error, ErrorKind};
use crate::table::{Chunk, Column, Format, Table};

/// An output that ends its run after a signal.
pub(super) struct Interruptible<O> {
    /// Where the tables go.
    pub(super) output: O,
    /// Whether a signal came.
    told: Arc<AtomicBool>,
}

/// The exit status after an interruption, as shells have it of SIGINT: 128 and its number, 2.
pub(super) const STATUS: u8 = 130;

impl<O> Interruptible<O> {
    /// Listens from here on.
    ///
    /// # Errors
    ///
    /// If the system does not let it.
    pub(super) fn new(output: O) -> Result<Self, Error> {
        let told = Arc::new(AtomicBool::new(false));
        let listen = |signal| -> io::Result<()> {
            flag::register_conditional_shutdown(signal, STATUS.into(), Arc::clone(&told))?;
            flag::register(signal, Arc::clone(&told))?;
            Ok(())
        };
        [SIGINT, SIGTERM].into_iter().try_for_each(listen).map_err(Error::io)?;
        #[cfg(unix)]
        listen(signal_hook::consts::SIGHUP).map_err(Error::io)?;
        Ok(Self { output, told })
    }

    /// The error of an interruption, if a signal came.
    fn check(&self) -> Result<(), Error> {
        if self.told.load(Ordering::Relaxed) { Err(Error::new(ErrorKind::Interrupted)) } else { Ok(()) }
    }
}

impl<O: Output> Output for Interruptible<O> {
    fn start(&mut self, table: Table, format: Format, columns: &[Column]) -> Result<(), Error> {
        self.check()?;
        self.output.start(table, format, columns)
    }

    fn write(&mut self, table: Table, format: Format, rows: Chunk) -> Result<(), Error> {
        self.check()?;
        self.output.write(table, format, rows)
    }
}
