//! Words of dates: every word that the rules of temporal expressions know, with what it stands for.
//!
//! An expression *rests* on a core word ([`Word::is_core`]: a month, a weekday, a unit, "yesterday", "now") and
//! grows over words that may stand beside it: glue before it ("the last", "early"), inner words ("of", "ago"),
//! tails ("local time"). The date stage hooks on the cores; a sentence without one is never read for dates.
//! What only glue starts is told by [`Starts`], so that of the stage's rules just those are asked that read
//! such expressions.
//!
//! ```text
//! early last March         early: Phase   last: Glue   March: Month (core)
//! the week of 10 May       the: Glue      week: Unit (core)   of: Inner   10: Digits   May: Month (core)
//! ```
//!
//! A word has one meaning; where it has two ("second", "may", "fall"), the stage's rules decide by its
//! neighbours.

use crate::lexicon::bits::bit_set;
use crate::lexicon::en::number::with_numbers;
use crate::lexicon::index::{Index, Rows, total, words};
use crate::lexicon::number;

/// What a word stands for inside a temporal expression.
// Those that no expression rests on stand first: whether one does is asked of every word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// Nothing.
    Other,
    /// As little as nothing, but goes on what another word starts: "local time", "Eid al-Fitr".
    Tail,
    /// A word or mark that may stand inside an expression, and what it may start; rules ask for its text.
    Glue(Starts),
    /// A word before a date that tells which part of it is meant: "early March", "late 1990s"; else as glue.
    Phase,
    /// A word that may start what makes an amount rough: "at least", "about"; else as glue.
    About,
    /// A word or mark that stands inside expressions and starts none: "of", "ago", "-".
    Inner,
    /// A word that starts the name of a holiday among other things: "good", "black".
    MayBeHoliday,
    /// A rank: "third", "17th". One is no core, for "first" is everywhere; before a month's name or behind it,
    /// it is the day.
    Ordinal(u32),
    /// A whole number and a half.
    Half(u32),
    /// A number word. It makes a core only as "nineteen", which starts a year in words.
    Number(u32),
    /// Digits, with how many there are: four may be a year or a time, one or two a day or an hour.
    Digits(u32, u8),
    /// A month, January being 1.
    Month(i8),
    /// A word that an expression may rest on; rules ask for its text: "now", "recently", "a.m.", "q1".
    Key,
    /// A weekday from Monday, 1.
    Weekday(i8),
    /// Its plural: "Fridays", which recur.
    Weekdays(i8),
    /// A unit of time.
    Unit(Unit),
    /// Its plural.
    Units(Unit),
    /// A season: "spring", "fall".
    Season(Season),
    /// A part of the day: "morning", "midnight".
    Part(Part),
    /// Days from the article's: "yesterday" is -1.
    Day(i8),
    /// How often: "daily".
    Often(Unit),
    /// A word that starts the name of a holiday, and is nothing else.
    Holiday,
    /// An hour and a minute, from digits: "9:30".
    Clock(i8, i8),
    /// Hours, minutes and seconds, from digits: what a clock measured ("2:48:17").
    Elapsed(u8, u8, u8),
    /// A decade with its plural ending: 199 for "1990s", 9 for "90s" and "nineties".
    Decade(i16),
    /// Three numbers between slashes: the first, the second and the year. Which of the first two is the month
    /// is the rules' to decide.
    Slashed(u16, u8, u16),
}

/// What the expressions are that a word may start, as a set of bits: rules that read others are not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Starts(u16);

bit_set!(pub(crate) Starts);

