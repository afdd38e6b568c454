//! Mentions without a name: pronouns for persons, definite nouns for persons in a role and for organisations.
//!
//! Only what has somebody or something to stand for becomes a mention, since each of them must find its entity later:
//!
//! - "he", "her", always; "I", "my" between quotation marks ("I will", but not "World War I").
//! - "we", "our" between quotation marks, where somebody speaks for an organisation in the sentence or near it: "a
//!   spokesman said".
//! - "it", "its" where an organisation or place is the subject so far: "Norbank said it would", "Norway and its
//!   fleet" is none.
//! - "It" at a sentence's start where the sentence before has such a subject and a verb of doing follows: "It closed",
//!   but not "It is cold".
//! - "the minister", "the 24-year-old": a role, where the phrase ends with it. "the minister of trade" and "the
//!   minister, Ana Silva," are none: the name is the mention.
//! - "the company" where an organisation of that kind was named before, at most [`NAMES_BACK`] names back.
//! - "Norway's prime minister": an office with its country and no name behind it.
//!
//! All are found in one walk over the tokens with a class that may refer; each looks at a bounded number of tokens and
//! names around.

use super::{Form, MentionRow, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::{SentenceId, TokenId};
use crate::lexicon::Classes;
use crate::lexicon::en::verb::{self, is_past};
use crate::lexicon::en::{organisation, role, sport};
use crate::segment::{Flags, Sentence, Token, View};

/// What may follow a noun phrase that is complete: after anything else the phrase goes on.
const VERB_OR_FUNCTION: Classes = Classes::SPEECH_VERB
    .or(Classes::BELIEF_VERB)
    .or(Classes::AUXILIARY)
    .or(Classes::MODAL)
    .or(Classes::PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::WH);

/// The pronouns and definite nouns of a sentence. `names` are those of the text, in order; `rows` takes the mentions,
/// behind those of the sentences before, of which the start of the next sentence is read. Rows are not sorted: offices
/// come last.
pub(super) fn find(view: View<'_>, sentence: Sentence<'_>, names: &[MentionRow], rows: &mut Vec<MentionRow>) {
    let person = Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN);
    let refers = person.or(Classes::DETERMINER).or(Classes::FIRST_PERSON).or(Classes::IT_PRONOUN);
    let start = names.partition_point(|name| name.span.start() < sentence.span().start());
    let mut finder = Finder { view, sentence, names, start, subject: None, is_subject_told: false, spoken_for: None };
    for token in sentence.tokens().filter(|token| token.has(refers)) {
        let found = if token.has(person) {
            Some(row(token, token, EntityType::Per, Form::Pronoun, Rule::Pronoun, 0.95))
        } else if is_first_person(token) {
            finder.first_person(token)
        } else if is_we(token) {
            finder.we(token)
        } else if token.has(Classes::IT_PRONOUN) {
            finder.it(token, rows)
        } else if token.is("the") {
            finder.definite(token)
        } else {
            None
        };
        rows.extend(found);
    }
    for name in names[start..].iter().take_while(|name| name.span.end() <= sentence.span().end()) {
        if matches!(name.subtype, Some(Subtype::Nationality | Subtype::Country))
            && let Some((first, last)) = office_after(view, name)
        {
            rows.push(row(first, last, EntityType::Per, Form::Nominal, Rule::OfficeOfCountry, 0.8));
        }
    }
}

/// What is looked for in one sentence, with what was found out about it so far.
struct Finder<'a> {
    view: View<'a>,
    sentence: Sentence<'a>,
    /// The names of the text, in order.
    names: &'a [MentionRow],
    /// The first of them that starts in the sentence or behind it.
    start: usize,
    /// The organisation or place that is the subject so far, whose "it" and "its" are: its type, and where it ends (a
    /// byte).
    subject: Option<(EntityType, u32)>,
    /// Whether the subject was looked for, as it is once there is such a word.
    is_subject_told: bool,
    /// Whether somebody speaks for an organisation here; looked for once there is a "we".
    spoken_for: Option<bool>,
}

