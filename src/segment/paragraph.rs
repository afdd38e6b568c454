//! Paragraphs: separated by blank lines, or by line breaks where there are none.

use crate::span::Span;

/// The paragraphs of `text`, without blanks at their edges.
///
/// A text without blank lines whose lines are wrapped (most are about as long as the longest and end inside a sentence) is cut
/// where a line is indented instead of at every line break.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let blank = |line: &Span| text[*line].trim().is_empty();
    let inner = lines.iter().skip_while(|line| blank(line)).collect::<Vec<_>>();
    let has_blank = inner.iter().rev().skip_while(|line| blank(line)).any(|line| blank(line));
    let wrapped = !has_blank && is_wrapped(text, &lines);

    let mut paragraphs: Vec<Span> = Vec::new();
    let mut open = false;
    for line in &lines {
        if blank(line) {
            open = false;
            continue;
        }
        let starts = !open || !has_blank && !(wrapped && !text[*line].starts_with([' ', '\t']));
        match paragraphs.last_mut() {
            Some(last) if !starts => *last = last.cover(*line),
            _ => paragraphs.push(*line),
        }
        open = true;
    }
    for span in &mut paragraphs {
        let inside = &text[*span];
        let start = span.range().start + (inside.len() - inside.trim_start().len());
        *span = Span::from_range(start..start + inside.trim().len());
    }
    paragraphs
}

/// The lines of `text` without their ends; `\r\n`, `\n`, a lone `\r` and a form feed end a line.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for at in memchr::memchr3_iter(b'\n', b'\r', 0x0c, text.as_bytes()) {
        let crlf = text.as_bytes()[at] == b'\n' && at > 0 && text.as_bytes()[at - 1] == b'\r';
        if !crlf {
            lines.push(Span::from_range(start..at));
        }
        start = at + 1;
    }
    lines.push(Span::from_range(start..text.len()));
    lines
}

fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let full: Vec<&str> = lines.iter().map(|line| text[*line].trim_end()).filter(|line| !line.is_empty()).collect();
    if full.len() < 3 {
        return false;
    }
    let inner = &full[..full.len() - 1];
    let widest = inner.iter().map(|line| line.len()).max().unwrap_or_default();
    let long = inner.iter().filter(|line| line.len() * 3 >= widest * 2).count();
    let mid_sentence = inner.iter().filter(|line| !line.ends_with(['.', '!', '?', '"', '”', ':'])).count();
    widest <= 100 && long * 3 >= inner.len() * 2 && mid_sentence * 2 >= inner.len()
}
