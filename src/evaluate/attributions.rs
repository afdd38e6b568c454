//! Attributions scored as the corpus `PolNeAR` is scored: spans, whole relations, and quotations by their kind.
//!
//! Texts are cut into words once ([`words`]), and every span becomes the set of the words that it touches, so that a
//! comma or a mark more at an edge is no fault. The corpus says what content, cue and source are, not which kind a
//! quotation is: that is told here by how much of the content stands in double marks.
//!
//! ```text
//! text      "We will appeal," Maria Okafor, the minister, said on Monday.
//! gold      content {We will appeal}   cue {said}   source {Maria Okafor the minister}
//! given     content {We will appeal}   cue {said}   source {Maria Okafor}
//! spans     content and cue right, source wrong
//! relation  right: contents are the same, cues share a word, sources share "Maria"
//! strict    wrong
//! direct    found, touched, and its speaker agrees
//! ```
//!
//! The words of the two sides are compared in the document's text; nothing of coreference is scored here, since the
//! corpus has none.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use super::{Attribution, Count};
use crate::document::Document;
use crate::span::Span;

/// The figures of attributions. By default all are zero; [`AttributionScores::add`] adds a document, and `Display`
/// prints a page.
///
/// Spans are compared as sets of words, so that quotation marks, punctuation and blanks at their edges do not count.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributionScores {
    /// Every piece of every source, cue and content by itself: the same words.
    pub spans: [Count; 3],
    /// Contents paired one to one that share half their words or more, with cues that share a word and sources that
    /// agree.
    pub relation: Count,
    /// Content, cue and source each of the same words.
    pub strict: Count,
    /// Direct, mixed and indirect contents of the gold.
    pub kinds: [KindCount; 3],
    /// By confidence in tenths: attributions, how many are right as relations, and the sum of their confidences.
    pub reliability: [(u32, u32, f64); 10],
    /// Confidence of every direct quotation, and whether its source agrees; without those that share no content with
    /// the gold.
    pub direct: Vec<(f32, bool)>,
}

/// The figures of one kind of quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindCount {
    /// What the gold has.
    pub gold: u32,
    /// Of which one content covers more than four fifths.
    pub found: u32,
    /// Of which one content covers more than three tenths.
    pub touched: u32,
    /// Likewise, and its source agrees.
    pub agree: u32,
}

/// The parts of an attribution, in the order of [`AttributionScores::spans`].
const ROLES: [&str; 3] = ["source", "cue", "content"];
/// The kinds of quotations, in the order of [`AttributionScores::kinds`].
const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

/// Words that two sources may share without being the same: "the mayor of the town" and "the head of the board" do not
/// agree. The list is part of the measure, and stays as it is when the program's vocabularies grow.
const WEIGHTLESS_WORDS: &[&str] =
    &["the", "a", "an", "of", "and", "in", "for", "to", "by", "at", "on", "with", "from", "his", "her", "their", "its"];

/// Numbers of words of a text.
type Words = BTreeSet<usize>;

/// An attribution as words of its text, of the gold or given.
struct WordedAttribution {
    /// Source, cue and content by pieces.
    pieces: [Vec<Words>; 3],
    /// The words of all pieces of its source.
    source: Words,
    /// Those of its cue.
    cue: Words,
    /// Those of its content; never empty where it is scored.
    content: Words,
    /// How sure it is; 1 of the gold's.
    confidence: f32,
    /// Whether 19 of 20 words of its content stand in marks.
    direct: bool,
}

impl AttributionScores {
    /// Adds the figures of one document. Attributions whose content has no word are left out, on both sides.
    pub fn add(&mut self, document: &Document, gold: &[Attribution]) {
        let text = document.article.text();
        let index = words(text);
        let stop: Words = (0..index.len()).filter(|&word| is_stop(&text[index[word]])).collect();
        let quoted = covered(&index, &quoted(text));
        let row = |source: &[Span], cue: &[Span], content: &[Span], confidence| {
            let pieces =
                [source, cue, content].map(|spans| spans.iter().map(|&span| covered(&index, &[span])).collect());
            let [source, cue, content] = [source, cue, content].map(|spans| covered(&index, spans));
            let direct = 20 * content.intersection(&quoted).count() >= 19 * content.len();
            WordedAttribution { pieces, source, cue, content, confidence, direct }
        };
        let gold: Vec<WordedAttribution> =
            gold.iter().map(|gold| row(&gold.source, &gold.cue, &gold.content, 1.0)).collect();
        let found = document
            .quotes
            .iter()
            .map(|quote| row(quote.source().as_slice(), quote.cue().as_slice(), quote.pieces(), quote.confidence()));
        let held = |row: &WordedAttribution| !row.content.is_empty();
        let gold: Vec<WordedAttribution> = gold.into_iter().filter(held).collect();
        let found: Vec<WordedAttribution> = found.filter(held).collect();
        self.add_spans(&gold, &found);
        self.add_relations(&gold, &found, &stop);
        self.add_kinds(&gold, &found, &stop, &quoted);
    }

