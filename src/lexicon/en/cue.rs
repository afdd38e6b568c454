//! Cues: the words beside a temporal expression that tell what it is, or whether its clause looks back or ahead.
//!
//! Each word has a set of bits, for it may tell several things: "expected" is of plans, and asks for an infinitive;
//! "the" stands before expressions, and makes "May" a month unless a name starts. A stage looks a word up once by its
//! hash and asks for bits.
//!
//! What is told of verbs is not grammar but what news does with them: "opens" is in the present of what is fixed, and
//! of a day to come; "due" is of a plan, whatever its tense. Regular pasts are not listed, for their ending shows
//! them; what ends in "ed" and is none is.
//!
//! | bits | asked by | for |
//! |---|---|---|
//! | `PAST` to `STARTING`, `COMES`, `TO`, `ARRANGED` | the verb of a clause | "is set for Friday" |
//! | `TIMED`, `JOINS`, `NUMBERS`, `COUNTED`, `NAMES_NUMBER`, `DELIVERED` | days, months, years | "in May" |
//! | `RATED`, `FILLER`, `YOUNG`, `PAPER`, `DETERMINES` | lengths, sets, weekdays, periods | "Sunday Times" |
//! | `TENS`, `MATCH`, `BUSINESS`, `STREET` | the sense of a sentence | "the second quarter" |

use crate::lexicon::bits::bit_set;
use crate::lexicon::index::{Index, Rows, total};

/// What a word tells, as a set of bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue(u32);

bit_set!(pub(crate) Cue);

impl Cue {
    /// No cue.
    pub(crate) const NONE: Self = Self(0);
    /// A past form that does not end in "ed": "met", "fell".
    pub(crate) const PAST: Self = Self(1);
    /// Ends in "ed" and is no past form: "need", "hundred".
    pub(crate) const NO_PAST: Self = Self(1 << 1);
    /// Says that something is still to come: "due", "scheduled", "upcoming".
    pub(crate) const PLANNED: Self = Self(1 << 2);
    /// A verb that news writes in the present of what is fixed: "opens", "expires".
    pub(crate) const SCHEDULED: Self = Self(1 << 3);
    /// An infinitive after it is still to come: "plans to", "is to", "a deal to".
    pub(crate) const LEADS: Self = Self(1 << 4);
    /// An infinitive after its object is still to come: "urged the unit to".
    pub(crate) const ASKS: Self = Self(1 << 5);
    /// A past or perfect auxiliary: "was", "had", "did"; "have" too, of what is over.
    pub(crate) const HAD: Self = Self(1 << 6);
    /// A present form of "be": before a participle it tells of what is to come, "is meeting on Friday".
    pub(crate) const IS: Self = Self(1 << 7);
    /// A modal that the word list does not have as one: "'ll", and "wo" of "won't".
    pub(crate) const MODAL: Self = Self(1 << 8);
    /// An adverb inside a verb group: "is still expected".
    pub(crate) const ADVERB: Self = Self(1 << 9);
    /// A possessive: "its", "'s".
    pub(crate) const OWNS: Self = Self(1 << 10);
    /// A noun of what is mostly still to come: "Friday's deadline", "the Nov. 3 election".
    pub(crate) const COMING: Self = Self(1 << 11);
    /// A preposition of limits: "by Friday" tells of no past.
    pub(crate) const LIMIT: Self = Self(1 << 12);
    /// "Starting", before a time.
    pub(crate) const STARTING: Self = Self(1 << 13);

    /// A word after which even "May" is a month: "in May", "early May".
    pub(crate) const TIMED: Self = Self(1 << 14);
    /// A word after which "May" is a month unless it starts a name: "of May", but "of May Lopez".
    pub(crate) const JOINS: Self = Self(1 << 15);
    /// A word before a number that is no year: "$1998", "flight 1998".
    pub(crate) const NUMBERS: Self = Self(1 << 16);
    /// What a number counts that is no day or year: "March 3 people", "1998 troops".
    pub(crate) const COUNTED: Self = Self(1 << 17);
    /// What recurs when "a day" or "a year" follows: "five times a day", "40 percent a year".
    pub(crate) const RATED: Self = Self(1 << 18);
    /// A newspaper, after a weekday in its name: "Sunday Times".
    pub(crate) const PAPER: Self = Self(1 << 19);
    /// One so young that months are an age: "her six-month-old son".
    pub(crate) const YOUNG: Self = Self(1 << 20);
    /// What may stand between a number and its unit: "two full days", "three trading days".
    pub(crate) const FILLER: Self = Self(1 << 21);
    /// A determiner or possessive before an expression.
    pub(crate) const DETERMINES: Self = Self(1 << 22);
    /// "To", which starts infinitives.
    pub(crate) const TO: Self = Self(1 << 23);

