//! Amounts: money, percentages, measures and counts, with their values.
//!
//! A sentence with a number is cut into atoms ([`mod@line`]): tokens, and the pieces of tokens that hyphens and
//! digits part. A number in figures or words ([`number`]) becomes an amount by what stands beside it. What is
//! asked first wins, at each atom from left to right ([`quantity`]):
//!
//! | what | example | value, unit, object |
//! |---|---|---|
//! | [`share`] | two thirds of voters | 66.666667 percent |
//! | [`count::vague`] | dozens of houses | >= 24 houses |
//! | [`multiple`] | profit doubled | 100 percent |
//! | [`count::vote`] | a 52-48 vote | 52 vote; 48 vote |
//! | [`count::none`] | no casualties | 0 casualties |
//! | [`money::signed`] | $3.2 billion | 3200000000 USD |
//! | [`money::named`] | 5 million euros | 5000000 EUR |
//! | [`percent`] | two percentage points | 2 percentage point |
//! | [`measure`] | 40 square miles | 40 `[smi_us]` |
//! | [`inherited`] | from 24 to 33 billion euros | 24000000000 EUR; 33000000000 EUR |
//! | [`count::count`] | 12 people were killed | 12 people killed |
//!
//! What stands before an amount or behind it makes it rough ([`compare`]). Values are exact ([`decimal`]): no
//! float is on the way.
//!
//! What a date holds is no amount ("12 March", "9:30"), but for ages, which dates hold as spans of time. A
//! number that goes with a word to a name ("Flight 12", "S&P 500"), a rank, a score or a year is none either.

mod compare;
mod count;
mod decimal;
mod dollar;
mod line;
mod measure;
mod money;
mod multiple;
mod number;
mod percent;
mod person;
mod rule;
mod share;

use crate::date::Dates;
use crate::id::{AmountId, SentenceId};
use crate::lexicon::Classes;
use crate::lexicon::en::quantity::DEEDS;
use crate::parts::Shift;
use crate::segment::Segments;
use crate::span::Span;
use decimal::Decimal;
use line::{Joined, Line};
use number::Number;
pub use rule::Rule;

/// Finds amounts and their values.
///
/// Immutable and without state of its own: one counter serves all threads.
///
/// # Example
///
/// ```
/// use dateline::{AmountType, Comparison, Counter, Dater, Segmenter};
///
/// let text = "At least 12 people were hurt and damage is put at $3.5 million.";
/// let segments = Segmenter::new().segment(text);
/// let dates = Dater::new().date(text, &segments, None);
/// let amounts = Counter::new().count(text, &segments, &dates);
/// let found: Vec<_> = amounts.iter().map(|amount| (amount.kind(), amount.comparison(), amount.value())).collect();
/// assert_eq!(found, [
///     (AmountType::Count, Comparison::AtLeast, "12"),
///     (AmountType::Money, Comparison::Equal, "3500000"),
/// ]);
/// let hurt = amounts.iter().next().unwrap();
/// assert_eq!(hurt.object(text).as_deref(), Some("people hurt"));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Counter;

/// The amounts of one text.
// Invariants: in text order, apart from each other, each inside one sentence.
/// The amounts of one text: in text order, apart from each other, each inside one sentence.
#[derive(Clone, Debug, Default)]
pub struct Amounts {
    rows: Vec<AmountRow>,
}

/// An amount as it is kept.
#[derive(Clone, Debug)]
struct AmountRow {
    span: Span,
    sentence: SentenceId,
    /// The value, as a decimal number without superfluous noughts.
    value: String,
    /// The higher end of a range.
    value_high: Option<String>,
    comparison: Comparison,
    kind: AmountType,
    /// See [`Amount::unit`].
    unit: Option<&'static str>,
    /// Whether it is in dollars, and nothing says whose.
    bare: bool,
    /// The noun that is counted.
    object: Option<Span>,
    /// What happened to those who are counted.
    fate: Option<Span>,
    rule: Rule,
}

/// What an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AmountType {
    /// A sum of a currency.
    Money,
    /// A percentage, or percentage points.
    Percent,
    /// How many.
    Count,
    /// So much of a unit.
    Measure,
}

impl AmountType {
    /// The name that the `amounts` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Measure => "measure",
        }
    }
}

/// How the amount and its value compare: "about 50" is about 50, "more than 50" is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Comparison {
    /// It is that.
    Equal,
    /// About the value, on either side.
    About,
    /// Less than the value.
    Less,
    /// More than the value.
    More,
    /// The value at most: "up to", "no more than".
    AtMost,
    /// The value at least: "or more", and plurals of numbers ("dozens").
    AtLeast,
    /// From the value to the higher one.
    Range,
}

impl Comparison {
    /// The sign that the `amounts` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::About => "~",
            Self::Less => "<",
            Self::More => ">",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::Range => "range",
        }
    }
}

