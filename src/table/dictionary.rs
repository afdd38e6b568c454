//! The data dictionary: every table and column in words.
//!
//! It is the declaration of the tables printed, and nothing is written by hand: a new column is in `docs/tables.md`
//! when `dateline tables --markdown` has been run again, and a test fails until then.

use std::fmt::Write;

use super::Table;

/// The data dictionary as the page `docs/tables.md`.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Tables\n\n<!-- Written by `dateline tables --markdown`; a test fails when this page differs. -->\n\n\
         Every table starts with `article_id`. Offsets (`start`, `end` …) are Unicode code points into `articles.text`, end\n\
         exclusive: in Python, `text[start:end] == row.text`. Numbers that end in `_id` count within the article, from 0, in the\n\
         order of the text. Missing is empty in CSV and `null` in JSON. A name (`name`, `person`, `speaker`) has single blanks\n\
         where the text breaks its line.\n",
    );
    for table in Table::ALL {
        write!(page, "\n## {}\n\n{}\n\n", table.as_str(), table.description()).expect("a String takes every character");
        page.push_str("| column | type | missing | |\n|---|---|---|---|\n");
        for column in table.columns() {
            let missing = if column.optional { "possible" } else { "" };
            writeln!(page, "| `{}` | {} | {missing} | {} |", column.name, column.kind.as_str(), column.description)
                .expect("a String takes every character");
        }
    }
    page
}
