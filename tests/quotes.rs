//! Quotations on `cases/quotes.toml`, and on texts that no rule foresees.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use dateline::{Article, Document, Pipeline, Span};
use proptest::prelude::*;
use serde::Deserialize;

use crate::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// All quotations of the text, in text order.
    quotes: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    kind: String,
    /// Compared where it is given.
    act: Option<String>,
    pieces: Vec<String>,
    cue: Option<String>,
    source: Option<String>,
    /// The speaker's fullest name in the text.
    speaker: Option<String>,
}

fn line(kind: &str, source: Option<&str>, speaker: Option<&str>, cue: Option<&str>, pieces: &[&str]) -> String {
    let [source, speaker, cue] = [source, speaker, cue].map(|cell| cell.unwrap_or("-"));
    format!("\n    {kind} | {source} | {speaker} | {cue} | {}", pieces.join(" … "))
}

fn found(document: &Document) -> String {
    let text = document.article.text();
    let mut lines = String::new();
    for quote in document.quotes.iter() {
        let words = |span: Span| &text[span];
        let pieces: Vec<&str> = quote.pieces().iter().map(|&piece| words(piece)).collect();
        let speaker = document.chains.speaker_of(quote.id()).map(|speaker| words(speaker.name()));
        let (source, cue) = (quote.source().map(words), quote.cue().map(words));
        lines += &line(quote.kind().as_str(), source, speaker, cue, &pieces);
    }
    lines
}

#[test]
fn cases() {
    let pipeline = Pipeline::new();
    let mut wrong = Vec::new();
    for case in cases::load::<Case>("quotes") {
        let mut want = String::new();
        for quote in &case.quotes {
            let strings = quote.pieces.iter().chain(&quote.cue).chain(&quote.source).chain(&quote.speaker);
            for string in strings {
                assert!(case.text.contains(string.as_str()), "{}: {string:?} is not in the text", case.name);
            }
            let pieces: Vec<&str> = quote.pieces.iter().map(String::as_str).collect();
            let (source, speaker, cue) = (quote.source.as_deref(), quote.speaker.as_deref(), quote.cue.as_deref());
            want += &line(&quote.kind, source, speaker, cue, &pieces);
        }
        for before in ["", cases::BEFORE] {
            let document = pipeline.annotate(Article::new("case", format!("{before}{}", case.text)).unwrap());
            let got = found(&document);
            if got != want {
                wrong.push(format!("{} ({} before)\n  got{got}\n  want{want}", case.name, before.len()));
                continue;
            }
            for (quote, expected) in document.quotes.iter().zip(&case.quotes) {
                let (got, want) = (quote.act().as_str(), expected.act.as_deref());
                if want.is_some_and(|want| want != got) {
                    wrong.push(format!("{}: {got}, not {}", case.name, want.unwrap_or_default()));
                }
            }
        }
    }
    cases::report("quotes", &wrong);
}

/// Strings of what the rules look for.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "said",
        "told",
        "saying",
        "asked",
        "according",
        "to",
        "that",
        "which",
        "who",
        "whether",
        "by",
        "was",
        "has",
        "not",
        "and",
        "but",
        "while",
        "the",
        "a",
        "his",
        "claim",
        "support",
        "for",
        "of",
        "clear",
        "made",
        "it",
        "Ana",
        "Silva",
        "he",
        "minister",
        "Monday",
        "last",
        "week",
        "Q",
        ":",
        ",",
        ".",
        "?",
        "!",
        ";",
        "—",
        "(",
        ")",
        "\"",
        "“",
        "”",
        "''",
        "'s",
        "’s",
        "\n",
        "\n\n",
    ]);
    prop::collection::vec((pieces, prop::bool::ANY), 0..60).prop_map(|pieces| {
        pieces.iter().fold(String::new(), |mut text, (piece, blank)| {
            let _ = write!(text, "{piece}{}", if *blank { " " } else { "" });
            text
        })
    })
}

proptest! {
    #[test]
    fn pieces_are_runs_of_whole_tokens_in_order(text in texts()) {
        let document = Pipeline::new().annotate(Article::new("a", text).unwrap());
        let view = document.view();
        let whole = |span: Span| {
            let tokens = view.tokens_in(span);
            let (first, last) = (view.get(tokens.start).unwrap(), view.get(tokens.end - 1).unwrap());
            first.span().start() == span.start() && last.span().end() == span.end()
        };
        for quote in document.quotes.iter() {
            prop_assert!(quote.pieces().iter().copied().chain(quote.cue()).chain(quote.source()).all(whole));
            prop_assert!(quote.pieces().windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        }
        crate::invariants::check(&document);
    }
}

#[test]
fn a_megabyte_of_anything_takes_linear_time() {
    let pipeline = Pipeline::new();
    let repeated = [
        "\"",
        "“",
        "\" ",
        "“a” ",
        "''",
        "he said, ",
        "Ana Silva said that ",
        "“Yes,” said Ana Silva, ",
        "according to Ana Silva, ",
        "told Ana and ",
        "the claim that ",
        "which he said ",
        "saying, ",
        "and ",
        "(",
        ", ",
        "Ana: ",
        "“Why?” Ana asked. ",
        "he said:\n\n",
    ];
    for piece in repeated {
        let text = piece.repeat((1 << 20) / piece.len());
        let start = Instant::now();
        let document = pipeline.annotate(Article::new("a", text).unwrap());
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
        assert!(document.quotes.iter().all(|quote| !quote.pieces().is_empty()));
    }
}
