//! `quotes`: who says what.

use std::borrow::Cow;

use jiff::civil::Date;

use super::content::content;
use super::{Rows, one_line, probability};
use crate::coref::{Entity, Gender};
use crate::quote::{Act, Quote, QuoteKind, Rule};
use crate::table::column::table;

table! {
    /// A row for each quotation, direct or not: what is said, by whom, in which role.
    Quotes, QuoteRow<'a>, key(article_id, quote_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the number of the quotation in the article, from 0
        quote_id: u32,
        /// the sentence in which it starts
        sentence_id: u32 => Sentences,
        /// the day of its article, as in `articles.date`
        article_date: Option<Date>,
        /// `direct` (all of it stands in quotation marks), `mixed` or `indirect`
        kind: QuoteKind,
        /// what the source did: `speech` (said, asked, warned, in writing too), `thought` (believes, expects, fears),
        /// `wish` (wants, plans, seeks) or `record` (a poll, report or document shows)
        act: Act,
        /// the first code point of its content in `articles.text`
        start: u32,
        /// the code point after its content's last
        end: u32,
        /// the pieces of its content: two where its cue breaks it
        spans: Vec<(u32, u32)>,
        /// its content, the pieces joined by a blank
        text: Cow<'a, str>,
        /// its content as one would print it: on one line, without the marks round it, the pieces joined by ` … `
        content: String,
        /// the first code point of the cue
        cue_start: Option<u32>,
        /// the code point after the cue's last
        cue_end: Option<u32>,
        /// the speech verb group: `said`, `has not denied`
        cue: Option<&'a str>,
        /// the first code point of the source
        speaker_start: Option<u32>,
        /// the code point after the source's last
        speaker_end: Option<u32>,
        /// the source as it stands in the text: `he`, `the mayor`
        speaker_text: Option<&'a str>,
        /// the entity that the source resolves to
        speaker_entity_id: Option<u32> => Entities,
        /// that entity's name, as in `entities.name`
        speaker: Option<Cow<'a, str>>,
        /// the role that the article gives the speaker, in whatever sentence
        speaker_role: Option<Cow<'a, str>>,
        /// that entity's gender, as in `entities.gender`
        speaker_gender: Option<Gender>,
        /// that entity's outside id
        speaker_link: Option<&'a str>,
        /// the rule or model that decided the row
        rule: Rule,
        /// the probability that the row is right
        confidence: f64,
    }
}

impl Rows<'_> {
    /// The rows of the quotations.
    pub fn quotes(&self) -> impl Iterator<Item = QuoteRow<'_>> {
        self.sure_quotes().map(|quote| self.quote(quote))
    }

    /// Of each quotation its id, its kind, where it stands, and who speaks.
    #[cfg(feature = "io")]
    pub(crate) fn told_quotes(&self) -> impl Iterator<Item = (u32, QuoteKind, (u32, u32), Option<u32>)> {
        self.sure_quotes().map(|quote| {
            let speaker = self.document.chains.speaker_of(quote.id()).map(|speaker| speaker.id().get());
            (quote.id().get(), quote.kind(), self.points_of(quote.span()), speaker)
        })
    }

    /// The contents of the quotations.
    #[cfg(feature = "io")]
    pub(crate) fn contents(&self) -> impl Iterator<Item = String> {
        self.sure_quotes().map(|quote| content(self.document.view(), quote.pieces()))
    }

    fn quote<'a>(&'a self, quote: Quote<'a>) -> QuoteRow<'a> {
        let chains = &self.document.chains;
        let (start, end) = self.points_of(quote.span());
        let (cue, source) = (quote.cue(), quote.source());
        let (cue_points, source_points) = (cue.map(|cue| self.points_of(cue)), source.map(|at| self.points_of(at)));
        let speaker = chains.speaker_of(quote.id());
        let role = speaker.and_then(|speaker| chains.role_of(speaker.id())).map(|role| one_line(role.role()));
        QuoteRow {
            article_id: self.id(),
            quote_id: quote.id().get(),
            sentence_id: quote.sentence().get(),
            article_date: self.document.article.date,
            kind: quote.kind(),
            act: quote.act(),
            start,
            end,
            spans: quote.pieces().iter().map(|piece| self.points_of(*piece)).collect(),
            text: self.pieces(quote),
            content: content(self.document.view(), quote.pieces()),
            cue_start: cue_points.map(|(start, _)| start),
            cue_end: cue_points.map(|(_, end)| end),
            cue: cue.map(|cue| &self.text[cue]),
            speaker_start: source_points.map(|(start, _)| start),
            speaker_end: source_points.map(|(_, end)| end),
            speaker_text: source.map(|source| &self.text[source]),
            speaker_entity_id: speaker.map(|speaker| speaker.id().get()),
            speaker: speaker.map(|speaker| self.name(speaker.id())),
            speaker_role: role.filter(|role| !role.is_empty()),
            speaker_gender: speaker.and_then(Entity::gender),
            speaker_link: speaker.and_then(Entity::link),
            rule: quote.rule(),
            confidence: probability(quote.confidence()),
        }
    }

    fn pieces(&self, quote: Quote<'_>) -> Cow<'_, str> {
        match quote.pieces() {
            [piece] => Cow::Borrowed(&self.text[*piece]),
            pieces => Cow::Owned(pieces.iter().map(|piece| &self.text[*piece]).collect::<Vec<_>>().join(" ")),
        }
    }
}
