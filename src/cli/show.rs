//! `dateline show`: articles for reading, marked up with what was found, or a person of a corpus.
//!
//! On a terminal that shows colours, kinds of names have a colour each, quotations are italic, and what a date resolves
//! to stands dimmed behind it. Elsewhere the same is written in brackets, which can be searched and compared:
//!
//! ```text
//! a1  2025-03-04
//!
//! {"We will appeal," (Maria Okafor)} said [Maria Okafor PER], the minister, on [Monday DATE 2025-03-03].
//!
//! Who says what
//!   Maria Okafor (minister): "We will appeal,"
//!
//! Roles
//!   Maria Okafor: minister (current)
//! ```
//!
//! With `--json`, an article is one JSON object of all its tables, and no page is made. With `--corpus TABLES --person
//! NAME` it is the page of that person (`corpus::persons`): roles with their days, quotations by month, whom they speak
//! of, and the last ten quotations.
//!
//! The page is made whole before it is shown, so that its length decides on the pager.

use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use clap::ValueHint;
use jiff::civil::Date;

use super::args::{TEMPLATE, column, date, kind};
use super::extract::{columns, pipeline};
use super::options::Finds;
use super::progress::counted;
use super::terminal::{Page, Paging};
use super::{Status, print, tell};
use crate::corpus::{PersonPage, persons};
use crate::document::Document;
use crate::entity::Form;
use crate::error::{Error, ErrorKind};
use crate::gazetteer::kinds::EntityType;
use crate::id::{EntityId, QuoteId, TermMatchId};
use crate::ingest::{Articles, Field, ReadOptions};
use crate::table::{Rows, document_json, one_line};

/// Shows articles in the terminal, marked up.
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline show article.txt\n  \
        dateline show article.txt --date 2025-02-17\n  \
        dateline show article.txt --terms climate.csv\n  \
        pbpaste | dateline show -\n  \
        dateline show article.txt --json | jq '.quotes[] | [.speaker, .text]'\n  \
        dateline show --corpus tables/ --person \"Dora Winslow\"\n\n"
)]
pub(super) struct ShowArgs {
    /// Files, folders, patterns, or - for standard input
    #[arg(required_unless_present = "corpus", value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,

    /// Show a person of these tables, which extract or corpus wrote
    #[arg(long, value_name = "TABLES", value_hint = ValueHint::DirPath, requires = "person", conflicts_with_all = ["inputs", "json"])]
    pub(super) corpus: Option<PathBuf>,

    /// The person's name, or a part of it
    #[arg(long, value_name = "NAME", requires = "corpus")]
    pub(super) person: Option<String>,

    /// Wrap lines at so many columns [default: the terminal's, at most 100]
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,

    /// When to show the page by $PAGER
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub(super) paging: Paging,

    /// Print all tables of each article as one JSON object on a line
    #[arg(long)]
    pub(super) json: bool,

    /// The date of articles that have none of their own
    #[arg(short, long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,

    /// Add the names of a file (.tsv, .csv, .jsonl, .gaz), which override the program's own; may be repeated
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) gazetteer: Vec<PathBuf>,

    /// The type (PER, ORG, LOC, MISC) of names in gazetteers with another ending, which hold one a line
    #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
    pub(super) kind: Option<EntityType>,

    #[command(flatten)]
    pub(super) finds: Finds,

    /// Find names by rules and gazetteers only, without the learned tagger
    #[arg(long)]
    pub(super) no_model: bool,

    /// Read a field (id, date, text, title, byline, dateline, publisher, section, language, url, updated) from the
    /// column, key or path NAME; may be repeated
    #[arg(short, long, value_name = "FIELD=NAME", value_parser = column)]
    pub(super) column: Vec<(Field, String)>,
}

