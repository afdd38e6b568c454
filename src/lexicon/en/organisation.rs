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

/// Nouns for organisations that stand before other names as often, and so tell nothing of one behind them: "party",
/// "club".
pub(crate) const COMMON_KINDS: &[&str] =
    &["agency", "party", "team", "club", "school", "band", "network", "maker", "chain", "company", "firm"];

/// Nouns that may stand for any company: "the firm", "the carmaker"; sorted.
pub(crate) const COMPANY_NOUNS: &[&str] = &[
    "automaker",
    "brewer",
    "brewery",
    "carmaker",
    "chain",
    "chipmaker",
    "company",
    "conglomerate",
    "drugmaker",
    "firm",
    "group",
    "insurer",
    "maker",
    "manufacturer",
    "operator",
    "retailer",
    "start-up",
    "startup",
    "supplier",
    "utility",
];

/// Kinds of organisation before a name that tell a noun of another kind not to stand for it: "the union Norbond" is no
/// "group".
pub(crate) const OTHER_KINDS: &[&str] =
    &["union", "party", "court", "club", "charity", "university", "ministry", "newspaper"];

/// Words between "the" and the noun for an organisation that only describe it, beside participles: "the ailing lender".
pub(crate) const DESCRIBING: &[&str] = &["ailing", "struggling", "new", "young", "loss-making"];