impl Starts {
    /// None.
    const NONE: Self = Self(0);
    /// What "the" alone starts: "the day after Christmas", "the night of Friday", "the week of March 10".
    pub(crate) const THE: Self = Self(1);
    /// "The end of 1994", "the late 1990s".
    pub(crate) const PHASED: Self = Self(1 << 1);
    /// "Every Friday".
    pub(crate) const SET: Self = Self(1 << 2);
    /// "This morning", "that night".
    pub(crate) const DAY: Self = Self(1 << 3);
    /// "The last Friday of March".
    pub(crate) const RANKED: Self = Self(1 << 4);
    /// "Next Friday", "a week from Friday".
    pub(crate) const WEEKDAY: Self = Self(1 << 5);
    /// "Last year's quarter".
    pub(crate) const FISCAL: Self = Self(1 << 6);
    /// "This summer".
    pub(crate) const NAMED: Self = Self(1 << 7);
    /// "The 17th of February", "’90s".
    pub(crate) const DATE: Self = Self(1 << 8);
    /// "Last month".
    pub(crate) const UNIT: Self = Self(1 << 9);
    /// "A few weeks", "the past three months".
    pub(crate) const MEASURED: Self = Self(1 << 10);
    /// "These days".
    pub(crate) const VAGUE: Self = Self(1 << 11);
    /// All points of the calendar.
    pub(crate) const POINT: Self = Self::THE
        .or(Self::DAY)
        .or(Self::RANKED)
        .or(Self::WEEKDAY)
        .or(Self::FISCAL)
        .or(Self::NAMED)
        .or(Self::DATE)
        .or(Self::UNIT);
    /// All of them.
    const ALL: Self = Self::POINT.or(Self::PHASED).or(Self::SET).or(Self::MEASURED).or(Self::VAGUE);
    /// What words for one of many start: "next", "previous".
    const ONE: Self = Self::WEEKDAY.or(Self::NAMED).or(Self::UNIT);
}

/// A unit of time, the shorter ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// "Seconds"; one second is a rank here: see the row of ordinals.
    Second,
    Minute,
    Hour,
    Day,
    /// Saturday and Sunday as one.
    Weekend,
    Week,
    /// Two weeks.
    Fortnight,
    Month,
    /// Three months, of the calendar or of a firm's year.
    Quarter,
    Year,
    /// Ten years: "decades ago". The name of one ("1990s") is [`Word::Decade`].
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

/// A season, in the order of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    /// "Autumn" and "fall", which is a verb as often.
    Autumn,
    Winter,
}

/// A part of the day, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Morning,
    /// "Noon" and "midday".
    Noon,
    Afternoon,
    Evening,
    /// "Night" and "overnight"; "tonight" is [`Word::Day`].
    Night,
    Midnight,
}

