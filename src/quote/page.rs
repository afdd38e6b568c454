//! The text as the quotation rules read it: tokens by number, reporting verbs, quoted stretches, and units.
//!
//! A [`Page`] is made once a text. Rules ask it of a token by number, and never see bytes: any number is allowed, and
//! past the last token all answers are no. What it answers is read beforehand ([`super::cell`]), so that asking costs
//! a look at an array.
//!
//! A *stretch* is what stands between quotation marks, marks included. A *unit* is what the rules read at a time:
//! mostly a sentence, but sentences that a stretch goes over are one, and so are a quoted question and the frame
//! behind it ("“Why now?” Lopez asked.").

use super::broken;
use super::cell::{Cell, Marks, Reader, Traits, may_be_content};
use super::frame;
use super::lexicon::{Lexicon, Words};
use super::model::{self, Model};
use super::verbs::Verb;
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::report::{Frames, Inflection};
use crate::segment::{Flags, Sentence, Token, View};
use crate::span::Span;

/// A run of tokens, from `first` to before `end`, by number. A run with `end` not past `first` is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first token.
    pub(super) first: usize,
    /// The token behind its last.
    pub(super) end: usize,
}

impl Run {
    /// From `first` to before `end`.
    pub(super) const fn new(first: usize, end: usize) -> Self {
        Self { first, end }
    }

    pub(super) const fn is_empty(self) -> bool {
        self.first >= self.end
    }

    /// Whether the token is in it.
    pub(super) const fn contains(self, at: usize) -> bool {
        self.first <= at && at < self.end
    }

    /// How many tokens it has.
    pub(super) const fn len(self) -> usize {
        self.end.saturating_sub(self.first)
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
    /// The text with its segments.
    pub(super) view: View<'a>,
    /// What is known of words by themselves.
    lexicon: &'static Lexicon,
    /// A cell a token, and one behind them that is of none.
    cells: Vec<Cell>,
    /// The stretches between quotation marks, marks included, in order and apart.
    stretches: Vec<Run>,
}

/// Whether the sentence is a headline in title case, whose verbs are capitalised too: most of its longer words are
/// capitalised.
///
/// Of more than two words of over three letters at most a fourth are in lower case. "Mayor Says Bridge Must Close" is
/// one. It leaves a long sentence as soon as too many are in lower case.
fn is_titled(sentence: Sentence<'_>) -> bool {
    let tokens = sentence.end_token().index() - sentence.first_token().index();
    let (mut words, mut others) = (0, 0);
    for token in sentence.tokens().filter(|token| token.is_word() && token.span().len() > 3) {
        words += 1;
        others += usize::from(!token.is_capitalised());
        if others * 4 > tokens {
            return false;
        }
    }
    words > 2 && others * 4 <= words
}

/// The cells of a text, and one behind them that is of no token.
fn cells(view: View<'_>, stretches: &[Run], reader: Reader<'_>) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(view.token_count() + 1);
    let (mut words, mut before) = (0, 0);
    let mut stretches = stretches.iter();
    let mut stretch = stretches.next();
    for sentence in view.sentences() {
        let titled = is_titled(sentence);
        for token in sentence.tokens() {
            let at = token.id().index();
            while stretch.is_some_and(|run| run.end <= at) {
                stretch = stretches.next();
                before += 1;
            }
            let inside = stretch.is_some_and(|run| run.first <= at);
            let cell = reader.cell(token, Marks::new(before, inside), words, titled);
            words += u32::from(cell.is_word());
            cells.push(cell);
        }
    }
    before += u32::from(stretch.is_some());
    cells.push(Cell { words, marks: Marks::new(before, false), ..Cell::default() });
    cells
}

