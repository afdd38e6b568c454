//! One item of Wikidata's JSON dump: what is read of it.
//!
//! ```text
//! {
//!   "id": "Q64",
//!   "labels":    {"en": {"value": "Berlin"}, "mul": …},       other languages are passed over
//!   "aliases":   {"en": [{"value": "Berlin, Germany"}]},
//!   "claims":    {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q515"}}}, "rank": "normal"}],
//!                 "P39": [{…, "qualifiers": {"P580": […start…], "P582": […end…]}}]},
//!   "sitelinks": {"enwiki": …}                                counted only
//! }
//! ```
//!
//! Six properties are read: P31 instance of, P279 subclass of, P39 position held, P27 citizenship, P17 country, P297
//! ISO code. The dump writes an empty object as `[]`, which [`map_or_empty`] takes for one. A statement without a value
//! ("unknown", "no value") says nothing, and deprecated ones are passed over; preferred and normal ones count alike,
//! since a former office is as good as a present one with its days.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::wikidata::Kept;

/// An item, with the properties that matter.
#[derive(Debug, Deserialize)]
pub(super) struct Item {
    /// `Q64`.
    id: String,
    /// What it is called.
    #[serde(default, deserialize_with = "map_or_empty")]
    labels: English<Text>,
    /// What else it is called.
    #[serde(default, deserialize_with = "map_or_empty")]
    aliases: English<Vec<Text>>,
    /// The statements about it.
    #[serde(default, deserialize_with = "map_or_empty")]
    claims: Claims,
    /// The pages about it, by site.
    #[serde(default, deserialize_with = "map_or_empty")]
    sitelinks: BTreeMap<String, Value>,
}

/// What is said in English, or in all languages.
#[derive(Debug, Deserialize)]
struct English<T> {
    /// In English.
    #[serde(default = "none")]
    en: Option<T>,
    /// What Wikidata has where a name is the same in all languages.
    #[serde(default = "none")]
    mul: Option<T>,
}

/// The default of a field, without asking that `T` has one.
fn none<T>() -> Option<T> {
    None
}

impl<T> Default for English<T> {
    fn default() -> Self {
        Self { en: None, mul: None }
    }
}

/// A label or alias.
#[derive(Debug, Deserialize)]
struct Text {
    value: String,
}

/// The statements about an item, by property. A property that it lacks is an empty list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Claims {
    /// What it is.
    #[serde(rename = "P31")]
    instance_of: Vec<Statement>,
    /// Of a class, the classes above it.
    #[serde(rename = "P279")]
    subclass_of: Vec<Statement>,
    /// Offices that a person holds or held.
    #[serde(rename = "P39")]
    office: Vec<Statement>,
    /// The countries of a person.
    #[serde(rename = "P27")]
    citizenship: Vec<Statement>,
    /// The country of anything else.
    #[serde(rename = "P17")]
    country: Vec<Statement>,
    /// Of a country, its ISO 3166-1 alpha-2 code.
    #[serde(rename = "P297")]
    code: Vec<Statement>,
}

/// A statement.
#[derive(Debug, Deserialize)]
struct Statement {
    /// What it says.
    mainsnak: Snak,
    /// `preferred`, `normal` or `deprecated`.
    #[serde(default)]
    rank: String,
    /// Under which conditions, such as days.
    #[serde(default, deserialize_with = "map_or_empty")]
    qualifiers: Qualifiers,
}

/// A value of a property, or that it is unknown.
#[derive(Debug, Deserialize)]
struct Snak {
    /// The value; none of "unknown" and "no value".
    #[serde(default)]
    datavalue: Option<DataValue>,
}

/// A value in whatever form its property has.
#[derive(Debug, Deserialize)]
struct DataValue {
    /// `{"id": …}` of an item, `{"time": …, "precision": …}` of a time, a string of a code.
    value: Value,
}

/// The days of an office.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Qualifiers {
    /// The first.
    #[serde(rename = "P580")]
    start: Vec<Snak>,
    /// The last.
    #[serde(rename = "P582")]
    end: Vec<Snak>,
}