impl Finder<'_> {
    /// "I" and "my" of whoever speaks, unless a name holds the word.
    fn first_person(&self, token: Token<'_>) -> Option<MentionRow> {
        let until = self.names.partition_point(|name| name.span.start() <= token.span().start());
        let free = self.names[..until].last().is_none_or(|name| name.span.end() <= token.span().start());
        free.then(|| row(token, token, EntityType::Per, Form::Pronoun, Rule::Pronoun, 0.9))
    }

    /// "we" and "our" of an organisation that somebody speaks for.
    fn we(&mut self, token: Token<'_>) -> Option<MentionRow> {
        let spoken_for = *self.spoken_for.get_or_insert_with(|| is_spoken_for(self.view, self.sentence));
        spoken_for.then(|| row(token, token, EntityType::Org, Form::Pronoun, Rule::Pronoun, 0.8))
    }

    /// "it" and "its" of the organisation or place that is the subject: at the sentence's start that of the sentence
    /// before, which is then the subject of this one; elsewhere that of this one. `rows` are the mentions so far.
    fn it(&mut self, token: Token<'_>, rows: &[MentionRow]) -> Option<MentionRow> {
        if token.starts_sentence() {
            if !goes_on_with_it(token) {
                return None;
            }
            let kind = subject_before(self.view, self.sentence, self.names, rows)?;
            (self.subject, self.is_subject_told) = (Some((kind, token.span().end())), true);
            return Some(row(token, token, kind, Form::Pronoun, Rule::Pronoun, 0.7));
        }
        if !self.is_subject_told {
            self.subject = subject(self.view, self.sentence, &self.names[self.start..]);
            self.is_subject_told = true;
        }
        let (kind, end) = self.subject.filter(|&(_, end)| is_of_subject(self.names, token, end))?;
        debug_assert!(end <= token.span().start());
        Some(row(token, token, kind, Form::Pronoun, Rule::Pronoun, 0.8))
    }

    /// The phrase that "the" starts, if it stands for somebody or something: an age, a role, or an organisation of a
    /// kind that was named before, which at the sentence's start becomes the subject.
    fn definite(&mut self, the: Token<'_>) -> Option<MentionRow> {
        let view = self.view;
        let adjective = adjective(self.names, the);
        let start = adjective.and_then(Token::next).unwrap_or(the);
        let before = adjective.unwrap_or(the);
        if let Some(age) = the.next().filter(|age| is_age(*age) && !goes_on(view, *age)) {
            return Some(row(the, age, EntityType::Per, Form::Nominal, Rule::DefiniteRole, 0.7));
        }
        let ends = |head: &Token<'_>| !goes_on(view, *head) && !(adjective.is_some() && head.has(Classes::OFFICE));
        if let Some(head) = role_head(before).filter(|head| ends(head) && !is_trade(head.text())) {
            return Some(row(start, head, EntityType::Per, Form::Nominal, Rule::DefiniteRole, 0.8));
        }
        let head = organisation_head(before).filter(|head| !goes_on(view, *head))?;
        let until = self.names.partition_point(|name| name.span.start() < the.span().start());
        let fits = |name: &MentionRow| {
            name.kind == EntityType::Org
                && (is_kind_of(head.text(), &view.text()[name.span], name.subtype)
                    || is_called(view.token(name.tokens.0), head.text()))
        };
        if !self.names[..until].iter().rev().take(NAMES_BACK).any(fits) {
            return None;
        }
        if the.starts_sentence() {
            (self.subject, self.is_subject_told) = (Some((EntityType::Org, head.span().end())), true);
        }
        Some(row(start, head, EntityType::Org, Form::Nominal, Rule::DefiniteOrganisation, 0.7))
    }
}

