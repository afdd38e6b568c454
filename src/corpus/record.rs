//! The record that is kept of an article until the corpus is decided.

use super::facts::{EntityFacts, Facts, MentionFacts, QuoteFacts, RoleFacts};
use super::spill::{Reader, Writer};
use crate::quote::QuoteKind;

/// Writes and reads the record of an article: its [`Facts`] without id, date, publisher and words.
pub(super) struct ArticleRecord;

impl ArticleRecord {
    pub(super) fn write(facts: &Facts) -> Vec<u8> {
        let mut out = Writer::default();
        out.u32(count(&facts.entities));
        for entity in &facts.entities {
            out.u32(entity.id).text(&entity.name).text(&entity.kind);
            for text in [
                &entity.subtype,
                &entity.canonical,
                &entity.link,
                &entity.gender,
                &entity.gender_from,
                &entity.country,
                &entity.latitude,
                &entity.longitude,
            ] {
                optional(&mut out, text.as_deref());
            }
            out.u32(entity.mentions).u32(entity.quotes).u32(count(&entity.forms));
            entity.forms.iter().for_each(|form| {
                out.text(form);
            });
        }
        out.u32(count(&facts.mentions));
        for mention in &facts.mentions {
            out.u32(mention.entity).u32(mention.sentence).u32(mention.start);
        }
        out.u32(count(&facts.roles));
        for role in &facts.roles {
            out.u32(role.entity);
            optional(&mut out, role.role.as_deref());
            optional(&mut out, role.affiliation.as_deref());
        }
        out.u32(count(&facts.quotes));
        for quote in &facts.quotes {
            out.u32(quote.id).u8(quote.kind as u8).u32(quote.start).u32(quote.end);
            out.u32(quote.speaker.unwrap_or(u32::MAX)).text(&quote.content);
        }
        out.0
    }

    pub(super) fn read(record: &[u8]) -> Facts {
        let mut fields = Reader(record);
        let mut facts = Facts::default();
        for _ in 0..fields.u32() {
            let mut entity = EntityFacts {
                id: fields.u32(),
                name: fields.text().to_owned(),
                kind: fields.text().to_owned(),
                ..EntityFacts::default()
            };
            for text in [
                &mut entity.subtype,
                &mut entity.canonical,
                &mut entity.link,
                &mut entity.gender,
                &mut entity.gender_from,
                &mut entity.country,
                &mut entity.latitude,
                &mut entity.longitude,
            ] {
                *text = read_optional(&mut fields);
            }
            entity.mentions = fields.u32();
            entity.quotes = fields.u32();
            entity.forms = (0..fields.u32()).map(|_| fields.text().to_owned()).collect();
            facts.entities.push(entity);
        }
        for _ in 0..fields.u32() {
            let (entity, sentence, start) = (fields.u32(), fields.u32(), fields.u32());
            facts.mentions.push(MentionFacts { entity, sentence, start });
        }
        for _ in 0..fields.u32() {
            let entity = fields.u32();
            let (role, affiliation) = (read_optional(&mut fields), read_optional(&mut fields));
            facts.roles.push(RoleFacts { entity, role, affiliation });
        }
        for _ in 0..fields.u32() {
            let (id, kind, start, end) = (fields.u32(), fields.u8(), fields.u32(), fields.u32());
            let kind = [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect][usize::from(kind)];
            let speaker = Some(fields.u32()).filter(|&speaker| speaker != u32::MAX);
            facts.quotes.push(QuoteFacts { id, kind, start, end, speaker, content: fields.text().to_owned() });
        }
        facts
    }
}

fn count<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).expect("an article has less than 4 G of anything")
}

fn optional(out: &mut Writer, text: Option<&str>) {
    out.u8(u8::from(text.is_some()));
    if let Some(text) = text {
        out.text(text);
    }
}

fn read_optional(fields: &mut Reader<'_>) -> Option<String> {
    (fields.u8() == 1).then(|| fields.text().to_owned())
}
