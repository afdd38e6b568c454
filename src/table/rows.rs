//! Rows: what each table says of a document. Offsets become code points here and nowhere else.

use std::borrow::Cow;

use super::cells::{CellFormat, Row};
use super::schema::Table;
use crate::date::Anchor;
use crate::document::{CodePoints, Document};
use crate::entity::Mention;
use crate::error::Error;
use crate::gazetteer::kinds::Subtype;
use crate::id::EntityId;
use crate::quote::Quote;
use crate::span::Span;

/// A document about to become rows.
pub(super) struct Source<'a> {
    document: &'a Document,
    text: &'a str,
    points: CodePoints<'a>,
    min_confidence: f32,
}

impl<'a> Source<'a> {
    pub(super) fn new(document: &'a Document, min_confidence: f32) -> Self {
        let text = document.article.text();
        Self { document, text, points: CodePoints::new(text), min_confidence }
    }

    fn mentions(&self) -> impl Iterator<Item = Mention<'a>> {
        let least = self.min_confidence;
        self.document.mentions.iter().filter(move |mention| mention.confidence() >= least)
    }

    fn quotes(&self) -> impl Iterator<Item = Quote<'a>> {
        let least = self.min_confidence;
        self.document.quotes.iter().filter(move |quote| quote.confidence() >= least)
    }

    /// The number of rows that `table` has of the document.
    pub(super) fn count(&self, table: Table) -> u64 {
        let document = self.document;
        let count = match table {
            Table::Articles => 1,
            Table::Sentences => document.segments.sentence_count(),
            Table::Mentions => self.mentions().count(),
            Table::Entities => document.chains.entities().count(),
            Table::Roles => document.chains.roles().count(),
            Table::Quotes => self.quotes().count(),
            Table::Dates => document.dates.len(),
            Table::Errors => 0,
        };
        count as u64
    }

    /// Writes the rows that `table` has of the document.
    pub(super) fn write<F: CellFormat>(&self, table: Table, format: &F, out: &mut Vec<u8>) {
        let mut id = Vec::new();
        Row::start(table, format, &mut id).text(&self.document.article.id);
        let rows = Rows { table, format, id: &id, out };
        match table {
            Table::Articles => self.article(rows),
            Table::Sentences => self.sentences(rows),
            Table::Mentions => self.mention_rows(rows),
            Table::Entities => self.entities(rows),
            Table::Roles => self.roles(rows),
            Table::Quotes => self.quote_rows(rows),
            Table::Dates => self.dates(rows),
            Table::Errors => {}
        }
    }

    /// The cells `start`, `end` and `text`.
    fn place<F: CellFormat>(&self, row: &mut Row<'_, F>, span: Span) {
        row.number(self.points.at(span.start()));
        row.number(self.points.at(span.end()));
        row.text(&self.text[span]);
    }

    fn place_or_missing<F: CellFormat>(&self, row: &mut Row<'_, F>, span: Option<Span>) {
        let Some(span) = span else { return (0..3).for_each(|_| row.missing()) };
        self.place(row, span);
    }

    fn name(&self, entity: EntityId) -> Cow<'a, str> {
        let entity = self.document.chains.entity(entity);
        one_line(entity.known_as().unwrap_or(&self.text[entity.name()]))
    }

    fn article<F: CellFormat>(&self, mut rows: Rows<'_, F>) {
        let article = &self.document.article;
        let mut row = rows.next();
        row.text(&article.source);
        row.day_or_missing(article.date);
        row.word_or_missing(article.date_from.map(crate::DateFrom::as_str));
        row.text_or_missing(article.title.as_deref());
        row.text_or_missing(article.byline.as_deref());
        row.text_or_missing(article.dateline.as_deref());
        row.text_or_missing(article.publisher.as_deref());
        row.text_or_missing(article.section.as_deref());
        row.text_or_missing(article.language.as_deref());
        row.text_or_missing(article.url.as_deref());
        row.text_or_missing(article.updated.as_deref());
        row.text(self.text);
        row.number(self.points.len());
        row.number(self.count(Table::Sentences));
        row.number(self.count(Table::Mentions));
        row.number(self.count(Table::Quotes));
        row.end();
    }

    fn sentences<F: CellFormat>(&self, mut rows: Rows<'_, F>) {
        for sentence in self.document.view().sentences() {
            let mut row = rows.next();
            row.number(sentence.id().get());
            row.number(sentence.paragraph().id().get());
            row.number(self.points.at(sentence.span().start()));
            row.number(self.points.at(sentence.span().end()));
            row.flag(sentence.in_quote());
            row.text(sentence.text());
            row.end();
        }
    }

    fn mention_rows<F: CellFormat>(&self, mut rows: Rows<'_, F>) {
        for mention in self.mentions() {
            let mut row = rows.next();
            row.number(mention.id().get());
            row.number(mention.sentence().get());
            row.number_or_missing(self.document.chains.entity_of(mention.id()).map(|entity| entity.id().get()));
            self.place(&mut row, mention.span());
            row.word(mention.kind().as_str());
            row.word_or_missing(mention.subtype().map(Subtype::as_str));
            row.word(mention.form().as_str());
            row.text_or_missing(mention.link());
            row.word(mention.rule().as_str());
            row.real(mention.confidence());
            row.end();
        }
    }

    fn entities<F: CellFormat>(&self, mut rows: Rows<'_, F>) {
        let mentions = &self.document.mentions;
        let mut quotes = vec![0u32; self.document.chains.entities().count()];
        for speaker in self.quotes().filter_map(Quote::speaker) {
            quotes[speaker.index()] += 1;
        }
        for entity in self.document.chains.entities() {
            let first = entity.mentions().first().map_or(entity.name(), |first| mentions.get(*first).span());
            let kept = entity.mentions().iter().filter(|id| mentions.get(**id).confidence() >= self.min_confidence);
            let mut row = rows.next();
            row.number(entity.id().get());
            row.text(&self.name(entity.id()));
            row.word(entity.kind().as_str());
            row.word_or_missing(entity.subtype().map(Subtype::as_str));
            row.text_or_missing(entity.link());
            row.number(kept.count() as u64);
            row.number(quotes[entity.id().index()]);
            row.number(self.points.at(first.start()));
            row.end();
        }
    }

    fn roles<F: CellFormat>(&self, mut rows: Rows<'_, F>) {
        for role in self.document.chains.roles() {
            let mut row = rows.next();
            row.number(role.id().get());
            row.number(role.entity().get());
            row.text(&self.name(role.entity()));
            row.text_or_missing(Some(&*one_line(role.role())).filter(|role| !role.is_empty()));
            row.text_or_missing(role.affiliation().map(one_line).as_deref());
            row.number_or_missing(role.affiliation_entity().map(EntityId::get));
            row.word(role.tense().as_str());
            row.number(role.sentence().get());
            self.place(&mut row, role.span());
            row.word(role.rule());
            row.end();
        }
    }

    fn quote_rows<F: CellFormat>(&self, mut rows: Rows<'_, F>) {
        let chains = &self.document.chains;
        for quote in self.quotes() {
            let speaker = quote.speaker();
            let role = quote.role().map(|role| one_line(chains.role(role).role()));
            let mut row = rows.next();
            row.number(quote.id().get());
            row.number(quote.sentence().get());
            row.word(quote.kind().as_str());
            row.number(self.points.at(quote.span().start()));
            row.number(self.points.at(quote.span().end()));
            row.spans(quote.pieces().iter().map(|piece| (self.points.at(piece.start()), self.points.at(piece.end()))));
            row.text(&self.content(quote));
            self.place_or_missing(&mut row, quote.cue());
            self.place_or_missing(&mut row, quote.source());
            row.number_or_missing(speaker.map(EntityId::get));
            row.text_or_missing(speaker.map(|speaker| self.name(speaker)).as_deref());
            row.text_or_missing(role.as_deref().filter(|role| !role.is_empty()));
            row.text_or_missing(speaker.and_then(|speaker| chains.entity(speaker).link()));
            row.word(quote.rule());
            row.real(quote.confidence());
            row.end();
        }
    }

    fn content(&self, quote: Quote<'a>) -> Cow<'a, str> {
        match quote.pieces() {
            [piece] => Cow::Borrowed(&self.text[*piece]),
            pieces => Cow::Owned(pieces.iter().map(|piece| &self.text[*piece]).collect::<Vec<_>>().join(" ")),
        }
    }

    fn dates<F: CellFormat>(&self, mut rows: Rows<'_, F>) {
        for timex in self.document.dates.iter() {
            let days = timex.days();
            let mut row = rows.next();
            row.number(timex.id().get());
            row.number(timex.sentence().get());
            self.place(&mut row, timex.span());
            row.word(timex.kind().as_str());
            row.text(timex.value());
            row.text_or_missing(timex.modifier());
            row.day_or_missing(days.map(|(first, _)| first));
            row.day_or_missing(days.map(|(_, last)| last));
            match timex.anchor() {
                Anchor::None => row.missing(),
                Anchor::Article => row.word("article"),
                Anchor::Mention(id) => row.text(&id.get().to_string()),
            }
            row.word(timex.rule());
            row.end();
        }
    }
}

/// The rows that a table has of one document, all of which start with the article's id.
struct Rows<'a, F> {
    table: Table,
    format: &'a F,
    /// The first cell, written.
    id: &'a [u8],
    out: &'a mut Vec<u8>,
}

impl<F: CellFormat> Rows<'_, F> {
    fn next(&mut self) -> Row<'_, F> {
        Row::after(self.id, self.table, self.format, self.out)
    }
}

/// Writes the row of an error.
pub(super) fn error<F: CellFormat>(error: &Error, format: &F, out: &mut Vec<u8>) {
    let mut row = Row::start(Table::Errors, format, out);
    row.text_or_missing(error.article_id());
    match error.location() {
        (Some(source), Some(line)) => row.text(&format!("{source}:{line}")),
        (source, _) => row.text_or_missing(source),
    }
    row.text(error.stage());
    row.text(error.code());
    row.text(&error.kind().to_string());
    row.end();
}

/// `text` with a single blank for every run of white space: a name may run over the end of a line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    // Most names are of ASCII, and have nothing but single blanks between words.
    let plain = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_graphic);
    if text.as_bytes().split(|&byte| byte == b' ').all(plain) {
        return Cow::Borrowed(text);
    }
    if text.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
