//! Gold annotations in brat standoff, as `corpus/GUIDELINES.md` describes them.
//!
//! ```text
//! T1⇥PER 10 15⇥Maria                            a span, in code points of the file
//! T2⇥Role 17 29⇥the minister                    pieces are parted by ";": Role 17 20;24 29
//! R1⇥Holds Arg1:T2 Arg2:T1                      Holds, Affiliation, Speaker
//! A1⇥Tense T2 current                           Tense of roles, Kind of quotations
//! #1⇥Value T3⇥2031-03-03                        Value of dates
//! E1⇥Quotation:T4 Content:T4 Source:T1          an event with its arguments
//! *⇥Entity T1 T5                                spans of one entity
//! ```
//!
//! Texts after the spans are not read. Spans that no `*` line has are entities by themselves. Labels and relations that
//! are not named above are passed over; lines of an unknown kind are errors, since a typing error in gold data must not
//! make a figure better.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// The gold annotations of one article. Spans are bytes into the article's text.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// Names, pronouns and nouns.
    pub mentions: Vec<GoldMention>,
    /// Temporal expressions.
    pub dates: Vec<GoldDate>,
    /// Roles.
    pub roles: Vec<GoldRole>,
    /// Quotations.
    pub quotes: Vec<GoldQuote>,
}

/// A mention with the number of its entity.
#[derive(Clone, Debug)]
pub struct GoldMention {
    /// Where it stands.
    pub span: Span,
    /// `PER`, `ORG`, `LOC`, `MISC`, `Pronoun` or `Nominal`.
    pub label: String,
    /// Mentions with the same number are one entity.
    pub entity: usize,
}

impl GoldMention {
    /// Whether it is a name.
    pub fn is_name(&self) -> bool {
        matches!(self.label.as_str(), "PER" | "ORG" | "LOC" | "MISC")
    }
}

/// A temporal expression.
#[derive(Clone, Debug)]
pub struct GoldDate {
    /// Where it stands.
    pub span: Span,
    /// Its TIMEX3 type.
    pub kind: String,
    /// Its TIMEX3 value.
    pub value: String,
}

/// A role.
#[derive(Clone, Debug)]
pub struct GoldRole {
    /// The pieces of the role's words: an affiliation inside them is left out.
    pub pieces: Vec<Span>,
    /// The entity that holds it.
    pub entity: usize,
    /// The entity at, for or in which it is held.
    pub affiliation: Option<usize>,
    /// `current`, `former`, `acting` or `elect`.
    pub tense: String,
}

/// A quotation.
#[derive(Clone, Debug)]
pub struct GoldQuote {
    /// The pieces of its content.
    pub pieces: Vec<Span>,
    /// `direct`, `mixed` or `indirect`.
    pub kind: String,
    /// Its source as it stands in the text.
    pub source: Option<Span>,
    /// The entity that speaks.
    pub speaker: Option<usize>,
}

impl Gold {
    /// Reads the `.ann` file of an article whose file is `file`, of which `text` is the end.
    ///
    /// # Errors
    ///
    /// If a line does not parse, points outside the text, or refers to what is not there; the error names the line.
    pub fn parse(ann: &str, file: &str, text: &str) -> Result<Self, Error> {
        let head = file.len() - text.len();
        let offsets: Vec<usize> = file.char_indices().map(|(at, _)| at).chain([file.len()]).collect();
        let mut reader = Reader {
            offsets: &offsets,
            head,
            spans: BTreeMap::new(),
            relations: Vec::new(),
            notes: BTreeMap::new(),
            events: Vec::new(),
            chains: Vec::new(),
        };
        for (line, number) in ann.lines().zip(1..) {
            reader.line(line).map_err(|message| Error::new(ErrorKind::Annotation { message }).on_line(number))?;
        }
        reader.gold().map_err(|message| Error::new(ErrorKind::Annotation { message }))
    }
}

/// What was read so far of a file.
struct Reader<'a> {
    /// The byte at which each code point of the file begins, and its end.
    offsets: &'a [usize],
    /// Bytes of the file before the article's text.
    head: usize,
    /// Label and pieces of every `T` line, in the order of the file.
    spans: BTreeMap<usize, (String, Vec<Span>)>,
    /// Name, first and second span of every `R` line.
    relations: Vec<(String, String, String)>,
    /// Values by (name, id): `#` and `A` lines.
    notes: BTreeMap<(String, String), String>,
    /// Id and arguments of every `E` line.
    events: Vec<(String, BTreeMap<String, String>)>,
    /// The spans of every `*` line.
    chains: Vec<Vec<String>>,
}