/// An amount as a rule read it: places are numbers of atoms.
#[derive(Clone, Copy, Debug)]
struct Quantity {
    /// Its first atom and the one after its last.
    start: usize,
    end: usize,
    /// The value, or the lower end of a range.
    value: Decimal,
    high: Option<Decimal>,
    /// What it is.
    kind: AmountType,
    unit: Option<&'static str>,
    /// The noun that is counted, or whose age it is.
    object: Option<Span>,
    fate: Option<Span>,
    /// Whether the fate is told before the number: "killing six".
    deed: bool,
    /// What read it.
    rule: Rule,
}

impl Quantity {
    /// A number as an amount from one atom to before another, of no unit and no object.
    const fn new(start: usize, end: usize, number: &Number, kind: AmountType, rule: Rule) -> Self {
        Self {
            start,
            end,
            value: number.value,
            high: number.high,
            kind,
            unit: None,
            object: None,
            fate: None,
            deed: false,
            rule,
        }
    }
}

impl Counter {
    /// A counter with the program's rules.
    pub const fn new() -> Self {
        Self
    }

    /// Finds the amounts of `text`; what `dates` holds is none.
    ///
    /// Total: every text has a result, in time linear in its length.
    pub fn count(self, text: &str, segments: &Segments, dates: &Dates) -> Amounts {
        self.count_in(text, segments, dates, None)
    }

    /// [`Counter::count`] in an article about a country, by its ISO 3166-1 alpha-2 code: dollars of no country
    /// are that country's if it has its own, unless the text names those too.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::{Counter, Dates, Segmenter};
    ///
    /// let text = "The bridge will cost $3 million.";
    /// let segments = Segmenter::new().segment(text);
    /// let amounts = Counter::new().count_in(text, &segments, &Dates::default(), Some("NZ"));
    /// assert_eq!(amounts.iter().next().unwrap().unit(), Some("NZD"));
    /// ```
    pub fn count_in(self, text: &str, segments: &Segments, dates: &Dates, country: Option<&str>) -> Amounts {
        let mut rows = Self::rows(text, segments, dates);
        if let Some(own) = country.and_then(dollar::of).filter(|own| rows.iter().all(|row| row.unit != Some(own))) {
            rows.iter_mut().filter(|row| row.bare).for_each(|row| row.unit = Some(own));
        }
        Amounts { rows }
    }

    /// The amounts of a text, dollars without a country being the United States'.
    fn rows(text: &str, segments: &Segments, dates: &Dates) -> Vec<AmountRow> {
        let view = segments.view(text);
        let mut rows = Vec::new();
        let mut atoms = line::Atoms::default();
        let mut context = Context::default();
        let mut dated = dates.iter().map(crate::date::Timex::span).peekable();
        for sentence in view.sentences() {
            if !atoms.read(view, sentence) {
                continue;
            }
            let line = atoms.line(text);
            let mut at = 0;
            let mut comparison = Comparison::Equal;
            context.last = None;
            while let Some(start) = line.next_start(at) {
                at = start + 1;
                let span = line.span(start, start + 1);
                while dated.peek().is_some_and(|date| date.end() <= span.start()) {
                    dated.next();
                }
                let in_date = dated.peek().is_some_and(|date| date.start() < span.end());
                let found = if in_date { aged(line, start) } else { quantity(line, start, &context) };
                let Some(found) = found else { continue };
                if !context.last.is_some_and(|before| restates(line, &before, &found)) {
                    comparison = compare::comparison(line, &found);
                }
                rows.push(found.row(line, sentence.id(), comparison));
                at = found.end.max(at);
                context.add(found);
            }
        }
        rows
    }
}

/// What the amounts before one say of it: a number alone takes its unit or noun from these.
#[derive(Debug, Default)]
struct Context {
    /// The amount before it in its sentence.
    last: Option<Quantity>,
    /// The currency that the text named last.
    money: Option<&'static str>,
    /// What the text counted last.
    counted: Option<Span>,
}

impl Context {
    /// Takes an amount in as the last one.
    fn add(&mut self, amount: Quantity) {
        match amount.kind {
            AmountType::Money => self.money = amount.unit,
            AmountType::Count => self.counted = amount.object.or(self.counted),
            AmountType::Percent | AmountType::Measure => {}
        }
        self.last = Some(amount);
    }
}

impl Quantity {
    /// The row of the amount, in a sentence.
    fn row(&self, line: Line<'_>, sentence: SentenceId, comparison: Comparison) -> AmountRow {
        let mut span = line.span(self.start, self.end);
        // The full stop of an abbreviation that ends the sentence is the sentence's: "900 sq ft."
        if line.is_last(self.end - 1) && line.text(self.end - 1).ends_with('.') {
            span = Span::new(span.start(), span.end() - 1);
        }
        AmountRow {
            span,
            sentence,
            value: self.value.to_string(),
            value_high: self.high.map(|high| high.to_string()),
            comparison,
            kind: self.kind,
            unit: self.unit,
            bare: dollar::is_bare(line, self),
            object: self.object,
            fate: self.fate,
            rule: self.rule,
        }
    }
}