/// The vocabulary but for number words, family by family: what the words of a row stand for, and the words in
/// lower case.
const OWN: &Rows<Word> = &[
    (Word::Month(1), "january jan jan."),
    (Word::Month(2), "february feb feb."),
    (Word::Month(3), "march mar mar."),
    (Word::Month(4), "april apr apr."),
    (Word::Month(5), "may"),
    (Word::Month(6), "june jun jun."),
    (Word::Month(7), "july jul jul."),
    (Word::Month(8), "august aug aug."),
    (Word::Month(9), "september sept sept. sep sep."),
    (Word::Month(10), "october oct oct."),
    (Word::Month(11), "november nov nov."),
    (Word::Month(12), "december dec dec."),
    (Word::Weekday(1), "monday mon mon."),
    (Word::Weekday(2), "tuesday tue tue. tues tues."),
    (Word::Weekday(3), "wednesday wed wed. weds"),
    (Word::Weekday(4), "thursday thu thu. thur thur. thurs thurs."),
    (Word::Weekday(5), "friday fri fri."),
    (Word::Weekday(6), "saturday sat sat."),
    (Word::Weekday(7), "sunday sun sun."),
    (Word::Weekdays(1), "mondays"),
    (Word::Weekdays(2), "tuesdays"),
    (Word::Weekdays(3), "wednesdays"),
    (Word::Weekdays(4), "thursdays"),
    (Word::Weekdays(5), "fridays"),
    (Word::Weekdays(6), "saturdays"),
    (Word::Weekdays(7), "sundays"),
    (Word::Units(Unit::Second), "seconds"),
    (Word::Unit(Unit::Minute), "minute"),
    (Word::Units(Unit::Minute), "minutes"),
    (Word::Unit(Unit::Hour), "hour"),
    (Word::Units(Unit::Hour), "hours"),
    (Word::Unit(Unit::Day), "day"),
    (Word::Units(Unit::Day), "days"),
    (Word::Unit(Unit::Weekend), "weekend"),
    (Word::Units(Unit::Weekend), "weekends"),
    (Word::Unit(Unit::Week), "week"),
    (Word::Units(Unit::Week), "weeks"),
    (Word::Unit(Unit::Fortnight), "fortnight"),
    (Word::Units(Unit::Fortnight), "fortnights"),
    (Word::Unit(Unit::Month), "month"),
    (Word::Units(Unit::Month), "months"),
    (Word::Unit(Unit::Quarter), "quarter"),
    (Word::Units(Unit::Quarter), "quarters"),
    (Word::Unit(Unit::Year), "year"),
    (Word::Units(Unit::Year), "years"),
    (Word::Unit(Unit::Decade), "decade"),
    (Word::Units(Unit::Decade), "decades"),
    (Word::Unit(Unit::Century), "century"),
    (Word::Units(Unit::Century), "centuries"),
    (Word::Unit(Unit::Millennium), "millennium"),
    (Word::Units(Unit::Millennium), "millennia"),
    (Word::Season(Season::Spring), "spring springtime"),
    (Word::Season(Season::Summer), "summer summertime"),
    (Word::Season(Season::Autumn), "autumn fall"),
    (Word::Season(Season::Winter), "winter wintertime"),
    (Word::Part(Part::Morning), "morning mornings dawn daybreak sunrise"),
    (Word::Part(Part::Noon), "noon midday"),
    (Word::Part(Part::Afternoon), "afternoon afternoons"),
    (Word::Part(Part::Evening), "evening evenings dusk sunset"),
    (Word::Part(Part::Night), "night nights overnight"),
    (Word::Part(Part::Midnight), "midnight"),
    (Word::Day(-1), "yesterday"),
    (Word::Day(0), "today tonight"),
    (Word::Day(1), "tomorrow"),
    (Word::Often(Unit::Hour), "hourly"),
    (Word::Often(Unit::Day), "daily nightly"),
    (Word::Often(Unit::Week), "weekly"),
    (Word::Often(Unit::Fortnight), "fortnightly"),
    (Word::Often(Unit::Month), "monthly"),
    (Word::Often(Unit::Quarter), "quarterly"),
    (Word::Often(Unit::Year), "annually yearly"),
    (
        Word::Holiday,
        "christmas easter halloween juneteenth thanksgiving ramadan eid ashura passover purim hanukkah chanukah diwali",
    ),
    (Word::Holiday, "rosh yom sukkot pentecost"),
    (Word::Number(12), "dozen"),
    (Word::Number(100), "hundred"),
    (Word::Number(1_000), "thousand"),
    (Word::Number(1_000_000), "million"),
    (Word::Number(1_000_000_000), "billion"),
    (Word::Ordinal(1), "first"),
    // Also the unit, which news hardly ever counts by one.
    (Word::Ordinal(2), "second"),
    (Word::Ordinal(3), "third"),
    (Word::Ordinal(4), "fourth"),
    (Word::Ordinal(5), "fifth"),
    (Word::Ordinal(6), "sixth"),
    (Word::Ordinal(7), "seventh"),
    (Word::Ordinal(8), "eighth"),
    (Word::Ordinal(9), "ninth"),
    (Word::Ordinal(10), "tenth"),
    (Word::Ordinal(11), "eleventh"),
    (Word::Ordinal(12), "twelfth"),
    (Word::Ordinal(13), "thirteenth"),
    (Word::Ordinal(14), "fourteenth"),
    (Word::Ordinal(15), "fifteenth"),
    (Word::Ordinal(16), "sixteenth"),
    (Word::Ordinal(17), "seventeenth"),
    (Word::Ordinal(18), "eighteenth"),
    (Word::Ordinal(19), "nineteenth"),
    (Word::Ordinal(20), "twentieth"),
    (Word::Ordinal(30), "thirtieth"),
    (Word::Decade(2), "twenties"),
    (Word::Decade(3), "thirties"),
    (Word::Decade(4), "forties"),
    (Word::Decade(5), "fifties"),
    (Word::Decade(6), "sixties"),
    (Word::Decade(7), "seventies"),
    (Word::Decade(8), "eighties"),
    (Word::Decade(9), "nineties"),
    (Word::Key, "now nowadays current currently recent recently lately previously soon past future period"),
    (Word::Key, "q1 q2 q3 q4 h1 h2 half a.m. a.m am p.m. p.m pm o'clock o’clock gmt"),
    (Word::Glue(Starts::ALL), "the"),
    (Word::Glue(Starts::SET.or(Starts::WEEKDAY).or(Starts::FISCAL).or(Starts::MEASURED)), "a"),
    (Word::Glue(Starts::FISCAL.or(Starts::MEASURED)), "an its his her their"),
    (Word::Glue(Starts::FISCAL), "our comparable corresponding fiscal financial"),
    (Word::Glue(Starts::ONE.or(Starts::DAY).or(Starts::FISCAL).or(Starts::MEASURED)), "this"),
    (
        Word::Glue(
            Starts::ONE.or(Starts::SET).or(Starts::DAY).or(Starts::RANKED).or(Starts::FISCAL).or(Starts::MEASURED),
        ),
        "last",
    ),
    (Word::Glue(Starts::ONE.or(Starts::FISCAL).or(Starts::MEASURED)), "next"),
    (Word::Glue(Starts::DAY.or(Starts::FISCAL).or(Starts::UNIT)), "that"),
    (Word::Glue(Starts::MEASURED.or(Starts::VAGUE)), "these"),
    (Word::Glue(Starts::ONE.or(Starts::MEASURED).or(Starts::VAGUE)), "coming"),
    (Word::Glue(Starts::ONE.or(Starts::MEASURED)), "previous following"),
    (Word::Glue(Starts::ONE), "upcoming"),
    (Word::Glue(Starts::UNIT.or(Starts::MEASURED)), "preceding"),
    (Word::Glue(Starts::UNIT), "prior ensuing same"),
    (Word::Glue(Starts::FISCAL.or(Starts::MEASURED)), "latest"),
    (Word::Glue(Starts::MEASURED), "those another several few many couple between"),
    (Word::Glue(Starts::MEASURED.or(Starts::RANKED)), "final"),
    (Word::Glue(Starts::DATE), "' ’ ‘"),
    (Word::Glue(Starts::PHASED), "end beginning start middle"),
    (Word::Glue(Starts::SET), "each every per"),
    (Word::Glue(Starts::NONE), "much additional right jr. patrick"),
    (
        Word::About,
        "about around approximately circa roughly some nearly almost more less fewer over under at up no just close",
    ),
    (Word::Phase, "early earlier late later mid post pre"),
    (Word::MayBeHoliday, "new valentine labor independence boxing lunar chinese memorial veterans columbus presidents"),
    (Word::MayBeHoliday, "martin good ash palm orthodox holy maundy whit ascension st. mother father anzac canada"),
    (Word::MayBeHoliday, "bastille black cyber election"),
    (Word::Inner, "of in on to and or by as than through until till before after from hence , - – — 's ’s"),
    (Word::Inner, "ago extra other full single successive entire whole consecutive straight calendar trading working"),
    (Word::Inner, "business long old olds eve luther king turn most least very local"),
    (Word::Inner, "near distant foreseeable so beyond ended ending est edt et pst pdt pt cst cdt ct utc bst cet"),
    (Word::Tail, "time hashanah kippur al ul fitr adha"),
];