/// The adjective of a people or party between "the" and what it describes, which is a name by itself: "the Danish
/// lender", "the Democratic candidate". The mention is then the noun alone.
fn adjective<'a>(names: &[MentionRow], the: Token<'a>) -> Option<Token<'a>> {
    let word = the.next().filter(|word| word.is_capitalised())?;
    let at = names.partition_point(|name| name.span.start() < word.span().start());
    let describes = |name: &&MentionRow| {
        name.span == word.span()
            && matches!(name.subtype, Some(Subtype::Nationality | Subtype::Ideology | Subtype::Party))
    };
    names.get(at).filter(describes).map(|_| word)
}

/// Whether a word in quotation marks is who speaks there: "I", "my"; not the numeral of "War I" and the mine that coal
/// is in. "I" behind a capitalised word is the speaker only if a verb or function word follows.
fn is_first_person(token: Token<'_>) -> bool {
    if !token.has(Classes::FIRST_PERSON) || !token.flags().has(Flags::QUOTED) {
        return false;
    }
    match token.text() {
        "I" => {
            let numbered = |before: Token<'_>| before.is_capitalised() && before.is_word() && !before.starts_sentence();
            !token.prev().is_some_and(numbered) || token.next().is_some_and(|next| next.has(VERB_OR_FUNCTION))
        }
        "me" | "my" | "My" | "myself" => true,
        "mine" => token.prev().is_some_and(|before| before.has(Classes::AUXILIARY) || before.is("of")),
        _ => false,
    }
}

/// Whether a word in quotation marks is those who speak there: "we", "our". "US" is none of them.
fn is_we(token: Token<'_>) -> bool {
    let (class, quoted) = (token.has(Classes::FIRST_PERSON), token.flags().has(Flags::QUOTED));
    class && quoted && matches!(token.text(), "we" | "We" | "us" | "our" | "Our" | "ours")
}

/// Whether somebody speaks for an organisation in the sentence, in one of two before it, or in the one behind it:
/// "spokesman", "spokeswoman", "statement". Asked once a sentence.
fn is_spoken_for(view: View<'_>, sentence: Sentence<'_>) -> bool {
    let at = sentence.id().index();
    let before = (at.saturating_sub(2)..at).map(|at| view.sentence(SentenceId::new(at)));
    let behind = view.get(sentence.end_token().index()).map(Token::sentence);
    before.chain([sentence]).chain(behind).any(|sentence| {
        let mut words = sentence.tokens().map(Token::text);
        words.any(|word| word.as_bytes()[0] == b's' && (word.starts_with("spokes") || word == "statement"))
    })
}

/// "24-year-old": stands for a person as a noun does.
fn is_age(token: Token<'_>) -> bool {
    token.flags().has(Flags::HYPHEN) && token.text().ends_with("-year-old")
}

/// Whether "It" or "Its" that starts a sentence goes on about somebody: "It is" and "It was" may be the weather's, "It
/// said", "It closed" and "Its" are not.
fn goes_on_with_it(token: Token<'_>) -> bool {
    let does = |verb: Token<'_>| {
        verb.has(Classes::SPEECH_VERB)
            || verb.is("has")
            || verb.is("had")
            || verb.text().ends_with("ed")
            || is_past(verb.text())
    };
    token.is("its") || token.is("it") && token.next().is_some_and(|verb| does(verb) && !verb.is("was"))
}

/// The type of the organisation or country that is the subject of the sentence before, in the same paragraph: a name,
/// or "The company" or "It" that the sentence started with and that was taken for one.
fn subject_before(
    view: View<'_>,
    sentence: Sentence<'_>,
    names: &[MentionRow],
    rows: &[MentionRow],
) -> Option<EntityType> {
    let before = view.sentence(SentenceId::new(sentence.id().index().checked_sub(1)?));
    if before.paragraph().id() != sentence.paragraph().id() {
        return None;
    }
    let start = names.partition_point(|name| name.span.start() < before.span().start());
    let named = subject(view, before, &names[start..]).map(|(kind, _)| kind);
    // "The company", "It"
    let referred = || {
        let first = rows.iter().rev().take_while(|row| row.span.start() >= before.span().start()).last()?;
        (view.token(first.tokens.0).starts_sentence() && first.kind != EntityType::Per).then_some(first.kind)
    };
    named.or_else(referred)
}