impl<'a> Page<'a> {
    /// Reads a text: what its marks hold, and a cell a token. `model` tells which words may report.
    ///
    /// Behind a quotation that ends with a comma any word in "-ed" may report, also one that nobody listed: "“…,”
    /// quavered Lopez".
    pub(super) fn new(view: View<'a>, model: &Model<'_>) -> Self {
        let stretches = broken::mended(view);
        let lexicon = Lexicon::get();
        let cells = cells(view, &stretches, Reader { text: view.text(), lexicon, model });
        let mut page = Self { view, lexicon, cells, stretches };
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
        page
    }

    /// The tokens of `run` that frames may hang on, in order; none stands in quotation marks.
    pub(super) fn hooks(&self, run: Run) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let hook = |cell: &Cell| cell.traits.has(Traits::HOOK) && !cell.marks.is_inside();
        let cells = self.cells_of(run).iter().enumerate();
        cells.filter(move |(_, cell)| hook(cell)).map(move |(at, _)| run.first + at)
    }

    /// The quoted stretches that start in `run`, found by halves.
    pub(super) fn stretches(&self, run: Run) -> &[Run] {
        let from = self.stretches.partition_point(|stretch| stretch.first < run.first);
        let count = self.stretches[from..].partition_point(|stretch| stretch.first < run.end);
        &self.stretches[from..from + count]
    }

    /// The units: sentences, joined where a quoted stretch goes over their border, without a place line before the
    /// first.
    ///
    /// A question or exclamation mark inside closing marks ends a sentence for the segmenter, though the frame may
    /// still come: the next sentence of the paragraph is joined if a frame opens it ([`frame::answers`]).
    pub(super) fn units(&self) -> impl Iterator<Item = Run> {
        let mut sentences = self.view.sentences().peekable();
        std::iter::from_fn(move || {
            let sentence = sentences.next()?;
            let mut run = Run::new(sentence.first_token().index(), sentence.end_token().index());
            while let Some(next) = sentences.peek() {
                let next = Run::new(next.first_token().index(), next.end_token().index());
                let inside = self.stretch(run.end - 1).is_some_and(|stretch| stretch.end > run.end);
                let asks = self.closes(run.end - 1).is_some_and(|stretch| self.asks(stretch));
                let paragraph = self.paragraph(run.first);
                if !inside && (!asks || next.first >= paragraph.end || !frame::answers(self, run, next)) {
                    break;
                }
                run.end = next.end;
                sentences.next();
            }
            run.first = self.past_place_line(run);
            Some(run)
        })
    }

    /// The token after a place line that starts `run`, such as `OSLO, May 3 (Reuters) -`; the first token of `run` if
    /// there is none.
    ///
    /// Within 14 tokens a dash, before it only capitals, numbers and marks, with at least one bracket or word all in
    /// capitals.
    fn past_place_line(&self, run: Run) -> usize {
        /// No place line has more tokens, its dash included.
        const PLACE_LINE: usize = 14;
        let limit = run.end.min(run.first + PLACE_LINE);
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

    /// The paragraph of the token, as a run.
    pub(super) fn paragraph(&self, at: usize) -> Run {
        let paragraph = self.token(at).sentence().paragraph();
        Run::new(paragraph.first_token().index(), paragraph.end_token().index())
    }

    /// Whether the stretch ends with a question or exclamation mark, after which its sentence may go on.
    fn asks(&self, stretch: Run) -> bool {
        stretch.len() > 2 && self.token(stretch.end - 2).text().ends_with(['?', '!'])
    }

    /// The token of that number, which must be one of the text.
    pub(super) fn token(&self, at: usize) -> Token<'a> {
        self.view.token(TokenId::new(at))
    }

    /// The token's text; empty past the last token.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.view.get(at).map_or("", Token::text)
    }

    /// The last three bytes of the token, which may cut a letter; empty past the last token.
    pub(super) fn tail(&self, at: usize) -> &'a [u8] {
        const SUFFIX: usize = 3;
        let range = self.view.get(at).map_or(0..0, |token| token.span().range());
        &self.view.text().as_bytes()[range.start.max(range.end.saturating_sub(SUFFIX))..range.end]
    }

    /// The cell of the token; of what is past the text's end, that of no token.
    #[inline]
    fn cell(&self, at: usize) -> &Cell {
        &self.cells[at.min(self.cells.len() - 1)]
    }

    /// Whether the token has one of these traits.
    #[inline]
    fn has_trait(&self, at: usize, any: Traits) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.traits.has(any))
    }

    /// Whether the token has one of these flags.
    #[inline]
    fn has_flag(&self, at: usize, any: Flags) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.flags.has(any))
    }

    /// The number of the token's word: if rules name it, that of [`super::lexicon::number`].
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

    /// Whether the token's word has one of these classes, names aside ([`super::cell`]).
    #[inline]
    pub(super) fn has(&self, at: usize, any: Classes) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.classes.has(any))
    }

    /// Whether a token of `run` has one of these classes.
    #[inline]
    pub(super) fn holds(&self, run: Run, any: Classes) -> bool {
        self.cells_of(run).iter().any(|cell| cell.classes.has(any))
    }

    /// Whether a token of `run` is a pronoun that can be a subject.
    pub(super) fn holds_subject_pronoun(&self, run: Run) -> bool {
        self.cells_of(run).iter().any(|cell| cell.traits.has(Traits::SUBJECT))
    }

    /// The cells of the tokens of `run`, as far as the text goes.
    #[inline]
    fn cells_of(&self, run: Run) -> &[Cell] {
        let end = run.end.min(self.cells.len());
        &self.cells[run.first.min(end)..end]
    }

    /// The reporting verb at `at`; none inside quotation marks.
    #[inline]
    pub(super) fn verb(&self, at: usize) -> Option<Verb> {
        let cell = self.cells.get(at).filter(|cell| cell.traits.has(Traits::VERB))?;
        self.lexicon.at(cell.word).verb
    }

    /// Whether a reporting verb stands at `at`, outside quotation marks.
    #[inline]
    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.has_trait(at, Traits::VERB)
    }

    /// What the reporting noun at `at` may report; none inside quotation marks.
    pub(super) fn noun(&self, at: usize) -> Option<Frames> {
        let cell = self.cells.get(at).filter(|cell| cell.traits.has(Traits::NOUN))?;
        self.lexicon.at(cell.word).noun
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

    /// The quoted stretch that the token lies in, its marks included; none outside of quotation marks.
    pub(super) fn stretch(&self, at: usize) -> Option<Run> {
        self.cells.get(at)?.marks.stretch().map(|stretch| self.stretches[stretch])
    }

    /// Whether quotation marks open from `first` to before `end`. A stretch that opened before `first` does not
    /// count.
    pub(super) fn marks_within(&self, first: usize, end: usize) -> bool {
        let marks = self.cell(first).marks;
        let next = marks.before() + usize::from(self.stretch(first).is_some_and(|stretch| stretch.first < first));
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

    /// Whether the token closes quotation marks. The last token of a stretch need not: it may be left open.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        self.has_flag(at, Flags::CLOSE_MARK)
    }

    /// Whether the token is a comma, inside quotation marks too.
    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.is(at, word!(","))
    }

    /// Whether the token is a colon.
    pub(super) fn is_colon(&self, at: usize) -> bool {
        self.is(at, word!(":"))
    }

    /// Whether the token is a dash or a hyphen by itself.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.has_trait(at, Traits::DASH)
    }

    /// Whether the token is a round or square bracket.
    pub(super) fn is_bracket(&self, at: usize) -> bool {
        self.is_any(at, words!["(", ")", "[", "]"])
    }

    /// Whether the token ends a sentence outside quotation marks.
    #[inline]
    pub(super) fn is_terminal(&self, at: usize) -> bool {
        self.has_flag(at, Flags::TERMINAL)
    }

    /// Whether the token has a letter or digit.
    #[inline]
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.has_flag(at, Flags::LETTER.or(Flags::DIGIT))
    }

    /// Whether the token starts with a capital letter.
    #[inline]
    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.has_flag(at, Flags::CAPITALISED)
    }

    /// Whether the token is a name, as far as capitals tell: capitalised, and not a common word at the start of its
    /// sentence.
    #[inline]
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.has_trait(at, Traits::NAME)
    }

    /// Whether the token has a digit.
    #[inline]
    pub(super) fn has_digit(&self, at: usize) -> bool {
        self.has_flag(at, Flags::DIGIT)
    }

    /// Whether the token has more than four bytes.
    pub(super) fn is_long(&self, at: usize) -> bool {
        self.view.get(at).is_some_and(|token| token.span().len() > 4)
    }

    /// Whether the token is a pronoun that can be a subject, "there" and "you" among them.
    pub(super) fn is_subject_pronoun(&self, at: usize) -> bool {
        self.has_trait(at, Traits::SUBJECT)
    }

    /// Whether the token is an adverb that may stand before a verb: one of a list, or any word in "-ly".
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        self.has_trait(at, Traits::ADVERB)
    }

    /// Whether so many blanks follow the token that what comes behind them is something else, as a text after its
    /// headline: three bytes or more, no line break among them.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        let (end, start) = (self.token(at).span().end(), self.token(at + 1).span().start());
        start - end > 2 && !self.view.text()[Span::new(end, start)].contains('\n')
    }

    /// Where the tokens of `run` stand, from the first to the last. The run must not be empty.
    pub(super) fn span(&self, run: Run) -> Span {
        self.token(run.first).span().cover(self.token(run.end - 1).span())
    }

    /// Whether a token of `run` is a word.
    pub(super) fn has_words(&self, run: Run) -> bool {
        self.cell(run.first).words < self.cell(run.end).words
    }

    /// How many tokens of `run` are words, and how many of these stand in quotation marks.
    ///
    /// The first is a difference of counts; the second walks over the run, unless no stretch begins or ends in it.
    pub(super) fn words(&self, run: Run) -> (usize, usize) {
        let (first, end) = (self.cell(run.first), self.cell(run.end));
        let all = end.words.saturating_sub(first.words) as usize;
        if all == 0 || !first.marks.is_inside() && first.marks == end.marks {
            return (all, 0);
        }
        (all, self.cells_of(run).iter().filter(|cell| cell.is_word() && cell.marks.is_inside()).count())
    }
}

