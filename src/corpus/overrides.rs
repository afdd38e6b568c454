//! What the user says of persons: who is the same, who is not, what somebody is called, and of which gender.

use std::fs::File;
use std::path::Path;

use super::name::{PersonName, fold};
use crate::error::{Error, ErrorKind};

/// The user's own decisions on persons, read from a CSV file without a header:
///
/// ```csv
/// same,Lena Ostrow,Lena Vidal
/// different,Niall Quarrie,N. Quarrie
/// name,Yussuf Hamdan,Yousef Hamdan
/// gender,Robin Hale,female
/// ```
///
/// - `same`: persons of the first name are compared as if they had the second.
/// - `different`: forms of these two names never join each other.
/// - `name`: what the person of that name, or of a form of it, is called in `people`.
/// - `gender`: `female`, `male`, or nothing for unknown.
///
/// Names are compared without case, accents and punctuation. Blanks around a field do not count, and a line that begins
/// with `#` is a comment. The first line of a name wins. By default there are no decisions.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    told: Vec<Decision>,
}

/// A line of the file.
#[derive(Clone, Debug)]
struct Decision {
    /// The decision.
    what: DecisionKind,
    /// Where it stands, from 1, for what is told of it.
    line: u64,
    /// The first name, folded.
    name: String,
    /// The second field as it stands.
    other: String,
    /// The second field, folded.
    other_folded: String,
}

/// What a line decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DecisionKind {
    /// The first is the second.
    Same,
    /// They are two.
    Different,
    /// The first is called the second.
    Name,
    /// The first is of this gender.
    Gender,
}

impl Overrides {
    /// Reads the decisions of a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or a line is none of the four decisions; with the line.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let place = path.display().to_string();
        let file = File::open(path).map_err(|error| Error::io(error).at(&place))?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .comment(Some(b'#'))
            .from_reader(file);
        let mut told = Vec::new();
        for record in reader.records() {
            let bad = |line: u64, message: String| Error::new(ErrorKind::Config { message }).at(&place).on_line(line);
            let record =
                record.map_err(|error| bad(error.position().map_or(0, csv::Position::line), error.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            let fields: Vec<&str> = record.iter().collect();
            let [word, name, other] = fields[..] else {
                let message = "a decision has three fields: same,A,B or different,A,B or name,A,B or gender,A,female";
                return Err(bad(line, message.to_owned()));
            };
            let what = match word {
                "same" => DecisionKind::Same,
                "different" => DecisionKind::Different,
                "name" => DecisionKind::Name,
                "gender" if matches!(other, "female" | "male" | "") => DecisionKind::Gender,
                "gender" => return Err(bad(line, format!("{other:?} is no gender; write female, male or nothing"))),
                _ => {
                    return Err(bad(line, format!("{word:?} is no decision; write same, different, name or gender")));
                }
            };
            told.push(Decision {
                what,
                line,
                name: fold(name).join(" "),
                other: other.to_owned(),
                other_folded: fold(other).join(" "),
            });
        }
        Ok(Self { told })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Under which name a person of this folded name is compared: that of the person whom the user calls the same. The
    /// name is folded where it is needed only, since most runs have no such lines.
    ///
    /// It is one step: after `same,A,B` and `same,B,C`, A is B and no C.
    pub(super) fn main_name(&self, folded: impl FnOnce() -> String) -> Option<&str> {
        let mut told = self.told.iter().filter(|told| told.what == DecisionKind::Same).peekable();
        let folded = told.peek().is_some().then(folded)?;
        let same = told.find(|told| told.name == folded);
        same.map(|told| told.other.as_str())
    }

    /// Whether the user says that persons of these names are different, whichever stands first. Particles do not count,
    /// on either side.
    pub(super) fn are_different(&self, a: &PersonName, b: &PersonName) -> bool {
        let (a, b) = (a.folded(), b.folded());
        self.told.iter().any(|told| {
            told.what == DecisionKind::Different
                && (told.name == a && told.other_folded == b || told.name == b && told.other_folded == a)
        })
    }

    /// What a person of this folded name is called, if the user says it.
    pub(super) fn called(&self, folded: &str) -> Option<&str> {
        let told = self.told.iter().find(|told| told.what == DecisionKind::Name && told.name == folded);
        told.map(|told| told.other.as_str())
    }

    /// The gender of a person of this folded name: `Some("")` for unknown, none where the user says nothing.
    pub(super) fn gender(&self, folded: &str) -> Option<&str> {
        let told = self.told.iter().find(|told| told.what == DecisionKind::Gender && told.name == folded);
        told.map(|told| told.other.as_str())
    }

    /// The lines of which a name is none of `names`, which are folded and sorted: of `different` either name, of the
    /// others the first. A typing error in a decision is told so, and not passed over.
    pub(super) fn unmatched(&self, names: &[String]) -> Vec<u64> {
        let known = |name: &String| names.binary_search(name).is_ok();
        let matched =
            |told: &&Decision| known(&told.name) && (told.what != DecisionKind::Different || known(&told.other_folded));
        self.told.iter().filter(|told| !matched(told)).map(|told| told.line).collect()
    }
}
