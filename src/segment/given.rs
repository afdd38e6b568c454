//! Segments of tokens that are given, as annotated corpora have them.
//!
//! The text is made of the tokens, so that offsets point into it as into any other. Tokens are taken as they
//! are, whatever the scan would have cut; quotation marks are flagged by their sign alone, straight ones open
//! and close in turn within a sentence, and no stretch between marks is found.

use super::{ParagraphRow, Segmenter, Segments, TokenRow, sentence, token, u32_len};
use crate::id::SentenceId;
use crate::lexicon::Classes;
use crate::lexicon::word_hash;
use crate::segment::Flags;
use crate::span::Span;

impl Segmenter {
    /// The text of sentences that are cut into tokens already, one blank between two tokens and one line a
    /// sentence, and its segments: every sentence is a paragraph of its own. Sentences without a token are left
    /// out.
    ///
    /// # Example
    ///
    /// ```
    /// let sentences = [vec!["Liv", "Aasen", "'s", "ship"], vec!["It", "sank", "."]];
    /// let (text, segments) = dateline::Segmenter::new().given(&sentences);
    /// assert_eq!(text, "Liv Aasen 's ship\nIt sank .");
    /// assert_eq!((segments.sentence_count(), segments.token_count()), (2, 7));
    /// ```
    pub fn given<T: AsRef<str>, S: AsRef<[T]>>(&self, sentences: &[S]) -> (String, Segments) {
        let (mut text, mut segments) = (String::new(), Segments::default());
        for tokens in sentences.iter().map(AsRef::as_ref).filter(|tokens| !tokens.is_empty()) {
            let first = segments.tokens.len();
            let mut before = Flags::SPACE_BEFORE.or(Flags::LINE_START);
            let mut opened = false;
            for token in tokens.iter().map(AsRef::as_ref) {
                if !text.is_empty() {
                    text.push(if before.has(Flags::LINE_START) { '\n' } else { ' ' });
                }
                let start = text.len();
                text.push_str(token);
                let mut flags = token::shape(token).or(before);
                match token {
                    "``" | "“" | "„" | "«" => flags.set(Flags::OPEN_MARK),
                    "''" | "”" | "»" => flags.set(Flags::CLOSE_MARK),
                    "\"" => {
                        flags.set(if opened { Flags::CLOSE_MARK } else { Flags::OPEN_MARK });
                        opened = !opened;
                    }
                    _ => {}
                }
                let hash = if flags.has(Flags::LETTER) { word_hash(token) } else { token::NO_WORD };
                let classes = if hash == token::NO_WORD { Classes::NONE } else { self.lexicon.hashed(hash) };
                let span = Span::from_range(start..text.len());
                segments.tokens.push(TokenRow { span, classes, hash, sentence: SentenceId::new(0), flags });
                before = Flags::SPACE_BEFORE;
            }
            let end = segments.tokens.len();
            let span = segments.tokens[first].span.cover(segments.tokens[end - 1].span);
            segments.paragraphs.push(ParagraphRow { span, first_sentence: u32_len(segments.sentences.len()) });
            sentence::split(first..end, &[], &mut segments);
        }
        (text, segments)
    }
}