/// Whether the amount tells the one before once more, in another unit: "60 miles (100 km)". It is then as rough
/// as that one.
fn restates(line: Line<'_>, before: &Quantity, amount: &Quantity) -> bool {
    let like = before.kind == amount.kind && matches!(amount.kind, AmountType::Money | AmountType::Measure);
    let directly = line.is(before.end, &["("]) && before.end + 1 == amount.start
        || line.is(before.end, &["/"]) && before.end + 1 == amount.start;
    like && directly && before.high.is_none() && amount.high.is_none()
}

/// How old someone is, which dates hold as a span of time: "34 years old" → 34 year.
fn aged(line: Line<'_>, at: usize) -> Option<Quantity> {
    let number = number::single(line, at)?;
    let age = measure::measure(line, at, &number)?;
    matches!(age.unit, Some("year" | "month" | "week" | "day")).then_some(age)
}

/// The amount that starts at an atom, by the first rule that reads one; nothing if none does.
fn quantity(line: Line<'_>, at: usize, context: &Context) -> Option<Quantity> {
    let last = context.last.as_ref();
    let odd = share::share(line, at)
        .or_else(|| count::vague(line, at))
        .or_else(|| multiple::multiple(line, at))
        .or_else(|| count::vote(line, at));
    if odd.is_some() {
        return odd;
    }
    if line.is(at, &["no"]) {
        return count::none(line, at);
    }
    let started = last.map_or(0, |last| last.end);
    let sum = money::signed(line, at).filter(|sum| sum.start >= started);
    let amount = sum.or_else(|| {
        let number = number::number(line, at)?;
        let unit = united(line, at, &number).or_else(|| inherited(line, at, &number, context));
        unit.or_else(|| count::count(line, at, &number, last, context.counted))
    })?;
    Some(ranged(line, amount))
}

/// The amount whose unit stands behind the number: a currency, percent, a measure.
fn united(line: Line<'_>, at: usize, number: &Number) -> Option<Quantity> {
    money::named(line, at, number)
        .or_else(|| percent::percent(line, at, number))
        .or_else(|| measure::measure(line, at, number))
}

/// The amount of a number alone whose unit another one tells: "from 24 to 33 billion euros", "from 208 kilos to
/// 193", "revenue of $5 billion after 4 billion", "280 million of the 1.5 billion yen".
///
/// In order: a number before "to" of a change, or before "of the", takes what the next one has, its scale too;
/// one behind "to" takes what the last one has; and a number of a million or more beside money, or of a billion
/// anywhere behind money, is of the currency that was named last. Nothing for a number that a noun follows.
fn inherited(line: Line<'_>, at: usize, number: &Number, context: &Context) -> Option<Quantity> {
    if line.joined(number.end) == Joined::Hyphen || number.high.is_some() {
        return None;
    }
    let like = |other: Quantity, value| Quantity {
        start: at,
        end: number.end,
        value,
        high: None,
        rule: Rule::Ellipsis,
        ..other
    };
    let of_the =
        number.large && line.is(number.end, &["of"]) && line.is(number.end + 1, &["the", "its", "his", "their"]);
    let to = line.is(number.end, &["to"]) && number::is_change(line, at);
    if to || of_the {
        let (scale, other) = next(line, number.end + 1 + usize::from(of_the))?;
        let value = if to && !number.large { number.value.scaled(scale)? } else { number.value };
        return (other.unit.is_some() || other.object.is_some()).then(|| like(other, value));
    }
    if is_followed(line, number.end) {
        return None;
    }
    let changed = |last: &Quantity| {
        let told = last.unit.is_some() || last.object.is_some();
        told && line.ends_with(at, &["to"]) && last.end + 1 == at && number::is_change(line, last.start)
    };
    if let Some(last) = context.last.filter(changed) {
        return Some(like(last, number.value));
    }
    // Billions of nothing are of money.
    let beside = context.last.is_some_and(|last| last.kind == AmountType::Money) && number.scale >= 6;
    let unit = context.money.filter(|_| beside || number.scale >= 9)?;
    let sum = Quantity::new(at, number.end, number, AmountType::Money, Rule::Ellipsis);
    Some(Quantity { unit: Some(unit), ..sum })
}