impl Reader<'_> {
    /// Reads a line; an empty one says nothing. What is wrong is told in words.
    fn line(&mut self, line: &str) -> Result<(), String> {
        let mut columns = line.split('\t');
        let (id, body) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        let mut words = body.split(' ');
        let name = words.next().unwrap_or_default().to_owned();
        match id.chars().next() {
            Some('T') => {
                let pieces =
                    body[name.len()..].trim().split(';').map(|piece| self.span(piece)).collect::<Result<_, _>>()?;
                self.spans.insert(number(id)?, (name, pieces));
            }
            Some('R') => {
                let arguments = arguments(words);
                let argument = |key: &str| arguments.get(key).cloned().ok_or_else(|| format!("{id} lacks {key}"));
                self.relations.push((name, argument("Arg1")?, argument("Arg2")?));
            }
            Some('#') => {
                let target = words.next().unwrap_or_default().to_owned();
                self.notes.insert((name, target), columns.next().unwrap_or_default().to_owned());
            }
            Some('A') => {
                let target = words.next().unwrap_or_default().to_owned();
                self.notes.insert((name, target), words.next().unwrap_or_default().to_owned());
            }
            Some('E') => self.events.push((id.to_owned(), arguments(words))),
            Some('*') => self.chains.push(words.map(str::to_owned).collect()),
            None => {}
            Some(_) => return Err(format!("{id:?} starts no kind of line that is known")),
        }
        Ok(())
    }

    /// A span of the text, in bytes, of `10 15`. An offset in the head of the file, before the text, is none.
    fn span(&self, piece: &str) -> Result<Span, String> {
        let (start, end) = piece.split_once(' ').ok_or_else(|| format!("{piece:?} is no span"))?;
        let byte = |point: &str| {
            let at = point.parse().ok().and_then(|point: usize| self.offsets.get(point));
            at.and_then(|at| at.checked_sub(self.head)).ok_or_else(|| format!("{point} is no offset of the text"))
        };
        let (start, end) = (byte(start)?, byte(end)?);
        if start >= end { Err(format!("{piece:?} is empty")) } else { Ok(Span::from_range(start..end)) }
    }

    /// The pieces of a span of that id.
    fn pieces(&self, id: &str) -> Result<&[Span], String> {
        self.spans.get(&number(id)?).map(|(_, pieces)| pieces.as_slice()).ok_or_else(|| format!("no span {id}"))
    }

    /// The value that a note of that name gives a span or event, empty if there is none.
    fn note(&self, name: &str, id: &str) -> String {
        self.notes.get(&(name.to_owned(), id.to_owned())).cloned().unwrap_or_default()
    }

    /// Puts together what was read. A role that nobody holds and a quotation without content are errors.
    fn gold(&self) -> Result<Gold, String> {
        let mut entity: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, chain) in self.chains.iter().enumerate() {
            for id in chain {
                entity.insert(number(id)?, index);
            }
        }
        let entity_of =
            |id: &str| number(id).map(|span| entity.get(&span).copied().unwrap_or(self.chains.len() + span));
        let related = |kind: &str, id: &str| {
            let found = self.relations.iter().find(|(name, first, _)| name == kind && first == id);
            found.map(|(_, _, second)| entity_of(second)).transpose()
        };
        let mut gold = Gold::default();
        for (id, (label, pieces)) in &self.spans {
            let (name, span) = (format!("T{id}"), pieces[0]);
            match label.as_str() {
                "PER" | "ORG" | "LOC" | "MISC" | "Pronoun" | "Nominal" => {
                    gold.mentions.push(GoldMention { span, label: label.clone(), entity: entity_of(&name)? });
                }
                "DATE" | "TIME" | "DURATION" | "SET" => {
                    gold.dates.push(GoldDate { span, kind: label.clone(), value: self.note("Value", &name) });
                }
                "Role" => {
                    let entity = related("Holds", &name)?.ok_or_else(|| format!("nobody holds {name}"))?;
                    let affiliation = related("Affiliation", &name)?;
                    let (pieces, tense) = (pieces.clone(), self.note("Tense", &name));
                    gold.roles.push(GoldRole { pieces, entity, affiliation, tense });
                }
                _ => {}
            }
        }
        for (id, arguments) in &self.events {
            let content = arguments.get("Content").ok_or_else(|| format!("{id} has no content"))?;
            let source =
                arguments.get("Source").map(|source| self.pieces(source).map(|pieces| pieces[0])).transpose()?;
            gold.quotes.push(GoldQuote {
                pieces: self.pieces(content)?.to_vec(),
                kind: self.note("Kind", id),
                source,
                speaker: related("Speaker", content)?,
            });
        }
        Ok(gold)
    }
}

/// The number of an id: 12 of `T12`.
fn number(id: &str) -> Result<usize, String> {
    id.get(1..).and_then(|digits| digits.parse().ok()).ok_or_else(|| format!("{id:?} is no id"))
}

/// The arguments of an event or relation: `Arg1:T2 Arg2:T1`.
fn arguments<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    words.filter_map(|word| word.split_once(':')).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "Title: Ñ\n\nMaria left on Monday.";

    fn parse(ann: &str) -> Result<Gold, Error> {
        Gold::parse(ann, FILE, &FILE[11..])
    }

    #[test]
    fn offsets_count_code_points_of_the_file() {
        let gold = parse("T1\tPER 10 15\tMaria\nT2\tDATE 24 30\tMonday\n#1\tValue T2\t2031-03-03").unwrap();
        assert_eq!(&FILE[11..][gold.mentions[0].span.range()], "Maria");
        assert_eq!((&FILE[11..][gold.dates[0].span.range()], gold.dates[0].value.as_str()), ("Monday", "2031-03-03"));
    }

    #[test]
    fn bad_lines_are_named() {
        let say = |ann: &str| parse(ann).unwrap_err().at("a.ann").to_string();
        assert_eq!(say("T1\tPER 10 99\tx"), "a.ann:1: 99 is no offset of the text");
        assert_eq!(say("\nT1\tPER 3 15\tx"), "a.ann:2: 3 is no offset of the text");
        assert_eq!(say("R1\tHolds Arg1:T1"), "a.ann:1: R1 lacks Arg2");
        assert_eq!(say("Z"), "a.ann:1: \"Z\" starts no kind of line that is known");
    }
}
