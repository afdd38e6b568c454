//! Types and subtypes of entities.
//!
//! This file stands alone: the build script compiles it too.

macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name that tables and gazetteers hold.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The value of that name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
            }
        }
    };
}

kinds! {
    /// The type of an entity, as CoNLL-2003 defines them.
    EntityType {
        /// A person.
        Per "PER",
        /// An organisation.
        Org "ORG",
        /// A place.
        Loc "LOC",
        /// Anything else that has a name: nationalities, events, works …
        Misc "MISC",
    }
}

kinds! {
    /// What refines an [`EntityType`].
    #[non_exhaustive]
    Subtype {
        /// A country or territory.
        Country "country",
        /// A city, town or village.
        City "city",
        /// A state, province or other region.
        Region "region",
        /// A continent or a part of the world.
        Continent "continent",
        /// A sea, lake, river or strait.
        Water "water",
        /// A mountain or range.
        Mountain "mountain",
        /// A part of a city.
        District "district",
        /// A building or monument.
        Building "building",
        /// An airport, port, street, bridge or stadium.
        Facility "facility",
        /// A political party.
        Party "party",
        /// A company.
        Company "company",
        /// A newspaper, broadcaster or news agency.
        Media "media",
        /// A government, ministry or seat of government.
        Government "government",
        /// A parliament or chamber.
        Legislature "legislature",
        /// A court.
        Court "court",
        /// An army, navy or other armed service.
        Military "military",
        /// A public agency.
        Agency "agency",
        /// A university, college or school.
        University "university",
        /// A sports team or club.
        Team "team",
        /// A bank.
        Bank "bank",
        /// An international organisation.
        Igo "igo",
        /// A non-governmental organisation.
        Ngo "ngo",
        /// An armed group.
        ArmedGroup "armed_group",
        /// The people of a country or its adjective.
        Nationality "nationality",
        /// A religion or its adherents.
        Religion "religion",
        /// A language.
        Language "language",
        /// An event.
        Event "event",
        /// A war or battle.
        War "war",
        /// A law, treaty or agreement.
        Law "law",
        /// A prize or honour.
        Award "award",
        /// A book, film or other work.
        Work "work",
        /// An ideology or its followers.
        Ideology "ideology",
        /// A product.
        Product "product",
        /// A head of state or government.
        HeadOfState "head_of_state",
        /// A politician.
        Politician "politician",
    }
}
