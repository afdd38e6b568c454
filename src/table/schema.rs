//! The tables and their columns: the one declaration that writers, documentation and the data dictionary come from.

use std::fmt::Write;

/// The version of the tables' columns. It rises when a column is added, removed, renamed or changes its meaning.
pub const SCHEMA_VERSION: u32 = 2;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The articles that were read.
    Articles,
    /// Their sentences.
    Sentences,
    /// Where they name, or refer to, someone or something.
    Mentions,
    /// Whom and what they name.
    Entities,
    /// Which roles they give to persons.
    Roles,
    /// Who says what.
    Quotes,
    /// Which times they speak of.
    Dates,
    /// What could not be read.
    Errors,
}

/// A column of a [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name, as the header row and the keys of JSON have it.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether cells may be missing.
    pub optional: bool,
    /// What it says, for the data dictionary.
    pub description: &'static str,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A whole number from 0.
    Integer,
    /// A number from 0 to 1, with at most three decimals.
    Real,
    /// `true` or `false`.
    Boolean,
    /// A day, `2025-02-17`.
    Date,
    /// Pairs of offsets: `[[s,e],…]` in JSON, `s-e s-e` in CSV.
    Spans,
}

impl ColumnKind {
    /// The name that the data dictionary has.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Real => "real",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Spans => "spans",
        }
    }
}

impl Table {
    /// Every table, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::Articles,
        Self::Sentences,
        Self::Mentions,
        Self::Entities,
        Self::Roles,
        Self::Quotes,
        Self::Dates,
        Self::Errors,
    ];

    /// The name: of the table's file, without extension.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Sentences => "sentences",
            Self::Mentions => "mentions",
            Self::Entities => "entities",
            Self::Roles => "roles",
            Self::Quotes => "quotes",
            Self::Dates => "dates",
            Self::Errors => "errors",
        }
    }

    /// The table of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == name)
    }

    /// What a row of it is, for the data dictionary.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Articles => "A row for each article that was read.",
            Self::Sentences => "A row for each sentence.",
            Self::Mentions => {
                "A row for each place where the text names, or refers to, a person, organisation, place or other entity."
            }
            Self::Entities => "A row for each person, organisation, place or other entity that an article names.",
            Self::Roles => "A row for each place where the text gives a person a role or an affiliation.",
            Self::Quotes => "A row for each quotation, direct or not: what is said, by whom, in which role.",
            Self::Dates => {
                "A row for each temporal expression, as TIMEX3 (TimeML) defines them, resolved against the article's date."
            }
            Self::Errors => {
                "A row for each thing that went wrong. An article that could be read all the same stands in the other tables."
            }
        }
    }

    /// The columns, in order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Articles => ARTICLES,
            Self::Sentences => SENTENCES,
            Self::Mentions => MENTIONS,
            Self::Entities => ENTITIES,
            Self::Roles => ROLES,
            Self::Quotes => QUOTES,
            Self::Dates => DATES,
            Self::Errors => ERRORS,
        }
    }
}

use ColumnKind::{Boolean, Date, Integer, Real, Spans, Text};

const fn column(name: &'static str, kind: ColumnKind, description: &'static str) -> Column {
    Column { name, kind, optional: false, description }
}

const fn optional(name: &'static str, kind: ColumnKind, description: &'static str) -> Column {
    Column { name, kind, optional: true, description }
}

const ARTICLE_ID: Column = column("article_id", Text, "the article");
const SENTENCE_ID: Column = column("sentence_id", Integer, "the sentence in which it starts");
const START: Column = column("start", Integer, "its first code point in `articles.text`");
const END: Column = column("end", Integer, "the code point after its last");
const RULE: Column = column("rule", Text, "the rule or model that decided the row");
const CONFIDENCE: Column = column("confidence", Real, "the probability that the row is right");

const ARTICLES: &[Column] = &[
    column("article_id", Text, "the record's id, else the path below the input without extension"),
    column("source", Text, "where it was read: the path, with the line for a record of a file, or `-`"),
    optional("date", Date, "the day it was published"),
    optional("date_from", Text, "what the date was read from: `record`, `head`, `path` or `option`"),
    optional("title", Text, "the headline, where the source gives it apart from the text"),
    optional("byline", Text, "who wrote it, as the source says"),
    optional("dateline", Text, "the place line, such as `SALVADOR, Feb 26 -`"),
    optional("publisher", Text, "who published it"),
    optional("section", Text, "the part of the publication that it stood in"),
    optional("language", Text, "its language, ISO 639-1"),
    optional("url", Text, "where it stands on the web"),
    optional("updated", Text, "when it was changed last, RFC 3339"),
    column("text", Text, "the text that all offsets point into"),
    column("chars", Integer, "the length of the text in code points"),
    column("sentences", Integer, "the number of its sentences"),
    column("mentions", Integer, "the number of its mentions"),
    column("quotes", Integer, "the number of its quotations"),
];

const SENTENCES: &[Column] = &[
    ARTICLE_ID,
    column("sentence_id", Integer, "the number of the sentence in the article, from 0"),
    column("paragraph", Integer, "the number of its paragraph, from 0"),
    START,
    END,
    column("in_quote", Boolean, "whether all of it stands inside quotation marks"),
    column("text", Text, "the sentence"),
];

