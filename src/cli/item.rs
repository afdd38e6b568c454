//! One item of Wikidata's JSON dump: what is read of it.

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
    id: String,
    #[serde(default, deserialize_with = "map_or_empty")]
    labels: English<Text>,
    #[serde(default, deserialize_with = "map_or_empty")]
    aliases: English<Vec<Text>>,
    #[serde(default, deserialize_with = "map_or_empty")]
    claims: Claims,
    #[serde(default, deserialize_with = "map_or_empty")]
    sitelinks: BTreeMap<String, Value>,
}

#[derive(Debug, Deserialize)]
struct English<T> {
    #[serde(default = "none")]
    en: Option<T>,
    /// What Wikidata has where a name is the same in all languages.
    #[serde(default = "none")]
    mul: Option<T>,
}

fn none<T>() -> Option<T> {
    None
}

impl<T> Default for English<T> {
    fn default() -> Self {
        Self { en: None, mul: None }
    }
}

#[derive(Debug, Deserialize)]
struct Text {
    value: String,
}

/// Instance of, subclass of, office held, citizenship, country, country code.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Claims {
    #[serde(rename = "P31")]
    instance_of: Vec<Statement>,
    #[serde(rename = "P279")]
    subclass_of: Vec<Statement>,
    #[serde(rename = "P39")]
    office: Vec<Statement>,
    #[serde(rename = "P27")]
    citizenship: Vec<Statement>,
    #[serde(rename = "P17")]
    country: Vec<Statement>,
    #[serde(rename = "P297")]
    code: Vec<Statement>,
}

#[derive(Debug, Deserialize)]
struct Statement {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
    #[serde(default, deserialize_with = "map_or_empty")]
    qualifiers: Qualifiers,
}

#[derive(Debug, Deserialize)]
struct Snak {
    #[serde(default)]
    datavalue: Option<DataValue>,
}

#[derive(Debug, Deserialize)]
struct DataValue {
    value: Value,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Qualifiers {
    #[serde(rename = "P580")]
    start: Vec<Snak>,
    #[serde(rename = "P582")]
    end: Vec<Snak>,
}

/// Reads an object, which an empty list stands for where it is empty.
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
    fn id(&self) -> Option<&str> {
        self.datavalue.as_ref()?.value.get("id")?.as_str()
    }

    /// A time as a day, a month's or a year's first if no more is known.
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

fn current(statements: &[Statement]) -> impl Iterator<Item = &Statement> {
    statements.iter().filter(|statement| statement.rank != "deprecated")
}

fn ids(statements: &[Statement]) -> Vec<String> {
    current(statements).filter_map(|statement| statement.mainsnak.id()).map(str::to_owned).collect()
}

impl Item {
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

    /// The English label, then the aliases that are no lower-case words.
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

    /// What is kept of it until the dump is read.
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
