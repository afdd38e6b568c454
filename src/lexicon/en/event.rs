//! Events that are called by a place.

/// What happened or was signed at a place, as its name begins: "Battle of Vara". With a capital, as names have it.
pub(crate) const OF_PLACE: &[&str] = &["Battle", "Siege", "Treaty"];

/// The same, where the words may mean something else before what is no place: "Tour of Duty".
pub(crate) const OF_PLACE_ALONE: &[&str] = &["Tour"];
