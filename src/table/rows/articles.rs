//! `articles`: what was read.

use jiff::civil::Date;

use super::Rows;
use crate::article::DateFrom;
use crate::table::column::table;

table! {
    /// A row for each article that was read.
    Articles, ArticleRow<'a>, key(article_id) {
        /// the record's id, else the path below the input without extension
        article_id: &'a str,
        /// where it was read: the path, with the line for a record of a file, or `-`
        source: &'a str,
        /// the day it was published
        date: Option<Date>,
        /// what the date was read from: `record`, `head`, `dateline`, `path` or `option`
        date_from: Option<DateFrom>,
        /// the headline, where the source gives it apart from the text
        title: Option<&'a str>,
        /// who wrote it, as the source says
        byline: Option<&'a str>,
        /// the place line, such as `SALVADOR, Feb 26 -`
        dateline: Option<&'a str>,
        /// who published it
        publisher: Option<&'a str>,
        /// the part of the publication that it stood in
        section: Option<&'a str>,
        /// its language, ISO 639-1
        language: Option<&'a str>,
        /// where it stands on the web
        url: Option<&'a str>,
        /// when it was changed last, RFC 3339
        updated: Option<&'a str>,
        /// the country that it is about: ISO 3166-1 alpha-2; missing where it is about none, or several alike
        focus_country: Option<&'a str>,
        /// the text that all offsets point into
        text: &'a str,
        /// the length of the text in code points
        chars: u32,
        /// the number of its sentences
        sentences: u64,
        /// the number of its mentions
        mentions: u64,
        /// the number of its quotations
        quotes: u64,
    }
    further kept: Vec<Option<&'a str>>
}

impl Rows<'_> {
    /// The row of the article.
    pub fn articles(&self) -> impl Iterator<Item = ArticleRow<'_>> {
        let article = &self.document.article;
        std::iter::once_with(move || ArticleRow {
            article_id: &article.id,
            source: &article.source,
            date: article.date,
            date_from: article.date_from,
            title: article.title.as_deref(),
            byline: article.byline.as_deref(),
            dateline: article.dateline.as_deref(),
            publisher: article.publisher.as_deref(),
            section: article.section.as_deref(),
            language: article.language.as_deref(),
            url: article.url.as_deref(),
            updated: article.updated.as_deref(),
            focus_country: self.document.chains.focus_country(),
            text: self.text,
            chars: self.points.len(),
            sentences: self.document.segments.sentence_count() as u64,
            mentions: self.sure_mentions().count() as u64,
            quotes: self.sure_quotes().count() as u64,
            kept: self.kept.iter().map(|field| article.kept(field)).collect(),
        })
    }
}

/// What the row of an article tells of its layers: it is kept where these go before the row is written.
#[cfg(feature = "io")]
#[derive(Debug, Default)]
pub(crate) struct Counted {
    /// The country that the article is about, if there is one.
    focus_country: Option<String>,
    /// The numbers of its sentences, mentions and quotations.
    counts: [u64; 3],
}

#[cfg(feature = "io")]
impl Rows<'_> {
    /// What the row of the article tells of the layers.
    pub(crate) fn counted(&self) -> Counted {
        let counted = |row: ArticleRow<'_>| Counted {
            focus_country: row.focus_country.map(str::to_owned),
            counts: [row.sentences, row.mentions, row.quotes],
        };
        self.articles().next().map(counted).unwrap_or_default()
    }
}

#[cfg(feature = "io")]
impl<'a> ArticleRow<'a> {
    /// The row with what was counted when the layers were there.
    pub(crate) fn with_counted(self, counted: &'a Counted) -> Self {
        let [sentences, mentions, quotes] = counted.counts;
        Self { focus_country: counted.focus_country.as_deref(), sentences, mentions, quotes, ..self }
    }
}
