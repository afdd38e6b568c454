//! Subtypes that a key word of the name shows: "Ministry" a government, "River" water. The lists are short and of words
//! that say one thing; what a gazetteer says goes before. Words are compared in small letters, without a full stop at
//! their end.
//!
//! They stand here and not in the lexicon because they are a table from words to types of the gazetteers, on which the
//! lexicon does not depend.

use crate::gazetteer::kinds::Subtype;

/// What the key word of an organisation's name says of it; none of words that many kinds share ("centre", "board").
pub(super) fn of_organisation(key: &str) -> Option<Subtype> {
    Some(match key.to_ascii_lowercase().trim_end_matches('.') {
        "ministry" | "department" | "government" | "office" | "treasury" | "secretariat" | "cabinet" => {
            Subtype::Government
        }
        "university" | "college" | "school" | "academy" | "institute" | "polytechnic" => Subtype::University,
        "bank" | "banks" | "banking" => Subtype::Bank,
        "party" => Subtype::Party,
        "court" | "tribunal" => Subtype::Court,
        "army" | "navy" | "forces" | "force" | "brigade" | "guard" | "command" | "corps" => Subtype::Military,
        "parliament" | "senate" | "congress" | "assembly" | "legislature" | "council" => Subtype::Legislature,
        "agency" | "authority" | "commission" | "bureau" | "police" | "service" => Subtype::Agency,
        "club" | "united" | "fc" | "rovers" | "athletic" => Subtype::Team,
        "times" | "post" | "news" | "herald" | "tribune" | "gazette" | "broadcasting" | "radio" | "television" => {
            Subtype::Media
        }
        "association" | "foundation" | "union" | "charity" | "society" | "federation" => Subtype::Ngo,
        "inc" | "ltd" | "corp" | "co" | "plc" | "llc" | "group" | "holdings" | "company" | "airlines" | "airways"
        | "gmbh" | "ag" | "sa" | "limited" | "corporation" | "industries" => Subtype::Company,
        _ => return None,
    })
}

/// What the key word of a place's name says of it; none of words that many kinds share.
pub(super) fn of_place(key: &str) -> Option<Subtype> {
    Some(match key.to_ascii_lowercase().trim_end_matches('.') {
        "river" | "lake" | "sea" | "bay" | "strait" | "gulf" | "ocean" | "canal" | "creek" => Subtype::Water,
        "mount" | "mountain" | "mountains" | "hills" | "valley" => Subtype::Mountain,
        "airport" | "street" | "avenue" | "road" | "bridge" | "stadium" | "port" | "harbour" | "harbor" | "station"
        | "square" | "park" | "dam" => Subtype::Facility,
        "castle" | "cathedral" | "palace" | "tower" | "prison" | "hospital" => Subtype::Building,
        "province" | "region" | "county" | "island" | "islands" | "state" | "peninsula" | "desert" => Subtype::Region,
        "city" | "village" | "town" => Subtype::City,
        "district" | "quarter" | "borough" => Subtype::District,
        _ => return None,
    })
}

/// What the key word of an event's name says of it: [`Subtype::Event`] where it is neither war nor prize.
pub(super) fn of_event(key: &str) -> Subtype {
    match key.to_ascii_lowercase().as_str() {
        "war" | "battle" => Subtype::War,
        "prize" | "award" | "awards" | "medal" => Subtype::Award,
        _ => Subtype::Event,
    }
}
