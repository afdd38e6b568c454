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
/// Names are compared without case, accents and punctuation.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    told: Vec<Told>,
}

#[derive(Clone, Debug)]
struct Told {
    what: What,
    line: u64,
    /// The first name, folded.
    name: String,
    /// The second field as it stands, and folded.
    other: String,
    other_folded: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Same,
    Different,
    Name,
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
                "same" => What::Same,
                "different" => What::Different,
                "name" => What::Name,
                "gender" if matches!(other, "female" | "male" | "") => What::Gender,
                "gender" => return Err(bad(line, format!("{other:?} is no gender; write female, male or nothing"))),
                _ => {
                    return Err(bad(line, format!("{word:?} is no decision; write same, different, name or gender")));
                }
            };
            told.push(Told {
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

    /// Under which name a person of this folded name, which is asked for where it is needed, is compared: that of the person whom the user
    /// calls the same.
    pub(super) fn main_name(&self, folded: impl FnOnce() -> String) -> Option<&str> {
        let mut told = self.told.iter().filter(|told| told.what == What::Same).peekable();
        let folded = told.peek().is_some().then(folded)?;
        let same = told.find(|told| told.name == folded);
        same.map(|told| told.other.as_str())
    }

    /// Whether the user says that persons of these names are different.
    pub(super) fn are_different(&self, a: &PersonName, b: &PersonName) -> bool {
        let (a, b) = (a.folded(), b.folded());
        self.told.iter().any(|told| {
            told.what == What::Different
                && (told.name == a && told.other_folded == b || told.name == b && told.other_folded == a)
        })
    }

    /// What a person is called.
    pub(super) fn called(&self, folded: &str) -> Option<&str> {
        let told = self.told.iter().find(|told| told.what == What::Name && told.name == folded);
        told.map(|told| told.other.as_str())
    }

    /// The gender of a person: `Some("")` for unknown.
    pub(super) fn gender(&self, folded: &str) -> Option<&str> {
        let told = self.told.iter().find(|told| told.what == What::Gender && told.name == folded);
        told.map(|told| told.other.as_str())
    }

    /// The lines of which neither name is one of `names`, which are folded and sorted.
    pub(super) fn unmatched(&self, names: &[String]) -> Vec<u64> {
        let known = |name: &String| names.binary_search(name).is_ok();
        let matched = |told: &&Told| known(&told.name) && (told.what != What::Different || known(&told.other_folded));
        self.told.iter().filter(|told| !matched(told)).map(|told| told.line).collect()
    }
}