    /// Pieces of the same words, each set of words once.
    fn add_spans(&mut self, gold: &[WordedAttribution], found: &[WordedAttribution]) {
        for (role, count) in self.spans.iter_mut().enumerate() {
            let pieces = |rows: &[WordedAttribution]| -> BTreeSet<Words> {
                let pieces = rows.iter().flat_map(|row| row.pieces[role].iter().cloned());
                pieces.filter(|piece| !piece.is_empty()).collect()
            };
            let (gold, found) = (pieces(gold), pieces(found));
            *count += self::count(gold.len(), found.len(), gold.intersection(&found).count());
        }
    }

    /// Relations: pairs whose contents share half their words, whose sources agree, and whose cues share a word unless
    /// the gold has no cue; and how sure the given ones are.
    fn add_relations(&mut self, gold: &[WordedAttribution], found: &[WordedAttribution], stop: &Words) {
        let mut right = 0;
        let mut strict = 0;
        let mut answers = vec![None; found.len()];
        for (g, f, half) in pairs(gold, found) {
            let (a, b) = (&gold[g], &found[f]);
            let cues = a.cue.is_empty() || !a.cue.is_disjoint(&b.cue);
            let hit = half && agree(a, b, stop) && cues;
            answers[f] = Some(agree(a, b, stop));
            right += usize::from(hit);
            strict += usize::from(a.content == b.content && a.cue == b.cue && a.source == b.source);
            self.reliability[tenth(b.confidence)].1 += u32::from(hit);
        }
        for (row, answer) in found.iter().zip(answers) {
            let bin = &mut self.reliability[tenth(row.confidence)];
            bin.0 += 1;
            bin.2 += f64::from(row.confidence);
            if let Some(answer) = answer.filter(|_| row.direct) {
                self.direct.push((row.confidence, answer));
            }
        }
        self.relation += count(gold.len(), found.len(), right);
        self.strict += count(gold.len(), found.len(), strict);
    }

    /// What was found of each attribution of the gold, by its kind: of the given ones the one that covers most of its
    /// words counts, and one of them may cover several.
    fn add_kinds(&mut self, gold: &[WordedAttribution], found: &[WordedAttribution], stop: &Words, quoted: &Words) {
        for row in gold {
            let all = row.content.len();
            let kind = match row.content.intersection(quoted).count() {
                _ if row.direct => 0,
                0 => 2,
                _ => 1,
            };
            let shared = |other: &WordedAttribution| row.content.intersection(&other.content).count();
            let best = found.iter().map(|other| (shared(other), other)).reduce(|a, b| if b.0 > a.0 { b } else { a });
            let (cover, other) = best.map_or((0, None), |(cover, other)| (cover, Some(other)));
            let touched = 10 * cover > 3 * all;
            let kind = &mut self.kinds[kind];
            kind.gold += 1;
            kind.found += u32::from(5 * cover > 4 * all);
            kind.touched += u32::from(touched);
            kind.agree += u32::from(touched && other.is_some_and(|other| agree(row, other, stop)));
        }
    }

    /// The reliability of confidences as a table: what was said of how many, and how many were right. In a calibrated
    /// program both columns are the same, but for chance.
    pub fn reliability_table(&self) -> String {
        let mut table = String::from("confidence  attributions  said  right\n");
        for (bin, &(all, right, sum)) in self.reliability.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
            let percent = |part: f64| 100.0 * part / f64::from(all);
            let (said, right) = (percent(sum), percent(f64::from(right)));
            let _ =
                writeln!(table, "0.{bin} to {}.{}  {all:12}  {said:4.1}  {right:5.1}", (bin + 1) / 10, (bin + 1) % 10);
        }
        table
    }

    /// The share of direct quotations whose source agrees, among so many of the surest as make up `recall` of the
    /// direct ones of the gold, and the confidence of the least sure of them. None if even all of them do not reach
    /// that recall.
    pub fn direct_precision(&self, recall: f64) -> Option<(f64, f32)> {
        let mut rows = self.direct.clone();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut right = 0u32;
        for (number, row) in (1u32..).zip(&rows) {
            right += u32::from(row.1);
            if f64::from(right) >= recall * f64::from(self.kinds[0].gold) {
                return Some((f64::from(right) / f64::from(number), row.0));
            }
        }
        None
    }
}