const MENTIONS: &[Column] = &[
    ARTICLE_ID,
    column("mention_id", Integer, "the number of the mention in the article, from 0"),
    column("sentence_id", Integer, "the sentence that it is of"),
    optional("entity_id", Integer, "the entity that it stands for; missing for a pronoun that nothing resolves"),
    START,
    END,
    column("text", Text, "the mention, without title, article and possessive ending"),
    column("type", Text, "`PER`, `ORG`, `LOC` or `MISC`, as CoNLL-2003 defines them"),
    optional("subtype", Text, "what refines the type: `country`, `party`, `nationality` …"),
    column("form", Text, "`name`, `nominal` or `pronoun`"),
    optional("link", Text, "a stable outside id, such as `wikidata:Q159`"),
    RULE,
    CONFIDENCE,
];

const ENTITIES: &[Column] = &[
    ARTICLE_ID,
    column("entity_id", Integer, "the number of the entity in the article, from 0"),
    column("name", Text, "the fullest form of its name in the article"),
    column("type", Text, "`PER`, `ORG`, `LOC` or `MISC`"),
    optional("subtype", Text, "what refines the type"),
    optional("link", Text, "a stable outside id, such as `wikidata:Q159`"),
    column("mentions", Integer, "the number of its mentions"),
    column("quotes", Integer, "the number of quotations whose speaker it is"),
    column("first_start", Integer, "the first code point of its first mention"),
];

const ROLES: &[Column] = &[
    ARTICLE_ID,
    column("role_id", Integer, "the number of the role in the article, from 0"),
    column("entity_id", Integer, "the person's entity"),
    column("person", Text, "the person's name, as in `entities.name`"),
    optional("role", Text, "the role without its affiliation: `Foreign Minister`"),
    optional("affiliation", Text, "at, for or in what it is held, as the text has it: `Russia`"),
    optional("affiliation_entity_id", Integer, "the entity that the affiliation names"),
    column("tense", Text, "`current`, `former`, `acting` or `elect`"),
    column("sentence_id", Integer, "the sentence that says so"),
    START,
    END,
    column("text", Text, "role, affiliation and name as they stand together in the text"),
    RULE,
];

const QUOTES: &[Column] = &[
    ARTICLE_ID,
    column("quote_id", Integer, "the number of the quotation in the article, from 0"),
    SENTENCE_ID,
    column("kind", Text, "`direct` (all of it stands in quotation marks), `mixed` or `indirect`"),
    column("start", Integer, "the first code point of its content in `articles.text`"),
    column("end", Integer, "the code point after its content's last"),
    column("spans", Spans, "the pieces of its content: two where its cue breaks it"),
    column("text", Text, "its content, the pieces joined by a blank"),
    optional("cue_start", Integer, "the first code point of the cue"),
    optional("cue_end", Integer, "the code point after the cue's last"),
    optional("cue", Text, "the speech verb group: `said`, `has not denied`"),
    optional("speaker_start", Integer, "the first code point of the source"),
    optional("speaker_end", Integer, "the code point after the source's last"),
    optional("speaker_text", Text, "the source as it stands in the text: `he`, `the mayor`"),
    optional("speaker_entity_id", Integer, "the entity that the source resolves to"),
    optional("speaker", Text, "that entity's name, as in `entities.name`"),
    optional("speaker_role", Text, "the role that the article gives the speaker, in whatever sentence"),
    optional("speaker_link", Text, "that entity's outside id"),
    RULE,
    CONFIDENCE,
];

const DATES: &[Column] = &[
    ARTICLE_ID,
    column("date_id", Integer, "the number of the expression in the article, from 0"),
    column("sentence_id", Integer, "the sentence that it is of"),
    START,
    END,
    column("text", Text, "the expression, without preposition"),
    column("type", Text, "`DATE`, `TIME`, `DURATION` or `SET`"),
    column("value", Text, "the TIMEX3 value: `2025-02-18`, `2025-Q1`, `P3Y`, `PAST_REF` …"),
    optional("mod", Text, "the TIMEX3 modifier: `APPROX`, `START` …"),
    optional("first_day", Date, "the first day that it covers; missing where it is vague, a length or unresolved"),
    optional("last_day", Date, "the last day that it covers"),
    optional("anchor", Text, "what it was resolved against: `article`, or the `date_id` of an expression before it"),
    RULE,
];

const ERRORS: &[Column] = &[
    optional("article_id", Text, "the article, where there is one"),
    optional("source", Text, "the path, with the line for a record of a file"),
    column("stage", Text, "what failed: `read`, `decode`, `parse`, `date`, `id` …"),
    column("code", Text, "the cause as a stable word: `not-found`, `undecodable`, `bad-date` …"),
    column("message", Text, "the cause in words"),
];

/// The data dictionary as the page `docs/tables.md`.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Tables\n\n<!-- Written by `dateline tables --markdown`; a test fails when this page differs. -->\n\n\
         Every table starts with `article_id`. Offsets (`start`, `end` …) are Unicode code points into `articles.text`, end\n\
         exclusive: in Python, `text[start:end] == row.text`. Numbers that end in `_id` count within the article, from 0, in the\n\
         order of the text. Missing is empty in CSV and `null` in JSON. A name (`name`, `person`, `speaker`) has single blanks\n\
         where the text breaks its line.\n",
    );
    for table in Table::ALL {
        write!(page, "\n## {}\n\n{}\n\n", table.as_str(), table.description()).expect("a String takes every character");
        page.push_str("| column | type | missing | |\n|---|---|---|---|\n");
        for Column { name, kind, optional, description } in table.columns() {
            let missing = if *optional { "possible" } else { "" };
            writeln!(page, "| `{name}` | {} | {missing} | {description} |", kind.as_str())
                .expect("a String takes every character");
        }
    }
    page
}
