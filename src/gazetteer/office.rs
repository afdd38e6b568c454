//! Offices: who held one on a day.
//!
//! Persons' rows with a country, an office in `note` and a `valid_from` are terms of office: from that day to
//! `valid_to`, or still. They are gathered once, when first asked for, from all tables together.
//!
//! - Who was foreign minister of Russia on 2012-05-01? ([`Gazetteer::holder`])
//! - Which of the persons called Bush was president on 1990-03-01? ([`Gazetteer::held`], then [`Held::on`])
//! - Is Carter still president on that day? ([`Held::before`])
//! - Which leader is called Merkel, whatever the day? ([`Gazetteer::of_surname`])
//!
//! Each says nothing where two persons fit: offices that several hold at once, such as senators', have no holder.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::table::{Entry, Table};
use super::{EntityType, Gazetteer};
use crate::lexicon::en::role::FOREIGN_MINISTERS;

/// Who held which office of which country, as the persons' rows tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Offices {
    /// The terms of an office, in the order of their first days; the key is the country's code and the office
    /// ([`office_key`]).
    terms: BTreeMap<(String, String), Vec<Term>>,
    /// The offices and terms of the persons of a surname, in whatever country; the key is the surname. Only looked up.
    named: HashMap<String, Vec<(String, Term)>>,
    /// The persons of a surname who held an office, by the surname and the main name.
    persons: BTreeMap<(String, String), Vec<Holder>>,
}

/// A row of a person with an office, dated or not.
#[derive(Clone, Copy, Debug)]
struct Holder {
    /// The number of the table that it is of.
    table: usize,
    /// Where entity and fact stand in the table.
    place: (usize, usize),
}

/// A term of office.
#[derive(Clone, Copy, Debug)]
struct Term {
    /// Its first day.
    since: Date,
    /// Its last day; none if it goes on or is not known to have ended.
    until: Option<Date>,
    /// The number of the table that it is of.
    table: usize,
    /// Where entity and fact stand in the table.
    place: (usize, usize),
}

impl Offices {
    /// The offices of all persons of these tables; walks them whole.
    pub(super) fn of(tables: &[Table]) -> Self {
        let mut offices = Self::default();
        for (index, table) in tables.iter().enumerate() {
            for entry in table.entries() {
                if entry.kind() == EntityType::Per && !entry.note().is_empty() {
                    let key = (surname(entry.canonical()), entry.canonical().to_owned());
                    offices.persons.entry(key).or_default().push(Holder { table: index, place: entry.place() });
                }
                let (Some(country), (Some(since), until)) = (entry.country(), entry.valid()) else { continue };
                if entry.kind() != EntityType::Per || entry.note().is_empty() {
                    continue;
                }
                let term = Term { since, until, table: index, place: entry.place() };
                let office = office_key(entry.note());
                let surname = surname(entry.canonical());
                offices.named.entry(surname).or_default().push((office.clone(), term));
                offices.terms.entry((country.to_owned(), office)).or_default().push(term);
            }
        }
        for terms in offices.terms.values_mut() {
            terms.sort_by_key(|term| (term.since, term.table, term.place));
        }
        offices
    }

    /// The terms of an office of a country, given as its key.
    fn terms(&self, country: &str, office: &str) -> &[Term] {
        self.terms.get(&(country.to_owned(), office.to_owned())).map_or(&[], Vec::as_slice)
    }
}

/// The prior of those who led a country, or its ministries, in the program's own gazetteers.
const HIGH: u32 = 100;

