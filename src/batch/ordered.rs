//! Work on many threads whose results come back in the order of the input.
//!
//! One thread reads, `jobs` threads work, and the caller's thread takes results: [`in_order`] is all that a run knows
//! of threads. Items are numbered as they are read, and [`Ordered`] holds back those that are done before an earlier
//! one.
//!
//! So many items are in flight as keep all threads busy: one in work and one waiting for each, and one more. When the
//! first is slow the others wait for it once these are done, which bounds memory whatever the input is.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread;

use crate::error::Error;

/// Gives back in order what comes in any order: items carry numbers from 0, each once.
#[derive(Debug)]
pub(super) struct Ordered<T> {
    /// The number of the next one to be given back.
    next: u64,
    /// Those that came too early.
    waiting: BTreeMap<u64, T>,
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self { next: 0, waiting: BTreeMap::new() }
    }
}

impl<T> Ordered<T> {
    /// Takes the item of that number.
    pub(super) fn put(&mut self, number: u64, item: T) {
        debug_assert!(number >= self.next, "each number comes once");
        self.waiting.insert(number, item);
    }

    /// The next item in order, if it has come.
    pub(super) fn pop(&mut self) -> Option<T> {
        let item = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some(item)
    }

    /// How many were given back.
    pub(super) fn given(&self) -> u64 {
        self.next
    }
}

/// Does `work` on each of `items` and passes the results to `each`, in the order of the items.
///
/// Items are read on a thread of their own, one ahead; the work is done on `jobs` threads (0: as many as there are
/// cores), and the results are passed on the caller's. So many items are in work as keep all threads busy, whatever
/// their number is.
///
/// # Errors
///
/// If the threads cannot be started, or `each` fails: then the rest is left.
pub(super) fn in_order<I: Send, T: Send>(
    items: impl Iterator<Item = I> + Send,
    jobs: usize,
    work: impl Fn(I) -> T + Sync,
    mut each: impl FnMut(T) -> Result<(), Error>,
) -> Result<(), Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| Error::io(std::io::Error::other(error)))?;
    let in_flight = 2 * pool.current_num_threads() as u64 + 1;
    thread::scope(|threads| {
        let (send_item, read) = mpsc::sync_channel(1);
        threads.spawn(move || {
            for item in items {
                // Nobody receives after an error of the caller.
                if send_item.send(item).is_err() {
                    return;
                }
            }
        });
        let (send_done, done) = mpsc::channel();
        let work = &work;
        pool.in_place_scope_fifo(|scope| {
            let (mut started, mut ended) = (0, false);
            let mut results = Ordered::default();
            while !ended || results.given() < started {
                if !ended && started - results.given() < in_flight {
                    match read.recv() {
                        Ok(item) => {
                            let (number, send_done) = (started, send_done.clone());
                            scope.spawn_fifo(move |_| {
                                let _ = send_done.send((number, work(item)));
                            });
                            started += 1;
                        }
                        Err(mpsc::RecvError) => ended = true,
                    }
                    continue;
                }
                let (number, result) = done.recv().expect("work that was started is sent");
                results.put(number, result);
                while let Some(result) = results.pop() {
                    each(result)?;
                }
            }
            Ok(())
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_comes_in_any_order_is_given_in_order(numbers in Just((0..50).collect::<Vec<u64>>()).prop_shuffle()) {
            let mut ordered = Ordered::default();
            let mut given = Vec::new();
            for (index, &number) in numbers.iter().enumerate() {
                ordered.put(number, number);
                given.extend(std::iter::from_fn(|| ordered.pop()));
                // No item waits that could be given.
                let come = &numbers[..=index];
                prop_assert_eq!(given.len(), (0..50).take_while(|number| come.contains(number)).count());
            }
            prop_assert_eq!(given, (0..50).collect::<Vec<_>>());
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for jobs in [1, 3] {
            let mut results = Vec::new();
            let slow_first = |item: u64| {
                thread::sleep(std::time::Duration::from_micros(if item.is_multiple_of(7) { 300 } else { 0 }));
                item * 2
            };
            in_order(0..200, jobs, slow_first, |result| {
                results.push(result);
                Ok(())
            })
            .unwrap();
            assert_eq!(results, (0..200).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let mut passed = 0;
        let ended = in_order(
            0..,
            2,
            |item: u64| item,
            |item| {
                passed += 1;
                if item < 20 { Ok(()) } else { Err(std::io::Error::other("full").into()) }
            },
        );
        assert_eq!(ended.unwrap_err().to_string(), "full");
        assert_eq!(passed, 21);
    }
}
