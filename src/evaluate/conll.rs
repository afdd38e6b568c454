//! Tagged columns, as `CoNLL` has them: a token a line, its tag in the last column, a blank line between sentences.

#[cfg(feature = "learn")]
use crate::gazetteer::kinds::EntityType;

/// A line that starts a new article.
pub(crate) const DOCUMENT: &str = "-DOCSTART-";

/// One article of a file in tagged columns.
#[derive(Clone, Debug, Default)]
pub struct TaggedArticle {
    /// Its sentences.
    pub sentences: Vec<TaggedSentence>,
}

/// One sentence: tokens with their tags.
#[derive(Clone, Debug, Default)]
pub struct TaggedSentence {
    /// The tokens.
    pub tokens: Vec<String>,
    /// Their tags, as the file has them: `B-PER`, `I-PER`, `O` …
    pub tags: Vec<String>,
}

/// The articles of a file in tagged columns. Where no line says `-DOCSTART-`, every sentence is an article.
///
/// # Example
///
/// ```
/// let articles = dateline::evaluate::read_conll("Liv B-PER\nAasen I-PER\nleft O\n");
/// assert_eq!(articles[0].sentences[0].tokens, ["Liv", "Aasen", "left"]);
/// ```
pub fn read_conll(text: &str) -> Vec<TaggedArticle> {
    let parted = text.lines().any(|line| line.starts_with(DOCUMENT));
    let mut articles = vec![TaggedArticle::default()];
    let mut sentence = TaggedSentence::default();
    for line in text.lines().chain([""]) {
        let mut cells = line.split_whitespace();
        let token = cells.next().filter(|token| *token != DOCUMENT);
        if let Some(token) = token {
            sentence.tokens.push(token.to_owned());
            sentence.tags.push(cells.next_back().unwrap_or("O").to_owned());
            continue;
        }
        if !sentence.tokens.is_empty() {
            if let Some(article) = articles.last_mut() {
                article.sentences.push(std::mem::take(&mut sentence));
            }
            if !parted {
                articles.push(TaggedArticle::default());
            }
        }
        if line.starts_with(DOCUMENT) {
            articles.push(TaggedArticle::default());
        }
    }
    articles.retain(|article| !article.sentences.is_empty());
    articles
}

/// An entity: its first token, the one after its last, and its type as the tags name it.
pub type Chunk<'a> = (usize, usize, &'a str);

/// The entities that tags spell, as the `CoNLL` evaluation reads them: a tag that cannot go on the entity before it
/// starts one.
///
/// # Example
///
/// ```
/// use dateline::evaluate::chunks;
///
/// assert_eq!(chunks(&["B-PER", "I-PER", "O", "I-LOC"]), [(0, 2, "PER"), (3, 4, "LOC")]);
/// ```
pub fn chunks<T: AsRef<str>>(tags: &[T]) -> Vec<Chunk<'_>> {
    let mut found: Vec<Chunk<'_>> = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (index, tag) in tags.iter().map(AsRef::as_ref).chain(["O"]).enumerate() {
        let (mark, kind) = tag.split_once('-').unwrap_or((tag, ""));
        let goes_on = matches!(mark, "I" | "E" | "L" | "M") && open.is_some_and(|(_, known)| known == kind);
        if !goes_on {
            found.extend(open.take().map(|(start, kind)| (start, index, kind)));
            open = (mark != "O").then_some((index, kind));
        }
        if matches!(mark, "E" | "L" | "S" | "U") {
            found.extend(open.take().map(|(start, kind)| (start, index + 1, kind)));
        }
    }
    found
}

/// The tags of entities over `len` tokens.
#[cfg(feature = "learn")]
pub(crate) fn tags(len: usize, entities: impl IntoIterator<Item = (usize, usize, EntityType)>) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); len];
    for (start, end, kind) in entities {
        for (index, tag) in tags[start..end].iter_mut().enumerate() {
            *tag = format!("{}-{}", if index == 0 { "B" } else { "I" }, kind.as_str());
        }
    }
    tags
}