/// Where the dash behind the place line that starts a text ends: "OSLO, May 3 (Agency) -". Only of the first two
/// sentences, since the line's full stops may end one.
fn place_line(view: View<'_>, sentence: Sentence<'_>) -> Option<u32> {
    let dash = |token: &Token<'_>| matches!(token.text(), "-" | "–" | "—" | "--");
    let line = sentence.id().index() < 2 && view.token(sentence.first_token()).flags().has(Flags::CAPITALS);
    line.then(|| sentence.tokens().take(PLACE_LINE).find(dash)).flatten().map(|dash| dash.span().end())
}

/// Whether the words in front of a name up to the start of its sentence (or to the byte `from`) only describe it:
/// "Dutch lender Norbank". Verbs, function words, marks and possessives are more than that.
fn starts(first: Token<'_>, from: u32) -> bool {
    let mut token = first;
    for _ in 0..DESCRIBED {
        if token.starts_sentence() || token.prev().is_some_and(|before| before.span().end() == from) {
            return true;
        }
        let Some(before) = token.prev() else { return false };
        if !before.is_word() || before.is_possessive() || before.has(VERB_OR_FUNCTION) {
            return false;
        }
        token = before;
    }
    false
}

/// No more words describe a name in front of it, and no more names stand before a subject.
const DESCRIBED: usize = 5;
/// No place line has more tokens.
const PLACE_LINE: usize = 14;

/// The type of the organisation or place that starts the sentence as its subject, and where its name ends (a byte). A
/// verb must follow, at once or behind a clause ("Norbank, which …, said"): "Norbank's head said" and "the Norbank head
/// said" have another subject. Adjectives of peoples before it are passed over, and so is a place line.
fn subject(view: View<'_>, sentence: Sentence<'_>, names: &[MentionRow]) -> Option<(EntityType, u32)> {
    let from = place_line(view, sentence).unwrap_or_default();
    let describes = |name: &MentionRow| name.subtype == Some(Subtype::Nationality) && name.kind == EntityType::Misc;
    let name = names.iter().take(DESCRIBED).find(|name| name.span.start() >= from && !describes(name))?;
    if name.span.end() > sentence.span().end() {
        return None;
    }
    let kind = matches!(name.kind, EntityType::Org | EntityType::Loc);
    // "Norbank's head" and "the Norbank head" are not Norbank.
    let rules = |next: Token<'_>| {
        let clause =
            || next.text() == "," && next.next().is_some_and(|next| next.is("which") || next.text().ends_with("ed"));
        next.has(Classes::SPEECH_VERB.or(Classes::AUXILIARY).or(Classes::MODAL)) || is_verb(next) || clause()
    };
    let verb = || view.get(name.tokens.1.index()).is_some_and(rules);
    (kind && verb() && starts(view.token(name.tokens.0), from)).then_some((name.kind, name.span.end()))
}

/// Whether "it" or "its" is the subject's: no other organisation or place stands between, and "it" follows what the
/// subject says. "Norbank said it would" yes, "Norbank denied it" no, "Norbank said Weber had sold its shares" no.
fn is_of_subject(names: &[MentionRow], token: Token<'_>, end: u32) -> bool {
    let between = names.partition_point(|name| name.span.start() < end)
        ..names.partition_point(|name| name.span.start() < token.span().start());
    if end > token.span().start() || !names[between].iter().all(|name| name.kind == EntityType::Per) {
        return false;
    }
    let said = |before: Token<'_>| {
        before.has(Classes::SPEECH_VERB)
            || before.is("that") && before.prev().is_some_and(|verb| verb.has(Classes::SPEECH_VERB))
    };
    // "denied it" is what was said; "said it would" is who says it.
    let acts = |next: Token<'_>| {
        next.has(Classes::AUXILIARY.or(Classes::MODAL)) || !next.has(Classes::SPEECH_VERB) && is_verb(next)
    };
    token.is("its") || token.is("it") && token.prev().is_some_and(said) && token.next().is_some_and(acts)
}

