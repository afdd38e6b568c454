//! The integration tests: one binary, so that it is linked once.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

mod cases;

// Figures on the sample corpus.
mod accuracy;
// Amounts on cases.
mod amounts;
// What one article may write.
mod budgets;
// The command run as a process.
mod command;
// Names of many meanings, and offices on a day.
mod context;
// Temporal expressions on cases.
mod dates;
// Tables that appear whole or not at all.
mod commit;
// Every format of tables, read back.
mod doors;
// The pages for readers, run as printed.
mod docs;
// The command's scores, beside other scorers.
mod evaluate;
// People, quotations and copies over articles.
mod corpus;
// Attributions evaluated, also by the scorer from outside.
mod attributions;
// The country that an article is about.
mod focus;
// Every format of input, whole and damaged.
mod formats;
// The files under `gazetteers/`.
mod gazetteers;
// The commands of `dateline gazetteer`, and a user's own files.
mod gazetteer_command;
// What holds for every document.
mod invariants;
// The folders of `src` and what they use.
mod layers;
// Names of a gazetteer found in text, on cases.
mod matching;
// Names, entities, pronouns and roles on cases.
mod names;
// The public types: threads, serde, causes of errors.
mod public;
// Quotations on cases.
mod quotes;
// Inputs to articles: heads, encodings, records, dates, bad input.
mod reading;
// Paragraphs, sentences, tokens and quotation marks on cases.
mod segments;
// Terms and patterns on cases, and their files.
mod terms;
// Tables of whole articles, and every error message.
mod tables;