/// The tenth that a confidence lies in, from 0 to 9; 1 is in the last.
fn tenth(confidence: f32) -> usize {
    (1..10u8).take_while(|&bound| confidence * 10.0 >= f32::from(bound)).count()
}

/// A count of sizes.
fn count(gold: usize, predicted: usize, right: usize) -> Count {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Count { gold: number(gold), predicted: number(predicted), right: number(right) }
}

/// Whether sources agree: they share a word that counts, or neither has any.
fn agree(a: &WordedAttribution, b: &WordedAttribution, stop: &Words) -> bool {
    a.source == b.source || a.source.intersection(&b.source).any(|word| !stop.contains(word))
}

/// Contents paired one to one, those that share most first, and whether they share half their words.
fn pairs(gold: &[WordedAttribution], found: &[WordedAttribution]) -> Vec<(usize, usize, bool)> {
    let mut pairs = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (f, b) in found.iter().enumerate() {
            let both = a.content.intersection(&b.content).count();
            if both > 0 {
                pairs.push((both, a.content.len() + b.content.len() - both, g, f));
            }
        }
    }
    // As fractions, the greater first.
    pairs.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut used = (vec![false; gold.len()], vec![false; found.len()]);
    pairs.retain(|&(_, _, g, f)| {
        let free = !used.0[g] && !used.1[f];
        if free {
            (used.0[g], used.1[f]) = (true, true);
        }
        free
    });
    pairs.into_iter().map(|(both, all, g, f)| (g, f, 2 * both >= all)).collect()
}

/// Whether a word has no weight, in whatever case.
fn is_stop(word: &str) -> bool {
    let word = word.to_lowercase();
    WEIGHTLESS_WORDS.contains(&word.as_str())
}

/// The words of `text`: letters, digits and underscores, joined by single marks as in "U.S" and "it's". A mark at the
/// end of a word is none of it.
fn words(text: &str) -> Vec<Span> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let joins = |c: char| matches!(c, '.' | '\'' | '’' | '&' | '-');
    let mut found: Vec<Span> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !is_word(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let goes_on =
                is_word(next) || joins(next) && text[at + next.len_utf8()..].chars().next().is_some_and(is_word);
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        found.push(Span::from_range(start..end));
    }
    found
}

/// What stands between double quotation marks, marks included, or after an opening one to the end of a line where
/// another opens, and to the end of the text where none follows. Straight marks open and close in turn. Spans are
/// bytes.
fn quoted(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find(['"', '“']).map(|open| at + open) {
        let inside = open + text[open..].chars().next().map_or(1, char::len_utf8);
        let mark = text[inside..].find(['"', '“', '”']).map(|mark| inside + mark);
        let close =
            mark.and_then(|mark| text[mark..].chars().next().filter(|&c| c != '“').map(|c| mark + c.len_utf8()));
        let end = match (close, mark) {
            (Some(close), _) => Some(close),
            (None, None) => Some(text.len()),
            (None, Some(mark)) => text[inside..mark].rfind('\n').map(|line| inside + line),
        };
        if let Some(end) = end {
            found.push(Span::from_range(open..end));
        }
        at = end.unwrap_or(inside).max(inside);
    }
    found
}

/// The numbers of the words of `index` that lie at least partly inside `spans`.
fn covered(index: &[Span], spans: &[Span]) -> Words {
    let mut found = Words::new();
    for span in spans {
        let first = index.partition_point(|word| word.end() <= span.start());
        found.extend((first..index.len()).take_while(|&word| index[word].start() < span.end()));
    }
    found
}

impl fmt::Display for AttributionScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, name: &str, count: Count| {
            let [precision, recall, f1] = [count.precision(), count.recall(), count.f1()].map(|share| 100.0 * share);
            let Count { gold, predicted, .. } = count;
            writeln!(f, "{name:16} P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}   gold {gold}  predicted {predicted}")
        };
        for (role, count) in ROLES.iter().zip(self.spans) {
            line(f, &format!("{role} exact"), count)?;
        }
        line(f, "relation", self.relation)?;
        line(f, "relation strict", self.strict)?;
        for (name, kind) in KINDS.iter().zip(self.kinds) {
            let percent = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole.max(1));
            let (found, speaker) = (percent(kind.found, kind.gold), percent(kind.agree, kind.touched));
            let agree = percent(kind.agree, kind.gold);
            let gold = kind.gold;
            writeln!(f, "{name:16} found {found:5.1}  speaker {speaker:5.1}  end to end {agree:5.1}   gold {gold}")?;
        }
        Ok(())
    }
}
