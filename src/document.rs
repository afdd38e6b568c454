//! The document: an article with all its layers, and the conversion of its offsets.

use std::ops::Range;

use crate::amount::Amounts;
use crate::article::Article;
use crate::coref::{Chains, Joined};
use crate::date::Dates;
use crate::entity::Mentions;
use crate::parts::Shift;
use crate::quote::Quotes;
use crate::segment::{Segments, View};
use crate::terms::Matches;

/// An annotated article, complete by construction. [`crate::Pipeline::annotate`] makes it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// Paragraphs, sentences and tokens.
    pub segments: Segments,
    /// Temporal expressions.
    pub dates: Dates,
    /// Money, percentages, measures and counts.
    pub amounts: Amounts,
    /// Names, nouns and pronouns that refer.
    pub mentions: Mentions,
    /// Quotations.
    pub quotes: Quotes,
    /// Entities, roles and speakers.
    pub chains: Chains,
    /// Terms and patterns of the user.
    pub matches: Matches,
}

impl Document {
    /// The article without its layers, to which those of its parts are [added](Self::append).
    pub(crate) fn empty(article: Article) -> Self {
        Self {
            article,
            segments: Segments::default(),
            dates: Dates::default(),
            amounts: Amounts::default(),
            mentions: Mentions::default(),
            quotes: Quotes::default(),
            chains: Chains::default(),
            matches: Matches::default(),
        }
    }

    /// Drops all that is not asked for to read the contents of quotations.
    #[cfg(feature = "io")]
    pub(crate) fn keep_quotes(&mut self) {
        (self.dates, self.amounts, self.matches) = Default::default();
        (self.mentions, self.chains) = Default::default();
    }

    /// The article, whose layers are done with.
    #[cfg(feature = "io")]
    pub(crate) fn into_article(self) -> Article {
        self.article
    }

    /// Adds the layers of the next part of its text, which stands at `range`. Parts must come in order; `joined` knows
    /// the entities of those before.
    pub(crate) fn append(&mut self, part: Self, range: Range<usize>, joined: &mut Joined) {
        let before =
            [self.segments.sentence_count(), self.segments.token_count(), self.mentions.len(), self.dates.len()];
        let shift = Shift::new(range, self.article.text(), before);
        self.segments.append(part.segments, shift);
        self.dates.append(part.dates, shift);
        self.amounts.append(part.amounts, shift);
        self.quotes.append(part.quotes, shift);
        self.chains.append(part.article.text(), &part.mentions, part.chains, shift, joined);
        self.mentions.append(part.mentions, shift, &mut joined.identities);
        self.matches.append(part.matches, shift);
    }

    /// The segments beside the article's text.
    pub fn view(&self) -> View<'_> {
        self.segments.view(self.article.text())
    }
}

/// Converts byte offsets of a text to Unicode code points, which tables hold.
///
/// # Example
///
/// ```
/// use dateline::CodePoints;
///
/// let points = CodePoints::new("Erdoğan said");
/// assert_eq!(points.at(8), 7);
/// assert_eq!(points.len(), 12);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    /// The text's bytes.
    text: &'a [u8],
    /// The code points before each block, and before the text's end; empty for ASCII text, whose offsets are the same.
    before: Vec<u32>,
}

/// Bytes of a block, for which a count is kept: within it code points are counted anew, four steps of eight bytes.
const BLOCK: usize = 32;

impl<'a> CodePoints<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut points = Self { text: text.as_bytes(), before: Vec::new() };
        if text.is_ascii() {
            return points;
        }
        let mut count = 0;
        let starts = points.text.chunks(BLOCK).map(starts);
        points.before.reserve(text.len() / BLOCK + 2);
        points.before.push(0);
        points.before.extend(starts.map(|starts| {
            count += starts;
            count
        }));
        points
    }

    /// The number of code points before byte `offset`, which must not be past the text's end. Costs the same wherever
    /// it is asked.
    pub fn at(&self, offset: u32) -> u32 {
        let at = offset as usize;
        match self.before.get(at / BLOCK) {
            Some(before) => before + starts(&self.text[at / BLOCK * BLOCK..at]),
            None => offset,
        }
    }

    /// The number of code points of the text.
    pub fn len(&self) -> u32 {
        self.at(crate::span::offset(self.text.len()))
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// How many bytes of a block start a code point: all but those that go on with one (`10xxxxxx`). A block has at most
/// 255 bytes, since the others are counted in one.
fn starts(block: &[u8]) -> u32 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (eights, rest) = block.as_chunks();
    // The others have the highest bit and not the next one. They are counted in eight bytes side by side, and then
    // added up.
    let others = eights.iter().fold(0, |sum, eight| {
        let bytes = u64::from_le_bytes(*eight);
        sum + ((bytes >> 7) & !(bytes >> 6) & ONES)
    });
    let others = (others.wrapping_mul(ONES) >> 56) as usize;
    let more = rest.iter().filter(|&&byte| byte & 0xc0 == 0x80).count();
    crate::span::offset(block.len() - others - more)
}
