//! Words that part the names of headlines whose words have capitals.
//!
//! In `Norbank Sues Former Chief After Probe` every word has a capital, and a rule of names would take them all
//! for one. A verb or link of these lists ends a name, and another may start behind it. They are compared with
//! their capital; verbs count in capitals too ("SUES").

/// Verbs of headlines in the present tense, sorted. Those that are rather nouns in the plural, or end names,
/// are left out: "States", "Wings", "Times".
#[rustfmt::skip]
pub(crate) const VERBS: &[&str] = &[
    "Accepts", "Accuses", "Acquires", "Admits", "Agrees", "Announces", "Appoints", "Approves", "Arrests", "Asks",
    "Backs", "Bans", "Beats", "Becomes", "Begins", "Blames", "Blasts", "Blocks", "Boosts", "Buys", "Calls", "Claims",
    "Clears", "Clinches", "Concedes", "Condemns", "Confirms", "Continues", "Declares", "Defeats", "Defends", "Delays",
    "Denies", "Dies", "Drops", "Eases", "Ends", "Expands", "Extends", "Eyes", "Faces", "Fails", "Falls", "Files",
    "Finds", "Gains", "Gets", "Gives", "Goes", "Halts", "Hires", "Hits", "Holds", "Hopes", "Invites", "Joins",
    "Keeps", "Kills", "Launches", "Leads", "Leaves", "Lifts", "Loses", "Makes", "Meets", "Names", "Nears", "Needs",
    "Offers", "Opens", "Opposes", "Orders", "Ousts", "Overtakes", "Passes", "Pays", "Pledges", "Plunges", "Posts",
    "Praises", "Promises", "Proposes", "Pulls", "Pushes", "Puts", "Quits", "Raises", "Reaches", "Recalls", "Refuses",
    "Rejects", "Releases", "Reopens", "Replaces", "Resigns", "Resumes", "Returns", "Reveals", "Rises", "Says",
    "Seeks", "Sees", "Sends", "Sets", "Settles", "Shuts", "Signs", "Slams", "Slashes", "Slips", "Soars", "Speaks",
    "Starts", "Stays", "Stops", "Sues", "Surges", "Suspends", "Takes", "Tells", "Threatens", "Tops", "Tries",
    "Tumbles", "Turns", "Unveils", "Upholds", "Urges", "Vows", "Wants", "Warns", "Weighs", "Wins", "Withdraws",
];

/// Words between two names of a headline whose words have capitals, sorted. Those that titles of works often
/// hold are left out: "Over".
#[rustfmt::skip]
pub(crate) const LINKS: &[&str] = &[
    "After", "Against", "Amid", "Among", "As", "Before", "Despite", "During", "Following", "Since", "Until", "While",
    "Without",
];
