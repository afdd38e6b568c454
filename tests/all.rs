//! The integration tests: one binary, so that it is linked once.

mod cases;

// Figures on the sample corpus.
mod accuracy;
// What holds for every document.
mod invariants;
// The files under `gazetteers/`.
mod gazetteers;
// Names, entities, pronouns and roles on cases.
mod names;
// Temporal expressions on cases.
mod dates;
