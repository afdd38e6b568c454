//! The matcher: terms and patterns are gathered, compiled, and found in texts.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use regex::Regex;

use super::index::{Hit, Index, New, Room, Word};
use super::inside::Inside;
use super::loose::Automaton;
use super::pattern::{self, Patterns};
use super::{Listed, MatchRow, Matches, Term, index, inside, loose, read, word};
use crate::error::{Error, ErrorKind};
use crate::lexicon::word_hash;
use crate::segment::{Flags, Segmenter, Segments};
use crate::span::{Span, offset};

/// Terms and patterns by theme, before they are compiled to a [`Matcher`].
///
/// A term is found where whole words are as it is listed. `*` at its start or end stands for the rest of a
/// word, and at the end of a word inside it too: `climat*`, `*phobia`, `tax* cut*`. A term in small letters is
/// found in whatever case, one with a capital only as it is written, unless [`Terms::ignore_case`] says
/// otherwise. White space of any length is a blank, and straight and curly apostrophes are alike. Of the terms
/// of one theme that overlap, the first counts, and of those that start at once the longest; those of different
/// themes all count.
///
/// # Example
///
/// ```
/// use dateline::{Segmenter, Terms};
///
/// let mut terms = Terms::new();
/// terms.add("carbon tax", "climate")?;
/// terms.add("tax*", "economy")?;
/// terms.add_pattern("house bill", "law", r"\bH\.R\. ?\d+")?;
/// let matcher = terms.build()?;
///
/// let text = "Carbon taxes return in H.R. 912: a carbon tax by another name.";
/// let matches = matcher.find(text, &Segmenter::new().segment(text));
/// let found: Vec<_> = matches.iter().map(|found| (&text[found.span()], found.term(), found.theme())).collect();
/// assert_eq!(found, [
///     ("taxes", "tax*", "economy"),
///     ("H.R. 912", "house bill", "law"),
///     ("carbon tax", "carbon tax", "climate"),
///     ("tax", "tax*", "economy"),
/// ]);
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Terms {
    /// What is listed so far.
    listed: Listed,
    /// The numbers of themes.
    themes: HashMap<String, u32>,
    /// The number of the file that is read.
    source: u32,
    /// Whether case counts for no term that is added from here on.
    ignore_case: bool,
    /// Whether terms that are added from here on are sought inside words too.
    inside_words: bool,
    /// Terms of whole words.
    index: index::Builder,
    /// Terms that may start inside a word.
    loose: loose::Builder,
    /// Terms that may stand inside hashtags and compounds.
    inside: Inside,
    /// Patterns, and terms with stars inside, by their numbers.
    patterns: Vec<(u32, Regex)>,
    /// Cuts the first words of terms as it will cut those of texts.
    segmenter: Segmenter,
}

impl Terms {
    /// No terms yet.
    pub fn new() -> Self {
        let mut terms = Self::default();
        terms.listed.sources.push(String::new());
        terms
    }

    /// Case does not count, whatever the terms that are added from here on have. Off by default: a term with a
    /// capital is found as it is written only.
    #[must_use]
    pub fn ignore_case(self, yes: bool) -> Self {
        Self { ignore_case: yes, ..self }
    }

    /// The terms that are added from here on are found inside hashtags (`#ClimateChangeNow`) and compounds with
    /// hyphens (`anti-war`) too. Off by default.
    #[must_use]
    pub fn inside_words(self, yes: bool) -> Self {
        Self { inside_words: yes, ..self }
    }

    /// The number of terms and patterns.
    pub fn len(&self) -> usize {
        self.listed.terms.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.listed.terms.is_empty()
    }

    /// Adds a term.
    ///
    /// # Errors
    ///
    /// If it holds nothing but blanks and stars, a star where none may stand, or there are 4 GiB of terms.
    pub fn add(&mut self, term: &str, theme: &str) -> Result<(), Error> {
        self.add_term(term.trim(), theme).map_err(|message| Error::new(ErrorKind::Terms { message }))
    }

