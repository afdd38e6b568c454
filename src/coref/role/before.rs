//! Roles in front of a name.
//!
//! [`Reader::before`] takes a name's honorifics and comma off, and [`Reader::ending`] reads the noun phrase that ends
//! there from right to left: the noun, what modifies it, then an owner or affiliation in front.
//!
//! ```text
//! former  Norbank  chief  executive  Bo Lund        lead "former", affiliation "Norbank", role "chief executive"
//! ^lead   ^affil.  ^role                            tense: former
//!
//! the  bank's  governor,  Ana Silva,                role "governor"; the owner has no name
//! met  minister  Silva                              role "minister": no article opens it, "met" may be a verb
//! ```
//!
//! A comma before the name counts only if one closes it too, or the clause ends: "the coroner, Ana Silva, said". Two
//! roles that "and" joins are one ("founder and director"), unless affiliation or tense tell them apart.

use super::affiliation::is_adjective;
use super::{
    FUNCTION, HEAD, MODIFIERS, NAME, Phrase, Reader, Rule, ends_phrase, is_abbreviated, is_head, is_modifier,
    is_plural, tense,
};
use crate::entity::Mention;
use crate::gazetteer::kinds::EntityType;
use crate::lexicon::Classes;
use crate::segment::{Flags, Token};

/// No more honorifics stand before a name.
const HONORIFICS: usize = 4;

/// A phrase in front of a name, and where it starts, so that what stands before it can be read next.
struct FrontPhrase {
    /// What was read.
    phrase: Phrase,
    /// The first token of the role.
    role: usize,
    /// The first of all its words.
    first: usize,
}

/// Whether a word is "Press" of "Press Secretary", which is a surname elsewhere and would end the phrase.
fn is_press(token: Token<'_>) -> bool {
    token.text() == "Press"
}

impl<'a> Reader<'a> {
    /// "Russia's Foreign Minister Sergei Lavrov", "senior Putin aide Yuri Ushakov", "the bank's governor, Ana Silva,",
    /// "party chair Rep. Ana Silva", "party founder and former minister Ana Silva".
    ///
    /// At most three phrases, in text order but for an abbreviated title ("Rep."), which comes first; none where no
    /// role's noun stands there.
    ///
    /// A comma before the name is taken off with the honorific in front of it: "the coroner, Dr Ana Silva,".
    pub(super) fn before(self, mention: Mention<'_>) -> Vec<Phrase> {
        let mut found = Vec::new();
        let mut end = mention.tokens().0.index();
        let mut rule = Rule::Before;
        let parted = self.view.token(mention.tokens().0).flags().has(Flags::PARTED);
        let last = end.checked_sub(1).filter(|_| !parted).and_then(|index| self.at(index, mention));
        let Some(mut last) = last else { return found };
        // "the coroner, Dr Ana Silva,"
        if last.has(Classes::HONORIFIC)
            && !last.has(HEAD)
            && let Some(comma) = last.prev().filter(|comma| comma.text() == ",")
        {
            end -= 1;
            last = comma;
        }
        if last.text() == "," {
            rule = Rule::BeforeComma;
            end -= 1;
            let after = self.view.get(mention.tokens().1.index());
            let closed = after.is_none_or(|token| {
                matches!(token.text(), "," | "." | ";" | ":" | "-" | "–" | "—") || token.has(FUNCTION)
            });
            match last.prev().filter(|noun| closed && !is_plural(*noun)) {
                Some(noun) => last = noun,
                None => return found,
            }
        }
        for _ in 0..HONORIFICS {
            if !last.has(Classes::HONORIFIC) || last.has(HEAD) {
                break;
            }
            end -= 1;
            match last.prev() {
                Some(token) => last = token,
                None => return found,
            }
        }
        let title = last.prev().filter(|noun| {
            is_abbreviated(last) && last.has(Classes::OFFICE) && !is_abbreviated(*noun) && noun.has(HEAD)
        });
        if title.is_some() {
            let span = last.span();
            found.push(Phrase { role: Some(span), plural: is_plural(last), ..Phrase::new(span, rule) });
            end -= 1;
        }
        if let Some(near) = self.ending(end, mention, rule) {
            found.extend(self.before_rank(&near, mention));
            self.with_first(&near, mention, &mut found);
        }
        found
    }

