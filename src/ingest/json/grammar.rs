//! Where a value of JSON ends, or stops being one: the grammar, a byte at a time, so that damage is found where it is.

use memchr::memchr2;

/// Values that are nested deeper are none: the parser refuses them too.
const DEEPEST: usize = 128;

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    Value,
    /// A value or the end of the list, after its bracket or a comma (many programs leave one behind the last value).
    ValueOrEnd,
    /// A key or the end of the object.
    KeyOrEnd,
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

/// The state between two bytes of a value. What the parser mends (words for numbers that are none, commas before brackets, marks of byte
/// order, line breaks in strings) is let pass.
#[derive(Debug)]
pub(super) struct Grammar {
    /// The brackets that are open.
    open: Vec<u8>,
    expect: Expect,
    /// In a string, which is a key.
    quoted: Option<bool>,
    escaped: bool,
    /// In a number or word.
    word: bool,
}

impl Grammar {
    pub(super) fn new() -> Self {
        Self { open: Vec::new(), expect: Expect::Value, quoted: None, escaped: false, word: false }
    }

    /// Goes on with the next bytes.
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
            (b'{', Value | ValueOrEnd) if self.open.len() < DEEPEST => {
                self.open.push(byte);
                self.expect = KeyOrEnd;
            }
            (b'[', Value | ValueOrEnd) if self.open.len() < DEEPEST => {
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
        assert_eq!(outcome(&"[".repeat(1000)), Outcome::Broken(DEEPEST));
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
