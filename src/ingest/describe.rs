//! The formats in words: what `dateline formats` prints and `docs/formats.md` holds.
//!
//! Both come from the tables that the reading goes by: the formats, the archives and compressions, the usual names,
//! and the exports. A test compares the page with the file in `docs`.

use std::fmt::Write;

use super::container::{ARCHIVES, COMPRESSIONS};
use super::exports::EXPORTS;
use super::{Field, InputFormat, names};

/// The formats that are read, as a page of Markdown.
///
/// # Example
///
/// ```
/// assert!(dateline::formats_markdown().contains("| jsonl |"));
/// ```
pub fn formats_markdown() -> String {
    let mut page = String::from(
        "# Input formats\n\n<!-- Written by `dateline formats --markdown`; a test fails when this page differs. -->\n\n\
         A file is known by what it holds; its ending decides only between formats that are equally likely. What is not read becomes a \
         row of `errors` with code `format` that says what to do.\n\n\
         | format | endings | what it is | fields |\n|---|---|---|---|\n",
    );
    let mut line = |cells: [&str; 4]| {
        let cells = cells.map(|cell| cell.replace('|', "\\|"));
        writeln!(page, "| {} |", cells.join(" | ")).expect("a String takes every character");
    };
    for format in InputFormat::all() {
        line([format.name, &format.endings.join(", "), format.description, format.maps]);
    }
    for (name, endings, description) in ARCHIVES {
        line([name, endings, description, "members like the files of a folder"]);
    }
    for (name, endings, description) in COMPRESSIONS {
        line([name, endings, description, "any format inside"]);
    }
    page.push_str(
        "\n## Names of fields\n\nOf records that no known program wrote, in any case, with blanks, marks and accents or without; the first \
         that a record has is taken. `--column FIELD=NAME` names another, or a path such as `fields.bodyText`, `authors[].name`, \
         `headlines[role=main].value`.\n\n| field | names |\n|---|---|\n",
    );
    for field in Field::ALL {
        writeln!(page, "| {} | {} |", field.as_str(), names::usual(field).join(", "))
            .expect("a String takes every character");
    }
    page.push_str("\n## Known exports in JSON\n\nWhat each field is read from, the first that holds something.\n");
    for export in EXPORTS {
        write!(page, "\n### {}\n\n{}.\n\n| field | from |\n|---|---|\n", export.name, export.description)
            .expect("a String takes every character");
        for (field, paths) in export.fields {
            let paths = paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
            writeln!(page, "| {} | {paths} |", field.as_str()).expect("a String takes every character");
        }
    }
    page
}

/// The formats that are read, a line each: name, endings, what it is, in columns.
#[cfg(feature = "cli")]
pub(crate) fn plain() -> String {
    let mut page = String::new();
    let mut line = |name: &str, endings: &str, description: &str| {
        writeln!(page, "{name:14} {endings:24} {description}").expect("a String takes every character");
    };
    for format in InputFormat::all() {
        line(format.name, &format.endings.join(", "), format.description);
    }
    for (name, endings, description) in ARCHIVES.into_iter().chain(COMPRESSIONS) {
        line(name, endings, description);
    }
    for export in EXPORTS {
        line(export.name, "json, jsonl", export.description);
    }
    page
}