/// The amount that another one is told beside, with the scale of its number.
fn next(line: Line<'_>, at: usize) -> Option<(i8, Quantity)> {
    let number = number::number(line, at);
    if let Some(sum) = money::signed(line, at) {
        return Some((0, sum));
    }
    let number = number?;
    let amount = united(line, at, &number).or_else(|| count::count(line, at, &number, None, None))?;
    Some((number.scale, amount))
}

/// Whether a word follows that the number goes with, or another number.
fn is_followed(line: Line<'_>, at: usize) -> bool {
    line.is_letters(at) && !line.has(at, Classes::BINDING.or(Classes::MODAL).or(Classes::PRONOUN)) || line.is_figure(at)
}

/// The amount with the other end of the range that it begins: "five per cent to 20 per cent", "450 sq ft up to
/// 900 sq ft". The other end must have the same unit and be higher. A change is no range: "rose from 3 percent
/// to 5 percent" are two amounts.
fn ranged(line: Line<'_>, amount: Quantity) -> Quantity {
    let between = line.ends_with(amount.start, &["between"]) && line.is(amount.end, &["and"]);
    let to = line.is(amount.end, &["to", "–", "—"]);
    let up_to = line.is(amount.end, &["up"]) && line.is(amount.end + 1, &["to"]);
    if amount.high.is_some() || amount.unit.is_none() || !(between || to || up_to) {
        return amount;
    }
    if !between && (number::is_change(line, amount.start) || number::tells_change(line, amount.start, 3)) {
        return amount;
    }
    let next = amount.end + 1 + usize::from(up_to);
    let other =
        money::signed(line, next).or_else(|| number::single(line, next).and_then(|number| united(line, next, &number)));
    let same = |other: &Quantity| {
        other.kind == amount.kind
            && other.unit == amount.unit
            && other.high.is_none()
            && amount.value.is_below(other.value)
    };
    match other.filter(same) {
        Some(other) => Quantity { end: other.end, high: Some(other.value), ..amount },
        None => amount,
    }
}

impl Amounts {
    /// The amounts in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Amount<'_>> {
        self.rows.iter().enumerate().map(|(index, row)| Amount { row, id: AmountId::new(index) })
    }

    /// Adds the amounts of the part of the text that comes next; `shift` says by how much its offsets and ids
    /// go up.
    pub(crate) fn append(&mut self, part: Self, shift: Shift) {
        shift.extend(
            &mut self.rows,
            part.rows.into_iter().map(|row| AmountRow {
                span: shift.span(row.span),
                sentence: shift.sentence(row.sentence),
                object: row.object.map(|object| shift.span(object)),
                fate: row.fate.map(|fate| shift.span(fate)),
                ..row
            }),
        );
    }

    /// The number of amounts.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// What was done, as it is told of those whom it was done to: "killing six" of six who were killed. Any other
/// word stays. Case does not count: a sentence or a headline may begin with the deed.
fn done(fate: &str) -> &str {
    DEEDS.iter().find(|(deed, _)| deed.eq_ignore_ascii_case(fate)).map_or(fate, |(_, done)| done)
}

/// An amount: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Amount<'a> {
    row: &'a AmountRow,
    id: AmountId,
}

impl<'a> Amount<'a> {
    /// Its id.
    pub fn id(self) -> AmountId {
        self.id
    }

    /// Where the number and its unit stand, without what makes it rough; of a count the number alone.
    pub fn span(self) -> Span {
        self.row.span
    }

    /// The sentence that it is of.
    pub fn sentence(self) -> SentenceId {
        self.row.sentence
    }

    /// What it is.
    pub fn kind(self) -> AmountType {
        self.row.kind
    }

    /// Its value, as a decimal number: `3200000000`, `0.05`. Of a range the lower end.
    pub fn value(self) -> &'a str {
        &self.row.value
    }

    /// The higher end of a range; none for any other comparison.
    pub fn value_high(self) -> Option<&'a str> {
        self.row.value_high.as_deref()
    }

    /// How the amount and the value compare.
    pub fn comparison(self) -> Comparison {
        self.row.comparison
    }

    /// ISO 4217 for money, `percent` or `percentage point`, UCUM for measures, `year` and the like for ages;
    /// none for counts, and for plurals of numbers that count.
    pub fn unit(self) -> Option<&'static str> {
        self.row.unit
    }

    /// What is counted, and what happened to it: "people killed"; whose age it is. `text` must be the text that
    /// was read. White space is folded; where only the fate is told ("12 killed"), people are meant.
    pub fn object(self, text: &str) -> Option<String> {
        let noun = self.row.object.map(|span| &text[span]);
        let fate = self.row.fate.map(|span| done(&text[span]));
        let words = noun.or(fate.map(|_| "people"))?;
        let words = words.split_whitespace().chain(fate);
        Some(words.collect::<Vec<_>>().join(" "))
    }

    /// What decided it.
    pub fn rule(self) -> Rule {
        self.row.rule
    }
}
