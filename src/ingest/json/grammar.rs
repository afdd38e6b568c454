//! Where a value of JSON ends, or stops being one: the grammar, a byte at a time, so that damage is found where it
//! is.
//!
//! A machine over bytes with a stack of brackets, which can be fed in pieces of any length. It accepts RFC 8259 and
//! what [`super::repair`] mends afterwards; what it accepts may still be refused by the parser (`[1 2` is broken
//! here, `[12.3.4]` only there), but what it calls broken is:
//!
//! ```text
//! {"a": [1, "}"]} x    Whole(15)     brackets in strings are text
//! {"a": "x"{           Broken(9)     a comma or bracket should come
//! {"a" "x"}            Broken(5)     a colon should come
//! {"a": 1              Open          the bytes end first
//! [1, NaN, ]           Whole(10)     mended later
//! ```
//!
//! No string is looked through byte by byte: its end is found by `memchr` for quotation marks and backslashes.
//! Nothing is allocated but the stack.

use memchr::memchr2;

/// Values that are nested deeper are none: the parser refuses them too, since it recurses.
const DEEPEST_VALUE: usize = 128;

/// What may come next, outside of strings and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    /// A value: behind a colon or at the start.
    Value,
    /// A value or the end of the list, after its bracket or a comma (many programs leave one behind the last value).
    ValueOrEnd,
    /// A key or the end of the object.
    KeyOrEnd,
    /// A colon: behind a key.
    Colon,
    /// A comma or the end of what is open.
    After,
}

/// What became of the bytes that were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The value goes on.
    Open,
    /// It ended after so many of them.
    Whole(usize),
    /// The one at that place cannot stand there.
    Broken(usize),
}

/// The state between two bytes of a value. What the parser mends (words for numbers that are none, commas before
/// brackets, marks of byte order, line breaks in strings) is let pass.
#[derive(Debug)]
pub(super) struct Grammar {
    /// The brackets that are open.
    open: Vec<u8>,
    /// What may come next.
    expect: Expect,
    /// In a string, and whether that is a key; `None` outside of strings.
    quoted: Option<bool>,
    /// Behind a backslash of a string: the next byte says nothing.
    escaped: bool,
    /// In a number or word, which has no mark at its end.
    word: bool,
}

impl Grammar {
    /// Before the first byte of a value.
    pub(super) fn new() -> Self {
        Self { open: Vec::new(), expect: Expect::Value, quoted: None, escaped: false, word: false }
    }

    /// Goes on with the next bytes. Offsets of the outcome count from the start of these bytes. A number or word at
    /// the top, which nothing closes, is whole only when the byte behind it comes. After [`Outcome::Whole`] and
    /// [`Outcome::Broken`] the state is used up.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Outcome {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if let Some(key) = self.quoted {
                if self.escaped {
                    self.escaped = false;
                    at += 1;
                    continue;
                }
                let Some(found) = memchr2(b'"', b'\\', &bytes[at..]) else { return Outcome::Open };
                at += found + 1;
                if bytes[at - 1] == b'\\' {
                    self.escaped = true;
                    continue;
                }
                self.quoted = None;
                self.expect = if key { Expect::Colon } else { Expect::After };
                if self.open.is_empty() {
                    return Outcome::Whole(at);
                }
                continue;
            }
            if self.word {
                if is_word(byte) {
                    at += 1;
                    continue;
                }
                self.word = false;
                if self.open.is_empty() {
                    return Outcome::Whole(at);
                }
            }
            // Blanks, and bytes of marks of byte order.
            if byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf) {
                at += 1;
                continue;
            }
            if !self.token(byte) {
                return Outcome::Broken(at);
            }
            at += 1;
            if self.open.is_empty() && self.quoted.is_none() && !self.word {
                return Outcome::Whole(at);
            }
        }
        Outcome::Open
    }

    /// Takes a byte outside of strings; false if it cannot stand here.
    fn token(&mut self, byte: u8) -> bool {
        use Expect::{After, Colon, KeyOrEnd, Value, ValueOrEnd};
        match (byte, self.expect) {
            (b'"', Value | ValueOrEnd) => self.quoted = Some(false),
            (b'"', KeyOrEnd) => self.quoted = Some(true),
            (b'{', Value | ValueOrEnd) if self.open.len() < DEEPEST_VALUE => {
                self.open.push(byte);
                self.expect = KeyOrEnd;
            }
            (b'[', Value | ValueOrEnd) if self.open.len() < DEEPEST_VALUE => {
                self.open.push(byte);
                self.expect = ValueOrEnd;
            }
            (b':', Colon) => self.expect = Value,
            (b',', After) => self.expect = if self.open.last() == Some(&b'{') { KeyOrEnd } else { ValueOrEnd },
            (b'}', KeyOrEnd | After) if self.open.last() == Some(&b'{') => {
                self.open.pop();
                self.expect = After;
            }
            (b']', ValueOrEnd | After) if self.open.last() == Some(&b'[') => {
                self.open.pop();
                self.expect = After;
            }
            (_, Value | ValueOrEnd) if is_word(byte) => {
                self.word = true;
                self.expect = After;
            }
            _ => return false,
        }
        true
    }
}

/// Whether a byte may be part of a number or of a word such as `true` or `-Infinity`.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(text: &str) -> Outcome {
        Grammar::new().feed(text.as_bytes())
    }

    #[test]
    fn values_end_where_their_brackets_do() {
        assert_eq!(outcome(r#"{"a": [1, "}", {}], "b": "\"}"} x"#), Outcome::Whole(31));
        assert_eq!(outcome("[1, NaN, ]"), Outcome::Whole(10));
        assert_eq!(outcome("12,"), Outcome::Whole(2));
        assert_eq!(outcome(r#""a\"b" "#), Outcome::Whole(6));
        assert_eq!(outcome(r#"{"a": 1"#), Outcome::Open);
    }

    #[test]
    fn damage_is_found_where_it_is() {
        assert_eq!(outcome(r#"{"a": "x"{"#), Outcome::Broken(9));
        assert_eq!(outcome(r#"{"a" "x"}"#), Outcome::Broken(5));
        assert_eq!(outcome(r#"{"a": "x", {"#), Outcome::Broken(11));
        assert_eq!(outcome(r#"{"a": [1}"#), Outcome::Broken(8));
        assert_eq!(outcome(&"[".repeat(1000)), Outcome::Broken(DEEPEST_VALUE));
    }

    proptest::proptest! {
        #[test]
        fn pieces_give_what_the_whole_gives(text in "[\\[{}\\],:\"\\\\a 1]{0,40}", cut in 0usize..40) {
            let bytes = text.as_bytes();
            let cut = cut.min(bytes.len());
            let mut grammar = Grammar::new();
            let parts = match grammar.feed(&bytes[..cut]) {
                Outcome::Open => match grammar.feed(&bytes[cut..]) {
                    Outcome::Whole(length) => Outcome::Whole(cut + length),
                    Outcome::Broken(at) => Outcome::Broken(cut + at),
                    Outcome::Open => Outcome::Open,
                },
                other => other,
            };
            assert_eq!(parts, outcome(&text));
        }
    }
}