    /// The role in front of a rank: "army spokesman, Colonel Ana Silva,".
    ///
    /// The rank alone ("Colonel") is then a second role. The comma must follow a singular noun, and a comma must close
    /// the name, so that a list of ranks and names ("Major Ana Silva, Colonel Bo Lund and") is no apposition.
    fn before_rank(self, near: &FrontPhrase, mention: Mention<'_>) -> Option<Phrase> {
        let comma = near.first.checked_sub(1).and_then(|index| self.at(index, mention))?;
        let rank = self.at(near.role, mention).is_some_and(|token| token.has(Classes::RANK));
        let closed = self.view.get(mention.tokens().1.index()).is_some_and(|token| token.text() == ",");
        if !rank || !closed || comma.text() != "," || comma.prev().is_none_or(is_plural) {
            return None;
        }
        self.ending(comma.id().index(), mention, Rule::BeforeComma).map(|found| found.phrase)
    }

    /// Adds a phrase with the one that "and" joins to it: one role if nothing tells them apart. "the president and
    /// former minister Silva" are two persons: only a noun without an article goes on to the name.
    fn with_first(self, near: &FrontPhrase, mention: Mention<'_>, found: &mut Vec<Phrase>) {
        let first = || {
            let and = near.first.checked_sub(1)?;
            self.at(and, mention).filter(|token| token.is("and"))?;
            let head = self.at(and.checked_sub(1)?, mention)?;
            // "the president and former minister Silva" are two people: only a noun without an article goes on to the
            // name.
            let noun = is_head(head) && !head.is_capitalised() && !head.has(Classes::ROLE_PLURAL);
            let first = self.ending(and, mention, near.phrase.rule).filter(|_| noun)?;
            let owned = |index: usize| {
                index.checked_sub(1).and_then(|before| self.at(before, mention)).is_some_and(|token| {
                    token.has(Classes::DETERMINER.or(Classes::THIRD_PERSON).or(Classes::FIRST_PERSON))
                        || token.is_possessive()
                })
            };
            (!owned(first.role) && !owned(first.first)).then_some(first.phrase)
        };
        match first() {
            Some(first) => {
                let role = |phrase: &Phrase| phrase.role.map(|span| tense(&self.view.text()[span], false));
                let alike = first.affiliation.is_none()
                    && near.phrase.affiliation.is_none()
                    && role(&first) == role(&near.phrase);
                if alike {
                    let span = first.span.cover(near.phrase.span);
                    found.push(Phrase { role: Some(span), span, ..near.phrase });
                } else {
                    found.extend([first, near.phrase]);
                }
            }
            None => found.push(near.phrase),
        }
    }

