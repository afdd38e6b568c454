//! Word classes: what the program's vocabulary says of a word, as a set of bits.
//!
//! A word may be of many classes: "May" is a month, a modal, a given name and a common word. Which of them
//! holds in its place is the rules' and the models' to decide. The classes are those of `gazetteers/words.tsv`,
//! by the names of [`Classes::NAMES`]; a class that is added there needs a line here and a bit of its own.
//! **Models read the bits**: the number of a class does not change.
//!
//! This file stands alone: the build script compiles it too.

use crate::lexicon::bits::bit_set;

/// A set of word classes.
///
/// The constants are the classes, one bit each; sets are joined with [`Classes::or`] and asked with
/// [`Classes::has`].
///
/// # Example
///
/// ```
/// use dateline::{Classes, Lexicon};
///
/// let classes = Lexicon::embedded().classes("monday");
/// assert!(classes.has(Classes::WEEKDAY));
/// assert!(!classes.has(Classes::MONTH));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Classes(u64);

/// Declares the classes: for each its bit, its constant, its name in the word list, and its doc.
macro_rules! classes {
    ($($bit:literal $constant:ident $name:literal $doc:literal)*) => {
        bit_set!(pub Classes);

impl Classes {
            $(#[doc = $doc] pub const $constant: Self = Self(1 << $bit);)*

            /// Every class with its name in `gazetteers/words.tsv`.
            pub const NAMES: &'static [(&'static str, Self)] = &[$(($name, Self::$constant)),*];
        }
    };
}

classes! {
    0 DETERMINER "determiner" "the, a, this, every …"
    1 PREPOSITION "preposition" "of, in, at …"
    2 CONJUNCTION "conjunction" "and, or, but …"
    3 SUBORDINATOR "subordinator" "that, whether, because …"
    4 AUXILIARY "auxiliary" "Forms of be, have and do."
    5 MODAL "modal" "will, would, may …"
    6 NEGATION "negation" "not, never …"
    7 WH "wh" "who, which, when …"
    8 FIRST_PERSON "first_person" "I, my, we …"
    9 SECOND_PERSON "second_person" "you, your …"
    10 HE_PRONOUN "he_pronoun" "he, him, his, himself."
    11 SHE_PRONOUN "she_pronoun" "she, her, hers, herself."
    12 IT_PRONOUN "it_pronoun" "it, its, itself."
    13 THEY_PRONOUN "they_pronoun" "they, them, their …"
    14 GIVEN_MALE "given_male" "Given names of men."
    15 GIVEN_FEMALE "given_female" "Given names of women."
    16 SURNAME "surname" "Family names."
    17 NAME_PARTICLE "name_particle" "van, bin, al … inside names."
    18 GENERATIONAL "generational" "Jr, III … after names."
    19 HONORIFIC "honorific" "Mr, Dr, Sir … before names."
    20 HONORIFIC_MALE "honorific_male" "Honorifics of men."
    21 HONORIFIC_FEMALE "honorific_female" "Honorifics of women."
    22 RANK "rank" "General, Col. …"
    23 OFFICE "office" "President, Senator …: roles that are capitalised before names."
    24 ROLE "role" "Any noun for a person in a role: analyst, spokesman …"
    25 ROLE_PLURAL "role_plural" "Plurals of roles and offices."
    26 ROLE_MODIFIER "role_modifier" "former, deputy, prime … before a role."
    27 FAMILY "family" "wife, son …"
    28 ORG_SUFFIX "org_suffix" "Inc., Ltd, plc …"
    29 ORG_KEY "org_key" "ministry, university … in names of organisations."
    30 LOC_KEY "loc_key" "river, street … in names of places."
    31 EVENT_KEY "event_key" "cup, summit … in names of events."
    32 LAW_KEY "law_key" "act, treaty … in names of laws."
    33 SPEECH_VERB "speech_verb" "said, tells, adding …"
    34 BELIEF_VERB "belief_verb" "believes, hoped …"
    35 SPEECH_NOUN "speech_noun" "statement, claim …"
    36 MONTH "month" "Names of months and their abbreviations."
    37 WEEKDAY "weekday" "Names of weekdays and their abbreviations."
    38 UNIT "unit" "Units of time, singular and plural."
    39 SEASON "season" "spring, summer …"
    40 DAYPART "daypart" "morning, tonight …"
    41 NUMBER "number" "Number words."
    42 ORDINAL "ordinal" "first, second …"
    43 DEICTIC "deictic" "today, now, recently …"
    44 ABBR "abbr" "Abbreviations that a sentence goes on after."
    45 ABBR_END "abbr_end" "Abbreviations that may also end a sentence."
    46 ABBR_NUMBER "abbr_number" "Abbreviations before a number."
    47 COMMON "common" "Words that stand mostly in lower case."
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// Words that bind others: they are no part of a name by themselves, and sentences start with them.
    pub(crate) const BINDING: Self = Self::DETERMINER
        .or(Self::PREPOSITION)
        .or(Self::CONJUNCTION)
        .or(Self::SUBORDINATOR)
        .or(Self::AUXILIARY)
        .or(Self::NEGATION)
        .or(Self::WH);
    /// Given names of men and women.
    pub(crate) const GIVEN: Self = Self::GIVEN_MALE.or(Self::GIVEN_FEMALE);
    /// Words for a person that stand before a name.
    pub(crate) const TITLE: Self = Self::HONORIFIC.or(Self::RANK).or(Self::OFFICE).or(Self::ROLE);
    /// Pronouns of the third person.
    pub(crate) const THIRD_PERSON: Self =
        Self::HE_PRONOUN.or(Self::SHE_PRONOUN).or(Self::IT_PRONOUN).or(Self::THEY_PRONOUN);
    /// Pronouns of any person.
    pub(crate) const PRONOUN: Self = Self::FIRST_PERSON.or(Self::SECOND_PERSON).or(Self::THIRD_PERSON);

    /// The set with these bits; bits that no class has stay set and mean nothing.
    #[inline]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The set as bits.
    #[inline]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The classes that `less` lacks.
    #[inline]
    #[must_use]
    pub(crate) const fn without(self, less: Self) -> Self {
        Self(self.0 & !less.0)
    }

    /// The class of that name in the word list; none if there is no such class.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, class)| *class)
    }
}

impl std::fmt::Debug for Classes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(Self::NAMES.iter().filter(|(_, class)| self.has(*class)).map(|(name, _)| name)).finish()
    }
}