/// Shows each article that can be read; what cannot is told, and in JSON the errors of an article stand in its object:
/// those that name its id, which come before it.
pub(super) fn run(typed: &ShowArgs) -> Result<Status, Error> {
    if let (Some(folder), Some(name)) = (&typed.corpus, &typed.person) {
        return show_person(typed, folder, name);
    }
    let pipeline = pipeline(&typed.gazetteer, typed.kind, typed.no_model, &typed.finds)?;
    let read = ReadOptions { date: typed.date, columns: columns(&typed.column), ..ReadOptions::default() };
    let (mut shown, mut failed) = (0u64, 0u64);
    let mut errors = Vec::new();
    let mut page = Page::new(typed.width);
    for article in Articles::open(&typed.inputs, read) {
        match article {
            Ok(article) => {
                let document = pipeline.annotate(article);
                errors.retain(|error: &Error| error.article_id() == Some(&document.article.id));
                if typed.json {
                    print((document_json(&document, &errors) + "\n").as_bytes())?;
                } else {
                    if shown == 0 {
                        legend(&mut page, pipeline.has_matcher());
                    }
                    write_document(&mut page, &document);
                    page.plain("\n");
                }
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
    page.show(typed.paging)?;
    Ok(Status::of(shown, failed))
}

/// Dates, and what they resolve to dimmed.
const DATE: Style = AnsiColor::Cyan.on_default();
/// Amounts, and their values dimmed.
const AMOUNT: Style = AnsiColor::BrightYellow.on_default();

/// The colour of names of a type.
fn colour_of(kind: EntityType) -> Style {
    let colour = match kind {
        EntityType::Per => AnsiColor::Green,
        EntityType::Org => AnsiColor::Blue,
        EntityType::Loc => AnsiColor::Yellow,
        EntityType::Misc => AnsiColor::Magenta,
    };
    colour.on_default().bold()
}

/// What the colours mean, in these colours, above the first article; brackets say it themselves.
fn legend(page: &mut Page, has_terms: bool) {
    if !page.colour {
        return;
    }
    for (kind, about) in [
        (EntityType::Per, "person"),
        (EntityType::Org, "organisation"),
        (EntityType::Loc, "place"),
        (EntityType::Misc, "other name"),
    ] {
        page.styled(about, colour_of(kind));
        page.plain("  ");
    }
    page.styled("date", DATE);
    page.styled(" its value", DATE.dimmed());
    page.plain("  ");
    page.styled("amount", AMOUNT);
    page.styled(" its value", AMOUNT.dimmed());
    page.plain("  ");
    page.styled("quotation", Style::new().italic());
    page.styled(" its speaker", Style::new().dimmed());
    if has_terms {
        page.plain("  ");
        page.styled("term", Style::new().underline());
        page.styled(" its theme", Style::new().dimmed());
    }
    page.plain("\n\n");
}

/// What begins or ends in the text. The order of the variants is the one in which they are shown at one place: what
/// ends comes before what begins, and a name opens inside of a quotation that opens with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    /// The mark of that number ends.
    MarkEnds(usize),
    /// A term of the user's ends, whose theme is told.
    TermEnds(TermMatchId),
    /// A piece of a quotation ends; behind the last one its speaker is told.
    PieceEnds { quote: QuoteId, is_last: bool },
    /// A piece of a quotation begins.
    PieceStarts,
    /// A term begins.
    TermStarts,
    /// The mark of that number begins.
    MarkStarts(usize),
}

/// A name, date or amount.
struct Mark<'a> {
    /// Its type, as brackets tell it.
    label: &'static str,
    /// What a date resolves to, the value of an amount.
    value: Option<&'a str>,
    /// Its colours.
    style: Style,
}

/// An article: its head, its text, then quotations, roles and themes, each list where there is something in it.
fn write_document(page: &mut Page, document: &Document) {
    let article = &document.article;
    page.styled(&article.id, Style::new().bold());
    if let Some(date) = article.date {
        page.plain(&format!("  {date}"));
    }
    page.plain("\n");
    for line in [&article.title, &article.byline].into_iter().flatten() {
        page.plain(&format!("{line}\n"));
    }
    page.plain("\n");
    write_text(page, document);
    write_quotes(page, document);
    write_roles(page, document);
    write_themes(page, document);
}

/// Names, dates and amounts, apart from each other: of two that overlap the first, which is the longer where both start
/// at once. With them, where they begin and end, in bytes. Pronouns and nouns are not marked.
fn marks(document: &Document) -> (Vec<Mark<'_>>, Vec<(u32, Edge)>) {
    let mentions = document.mentions.iter().filter(|mention| mention.form() == Form::Name).map(|mention| {
        let kind = mention.kind();
        (mention.span(), Mark { label: kind.as_str(), value: None, style: colour_of(kind) })
    });
    let dates = document
        .dates
        .iter()
        .map(|timex| (timex.span(), Mark { label: timex.kind().as_str(), value: Some(timex.value()), style: DATE }));
    let amounts = document.amounts.iter().map(|amount| {
        (amount.span(), Mark { label: amount.kind().as_str(), value: Some(amount.value()), style: AMOUNT })
    });
    let mut found: Vec<_> = mentions.chain(dates).chain(amounts).collect();
    found.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let (mut marks, mut edges, mut end) = (Vec::new(), Vec::new(), 0);
    for (span, mark) in found {
        if span.start() >= end {
            end = span.end();
            edges.extend([(span.start(), Edge::MarkStarts(marks.len())), (span.end(), Edge::MarkEnds(marks.len()))]);
            marks.push(mark);
        }
    }
    (marks, edges)
}

/// The article's text: names, dates, amounts, quotations and terms in colours or in brackets. Marks never overlap, but
/// quotations and terms may hold each other and cross marks, so all edges go in order and the style between two is what
/// is open there.
fn write_text(page: &mut Page, document: &Document) {
    let text = document.article.text();
    let (marks, mut edges) = marks(document);
    for quote in document.quotes.iter() {
        for (index, piece) in quote.pieces().iter().enumerate() {
            let is_last = index + 1 == quote.pieces().len();
            edges.push((piece.start(), Edge::PieceStarts));
            edges.push((piece.end(), Edge::PieceEnds { quote: quote.id(), is_last }));
        }
    }
    for found in document.matches.iter() {
        edges.extend([(found.span().start(), Edge::TermStarts), (found.span().end(), Edge::TermEnds(found.id()))]);
    }
    edges.sort();
    let (mut at, mut open) = (0, OpenMarks::default());
    for (place, edge) in edges {
        let place = place as usize;
        page.styled(&text[at..place], open.style(page.colour));
        at = place;
        match edge {
            Edge::MarkStarts(index) => {
                open.mark = Some(&marks[index]);
                bracket(page, "[");
            }
            Edge::MarkEnds(index) => {
                open.mark = None;
                end_mark(page, &marks[index]);
            }
            Edge::TermStarts => {
                open.terms += 1;
                bracket(page, "<");
            }
            Edge::TermEnds(found) => {
                open.terms -= 1;
                end_term(page, document.matches.get(found).theme());
            }
            Edge::PieceStarts => {
                open.pieces += 1;
                bracket(page, "{");
            }
            Edge::PieceEnds { quote, is_last } => {
                open.pieces -= 1;
                if let Some(speaker) = speaker(document, quote).filter(|_| is_last) {
                    page.styled(&format!(" ({speaker})"), Style::new().dimmed());
                }
                bracket(page, "}");
            }
        }
    }
    page.plain(&text[at..]);
    if !text.ends_with('\n') {
        page.plain("\n");
    }
}

/// What a place of the text is in.
#[derive(Default)]
struct OpenMarks<'a> {
    /// The name, date or amount; these lie apart.
    mark: Option<&'a Mark<'a>>,
    /// How many pieces of quotations.
    pieces: u32,
    /// How many terms.
    terms: u32,
}

