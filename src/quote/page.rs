//! The text as the quotation rules read it: tokens by number, reporting verbs, quoted stretches, and units.

use super::frame;
use super::lexicon::{Entry, Lexicon, Words};
use super::model::{self, Model};
use super::verbs::{Frames, Verb};
use crate::gazetteer::classes::Classes;
use crate::gazetteer::word_hash;
use crate::id::TokenId;
use crate::segment::{Flags, Sentence, Token, View};
use crate::span::Span;

/// Words without "-ly" that may stand between a subject and its verb.
#[rustfmt::skip]
const ADVERBS: &Words = words![
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

/// What the rules ask of a token, side by side: read once.
#[derive(Clone, Copy, Debug)]
struct Cell {
    classes: Classes,
    /// What the model takes the word for, case aside.
    hash: u64,
    /// The quoted stretch that it lies in, counted from 1; 0 outside.
    stretch: u32,
    /// Its number in the list of words that rules name; 0 outside.
    word: u16,
    /// Its entry in the lexicon, if it may report here.
    entry: u16,
    traits: Traits,
    /// What the model takes it for besides: see [`group`].
    group: u16,
}

/// Yes and no of a token, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
struct Traits(u16);

impl Traits {
    const WORD: Self = Self(1);
    const CAPITALISED: Self = Self(1 << 1);
    /// A name, as far as capitals tell.
    const NAME: Self = Self(1 << 2);
    const ADVERB: Self = Self(1 << 3);
    const TERMINAL: Self = Self(1 << 4);
    const DIGIT: Self = Self(1 << 5);
    const ED: Self = Self(1 << 6);
    const ING: Self = Self(1 << 7);
    const S: Self = Self(1 << 8);
    /// Longer than four letters.
    const LONG: Self = Self(1 << 9);
    /// A reporting verb.
    const VERB: Self = Self(1 << 10);
    /// Reported in the model's data.
    const KNOWN: Self = Self(1 << 11);
    /// A reporting noun.
    const NOUN: Self = Self(1 << 12);

    fn set(&mut self, more: Self, holds: bool) {
        self.0 |= more.0 * u16::from(holds);
    }

    const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// How a word ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// "-ed"
    Ed,
    /// "-ing"
    Ing,
    /// "-s", not "-ss"
    S,
}

/// A text with what the rules ask of each token.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) view: View<'a>,
    lexicon: &'static Lexicon,
    cells: Vec<Cell>,
    /// The tokens that frames may hang on: those that report, and "according".
    hooks: Vec<u32>,
    /// The stretches between quotation marks, marks included.
    stretches: Vec<Run>,
}

/// Whether the sentence is a headline in title case, whose verbs are capitalised too.
fn is_titled(sentence: Sentence<'_>) -> bool {
    let words = sentence.tokens().filter(|token| token.is_word() && token.span().len() > 3);
    let (all, capitalised) =
        words.fold((0, 0), |(all, capitals), token| (all + 1, capitals + usize::from(token.is_capitalised())));
    all > 2 && capitalised * 4 >= all * 3
}

/// Whether a word of that number is an adverb.
fn is_adverb(text: &[u8], word: u16) -> bool {
    text.len() > 4 && text.ends_with(b"ly") && !text[0].is_ascii_uppercase() || ADVERBS.has(word)
}

/// Whether a word is none of those that only bind others.
#[cfg(feature = "learn")]
pub(crate) fn is_content(token: Token<'_>) -> bool {
    let lexicon = Lexicon::get();
    may_be_content(token) && !is_adverb(token.text().as_bytes(), lexicon.at(lexicon.find(token.hash())).word)
}

/// Likewise, as far as classes tell.
fn may_be_content(token: Token<'_>) -> bool {
    token.span().len() > 2 && !token.has(BINDING) && token.is_word()
}

/// Words that report, as the word list has it.
const REPORTING: Classes = Classes::SPEECH_VERB.or(Classes::BELIEF_VERB);

/// Words that only bind others.
const BINDING: Classes = Classes::BINDING.or(Classes::MODAL);

/// What the word list says of a word, as a number from 1 to 13.
fn group(classes: Classes) -> u16 {
    const GROUPS: [Classes; 12] = [
        Classes::DETERMINER,
        Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN),
        Classes::IT_PRONOUN.or(Classes::THEY_PRONOUN).or(Classes::FIRST_PERSON).or(Classes::SECOND_PERSON),
        Classes::CONJUNCTION,
        Classes::WH,
        Classes::PREPOSITION,
        Classes::SUBORDINATOR,
        Classes::AUXILIARY.or(Classes::MODAL),
        Classes::HONORIFIC.or(Classes::RANK).or(Classes::OFFICE).or(Classes::ROLE),
        Classes::MONTH.or(Classes::WEEKDAY).or(Classes::UNIT).or(Classes::DEICTIC),
        Classes::ORG_SUFFIX.or(Classes::ORG_KEY),
        Classes::GIVEN_MALE.or(Classes::GIVEN_FEMALE).or(Classes::SURNAME),
    ];
    if classes == Classes::NONE {
        return 13;
    }
    (1..).zip(GROUPS).find(|&(_, group)| classes.has(group)).map_or(13, |(number, _)| number)
}

