//! Rows: one file for each table, which declares it and says what it holds of a document. Offsets become code points
//! here and nowhere else.
//!
//! Inside the program spans are bytes; [`Rows`] has the table that turns them ([`CodePoints`]) once for all rows of a
//! document. It also leaves out what is not sure enough, so that counts, people and themes agree with the mentions and
//! quotations that are written.

pub(super) mod amounts;
pub(super) mod articles;
mod content;
pub(super) mod corpus;
pub(super) mod dates;
pub(super) mod entities;
pub(super) mod errors;
pub(super) mod matches;
pub(super) mod mentions;
pub(super) mod quotes;
pub(super) mod roles;
pub(super) mod sentences;
pub(super) mod themes;

use std::borrow::Cow;

use crate::document::{CodePoints, Document};
use crate::entity::Mention;
use crate::id::EntityId;
use crate::quote::Quote;
use crate::span::Span;
use crate::table::Schema;

/// The rows that the tables have of one document.
///
/// # Example
///
/// ```
/// use dateline::{Article, Pipeline, Rows};
///
/// let document = Pipeline::new().annotate(Article::new("a1", "“Rain fell,” said Zoë Berg.")?);
/// let rows = Rows::new(&document);
/// let quote = rows.quotes().next().expect("a quotation");
/// assert_eq!((&*quote.text, quote.speaker.as_deref()), ("“Rain fell,”", Some("Zoë Berg")));
/// // Code points, not bytes: each of the marks has three.
/// assert_eq!((quote.start, quote.end), (0, 12));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    /// The document.
    document: &'a Document,
    /// The text of its article.
    text: &'a str,
    /// Turns bytes into code points.
    points: CodePoints<'a>,
    /// Mentions and quotations that are less sure are left out.
    min_confidence: f32,
    /// The fields that ride along in the row of the article.
    kept: &'a [String],
}

impl<'a> Rows<'a> {
    /// The rows of a document: all mentions and quotations, and none of the fields that ride along. Looks through the
    /// text once.
    pub fn new(document: &'a Document) -> Self {
        let text = document.article.text();
        Self { document, text, points: CodePoints::new(text), min_confidence: 0.0, kept: &[] }
    }

    /// The same without mentions and quotations that are less sure; they are not counted either.
    #[must_use]
    pub fn at_least(self, min_confidence: f32) -> Self {
        Self { min_confidence, ..self }
    }

    /// The same with the fields of the article that a schema keeps.
    #[must_use]
    pub fn keeping(self, schema: &'a Schema) -> Self {
        Self { kept: schema.kept(), ..self }
    }

    /// The article's id, with which every row begins.
    fn id(&self) -> &'a str {
        &self.document.article.id
    }

    /// Whether something of that confidence is in the tables.
    fn is_sure(&self, confidence: f32) -> bool {
        confidence >= self.min_confidence
    }

    /// The mentions that are in the tables, in the order of the text.
    fn sure_mentions(&self) -> impl Iterator<Item = Mention<'a>> {
        self.document.mentions.iter().filter(|mention| self.is_sure(mention.confidence()))
    }

    /// The number of mentions, the unsure ones among them.
    #[cfg(feature = "io")]
    pub(crate) fn mention_count(&self) -> usize {
        self.document.mentions.len()
    }

    /// The quotations that are in the tables, in the order of the text.
    fn sure_quotes(&self) -> impl Iterator<Item = Quote<'a>> {
        self.document.quotes.iter().filter(|quote| self.is_sure(quote.confidence()))
    }

    /// The number of quotations, the unsure ones among them.
    #[cfg(feature = "io")]
    pub(crate) fn quote_count(&self) -> usize {
        self.document.quotes.len()
    }

    /// The code points of a span: its first, and the one after its last.
    fn points_of(&self, span: Span) -> (u32, u32) {
        (self.points.at(span.start()), self.points.at(span.end()))
    }

    /// The name of an entity on one line: the one that the program knows it by, else its fullest in the text.
    fn name(&self, entity: EntityId) -> Cow<'a, str> {
        let entity = self.document.chains.entity(entity);
        one_line(entity.known_as().unwrap_or(&self.text[entity.name()]))
    }
}

/// A probability as tables hold it: with three decimals.
fn probability(number: f32) -> f64 {
    // The product is exact: the number has 24 bits.
    (f64::from(number) * 1000.0).round_ties_even() / 1000.0
}

/// `text` with a single blank for every run of white space: a name may run over the end of a line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    // Most names are of ASCII, and have nothing but single blanks between words.
    let plain = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_graphic);
    if text.as_bytes().split(|&byte| byte == b' ').all(plain) {
        return Cow::Borrowed(text);
    }
    if text.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