    /// Adds a pattern: what is found has its name as the term. Its syntax is that of the crate `regex`; case
    /// counts but behind `(?i)`.
    ///
    /// # Errors
    ///
    /// If the pattern cannot be read, matches the empty text, or compiles to more than 10 MB.
    pub fn add_pattern(&mut self, name: &str, theme: &str, pattern: &str) -> Result<(), Error> {
        let add = |terms: &mut Self| {
            let regex = pattern::compile(pattern)?;
            let number = terms.list(name, theme)?;
            terms.patterns.push((number, regex));
            Ok(())
        };
        add(self).map_err(|message| Error::new(ErrorKind::Terms { message }))
    }

    /// Adds the terms of a file.
    ///
    /// By its ending it is CSV (`.csv`, `.tsv`) with the columns `term` and `theme`, under a header row or
    /// without one; YAML or JSON (`.yaml`, `.yml`, `.json`): `theme: [term, …]`, where the themes inside of a
    /// theme are named `outer.inner`; or else it holds one term a line. Terms without a theme have the file's
    /// name without its ending for one.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or holds a term that cannot be used; the error names the line.
    pub fn add_file(&mut self, path: &Path) -> Result<(), Error> {
        self.begin(path);
        read::terms(path, &mut |term, theme| self.add_term(term, theme))
    }

    /// Adds the patterns of a file: CSV (`.csv`, `.tsv`) with the columns `name`, `theme` and `regex`, or TOML.
    ///
    /// TOML holds `[[pattern]]` with `name`, `theme` and `regex`, or a table for each theme, in which names
    /// stand for patterns.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or holds a pattern that cannot be used ([`Terms::add_pattern`]); the error
    /// names the line.
    pub fn add_patterns_file(&mut self, path: &Path) -> Result<(), Error> {
        self.begin(path);
        read::patterns(path, &mut |name, theme, pattern| {
            let added = self.add_pattern(name, theme, pattern);
            added.map_err(|error| error.kind().to_string())
        })
    }

    /// Notes the file that terms come from.
    fn begin(&mut self, path: &Path) {
        self.source = u32::try_from(self.listed.sources.len()).expect("a command names few files");
        self.listed.sources.push(path.display().to_string());
    }

    /// Lists a term under its theme; gives its number.
    fn list(&mut self, term: &str, theme: &str) -> Result<u32, String> {
        let many = |_| "there are too many terms: they must be shorter than 4 GiB".to_owned();
        let number = u32::try_from(self.listed.terms.len()).map_err(many)?;
        let known = self.themes.get(theme).copied();
        let theme = if let Some(known) = known {
            known
        } else {
            let new = u32::try_from(self.listed.themes.len()).map_err(many)?;
            self.listed.themes.push(theme.to_owned());
            self.themes.insert(theme.to_owned(), new);
            new
        };
        self.listed.text.push_str(term);
        let end = u32::try_from(self.listed.text.len()).map_err(many)?;
        self.listed.terms.push(Term { end, theme, source: self.source });
        Ok(number)
    }

    /// Lists a term and adds it where it will be found: as a pattern if a star stands inside, with the loose
    /// ones if it may start inside a word, else in the index.
    fn add_term(&mut self, term: &str, theme: &str) -> Result<(), String> {
        let open = (term.starts_with('*'), term.len() > 1 && term.ends_with('*'));
        let bare = term.trim_matches('*').trim();
        if bare.is_empty() {
            return Err(if term.is_empty() { "an empty term" } else { "a term of stars only" }.to_owned());
        }
        let exact = !self.ignore_case && bare.chars().any(char::is_uppercase);
        if bare.contains('*') {
            let pattern = with_stars(term, exact)?;
            let number = self.list(term, theme)?;
            self.patterns.push((number, pattern::compile(&pattern)?));
            return Ok(());
        }
        let number = self.list(term, theme)?;
        if self.inside_words && open == (false, false) {
            self.inside.add(bare, exact, number);
        }
        if open.0 || bare.chars().any(word::is_unspaced) || !bare.contains(word::is_word) {
            self.loose.add(bare, exact, open, number);
            return Ok(());
        }
        let mut room = true;
        for first in self.firsts(bare) {
            let word = &bare[first.0..first.1];
            let mut add = |hash| room &= self.index.add(&New { term: bare, first, hash, exact, open: open.1, number });
            add(word_hash(word));
            if word.contains(['\'', '’']) {
                add(word_hash(&word.replace('\'', "’")));
                add(word_hash(&word.replace('’', "'")));
            }
        }
        if room { Ok(()) } else { Err("the term begins with too many marks, or there are too many terms".to_owned()) }
    }

