//! Words that stand in names, or describe what is named.

/// What follows a hyphen in a word that only describes the name behind it, but for participles: "In-form Empoli".
pub(crate) const DESCRIBING: &[&str] =
    &["born", "bound", "built", "era", "form", "held", "led", "made", "run", "style", "wide", "winning"];

/// Such a word tells of an organisation where its firm is: "Oslo-based Norbank".
pub(crate) const OF_FIRMS: &[&str] = &["based", "headquartered", "listed", "owned", "powered", "quoted", "registered"];

/// Adjectives of continents: a body that one stands before is of the continent, and the adjective a part of its name.
pub(crate) const CONTINENTS: &[&str] = &["African", "Asian", "European", "Pan-African", "Pan-European"];

/// Capitals before a hyphen and a number that are no model's or type's: roads ("SR-20"), ages of films ("PG-13"), hours
/// ("PM-2").
pub(crate) const NO_DESIGNATIONS: &[&str] = &["AM", "NC", "PG", "PM", "SR", "TV", "US"];

/// What navies and shipowners write before the names of their ships. "MS", "SS" and "INS" stand for much else.
pub(crate) const SHIPS: &[&str] = &["HMAS", "HMCS", "HMNZS", "HMS", "MV", "RMS", "RRS", "USCGC", "USNS", "USS"];

/// Words that name a river, lake or mountain from the front: "Lake Arvo".
pub(crate) const NATURAL_HEADS: &[&str] = &["Lake", "Loch", "Lough", "Mount", "River"];

/// Directions behind the name of a place, of which they are a part: "Kildare West".
pub(crate) const COMPASS: &[&str] = &["Central", "East", "North", "South", "West"];

/// Last words in names of newspapers and broadcasters.
#[rustfmt::skip]
pub(crate) const PAPERS: &[&str] = &[
    "Chronicle", "Courier", "Dispatch", "Examiner", "Gazette", "Herald", "Inquirer", "Journal", "Mail", "Mirror",
    "News", "Observer", "Post", "Radio", "Telegraph", "Times", "Tribune",
];
