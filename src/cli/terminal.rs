//! Pages for a terminal: text that cannot harm it, styled, wrapped at its width, and shown by a pager if it is longer
//! than the screen.
//!
//! Articles are text of strangers. A terminal obeys some of its characters: escapes move the cursor and rename windows,
//! marks of direction swap what stands beside each other. [`safe`] shows these by their numbers, and everything that is
//! printed goes through it, so colours are only ever the program's own.
//!
//! Colours are used where standard output is a terminal that has them and `NO_COLOR` is not set. Without a terminal
//! lines are not wrapped, so that what goes through a pipe can be searched.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::process::{Command, Stdio};

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use clap::ValueEnum;

use super::print_raw;
use crate::error::Error;

/// When a page goes through a pager.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Paging {
    /// Where standard output is a terminal and the page is longer than it
    #[default]
    Auto,
    /// Never
    Never,
}

/// Lines get no longer than this many columns where the width is not asked for: longer ones are hard to read.
const WIDEST: usize = 100;
/// The width where there is no terminal: lines stay as they are.
const UNWRAPPED: usize = usize::MAX;

/// A text as a terminal may see it: characters that would control it, or turn the order of the others, are shown by
/// their numbers in hexadecimal digits. Line breaks and tabs stay; a carriage return is left out. Most
/// texts have nothing of that, and are not copied.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    let harms = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(harms) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars().filter(|c| *c != '\r') {
        if harms(c) {
            write!(shown, "<{:04X}>", u32::from(c)).expect("a String takes every character");
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Bytes of text as standard output may have them: [`safe`] where it is a terminal, else as they are.
pub(super) fn on_stdout(text: &[u8]) -> Cow<'_, [u8]> {
    if !io::stdout().is_terminal() {
        return Cow::Borrowed(text);
    }
    match String::from_utf8_lossy(text) {
        Cow::Borrowed(text) => match safe(text) {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        },
        Cow::Owned(text) => Cow::Owned(safe(&text).into_owned().into_bytes()),
    }
}

/// A page that is being made; it is shown whole.
pub(super) struct Page {
    /// What was added so far, with its styles.
    out: String,
    /// Whether styles are seen; else who writes has brackets for them.
    pub(super) colour: bool,
    /// Columns at which lines are wrapped, [`UNWRAPPED`] for none.
    width: usize,
}

impl Page {
    /// A page for standard output; `width` in columns, else that of the terminal.
    pub(super) fn new(width: Option<usize>) -> Self {
        let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0).min(WIDEST));
        Self {
            out: String::new(),
            colour: AutoStream::choice(&io::stdout()) != ColorChoice::Never,
            width: width.or(terminal.filter(|_| io::stdout().is_terminal())).unwrap_or(UNWRAPPED),
        }
    }

    /// Adds text without a style.
    pub(super) fn plain(&mut self, text: &str) {
        self.out.push_str(&safe(text));
    }

    /// Adds text in a style, if styles are seen. Wrapping may part it over lines.
    pub(super) fn styled(&mut self, text: &str, style: Style) {
        if !self.colour || text.is_empty() || style == Style::new() {
            return self.plain(text);
        }
        write!(self.out, "{style}{}{style:#}", safe(text)).expect("a String takes every character");
    }

    /// A line that heads a part of the page, with a blank line before it.
    pub(super) fn heading(&mut self, text: &str) {
        self.plain("\n");
        self.styled(text, Style::new().bold());
        self.plain("\n");
    }

    /// The page with its lines wrapped between words; a line that is indented goes on indented twice as far. Widths are
    /// columns, of which wide characters take two and styles none; a word that is longer than a line stays whole. At
    /// least 20 columns.
    fn wrapped(&self) -> Cow<'_, str> {
        if self.width == UNWRAPPED {
            return Cow::Borrowed(&self.out);
        }
        let lines = self.out.split('\n').map(|line| {
            let indent = " ".repeat(2 * line.bytes().take_while(|byte| *byte == b' ').count());
            let options = textwrap::Options::new(self.width.max(20)).subsequent_indent(&indent).break_words(false);
            textwrap::fill(line, options.wrap_algorithm(textwrap::WrapAlgorithm::FirstFit))
        });
        Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
    }

    /// Shows the page.
    ///
    /// # Errors
    ///
    /// If standard output takes nothing.
    pub(super) fn show(&self, paging: Paging) -> Result<(), Error> {
        let page = self.wrapped();
        let height = terminal_size::terminal_size().map_or(0, |(_, height)| usize::from(height.0));
        let is_long = page.lines().count() >= height;
        if paging == Paging::Auto && io::stdout().is_terminal() && is_long && page_through(&page) {
            return Ok(());
        }
        print_raw(page.as_bytes())
    }
}

/// Hands a page to the user's pager; false if there is none. `PAGER` is split at white space and not given to a shell;
/// by default `less -RFX`, which ends by itself on a short page and leaves it standing.
fn page_through(page: &str) -> bool {
    let pager = std::env::var("PAGER").unwrap_or_else(|_| "less -RFX".to_owned());
    let mut words = pager.split_whitespace();
    let Some(program) = words.next() else { return false };
    let Ok(mut child) = Command::new(program).args(words).stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        // Who quits the pager has seen enough.
        let _ = input.write_all(page.as_bytes());
    }
    child.wait().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_controls_the_terminal() {
        assert_eq!(safe("Rain \u{1b}[31mfell\r\n\u{202e}llef\u{7}"), "Rain <001B>[31mfell\n<202E>llef<0007>");
        assert!(matches!(safe("Néant 😀\n\tיד"), Cow::Borrowed(_)));
    }

    #[test]
    fn lines_are_wrapped_between_words_by_their_width() {
        let page = |text: &str, width| {
            let mut page = Page { out: String::new(), colour: true, width };
            page.styled(text, anstyle::AnsiColor::Green.on_default());
            page.wrapped().replace('\u{1b}', "^")
        };
        assert_eq!(page("Ada Lenz left Oslo for Port Elva.", 20), "^[32mAda Lenz left Oslo\nfor Port Elva.^[0m");
        // Wide characters take two columns.
        assert_eq!(page("東京は雨 東京は雨 東京は雨", 20), "^[32m東京は雨 東京は雨\n東京は雨^[0m");
        assert_eq!(page("Rain fell.", UNWRAPPED), "^[32mRain fell.^[0m");
    }
}