    /// Where the word may start and end by which a term is found: the first of its tokens that has letters or digits.
    fn firsts(&self, term: &str) -> Vec<(usize, usize)> {
        let end = term.find(char::is_whitespace).unwrap_or(term.len());
        if term[..end].chars().all(word::is_word) {
            return vec![(0, end)];
        }
        let mut firsts = Vec::with_capacity(2);
        if let Some(start) = term.find(word::is_word) {
            let len = term[start..].find(|c| !word::is_word(c)).unwrap_or(term.len() - start);
            firsts.push((start, start + len));
        }
        let segments = self.segmenter.segment(term);
        let view = segments.view(term);
        let token = view.tokens().find(|token| token.is_word());
        let range = token.map(|token| token.span().range()).map(|range| (range.start, range.end));
        firsts.extend(range.filter(|range| !firsts.contains(range)));
        firsts
    }

    /// The matcher of the terms and patterns.
    ///
    /// # Errors
    ///
    /// If there are more patterns, or terms that begin with a star, than can be compiled.
    pub fn build(self) -> Result<Matcher, Error> {
        let too_big = |message| Error::new(ErrorKind::Terms { message });
        Ok(Matcher(Arc::new(Compiled {
            listed: Arc::new(self.listed),
            index: self.index.build(),
            loose: self.loose.build()?,
            inside: self.inside_words.then_some(self.inside),
            patterns: Patterns::new(self.patterns).map_err(too_big)?,
        })))
    }
}

/// A term with stars at the ends of its words as a regular expression: `tax* cut*` →
/// `(?i)\btax\w*\b\s+\bcut\w*\b`. A star inside of a word is wrong.
fn with_stars(term: &str, exact: bool) -> Result<String, String> {
    let mut pattern = String::from(if exact { "" } else { "(?i)" });
    for (index, part) in term.split_whitespace().enumerate() {
        let (before, behind) = (part.starts_with('*'), part.ends_with('*'));
        let bare = part.trim_matches('*');
        if bare.is_empty() || bare.contains('*') {
            let wrong = "a star stands for the rest of a word, at its start or end; write a pattern instead";
            return Err(format!("{term:?}: {wrong}"));
        }
        pattern += if index > 0 { r"\s+" } else { "" };
        pattern += if before {
            r"\b\w*"
        } else if bare.starts_with(word::is_word) {
            r"\b"
        } else {
            ""
        };
        pattern += &regex::escape(bare);
        pattern += if behind {
            r"\w*\b"
        } else if bare.ends_with(word::is_word) {
            r"\b"
        } else {
            ""
        };
    }
    Ok(pattern)
}

/// Finds terms and patterns in texts, whatever their language; [`Terms::build`] makes it.
///
/// Immutable: one matcher serves all threads.
#[derive(Clone, Debug)]
pub struct Matcher(Arc<Compiled>);

/// What a matcher asks. Parts that no term needs are not there.
#[derive(Debug)]
struct Compiled {
    listed: Arc<Listed>,
    index: Index,
    loose: Option<Automaton>,
    inside: Option<Inside>,
    patterns: Option<Patterns>,
}

impl Matcher {
    /// Finds the terms and patterns of `text`.
    ///
    /// Total: every text has a result. Patterns take time linear in the text's length for each of them that it holds.
    pub fn find(&self, text: &str, segments: &Segments) -> Matches {
        let compiled = &*self.0;
        let mut hits = Vec::new();
        compiled.literal(text, segments, &mut hits);
        if let Some(loose) = &compiled.loose {
            loose.find(text, |hit| hits.extend(bounded(text, hit, false)));
        }
        if let Some(patterns) = &compiled.patterns {
            patterns.find(text, |hit| hits.push(hit));
        }
        if hits.is_empty() {
            return Matches::default();
        }
        Matches { rows: compiled.rows(hits, text, segments), listed: Arc::clone(&compiled.listed) }
    }
}