/// The first and last word of the office that follows a country or people, where no name follows it: "Norway's prime
/// minister", "the French president". Behind "former", "next" and the like it is not the holder of today, and none is
/// found.
fn office_after<'a>(view: View<'a>, name: &MentionRow) -> Option<(Token<'a>, Token<'a>)> {
    let last = view.token(TokenId::new(name.tokens.1.index() - 1));
    let mut before = last;
    if let Some(next) = last.next().filter(|next| next.is_possessive()) {
        before = next;
    } else if name.subtype == Some(Subtype::Country) && !last.flags().has(Flags::CAPITALS) {
        return None;
    }
    let head = role_head(before).filter(|head| head.has(Classes::OFFICE) && !is_part(view, *head))?;
    let first = before.next()?;
    // Whose office it was, or will be, is another question.
    (!role::OF_OTHER_TIMES.iter().any(|word| first.is(word))).then_some((first, head))
}

/// Whether an office stands before its holder's name or is part of another role: "the French president Ada Roux", "the
/// French president's aide".
fn is_part(view: View<'_>, head: Token<'_>) -> bool {
    let name = |token: Token<'_>| token.is_capitalised() && token.is_word();
    let Some(next) = head.next() else { return false };
    match next.text() {
        "of" | "for" | "at" | "'s" | "’s" | "-" => true,
        "," => view.get(next.id().index() + 1).is_some_and(name),
        _ => name(next) || next.has(Classes::ROLE.or(Classes::OFFICE)),
    }
}

/// So many names back, an organisation is looked for that a definite noun may stand for: about a page of an agency's
/// text.
pub(crate) const NAMES_BACK: usize = 40;

/// Whether "the `noun`" may stand for an organisation of that name: by its last word ("the board" for "Lund Harbour
/// Board"), or by its subtype.
///
/// A name without a subtype may be a company, and by its ending a bank or a team. "airline", which no name ends with,
/// wants a known company.
pub(crate) fn is_kind_of(noun: &str, name: &str, subtype: Option<Subtype>) -> bool {
    let last = name.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    last.eq_ignore_ascii_case(noun)
        || match noun {
            _ if organisation::COMPANY_NOUNS.binary_search(&noun).is_ok() => {
                matches!(subtype, None | Some(Subtype::Company))
            }
            "airline" => subtype == Some(Subtype::Company),
            "bank" | "lender" => subtype == Some(Subtype::Bank) || subtype.is_none() && is_bank(last),
            "agency" | "authority" | "regulator" | "watchdog" => subtype == Some(Subtype::Agency),
            "club" | "team" | "side" => subtype == Some(Subtype::Team) || subtype.is_none() && is_team(last),
            "union" => matches!(subtype, None | Some(Subtype::Ngo)) && has_word(name, "union"),
            "party" => subtype == Some(Subtype::Party),
            "university" | "college" => subtype == Some(Subtype::University),
            "newspaper" | "broadcaster" | "daily" => subtype == Some(Subtype::Media),
            "court" => subtype == Some(Subtype::Court),
            "charity" => subtype == Some(Subtype::Ngo),
            _ => false,
        }
}

/// Whether a noun for organisations stands right before a name: "the brewer Norbo", so that "the brewer" later is
/// Norbo.
pub(crate) fn is_called(first: Token<'_>, noun: &str) -> bool {
    first.prev().is_some_and(|before| before.text() == noun)
}

/// Whether a noun for persons in a trade stands rather for a firm, behind "the": "the brewer", "the lender".
fn is_trade(noun: &str) -> bool {
    noun == "lender" || is_kind_of(noun, "", Some(Subtype::Company))
}

/// Whether what stands before an organisation's name says that a noun is another's: "told Norbank", "the union Norbond"
/// and "the group".
pub(crate) fn is_other(first: Token<'_>, noun: &str) -> bool {
    let before = first.prev().map_or("", Token::text);
    before == "told" || organisation::OTHER_KINDS.contains(&before) && before != noun
}

