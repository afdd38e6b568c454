//! Reading the tables of a run again.
//!
//! `dateline corpus` makes a corpus of folders that `extract` wrote: articles, entities, mentions, roles and quotes, as
//! CSV or JSON Lines. Each row of `articles` begins one, and the other tables are read as far as their rows have its
//! `article_id`: all are in one order, so nothing but one article is in memory.
//!
//! What is read is what [`Facts`] has; other columns are passed over, and a column that is missing is empty (so tables
//! of an earlier version are read, with what they tell). Of a table that is missing there is nothing: without
//! `mentions` no co-mentions, without texts in `articles` no copies.

use std::path::Path;

use super::facts::{EntityFacts, Facts, MentionFacts, QuoteFacts, RoleFacts, Text};
use super::record::ArticleRecord;
use crate::error::{Error, ErrorKind};
use crate::quote::QuoteKind;
use crate::table::Table;
use crate::table::read::{StoredRow, StoredTable};

/// The articles of a folder of tables, with what their rows say.
///
/// All tables have the articles in the same order, so they are read side by side.
#[derive(Debug)]
pub(crate) struct TableArticles {
    /// The articles, which lead.
    articles: StoredTable,
    /// The others, none where the folder does not have them.
    entities: Option<StoredTable>,
    mentions: Option<StoredTable>,
    roles: Option<StoredTable>,
    quotes: Option<StoredTable>,
}

impl TableArticles {
    /// Opens the tables of `folder`.
    ///
    /// # Errors
    ///
    /// If it holds no table of articles.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let articles = StoredTable::open(folder, Table::Articles)?.ok_or_else(|| {
            let message =
                "it holds no table of articles; name a folder that extract wrote, with the table articles".to_owned();
            Error::new(ErrorKind::Config { message }).at(folder.display().to_string())
        })?;
        let open = |table| StoredTable::open(folder, table);
        Ok(Self {
            articles,
            entities: open(Table::Entities)?,
            mentions: open(Table::Mentions)?,
            roles: open(Table::Roles)?,
            quotes: open(Table::Quotes)?,
        })
    }

    /// What the rows of an article say. An entity without an id counts as entity 0, a quotation without a content has
    /// its text for it.
    fn facts(&mut self, article: &StoredRow) -> Result<Facts<'static>, Error> {
        let text = |row: &StoredRow, column| row.text(column).map(Text::from);
        let id = article.text("article_id").unwrap_or_default();
        let mut facts = Facts {
            date: article.text("date").and_then(|date| date.parse().ok()),
            publisher: text(article, "publisher"),
            text: text(article, "text").unwrap_or_default(),
            ..Facts::default()
        };
        for row in of_article(&mut self.entities, &id)? {
            facts.entities.push(EntityFacts {
                id: row.number("entity_id").unwrap_or_default(),
                name: text(&row, "name").unwrap_or_default(),
                kind: text(&row, "type").unwrap_or_default(),
                subtype: text(&row, "subtype"),
                canonical: text(&row, "canonical"),
                link: text(&row, "link"),
                gender: text(&row, "gender"),
                gender_from: text(&row, "gender_from"),
                country: text(&row, "country"),
                latitude: text(&row, "latitude"),
                longitude: text(&row, "longitude"),
                mentions: row.number("mentions").unwrap_or_default(),
                quotes: row.number("quotes").unwrap_or_default(),
                forms: Vec::new(),
            });
        }
        for row in of_article(&mut self.mentions, &id)? {
            if let Some(entity) = row.number("entity_id") {
                let (sentence, start) = (row.number("sentence_id"), row.number("start"));
                if row.text("form").as_deref() == Some("name") {
                    facts.add_form(entity, text(&row, "text").unwrap_or_default());
                }
                facts.mentions.push(MentionFacts {
                    entity,
                    sentence: sentence.unwrap_or_default(),
                    start: start.unwrap_or_default(),
                });
            }
        }
        for row in of_article(&mut self.roles, &id)? {
            if let Some(entity) = row.number("entity_id") {
                let (role, affiliation) = (text(&row, "role"), text(&row, "affiliation"));
                facts.roles.push(RoleFacts { entity, role, affiliation });
            }
        }
        for row in of_article(&mut self.quotes, &id)? {
            facts.contents.push(text(&row, "content").or_else(|| text(&row, "text")).unwrap_or_default());
            facts.quotes.push(QuoteFacts {
                id: row.number("quote_id").unwrap_or_default(),
                kind: kind(row.text("kind").as_deref()),
                start: row.number("start").unwrap_or_default(),
                end: row.number("end").unwrap_or_default(),
                speaker: row.number("speaker_entity_id"),
            });
        }
        facts.id = id.into();
        Ok(facts)
    }
}

impl Iterator for TableArticles {
    type Item = Result<ArticleRecord, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let article = self.articles.next()?;
        Some(article.and_then(|article| Ok(ArticleRecord::of(&self.facts(&article)?))))
    }
}

/// The rows of an article of that id, if the table is there; the table is read on by as many.
fn of_article(table: &mut Option<StoredTable>, id: &str) -> Result<Vec<StoredRow>, Error> {
    table.as_mut().map_or_else(|| Ok(Vec::new()), |table| table.of_article(id))
}

/// The kind of a quotation by the name that the table has; what is no such name counts as indirect, which compares all
/// words.
fn kind(name: Option<&str>) -> QuoteKind {
    match name {
        Some("direct") => QuoteKind::Direct,
        Some("mixed") => QuoteKind::Mixed,
        _ => QuoteKind::Indirect,
    }
}
