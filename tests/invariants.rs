//! What holds for every document, whatever the text: checked on the corpus and on arbitrary Unicode.

use std::time::{Duration, Instant};

use dateline::{Article, CodePoints, Document, Pipeline, Span};
use proptest::prelude::*;

/// Panics where a layer breaks an invariant that its type declares.
pub(crate) fn check(document: &Document) {
    let text = document.article.text();
    let view = document.view();
    let on_boundaries = |span: Span| {
        assert!(span.end() as usize <= text.len() && !span.is_empty(), "{span:?}");
        assert!(text.is_char_boundary(span.range().start) && text.is_char_boundary(span.range().end), "{span:?}");
    };

    let mut covered = 0;
    for sentence in view.sentences() {
        on_boundaries(sentence.span());
        assert!(sentence.paragraph().span().contains(sentence.span()));
        let between = &text[covered..sentence.span().range().start];
        assert!(between.chars().all(is_blank), "{between:?} lies in no sentence");
        covered = sentence.span().range().end;
        assert!(sentence.tokens().count() > 0);
        let mut last = sentence.span().start();
        for token in sentence.tokens() {
            on_boundaries(token.span());
            assert!(sentence.span().contains(token.span()) && token.span().start() >= last);
            assert_eq!(token.sentence().id(), sentence.id());
            let between = &text[last as usize..token.span().range().start];
            assert!(between.chars().all(is_blank), "{between:?} lies in no token");
            last = token.span().end();
        }
        assert!(text[last as usize..covered].chars().all(is_blank));
    }
    assert!(text[covered..].chars().all(is_blank), "{:?} lies in no sentence", &text[covered..]);
    assert_eq!(view.sentences().map(|sentence| sentence.tokens().count()).sum::<usize>(), view.token_count());
    assert_eq!(
        view.paragraphs().map(|paragraph| paragraph.sentences().count()).sum::<usize>(),
        view.sentences().count()
    );

    let mut last = 0;
    for date in document.dates.iter() {
        on_boundaries(date.span());
        assert!(date.span().start() >= last && view.sentence(date.sentence()).span().contains(date.span()));
        assert!(!date.value().is_empty());
        assert!(date.days().is_none_or(|(first, last)| first <= last), "{:?}", date.days());
        last = date.span().end();
    }

    let mut last = 0;
    for amount in document.amounts.iter() {
        on_boundaries(amount.span());
        assert!(amount.span().start() >= last && view.sentence(amount.sentence()).span().contains(amount.span()));
        assert!(!amount.value().is_empty());
        last = amount.span().end();
    }

    let mut last = 0;
    for mention in document.mentions.iter() {
        on_boundaries(mention.span());
        let (first, end) = mention.tokens();
        assert_eq!(view.token(first).span().start(), mention.span().start());
        assert_eq!(view.range(first, end).next_back().unwrap().span().end(), mention.span().end());
        assert!(mention.span().start() >= last && view.sentence(mention.sentence()).span().contains(mention.span()));
        assert!((0.0..=1.0).contains(&mention.confidence()) && !mention.rule().as_str().is_empty());
        last = mention.span().end();
    }
    let mut first_mentions = Vec::new();
    let listed: usize = document.chains.entities().map(|entity| entity.mentions().len()).sum();
    let owned = document.mentions.iter().filter(|mention| document.chains.entity_of(mention.id()).is_some());
    assert_eq!(owned.count(), listed, "a mention is of one entity, which lists it");
    for entity in document.chains.entities() {
        assert!(!entity.mentions().is_empty(), "{:?} has no mention", &text[entity.name()]);
        assert!(entity.mentions().windows(2).all(|pair| pair[0] < pair[1]));
        let belongs = |id: &dateline::MentionId| document.chains.entity_of(*id).is_some_and(|e| e.id() == entity.id());
        assert!(entity.mentions().iter().all(belongs));
        first_mentions.push(entity.mentions()[0]);
    }
    assert!(first_mentions.windows(2).all(|pair| pair[0] < pair[1]), "entities are not in the order of their mentions");
    let mut last = 0;
    for role in document.chains.roles() {
        on_boundaries(role.span());
        assert!(role.span().start() >= last && (!role.role().is_empty() || role.affiliation().is_some()));
        last = role.span().start();
    }

    let mut last = 0;
    for quote in document.quotes.iter() {
        let speaker = document.chains.speaker_of(quote.id()).map(dateline::Entity::id);
        let source = quote.source_mention().and_then(|source| document.chains.entity_of(source));
        assert_eq!(speaker, source.map(dateline::Entity::id));
        assert!(!quote.pieces().is_empty() && quote.span().start() >= last);
        quote.pieces().iter().copied().chain(quote.cue()).chain(quote.source()).for_each(on_boundaries);
        assert!(quote.pieces().windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{:?}", quote.pieces());
        assert!((0.0..=1.0).contains(&quote.confidence()) && !quote.rule().as_str().is_empty());
        assert!(view.sentence(quote.sentence()).span().start() <= quote.span().start());
        last = quote.span().start();
    }

    let points = CodePoints::new(text);
    assert_eq!(points.len() as usize, text.chars().count());
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

fn annotate(text: &str) -> Document {
    Pipeline::new().annotate(Article::new("a", text).unwrap().dated(jiff::civil::date(2025, 2, 17)))
}

/// Arbitrary strings, and strings of pieces that rules look for.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "said",
        " ",
        " ",
        " ",
        "\n\n",
        "\n",
        ".",
        ",",
        "\"",
        "“",
        "”",
        "'",
        "’s",
        "‘",
        "«",
        "»",
        "``",
        "''",
        "Monday",
        "in",
        "May",
        "2016",
        "two",
        "days",
        "ago",
        "President",
        "Ana Silva",
        "Mr",
        "of",
        "the",
        "Ministry",
        "University",
        "Russia",
        "U.S.",
        "he",
        "She",
        "told",
        "reporters",
        "that",
        "according to",
        "(",
        ")",
        "-",
        "—",
        "Dr.",
        "\u{301}",
        "\u{200b}",
        "é",
        "İ",
        "日本",
        "\u{0}",
        "5 p.m.",
        "1990s",
        "3/4",
        "Feb. 17-19",
        "\u{202e}שלום",
        "😀",
        "\t",
        "\r\n",
        "\u{c}",
        "...",
        "!",
        "?",
        ":",
        "&",
        "$5",
        "%",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat()),
        prop::collection::vec(
            prop::sample::select(vec![
                "said ",
                "\"",
                "he ",
                "Silva ",
                ". ",
                ", ",
                "that ",
                "on Monday ",
                "minister ",
                "The ",
                "who ",
                "\n\n"
            ]),
            0..80
        )
        .prop_map(|pieces| pieces.concat())
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hold_for_arbitrary_text(text in texts()) {
        check(&annotate(&text));
    }
}

