//! Words around numbers: what makes an amount rough, what changes, what is counted and what happened to it.
//!
//! The words *inside* amounts (numbers, currencies, units) are [`amount`](super::amount)'s, which looks them up
//! by their hash for every token. The lists here are asked only where a number was found, by the text of a few
//! words beside it, without regard to case; so they are plain.

/// What the words before an amount say of it. The amount stage has its own type for what comes out, which it
/// makes of this: the lexicon depends on no stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rough {
    /// Nothing: "exactly", "a total of".
    Exact,
    /// It is about that.
    About,
    /// It is less.
    Less,
    /// It is more.
    More,
    /// It is that or less.
    AtMost,
    /// It is that or more.
    AtLeast,
}

/// Words before an amount, with what they say. The first row that fits counts, so that a phrase stands before
/// every shorter one that it ends with: "back up to" before "up to", "no more than" before "more than".
pub(crate) const ROUGH: &[(&[&str], Rough)] = &[
    (&["back", "up", "to"], Rough::Exact),
    (&["no", "more", "than"], Rough::AtMost),
    (&["not", "more", "than"], Rough::AtMost),
    (&["no", "less", "than"], Rough::AtLeast),
    (&["no", "fewer", "than"], Rough::AtLeast),
    (&["as", "many", "as"], Rough::AtMost),
    (&["as", "much", "as"], Rough::AtMost),
    (&["a", "maximum", "of"], Rough::AtMost),
    (&["a", "minimum", "of"], Rough::AtLeast),
    (&["an", "estimated"], Rough::About),
    (&["in", "excess", "of"], Rough::More),
    (&["more", "than"], Rough::More),
    (&["greater", "than"], Rough::More),
    (&["higher", "than"], Rough::More),
    (&["less", "than"], Rough::Less),
    (&["fewer", "than"], Rough::Less),
    (&["lower", "than"], Rough::Less),
    (&["at", "least"], Rough::AtLeast),
    (&["at", "most"], Rough::AtMost),
    (&["up", "to"], Rough::AtMost),
    (&["as", "low", "as"], Rough::AtLeast),
    (&["as", "high", "as"], Rough::AtMost),
    (&["as", "few", "as"], Rough::AtLeast),
    (&["over", "than"], Rough::More),
    (&["just", "over"], Rough::More),
    (&["just", "under"], Rough::Less),
    (&["upwards", "of"], Rough::More),
    (&["a", "total", "of"], Rough::Exact),
    (&["in", "the", "region", "of"], Rough::About),
    (&["close", "to"], Rough::About),
    (&["approaching"], Rough::About),
    (&["circa"], Rough::About),
    (&["exactly"], Rough::Exact),
    (&["surpassing"], Rough::More),
    (&["topping"], Rough::More),
    (&["beyond"], Rough::More),
    (&["maximum"], Rough::AtMost),
    (&["about"], Rough::About),
    (&["around"], Rough::About),
    (&["some"], Rough::About),
    (&["roughly"], Rough::About),
    (&["nearly"], Rough::About),
    (&["almost"], Rough::About),
    (&["approximately"], Rough::About),
    (&["estimated"], Rough::About),
    (&["≈"], Rough::About),
    (&[">"], Rough::More),
    (&["<"], Rough::Less),
    (&["~"], Rough::About),
    (&["over"], Rough::More),
    (&["above"], Rough::More),
    (&["exceeding"], Rough::More),
    (&["under"], Rough::Less),
    (&["below"], Rough::Less),
    (&["minimum"], Rough::AtLeast),
];

/// How the verbs and nouns of changes begin: "rose from 3 to 5", "an increase of 4 percent". Stems, so that one
/// stands for all forms ("increas" for "increase", "increased", "increasing"); those of two or three letters
/// are whole words. By a change "from 3 to 5" are two amounts, not a range.
#[rustfmt::skip]
pub(crate) const CHANGES: &[&str] = &[
    "rise", "rising", "rose", "fall", "fell", "drop", "increas", "decreas", "declin", "climb", "jump", "up", "down",
    "cut", "rais", "lower", "grow", "grew", "gain", "slip", "slid", "go", "going", "went", "gone", "edg", "slow",
    "improv", "widen", "narrow", "plung", "soar", "surg", "mov", "chang", "reduc", "expand", "eas", "recover",
    "boost", "shrink", "shrank", "swell", "swung", "lift", "took", "tak", "get", "tumbl", "rebound", "add", "lost",
    "shed", "advanc", "slump", "plummet", "hik", "trim", "doubl", "tripl", "extend", "balloon",
];

/// What behind a number with "m" shows that it is metres: "a 40m long boat", "100m hurdles".
#[rustfmt::skip]
pub(crate) const EXTENTS: &[&str] = &[
    "long", "high", "wide", "deep", "tall", "away", "above", "below", "thick", "underwater", "freestyle", "hurdles",
    "sprint",
];

