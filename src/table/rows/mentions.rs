//! `mentions`: where the text names, or refers to, someone or something.

use super::{Rows, probability};
use crate::entity::{Form, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::table::column::table;

table! {
    /// A row for each place where the text names, or refers to, a person, organisation, place or other entity.
    Mentions, MentionRow<'a>, key(article_id, mention_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the number of the mention in the article, from 0
        mention_id: u32,
        /// the sentence that it is of
        sentence_id: u32 => Sentences,
        /// the entity that it stands for; missing for a pronoun that nothing resolves
        entity_id: Option<u32> => Entities,
        /// its first code point in `articles.text`
        start: u32,
        /// the code point after its last
        end: u32,
        /// the mention, without title, article and possessive ending
        text: &'a str,
        /// `PER`, `ORG`, `LOC` or `MISC`, as CoNLL-2003 defines them
        r#type: EntityType,
        /// what refines the type: `country`, `party`, `nationality` …
        subtype: Option<Subtype>,
        /// `name`, `nominal` or `pronoun`
        form: Form,
        /// a stable outside id, such as `wikidata:Q159`
        link: Option<&'a str>,
        /// the rule or model that decided the row
        rule: Rule,
        /// the probability that the row is right
        confidence: f64,
    }
}

impl Rows<'_> {
    /// The rows of the mentions.
    pub fn mentions(&self) -> impl Iterator<Item = MentionRow<'_>> {
        self.sure_mentions().map(|mention| {
            let (start, end) = self.points_of(mention.span());
            MentionRow {
                article_id: self.id(),
                mention_id: mention.id().get(),
                sentence_id: mention.sentence().get(),
                entity_id: self.document.chains.entity_of(mention.id()).map(|entity| entity.id().get()),
                start,
                end,
                text: &self.text[mention.span()],
                r#type: mention.kind(),
                subtype: mention.subtype(),
                form: mention.form(),
                link: mention.link(),
                rule: mention.rule(),
                confidence: probability(mention.confidence()),
            }
        })
    }
}
