//! Who speaks a quotation, as far as the words beside its marks tell: a look that is enough for pronouns.
//!
//! The attribution of quotations comes later and builds on what pronouns stand for.

use crate::entity::{Form, Mention, Mentions};
use crate::gazetteer::kinds::EntityType;
use crate::id::{MentionId, TokenId};
use crate::lexicon::Classes;
use crate::segment::{Flags, Quoted, Token, View};

/// So many tokens from a mark, the verb of speech is looked for.
const REACH: usize = 16;
/// So many quotations back, one that names its speaker is looked for.
const QUOTATIONS: usize = 8;

/// The quotations of an article.
pub(super) struct Speakers<'a> {
    view: View<'a>,
    mentions: &'a Mentions,
    quoted: Vec<Quoted<'a>>,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(view: View<'a>, mentions: &'a Mentions) -> Self {
        Self { view, mentions, quoted: view.quoted().collect() }
    }

    /// The mention of the speaker of the quotation that `token` stands in.
    pub(super) fn around(&self, token: TokenId) -> Option<MentionId> {
        let next = self.quoted.partition_point(|quoted| quoted.open().id() <= token);
        self.speaker(next.checked_sub(1)?)
    }

    /// The mention of the speaker of the quotation before the one that closes right before `token`, in its paragraph or the one
    /// before, with that last one.
    pub(super) fn before(&self, token: Token<'a>) -> Option<(MentionId, Quoted<'a>)> {
        token.prev().filter(|mark| mark.flags().has(Flags::CLOSE_MARK))?;
        let next = self.quoted.partition_point(|quoted| quoted.open().id() < token.id());
        let last = next.checked_sub(1).filter(|&last| self.quoted[last].end_token() == token.id())?;
        let paragraph = |index: usize| self.quoted[index].open().sentence().paragraph().id().index();
        let before = last.checked_sub(1).filter(|&before| paragraph(last) - paragraph(before) <= 1)?;
        self.speaker(before).map(|speaker| (speaker, self.quoted[last]))
    }

    /// Named beside the quotation, or else beside the one that it goes on: before it in the same paragraph, or in the one before
    /// where it is a paragraph by itself.
    fn speaker(&self, index: usize) -> Option<MentionId> {
        let mut later: Option<Quoted<'_>> = None;
        for quoted in self.quoted[..=index].iter().rev().take(QUOTATIONS) {
            let paragraph = quoted.open().sentence().paragraph();
            if let Some(later) = later {
                let here = later.open().sentence().paragraph();
                let alone = later.open().id() == here.first_token() && later.end_token() == here.end_token();
                let near = paragraph.id() == here.id() || alone && paragraph.id().index() + 1 == here.id().index();
                if !near {
                    return None;
                }
            }
            if let Some(speaker) = self.after(*quoted).or_else(|| self.leading(*quoted)) {
                return Some(speaker);
            }
            later = Some(*quoted);
        }
        None
    }

    /// "…," said the mayor, Ana Silva; "…," she said.
    fn after(&self, quoted: Quoted<'a>) -> Option<MentionId> {
        let close = quoted.close()?;
        let mut token = close;
        for _ in 0..REACH {
            token = token.next()?;
            if token.flags().has(Flags::OPEN_MARK) {
                return None;
            }
            if token.has(Classes::SPEECH_VERB) {
                return self.subject_after(token).or_else(|| self.subject_before(token, close.next_id()));
            }
        }
        None
    }

    /// Ana Silva, who had waited, said: "…".
    fn leading(&self, quoted: Quoted<'a>) -> Option<MentionId> {
        let mut token = quoted.open();
        for _ in 0..REACH {
            token = token.prev()?;
            if token.flags().has(Flags::CLOSE_MARK) {
                return None;
            }
            if token.has(Classes::SPEECH_VERB) {
                let first = token.sentence().first_token();
                return self.subject_before(token, first).or_else(|| self.subject_after(token));
            }
        }
        None
    }

    /// The person right before the verb, else the first from `start` on: no owner, and outside quotation marks.
    fn subject_before(&self, verb: Token<'a>, start: TokenId) -> Option<MentionId> {
        let start = self.view.token(start).span().start();
        let mentions = self.mentions_from(start).take_while(|mention| mention.span().end() <= verb.span().start());
        let subject = mentions
            .filter(|mention| self.is_subject(*mention))
            .reduce(|first, mention| if mention.tokens().1 == verb.id() { mention } else { first });
        subject.map(Mention::id)
    }

    /// The person right after the verb, behind titles at most.
    fn subject_after(&self, verb: Token<'a>) -> Option<MentionId> {
        let title = Classes::ROLE
            .or(Classes::OFFICE)
            .or(Classes::RANK)
            .or(Classes::ROLE_MODIFIER)
            .or(Classes::HONORIFIC)
            .or(Classes::DETERMINER);
        let person = self.mentions_from(verb.span().end()).find(|mention| self.is_subject(*mention))?;
        let mut between = self.view.range(verb.next_id(), person.tokens().0);
        between.all(|token| token.has(title) || token.is_capitalised()).then(|| person.id())
    }

    /// The mentions from a byte on, as far as a subject is looked for.
    fn mentions_from(&self, start: u32) -> impl Iterator<Item = Mention<'a>> + use<'a> {
        let mentions = self.mentions;
        let first = mentions.from(start).map_or(mentions.len(), |mention| mention.id().index());
        (first..mentions.len()).map(|index| mentions.get(MentionId::new(index))).take(REACH)
    }

    fn is_subject(&self, mention: Mention<'_>) -> bool {
        let (first, end) = mention.tokens();
        let object = ["him", "his", "her", "hers", "himself", "herself"];
        let first = self.view.token(first);
        mention.kind() == EntityType::Per
            && !first.flags().has(Flags::QUOTED)
            && !(mention.form() == Form::Pronoun && object.iter().any(|word| first.is(word)))
            && !self.view.get(end.index()).is_some_and(Token::is_possessive)
    }
}