/// What votes are counted in: "a 52-48 vote".
pub(crate) const VOTES: &[&str] = &["vote", "votes", "ballots", "seats", "delegates"];

/// What news counts where there was none: "no casualties". "No" before any other noun says that something is
/// missing, not how many there are.
pub(crate) const TOLLS: &[&str] =
    &["deaths", "casualties", "injuries", "fatalities", "survivors", "arrests", "victims"];

/// What was done to those who are counted behind it, with the participle that tells it of them: "killing six"
/// are six who were killed. Only deeds whose object is counted; of "said 12 people" nothing follows for the
/// twelve.
pub(crate) const DEEDS: &[(&str, &str)] = &[
    ("killing", "killed"),
    ("injuring", "injured"),
    ("wounding", "wounded"),
    ("kills", "killed"),
    ("killed", "killed"),
    ("wounded", "wounded"),
    ("injured", "injured"),
    ("displacing", "displaced"),
    ("arrested", "arrested"),
    ("detained", "detained"),
    ("wounds", "wounded"),
    ("injures", "injured"),
    ("hurt", "hurt"),
];

/// What may stand between those who are counted and what happened to them: "12 people were feared dead".
pub(crate) const BEFORE_FATE: &[&str] = &["reported", "also", "feared", "confirmed", "believed", "were", "who", "to"];

/// What "pounds of" is money: "pounds of debt", "pounds of taxpayers' money", against "pounds of explosives".
#[rustfmt::skip]
pub(crate) const OF_MONEY: &[&str] = &[
    "debt", "public", "taxpayers", "tax", "state", "government", "savings", "damage", "investment", "funding", "cash",
    "fines", "its", "their", "his", "her",
];

/// Words by which pounds weigh something: "lost 20 pounds".
pub(crate) const WEIGHING: &[&str] = &["heavier", "lighter", "ounces", "kilograms", "kilos", "kg", "lost"];

/// Names of fractions, with what they divide by. Sevenths and ninths are rare, and "fourth" is a rank.
pub(crate) const PARTS: &[(&[&str], u64)] = &[
    (&["half", "halves"], 2),
    (&["third", "thirds"], 3),
    (&["quarter", "quarters"], 4),
    (&["fifth", "fifths"], 5),
    (&["sixth", "sixths"], 6),
    (&["eighth", "eighths"], 8),
    (&["tenth", "tenths"], 10),
];

/// Words before a "half" that is no share: "the second half of the match".
pub(crate) const HALVES: &[&str] = &["first", "second", "latter", "other", "back", "top", "bottom", "final"];

/// Nouns for persons of some age.
#[rustfmt::skip]
pub(crate) const PEOPLE: &[&str] = &[
    "man", "woman", "boy", "girl", "child", "baby", "infant", "teenager", "person", "male", "female", "youth",
    "victim",
];

/// What may stand before an age: "is now 34 years old".
pub(crate) const BEFORE_AGE: &[&str] =
    &["now", "only", "just", "about", "already", "almost", "nearly", "barely", "around", "then"];

/// What behind "doubled" shows that nothing grew: "doubled down", "doubled as a school", "doubled up in pain",
/// a run in a game.
pub(crate) const BEHIND_OTHER_DOUBLES: &[&str] =
    &["down", "as", "over", "back", "up", "home", "play", "plays", "off", "check", "checks", "-"];

/// Names of currencies that are other words as well: "won", "real", "mark". Behind large numbers they are money
/// ("3 million won"), behind small ones scores and names.
pub(crate) const DOUBTFUL_CURRENCIES: &[&str] = &["won", "mark", "real", "sen", "rand", "crowns", "quid", "rs", "cad"];

/// What beside "$" tells whose dollar it is: "US$5", "$5 NZ".
pub(crate) const DOLLAR_SIGNS: &[(&str, &str)] = &[
    ("US", "USD"),
    ("U.S.", "USD"),
    ("U.S", "USD"),
    ("USD", "USD"),
    ("AU", "AUD"),
    ("Aus", "AUD"),
    ("AUD", "AUD"),
    ("CA", "CAD"),
    ("Can", "CAD"),
    ("Cdn", "CAD"),
    ("CAD", "CAD"),
    ("NZ", "NZD"),
    ("NZD", "NZD"),
    ("HK", "HKD"),
    ("HKD", "HKD"),
    ("SG", "SGD"),
    ("SGD", "SGD"),
    ("NT", "TWD"),
    ("Mex", "MXN"),
    ("MXN", "MXN"),
    ("TT", "TTD"),
    ("BZ", "BZD"),
];

/// The same of one letter, which is a capital: "A$5".
pub(crate) const DOLLAR_LETTERS: &[(&str, &str)] =
    &[("A", "AUD"), ("C", "CAD"), ("S", "SGD"), ("R", "BRL"), ("Z", "ZWL"), ("J", "JMD"), ("G", "GYD")];
