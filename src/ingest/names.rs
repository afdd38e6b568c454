//! The usual names of fields, in records of all kinds.
//!
//! A file with a header, and an object that no known export wrote, is read by what its columns or keys are called.
//! Names are compared by [`plain`]: `Publish_Date`, `publish date` and `PUBLISHDATE` are one. Each field has a list
//! of names, the best first, and takes the first of them that the record has and no other field took; fields are
//! served in the order of [`Field::ALL`], names of the user's before all.
//!
//! ```text
//! Publish_Date  TITEL  Source     Full Text  Auteur  URL
//! date          title  publisher  text       byline  url
//! ```
//!
//! Two records may say the same word of different things (`source` is a publisher, and an address in trafilatura's
//! JSON): that is what the exports of [`super::exports`] are for. Names that would be wrong as often as right
//! (`summary`, `description`, `name`, `time`) are in no list.

use std::sync::LazyLock;

use super::{Columns, Field};
use crate::error::{Error, ErrorKind};

/// The usual names of a field, the first best: without case, accents, blanks and marks.
pub(super) fn usual(field: Field) -> &'static [&'static str] {
    &USUAL[field as usize]
}

/// The lists of [`listed`] cut into names, by the numbers of the fields: they are asked for with each record.
static USUAL: LazyLock<[Vec<&str>; Field::ALL.len()]> =
    LazyLock::new(|| Field::ALL.map(|field| listed(field).split(' ').collect()));

/// The usual names of a field as [`plain`] makes them, parted by blanks. English, German, French, Dutch and
/// Spanish, and the spellings of programs.
const fn listed(field: Field) -> &'static str {
    match field {
        Field::Id => "id articleid uuid guid docid documentid uid identifier storyid storiesid uri key",
        Field::Date => {
            "date published publishedat publishdate datepublished publicationdate pubdate publishedon \
             publisheddate publisheddateutc datepublish firstpublished firstpublicationdate webpublicationdate \
             datum fecha datetime issued dateofpublication articledate posted postedat postdate createdat created"
        }
        Field::Text => {
            "text body content article articlebody articletext fulltext maintext bodytext textcontent contenttext \
             plaintext volltext texte tekst texto cuerpo inhalt corps story storytext bodyhtml contenthtml html"
        }
        Field::Title => "title headline heading titel titre hed titulo kop articletitle webtitle schlagzeile",
        Field::Byline => {
            "byline author authors autor autoren auteur auteurs writer by authorname reporter journalist creator \
             verfasser"
        }
        Field::Dateline => "dateline placeline place",
        Field::Publisher => {
            "publisher publication source sourcename medium outlet newspaper publicationtitle publicationname \
             medianame domain sourcedomain sitename site journal zeitung quelle krant diario hostname"
        }
        Field::Section => "section sectionname category rubrik rubrique rubriek seccion kategorie desk newsdesk",
        Field::Language => "language lang langue sprache taal idioma inlanguage metalang",
        Field::Url => "url link weburl permalink canonicalurl articleurl href sourceurl pageurl",
        Field::Updated => {
            "updated updatedat datemodified modified lastmodified modifieddate lastupdated dateupdated dateupdate"
        }
    }
}

/// A name as [`usual`] lists it: in lower case, letters without accents and digits only. `Published-At` →
/// `publishedat`, `Título` → `titulo`.
pub(super) fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'í' | 'ì' | 'î' | 'ï' => out.push('i'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => out.push('o'),
            'ú' | 'ù' | 'û' | 'ü' => out.push('u'),
            'ç' => out.push('c'),
            'ñ' => out.push('n'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// The place of each field among `names`: the name that was given for it, else the best usual one. No name serves
/// two fields.
///
/// A given name is compared as it is written, then in any case; where it is not there, no usual one takes its
/// place, so that a mistake is told.
pub(super) fn places<S: AsRef<str>>(names: &[S], columns: &Columns) -> [Option<usize>; Field::ALL.len()] {
    let plain: Vec<String> = names.iter().map(|name| plain(name.as_ref())).collect();
    let mut places = [None; Field::ALL.len()];
    for field in Field::ALL {
        if let Some(given) = columns.given(field) {
            places[field as usize] = names
                .iter()
                .position(|name| name.as_ref().trim() == given)
                .or_else(|| names.iter().position(|name| name.as_ref().trim().eq_ignore_ascii_case(given)));
        }
    }
    for field in Field::ALL {
        if columns.given(field).is_some() {
            continue;
        }
        let free = |at: &usize| !places.contains(&Some(*at));
        let place = usual(field).iter().find_map(|usual| plain.iter().position(|name| name == usual).filter(free));
        places[field as usize] = place;
    }
    places
}

/// The name that is written most like `name`, if one is near: with a third of its letters changed at most, and one
/// of short names. `boby` → `body`.
pub(super) fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let names: Vec<_> = names.into_iter().map(|other| (plain(other), other)).collect();
    nearest_plain(&plain(name), &names)
}

/// The same, where both are without case, accents, blanks and marks.
fn nearest_plain<'a>(wanted: &str, names: &[(String, &'a str)]) -> Option<&'a str> {
    let most = wanted.len().max(3) / 3;
    let near =
        names.iter().filter(|(plain, _)| plain.len().abs_diff(wanted.len()) <= most).filter_map(|(plain, other)| {
            let distance = distance(wanted, plain);
            (distance <= most).then_some((distance, *other))
        });
    near.min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

