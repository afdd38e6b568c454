//! Items that a thread of its own hands over: of libraries that lend out their rows, and that may panic on damaged
//! files.
//!
//! Workbooks and columnar files are read by libraries whose iterators borrow from the reader, which no [`Items`]
//! can hold. The thread owns both and sends items through a channel; it waits when 64 are ahead, and ends when the
//! receiver is dropped. A panic inside of it becomes an error of the file.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use super::Item;
use super::format::Items;
use crate::error::{Error, Fault};

/// Where a reader sends its items; it ends when nobody wants them.
pub(super) type ItemSender = SyncSender<Result<Item, Error>>;

/// The items that `read` hands over, in the order of sending. If it panics, an error behind them says that `what`
/// cannot be read to its end.
pub(super) fn handed(what: &'static str, read: impl FnOnce(&ItemSender) + Send + 'static) -> Items {
    let (send, items) = sync_channel(64);
    Box::new(Handed { items, reader: Some(thread::spawn(move || read(&send))), what })
}

/// The receiving end.
struct Handed {
    /// What the thread sends; closed when it ends.
    items: Receiver<Result<Item, Error>>,
    /// The thread, until its end was looked at.
    reader: Option<JoinHandle<()>>,
    /// The file, in the words of the error: `a workbook`.
    what: &'static str,
}

impl Iterator for Handed {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Ok(item) = self.items.recv() {
            return Some(item);
        }
        let failed = self.reader.take()?.join().is_err();
        failed.then(|| Err(Error::input(Fault::Truncated, format!("{} that cannot be read to its end", self.what))))
    }
}
