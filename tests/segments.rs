//! Paragraphs, sentences, tokens and quotation marks: the cases of `cases/segments.toml`, and what holds for any text.

use dateline::{Flags, Paragraph, Quoted, Segmenter, Sentence, Token, View};
use proptest::prelude::*;
use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    sentences: Option<Vec<String>>,
    tokens: Option<Vec<String>>,
    paragraphs: Option<Vec<String>>,
    quoted: Option<Vec<String>>,
    /// The quoted stretches that go on one of the paragraph before.
    continued: Option<Vec<String>>,
    in_quote: Option<Vec<String>>,
}

#[test]
fn cases() {
    let wrong: Vec<String> = cases::load::<Case>("segments").iter().flat_map(failures).collect();
    cases::report("segments", &wrong);
}

/// What is wrong with the segments of a case: as it stands, and behind another paragraph.
fn failures(case: &Case) -> Vec<String> {
    let mut wrong = check(case, &case.text, 0);
    if !case.text.contains('\n') {
        wrong.extend(check(case, &format!("{}{}", cases::BEFORE, case.text), cases::BEFORE.len()));
    }
    wrong
}

fn check(case: &Case, text: &str, from: usize) -> Vec<String> {
    let segments = Segmenter::new().segment(text);
    let view = segments.view(text);
    validate(view);
    let inside = |span: dateline::Span| span.range().start >= from;
    let texts = |spans: Vec<dateline::Span>| -> Vec<&str> {
        spans.into_iter().filter(|span| inside(*span)).map(|span| &text[span]).collect()
    };
    let sentences = texts(view.sentences().map(Sentence::span).collect());
    let tokens = texts(view.tokens().map(Token::span).collect());
    let paragraphs = texts(view.paragraphs().map(Paragraph::span).collect());
    let quoted = texts(view.quoted().map(Quoted::span).collect());
    let continued = texts(view.quoted().filter(|quoted| quoted.continues()).map(Quoted::span).collect());
    let in_quote = texts(view.sentences().filter(|sentence| sentence.in_quote()).map(Sentence::span).collect());
    [
        ("sentences", &case.sentences, sentences),
        ("tokens", &case.tokens, tokens),
        ("paragraphs", &case.paragraphs, paragraphs),
        ("quoted", &case.quoted, quoted),
        ("continued", &case.continued, continued),
        ("in_quote", &case.in_quote, in_quote),
    ]
    .into_iter()
    .filter_map(|(what, expected, got)| {
        let expected = expected.as_ref()?;
        (*expected != got).then(|| format!("{}: {what}\n  expected {expected:?}\n  got      {got:?}", case.name))
    })
    .collect()
}

