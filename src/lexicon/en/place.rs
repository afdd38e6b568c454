//! Words of places: what their names start with, what stands before them, and what only towns have.

/// Key words that a place's name starts with: "Lake Vara", "Gulf of Guinea". Others end it: "Marl River".
pub(crate) const LEADING: &[&str] = &["Lake", "River", "Mount", "Cape", "Port", "Fort", "Gulf", "Bay", "Isle", "Camp"];

/// Words before a name that make a place of one which nothing knows: "near Veltrin".
pub(crate) const BEFORE_UNKNOWN: &[&str] = &["in", "near", "at", "of", "from", "outside", "around", "across"];

/// Words before a country's name that show the place rather than its team: "in England".
pub(crate) const BEFORE_COUNTRIES: &[&str] =
    &["across", "around", "at", "from", "in", "near", "of", "to", "throughout"];

/// How names of institutions end that towns of the United States have, and hardly any others.
pub(crate) const INSTITUTIONS: &[&str] = &[
    "Police Department",
    "Fire Department",
    "High School",
    "Middle School",
    "Public Schools",
    "School District",
    "ISD",
];

/// Endings of the adjectives of peoples: "Norwegian", "Faroese".
pub(crate) const PEOPLE_ENDINGS: &[&str] = &["ian", "ean", "ese", "ish"];
