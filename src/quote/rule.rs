//! Rules: their names, and how often each is right.
//!
//! The table below is the one place where a rule is declared: its number, which the model's weights know and which
//! never changes; its name, which the `quotes` table holds; its precision on the training texts; and an example. The
//! numbers are in no order, for rules were added when weights were trained already; a new rule takes the next one.
//!
//! The precision is what a candidate starts from. The model replaces it by a probability of its own for all but the
//! rare rules ([`Rule::is_rare`]), of which the training data hold too few to learn from.

macro_rules! rules {
    ($($rule:ident $number:literal $name:literal $precision:literal $doc:literal)*) => {
        /// What found a quotation. The model's weights know a rule by its number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $doc] $rule = $number,)*
        }

        impl Rule {
            /// The name that the `quotes` table holds.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$rule => $name,)*
                }
            }

            /// Whether the training data hold it so seldom that the model's word on it counts for nothing.
            pub(super) const fn is_rare(self) -> bool {
                matches!(
                    self,
                    Self::VerbFirst | Self::InWords | Self::AsSaying | Self::Signature | Self::Floating | Self::Continued
                )
            }

            /// The share of the rule's attributions that are right, measured on the 840 training texts of the corpus
            /// `PolNeAR`: a content of which at least half is shared, with a cue and a source that agree. That corpus
            /// counts no quotation without a speaker: the figure of [`Rule::Unattributed`] is a guess.
            pub(super) const fn confidence(self) -> f32 {
                match self {
                    $(Self::$rule => $precision,)*
                }
            }
        }
    };
}

rules! {
    SubjectVerb 0 "clause-subject-verb" 0.89 "\"…, Lopez said.\""
    VerbSubject 1 "clause-verb-subject" 0.90 "\"…, said Lopez.\""
    VerbFirst 22 "verb-subject-quote" 0.85 "\"Said Lopez, “…”\""
    As 2 "as-subject-verb" 0.66 "\"As Lopez said, …\""
    AccordingTo 3 "according-to" 0.80 "\"According to Lopez, …\""
    Colon 4 "verb-colon" 0.88 "\"Lopez said: …\""
    That 5 "verb-that" 0.81 "\"Lopez said that …\""
    Clause 6 "verb-clause" 0.73 "\"Lopez said the …\""
    Marks 7 "verb-quote" 0.72 "\"Lopez said, “…”\""
    Question 8 "verb-question" 0.70 "\"Lopez asked whether …\""
    Infinitive 9 "verb-infinitive" 0.56 "\"Lopez wants to …\""
    Object 10 "verb-object" 0.57 "\"Lopez criticised the …\""
    GerundClause 11 "gerund-clause" 0.58 "\"…, saying that …\""
    GerundObject 12 "gerund-object" 0.38 "\"…, criticising the …\""
    InWords 23 "in-the-words-of" 0.85 "\"In the words of Lopez, “…”\""
    AsSaying 24 "quoted-as-saying" 0.85 "\"AFP quoted Lopez as saying …\""
    Passive 13 "passive" 0.53 "\"… is expected to …\""
    PassiveBy 14 "passive-by" 0.44 "\"… was praised by Lopez.\""
    Relative 15 "relative" 0.44 "\"…, which Lopez called …\""
    NounClause 16 "noun-clause" 0.36 "\"Lopez's claim that …\""
    NounObject 17 "noun-object" 0.29 "\"Lopez's support for …\""
    Label 18 "label" 0.50 "\"LOPEZ: …\" at the start of a paragraph."
    Signature 19 "signature" 0.90 "\"“…” — Maria Lopez\""
    Announced 20 "announced" 0.72 "\"Lopez wrote:\" and a paragraph."
    Continued 25 "continued" 0.70 "\"Lopez denied it. “…”\""
    Floating 26 "floating" 0.60 "\"Lopez was angry. “…”\""
    Unattributed 21 "unattributed" 0.30 "Quotation marks without anybody who speaks."
}
