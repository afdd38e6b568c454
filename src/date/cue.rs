//! Cues: the words that tell whether a clause looks back or ahead.

use super::index::{Index, Rows};
use crate::segment::Token;

/// What a word tells, as a set of bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue(u16);

impl Cue {
    const NONE: Self = Self(0);
    /// A past form that does not end in "ed".
    pub(super) const PAST: Self = Self(1);
    /// Ends in "ed" and is no past form.
    pub(super) const NO_PAST: Self = Self(1 << 1);
    /// Says that something is still to come.
    pub(super) const PLANNED: Self = Self(1 << 2);
    /// A verb that news writes in the present of what is fixed.
    pub(super) const SCHEDULED: Self = Self(1 << 3);
    /// An infinitive after it is still to come.
    pub(super) const LEADS: Self = Self(1 << 4);
    /// An infinitive after its object is still to come.
    pub(super) const ASKS: Self = Self(1 << 5);
    /// A past or perfect auxiliary.
    pub(super) const HAD: Self = Self(1 << 6);
    /// A present form of "be".
    pub(super) const IS: Self = Self(1 << 7);
    /// A modal that the word list does not have as one.
    pub(super) const MODAL: Self = Self(1 << 8);
    /// An adverb inside a verb group.
    pub(super) const ADVERB: Self = Self(1 << 9);
    /// A possessive.
    pub(super) const OWNS: Self = Self(1 << 10);
    /// A noun of what is mostly still to come.
    pub(super) const COMING: Self = Self(1 << 11);
    /// A preposition of limits.
    pub(super) const LIMIT: Self = Self(1 << 12);
    /// "Starting", before a time.
    pub(super) const STARTING: Self = Self(1 << 13);

    /// The cues of a token.
    pub(super) fn of(token: Token<'_>) -> Self {
        INDEX.find(ROWS, token.text()).unwrap_or(Self::NONE)
    }

    /// Whether the two share a bit.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The cues of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
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
        "hope hoped hopes hoping intend intended intends plan planning plans going likely ready about agreed supposed",
    ),
    (Cue::LEADS, "poised bound needs prepares preparing decided vowed promised pledged be agreement deal proposal"),
    (Cue::LEADS.or(Cue::ASKS), "expect expects invited ordered urged want wanted wants"),
    (Cue::LEADS.or(Cue::IS), "is are"),
    (Cue::ASKS, "ask asked asks called calls instructed invite order orders urge urges"),
    (Cue::HAD, "was were had did has have 've ’ve"),
    (Cue::IS, "am 're ’re"),
    (Cue::MODAL, "'ll ’ll wo"),
    (Cue::ADVERB, "still also now then soon already never only just most more"),
    (Cue::OWNS, "'s ’s its their his her your our my"),
    (Cue::COMING, "deadline election elections vote ballot referendum hearing summit launch runoff match game"),
    (Cue::LIMIT, "before by until till through to"),
    (Cue::STARTING, "starting beginning"),
];

static INDEX: Index = Index::new(ROWS);