impl OpenMarks<'_> {
    /// How text is written there: in the mark's colours, and where there are colours italic in quotations and
    /// underlined in terms.
    fn style(&self, has_colour: bool) -> Style {
        let mut style = self.mark.map_or(Style::new(), |mark| mark.style);
        if has_colour {
            style = if self.pieces > 0 { style.italic() } else { style };
            style = if self.terms > 0 { style.underline() } else { style };
        }
        style
    }
}

/// A bracket, where there are no colours to say the same.
fn bracket(page: &mut Page, bracket: &str) {
    page.plain(if page.colour { "" } else { bracket });
}

/// What stands behind a name, date or amount: its value, and without colours its type.
fn end_mark(page: &mut Page, mark: &Mark<'_>) {
    let value = mark.value.map(|value| format!(" {value}")).unwrap_or_default();
    if page.colour {
        page.styled(&value, mark.style.dimmed());
    } else {
        page.plain(&format!(" {}{value}]", mark.label));
    }
}

/// What stands behind a term: its theme.
fn end_term(page: &mut Page, theme: &str) {
    if page.colour {
        page.styled(&format!(" {theme}"), Style::new().dimmed());
    } else {
        page.plain(&format!(": {theme}>"));
    }
}

/// Who is quoted: the name, else the words of the source; none where there is neither.
fn speaker(document: &Document, quote: QuoteId) -> Option<String> {
    if let Some(speaker) = document.chains.speaker_of(quote) {
        return Some(name(document, speaker.id()));
    }
    document.quotes.get(quote).source().map(|source| one_line(&document.article.text()[source]).into_owned())
}

/// What an entity is called: the gazetteer's name, else its fullest name in the text, on one line.
fn name(document: &Document, entity: EntityId) -> String {
    let entity = document.chains.entity(entity);
    one_line(entity.known_as().unwrap_or(&document.article.text()[entity.name()])).into_owned()
}