    /// The phrase whose last token is before `end`; none if that is no role's noun, nor one with "of" behind it.
    ///
    /// Steps, from right to left:
    ///
    /// 1. The last word must be a role's noun, or have "of" and one in front ([`head_of`](Self::head_of)): "Secretary
    ///    of State".
    /// 2. What [modifies](Self::past_modifiers) it and what "and" [joins](Self::past_joined) is taken in.
    /// 3. A name right in front, with or without possessive, is the affiliation: "Norbank chairman", "Russia's Foreign
    ///    Minister". A place between an organisation and the noun belongs to the role: "Reuters' Moscow bureau chief"
    ///    is `Moscow bureau chief` at Reuters.
    /// 4. Where neither an affiliation nor a word that opens a phrase (an article, a preposition, a mark) stands in
    ///    front, plain words go out again, since one of them may be a verb.
    fn ending(self, end: usize, mention: Mention<'_>, rule: Rule) -> Option<FrontPhrase> {
        let last = self.at(end.checked_sub(1)?, mention)?;
        if let Some(found) = self.office_of(end, mention, rule) {
            return Some(found);
        }
        let plural = is_plural(last);
        let mut start = if is_head(last) || plural { end - 1 } else { self.head_of(end, rule, mention)? };
        let proper = start;
        let title = self.at(start, mention).is_some_and(Token::is_capitalised);
        start = self.past_modifiers(start, title, mention);
        start = self.past_joined(start, title && start < proper, mention);
        let boundary = start.checked_sub(1).and_then(|index| self.at(index, mention));
        let possessive = boundary.is_some_and(Token::is_possessive);
        let mut affiliation = if possessive { self.ending_at(start - 1) } else { self.ending_at(start) };
        // "Reuters' Moscow bureau chief": the place is part of the role.
        if let Some(place) = affiliation.filter(|place| place.kind() == EntityType::Loc && !possessive)
            && let Some(mark) = place.tokens().0.index().checked_sub(1)
            && self.at(mark, mention).is_some_and(Token::is_possessive)
            && let Some(owner) = self.ending_at(mark).filter(|owner| owner.kind() == EntityType::Org)
        {
            start = mark + 1;
            affiliation = Some(owner);
        }
        let opens = boundary.is_none_or(|token| {
            token.has(Classes::DETERMINER.or(Classes::PREPOSITION).or(Classes::CONJUNCTION).or(Classes::THIRD_PERSON))
                || !token.is_word()
                || token.is("fellow")
                || token.text().ends_with("-old")
                || possessive
        });
        if affiliation.is_none() && !opens {
            // Without a word that opens the phrase, a common word in front may be a verb: "met minister Silva".
            start = (start..proper)
                .find(|&index| {
                    self.at(index, mention).is_some_and(|token| is_modifier(token) || token.is_capitalised())
                })
                .unwrap_or(proper);
        }
        // "In general, Silva"
        let adverbial = || boundary.is_some_and(|token| token.is("in")) && start + 1 == end;
        if rule == Rule::BeforeComma && affiliation.is_none() && (!opens || adverbial()) {
            return None;
        }
        let role = self.span(start, end);
        let (lead, affiliation, first) = match affiliation {
            Some(near) => {
                let (first, span) = self.adjacent(near);
                let lead = self.lead(first, near, mention);
                (lead.map(Token::span), Some((span, near.id())), lead.map_or(first, |token| token.id().index()))
            }
            None => (None, None, start),
        };
        let phrase = Phrase { lead, role: Some(role), affiliation, plural, ..Phrase::new(self.span(first, end), rule) };
        Some(FrontPhrase { phrase, role: start, first })
    }

