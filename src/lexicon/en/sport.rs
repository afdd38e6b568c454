//! Words of sport: which game a text is on, what sides do, and what their names end with.

use crate::lexicon::index::{Index, Rows, total};

/// A sport with teams that are called by their places. The order decides between sports of equal weight: the first
/// wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sport {
    /// As the NFL plays it.
    AmericanFootball,
    /// As the AFL plays it.
    AustralianRules,
    Baseball,
    Basketball,
    Cricket,
    /// Association football: soccer.
    Football,
    /// On ice.
    Hockey,
    RugbyLeague,
    RugbyUnion,
}

/// Words that tell of a sport, with how much they tell: 2 for its name or its league's, 1 for what is done in it.
const ROWS: &Rows<(Option<Sport>, u32)> = &[
    ((Some(Sport::AmericanFootball), 1), "quarterback touchdown touchdowns"),
    ((Some(Sport::AmericanFootball), 2), "nfl"),
    ((Some(Sport::AustralianRules), 2), "afl"),
    ((Some(Sport::Baseball), 1), "bullpen homer homered inning pitcher rbi"),
    ((Some(Sport::Baseball), 2), "baseball mlb"),
    ((Some(Sport::Basketball), 2), "basketball nba"),
    ((Some(Sport::Cricket), 1), "batsman batsmen bowled bowler bowling lbw overs wicket wickets"),
    ((Some(Sport::Cricket), 2), "cricket"),
    ((Some(Sport::Football), 1), "fa goalkeeper goalless goals halftime midfielder striker"),
    ((Some(Sport::Football), 2), "bundesliga fifa soccer uefa"),
    ((Some(Sport::Hockey), 1), "goalie puck"),
    ((Some(Sport::Hockey), 2), "hockey nhl"),
    ((Some(Sport::RugbyUnion), 1), "scrum"),
];

/// The same, to be found by a word's hash.
pub(crate) static TELLING: Index<(Option<Sport>, u32), { total(ROWS) }> = Index::new(ROWS, (None, 0));

impl Sport {
    /// All, in their order.
    pub(crate) const ALL: [Self; 9] = [
        Self::AmericanFootball,
        Self::AustralianRules,
        Self::Baseball,
        Self::Basketball,
        Self::Cricket,
        Self::Football,
        Self::Hockey,
        Self::RugbyLeague,
        Self::RugbyUnion,
    ];

    /// The endings of the names that the gazetteers have clubs of places under ("Leeds FC"), in the order in which they
    /// are tried.
    pub(crate) const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::AmericanFootball => &["NFL"],
            Self::AustralianRules => &["AFL"],
            Self::Baseball => &["MLB"],
            Self::Basketball => &["NBA"],
            Self::Cricket => &["CCC", "County Cricket Club"],
            Self::Football => &["FC"],
            Self::Hockey => &["NHL"],
            Self::RugbyLeague => &["RLFC", "NRL"],
            Self::RugbyUnion => &["RFC"],
        }
    }

    /// What national teams are called, behind the country's name; none for sports whose national teams the gazetteers
    /// lack.
    pub(crate) const fn national(self) -> Option<&'static str> {
        match self {
            Self::Football => Some("national football team"),
            Self::Cricket => Some("national cricket team"),
            Self::RugbyUnion => Some("national rugby union team"),
            _ => None,
        }
    }
}

/// Words of a sentence on sport, of whatever sport; sorted.
pub(crate) const WORDS: &[&str] = &[
    "championship",
    "coach",
    "fans",
    "game",
    "games",
    "goal",
    "goals",
    "goalkeeper",
    "halftime",
    "inning",
    "innings",
    "league",
    "match",
    "pitcher",
    "playoff",
    "playoffs",
    "points",
    "quarterback",
    "scored",
    "season",
    "squad",
    "striker",
    "touchdown",
    "touchdowns",
];

/// What stands between the two sides of a game: "Norway beat Ghana".
pub(crate) const BETWEEN_SIDES: &[&str] =
    &["beat", "beats", "beating", "thrashed", "edged", "defeated", "v", "vs", "drew"];

/// What sides do, in the plural, which no place does: "Ohio State and Louisiana play".
pub(crate) const SIDES_DO: &[&str] = &["play", "face", "host", "meet", "visit"];

/// Last words of the names of clubs: "Norwood Rovers".
pub(crate) const CLUBS: &[&str] =
    &["Rovers", "Wanderers", "Albion", "Athletic", "United", "City", "Town", "Rangers", "FC"];

/// Roles in a team that stand between its name and the holder's: "Alcora coach Inaki Beltran".
pub(crate) const MEMBERS: &[&str] =
    &["captain", "coach", "defender", "goalkeeper", "manager", "midfielder", "striker", "winger"];