/// Where clauses stand, as far as the forms of their verbs and the words beside them tell.
impl Page<'_> {
    /// Whether a finite verb stands at `at`; never inside quotation marks, of a capital, and of the first token.
    ///
    /// 1. A modal or auxiliary is one; "'s" only behind a pronoun, for else it owns.
    /// 2. Not behind an article, preposition, possessive or mark other than a comma or closing quotation marks: there
    ///    a noun stands.
    /// 3. An irregular past is one by itself ("fell"); an ambiguous one ("left"), a reporting past and a longer word
    ///    in "-ed" only behind a word or closing marks: "the firm left", but "a firm, based in Leeds".
    /// 4. A present needs a singular or a comma before it and an object or adverbial behind it: "the mayor pays the
    ///    bill".
    /// 5. A base form needs a plural subject before it: "they pay", "workers pay the bill".
    pub(super) fn is_finite(&self, at: usize) -> bool {
        if self.stretch(at).is_some() || self.is_capitalised(at) || at == 0 {
            return false;
        }
        let before = at - 1;
        if self.has(at, Classes::MODAL.or(Classes::AUXILIARY)) {
            return !self.is_any(at, words!["'s", "’s"]) || self.is_subject_pronoun(before);
        }
        let noun_follows = Classes::DETERMINER.or(Classes::PREPOSITION).or(Classes::CONJUNCTION);
        let owned = |at: usize| self.is_any(at, words!["'s", "’s", "his", "her", "its", "their", "our", "my", "your"]);
        if self.has(before, noun_follows) && !self.is_any(before, words!["that", "which", "all", "and", "but", "or"])
            || owned(before)
            || !self.is_word(before) && !self.is_comma(before) && self.closes(before).is_none()
        {
            return false;
        }
        let reports = |inflection| self.verb(at).is_some_and(|verb| verb.inflection == inflection && !verb.noun);
        if self.has_trait(at, Traits::PAST) {
            return true;
        }
        if self.has_trait(at, Traits::MAYBE)
            || reports(Inflection::Past)
            || self.is_long(at) && self.ends(at, Ending::Ed)
        {
            // "a firm, based in Leeds, …", "the money spent".
            return self.is_word(before) || self.closes(before).is_some();
        }
        if self.has_trait(at, Traits::PRESENT)
            || self.verb(at).is_some_and(|verb| verb.inflection == Inflection::Present)
        {
            let singular = self.is_word(before) && (!self.ends(before, Ending::S) || self.is_name(before));
            return (singular || self.is_comma(before)) && self.opens_object(at + 1);
        }
        let base =
            self.has_trait(at, Traits::BASE) || self.verb(at).is_some_and(|verb| verb.inflection == Inflection::Base);
        base && (self.is_any(before, words!["they", "we", "i", "you", "who", "people", "men", "women", "most", "many"])
            || self.ends(before, Ending::S) && self.opens_object(at + 1))
    }

    /// Whether the word is a past that is as often something else: "left".
    pub(super) fn may_be_past(&self, at: usize) -> bool {
        self.has_trait(at, Traits::MAYBE)
    }

    /// Whether the word looks like a finite verb, whatever stands beside it.
    pub(super) fn has_verb_form(&self, at: usize) -> bool {
        let traits = Traits::PAST.or(Traits::MAYBE).or(Traits::ED).or(Traits::S);
        self.has_trait(at, traits)
    }

    /// Whether an object or adverbial starts at `at`, or nothing more.
    fn opens_object(&self, at: usize) -> bool {
        let opens = Classes::DETERMINER
            .or(Classes::PREPOSITION)
            .or(Classes::WH)
            .or(Classes::SUBORDINATOR)
            .or(Classes::CONJUNCTION)
            .or(Classes::NUMBER)
            .or(Classes::ORDINAL)
            .or(Classes::WEEKDAY)
            .or(Classes::DEICTIC);
        !self.is_word(at)
            || self.has(at, opens)
            || self.is_adverb(at)
            || self.has_digit(at)
            || self.is_name(at)
            || self.is_subject_pronoun(at)
            || self.is_any(at, words!["to", "him", "her", "them", "us", "me", "his", "its", "their", "too"])
    }

    /// Whether a clause of its own stands in `run`: a finite verb that hangs on no relative pronoun. The first token
    /// of the run is no verb of it.
    pub(super) fn holds_clause(&self, run: Run) -> bool {
        (run.first + 1..run.end).any(|at| {
            let subject = (run.first..at).rev().find(|&at| !self.is_adverb(at));
            self.is_finite(at) && subject.is_none_or(|at| !self.is_any(at, words!["who", "which", "that"]))
        })
    }

    /// Whether all words of a short stretch are capitalised, as in the title of a work: two to six words, those of
    /// four letters or fewer aside, and at least two capitals.
    pub(super) fn is_title(&self, stretch: Run) -> bool {
        /// No title has more words.
        const TITLE: usize = 6;
        let inside = || (stretch.first + 1..stretch.end).filter(|&at| self.is_word(at));
        let (words, capitals) = (inside().count(), inside().filter(|&at| self.is_capitalised(at)).count());
        (2..=TITLE).contains(&words) && inside().all(|at| self.is_capitalised(at) || !self.is_long(at)) && capitals > 1
    }
}