/// The letters to change, add, leave out or swap with the next to make one of the other (optimal string alignment,
/// the restricted distance of Damerau and Levenshtein), of names of at most 64 bytes. Time is the product of the
/// lengths.
fn distance(one: &str, other: &str) -> usize {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() > 64 || other.len() > 64 {
        return usize::MAX;
    }
    let mut rows = [Vec::new(), Vec::new(), (0..=other.len()).collect::<Vec<usize>>()];
    for (above, &a) in one.iter().enumerate() {
        let mut row = vec![above + 1];
        let [_, two_up, up] = &rows;
        for (left, &b) in other.iter().enumerate() {
            let best = (up[left] + usize::from(a != b)).min(row[left] + 1).min(up[left + 1] + 1);
            let swapped = above > 0 && left > 0 && a == other[left - 1] && one[above - 1] == b;
            row.push(if swapped { best.min(two_up[left - 1] + 1) } else { best });
        }
        rows.rotate_left(1);
        rows[2] = row;
    }
    rows[2][other.len()]
}

/// The error of a record where no field holds the text: with the names that are there, and the nearest to what is
/// looked for.
pub(super) fn missing_text<'a>(names: impl Iterator<Item = &'a str> + Clone, columns: &Columns) -> Error {
    let near = if let Some(given) = columns.given(Field::Text) {
        nearest(given, names.clone())
    } else {
        let plain: Vec<_> = names.clone().map(|name| (plain(name), name)).collect();
        usual(Field::Text).iter().find_map(|usual| nearest_plain(usual, &plain))
    };
    let near = near.map(str::to_owned);
    let there = names.map(str::to_owned).collect();
    Error::new(ErrorKind::MissingField { of: "text", field: columns.name(Field::Text).to_owned(), near, there })
}

/// The error that nothing has the name that was given for a field other than the text; with the names that are
/// there, and the nearest.
pub(super) fn missing<'a>(field: Field, given: &str, names: impl Iterator<Item = &'a str> + Clone) -> Error {
    let near = nearest(given, names.clone()).map(str::to_owned);
    let there = names.map(str::to_owned).collect();
    Error::new(ErrorKind::MissingField { of: field.as_str(), field: given.to_owned(), near, there })
}

/// The errors of a header that has no column of a name that was given for a field, one for each.
pub(super) fn absent<'a>(
    header: &'a [String],
    places: &'a [Option<usize>; Field::ALL.len()],
    columns: &'a Columns,
) -> impl Iterator<Item = Error> + use<'a> {
    Field::ALL.into_iter().filter(|field| places[*field as usize].is_none()).filter_map(|field| {
        let given = columns.given(field)?;
        Some(missing(field, given, header.iter().map(String::as_str)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_case_and_language_are_found() {
        let names = ["Publish_Date", "TITEL", "Source", "Full Text", "Auteur", "URL"];
        let places = places(&names, &Columns::default());
        let name = |field: Field| places[field as usize].map(|at| names[at]);
        assert_eq!(name(Field::Date), Some("Publish_Date"));
        assert_eq!(name(Field::Title), Some("TITEL"));
        assert_eq!(name(Field::Text), Some("Full Text"));
        assert_eq!(name(Field::Byline), Some("Auteur"));
        assert_eq!(name(Field::Publisher), Some("Source"));
        assert_eq!(name(Field::Id), None);
    }

    #[test]
    fn the_nearest_name_is_told() {
        assert_eq!(nearest("boby", ["id", "body", "title"]), Some("body"));
        assert_eq!(nearest("wehn", ["id", "when"]), Some("when"));
        assert_eq!(nearest("xyzzy", ["id", "body", "title"]), None);
        let error = missing_text(["ident", "txet"].into_iter(), &Columns::default());
        assert!(error.to_string().contains("did you mean \"txet\"?"), "{error}");
    }
}
