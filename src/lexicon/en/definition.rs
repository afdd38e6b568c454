//! Nouns that say what a name stands for, where an article defines it: "Kelvar, a rock band", "Oststrand is a
//! village".
//!
//! A name that the article defines is what the article says it is. The lists part the nouns by what they are
//! said of: organisations, places, all else; persons' nouns are the word list's
//! ([`Classes::ROLE`](crate::lexicon::Classes::ROLE)). They are in the singular and in small letters, as
//! definitions have them.

/// What organisations are said to be.
#[rustfmt::skip]
pub(crate) const ORGANISATIONS: &[&str] = &[
    "academy", "agency", "airline", "alliance", "association", "automaker", "band", "bank", "brewery", "brigade",
    "broadcaster", "broadsheet", "brokerage", "carmaker", "carrier", "cartel", "chain", "charity", "club",
    "coalition", "college", "commission", "committee", "company", "conglomerate", "consortium", "consultancy",
    "cooperative", "corporation", "council", "daily", "duo", "ensemble", "federation", "firm", "group", "foundation",
    "fraternity", "insurer", "institute", "institution", "lender", "magazine", "maker", "manufacturer", "militia",
    "ministry", "network", "newspaper", "nonprofit", "non-profit", "ngo", "orchestra", "organisation", "organization",
    "partnership", "party", "quartet", "quintet", "railroad", "railway", "regiment", "retailer", "school", "sorority",
    "squadron", "startup", "start-up", "subsidiary", "tabloid", "team", "thinktank", "trio", "university", "utility",
    "watchdog", "weekly",
];

/// What places are said to be.
#[rustfmt::skip]
pub(crate) const PLACES: &[&str] = &[
    "airport", "archipelago", "arena", "bay", "borough", "bridge", "canal", "canton", "canyon", "castle", "cathedral",
    "cemetery", "city", "commune", "constituency", "country", "creek", "dam", "desert", "district", "dock", "forest",
    "fort", "fortress", "glacier", "gorge", "gym", "gymnasium", "hamlet", "harbor", "harbour", "highway", "hill",
    "island", "islet", "lagoon", "lake", "lighthouse", "locality", "mall", "monastery", "motorway", "mountain",
    "municipality", "neighborhood", "neighbourhood", "palace", "peak", "peninsula", "plaza", "port", "prefecture",
    "prison", "province", "racetrack", "region", "reservoir", "river", "settlement", "skyscraper", "stadium",
    "street", "suburb", "town", "township", "tunnel", "valley", "village", "volcano",
];

/// What works, products, events, peoples and languages are said to be.
#[rustfmt::skip]
pub(crate) const OTHERS: &[&str] = &[
    "album", "anime", "anthem", "ballet", "book", "cartoon", "championship", "comedy", "comic", "competition",
    "contest", "convention", "destroyer", "dialect", "documentary", "drama", "ep", "exhibition", "festival", "ferry",
    "film", "frigate", "game", "guitar", "helicopter", "hymn", "language", "lottery", "manga", "miniseries",
    "missile", "mixtape", "movie", "musical", "novel", "opera", "painting", "people", "poem", "prize", "programme",
    "religion", "rocket", "satellite", "sedan", "series", "show", "sitcom", "smartphone", "song", "spacecraft",
    "submarine", "symphony", "tanker", "tournament", "tribe", "trophy",
];

/// Roles of persons that firms and countries have, too, so that they say nothing of what a name is: "a member
/// of", "a leader in".
#[rustfmt::skip]
pub(crate) const ROLES_OF_ALL: &[&str] = &[
    "ally", "backer", "beneficiary", "buyer", "champion", "client", "competitor", "contender", "contractor",
    "creditor", "critic", "customer", "dealer", "developer", "distributor", "donor", "employer", "exporter",
    "favorite", "favourite", "finalist", "founder", "giant", "heir", "holder", "host", "importer", "investor",
    "leader", "maker", "master", "member", "neighbor", "neighbour", "newcomer", "opponent", "owner", "partner",
    "pioneer", "player", "power", "producer", "provider", "publisher", "rival", "seller", "shareholder", "source",
    "sponsor", "star", "supplier", "supporter", "trader", "user", "victim", "winner",
];