    /// A plain form, which a subject in the plural goes with, of a verb for what is fixed.
    pub(crate) const COMES: Self = Self(1 << 24);
    /// A word beside which tens are degrees, points or an age: "temperatures in the 70s".
    pub(crate) const TENS: Self = Self(1 << 25);
    /// A word of sport: "touchdown", "coach".
    pub(crate) const MATCH: Self = Self(1 << 26);
    /// A word of business: "profit", "exports".
    pub(crate) const BUSINESS: Self = Self(1 << 27);
    /// What ends the name of a street.
    pub(crate) const STREET: Self = Self(1 << 28);
    /// A word that a number follows in a name, in capitals: "Resolution 1973", "Boeing 2000".
    pub(crate) const NAMES_NUMBER: Self = Self(1 << 29);

    /// What is delivered in the month before it: "March delivery".
    pub(crate) const DELIVERED: Self = Self(1 << 30);

    /// A noun of what is arranged beforehand: "invited them to a ceremony on March 12".
    pub(crate) const ARRANGED: Self = Self(1 << 31);

    /// What may end a verb group, beside forms in "ed" and the modals of the word list.
    pub(crate) const VERBAL: Self = Self::PAST
        .or(Self::PLANNED)
        .or(Self::SCHEDULED)
        .or(Self::COMES)
        .or(Self::HAD)
        .or(Self::IS)
        .or(Self::MODAL)
        .or(Self::TO);

    /// The cues of the word of that hash; none for a word that is not listed.
    #[inline]
    pub(crate) fn of(hash: u64) -> Self {
        INDEX.find(hash)
    }
}