#[test]
fn hold_for_odd_texts() {
    for text in [
        "",
        " ",
        "\u{feff}",
        "word",
        "\0",
        "\u{301}\u{301}",
        "\u{202e}שלום עולם",
        "\"",
        "““““",
        "''''",
        "a\r\n\r\nb",
        "\n\n\n",
        "İstanbul'da",
        "\u{ad}",
    ] {
        check(&annotate(text));
    }
}

/// Sentences of several articles in turns, with breaks where none belong: persons, offices and quotations that never met stand side
/// by side. A few seeds; each gives the same text on every run.
#[test]
fn hold_for_spliced_articles() {
    let mut texts: Vec<String> = corpus().into_iter().collect();
    texts.push(
        "The French president met President François Hollande. Hollande, the president of France, said the president was \
         late. \"The French president is here,\" the president said. The German chancellor and the US president left. \
         The chancellor, Angela Merkel, said the Russian foreign minister had called the minister."
            .to_owned(),
    );
    let pieces: Vec<&str> = texts.iter().flat_map(|text| text.split_inclusive(['.', ',', '"'])).collect();
    let breaks = ["", "", "", " ", "\n", "\n\n", "\r\n", "\t", "\u{a0}"];
    for seed in 0..40u64 {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        let mut text = String::new();
        for _ in 0..120 {
            let at = next(pieces.len());
            for piece in &pieces[at..pieces.len().min(at + 1 + next(3))] {
                text += piece;
                text += breaks[next(breaks.len())];
            }
        }
        check(&annotate(&text));
    }
}

/// The sample articles.
fn corpus() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// A group of articles is annotated stage by stage, and every one of them as if it were alone.
#[test]
fn a_group_is_annotated_as_its_articles_are() {
    let pipeline = Pipeline::new();
    let articles: Vec<Article> = corpus().iter().map(|text| Article::new("a", text.as_str()).unwrap()).collect();
    let mut index = 0;
    let each = |document: Document| {
        let alone = pipeline.annotate(articles[index].clone());
        assert_eq!(format!("{document:?}"), format!("{alone:?}"));
        index += 1;
    };
    pipeline.annotate_all(articles.clone(), |_| {}, each);
    assert_eq!(index, articles.len());
}