/// Reads an object, which an empty list stands for where it is empty. A list with something in it is empty too.
fn map_or_empty<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    struct MapOrEmpty<T>(PhantomData<T>);
    impl<'de, T: Default + Deserialize<'de>> Visitor<'de> for MapOrEmpty<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or an empty list")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
            while list.next_element::<serde::de::IgnoredAny>()?.is_some() {}
            Ok(T::default())
        }
    }
    from.deserialize_any(MapOrEmpty(PhantomData))
}

impl Snak {
    /// The id of the item that it names; none of values of other kinds.
    fn id(&self) -> Option<&str> {
        self.datavalue.as_ref()?.value.get("id")?.as_str()
    }

    /// A time as a day, a month's or a year's first if no more is known: `2016-09-18`, `2016-09`, `2016`. None of
    /// decades and of years before Christ.
    fn day(&self) -> Option<String> {
        let value = &self.datavalue.as_ref()?.value;
        let precision = value.get("precision")?.as_u64()?;
        let day = value.get("time")?.as_str()?.strip_prefix('+')?.get(..10)?;
        match precision {
            11.. => Some(day.to_owned()),
            10 => day.get(..7).map(str::to_owned),
            9 => day.get(..4).map(str::to_owned),
            _ => None,
        }
    }
}

/// Statements that are not deprecated.
fn current(statements: &[Statement]) -> impl Iterator<Item = &Statement> {
    statements.iter().filter(|statement| statement.rank != "deprecated")
}

/// The ids of the items that statements name.
fn ids(statements: &[Statement]) -> Vec<String> {
    current(statements).filter_map(|statement| statement.mainsnak.id()).map(str::to_owned).collect()
}

impl Item {
    /// Its id, `Q64`.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The classes that it is an instance of.
    pub(super) fn classes(&self) -> Vec<String> {
        ids(&self.claims.instance_of)
    }

    /// The classes that it is a subclass of.
    pub(super) fn superclasses(&self) -> Vec<String> {
        ids(&self.claims.subclass_of)
    }

    /// The pages of Wikipedia and its sisters that are about it.
    pub(super) fn sitelinks(&self) -> u32 {
        u32::try_from(self.sitelinks.len()).unwrap_or(u32::MAX)
    }

    /// The ISO 3166 alpha-2 code, of countries.
    pub(super) fn country_code(&self) -> Option<&str> {
        current(&self.claims.code).find_map(|code| code.mainsnak.datavalue.as_ref()?.value.as_str())
    }

    /// The English label, then the aliases that are no lower-case words, white space folded, each once. Without a label
    /// there are none: an alias alone may be anything.
    pub(super) fn names(&self) -> Vec<String> {
        let label = self.labels.en.as_ref().or(self.labels.mul.as_ref());
        let aliases = self.aliases.en.iter().chain(&self.aliases.mul).flatten();
        let aliases = aliases.filter(|alias| alias.value.contains(char::is_uppercase));
        let mut names: Vec<String> = Vec::new();
        for name in label.into_iter().chain(aliases.filter(|_| label.is_some())) {
            let name = name.value.split_whitespace().collect::<Vec<_>>().join(" ");
            if name.contains(char::is_alphanumeric) && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// What is kept of it until the dump is read, with the names and classes that were worked out of it before.
    pub(super) fn keep(self, names: Vec<String>, classes: Vec<String>) -> Kept {
        let mut country = current(&self.claims.citizenship).chain(current(&self.claims.country));
        let country = country.find_map(|statement| statement.mainsnak.id()).map(str::to_owned);
        let day = |snaks: &[Snak]| snaks.iter().find_map(Snak::day).unwrap_or_default();
        let offices = current(&self.claims.office).filter_map(|statement| {
            let office = statement.mainsnak.id()?.to_owned();
            Some((office, day(&statement.qualifiers.start), day(&statement.qualifiers.end)))
        });
        Kept { names, classes, country, sitelinks: self.sitelinks(), offices: offices.collect(), id: self.id }
    }
}
