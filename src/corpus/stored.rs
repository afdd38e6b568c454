//! The record of an article as bytes, so that a run that is resumed has what it collected.
//!
//! ```text
//! record   = id | date? | publisher? | words | whole | fingerprints | entities | told | counts | quotations
//! id …     = length, bytes          date = year (2), month, day          x? = 0, or 1 and x
//! words    = count, 4 bytes each    fingerprints = count, 8 bytes each
//! entity   = 0 surname, record | 1 thing | 2 thing | 3
//! thing    = key, link?, acronyms
//! quote    = heard (17) | fingerprints | voice? | voices | record
//! ```
//!
//! Numbers have the highest byte first. There is no version in it and no checksum: the journal and `corpus_record` have
//! theirs around it, and a record of another version is never read.

use jiff::civil::Date;

use super::record::{ArticleRecord, EntityRecord, QuoteRecord, ThingRecord, Voice};
use super::spill::{Reader, Writer};
use super::unique::Heard;
use super::words::Word;

impl ArticleRecord {
    /// The record as bytes.
    pub(crate) fn store(&self) -> Vec<u8> {
        let Self { id, date, publisher, words, whole, fingerprints, entities, told, counts, quotes } = self;
        let mut out = Writer::default();
        out.bytes(id.as_bytes());
        out.option(date.as_ref(), |out, date| {
            out.0.extend_from_slice(&date.year().to_be_bytes());
            out.u8(date.month().cast_unsigned()).u8(date.day().cast_unsigned());
        });
        out.option(publisher.as_ref(), |out, name| _ = out.bytes(name.as_bytes()));
        out.u32s(words.iter().map(|word| word.0)).u64(*whole).pairs(fingerprints);
        out.each(entities, |out, entity| match entity {
            EntityRecord::Person { surname, record } => _ = out.u8(0).bytes(surname.as_bytes()).bytes(record),
            EntityRecord::Organisation(thing) => store_thing(out.u8(1), thing),
            EntityRecord::Place(thing) => store_thing(out.u8(2), thing),
            EntityRecord::Other => _ = out.u8(3),
        });
        out.bytes(told).bytes(counts);
        out.each(quotes, |out, quote| {
            let QuoteRecord { heard, fingerprints, speaker, named, record } = quote;
            let Heard { hash, compared, marked, length } = *heard;
            out.u64(hash).u32(compared).u8(marked.into()).u32(length).pairs(fingerprints);
            out.option(speaker.as_ref(), store_voice);
            out.each(named, store_voice);
            out.bytes(record);
        });
        out.0
    }

    /// What [`ArticleRecord::store`] wrote.
    ///
    /// # Panics
    ///
    /// If the bytes are others.
    pub(crate) fn restore(bytes: &[u8]) -> Self {
        let mut fields = Reader(bytes);
        Self {
            id: fields.owned(),
            date: fields.option(|fields| {
                let year = i16::from_be_bytes([fields.u8(), fields.u8()]);
                let (month, day) = (fields.u8().cast_signed(), fields.u8().cast_signed());
                Date::new(year, month, day).expect("a day was written")
            }),
            publisher: fields.option(Reader::owned),
            words: fields.u32s().map(Word).collect(),
            whole: fields.u64(),
            fingerprints: fields.pairs(),
            entities: fields.each(|fields| match fields.u8() {
                0 => EntityRecord::Person { surname: fields.owned(), record: fields.bytes().to_owned() },
                1 => EntityRecord::Organisation(restore_thing(fields)),
                2 => EntityRecord::Place(restore_thing(fields)),
                _ => EntityRecord::Other,
            }),
            told: fields.bytes().to_owned(),
            counts: fields.bytes().to_owned(),
            quotes: fields.each(|fields| QuoteRecord {
                heard: Heard {
                    hash: fields.u64(),
                    compared: fields.u32(),
                    marked: fields.u8() != 0,
                    length: fields.u32(),
                },
                fingerprints: fields.pairs(),
                speaker: fields.option(restore_voice),
                named: fields.each(restore_voice),
                record: fields.bytes().to_owned(),
            }),
        }
    }
}

/// Writes an organisation or place.
fn store_thing(out: &mut Writer, thing: &ThingRecord) {
    let ThingRecord { key, link, acronyms } = thing;
    out.bytes(key.as_bytes());
    out.option(link.as_ref(), |out, link| _ = out.bytes(link.as_bytes()));
    out.each(acronyms, |out, acronym| _ = out.bytes(acronym.as_bytes()));
}

/// Reads one.
fn restore_thing(fields: &mut Reader<'_>) -> ThingRecord {
    ThingRecord { key: fields.owned(), link: fields.option(Reader::owned), acronyms: fields.each(Reader::owned) }
}

/// Writes who says a quotation.
fn store_voice(out: &mut Writer, voice: &Voice) {
    let Voice { entity, name, ends } = *voice;
    out.u32(entity).u32(name);
    out.option(ends.as_ref(), |out, &(first, last)| _ = out.u32(first).u32(last));
}

/// Reads it.
fn restore_voice(fields: &mut Reader<'_>) -> Voice {
    Voice { entity: fields.u32(), name: fields.u32(), ends: fields.option(|fields| (fields.u32(), fields.u32())) }
}

/// What records of articles hold beside the fields of other records.
impl Writer {
    /// A number of eight bytes.
    fn u64(&mut self, number: u64) -> &mut Self {
        self.0.extend_from_slice(&number.to_be_bytes());
        self
    }

    /// Bytes, their count first.
    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.u32(u32::try_from(bytes.len()).expect("an article has less than 4 G of anything"));
        self.0.extend_from_slice(bytes);
        self
    }

    /// Fingerprints, their count first.
    fn pairs(&mut self, pairs: &[[u32; 2]]) {
        self.each(pairs, |out, &[high, low]| _ = out.u32(high).u32(low));
    }

    /// A value, if there is one, behind a byte that says so.
    fn option<T>(&mut self, value: Option<&T>, write: impl FnOnce(&mut Self, &T)) {
        self.u8(value.is_some().into());
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Values, their count first.
    fn each<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.u32(u32::try_from(values.len()).expect("an article has less than 4 G of anything"));
        for value in values {
            write(self, value);
        }
    }
}

impl Reader<'_> {
    /// A number of eight bytes.
    fn u64(&mut self) -> u64 {
        u64::from(self.u32()) << 32 | u64::from(self.u32())
    }

    /// A text with its length before it.
    fn owned(&mut self) -> Box<str> {
        std::str::from_utf8(self.bytes()).expect("a text was written").into()
    }

    /// Fingerprints.
    fn pairs(&mut self) -> Vec<[u32; 2]> {
        self.each(|fields| [fields.u32(), fields.u32()])
    }

    /// A value, if one was written.
    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.u8() != 0).then(|| read(self))
    }

    /// Values in their order.
    fn each<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.u32()).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Pipeline, Rows};

    #[test]
    fn records_come_back_as_they_were() {
        let text = "OSLO, March 3 - “We asked the World Bank (WB),” said Zoë Berg, mayor of Oslo. “It paid,” she said. \
                    Rain fell on Port Elva, and Berg said that the pier “would never again be closed for a day”.";
        for text in [text, "Rain."] {
            let mut article = Article::new("a\0b", text).unwrap().dated(jiff::civil::date(2025, 3, 5));
            article.publisher = Some("Wire".to_owned());
            let record = ArticleRecord::of_rows(&Rows::new(&Pipeline::new().annotate(article)));
            let restored = ArticleRecord::restore(&record.store());
            assert_eq!(format!("{restored:?}"), format!("{record:?}"));
        }
    }
}