/// Phrases before an amount with the modifier that they are; a longer one stands before what it ends with.
pub(crate) const ABOUT: &[(&[u64], &str)] = &[
    (words!("no more than"), "EQUAL_OR_LESS"),
    (words!("no less than"), "EQUAL_OR_MORE"),
    (words!("no fewer than"), "EQUAL_OR_MORE"),
    (words!("more than"), "MORE_THAN"),
    (words!("less than"), "LESS_THAN"),
    (words!("fewer than"), "LESS_THAN"),
    (words!("at least"), "EQUAL_OR_MORE"),
    (words!("at most"), "EQUAL_OR_LESS"),
    (words!("up to"), "EQUAL_OR_LESS"),
    (words!("close to"), "APPROX"),
    (words!("just over"), "MORE_THAN"),
    (words!("just under"), "LESS_THAN"),
    (words!("over"), "MORE_THAN"),
    (words!("under"), "LESS_THAN"),
    (words!("nearly"), "LESS_THAN"),
    (words!("almost"), "LESS_THAN"),
    (words!("about"), "APPROX"),
    (words!("around"), "APPROX"),
    (words!("roughly"), "APPROX"),
    (words!("approximately"), "APPROX"),
    (words!("some"), "APPROX"),
];

/// Zones by their abbreviations, which must be in capitals: "at 5 et al." is none.
pub(crate) const ZONES: &[u64] = words!("est edt et pst pdt pt cst cdt ct gmt utc bst cet");