const ROWS: &Rows<Cue> = &[
    (
        Cue::PAST,
        "ate beat became began bent bit blew bore bought broke brought built burst came cast caught chose clung",
    ),
    (
        Cue::PAST,
        "cost crept cut dealt died drank drew drove dug fed fell felt fled flew forbade fought found froze gave got",
    ),
    (
        Cue::PAST,
        "grew heard held hid hit hung hurt kept knew laid lay led left let lost made meant met overcame oversaw",
    ),
    (
        Cue::PAST,
        "overthrew paid put quit ran rang read rode rose said sang sank sat saw sent shed shone shook shot shut slept",
    ),
    (
        Cue::PAST,
        "slid sold sought spent split spoke sprang spread stole stood struck stuck swam swept swore swung taught",
    ),
    (Cue::PAST, "thought threw took tore understood undertook went wept withdrew woke won wore wrote"),
    (Cue::PAST.or(Cue::LEADS), "set"),
    (Cue::PAST.or(Cue::ASKS), "told"),
    (Cue::NO_PAST, "need hundred speed indeed feed preferred"),
    (Cue::PLANNED, "due scheduled slated planned payable effective upcoming forthcoming tentatively"),
    (Cue::PLANNED.or(Cue::ASKS), "expected"),
    (
        Cue::SCHEDULED,
        "arrive arrives begin begins becomes closes ends expire expires goes leave leaves mature matures meet meets",
    ),
    (Cue::SCHEDULED, "opens reconvenes resume resumes returns starts takes"),
    (
        Cue::LEADS,
        "hope hoped hopes hoping intend intended intends plan planning plans going likely ready agreed supposed",
    ),
    (Cue::LEADS, "poised bound needs prepares preparing decided vowed promised pledged be agreement deal proposal"),
    (Cue::LEADS.or(Cue::ASKS), "expect expects invited ordered urged want wanted wants"),
    (Cue::LEADS.or(Cue::IS), "is are"),
    (Cue::ASKS, "ask asked asks called calls instructed invite order orders urge urges"),
    (Cue::HAD, "was were had did has have 've ’ve"),
    (Cue::IS, "am 're ’re"),
    (Cue::MODAL, "'ll ’ll wo"),
    (Cue::ADVERB, "still also now then soon already never only just most more"),
    (Cue::OWNS, "'s ’s your my"),
    (Cue::OWNS.or(Cue::DETERMINES), "her his our"),
    (Cue::OWNS.or(Cue::DETERMINES).or(Cue::JOINS), "its their"),
    (Cue::DETERMINES, "an that"),
    (Cue::DETERMINES.or(Cue::JOINS), "a the"),
    (Cue::DETERMINES.or(Cue::TIMED), "this"),
    (Cue::COMING, "deadline election elections ballot referendum hearing summit"),
    (Cue::LIMIT.or(Cue::JOINS), "before through"),
    (Cue::LIMIT.or(Cue::JOINS).or(Cue::TO), "to"),
    (Cue::LIMIT.or(Cue::TIMED), "by until till"),
    (Cue::STARTING.or(Cue::JOINS), "starting beginning"),
    (Cue::TIMED, "in since last next early late mid during each every"),
    (Cue::JOINS, "of from after between and or for previous past - – coming following around on into ending as"),
    (Cue::NUMBERS, "$ £ € # no. some nearly least flight number room page"),
    (Cue::NUMBERS.or(Cue::JOINS).or(Cue::LEADS), "about"),
    (Cue::NUMBERS.or(Cue::JOINS), "than"),
    (Cue::COUNTED, "per million billion points feet miles meters metres kilometers kilometres euros yen troops"),
    (Cue::COUNTED, "soldiers jobs"),
    (Cue::COUNTED.or(Cue::RATED), "% people dollars tonnes tons barrels"),
    (Cue::RATED, "once twice flights"),
    (Cue::RATED.or(Cue::PAPER), "times"),
    (Cue::PAPER, "mail post telegraph herald mirror express star world tribune independent"),
    (Cue::YOUNG, "son daughter baby boy girl child infant twins grandson granddaughter puppy"),
    (Cue::FILLER, "full single successive consecutive straight trading working business whole calendar fiscal"),
    (Cue::COMING.or(Cue::COMES), "vote launch"),
    (Cue::COMING.or(Cue::MATCH), "match game runoff"),
    (Cue::COUNTED.or(Cue::RATED).or(Cue::BUSINESS), "percent"),
    (Cue::COUNTED.or(Cue::TENS), "degrees"),
    (Cue::COUNTED.or(Cue::BUSINESS), "shares"),
    (Cue::NUMBERS.or(Cue::STREET), "highway"),
    (Cue::COUNTED.or(Cue::COMES), "votes"),
    (
        Cue::COUNTED,
        "sheep cattle pages seats rooms copies km m kg mph rpm hectares acres yards calories words units homes houses",
    ),
    (Cue::COUNTED.or(Cue::MATCH), "games goals runs"),
    (
        Cue::COMES,
        "open close start end run choose elect face host play travel fly hold go take return depart reopen convene",
    ),
    (Cue::COMES, "gather sail kick see decide tour plays faces hosts visits holds travels launches"),
    (Cue::COMES, "flies tours elects chooses decides hears hear sits sit debates"),
    (
        Cue::TENS,
        "temperature temperatures highs lows fahrenheit celsius thermometer thermometers mercury humidity sunny scores score",
    ),
    (Cue::TENS.or(Cue::MATCH), ""),
    (Cue::TENS, "aged ages"),
    (
        Cue::MATCH,
        "touchdown touchdowns quarterback halftime coach team fans kicked scored scoring trailed basket rebounds",
    ),
    (Cue::MATCH, "striker goalkeeper scorer lead leads trailing fumble interception header penalty"),
    (
        Cue::BUSINESS,
        "sales profit profits revenue revenues earnings income growth economy gdp output losses exports imports demand",
    ),
    (Cue::BUSINESS, "inflation dividend investors analysts prices market markets production company brewer"),
    (
        Cue::STREET,
        "street st st. avenue ave ave. road rd rd. drive boulevard blvd blvd. lane parkway pkwy terrace crescent",
    ),
    (
        Cue::NAMES_NUMBER,
        "resolution route suite unit apt apt. bus channel interstate directive decree regulation proposition bill box section",
    ),
    (Cue::NAMES_NUMBER, "article chapter model gt pc rtx gtx boeing airbus pier gate apartment psalm windows rule"),
    (Cue::ARRANGED, "ceremony trip wedding conference gala concert congress"),
    (Cue::ARRANGED.or(Cue::COMES), "visit"),
    (Cue::DELIVERED, "delivery futures shipment shipments"),
];

static INDEX: Index<Cue, { total(ROWS) }> = Index::new(ROWS, Cue::NONE);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word_hash;

    #[test]
    fn every_word_has_the_cues_of_its_row() {
        for (row, list) in ROWS {
            for word in list.split(' ') {
                assert!(Cue::of(word_hash(word)) == *row, "{word:?}");
            }
        }
    }
}