/// Real articles of several decades, where the shared data are at hand.
#[test]
fn hold_for_real_articles() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/news");
    if !folder.exists() {
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let (mut read, pipeline) = (0, Pipeline::new());
    for article in dateline::Articles::open([folder], dateline::ReadOptions::default()).flatten().step_by(150) {
        check(&pipeline.annotate(article));
        read += 1;
    }
    assert!(read > 100, "{read} articles");
}

/// Texts that tempt a stage to look back over everything: twenty times the text may take at most about twenty times as long.
#[test]
fn time_is_linear() {
    let pipeline = Pipeline::new();
    // The best of three: other work on the machine only ever adds time.
    let best = |text: &str| {
        let run = |_| {
            let article = Article::new("a", text).unwrap();
            let start = Instant::now();
            let document = pipeline.annotate(article);
            let time = start.elapsed();
            assert_eq!(document.article.text().len(), text.len());
            time
        };
        (0..3).map(run).min().unwrap()
    };
    for piece in [
        "\"",
        "“ ",
        "said ",
        "Silva ",
        "he ",
        "minister of ",
        "and ",
        "Ana Silva, ",
        "Monday ",
        "5 ",
        "-",
        ".",
        "é",
        "(",
        "\" he said. ",
        "Ana Silva, the president of Norway, left. The Norwegian president left. ",
        "Mr Dr ",
        "Party ",
        "University of ",
        "U.S. ",
        "a\n",
        // Nouns that stand for an organisation, and no name anywhere.
        "A.B. his the company . first ",
    ] {
        let small = piece.repeat(50_000 / piece.len());
        let large = piece.repeat(1_000_000 / piece.len());
        let base = best(&small).max(Duration::from_millis(20));
        let time = best(&large);
        assert!(time < base * 60, "{piece:?}: {base:?} for 50 kB, {time:?} for 1 MB");
    }
}

#[test]
fn an_acronym_is_its_organisation_in_later_parts_too() {
    let first = "The Blue Lamp Trust (BLT) met in Lome on Monday.\n\n";
    let article = "Mayor Ama Kodjo of Lome spoke on Monday.\n\n";
    let last = "The BLT thanked Kodjo.\n\n";
    let document = annotate(&[first, &article.repeat((5 << 19) / article.len()), last].concat());
    let trust = document.chains.entities().filter(|entity| entity.kind() == dateline::EntityType::Org);
    let counts: Vec<usize> = trust.map(|entity| entity.mentions().len()).collect();
    assert_eq!(counts, [3], "the name, its acronym, and the acronym again two parts later");
}

#[test]
fn a_long_article_is_one_document() {
    let article = "Mayor Ama Kodjo of Lome spoke on Monday. \u{201c}We paid $40 million,\u{201d} Kodjo said.\n\n";
    let times = (2 << 20) / article.len() + 1;
    let document = annotate(&article.repeat(times));
    check(&document);
    let view = document.view();
    assert_eq!(view.paragraphs().count(), times);
    assert_eq!(document.chains.entities().count(), 2, "a name is of one entity in all parts");
    // What is found in one of the articles is found in each, at its place.
    let spans: [Vec<Span>; 8] = [
        view.sentences().map(dateline::Sentence::span).collect(),
        view.tokens().map(dateline::Token::span).collect(),
        view.quoted().map(dateline::Quoted::span).collect(),
        document.mentions.iter().map(dateline::Mention::span).collect(),
        document.quotes.iter().map(dateline::Quote::span).collect(),
        document.dates.iter().map(dateline::Timex::span).collect(),
        document.amounts.iter().map(dateline::Amount::span).collect(),
        document.chains.roles().map(dateline::Role::span).collect(),
    ];
    for spans in spans {
        let each = spans.len() / times;
        assert!(each > 0 && spans.len() == each * times, "{} spans", spans.len());
        for (number, found) in spans.chunks(each).enumerate() {
            let at = u32::try_from(number * article.len()).unwrap();
            assert!(
                found
                    .iter()
                    .zip(&spans)
                    .all(|(found, first)| (found.start(), found.end()) == (first.start() + at, first.end() + at))
            );
        }
    }
    for (number, date) in document.dates.iter().enumerate() {
        assert_eq!((date.value(), date.id().index()), (document.dates.iter().next().unwrap().value(), number));
    }
}
