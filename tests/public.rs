//! The public face: what a program that embeds the library rests on.

use std::error::Error as _;

use dateline::*;

/// Every public type can be sent to and shared by threads.
#[test]
fn public_types_are_send_and_sync() {
    fn check<T: Send + Sync>() {}
    check::<(Article, DateFrom, Document, CodePoints<'_>, Span)>();
    check::<(Pipeline, Stage, Segmenter, Dater, Counter, Tagger, Resolver, Attributor, Gazetteer, Lexicon)>();
    check::<(Terms, Matcher, Matches, TermMatch<'_>)>();
    check::<(Segments, Dates, Amounts, Mentions, Chains, Quotes)>();
    check::<(View<'_>, Paragraph<'_>, Sentence<'_>, Token<'_>, Quoted<'_>, Flags, Classes)>();
    check::<(Mention<'_>, Entity<'_>, Role<'_>, Quote<'_>, Timex<'_>, Amount<'_>, Entry<'_>, Match<'_>)>();
    check::<(EntityType, Subtype, Form, Gender, GenderFrom, Tense, QuoteKind, TimexType, Anchor, Act)>();
    check::<(MentionRule, RoleRule, QuoteRule, DateRule, AmountRule, AmountType, Comparison)>();
    check::<(DateId, EntityId, MentionId, ParagraphId, QuoteId, QuotedId, RoleId, SentenceId, TokenId, AmountId)>();
    check::<(Table, Column, ColumnKind, Cell<'_>, Schema, Rows<'_>, Format, Chunk, WriteOptions, Batches, Packed)>();
    check::<(ArticleRow<'_>, SentenceRow<'_>, MentionRow<'_>, EntityRow<'_>, RoleRow<'_>, QuoteRow<'_>, DateRow<'_>)>();
    check::<(AmountRow<'_>, MatchRow<'_>, ThemeRow<'_>, ErrorRow<'_>, AppearanceRow<'_>, PersonRow<'_>, PlaceRow<'_>)>(
    );
    check::<(OrganisationRow<'_>, UniqueQuoteRow<'_>, QuoteOccurrenceRow<'_>, DuplicateRow<'_>)>();
    check::<(CoMentionRow, QuotedAboutRow)>();
    check::<(Error, ErrorKind, Fault, ExtractOptions, Kept, Summary, Event<'_>, Run<'_>, Verified)>();
    check::<(CorpusOptions, CorpusSummary, Overrides, ReportOptions, ReportSummary)>();
    check::<(Columns, Field, InputFormat, Keep, ReadOptions, Skipped, Sniff, DateOrder)>();
}

/// What reads, and what rows are written by, is of one thread at a time.
#[test]
fn readers_are_send() {
    fn check<T: Send>() {}
    check::<(Input, Articles)>();
}

#[test]
fn errors_keep_their_cause() {
    let missing = verify("nowhere".as_ref(), &mut |_| {}).expect_err("there is no such folder");
    let cause = missing.source().and_then(|cause| cause.downcast_ref::<std::io::Error>()).expect("a cause");
    assert_eq!(cause.kind(), std::io::ErrorKind::NotFound);

    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("run.json"), "{").expect("a file");
    let broken = verify(folder.path(), &mut |_| {}).expect_err("the record is cut");
    assert!(broken.source().is_some_and(<dyn std::error::Error>::is::<serde_json::Error>), "{broken:?}");
}

/// Rows are the objects of JSON Lines, and what the layers hold has the words of the tables.
#[test]
fn rows_spans_ids_and_enums_are_values_of_serde() {
    let text = "Ama Kodjo said the port was shut.";
    let document = Pipeline::new().annotate(Article::new("a1", text).expect("an article"));
    let rows = Rows::new(&document);
    let quote = serde_json::to_value(rows.quotes().next().expect("a quotation")).expect("a value");
    assert_eq!(quote["speaker"], "Ama Kodjo");
    assert_eq!(quote["spans"], serde_json::json!([[15, 32]]));
    assert_eq!(quote["cue"], "said");
    assert!(quote["article_date"].is_null());

    let found = document.quotes.iter().next().expect("a quotation");
    let value = serde_json::json!((found.id(), found.kind(), found.act(), found.span()));
    assert_eq!(value, serde_json::json!([0, "indirect", "speech", [15, 32]]));
    let span: Span = serde_json::from_value(value[3].clone()).expect("a span");
    assert_eq!(span, found.span());
    assert!(serde_json::from_str::<Span>("[3, 2]").is_err());
    let id: QuoteId = serde_json::from_value(value[0].clone()).expect("an id");
    assert_eq!(id, found.id());
}
