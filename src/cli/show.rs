//! `dateline show`: articles for reading, marked up with what was found.

use std::fmt::Write;
use std::io;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::args::ShowArgs;
use super::extract::{columns, pipeline};
use super::{Status, print, tell};
use crate::document::Document;
use crate::entity::Form;
use crate::error::Error;
use crate::gazetteer::kinds::EntityType;
use crate::id::EntityId;
use crate::ingest::{Articles, ReadOptions};
use crate::span::Span;
use crate::table::{document_json, one_line};

pub(super) fn run(typed: &ShowArgs) -> Result<Status, Error> {
    let pipeline = pipeline(&typed.gazetteer, typed.kind, typed.no_model)?;
    let read = ReadOptions { date: typed.date, columns: columns(&typed.column), ..ReadOptions::default() };
    let colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let (mut shown, mut failed) = (0u64, 0u64);
    let mut errors = Vec::new();
    for article in Articles::open(&typed.inputs, read) {
        match article {
            Ok(article) => {
                let document = pipeline.annotate(article);
                errors.retain(|error: &Error| error.article_id() == Some(&document.article.id));
                let mut page = if typed.json { document_json(&document, &errors) } else { page(&document, colour) };
                page.push('\n');
                print(page.as_bytes())?;
                errors.clear();
                shown += 1;
            }
            Err(error) => {
                tell(&error);
                failed += 1;
                errors.push(error);
            }
        }
    }
    Ok(Status::of(shown, failed))
}

/// A stretch of text with what is said of it.
struct Mark<'a> {
    span: Span,
    label: &'static str,
    /// What a date resolves to.
    value: Option<&'a str>,
    style: Style,
}

fn page(document: &Document, colour: bool) -> String {
    let article = &document.article;
    let mut page = Page { out: String::new(), colour };
    page.styled(&article.id, Style::new().bold());
    if let Some(date) = article.date {
        page.plain(&format!("  {date}"));
    }
    page.plain("\n");
    for line in [&article.title, &article.byline].into_iter().flatten() {
        page.plain(&format!("{line}\n"));
    }
    page.plain("\n");
    page.text(document);
    page.quotes(document);
    page.roles(document);
    page.out
}

fn colour_of(kind: EntityType) -> Style {
    let colour = match kind {
        EntityType::Per => AnsiColor::Green,
        EntityType::Org => AnsiColor::Blue,
        EntityType::Loc => AnsiColor::Yellow,
        EntityType::Misc => AnsiColor::Magenta,
    };
    colour.on_default().bold()
}

/// Names and dates in text order, apart from each other: of two that overlap the first, which is the longer where both start at once.
fn marks(document: &Document) -> Vec<Mark<'_>> {
    let mentions = document.mentions.iter().filter(|mention| mention.form() == Form::Name).map(|mention| Mark {
        span: mention.span(),
        label: mention.kind().as_str(),
        value: None,
        style: colour_of(mention.kind()),
    });
    let dates = document.dates.iter().map(|timex| Mark {
        span: timex.span(),
        label: timex.kind().as_str(),
        value: Some(timex.value()),
        style: AnsiColor::Cyan.on_default(),
    });
    let mut marks: Vec<Mark<'_>> = mentions.chain(dates).collect();
    marks.sort_by_key(|mark| (mark.span.start(), std::cmp::Reverse(mark.span.end())));
    let mut end = 0;
    marks.retain(|mark| {
        let apart = mark.span.start() >= end;
        if apart {
            end = mark.span.end();
        }
        apart
    });
    marks
}

struct Page {
    out: String,
    colour: bool,
}

impl Page {
    /// Adds text. Control characters of an article must not reach the terminal.
    fn plain(&mut self, text: &str) {
        let shown = |c: char| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c };
        self.out.extend(text.chars().filter(|c| *c != '\r').map(shown));
    }

    fn styled(&mut self, text: &str, style: Style) {
        if !self.colour || text.is_empty() {
            return self.plain(text);
        }
        write!(self.out, "{style}").expect("a String takes every character");
        self.plain(text);
        write!(self.out, "{style:#}").expect("a String takes every character");
    }

    /// The article's text, its marks in colour or in brackets.
    fn text(&mut self, document: &Document) {
        let text = document.article.text();
        let mut at = 0;
        for Mark { span, label, value, style } in marks(document) {
            self.plain(&text[at..span.range().start]);
            let value = value.map(|value| format!(" {value}")).unwrap_or_default();
            if self.colour {
                self.styled(&text[span], style);
                self.styled(&value, style.dimmed());
            } else {
                self.plain(&format!("[{} {label}{value}]", &text[span]));
            }
            at = span.range().end;
        }
        self.plain(&text[at..]);
        if !text.ends_with('\n') {
            self.plain("\n");
        }
    }

    fn quotes(&mut self, document: &Document) {
        let text = document.article.text();
        if document.quotes.is_empty() {
            return;
        }
        self.plain("\n");
        self.styled("Who says what", Style::new().bold());
        self.plain("\n");
        for quote in document.quotes.iter() {
            self.plain("  ");
            let source = quote.source().map(|source| one_line(&text[source]));
            let speaker = document.chains.speaker_of(quote.id());
            match speaker {
                Some(speaker) => self.name(document, speaker.id()),
                None => self.plain(source.as_deref().unwrap_or("?")),
            }
            if let Some(role) =
                speaker.and_then(|speaker| document.chains.role_of(speaker.id())).map(|role| one_line(role.role()))
            {
                self.plain(&format!(" ({role})"));
            }
            self.plain(": ");
            for (index, piece) in quote.pieces().iter().enumerate() {
                self.plain(if index == 0 { "" } else { " … " });
                self.plain(&one_line(&text[*piece]));
            }
            self.plain("\n");
        }
    }

    fn roles(&mut self, document: &Document) {
        for (index, role) in document.chains.roles().enumerate() {
            if index == 0 {
                self.plain("\n");
                self.styled("Roles", Style::new().bold());
                self.plain("\n");
            }
            self.plain("  ");
            self.name(document, role.entity());
            let parts = [Some(role.role()).filter(|role| !role.is_empty()), role.affiliation()];
            let parts: Vec<_> = parts.into_iter().flatten().map(one_line).collect();
            self.plain(&format!(": {} ({})\n", parts.join(", "), role.tense().as_str()));
        }
    }

    fn name(&mut self, document: &Document, entity: EntityId) {
        let entity = document.chains.entity(entity);
        self.styled(
            &one_line(entity.known_as().unwrap_or(&document.article.text()[entity.name()])),
            colour_of(entity.kind()),
        );
    }
}