/// Whether a word is one that names of clubs end with: "Norwood Rovers".
fn is_team(last: &str) -> bool {
    sport::CLUBS.contains(&last)
}

/// Whether a name has a word, whatever its case: "Union of Ferrymen".
fn has_word(name: &str, word: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|part| part.eq_ignore_ascii_case(word))
}

/// Whether a word ends like a bank's name: "Norbank".
fn is_bank(name: &str) -> bool {
    name.len() > 4 && name.as_bytes()[name.len() - 4..].eq_ignore_ascii_case(b"bank")
}

/// The role noun of what follows "the" or a possessive: modifiers may stand before it, four words at most. "the deputy
/// prime minister" gives "minister", "the old bridge" nothing.
fn role_head(before: Token<'_>) -> Option<Token<'_>> {
    let is_role = |token: Token<'_>| token.has(Classes::ROLE.or(Classes::OFFICE)) && !token.has(Classes::ROLE_PLURAL);
    let mut token = before.next()?;
    for _ in 0..4 {
        let next = token.next();
        // "the deputy prime minister"
        let compound = next
            .is_some_and(|next| is_role(next) || next.has(Classes::ROLE_MODIFIER) && next.next().is_some_and(is_role));
        if is_role(token) && !compound {
            return Some(token);
        }
        let modifies =
            is_role(token) || token.has(Classes::ROLE_MODIFIER.or(Classes::COMMON)) && !token.is_capitalised();
        if !modifies {
            return None;
        }
        token = next?;
    }
    None
}

/// The noun of "the company": right after the article, or behind a word that only describes it: "the troubled bank".
fn organisation_head(determiner: Token<'_>) -> Option<Token<'_>> {
    let noun = |token: &Token<'_>| !token.is_capitalised() && token.flags().has(Flags::LETTER);
    let first = determiner.next().filter(noun)?;
    let describes = first.text().ends_with("ed") || organisation::DESCRIBING.iter().any(|word| first.is(word));
    if describes { first.next().filter(noun).or(Some(first)) } else { Some(first) }
}

/// Whether the phrase goes on to a name, an affiliation or a further noun: then it is not the person by itself. "the
/// minister of", "the minister, Ana", "the company car" go on; "the minister said", "the minister's", "the minister in"
/// do not.
fn goes_on(view: View<'_>, head: Token<'_>) -> bool {
    let Some(next) = head.next() else { return false };
    let apposed = || view.get(next.id().index() + 1).is_some_and(|token| token.is_capitalised() && token.is_word());
    match next.text() {
        "of" | "for" | "at" => true,
        "'s" | "’s" => false,
        "," => apposed(),
        _ => next.is_word() && !next.has(VERB_OR_FUNCTION) && !is_verb(next),
    }
}

/// Whether a word behind a noun is its verb: "the company employs 900 people", "the senator flew". By its ending, the
/// irregular pasts, an adverb; a word in -s only if an object or preposition follows, since it may be a plural.
fn is_verb(word: Token<'_>) -> bool {
    let text = word.text();
    if word.is_capitalised() || word.has(Classes::ROLE_PLURAL) {
        return false;
    }
    let object = Classes::DETERMINER.or(Classes::NUMBER).or(Classes::PREPOSITION).or(Classes::IT_PRONOUN);
    let governs = |next: Token<'_>| next.has(object) || next.flags().has(Flags::DIGIT) || next.is("to");
    text.ends_with("ed")
        || is_past(text)
        || verb::ADVERBS.iter().any(|adverb| word.is(adverb))
        || (text.ends_with('s') || verb::WITHOUT_ENDING.contains(&text)) && word.next().is_some_and(governs)
}

/// A mention from the token `first` to `last`.
fn row(first: Token<'_>, last: Token<'_>, kind: EntityType, form: Form, rule: Rule, confidence: f32) -> MentionRow {
    MentionRow { form, ..MentionRow::name(first, last, kind, rule, confidence) }
}