impl<'a> Page<'a> {
    pub(super) fn new(view: View<'a>, model: &Model<'_>) -> Self {
        let stretches: Vec<Run> =
            view.quoted().map(|quoted| Run::new(quoted.open().id().index(), quoted.end_token().index())).collect();
        let lexicon = Lexicon::get();
        let mut page =
            Self { view, lexicon, cells: Vec::with_capacity(view.token_count()), hooks: Vec::new(), stretches };
        let mut stretch = 0;
        for sentence in view.sentences() {
            let titled = is_titled(sentence);
            for token in sentence.tokens() {
                let at = token.id().index();
                while page.stretches.get(stretch).is_some_and(|run| run.end <= at) {
                    stretch += 1;
                }
                let quoted = page.stretches.get(stretch).is_some_and(|run| run.first <= at);
                let number = if quoted { u32::try_from(stretch + 1).unwrap_or_default() } else { 0 };
                page.cells.push(page.cell(token, number, titled, model));
            }
        }
        // "“…,” quavered Lopez": what the comma shows to report.
        for stretch in &page.stretches {
            let shown = view.get(stretch.end).is_some_and(|next| !next.is_capitalised() && may_be_content(next));
            let comma = stretch.end.checked_sub(2).is_some_and(|last| page.is_comma(last));
            if let Some(next) = page.cells.get_mut(stretch.end)
                && (shown && comma && next.traits.has(Traits::ED) && !next.traits.has(Traits::ADVERB))
            {
                next.traits.set(Traits::KNOWN, true);
            }
        }
        let hook = |cell: &Cell| {
            cell.traits.has(Traits::VERB.or(Traits::KNOWN).or(Traits::NOUN)) || cell.word == word!("according")
        };
        page.hooks =
            (0..).zip(&page.cells).filter(|(_, cell)| cell.stretch == 0 && hook(cell)).map(|(at, _)| at).collect();
        page
    }

    #[inline]
    fn cell(&self, token: Token<'_>, stretch: u32, titled: bool, model: &Model<'_>) -> Cell {
        let (flags, classes, range) = (token.flags(), token.classes(), token.span().range());
        let all = self.view.text().as_bytes();
        let text = all.get(range.clone()).unwrap_or_default();
        let has = |flag: Flags| flags.has(flag);
        let hash = match token.hash() {
            0 => word_hash(token.text()),
            hash => hash,
        };
        let entry = self.lexicon.find(hash);
        let &Entry { word, verb, noun } = self.lexicon.at(entry);
        let capital = has(Flags::CAPITALISED);
        let first = has(Flags::SENTENCE_START);
        let mut traits = Traits::default();
        traits.set(Traits::WORD, has(Flags::LETTER.or(Flags::DIGIT)));
        traits.set(Traits::CAPITALISED, capital);
        traits.set(Traits::NAME, capital && !(first && classes.has(Classes::COMMON)));
        traits.set(Traits::ADVERB, is_adverb(text, word));
        traits.set(Traits::TERMINAL, has(Flags::TERMINAL));
        traits.set(Traits::DIGIT, has(Flags::DIGIT));
        traits.set(Traits::LONG, text.len() > 4);
        match *text {
            [.., b'e', b'd'] => traits.set(Traits::ED, true),
            [.., b'i', b'n', b'g'] => traits.set(Traits::ING, true),
            [.., b's', b's'] => {}
            [.., b's'] => traits.set(Traits::S, true),
            _ => {}
        }
        if stretch == 0 {
            if titled || !capital || first {
                traits.set(Traits::VERB, verb.is_some());
                let content = text.len() > 2
                    && !classes.has(BINDING)
                    && traits.has(Traits::WORD)
                    && !traits.has(Traits::ADVERB)
                    && (classes.has(REPORTING) || model.knows(model::stem(all, range)));
                traits.set(Traits::KNOWN, content);
            }
            traits.set(Traits::NOUN, noun.is_some() && !capital);
        }
        let sign = text.first().copied().filter(|_| !traits.has(Traits::WORD));
        let group = match sign {
            Some(sign) => 128 + u16::from(sign),
            None => {
                group(classes) << 3
                    | u16::from(capital) << 2
                    | u16::from(stretch != 0) << 1
                    | u16::from(has(Flags::DIGIT))
            }
        };
        let hash = if has(Flags::DIGIT) { model::hash(text) } else { hash };
        Cell { classes, hash, stretch, word, entry, traits, group }
    }