/// The hit, if words start and end where it does; over the rest of its word if that is open. Inside of a
/// compound hyphens part words.
fn bounded(text: &str, hit: Hit, inside: bool) -> Option<Hit> {
    let end = if hit.open && !inside { word::end(text, hit.end) } else { hit.end };
    let starts = inside || word::starts(text, hit.start);
    (starts && word::ends(text, end)).then_some(Hit { end, ..hit })
}

/// So many words are looked up together: the memory that they ask for is fetched at one time.
const WORDS: usize = 64;

impl Compiled {
    /// Finds the terms of the index, and those inside of tags and compounds, at every word of the text. In an
    /// address only a handle's name is asked for.
    fn literal(&self, text: &str, segments: &Segments, hits: &mut Vec<Hit>) {
        let view = segments.view(text);
        let (mut words, mut room) = (Vec::with_capacity(WORDS), Room::default());
        for token in view.glances(0..view.token_count()) {
            let range = token.span.range();
            let hash = match token.hash {
                _ if token.flags.has(Flags::LINK) => {
                    if text.as_bytes()[range.start] != b'@' {
                        continue;
                    }
                    word_hash(&text[range.clone()])
                }
                0 if self.index.numbers && token.flags.has(Flags::DIGIT) => word_hash(&text[range.clone()]),
                0 => continue,
                hash => hash,
            };
            words.push(Word { start: range.start, end: range.end, hash });
            if words.len() == WORDS {
                self.index.find(text, &words, &mut room, |hit| hits.extend(bounded(text, hit, false)));
                words.clear();
            }
            if let Some(inside) = &self.inside {
                let tag = range.start.checked_sub(1).is_some_and(|before| text.as_bytes()[before] == b'#');
                let handle = text.as_bytes()[range.start] == b'@';
                if tag || handle || token.flags.has(Flags::HYPHEN) {
                    self.compound(inside, text, range.start + usize::from(handle)..range.end, tag || handle, hits);
                }
            }
        }
        self.index.find(text, &words, &mut room, |hit| hits.extend(bounded(text, hit, false)));
    }

    /// Finds what stands inside of a hashtag, a handle or a compound with hyphens: whole terms, stems, and
    /// terms that begin in it and go on behind.
    fn compound(&self, inside: &Inside, text: &str, range: std::ops::Range<usize>, is_tag: bool, hits: &mut Vec<Hit>) {
        inside.find(text, range.clone(), is_tag, |hit| hits.push(hit));
        // Stems, and terms that begin in a compound and go on behind it.
        let mut room = Room::default();
        for part in inside::parts(text, range, is_tag) {
            let word = Word { start: part.start, end: part.end, hash: word_hash(&text[part.clone()]) };
            self.index.find(text, &[word], &mut room, |hit| {
                let end = if hit.open { part.end.max(hit.end) } else { hit.end };
                let ends = hit.open || word::ends(text, end);
                hits.extend(ends.then_some(Hit { end, ..hit }));
            });
        }
    }

    /// The rows of what was found: of one theme the first and longest only. What reaches over a paragraph's end
    /// is left out.
    fn rows(&self, mut hits: Vec<Hit>, text: &str, segments: &Segments) -> Vec<MatchRow> {
        let view = segments.view(text);
        // They come in order, nearly.
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.term));
        let mut ends: BTreeMap<u32, usize> = BTreeMap::new();
        let mut sentences = view.sentences().peekable();
        let mut rows = Vec::with_capacity(hits.len());
        for hit in hits {
            while sentences.peek().is_some_and(|sentence| sentence.span().range().end <= hit.start) {
                sentences.next();
            }
            let Some(sentence) = sentences.peek() else { break };
            if sentence.span().range().end < hit.end && sentence.paragraph().span().range().end < hit.end {
                continue;
            }
            let end = ends.entry(self.listed.terms[hit.term as usize].theme).or_default();
            if hit.start >= *end {
                *end = hit.end;
                let span = Span::new(offset(hit.start), offset(hit.end));
                rows.push(MatchRow { span, sentence: sentence.id(), term: hit.term });
            }
        }
        rows
    }
}