impl Gazetteer {
    /// Who held `office` ("foreign minister", "president") of the country with this ISO 3166 alpha-2 code on `day`, as
    /// far as the gazetteers know. None where they know of several at once, as they do of legislators.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::Gazetteer;
    /// use jiff::civil::date;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let minister = gazetteer.holder("RU", "foreign minister", date(2012, 5, 1)).unwrap();
    /// assert_eq!(minister.canonical(), "Sergei Lavrov");
    /// ```
    pub fn holder(&self, country: &str, office: &str, day: Date) -> Option<Entry<'_>> {
        let offices = self.offices();
        let key = office_key(office);
        let names: &[&str] = match key.as_str() {
            // What the office is called where it goes by another name.
            "foreign minister" => FOREIGN_MINISTERS,
            key => &[key],
        };
        let terms = names.iter().map(|name| offices.terms(country, name)).find(|terms| !terms.is_empty())?;
        let holds = |term: &&Term| term.since <= day && term.until.is_none_or(|until| day <= until);
        let mut holders = terms.iter().filter(holds).map(|term| self.tables[term.table].entry(term.place));
        // On the day of a change the new one counts.
        let last = holders.next_back()?;
        let since = last.valid().0;
        holders.all(|other| other.canonical() == last.canonical() || other.valid().1 == since).then_some(last)
    }

    /// The offices that persons of that name, in full or the surname alone, held as far as the gazetteers know.
    pub(crate) fn held(&self, person: &str) -> Held<'_> {
        let surname = surname(person);
        Held { gazetteer: self, terms: self.offices().named.get(&surname).map_or(&[], Vec::as_slice) }
    }

    /// The one person of a surname, as far as the gazetteers know, who held `office`, or without one a high office at
    /// all.
    pub(crate) fn of_surname(&self, name: &str, office: Option<&str>) -> Option<Entry<'_>> {
        let name = name.to_lowercase();
        let office = office.map(office_key);
        let from = (name.clone(), String::new());
        let persons = self.offices().persons.range(from..).take_while(|((surname, _), _)| *surname == name);
        let mut fitting = persons.filter_map(|(_, rows)| {
            let mut entries = rows.iter().map(|row| self.tables[row.table].entry(row.place));
            let fits = |entry: &Entry<'_>| match &office {
                Some(office) => office_key(entry.note()) == *office,
                None => entry.prior() >= HIGH,
            };
            entries.find(fits)
        });
        let one = fitting.next()?;
        fitting.next().is_none().then_some(one)
    }

    /// Who held what, read when first asked for. Adding a file forgets it.
    fn offices(&self) -> &Offices {
        self.offices.get_or_init(|| Offices::of(&self.tables))
    }
}

/// Offices that persons of one surname held.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held<'a> {
    /// Where the terms' entries are.
    gazetteer: &'a Gazetteer,
    /// Terms with their office's key, of all persons of the surname.
    terms: &'a [(String, Term)],
}

impl<'a> Held<'a> {
    /// Whether none is known.
    pub(crate) fn is_empty(self) -> bool {
        self.terms.is_empty()
    }

    /// The one person who held `office` on `day`, in the country if one is given; none if nobody did, or two persons or
    /// countries fit.
    pub(crate) fn on(self, office: &str, country: Option<&str>, day: Date) -> Option<Entry<'a>> {
        let office = office_key(office);
        let terms = self
            .terms
            .iter()
            .filter(|(of, term)| *of == office && term.since <= day && term.until.is_none_or(|until| day <= until));
        let entries = terms.map(|(_, term)| self.gazetteer.tables[term.table].entry(term.place));
        let mut fitting = entries.filter(|entry| country.is_none() || entry.country() == country);
        let one = fitting.next()?;
        fitting.all(|other| other.canonical() == one.canonical() && other.country() == one.country()).then_some(one)
    }

    /// Whether `person`, in full or the surname alone, held `office` before `day` and no more on it. Not where several
    /// persons of the name had the office, or one of them holds it.
    pub(crate) fn before(self, person: &str, office: &str, country: Option<&str>, day: Date) -> bool {
        let (full, office) = (person.contains(' '), office_key(office));
        let terms = self.terms.iter().filter(|(of, _)| *of == office);
        let entries = terms.map(|(_, term)| (term, self.gazetteer.tables[term.table].entry(term.place)));
        let mut fitting = entries.filter(|(_, entry)| {
            (!full || entry.canonical() == person) && (country.is_none() || entry.country() == country)
        });
        let Some((first, one)) = fitting.next() else { return false };
        let over = |term: &Term| term.until.is_some_and(|until| until < day);
        over(first) && fitting.all(|(term, entry)| over(term) && entry.canonical() == one.canonical())
    }
}

/// The last word of a name in small letters.
fn surname(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or(name).to_lowercase()
}

/// An office in the one form that it is compared in: small letters, "minister of defense" and "defence minister" alike.
pub(crate) fn office_key(office: &str) -> String {
    let mut office = office.to_lowercase().replace("defense", "defence").replace('-', " ");
    for of in ["minister of ", "minister for "] {
        if let Some(field) = office.strip_prefix(of) {
            office = format!("{} minister", field.strip_prefix("the ").unwrap_or(field));
        }
    }
    match office.as_str() {
        "foreign affairs minister" | "external affairs minister" => "foreign minister".to_owned(),
        "premier" => "prime minister".to_owned(),
        _ => office,
    }
}
