//! The columns of one run.
//!
//! What a table holds is declared at compile time, but for the fields of the input that a user wants to keep (`--keep
//! desk`): these are texts at the end of `articles`. [`Schema`] is what a run, its writers and its `datapackage.json`
//! agree on.

use std::borrow::Cow;

use super::Table;
use super::column::{Column, ColumnKind};

/// The columns that the tables of a run have: those that are declared and, at the end of `articles`, one for each field
/// of the input that rides along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// The fields that ride along, in the order of their columns.
    kept: Vec<String>,
}

impl Schema {
    /// The declared columns, and further ones of `articles` for these fields of [`crate::Article::kept`].
    pub fn keeping(fields: impl IntoIterator<Item = String>) -> Self {
        Self { kept: fields.into_iter().collect() }
    }

    /// The fields that ride along.
    pub fn kept(&self) -> &[String] {
        &self.kept
    }

    /// The columns of a table, in order.
    pub fn columns(&self, table: Table) -> Vec<Column> {
        let mut columns = table.columns().to_vec();
        if table == Table::Articles {
            for field in &self.kept {
                let name = free_name(field, &columns);
                columns.push(Column {
                    name: Cow::Owned(name),
                    kind: ColumnKind::Text,
                    optional: true,
                    key: false,
                    refers: None,
                    description: Cow::Owned(format!("the field `{field}` of the input")),
                });
            }
        }
        columns
    }
}

/// The field's name, changed where a column has it already, whatever the case: databases do not tell case apart.
fn free_name(field: &str, columns: &[Column]) -> String {
    let is_taken = |name: &str| columns.iter().any(|column| column.name.eq_ignore_ascii_case(name));
    let mut name = field.to_owned();
    while is_taken(&name) {
        name.insert_str(0, "kept_");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_fields_have_names_of_their_own() {
        let schema = Schema::keeping(["desk", "Title", "kept_title", "DESK"].map(str::to_owned));
        let columns = schema.columns(Table::Articles);
        let kept: Vec<&str> = columns[Table::Articles.columns().len()..].iter().map(|column| &*column.name).collect();
        assert_eq!(kept, ["desk", "kept_Title", "kept_kept_title", "kept_DESK"]);
        assert_eq!(schema.columns(Table::Dates), Table::Dates.columns());
    }
}