    /// The tokens of `run` that frames may hang on, in order; none stands in quotation marks.
    pub(super) fn hooks(&self, run: Run) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let from = self.hooks.partition_point(|&at| (at as usize) < run.first);
        let count = self.hooks[from..].partition_point(|&at| (at as usize) < run.end);
        self.hooks[from..from + count].iter().map(|&at| at as usize)
    }

    /// The quoted stretches that start in `run`.
    pub(super) fn stretches(&self, run: Run) -> &[Run] {
        let from = self.stretches.partition_point(|stretch| stretch.first < run.first);
        let count = self.stretches[from..].partition_point(|stretch| stretch.first < run.end);
        &self.stretches[from..from + count]
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

    /// The last bytes of the token.
    pub(super) fn tail(&self, at: usize) -> &'a [u8] {
        const SUFFIX: usize = 3;
        let text = self.text(at).as_bytes();
        &text[text.len().saturating_sub(SUFFIX)..]
    }

    #[inline]
    fn has_trait(&self, at: usize, any: Traits) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.traits.has(any))
    }

    /// The number of the token's word, if rules name it; else 0.
    #[inline]
    pub(super) fn word(&self, at: usize) -> u16 {
        self.cells.get(at).map_or(0, |cell| cell.word)
    }

    /// Whether the token is the word of that number.
    #[inline]
    pub(super) fn is(&self, at: usize, word: u16) -> bool {
        self.word(at) == word
    }

    /// Whether the token is one of these words.
    #[inline]
    pub(super) fn is_any(&self, at: usize, words: &Words) -> bool {
        words.has(self.word(at))
    }

    /// Whether the token ends so.
    #[inline]
    pub(super) fn ends(&self, at: usize, ending: Ending) -> bool {
        self.has_trait(
            at,
            match ending {
                Ending::Ed => Traits::ED,
                Ending::Ing => Traits::ING,
                Ending::S => Traits::S,
            },
        )
    }

    #[inline]
    pub(super) fn has(&self, at: usize, any: Classes) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.classes.has(any))
    }

    /// The reporting verb at `at`; none inside quotation marks.
    #[inline]
    pub(super) fn verb(&self, at: usize) -> Option<Verb> {
        let cell = self.cells.get(at).filter(|cell| cell.traits.has(Traits::VERB))?;
        self.lexicon.at(cell.entry).verb
    }

    /// What the reporting noun at `at` may report; none inside quotation marks.
    pub(super) fn noun(&self, at: usize) -> Option<Frames> {
        let cell = self.cells.get(at).filter(|cell| cell.traits.has(Traits::NOUN))?;
        self.lexicon.at(cell.entry).noun
    }

    /// Whether the word at `at` reported in the model's data; never inside quotation marks.
    #[inline]
    pub(super) fn may_report(&self, at: usize) -> bool {
        self.has_trait(at, Traits::KNOWN)
    }

    /// The hash of the word, case aside.
    #[inline]
    pub(super) fn hash(&self, at: usize) -> u64 {
        self.cells.get(at).map_or(0, |cell| cell.hash)
    }

    /// What the word list and the shape say of the token, as one number.
    #[inline]
    pub(super) fn group(&self, at: usize) -> u64 {
        self.cells.get(at).map_or(0, |cell| u64::from(cell.group))
    }

    /// The hash of the word without its inflection, case aside.
    pub(super) fn stem(&self, at: usize) -> u64 {
        self.view.get(at).map_or(0, |token| model::stem(self.view.text().as_bytes(), token.span().range()))
    }

    /// The quoted stretch that the token lies in.
    pub(super) fn stretch(&self, at: usize) -> Option<Run> {
        (self.cells.get(at)?.stretch as usize).checked_sub(1).map(|number| self.stretches[number])
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
        self.is(at, word!(","))
    }

    pub(super) fn is_colon(&self, at: usize) -> bool {
        self.is(at, word!(":"))
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.is_any(at, words!["-", "--", "---", "–", "—", "―"])
    }

    pub(super) fn is_bracket(&self, at: usize) -> bool {
        self.is_any(at, words!["(", ")", "[", "]"])
    }

    /// Whether the token ends a sentence outside quotation marks.
    #[inline]
    pub(super) fn is_terminal(&self, at: usize) -> bool {
        self.has_trait(at, Traits::TERMINAL)
    }

    #[inline]
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.has_trait(at, Traits::WORD)
    }

    #[inline]
    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.has_trait(at, Traits::CAPITALISED)
    }

    #[inline]
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.has_trait(at, Traits::NAME)
    }

    #[inline]
    pub(super) fn has_digit(&self, at: usize) -> bool {
        self.has_trait(at, Traits::DIGIT)
    }

    /// Whether the token has more than four letters.
    #[inline]
    pub(super) fn is_long(&self, at: usize) -> bool {
        self.has_trait(at, Traits::LONG)
    }

    /// A pronoun that can be a subject.
    pub(super) fn is_subject_pronoun(&self, at: usize) -> bool {
        self.is_any(at, words!["he", "she", "they", "it", "we", "i", "you", "there"])
    }

    /// An adverb that may stand before a verb.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        self.has_trait(at, Traits::ADVERB)
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
