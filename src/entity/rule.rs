//! What decides a mention: the values of the column `rule`, and numbers that the model's features are made of.
//!
//! One row has one rule, the last that decided it. A pass that changes only the bounds of a name leaves the rule.
//!
//! The order of the variants is that in which the passes come: rules over single sentences first, then those over the
//! article, then mentions without a name. `models/ner.bin` was trained with these numbers: a new rule gets a new
//! number, and a number is never used again.

/// What decided a mention: a rule or the learned tagger.
///
/// The numbers are those that the model's features are made of, so that a number stands for one rule for as long as the
/// model is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u32)]
pub enum Rule {
    /// A gazetteer has the name.
    Gazetteer = 0x6d4a_4dc4,
    /// A gazetteer has the name; other places of the article say which place it is.
    GazetteerContext = 0x3d58_beb2,
    /// The place of a place line, which no gazetteer has.
    Dateline = 0x9479_93e3,
    /// A person behind a title.
    Title = 0x9865_b509,
    /// A person by the given name.
    GivenName = 0x9f99_faba,
    /// A person by the form of the words alone.
    NameShape = 0xed63_33a2,
    /// A person by a surname alone.
    Surname = 0x9528_1506,
    /// A person, since it speaks.
    SpeakerShape = 0x0125_8d1e,
    /// A legal suffix: "Norbank Ltd".
    OrganisationSuffix = 0x1f0c_f3db,
    /// A key word: "Harbour Authority".
    OrganisationKey = 0xe7cb_b6e5,
    /// A short word in capitals.
    Acronym = 0xf4ba_662a,
    /// A capital alone.
    CapitalShape = 0x6a51_ebaf,
    /// A key word: "Marl River".
    PlaceKey = 0x1f06_c9ba,
    /// A capital behind "in" and the like.
    PlaceShape = 0xcdcf_306c,
    /// A key word: "Clean Water Act".
    LawKey = 0x9b92_a039,
    /// A key word: "Winter Games".
    EventKey = 0x325d_088d,
    /// An adjective of a people before a role.
    PeopleShape = 0xdb95_c70a,
    /// A capital behind "a".
    CountedShape = 0xbc38_45ad,
    /// A known name before a hyphen.
    Compound = 0xc18a_c5dc,
    /// The adjective of a place that the article names.
    PeopleOfPlace = 0x427c_684a,
    /// Elsewhere in the article it is a place.
    PlaceElsewhere = 0xd60b_9ad1,
    /// A part of a full name of the article.
    NamePart = 0xd490_11c8,
    /// The type of most of its other uses in the article.
    Agreement = 0xf16c_0647,
    /// The type of all others of its list.
    List = 0x0cfb_5881,
    /// An acronym that the article defines, or the name that it stands for.
    BracketedAcronym = 0xdde1_6ae2,
    /// A word that stands behind "Mr" elsewhere.
    SurnameAgain = 0xf0bd_3973,
    /// A word that starts the name of an organisation elsewhere.
    OrganisationAgain = 0x51c3_70be,
    /// What the article says that it is.
    Definition = 0x8414_5ca0,
    /// An election or referendum by year and place.
    NamedVote = 0x6560_3c81,
    /// The agency between the brackets of a place line.
    DatelineAgency = 0x3c1e_9a57,
    /// The learned tagger.
    Tagger = 0xe7dc_ab2b,
    /// A pronoun for a person.
    Pronoun = 0xf221_bc78,
    /// A definite noun for a person: "the minister".
    DefiniteRole = 0xfe15_e3ec,
    /// A definite noun for an organisation: "the company".
    DefiniteOrganisation = 0x4788_0286,
    /// An office with its country and without its holder's name.
    OfficeOfCountry = 0x0bfe_4d72,
}

impl Rule {
    /// The name that the `mentions` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gazetteer => "gazetteer",
            Self::GazetteerContext => "gazetteer-context",
            Self::Dateline => "dateline",
            Self::Title => "title",
            Self::GivenName => "given-name",
            Self::NameShape => "name-shape",
            Self::Surname => "surname",
            Self::SpeakerShape => "speaker-shape",
            Self::OrganisationSuffix => "organisation-suffix",
            Self::OrganisationKey => "organisation-key",
            Self::Acronym => "acronym",
            Self::CapitalShape => "capital-shape",
            Self::PlaceKey => "place-key",
            Self::PlaceShape => "place-shape",
            Self::LawKey => "law-key",
            Self::EventKey => "event-key",
            Self::PeopleShape => "people-shape",
            Self::CountedShape => "counted-shape",
            Self::Compound => "compound",
            Self::PeopleOfPlace => "people-of-place",
            Self::PlaceElsewhere => "place-elsewhere",
            Self::NamePart => "name-part",
            Self::Agreement => "agreement",
            Self::List => "list",
            Self::BracketedAcronym => "bracketed-acronym",
            Self::SurnameAgain => "surname-again",
            Self::OrganisationAgain => "organisation-again",
            Self::Definition => "definition",
            Self::NamedVote => "named-vote",
            Self::DatelineAgency => "dateline-agency",
            Self::Tagger => "tagger",
            Self::Pronoun => "pronoun",
            Self::DefiniteRole => "definite-role",
            Self::DefiniteOrganisation => "definite-organisation",
            Self::OfficeOfCountry => "office-of-country",
        }
    }
}
