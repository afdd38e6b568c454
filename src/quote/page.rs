//! The text as the quotation rules read it: tokens by number, reporting verbs, quoted stretches, and units.

use super::frame;
use super::model::{self, Model};
use super::verbs::{self, Verb};
use crate::gazetteer::classes::Classes;
use crate::id::TokenId;
use crate::segment::{Flags, Sentence, Token, View};
use crate::span::Span;

/// Words without "-ly" that may stand between a subject and its verb.
#[rustfmt::skip]
const ADVERBS: &[&str] = &[
    "also", "then", "later", "once", "often", "never", "ever", "always", "already", "still", "even", "just", "now",
    "again", "instead", "further", "soon", "twice", "long", "first", "not", "n't", "n’t", "himself", "herself",
    "themselves", "both", "all", "each", "ago", "meanwhile", "however", "therefore", "thus", "too", "rather",
    "sometimes", "yet", "earlier", "afterward", "afterwards", "well", "much", "only",
];

/// A run of tokens, from `first` to before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) end: usize,
}

impl Run {
    pub(super) const fn new(first: usize, end: usize) -> Self {
        Self { first, end }
    }

    pub(super) const fn is_empty(self) -> bool {
        self.first >= self.end
    }

    pub(super) const fn contains(self, at: usize) -> bool {
        self.first <= at && at < self.end
    }

    pub(super) const fn len(self) -> usize {
        self.end.saturating_sub(self.first)
    }
}

/// A text with what the rules ask of each token.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) view: View<'a>,
    verbs: Vec<Option<Verb>>,
    /// Whether a word reported in the model's data.
    known: Vec<bool>,
    /// The stretches between quotation marks, marks included.
    stretches: Vec<Run>,
    /// The stretch of each token, counted from 1; 0 outside.
    stretch_of: Vec<u32>,
    /// What the model takes each word for, case aside.
    hashes: Vec<u64>,
}

/// Whether the sentence is a headline in title case, whose verbs are capitalised too.
fn is_titled(sentence: Sentence<'_>) -> bool {
    let words = sentence.tokens().filter(|token| token.is_word() && token.text().len() > 3);
    let (all, capitalised) =
        words.fold((0, 0), |(all, capitals), token| (all + 1, capitals + usize::from(token.is_capitalised())));
    all > 2 && capitalised * 4 >= all * 3
}

fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && word.starts_with(char::is_lowercase)
        || ADVERBS.iter().any(|adverb| adverb.eq_ignore_ascii_case(word))
}

/// Whether a word is none of those that only bind others.
pub(crate) fn is_content(token: Token<'_>) -> bool {
    may_be_content(token) && !is_adverb(token.text())
}

/// Likewise, as far as classes tell.
fn may_be_content(token: Token<'_>) -> bool {
    let function = Classes::BINDING.or(Classes::MODAL);
    token.text().len() > 2 && !token.has(function) && token.is_word()
}

impl<'a> Page<'a> {
    pub(super) fn new(view: View<'a>, model: &Model<'_>) -> Self {
        let stretches: Vec<Run> =
            view.quoted().map(|quoted| Run::new(quoted.open().id().index(), quoted.end_token().index())).collect();
        let mut stretch_of = vec![0; view.token_count()];
        for (number, run) in (1..).zip(&stretches) {
            stretch_of[run.first..run.end].fill(number);
        }
        let mut verbs = vec![None; view.token_count()];
        let mut known = vec![false; view.token_count()];
        for sentence in view.sentences() {
            let titled = is_titled(sentence);
            for token in sentence.tokens() {
                let at = token.id().index();
                if stretch_of[at] == 0 && (titled || !token.is_capitalised() || token.starts_sentence()) {
                    verbs[at] = verbs::verb(token.text());
                    known[at] = may_be_content(token) && model.knows(model::stem(token.text())) && is_content(token);
                }
            }
        }
        // "“…,” quavered Lopez": what the comma shows to report.
        for stretch in &stretches {
            let next = view.get(stretch.end).filter(|next| !next.is_capitalised() && next.text().ends_with("ed"));
            let last = stretch.end.checked_sub(2).and_then(|last| view.get(last));
            if next.is_some_and(is_content) && last.is_some_and(|last| last.text() == ",") {
                known[stretch.end] = true;
            }
        }
        let hashes = view.tokens().map(|token| model::hash(token.text().as_bytes())).collect();
        Self { view, verbs, known, stretches, stretch_of, hashes }
    }

    /// The units: sentences, joined where a quoted stretch goes over their border, without a place line before the first.
    pub(super) fn units(&self) -> impl Iterator<Item = Run> {
        let mut sentences = self.view.sentences().peekable();
        std::iter::from_fn(move || {
            let sentence = sentences.next()?;
            let mut run = Run::new(sentence.first_token().index(), sentence.end_token().index());
            while let Some(next) = sentences.peek() {
                let next = Run::new(next.first_token().index(), next.end_token().index());
                let inside = self.stretch(run.end - 1).is_some_and(|stretch| stretch.end > run.end);
                let asks = self.closes(run.end - 1).is_some_and(|stretch| self.asks(stretch));
                if !inside && (!asks || !frame::answers(self, run, next)) {
                    break;
                }
                run.end = next.end;
                sentences.next();
            }
            run.first = self.past_place_line(run);
            Some(run)
        })
    }

