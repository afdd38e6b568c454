//! Patterns: regular expressions, all sought at once, then one by one where they are.
//!
//! One set of all patterns tells in a single pass which of them a text holds; only these are then sought for
//! their places. Both take time linear in the text (the crate `regex` never goes back), so that a pattern
//! cannot make a text slow beyond the number of patterns that it holds.

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::index::Hit;

/// A pattern compiles to so many bytes at most: 10 MB.
const MOST_BYTES: usize = 10 << 20;
/// All patterns together: 256 MB.
const MOST_BYTES_OF_ALL: usize = 256 << 20;
/// What the search of all may keep of its states; beyond it the search goes on and forgets some.
const CACHE_BYTES: usize = 32 << 20;

/// Compiled patterns.
#[derive(Clone, Debug)]
pub(super) struct Patterns {
    /// All of them, to ask which a text holds.
    set: RegexSet,
    /// Each by itself, with the number of its term.
    each: Vec<(u32, Regex)>,
}

/// Compiles a pattern; else tells what is wrong with it, for the user who wrote it. A pattern that matches the
/// empty text is wrong: it would be found everywhere.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    let wrong = |error| match error {
        regex::Error::CompiledTooBig(limit) => {
            format!(
                "the pattern compiles to more than {} megabytes, which is the limit; make its repetitions smaller",
                limit >> 20
            )
        }
        // The crate draws the place below the pattern; the last line is the reason.
        regex::Error::Syntax(text) => {
            let reason = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
            let place = text.lines().find(|line| line.contains('^')).and_then(|line| line.find('^'));
            let reason = reason.trim().trim_start_matches("error: ");
            match place.and_then(|place| place.checked_sub(4)).filter(|&place| place > 0) {
                Some(place) => format!("{reason}, at character {} of the pattern {pattern:?}", place + 1),
                None => format!("{reason}, in the pattern {pattern:?}"),
            }
        }
        other => other.to_string(),
    };
    let regex = RegexBuilder::new(pattern).size_limit(MOST_BYTES).build().map_err(wrong)?;
    if regex.is_match("") {
        return Err(format!("the pattern {pattern:?} matches the empty text, which stands everywhere"));
    }
    Ok(regex)
}

impl Patterns {
    /// The patterns with the numbers of their terms; none where there is none, and an error where they are too many.
    pub(super) fn new(each: Vec<(u32, Regex)>) -> Result<Option<Self>, String> {
        if each.is_empty() {
            return Ok(None);
        }
        let set = RegexSetBuilder::new(each.iter().map(|(_, regex)| regex.as_str()))
            .size_limit(MOST_BYTES_OF_ALL)
            .dfa_size_limit(CACHE_BYTES)
            .build()
            .map_err(|error| match error {
                regex::Error::CompiledTooBig(limit) => {
                    format!("the patterns compile to more than {} megabytes together, which is the limit", limit >> 20)
                }
                other => other.to_string(),
            })?;
        Ok(Some(Self { set, each }))
    }

    /// Passes what matches in the text to `each`, pattern by pattern. Matches of one pattern do not overlap.
    pub(super) fn find(&self, text: &str, mut each: impl FnMut(Hit)) {
        for pattern in &self.set.matches(text) {
            let (term, regex) = &self.each[pattern];
            let found = regex.find_iter(text).filter(|found| !found.is_empty());
            found.for_each(|found| each(Hit { term: *term, start: found.start(), end: found.end(), open: false }));
        }
    }
}
