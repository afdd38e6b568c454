//! What other programs write and JSON does not have.
//!
//! ```text
//! {"score": NaN, "share": -Infinity}     null, null        Python, R
//! {"text": "a⏎b"}                        "a\u000ab"        line breaks and other controls in strings
//! ["\ud83d x"]                           ["\ufffd x"]      half of an emoji that was cut off
//! [1, 2, ]                               [1, 2 ]           a comma before a bracket
//! ```
//!
//! Byte order marks between values are left out too, as files that were put together have them. Not mended: single
//! quotation marks, comments, keys without quotation marks, missing commas. They are errors, since a guess may
//! change the text.

/// The text with `NaN` and `Infinity` as null, halves of surrogate pairs replaced, control characters of strings
/// escaped, commas before closing brackets and byte order marks left out; `None` if there is nothing of the kind.
///
/// What stands in strings is else left as it is: `{"a": "NaN, ]"}` is right already. One pass; only called where
/// the parser refused.
pub(super) fn mended(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len() + 16);
    let (mut at, mut quoted, mut changed) = (0, false, false);
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        if quoted {
            match byte {
                b'"' => quoted = false,
                b'\\' => {
                    let (length, whole) = escape(rest);
                    if whole {
                        out.extend_from_slice(&rest[..length]);
                    } else {
                        changed = true;
                        out.extend_from_slice(b"\\ufffd");
                    }
                    at += length;
                    continue;
                }
                0..0x20 => {
                    changed = true;
                    out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
                    at += 1;
                    continue;
                }
                _ => {}
            }
            out.push(byte);
            at += 1;
            continue;
        }
        let word = [&b"NaN"[..], b"-Infinity", b"Infinity", b"-NaN"].into_iter().find(|word| rest.starts_with(word));
        if let Some(word) = word {
            changed = true;
            out.extend_from_slice(b"null");
            at += word.len();
            continue;
        }
        if rest.starts_with("\u{feff}".as_bytes()) {
            changed = true;
            at += 3;
            continue;
        }
        if byte == b',' && rest[1..].trim_ascii_start().first().is_some_and(|next| matches!(next, b'}' | b']')) {
            changed = true;
            at += 1;
            continue;
        }
        quoted = byte == b'"';
        out.push(byte);
        at += 1;
    }
    changed.then(|| String::from_utf8(out).ok()).flatten()
}

/// The length of an escape, and whether it is one that JSON has: halves of surrogate pairs alone are none, and
/// neither is `\x`.
///
/// `text` starts with its backslash. A whole pair is twelve bytes long, so that its second half is not met alone.
fn escape(text: &[u8]) -> (usize, bool) {
    let unit = |from: usize| {
        let digits = text.get(from..from + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    match unit(0) {
        Some(0xd800..0xdc00) => match unit(6) {
            Some(0xdc00..0xe000) => (12, true),
            _ => (6, false),
        },
        Some(0xdc00..0xe000) => (6, false),
        Some(_) => (6, true),
        None => {
            let known = text.get(1).is_some_and(|byte| b"\"\\/bfnrt".contains(byte));
            (text.len().min(2), known || text.get(1) == Some(&b'u'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_is_left() {
        assert_eq!(mended(r#"{"a": "NaN, \ud83d\ude00 ,]"}"#), None);
        assert_eq!(mended(r#"{"a": NaN, "b": [1,], }"#).as_deref(), Some(r#"{"a": null, "b": [1] }"#));
        assert_eq!(mended(r#"["\ud83d x"]"#).as_deref(), Some(r#"["\ufffd x"]"#));
        assert_eq!(mended("[\"a\tb\"]").as_deref(), Some("[\"a\\u0009b\"]"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_mended_or_not(text in "(\\\\u[0-9a-f]{0,4}|[\"\\\\,\\]NaN\n ]|.){0,20}") {
            let _ = mended(&text);
        }
    }
}