/// Who says what: the speaker in the colour of its type, the role, then the pieces with ` … ` between. A source without
/// a name stands as it is written, none as `?`.
fn write_quotes(page: &mut Page, document: &Document) {
    let text = document.article.text();
    if document.quotes.is_empty() {
        return;
    }
    page.heading("Who says what");
    for quote in document.quotes.iter() {
        page.plain("  ");
        let speaker = document.chains.speaker_of(quote.id());
        match speaker {
            Some(speaker) => page.styled(&name(document, speaker.id()), colour_of(speaker.kind())),
            None => page.plain(&self::speaker(document, quote.id()).unwrap_or_else(|| "?".to_owned())),
        }
        let role = speaker.and_then(|speaker| document.chains.role_of(speaker.id()));
        if let Some(role) = role.map(|role| one_line(role.role())) {
            page.plain(&format!(" ({role})"));
        }
        let pieces: Vec<_> = quote.pieces().iter().map(|piece| one_line(&text[*piece])).collect();
        page.plain(&format!(": {}\n", pieces.join(" … ")));
    }
}

/// Who is what, with affiliation and tense.
fn write_roles(page: &mut Page, document: &Document) {
    for (index, role) in document.chains.roles().enumerate() {
        if index == 0 {
            page.heading("Roles");
        }
        page.plain("  ");
        let entity = document.chains.entity(role.entity());
        page.styled(&name(document, entity.id()), colour_of(entity.kind()));
        let parts = [Some(role.role()).filter(|role| !role.is_empty()), role.affiliation()];
        let parts: Vec<_> = parts.into_iter().flatten().map(one_line).collect();
        page.plain(&format!(": {} ({})\n", parts.join(", "), role.tense().as_str()));
    }
}

/// How often the themes of the user's terms come up, and in quotations.
fn write_themes(page: &mut Page, document: &Document) {
    for (index, theme) in Rows::new(document).themes().enumerate() {
        if index == 0 {
            page.heading("Themes");
        }
        let quoted = if theme.in_quotes > 0 { format!(", {} in quotations", theme.in_quotes) } else { String::new() };
        page.plain(&format!("  {}: {}{quoted}\n", theme.theme, counted_matches(theme.matches)));
    }
}

/// `1 match`, `2 matches`.
fn counted_matches(count: u64) -> String {
    if count == 1 { "1 match".to_owned() } else { format!("{count} matches") }
}

/// Shows the pages of all persons of that name, those in most articles first.
///
/// # Errors
///
/// If nobody has it, or the tables cannot be read.
fn show_person(typed: &ShowArgs, folder: &Path, name: &str) -> Result<Status, Error> {
    let found = persons(folder, name)?;
    if found.is_empty() {
        let message = format!("nobody in the corpus is called {name:?}");
        return Err(Error::new(ErrorKind::Config { message }).at(folder.display().to_string()));
    }
    let mut page = Page::new(typed.width);
    for (index, person) in found.iter().enumerate() {
        page.plain(if index == 0 { "" } else { "\n\n" });
        write_person(&mut page, person);
    }
    page.show(typed.paging)?;
    Ok(Status::Done)
}

/// The longest bar of a month, in columns; the others are in proportion, none of a month with quotations empty.
const BAR_COLUMNS: u32 = 40;

/// The page of a person; parts of which the tables tell nothing are left out.
fn write_person(page: &mut Page, person: &PersonPage) {
    page.styled(&person.name, colour_of(EntityType::Per));
    let known = [&person.gender, &person.country, &person.link];
    let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
    page.plain(&format!("  {}\n", known.join(", ")));
    let (articles, quotes) = (u64::from(person.articles), u64::from(person.quotes));
    let days = [&person.first_date, &person.last_date].map(|day| day.as_deref().unwrap_or("?"));
    page.plain(&format!(
        "{}, {}, {} to {}\n",
        counted(articles, "articles"),
        counted(quotes, "quotations"),
        days[0],
        days[1]
    ));
    if !person.variants.is_empty() {
        page.plain(&format!("also {}\n", person.variants.join("; ")));
    }
    if !person.roles.is_empty() {
        page.heading("Roles, first to last day");
        for (role, first, last) in &person.roles {
            page.plain(&format!("  {first} – {last}  {role}\n"));
        }
    }
    if let Some(most) = person.months.iter().map(|(_, quotes)| *quotes).max() {
        page.heading("Quotations by month");
        for (month, quotes) in &person.months {
            let bar = "█".repeat((quotes * BAR_COLUMNS).div_ceil(most) as usize);
            page.plain(&format!("  {month}  {bar} {quotes}\n"));
        }
    }
    for (heading, rows) in [("Speaks of", &person.speaks_of), ("Spoken of by", &person.spoken_of_by)] {
        if !rows.is_empty() {
            page.heading(heading);
            for (name, quotes) in rows {
                page.plain(&format!("  {name}: {quotes}\n"));
            }
        }
    }
    if !person.latest.is_empty() {
        page.heading("Last quotations");
        for (day, article, content) in &person.latest {
            page.plain(&format!("  {day}  {content}  ({article})\n"));
        }
    }
}