    /// The token after a place line that starts `run`, such as `OSLO, May 3 (Reuters) -`.
    fn past_place_line(&self, run: Run) -> usize {
        const LONGEST: usize = 14;
        let limit = run.end.min(run.first + LONGEST);
        let Some(dash) = (run.first..limit).find(|&at| self.is_dash(at)) else { return run.first };
        let belongs = |at: usize| {
            let token = self.token(at);
            let word = !token.is_word() || token.is_capitalised() || token.flags().has(Flags::DIGIT);
            word && self.stretch(at).is_none()
        };
        let marked = |at: usize| self.is_bracket(at) || self.token(at).flags().has(Flags::CAPITALS);
        let mut before = run.first..dash;
        let place = !before.is_empty() && before.all(belongs) && (run.first..dash).any(marked);
        if place && dash + 1 < run.end { dash + 1 } else { run.first }
    }

    /// The paragraph of the token.
    pub(super) fn paragraph(&self, at: usize) -> Run {
        let paragraph = self.token(at).sentence().paragraph();
        Run::new(paragraph.first_token().index(), paragraph.end_token().index())
    }

    /// Whether the stretch ends with a question or exclamation mark, after which its sentence may go on.
    fn asks(&self, stretch: Run) -> bool {
        stretch.len() > 2 && self.token(stretch.end - 2).text().ends_with(['?', '!'])
    }

    pub(super) fn token(&self, at: usize) -> Token<'a> {
        self.view.token(TokenId::new(at))
    }

    /// The token's text; empty past the last token.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.view.get(at).map_or("", Token::text)
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.view.get(at).is_some_and(|token| token.is(word))
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.view.get(at).is_some_and(|token| words.iter().any(|word| token.is(word)))
    }

    pub(super) fn has(&self, at: usize, any: Classes) -> bool {
        self.view.get(at).is_some_and(|token| token.has(any))
    }

    /// The reporting verb at `at`; none inside quotation marks.
    pub(super) fn verb(&self, at: usize) -> Option<Verb> {
        self.verbs.get(at).copied().flatten()
    }

    /// Whether the word at `at` reported in the model's data; never inside quotation marks.
    pub(super) fn may_report(&self, at: usize) -> bool {
        self.known.get(at).is_some_and(|known| *known)
    }

    /// The hash of the word, case aside.
    pub(super) fn hash(&self, at: usize) -> u64 {
        self.hashes.get(at).copied().unwrap_or_default()
    }

    /// The quoted stretch that the token lies in.
    pub(super) fn stretch(&self, at: usize) -> Option<Run> {
        (*self.stretch_of.get(at)? as usize).checked_sub(1).map(|number| self.stretches[number])
    }

    /// Whether quotation marks open from `first` to before `end`.
    pub(super) fn marks_within(&self, first: usize, end: usize) -> bool {
        let next = self.stretches.partition_point(|stretch| stretch.first < first);
        self.stretches.get(next).is_some_and(|stretch| stretch.first < end)
    }

    /// The quoted stretch that starts with the token.
    pub(super) fn opens(&self, at: usize) -> Option<Run> {
        self.stretch(at).filter(|stretch| stretch.first == at)
    }

    /// The quoted stretch that ends with the token.
    pub(super) fn closes(&self, at: usize) -> Option<Run> {
        self.stretch(at).filter(|stretch| stretch.end == at + 1)
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.text(at) == ","
    }

    pub(super) fn is_colon(&self, at: usize) -> bool {
        self.text(at) == ":"
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "--" | "---" | "–" | "—" | "―")
    }

    pub(super) fn is_bracket(&self, at: usize) -> bool {
        matches!(self.text(at), "(" | ")" | "[" | "]")
    }

    /// Whether the token ends a sentence outside quotation marks.
    pub(super) fn is_terminal(&self, at: usize) -> bool {
        self.view.get(at).is_some_and(|token| token.flags().has(Flags::TERMINAL))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.view.get(at).is_some_and(Token::is_word)
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        self.view
            .get(at)
            .is_some_and(|token| token.is_capitalised() && !(token.starts_sentence() && token.has(Classes::COMMON)))
    }

    /// A pronoun that can be a subject.
    pub(super) fn is_subject_pronoun(&self, at: usize) -> bool {
        self.is_any(at, &["he", "she", "they", "it", "we", "i", "you", "there"])
    }

    /// An adverb that may stand before a verb.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        is_adverb(self.text(at))
    }

    /// The words of `run`, without the marks at its edges, as a span; quotation marks and brackets stay.
    pub(super) fn span(&self, run: Run) -> Span {
        self.token(run.first).span().cover(self.token(run.end - 1).span())
    }

    /// Whether a token of `run` is a word.
    pub(super) fn has_words(&self, run: Run) -> bool {
        (run.first..run.end).any(|at| self.is_word(at))
    }

    /// How many tokens of `run` are words, and how many of these stand in quotation marks.
    pub(super) fn words(&self, run: Run) -> (usize, usize) {
        let words = (run.first..run.end).filter(|&at| self.is_word(at));
        words.fold((0, 0), |(all, quoted), at| (all + 1, quoted + usize::from(self.stretch(at).is_some())))
    }
}