/// What holds for the segments of every text.
fn validate(view: View<'_>) {
    let text = view.text();
    let mut covered = 0;
    for sentence in view.sentences() {
        let span = sentence.span().range();
        assert!(span.start >= covered, "sentences lie in order");
        assert!(text[covered..span.start].chars().all(is_blank), "only blanks lie between sentences");
        assert!(sentence.paragraph().span().contains(sentence.span()));
        covered = span.end;
        let mut end = span.start;
        let mut count = 0;
        for token in sentence.tokens() {
            let token_span = token.span().range();
            assert!(!token_span.is_empty());
            assert!(token_span.start >= end, "tokens lie in order");
            assert!(text[end..token_span.start].chars().all(is_blank), "only blanks lie between tokens");
            assert!(sentence.span().contains(token.span()));
            assert_eq!(token.sentence().id(), sentence.id());
            assert_eq!(token.flags().has(Flags::PUNCTUATION), !token.is_word());
            end = token_span.end;
            count += 1;
        }
        assert!(count > 0, "a sentence has a token");
        assert_eq!(end, span.end);
        assert_eq!(sentence.in_quote(), sentence.tokens().all(|token| token.flags().has(Flags::QUOTED)));
    }
    assert!(text[covered..].chars().all(is_blank));

    let mut end = 0;
    for quoted in view.quoted() {
        assert!(quoted.open().id().index() >= end, "quoted stretches lie apart");
        end = quoted.end_token().index();
        assert!(end <= view.token_count());
        assert!(quoted.open().id().index() < end);
        assert!(quoted.close().is_none_or(|close| close.next_id().index() == end));
        assert!(quoted.open().flags().has(Flags::OPEN_MARK));
        let paragraph = quoted.open().sentence().paragraph();
        assert!(paragraph.span().contains(quoted.span()), "a quoted stretch lies in one paragraph");
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// The sentences of a text with every run of blanks as one.
fn sentences(text: &str) -> Vec<String> {
    let segments = Segmenter::new().segment(text);
    let view = segments.view(text);
    view.sentences().map(|sentence| sentence.text().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The paragraph with line breaks as a program that wraps at `width` sets them.
fn wrap(paragraph: &str, width: usize) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in paragraph.split(' ') {
        let len = word.chars().count();
        if column > 0 {
            let fits = column + 1 + len <= width;
            wrapped.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        wrapped.push_str(word);
        column += len;
    }
    wrapped
}

const PROSE: [&str; 3] = [
    "Fishing crews in the north returned to sea on Thursday after Gov. Inge Dahl lifted a ban that had lasted nine weeks. \
     \"We lost the best of the season. Nobody will pay for it,\" said Olav Berg, who owns two boats and employs 14 people. \
     The U.S. and Norway agreed on quotas last month, but Mr. Berg called them \"a joke.\"",
    "Prices at the Tromso auction fell 3.5 percent, to 41.20 crowns a kilo, by 5 p.m. Monday. Buyers from Spain and \
     Portugal stayed away. Analysts at Lind & Partners Inc. expect a recovery, though not before the autumn.",
    "The ministry has not said when it will publish the survey (see our report of Feb. 12) on which the ban was based. \
     Will it ever? The opposition doubts it. It wants an inquiry.",
];

#[test]
fn wrapping_anew_changes_no_sentence() {
    let plain = sentences(&PROSE.join("\n\n"));
    for width in 12..140 {
        let wrapped = PROSE.map(|paragraph| wrap(paragraph, width)).join("\n\n");
        assert_eq!(sentences(&wrapped), plain, "at width {width}");
        let windows = wrapped.replace('\n', "\r\n");
        assert_eq!(sentences(&windows), plain, "at width {width} with Windows line ends");
    }
}

#[test]
fn indented_paragraphs_are_wrapped_too() {
    let plain = sentences(&PROSE.join("\n\n"));
    for width in 30..100 {
        let wrapped = PROSE.map(|paragraph| wrap(&format!("    {paragraph}"), width)).join("\n");
        assert_eq!(sentences(&wrapped), plain, "at width {width}");
    }
}

#[test]
fn long_monotonous_texts_take_linear_time() {
    for piece in [
        "a", ".", "\"", "“", "'", "(", "1", "-", "A.", "\" '", "“ \"", "1. ", "* ", "! ", "a.b", "@", ". . ", "\n",
        " ", "é",
    ] {
        let text = piece.repeat(1 << 20 >> (piece.len() / 2));
        let segments = Segmenter::new().segment(&text);
        assert!(segments.token_count() <= text.len());
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        validate(Segmenter::new().segment(&text).view(&text));
    }

    #[test]
    fn any_text_of_marks(text in r#"([a-zA-Z0-9 .,;:!?'"“”‘’«»`()\[\]\n\r\t…–-]|Mr\. |U\.S\. |said |www\.|1\. |\n\n){0,60}"#) {
        validate(Segmenter::new().segment(&text).view(&text));
    }

    #[test]
    fn segmenting_is_deterministic(text in "[A-Za-z .\"]{0,200}") {
        let one = format!("{:?}", Segmenter::new().segment(&text));
        prop_assert_eq!(one, format!("{:?}", Segmenter::new().segment(&text)));
    }
}

/// Pieces of other scripts, and emoji with all that belongs to them.
const WIDE: &[&str] = &[
    "नमस्ते",
    "क्षत्रिय",
    "ज़",
    "१२",
    "שָׁלוֹם",
    "צה\"ל",
    "مَرْحَبًا",
    "本",
    "カタカナ",
    "ひ",
    "ไทย",
    "한국어",
    "👍🏽",
    "👩‍👩‍👧",
    "🇳🇴",
    "❤️",
    "☂",
    "।",
    "؟",
];

proptest! {
    #[test]
    fn other_scripts_and_emoji_are_cut_as_the_standard_says(picks in prop::collection::vec((0..WIDE.len(), any::<bool>()), 1..20)) {
        let text: String = picks.iter().flat_map(|&(at, blank)| [WIDE[at], if blank { " " } else { "" }]).collect();
        let segments = Segmenter::new().segment(&text);
        let tokens: Vec<&str> = segments.view(&text).tokens().map(Token::text).collect();
        let words: Vec<&str> = text.split_word_bounds().filter(|word| !word.trim().is_empty()).collect();
        prop_assert_eq!(tokens, words);
    }
}