/// The whole vocabulary.
const ROWS: &Rows<Word> = &with_numbers!(OWN, Word::Other, Word::Number as u32);

/// The vocabulary by the hashes of its words.
static INDEX: Index<Word, { total(ROWS) }> = Index::new(ROWS, Word::Other);

/// The words that an expression may rest on.
#[allow(dead_code, reason = "the build script asks")]
pub(crate) fn cores() -> impl Iterator<Item = &'static str> {
    ROWS.iter().filter(|(word, _)| word.is_core()).flat_map(|(_, list)| list.split(' '))
}

impl Word {
    /// What the vocabulary has for the word of that hash.
    #[inline]
    pub(crate) fn of(hash: u64) -> Self {
        INDEX.find(hash)
    }

    /// Whether an expression may go on at the word: whether the vocabulary has it at all.
    pub(crate) const fn goes_on(self) -> bool {
        !matches!(self, Self::Other)
    }

    /// Whether the word stands for nothing by itself: no expression starts or ends with it but for what stands
    /// before it.
    pub(crate) const fn is_other(self) -> bool {
        matches!(self, Self::Other | Self::Tail)
    }

    /// Whether an expression may rest on the word. Ranks and most number words are none: "third" and "twenty"
    /// are everywhere.
    pub(crate) const fn is_core(self) -> bool {
        match self {
            Self::Other
            | Self::Tail
            | Self::Glue(_)
            | Self::Phase
            | Self::About
            | Self::MayBeHoliday
            | Self::Inner
            | Self::Ordinal(_)
            | Self::Half(_) => false,
            // "Nineteen" starts a year in words.
            Self::Number(number) => number == 19,
            // A year or a time: "1990", "0930".
            Self::Digits(value, digits) => digits == 4 && value <= number::LATEST_NUMBER,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lexicon::{Lexicon, word_hash};

    #[test]
    fn every_word_stands_for_its_own_row() {
        let mut words = BTreeSet::new();
        for (row, list) in ROWS {
            for word in list.split(' ') {
                assert_eq!(Word::of(word_hash(word)), *row, "{word:?}");
                assert!(words.insert(word), "{word:?} stands twice");
                assert_eq!(word, word.to_lowercase());
            }
        }
    }

    #[test]
    fn the_word_list_tells_what_a_date_may_rest_on() {
        let lexicon = Lexicon::embedded();
        for (row, list) in ROWS {
            for word in list.split(' ') {
                assert_eq!(lexicon.known(word_hash(word)).1, u64::from(row.is_core()), "{word:?}");
            }
        }
    }
}
