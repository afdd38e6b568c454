//! Attributions in brat standoff, as the corpus `PolNeAR` writes them.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// Who said what, as somebody annotated it. Spans are bytes into the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The pieces of what is said.
    pub content: Vec<Span>,
    /// The words that report it.
    pub cue: Vec<Span>,
    /// Who says it.
    pub source: Vec<Span>,
}

impl Attribution {
    /// Reads the attributions of `text`: `T` lines with labelled spans in code points, and `E` lines that join some as
    /// `Content`, `Cue` and `Source`. What has no content is left out, and so are lines of other kinds.
    ///
    /// # Errors
    ///
    /// If a span points outside the text; the error names the line.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::evaluate::Attribution;
    ///
    /// let ann = "T1\tSource 0 3\tAna\nT2\tCue 4 8\tsaid\nT3\tContent 9 11\tno\n\
    ///            E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n";
    /// let read = Attribution::parse(ann, "Ana said no")?;
    /// assert_eq!(read[0].content[0].range(), 9..11);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn parse(ann: &str, text: &str) -> Result<Vec<Self>, Error> {
        let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        let mut found = Vec::new();
        for (line, number) in ann.split('\n').zip(1..) {
            let mut columns = line.trim_end_matches('\r').split('\t');
            let (Some(id), Some(body)) = (columns.next(), columns.next()) else { continue };
            let numbered = id.len() > 1 && id[1..].bytes().all(|byte| byte.is_ascii_digit());
            if numbered && id.starts_with('T') {
                let Some((_, pieces)) = body.split_once(' ') else { continue };
                let read = |piece: &str| {
                    span(piece, &offsets).ok_or_else(|| {
                        let message = format!("{piece} is no span of the text");
                        Error::new(ErrorKind::Annotation { message }).on_line(number)
                    })
                };
                spans.insert(id, pieces.split(';').map(read).collect::<Result<_, _>>()?);
            } else if numbered && id.starts_with('E') {
                let attribution = joined(body, &spans);
                if !attribution.content.is_empty() {
                    found.push(attribution);
                }
            }
        }
        Ok(found)
    }
}

/// A span in bytes of `10 15` in code points; `offsets` has the byte of each. None if it lies outside of the text or
/// ends before it starts.
fn span(piece: &str, offsets: &[usize]) -> Option<Span> {
    let (start, end) = piece.trim().split_once(' ')?;
    let offset = |number: &str| offsets.get(number.trim().parse::<usize>().ok()?).copied();
    let (start, end) = (offset(start)?, offset(end)?);
    (start <= end).then(|| Span::from_range(start..end))
}

/// The event of the arguments in `body`, such as `Attribution:T2 Source:T1 Cue:T2 Content:T3`.
fn joined(body: &str, spans: &BTreeMap<&str, Vec<Span>>) -> Attribution {
    let mut attribution = Attribution::default();
    for argument in body.split_whitespace().skip(1) {
        let Some((role, id)) = argument.split_once(':') else { continue };
        let role = role.trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_lowercase();
        let pieces = match role.as_str() {
            "content" => &mut attribution.content,
            "cue" => &mut attribution.cue,
            "source" => &mut attribution.source,
            _ => continue,
        };
        pieces.extend(spans.get(id).into_iter().flatten());
    }
    attribution
}
