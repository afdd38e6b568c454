//! Columns, and the macro by which a table is declared: once, as the type of its rows.
//!
//! From a declaration come the row type, its cells, the columns with their names, kinds, keys and descriptions, and
//! with the feature `serde` its JSON. The description of a column is the doc comment of its field, so that
//! `docs/tables.md`, `datapackage.json`, SQLite's metadata and Rust's documentation say the same.

use std::borrow::Cow;

use super::Table;
use super::cell::Cell;

/// A column of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// The name, as the header row and the keys of JSON have it.
    pub name: Cow<'static, str>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether cells may be missing.
    pub optional: bool,
    /// Whether it is of the table's primary key: no two rows are alike in all of these columns.
    pub key: bool,
    /// The table whose rows its cells name. With the `article_id` of the row, where that table has one, they are its
    /// primary key.
    pub refers: Option<Table>,
    /// What it says, for the data dictionary.
    pub description: Cow<'static, str>,
}

impl Column {
    /// The columns that are the primary key of a row of `table` that this column names, and those of that key.
    ///
    /// A number that counts within an article goes with the article's id: `speaker_entity_id` of a quotation names
    /// (`article_id`, `entity_id`) of `entities`, by its own (`article_id`, `speaker_entity_id`).
    #[cfg(feature = "io")]
    pub(crate) fn foreign_key(&self, table: Table) -> (Vec<&str>, Vec<&'static str>) {
        let refers: Vec<&'static str> = table.key().map(|key| key.name.as_ref()).collect();
        let own = refers.iter().map(|&key| if key == "article_id" { key } else { &*self.name }).collect();
        (own, refers)
    }
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with few decimals: probabilities have at most three.
    Real,
    /// `true` or `false`.
    Bool,
    /// A day, `2025-02-17`.
    Day,
    /// Pairs of offsets: `[[s,e],…]` in JSON, `s-e s-e` in CSV.
    Spans,
    /// Several texts: an array in JSON, joined by `; ` in CSV.
    Strings,
}

impl ColumnKind {
    /// The name that the data dictionary has.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Real => "real",
            Self::Bool => "boolean",
            Self::Day => "date",
            Self::Spans => "spans",
            Self::Strings => "strings",
        }
    }
}

/// A row of a table: a struct with a field for each column, in order. Its declaration is the table's.
pub trait Row {
    /// The table.
    const TABLE: Table;
    /// Its columns, but for those that a run adds at the end.
    const COLUMNS: &'static [Column];

    /// Hands the cells to `take`, one for each column, in order.
    fn with_cells<R>(&self, take: impl FnOnce(&[Cell<'_>]) -> R) -> R;
}

/// Declares the rows of a table, and with them the table.
///
/// ```text
/// table! {
///     /// A row for each thing.              the table's description
///     Things, ThingRow<'a>, key(thing_id) {  the table, the type of its rows, its primary key
///         /// the thing                      the column's description
///         thing_id: u32,                     its name; its type tells its kind, and whether it may be missing
///         /// whose it is
///         article_id: &'a str => Articles,   whose rows it names
///     }
/// }
/// ```
///
/// After the braces, `further NAME: TYPE` declares a field of values for columns that a run adds at the end.
macro_rules! table {
    (
        $(#[doc = $about:literal])+
        $table:ident, $row:ident $(<$life:lifetime>)?, key $keys:tt {
            $($(#[doc = $doc:literal])+ $name:ident: $type:ty $(=> $refers:ident)?,)+
        }
        $(further $further:ident: $more:ty)?
    ) => {
        $(#[doc = $about])+
        #[allow(clippy::doc_markdown, reason = "words of the data dictionary, not of the code")]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $row $(<$life>)? {
            $($(#[doc = $doc])+ pub $name: $type,)+
            $(
                /// The cells of the columns that the run adds.
                pub $further: $more,
            )?
        }

        impl $(<$life>)? $crate::table::column::Row for $row $(<$life>)? {
            const TABLE: $crate::table::Table = $crate::table::Table::$table;
            const COLUMNS: &'static [$crate::table::column::Column] = &[$($crate::table::column::Column {
                name: std::borrow::Cow::Borrowed($crate::table::column::plain_name(stringify!($name))),
                kind: <$type as $crate::table::cell::CellValue>::KIND,
                optional: <$type as $crate::table::cell::CellValue>::OPTIONAL,
                key: $crate::table::column::is_one_of(stringify!($name), $crate::table::column::table!(@names $keys)),
                refers: $crate::table::column::table!(@refers $($refers)?),
                description: std::borrow::Cow::Borrowed(concat!($($doc),+).trim_ascii()),
            }),+];

            #[inline]
            fn with_cells<R>(&self, take: impl FnOnce(&[$crate::table::cell::Cell<'_>]) -> R) -> R {
                use $crate::table::cell::CellValue;
                let cells = [$(self.$name.cell()),+];
                $(
                    if !self.$further.is_empty() {
                        let mut cells = cells.to_vec();
                        cells.extend(self.$further.iter().map(CellValue::cell));
                        return take(&cells);
                    }
                )?
                take(&cells)
            }
        }

        /// An object of its columns; columns that a run adds are left out.
        #[cfg(feature = "serde")]
        impl $(<$life>)? serde::Serialize for $row $(<$life>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use $crate::table::column::Row;
                let names = Self::COLUMNS.iter().map(|column| &column.name);
                self.with_cells(|cells| serializer.collect_map(names.zip(cells)))
            }
        }

        impl $(<$life>)? $row $(<$life>)? {
            /// What a row is, for the data dictionary.
            pub(crate) const ABOUT: &'static str = concat!($($about),+).trim_ascii();
        }
    };
    (@names ($($name:ident),*)) => { &[$(stringify!($name)),*] };
    (@refers) => { None };
    (@refers $refers:ident) => { Some($crate::table::Table::$refers) };
}
pub(crate) use table;

/// The name of a field without the mark of a raw identifier.
pub(crate) const fn plain_name(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// Whether a name is one of these, at compile time.
pub(crate) const fn is_one_of(name: &str, names: &[&str]) -> bool {
    let mut rest = names;
    while let [first, others @ ..] = rest {
        if are_equal(first.as_bytes(), name.as_bytes()) {
            return true;
        }
        rest = others;
    }
    false
}

/// Whether bytes are the same, at compile time, where `==` of slices cannot be called.
const fn are_equal(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, rest @ ..], [other, others @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        (a, b) = (rest, others);
    }
    a.is_empty() && b.is_empty()
}
