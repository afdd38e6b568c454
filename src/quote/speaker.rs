//! Speakers: the entity that a source stands for.

use crate::coref::Chains;
use crate::entity::Mentions;
use crate::id::EntityId;
use crate::span::Span;

/// The entity of the head mention in `source`.
pub(super) fn entity(source: Span, mentions: &Mentions, chains: &Chains) -> Option<EntityId> {
    mentions.within(source).filter_map(|mention| chains.entity_of(mention.id())).next().map(|entity| entity.id())
}
