//! Words of organisations: what they do, and what is said of them.
//!
//! Capitalised words stand in names ("Norvik Logistics"), those in small letters beside them ("shares in
//! Norvik").

/// Last words of the names of firms and teams: a name that ends with one is an organisation whatever stands
/// before it.
#[rustfmt::skip]
pub(crate) const FIRMS: &[&str] = &[
    "Aerospace", "Albion", "Ales", "Analytics", "Biosciences", "Biotech", "Brewing", "Consulting", "Holdings",
    "Logistics", "Microfinance", "Motors", "Mutual", "Networks", "Pharma", "Pharmaceuticals", "Rail", "Robotics",
    "Rovers", "Securities", "Semiconductor", "Semiconductors", "Software", "Solutions", "Technologies",
    "Therapeutics", "Ventures", "Wanderers",
];

/// Those of [`FIRMS`] that teams have.
pub(crate) const TEAMS: &[&str] = &["Albion", "Rovers", "Wanderers"];

/// First words of the names of firms and stations.
pub(crate) const FIRST: &[&str] = &["Banco", "Banque", "Groupe", "Grupo", "Minera", "Radio"];

/// Nouns for firms in front of a name of one word: "the Belgian brewer Norbo". In front of several, they may be
/// a person's trade.
pub(crate) const TRADES: &[&str] =
    &["brewer", "chipmaker", "distiller", "drugmaker", "planemaker", "shipbuilder", "steelmaker"];

/// Last words of the names of places where games are played.
pub(crate) const GROUNDS: &[&str] = &["Arena", "Ground", "Racecourse", "Speedway", "Stadium", "Velodrome"];

/// Nouns in front of two surnames that are one firm.
pub(crate) const PARTNERS: &[&str] =
    &["accountants", "agency", "brokerage", "brokers", "consultancy", "consultants", "firm", "lawyers", "solicitors"];

/// What follows "&" in the names of firms.
pub(crate) const SUFFIXES: &[&str] = &["Associates", "Bros", "Brothers", "Co", "Co.", "Daughters", "Partners", "Sons"];

/// What is done to firms: "the takeover of Norbank", "shares in Norbank".
pub(crate) const DEALS: &[&str] = &["acquisition", "flotation", "shares", "stake", "takeover"];
