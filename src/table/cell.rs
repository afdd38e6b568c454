//! Cells: what a row hands to a writer.
//!
//! A cell says of itself what it is, borrowed from the document, and a writer matches on that: no column is matched by
//! its position, and nothing is made a string before a format asks for one. [`CellValue`] is the one list of types that
//! a column may have; an enum of the program becomes a text by its `as_str`, here and nowhere else.

use std::borrow::Cow;

use jiff::civil::Date;

use super::column::ColumnKind;
use crate::amount::{AmountType, Comparison, Rule as AmountRule};
use crate::article::DateFrom;
use crate::coref::{Gender, GenderFrom, Rule as RoleRule, Tense};
use crate::date::{Rule as DateRule, TimexType};
use crate::entity::{Form, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::quote::{Act, QuoteKind, Rule as QuoteRule};

/// One cell of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell<'a> {
    /// Nothing: never a sentinel of another kind.
    Null,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number, rounded to what the column tells.
    Real(f64),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Day(Date),
    /// Pieces of the text, as pairs of code points, the second one exclusive.
    Spans(&'a [(u32, u32)]),
    /// Several texts.
    Strings(&'a [String]),
}

/// As the tables of JSON Lines have it.
#[cfg(feature = "serde")]
impl serde::Serialize for Cell<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Null => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(number),
            Self::Real(number) => serializer.serialize_f64(number),
            Self::Bool(holds) => serializer.serialize_bool(holds),
            Self::Day(day) => serializer.collect_str(&day),
            Self::Spans(spans) => serializer.collect_seq(spans),
            Self::Strings(texts) => serializer.collect_seq(texts),
        }
    }
}

/// A type that columns may have: each of its values is a cell of one kind.
///
/// It is what makes a row typed: a field that is none of these types does not compile, and the kind of a column is
/// never told apart from the type of its field.
pub trait CellValue {
    /// The kind of its cells.
    const KIND: ColumnKind;
    /// Whether a cell may be missing.
    const OPTIONAL: bool = false;

    /// The value as a cell.
    fn cell(&self) -> Cell<'_>;
}

impl<T: CellValue> CellValue for Option<T> {
    const KIND: ColumnKind = T::KIND;
    const OPTIONAL: bool = true;

    #[inline]
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, T::cell)
    }
}

/// Says of which kind the values of a type are, and how one becomes a cell.
macro_rules! values {
    ($($type:ty: $kind:ident, |$value:ident| $cell:expr;)*) => {$(
        impl CellValue for $type {
            const KIND: ColumnKind = ColumnKind::$kind;

            #[inline]
            fn cell(&self) -> Cell<'_> {
                let $value = self;
                $cell
            }
        }
    )*};
}

values! {
    &str: Text, |text| Cell::Text(text);
    String: Text, |text| Cell::Text(text);
    Cow<'_, str>: Text, |text| Cell::Text(text);
    u32: Integer, |number| Cell::Integer(i64::from(*number));
    u64: Integer, |number| Cell::Integer(i64::try_from(*number).unwrap_or(i64::MAX));
    f64: Real, |number| if number.is_finite() { Cell::Real(*number) } else { Cell::Null };
    bool: Bool, |flag| Cell::Bool(*flag);
    Date: Day, |day| Cell::Day(*day);
    Vec<(u32, u32)>: Spans, |spans| Cell::Spans(spans);
    Vec<String>: Strings, |texts| Cell::Strings(texts);
    DateFrom: Text, |word| Cell::Text(word.as_str());
    EntityType: Text, |word| Cell::Text(word.as_str());
    Subtype: Text, |word| Cell::Text(word.as_str());
    Form: Text, |word| Cell::Text(word.as_str());
    Rule: Text, |word| Cell::Text(word.as_str());
    RoleRule: Text, |word| Cell::Text(word.as_str());
    Gender: Text, |word| Cell::Text(word.as_str());
    GenderFrom: Text, |word| Cell::Text(word.as_str());
    Tense: Text, |word| Cell::Text(word.as_str());
    QuoteKind: Text, |word| Cell::Text(word.as_str());
    Act: Text, |word| Cell::Text(word.as_str());
    QuoteRule: Text, |word| Cell::Text(word.as_str());
    TimexType: Text, |word| Cell::Text(word.as_str());
    DateRule: Text, |word| Cell::Text(word.as_str());
    AmountType: Text, |word| Cell::Text(word.as_str());
    Comparison: Text, |word| Cell::Text(word.as_str());
    AmountRule: Text, |word| Cell::Text(word.as_str());
}