    /// Where the words start that modify the noun of a role which starts at `start`; `title`, if that is capitalised.
    /// At most [`MODIFIERS`] words, of which two may be plain ones, three behind "former". A name, a possessive, a
    /// function word or a lost mark ends them.
    ///
    /// - "former unbeaten county heavyweight champion": all four, for "former" is among them.
    /// - "ruled Judge Silva": none, for small words do not modify a title.
    /// - "Appeals Court Judge Silva": none; the court is a name of its own.
    /// - "22-year-old student Silva", "fellow senator Silva": none; these describe the person.
    fn past_modifiers(self, mut start: usize, title: bool, mention: Mention<'_>) -> usize {
        // "former unbeaten county heavyweight champion"
        let after_modifier = |token: Token<'_>| token.prev().is_some_and(|before| before.has(Classes::ROLE_MODIFIER));
        let mut plain = 0;
        for _ in 0..MODIFIERS {
            let Some(token) = start.checked_sub(1).and_then(|index| self.at(index, mention)) else { break };
            let parted = self.at(start, mention).is_some_and(|token| token.flags().has(Flags::PARTED));
            // "ruled Judge Silva": words in lower case do not modify a title.
            let verb = title && !token.is_capitalised() && !is_modifier(token);
            let inside = (is_modifier(token) || token.has(HEAD) || title && is_press(token))
                && !token.has(Classes::ROLE_PLURAL)
                || token.flags().has(Flags::LETTER)
                    && (!token.is_capitalised() || token.has(Classes::COMMON) || !token.has(NAME));
            let is_plain = !token.is_capitalised() && !is_modifier(token) && !token.has(HEAD);
            plain += u32::from(is_plain);
            // "Appeals Court Judge Silva"
            let court = title && token.is("court");
            // "Norvale D C Senator Silva", whose marks are lost.
            let initial = token.span().len() == 1;
            if !inside
                || parted
                || initial
                || token.is_possessive()
                || token.text().ends_with("-old")
                || verb
                || court
                || is_plain && plain > if after_modifier(token) { 3 } else { 2 }
                || token.is("fellow")
                || ends_phrase(token)
                || self.ending_at(start).is_some()
                || token.has(Classes::HONORIFIC) && !token.has(HEAD)
            {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Where a phrase starts that "and" joins to the one that starts at `start`: "Work and Pensions Secretary", "its
    /// most radical and violent leader".
    ///
    /// The first only before a title whose words have capitals, and if no name ends there; the second only between two
    /// adjectives.
    fn past_joined(self, mut start: usize, title: bool, mention: Mention<'_>) -> usize {
        // "Work and Pensions Secretary"
        if title
            && let Some(and) = start.checked_sub(2).and_then(|index| self.at(index + 1, mention))
            && and.is("and")
            && and.prev().is_some_and(|word| {
                word.is_capitalised() && !word.has(HEAD.or(FUNCTION)) && self.ending_at(start - 1).is_none()
            })
        {
            start -= 2;
        }
        // "its most radical and violent leader"
        if let Some(and) = start.checked_sub(2).and_then(|index| self.at(index + 1, mention))
            && and.is("and")
            && [start, start - 2].iter().all(|&index| self.at(index, mention).is_some_and(is_adjective))
        {
            start -= 2;
            if self.at(start - 1, mention).is_some_and(|token| is_modifier(token) || token.is("latest")) {
                start -= 1;
            }
        }
        start
    }

    /// Where the noun of what ends before `end` stands, if "of" is between: "Secretary of State", "Minister of Health",
    /// "its head of operations, Ana Silva,".
    ///
    /// Before a name without a comma an office with a capitalised word behind "of" only; before a comma any role's noun
    /// with a small word: "its head of operations, Ana Silva,".
    fn head_of(self, end: usize, rule: Rule, mention: Mention<'_>) -> Option<usize> {
        let last = self.at(end.checked_sub(1)?, mention)?;
        let of = self.at(end.checked_sub(2)?, mention).filter(|token| token.is("of"))?;
        let office = |head: Token<'_>| head.has(Classes::OFFICE) && last.is_capitalised();
        let field =
            |head: Token<'_>| rule == Rule::BeforeComma && !last.is_capitalised() && is_head(head) && !is_plural(head);
        of.prev().filter(|head| office(*head) || field(*head)).map(|head| head.id().index())
    }

    /// An office in front of a name, with what it is of between: "the CEO of Norbank Ana Silva". "Secretary of State"
    /// is one office.
    ///
    /// Not before a comma, where the "of" phrase may be another's, and not for an unknown place, which is the office's:
    /// "Secretary of State".
    fn office_of(self, end: usize, mention: Mention<'_>, rule: Rule) -> Option<FrontPhrase> {
        let body = self.ending_at(end).filter(|body| matches!(body.kind(), EntityType::Org | EntityType::Loc))?;
        let of = self.at(body.tokens().0.index().checked_sub(1)?, mention).filter(|token| token.is("of"))?;
        let head = of
            .prev()
            .filter(|head| is_head(*head) && !is_plural(*head) && head.sentence().id() == of.sentence().id())?;
        // "Secretary of State" is one office.
        let state = body.identity().canonical.is_none() && body.kind() == EntityType::Loc;
        if rule != Rule::Before || state {
            return None;
        }
        let mut start = head.id().index();
        while let Some(token) = start.checked_sub(1).and_then(|index| self.at(index, mention))
            && (is_modifier(token) || token.has(HEAD))
            && !is_plural(token)
        {
            start -= 1;
        }
        let role = self.span(start, of.id().index());
        let affiliation = Some((body.span(), body.id()));
        let phrase = Phrase { role: Some(role), affiliation, ..Phrase::new(role.cover(body.span()), rule) };
        Some(FrontPhrase { phrase, role: start, first: start })
    }

    /// The word before an affiliation that belongs to the role: "former" in "former Norbank chairman", "leading" in
    /// "the leading Dutch candidate".
    ///
    /// It must be a modifier, an adjective that opens the phrase, or stand between an article and the adjective of a
    /// people.
    fn lead(self, first: usize, near: Mention<'_>, mention: Mention<'_>) -> Option<Token<'a>> {
        let word = self.at(first.checked_sub(1)?, mention)?;
        let plain = || {
            let before = word.prev();
            let adjective = is_adjective(word) && before.is_none_or(|token| !token.is_word() || token.has(FUNCTION));
            let described =
                before.is_some_and(|token| token.has(Classes::DETERMINER)) && near.kind() == EntityType::Misc;
            word.flags().has(Flags::LETTER) && !word.is_capitalised() && !ends_phrase(word) && (adjective || described)
        };
        (word.has(Classes::ROLE_MODIFIER) || plain()).then_some(word)
    }

    /// "The former chief executive of Norbank, Ana Silva,", "Norbank's delegate to Oslo, Ana Silva,": a phrase with its
    /// affiliation last, then the comma and the name. It must start with an article or an owner, or the sentence.
    ///
    /// The place in "chief auditor at the Grain Council in Basel, Ana Silva," is passed over for the council before it.
    /// Persons are an affiliation only behind "for": "a spokesman for Ana Silva, Bo Lund,".
    pub(super) fn apposed(self, mention: Mention<'_>) -> Option<Phrase> {
        let comma = mention.tokens().0.index().checked_sub(1)?;
        self.at(comma, mention).filter(|token| token.text() == ",")?;
        // "a spokesman for Ana Silva, Bo Lund,"
        let for_person =
            |near: &Mention<'_>| self.view.token(near.tokens().0).prev().is_some_and(|token| token.is("for"));
        let mut near = self.ending_at(comma).filter(|near| near.kind() != EntityType::Per || for_person(near))?;
        // "at the Grain Council in Basel,"
        if let Some(place) = near.tokens().0.index().checked_sub(1)
            && near.kind() == EntityType::Loc
            && self.at(place, mention).is_some_and(|token| token.is("in"))
            && let Some(owner) = self.ending_at(place).filter(|owner| owner.kind() == EntityType::Org)
        {
            near = owner;
        }
        let mut index = near.tokens().0.index().checked_sub(1)?;
        index -= usize::from(self.at(index, mention)?.has(Classes::DETERMINER) && index > 0);
        self.at(index, mention).filter(|token| ["of", "at", "for", "to"].iter().any(|word| token.is(word)))?;
        let head = self.at(index.checked_sub(1)?, mention)?;
        if !is_head(head) || head.has(Classes::ROLE_PLURAL) {
            return None;
        }
        let mut start = index - 1;
        while let Some(token) = start.checked_sub(1).and_then(|before| self.at(before, mention))
            && index - start <= MODIFIERS
            && token.flags().has(Flags::LETTER)
            && !ends_phrase(token)
            && (!token.is_capitalised() || token.starts_sentence() && token.has(Classes::ROLE_MODIFIER))
            && !token.is_possessive()
        {
            start -= 1;
        }
        let boundary = start.checked_sub(1).and_then(|before| self.at(before, mention));
        let owner = match boundary.filter(|token| token.is_possessive()) {
            Some(_) => Some(self.ending_at(start - 1)?),
            None => None,
        };
        // "Former chief auditor at the Council, Ana Silva," starts the sentence.
        if owner.is_none() && !boundary.is_none_or(|token| token.has(Classes::DETERMINER)) {
            return None;
        }
        let (role, owner) = (self.span(start, index), owner.unwrap_or(near));
        Some(Phrase {
            role: Some(role),
            affiliation: Some((owner.span(), owner.id())),
            ..Phrase::new(role.cover(owner.span()), Rule::BeforeComma)
        })
    }
}
