//! What gives a role: the values of the column `rule` of `roles`.

/// What gives a person a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// In front of the name: "Foreign Minister Sergei Lavrov".
    Before,
    /// In front of a comma and the name: "the bank's governor, Ana Silva,".
    BeforeComma,
    /// In apposition behind the name: "Ana Silva, head of the Harbour Authority,".
    After,
    /// A clause behind the name: "Ana Silva, who is mayor of Oslo,".
    Who,
    /// A verb of being behind the name or a pronoun: "Ana Silva was the governor of Vermont".
    Copula,
    /// No role, but at what the person is: "James Porter of the University of Leeds".
    Affiliation,
}

impl Rule {
    /// The name that the `roles` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Before => "role-before",
            Self::BeforeComma => "role-comma-name",
            Self::After => "role-after",
            Self::Who => "role-who",
            Self::Copula => "role-copula",
            Self::Affiliation => "affiliation",
        }
    }
}
