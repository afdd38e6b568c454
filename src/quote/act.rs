//! Acts: whether what is attributed was said, thought, wanted, or stands in a record.
//!
//! The act is told when a candidate is complete, from what the word list says of its cue and from what its source is,
//! in this order:
//!
//! | what holds | example | act |
//! |---|---|---|
//! | the cue shows, or the source is a document | "Records show that …", "the report said …" | record |
//! | "which" has an object | "the house, which describes the town" | record |
//! | the cue is of thought and of wish, before an infinitive | "hopes to win" | wish |
//! | the cue is of thought | "believes that …", "hopes that …" | thought |
//! | the cue is of wish | "wants a vote" | wish |
//! | the subject belongs to what seems, without quotation marks | "seemed late" | thought |
//! | an unlisted verb with an object, or of belief, without quotation marks | "embraced the plan" | thought |
//! | else | "said", "asked", "according to" | speech |
//!
//! A document comes first, because it says without anybody thinking. Quotation marks make speech of what else would
//! be a stance: whoever "embraced “a new start”" used the words.

use super::complement::Opening;
use super::frame::Candidate;
use super::govern;
use super::page::Page;
use crate::lexicon::Classes;
use crate::lexicon::en::report::Frames;

/// What the source did with the content.
///
/// The `quotes` table holds it in the column `act`. Whoever counts what people *say* leaves out the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Act {
    /// Said, asked, warned: words of somebody, also in writing.
    Speech,
    /// Believes, expects, fears; also takes a stance without a word of it: "embraced the plan".
    Thought,
    /// Wants, plans, seeks; hopes *to*, where hoping *that* is thought.
    Wish,
    /// A poll, report or document shows.
    Record,
}

impl Act {
    /// The name that the `quotes` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Thought => "thought",
            Self::Wish => "wish",
            Self::Record => "record",
        }
    }
}

/// What the source of `candidate` did, by its cue and by what the source is; the module tells the order of the rules.
///
/// It looks at the head of the cue and at the source's words only, and never fails: what no rule knows is speech.
pub(super) fn act(page: &Page<'_>, candidate: &Candidate) -> Act {
    let head = candidate.head;
    let frames = page.verb(head).map(|verb| verb.frames).or_else(|| page.noun(head)).unwrap_or_default();
    let shows = frames.has(Frames::RECORD) || candidate.source.is_some_and(|source| govern::is_document(page, source));
    let (thinks, wants) = (frames.has(Frames::THINK), frames.has(Frames::WISH));
    let infinitive = candidate.kind == Some(Opening::Infinitive);
    // A word that is no verb of speech, and is only known to take an object, tells a stance: "embraced the plan".
    let unlisted = candidate.voice.is_some() && frames == Frames::default() && !page.has(head, Classes::SPEECH_VERB);
    // "seemed late", "which describes the town": how a thing is, not what anybody says.
    let seems = frames.has(Frames::RAISING) && !candidate.is_marked(page);
    let things = candidate.kind == Some(Opening::Object)
        && candidate.source.is_some_and(|source| source.len() == 1 && page.is(source.first, word!("which")));
    let stance = unlisted && (candidate.kind == Some(Opening::Object) || page.has(head, Classes::BELIEF_VERB));
    match (thinks, wants) {
        _ if shows || things => Act::Record,
        (true, true) if infinitive => Act::Wish,
        (true, _) => Act::Thought,
        (false, true) => Act::Wish,
        (false, false) if seems => Act::Thought,
        (false, false) if stance && !candidate.is_marked(page) => Act::Thought,
        (false, false) => Act::Speech,
    }
}
