//! What full stops and other marks belong to other than sentences: the segmenter's own words.
//!
//! Asked when a boundary or a word's end is judged ([`crate::segment`]).

use crate::lexicon::index::words;

/// Nouns that a single letter behind them names one of: "Plan B", "vitamin D", "Group C". The full stop behind
/// such a letter ends a sentence; that behind any other letter is an initial's.
pub(crate) const LETTERED: &[u64] = words!(
    "act annex appendix article battery bay block building camp category channel chapter class clause company \
     course court defendant deck division dock door drawer drive entrance entry event exhibit exit factor figure \
     file flat form gate grade group hall hangar hepatitis hut influenza item juror key lane letter level line \
     list lot model module note option order pad panel part patient phase pier plan platform player plot point \
     pool position priority protein ramp room route row sample schedule season section sector serie series \
     session side site sphere stage stand step strain street strip studio subject substance suite team terminal \
     tier track train type unit variant version vitamin volume ward wing witness zone"
);

/// Names that end with a mark, without it: "Yahoo!", "Jeopardy!".
pub(crate) const MARKED: &[u64] = words!("ahoy airplane jeopardy joomla moesha oklahoma shazam wham yahoo yum");

/// Zones of the clock that stand behind an hour as words: "9 p.m. Eastern", "8 a.m. sharp".
pub(crate) const ZONES: &[u64] =
    words!("atlantic central daylight eastern greenwich local mountain pacific standard sharp");

/// How letters close, before the name under them: "Best regards, Ann".
pub(crate) const CLOSINGS: &[u64] =
    words!("best cheers love regards respectfully rgds sincerely thank thanks thx yours");

/// Endings of the names of sites and files, behind which a full stop joins: "example.com", "notes.txt".
#[rustfmt::skip]
pub(crate) const SITE_ENDINGS: &[&str] = &[
    "asp", "aspx", "biz", "co", "com", "csv", "doc", "docx", "edu", "eu", "exe", "gif", "gov", "htm", "html", "info",
    "int", "jpeg", "jpg", "mil", "net", "org", "pdf", "php", "png", "ppt", "txt", "uk", "xls", "xlsx", "xml", "zip",
];

/// What begins the names of places and has a full stop: "St. Louis", "Mt. Hood".
pub(crate) const PLACED: &[&str] = &["St.", "Mt.", "Ft."];

/// Words that have lost their beginning to an apostrophe: "'em", "'twas".
pub(crate) const ELIDED: &[&str] =
    &["em", "n", "til", "till", "tis", "twas", "cause", "bout", "round", "cuz", "s", "ere", "neath"];

/// Endings behind an apostrophe that are tokens of their own: "she's", "they'll".
pub(crate) const CONTRACTED: &[&str] = &["s", "re", "ve", "ll", "d", "m"];
