//! What decides an amount: the values of the table's column `rule`.

/// The rule that read an amount. The table has its name in the column `rule`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A currency's sign before the number: "$5m".
    CurrencySign,
    /// A currency's name after the number: "5 million euros".
    CurrencyName,
    /// "Percent" or its sign.
    Percent,
    /// "Percentage points", "basis points".
    Points,
    /// A unit of measure after the number.
    Unit,
    /// A plural noun after the number.
    Noun,
    /// What happened to those who are counted: "12 killed".
    Fate,
    /// The number alone, which is written as a large one.
    Number,
    /// The number alone, behind another that tells what is counted or measured.
    Ellipsis,
    /// A plural of numbers: "dozens".
    Vague,
    /// A part of a whole: "two thirds of".
    Share,
    /// A verb that tells a multiple: "doubled".
    Multiple,
    /// Both sides of a vote: "52-48 votes".
    Vote,
    /// "No deaths".
    None,
}

impl Rule {
    /// The name that the `amounts` table holds; it does not change.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CurrencySign => "currency-sign",
            Self::CurrencyName => "currency-name",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Unit => "unit",
            Self::Noun => "noun",
            Self::Fate => "fate",
            Self::Number => "number",
            Self::Ellipsis => "ellipsis",
            Self::Vague => "vague",
            Self::Share => "share",
            Self::Multiple => "multiple",
            Self::Vote => "vote",
            Self::None => "none",
        }
    }
}
