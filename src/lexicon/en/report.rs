//! The verbs and nouns that report, with what may follow each.
//!
//! "Say" takes a clause, "criticise" a noun phrase, "want" an infinitive, "tell" a hearer first. A word's
//! [`Frames`] are what the rules of quotations may read behind it as its content; a verb with no row may report
//! too, if the learned vocabulary has it, and then has every frame of [`Frames::LOOSE`].
//!
//! ```text
//! ("warn", CLAUSE | INF | OBJECT | HEARER | ASIDE | ABOUT | AGAINST | OF)
//! warned the bridge may close · warned drivers to wait · warned of delays · …, he warned
//! ```
//!
//! Rows are lemmas; the forms come by rule ("warns", "warned", "warning") or from [`IRREGULAR`]. Three frames
//! say what is reported rather than how: [`Frames::THINK`], [`Frames::WISH`] and [`Frames::RECORD`] give a
//! quotation its `act`.

use crate::lexicon::bits::bit_set;

/// What may follow a reporting verb as its content, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Frames(u32);

bit_set!(pub(crate) Frames);

impl Frames {
    /// A clause, bare or with "that", and content in front of the verb: "said the bridge is closed", "the
    /// bridge, he said, is closed".
    pub(crate) const CLAUSE: Self = Self(1);
    /// A clause with "that" only: "found that the bridge is closed".
    pub(crate) const THAT: Self = Self(1 << 1);
    /// An infinitive: "wants to close the bridge".
    pub(crate) const INFINITIVE: Self = Self(1 << 2);
    /// A noun phrase: "criticised the closure". What is reported is what the phrase names, not what was said of
    /// it.
    pub(crate) const OBJECT: Self = Self(1 << 3);
    /// A clause with a question word: "asked whether the bridge is closed".
    pub(crate) const QUESTION: Self = Self(1 << 4);
    /// A hearer before the content: "told reporters the bridge is closed". Without the frame the noun phrase
    /// would be taken for the clause's subject.
    pub(crate) const HEARER: Self = Self(1 << 5);
    /// The subject belongs to the content: "seems to be closed".
    pub(crate) const RAISING: Self = Self(1 << 6);
    /// A phrase with the preposition, or the particle, of that name; so are all down to [`Frames::IN`]: "spoke
    /// about the bridge".
    pub(crate) const ABOUT: Self = Self(1 << 7);
    /// "Warned against the closure".
    pub(crate) const AGAINST: Self = Self(1 << 8);
    /// "Described it as a closure".
    pub(crate) const AS: Self = Self(1 << 9);
    /// "Called for a closure".
    pub(crate) const FOR: Self = Self(1 << 10);
    /// "Approved of the closure".
    pub(crate) const OF: Self = Self(1 << 11);
    /// "Insisted on the closure".
    pub(crate) const ON: Self = Self(1 << 12);
    /// "Objected to the closure".
    pub(crate) const TO: Self = Self(1 << 13);
    /// "Agreed with the closure".
    pub(crate) const WITH: Self = Self(1 << 14);
    /// The particle, before a phrase or a clause: "ruled out a closure", "pointed out that".
    pub(crate) const OUT: Self = Self(1 << 15);
    /// "Believes in the closure".
    pub(crate) const IN: Self = Self(1 << 16);
    /// Only quotation marks or a colon: "laughed" reports what stands in marks beside it, and no clause.
    pub(crate) const MARKS: Self = Self(1 << 17);

    /// A participle after "be" keeps its subject as source: "is worried that", where "is told that" has
    /// somebody else for one.
    pub(crate) const STATE: Self = Self(1 << 18);
    /// An adjective, which needs "be": "is sceptical of".
    pub(crate) const ADJECTIVE: Self = Self(1 << 19);
    /// Takes a noun phrase only where evidence speaks: "polls show a close race".
    pub(crate) const EVIDENCE: Self = Self(1 << 21);
    /// May stand beside its content: "…, he said".
    pub(crate) const ASIDE: Self = Self(1 << 20);

    /// Tells what is thought or felt, not said.
    pub(crate) const THINK: Self = Self(1 << 22);
    /// Tells what is wanted or intended; with [`Frames::THINK`] where an infinitive follows: "hopes to win".
    pub(crate) const WISH: Self = Self(1 << 23);
    /// Tells what somebody or something shows to be so.
    pub(crate) const RECORD: Self = Self(1 << 24);

    /// Every frame that a word may have of which no more is known: one that the learned vocabulary has, and no
    /// row. A bare clause and a hearer are asked of known verbs only.
    pub(crate) const LOOSE: Self =
        Self(THAT | INF | OBJECT | QUESTION | ABOUT | AGAINST | AS | FOR | OF | ON | TO | WITH | OUT | IN | MARKS);

    /// The frames of a number that [`Frames::bits`] gave.
    pub(crate) const fn of_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The set as a number.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }
}

/// How a verb is inflected, as far as rules of quotations ask: a gerund opens an aside ("…, adding that"), a
/// participle may be a passive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inflection {
    /// "say": behind a modal or "to", or as the present of several.
    Base,
    /// "says".
    Present,
    /// "said", also as a participle.
    Past,
    /// "spoken": a participle that is no past tense.
    Participle,
    /// "saying".
    Gerund,
    /// No verb: "critical"
    Adjective,
}

/// The frames as numbers, short for the rows. A clause takes "that" and question words as well.
const CLAUSE: u32 = Frames::CLAUSE.0 | Frames::THAT.0 | Frames::QUESTION.0;
const THAT: u32 = Frames::THAT.0;
const INF: u32 = Frames::INFINITIVE.0;
const OBJECT: u32 = Frames::OBJECT.0;
const QUESTION: u32 = Frames::QUESTION.0;
const HEARER: u32 = Frames::HEARER.0;
const RAISING: u32 = Frames::RAISING.0;
const ABOUT: u32 = Frames::ABOUT.0;
const AGAINST: u32 = Frames::AGAINST.0;
const AS: u32 = Frames::AS.0;
const FOR: u32 = Frames::FOR.0;
const OF: u32 = Frames::OF.0;
const ON: u32 = Frames::ON.0;
const TO: u32 = Frames::TO.0;
const WITH: u32 = Frames::WITH.0;
const OUT: u32 = Frames::OUT.0;
const IN: u32 = Frames::IN.0;
const MARKS: u32 = Frames::MARKS.0;
const STATE: u32 = Frames::STATE.0;
/// See [`Frames::ADJECTIVE`].
pub(crate) const ADJECTIVE: u32 = Frames::ADJECTIVE.0;
const EVIDENCE: u32 = Frames::EVIDENCE.0;
const ASIDE: u32 = Frames::ASIDE.0;
const THINK: u32 = Frames::THINK.0;
const WISH: u32 = Frames::WISH.0;
const RECORD: u32 = Frames::RECORD.0;
/// The same word is often a noun, a bit beyond the frames: "comment", "plan".
pub(crate) const NOUN: u32 = 1 << 31;

/// Verbs, and adjectives that report with "be", by lemma, with their frames, sorted.
#[rustfmt::skip]
pub(crate) const VERBS: &[(&str, u32)] = &[
    ("accept", THAT), ("accuse", OBJECT | OF), ("acknowledge", CLAUSE | OBJECT | ASIDE),
    ("adamant", THAT | ADJECTIVE | ABOUT), ("add", CLAUSE | ASIDE | MARKS), ("address", OBJECT | NOUN),
    ("admire", OBJECT | THINK), ("admit", CLAUSE | ASIDE | TO), ("admonish", OBJECT), ("adore", OBJECT | THINK),
    ("advise", CLAUSE | INF | OBJECT | HEARER | ASIDE | MARKS | AGAINST), ("advocate", THAT | OBJECT | FOR | NOUN),
    ("affirm", CLAUSE | ASIDE), ("afraid", THAT | ADJECTIVE | OF | THINK), ("agree", CLAUSE | INF | ON | TO | WITH),
    ("aim", INF | WISH | NOUN), ("alert", HEARER), ("allege", CLAUSE | ASIDE), ("allude", TO),
    ("angry", THAT | ADJECTIVE | ABOUT | THINK), ("announce", CLAUSE | OBJECT | ASIDE | MARKS),
    ("answer", CLAUSE | ASIDE | NOUN), ("anticipate", OBJECT | THINK), ("anxious", ADJECTIVE | ABOUT | THINK | WISH),
    ("apologise", CLAUSE | ASIDE | FOR), ("apologize", CLAUSE | ASIDE | FOR), ("appeal", FOR | TO | NOUN),
    ("appear", RAISING), ("applaud", OBJECT), ("appreciate", THAT | THINK), ("approve", OBJECT | OF | THINK),
    ("argue", CLAUSE | ASIDE | AGAINST | FOR), ("articulate", OBJECT), ("ascertain", THAT),
    ("ask", THAT | INF | OBJECT | QUESTION | HEARER | ASIDE | MARKS | ABOUT | FOR), ("assail", OBJECT),
    ("assert", CLAUSE | OBJECT | ASIDE), ("assess", OBJECT), ("assume", CLAUSE | THINK),
    ("assure", CLAUSE | HEARER | ASIDE | OF), ("attack", OBJECT | NOUN), ("attest", CLAUSE | ASIDE | TO),
    ("attribute", OBJECT), ("aver", CLAUSE | ASIDE), ("avow", CLAUSE | ASIDE),
    ("aware", THAT | ADJECTIVE | OF | THINK), ("back", OBJECT | THINK | NOUN), ("bark", CLAUSE | ASIDE),
    ("bash", OBJECT | NOUN), ("beg", CLAUSE | INF | HEARER | ASIDE), ("begin", ASIDE | MARKS),
    ("believe", CLAUSE | OBJECT | ASIDE | IN | THINK), ("belittle", OBJECT), ("bellow", CLAUSE | ASIDE),
    ("bemoan", CLAUSE | ASIDE), ("berate", OBJECT), ("beseech", INF | HEARER | ASIDE), ("bewail", OBJECT),
    ("blame", OBJECT | NOUN), ("blast", OBJECT), ("blog", CLAUSE | ASIDE | NOUN), ("blurt", ASIDE | OUT | MARKS),
    ("bluster", CLAUSE | ASIDE), ("boast", CLAUSE | ASIDE | ABOUT | OF), ("bother", STATE | THINK),
    ("brag", CLAUSE | ASIDE | ABOUT | OF), ("brand", AS | NOUN), ("brief", HEARER | NOUN),
    ("bullish", ADJECTIVE | ON | THINK), ("calculate", THAT), ("call", OBJECT | MARKS | FOR | ON | OUT | NOUN),
    ("campaign", FOR | NOUN), ("caricature", OBJECT), ("cast", AS | NOUN), ("castigate", OBJECT),
    ("caution", CLAUSE | OBJECT | HEARER | ASIDE | AGAINST), ("certain", THAT | ADJECTIVE | THINK),
    ("certify", CLAUSE), ("challenge", INF | OBJECT | NOUN), ("champion", OBJECT | NOUN),
    ("chant", ASIDE | MARKS | NOUN), ("characterise", OBJECT | AS), ("characterize", OBJECT | AS),
    ("charge", THAT | WITH | NOUN), ("chastise", OBJECT), ("chide", CLAUSE | OBJECT | ASIDE), ("chime", ASIDE | MARKS),
    ("choose", INF | WISH), ("chronicle", OBJECT | NOUN), ("chuckle", CLAUSE | ASIDE), ("cite", OBJECT | AS | NOUN),
    ("claim", CLAUSE | INF | OBJECT | ASIDE | NOUN), ("clamor", FOR), ("clarify", CLAUSE),
    ("clear", CLAUSE | ADJECTIVE | ABOUT), ("command", INF | NOUN), ("comment", CLAUSE | ASIDE | ON | NOUN),
    ("commit", INF | STATE | TO | WISH), ("compare", OBJECT | TO), ("complain", CLAUSE | ASIDE | ABOUT | OF),
    ("concede", CLAUSE | OBJECT | ASIDE), ("conceive", OF | THINK), ("concern", THAT | STATE | ABOUT | THINK),
    ("conclude", CLAUSE | ASIDE), ("concur", CLAUSE | WITH), ("condemn", OBJECT), ("condone", OBJECT),
    ("confess", CLAUSE | ASIDE | TO), ("confide", CLAUSE | ASIDE),
    ("confident", THAT | ADJECTIVE | ABOUT | IN | THINK), ("confirm", CLAUSE | ASIDE), ("congratulate", OBJECT),
    ("conjecture", CLAUSE | THINK), ("consider", THAT | INF | OBJECT | QUESTION | THINK),
    ("contemplate", QUESTION | THINK), ("contend", CLAUSE | ASIDE), ("contest", OBJECT | NOUN),
    ("continue", ASIDE | MARKS), ("contradict", OBJECT), ("convey", THAT | OBJECT),
    ("convince", CLAUSE | INF | HEARER | STATE | OF | THINK), ("counsel", CLAUSE | ASIDE | NOUN),
    ("counter", CLAUSE | ASIDE), ("covet", OBJECT | WISH), ("crack", CLAUSE | ASIDE | NOUN), ("crave", OBJECT | WISH),
    ("credit", OBJECT | NOUN), ("critical", ADJECTIVE | OF | THINK), ("criticise", OBJECT), ("criticize", OBJECT),
    ("crow", CLAUSE), ("cry", CLAUSE | ASIDE | NOUN), ("deadpan", CLAUSE | ASIDE), ("debate", QUESTION | NOUN),
    ("decide", THAT | INF | QUESTION | WISH), ("declare", CLAUSE | OBJECT | ASIDE), ("decline", INF),
    ("decree", THAT | NOUN), ("decry", OBJECT | AS), ("dedicate", STATE | TO | WISH), ("deduce", CLAUSE | THINK),
    ("deem", OBJECT | THINK), ("defend", OBJECT), ("define", AS), ("demand", THAT | INF | OBJECT | MARKS | NOUN),
    ("demonstrate", THAT | RECORD), ("demur", CLAUSE), ("denigrate", OBJECT), ("denounce", OBJECT | AS),
    ("deny", CLAUSE | OBJECT), ("depict", OBJECT | AS), ("deplore", OBJECT), ("deride", OBJECT | AS),
    ("describe", OBJECT | QUESTION | MARKS | AS), ("desire", THAT | INF | WISH | NOUN), ("despair", OF),
    ("detail", OBJECT), ("determine", THAT | INF | QUESTION | STATE | WISH), ("disagree", CLAUSE | ON | WITH),
    ("disappoint", STATE | THINK), ("disapprove", OF | THINK), ("disavow", OBJECT),
    ("disclose", CLAUSE | OBJECT | ASIDE), ("discover", THAT | QUESTION | THINK), ("discuss", QUESTION),
    ("dislike", OBJECT | THINK), ("dismiss", OBJECT | AS), ("dismissive", ADJECTIVE | OF | THINK), ("disown", OBJECT),
    ("disparage", OBJECT), ("dispute", CLAUSE | OBJECT | NOUN), ("divulge", CLAUSE | OBJECT | ASIDE),
    ("document", THAT | RECORD | NOUN), ("doubt", CLAUSE | OBJECT | THINK | NOUN),
    ("doubtful", THAT | ADJECTIVE | THINK), ("downplay", OBJECT), ("dream", THAT | OF | WISH | NOUN),
    ("dub", OBJECT | MARKS), ("dubious", ADJECTIVE | ABOUT | OF | THINK), ("dwell", ON),
    ("eager", INF | ADJECTIVE | WISH), ("echo", OBJECT | NOUN), ("elaborate", CLAUSE | ASIDE | ON),
    ("email", CLAUSE | HEARER | ASIDE | NOUN), ("emphasise", CLAUSE | OBJECT | ASIDE),
    ("emphasize", CLAUSE | OBJECT | ASIDE), ("encourage", INF | OBJECT), ("endorse", OBJECT),
    ("enjoy", OBJECT | THINK), ("enquire", QUESTION | ASIDE), ("ensure", THAT), ("enthuse", CLAUSE | ASIDE),
    ("entreat", INF | HEARER), ("envisage", THAT | OBJECT | THINK), ("envision", THAT | OBJECT | THINK),
    ("establish", THAT | RECORD), ("estimate", CLAUSE | OBJECT | ASIDE | NOUN), ("examine", QUESTION),
    ("exclaim", CLAUSE | ASIDE), ("excoriate", OBJECT), ("exhort", INF | OBJECT | HEARER), ("expand", ON),
    ("expect", THAT | INF | OBJECT | THINK), ("explain", CLAUSE | OBJECT | ASIDE), ("explicit", ADJECTIVE | ABOUT),
    ("explore", QUESTION), ("expound", CLAUSE | ASIDE), ("express", OBJECT | ABOUT), ("extol", OBJECT),
    ("exult", CLAUSE | ASIDE), ("fault", OBJECT | NOUN), ("favor", OBJECT | THINK), ("favour", OBJECT | THINK),
    ("fear", CLAUSE | OBJECT | ASIDE | THINK | NOUN), ("fearful", THAT | ADJECTIVE | OF | THINK),
    ("feel", THAT | QUESTION | ASIDE | ABOUT | THINK), ("find", THAT | OBJECT | QUESTION | EVIDENCE | ASIDE),
    ("finish", ASIDE | MARKS), ("flag", NOUN), ("float", OBJECT | NOUN), ("focus", ON | NOUN), ("forbid", INF),
    ("forecast", CLAUSE | OBJECT | ASIDE | NOUN), ("foresee", CLAUSE | THINK), ("foretell", CLAUSE),
    ("forget", THAT | THINK), ("frame", AS | NOUN), ("fret", ABOUT), ("frustrate", STATE | THINK),
    ("fume", CLAUSE | ASIDE), ("furious", THAT | ADJECTIVE | ABOUT | THINK), ("glad", THAT | ADJECTIVE | THINK),
    ("gloat", CLAUSE | ASIDE | ABOUT), ("go", ASIDE | MARKS), ("grateful", THAT | ADJECTIVE | FOR | THINK),
    ("grin", ASIDE | MARKS), ("gripe", CLAUSE | ASIDE | ABOUT), ("growl", CLAUSE | ASIDE),
    ("grumble", CLAUSE | ASIDE | NOUN), ("guess", CLAUSE | ASIDE | THINK), ("gush", CLAUSE | ASIDE | NOUN),
    ("hail", OBJECT | AS | NOUN), ("hammer", OBJECT | ON | NOUN), ("happy", THAT | ADJECTIVE | THINK), ("harp", ON),
    ("hate", INF | OBJECT | THINK | NOUN), ("hear", THAT | OBJECT | QUESTION | ABOUT | THINK), ("herald", OBJECT),
    ("hesitate", INF | WISH), ("highlight", THAT | OBJECT), ("hint", CLAUSE | ASIDE), ("hold", THAT | THINK),
    ("holler", CLAUSE | ASIDE), ("hope", CLAUSE | INF | ASIDE | FOR | THINK | WISH | NOUN),
    ("hopeful", THAT | ADJECTIVE | THINK), ("howl", CLAUSE | ASIDE), ("hype", OBJECT | NOUN), ("hypothesise", CLAUSE),
    ("hypothesize", CLAUSE), ("identify", OBJECT | AS), ("ignore", OBJECT), ("illustrate", THAT | RECORD),
    ("imagine", CLAUSE | THINK), ("implore", CLAUSE | INF | HEARER | ASIDE), ("imply", CLAUSE | ASIDE),
    ("impugn", OBJECT), ("indicate", CLAUSE | OBJECT | ASIDE), ("infer", CLAUSE | THINK),
    ("inform", CLAUSE | HEARER | ASIDE | OF), ("inquire", QUESTION | ASIDE | ABOUT), ("insinuate", THAT),
    ("insist", CLAUSE | ASIDE | ON), ("instruct", CLAUSE | INF | HEARER), ("insult", OBJECT | NOUN),
    ("intend", INF | WISH), ("interest", STATE | IN | THINK), ("interject", CLAUSE | ASIDE),
    ("interpose", CLAUSE | ASIDE), ("interpret", AS), ("interrupt", ASIDE | MARKS), ("intimate", THAT),
    ("intone", CLAUSE | ASIDE), ("inveigh", AGAINST), ("invite", INF | NOUN), ("invoke", OBJECT),
    ("jest", CLAUSE | ASIDE), ("joke", CLAUSE | ASIDE | MARKS | ABOUT | NOUN), ("justify", OBJECT),
    ("keen", INF | ADJECTIVE | ON | WISH), ("know", THAT | OBJECT | QUESTION | ABOUT | THINK),
    ("label", OBJECT | MARKS | AS | NOUN), ("lambaste", OBJECT), ("lament", CLAUSE | OBJECT | ASIDE),
    ("lampoon", OBJECT), ("lash", OBJECT | OUT), ("laud", OBJECT), ("laugh", CLAUSE | ASIDE | MARKS | NOUN),
    ("lay", OUT), ("learn", THAT | QUESTION | ABOUT | THINK), ("lecture", OBJECT | NOUN), ("lie", ABOUT),
    ("like", INF | THINK | NOUN), ("liken", OBJECT | TO), ("list", OBJECT | NOUN), ("listen", TO),
    ("lobby", FOR | NOUN), ("long", INF | FOR | WISH | NOUN), ("love", INF | OBJECT | THINK | NOUN),
    ("maintain", THAT | QUESTION | ASIDE), ("malign", OBJECT), ("mandate", THAT | OBJECT), ("marvel", CLAUSE | ASIDE),
    ("mean", THAT | THINK | NOUN), ("mention", CLAUSE | OBJECT), ("message", CLAUSE | HEARER | ASIDE | NOUN),
    ("mindful", THAT | ADJECTIVE | OF | THINK), ("minimize", OBJECT), ("moan", CLAUSE | ASIDE | ABOUT),
    ("mock", OBJECT), ("mourn", OBJECT), ("mull", QUESTION | THINK), ("mumble", CLAUSE | ASIDE),
    ("murmur", CLAUSE | ASIDE), ("muse", CLAUSE | ASIDE | ABOUT), ("mutter", CLAUSE | ASIDE),
    ("name", OBJECT | MARKS | NOUN), ("narrate", CLAUSE | ASIDE), ("nervous", ADJECTIVE | ABOUT | THINK),
    ("note", CLAUSE | OBJECT | ASIDE | NOUN), ("notice", THAT | THINK), ("notify", CLAUSE | HEARER | ASIDE),
    ("object", CLAUSE | TO), ("observe", CLAUSE | ASIDE), ("offer", INF | NOUN), ("open", ASIDE | MARKS),
    ("opine", CLAUSE | ASIDE | ON), ("oppose", OBJECT | STATE | TO | THINK), ("opt", INF | FOR | WISH),
    ("optimistic", THAT | ADJECTIVE | ABOUT | THINK), ("order", THAT | INF | OBJECT | NOUN), ("outline", OBJECT),
    ("overstate", OBJECT), ("paint", AS | NOUN), ("pan", OBJECT | NOUN), ("paraphrase", OBJECT),
    ("perceive", AS | THINK), ("persuade", CLAUSE | INF | HEARER), ("pessimistic", ADJECTIVE | ABOUT | THINK),
    ("pillory", OBJECT), ("plan", INF | WISH | NOUN), ("plead", THAT | INF | ASIDE | MARKS | FOR),
    ("pledge", CLAUSE | INF | OBJECT | TO | NOUN), ("point", CLAUSE | OUT | TO | NOUN), ("ponder", QUESTION | THINK),
    ("pooh-pooh", OBJECT), ("portray", OBJECT | AS), ("posit", CLAUSE), ("post", CLAUSE | ASIDE | NOUN),
    ("postulate", CLAUSE), ("praise", OBJECT | NOUN), ("pray", CLAUSE | FOR), ("preach", CLAUSE),
    ("predict", CLAUSE | OBJECT | ASIDE), ("prefer", THAT | INF | OBJECT | WISH), ("press", FOR | ON | NOUN),
    ("presume", CLAUSE | THINK), ("prioritize", OBJECT), ("proclaim", CLAUSE | OBJECT | ASIDE),
    ("project", CLAUSE | NOUN), ("promise", CLAUSE | INF | OBJECT | HEARER | NOUN), ("promote", OBJECT),
    ("pronounce", CLAUSE | OBJECT), ("prophesy", CLAUSE), ("propose", CLAUSE | INF | OBJECT),
    ("protest", CLAUSE | OBJECT | ASIDE | AGAINST | NOUN), ("proud", THAT | INF | ADJECTIVE | OF | THINK),
    ("prove", THAT | RECORD), ("publicize", THAT), ("purport", INF), ("push", FOR | NOUN),
    ("question", OBJECT | QUESTION | NOUN), ("quip", CLAUSE | ASIDE), ("quote", OBJECT), ("rail", OBJECT | AGAINST),
    ("rant", ABOUT), ("rate", OBJECT | AS | NOUN), ("rationalize", CLAUSE), ("rave", ABOUT), ("react", TO),
    ("read", ASIDE | MARKS), ("reaffirm", CLAUSE | OBJECT | ASIDE), ("realise", CLAUSE | THINK),
    ("realize", CLAUSE | THINK), ("reassert", CLAUSE | ASIDE), ("reassure", CLAUSE | HEARER), ("rebuff", OBJECT),
    ("rebuke", OBJECT | NOUN), ("rebut", OBJECT), ("recall", CLAUSE | OBJECT | ASIDE),
    ("recite", CLAUSE | OBJECT | ASIDE), ("reckon", CLAUSE | ASIDE | THINK), ("recognise", THAT | THINK),
    ("recognize", THAT | THINK), ("recommend", THAT | OBJECT), ("record", THAT | RECORD | NOUN),
    ("recount", CLAUSE | OBJECT | ASIDE), ("refer", AS | TO), ("reflect", THAT | ON), ("refuse", INF),
    ("refute", OBJECT), ("regard", AS | THINK), ("regret", THAT | OBJECT | THINK | NOUN),
    ("reiterate", CLAUSE | OBJECT | ASIDE), ("reject", OBJECT), ("rejoin", CLAUSE | ASIDE), ("relate", CLAUSE | ASIDE),
    ("relay", CLAUSE | OBJECT), ("reluctant", INF | ADJECTIVE | WISH), ("remark", CLAUSE | ASIDE | NOUN),
    ("remember", CLAUSE | OBJECT | ASIDE | THINK), ("remind", CLAUSE | HEARER | ASIDE | OF),
    ("reminisce", CLAUSE | ASIDE), ("repeat", CLAUSE | OBJECT | ASIDE), ("reply", CLAUSE | ASIDE | NOUN),
    ("report", CLAUSE | OBJECT | ASIDE | NOUN), ("reprimand", OBJECT), ("repudiate", OBJECT),
    ("request", THAT | INF | OBJECT | NOUN), ("require", THAT | INF), ("resent", OBJECT | THINK),
    ("resolve", THAT | INF | WISH), ("respect", OBJECT | THINK | NOUN), ("respectful", ADJECTIVE | OF | THINK),
    ("respond", CLAUSE | ASIDE | TO), ("restate", THAT | OBJECT), ("retort", CLAUSE | ASIDE),
    ("reveal", CLAUSE | OBJECT | ASIDE), ("ridicule", OBJECT | AS), ("rip", OBJECT | NOUN),
    ("roar", CLAUSE | ASIDE | NOUN), ("rue", OBJECT), ("rule", THAT | ASIDE | MARKS | OUT | NOUN),
    ("savage", OBJECT | NOUN), ("say", CLAUSE | ASIDE), ("sceptical", ADJECTIVE | ABOUT | OF | THINK),
    ("scoff", CLAUSE | ASIDE), ("scold", CLAUSE | OBJECT | ASIDE), ("scorn", OBJECT), ("scream", CLAUSE | ASIDE),
    ("second-guess", OBJECT), ("see", THAT | AS | THINK), ("seek", INF | WISH), ("seem", RAISING), ("seize", ON),
    ("sense", THAT | THINK | NOUN), ("set", OUT | NOUN), ("shoot", MARKS), ("shout", CLAUSE | ASIDE | NOUN),
    ("show", THAT | OBJECT | QUESTION | EVIDENCE | ASIDE | RECORD), ("shriek", CLAUSE | ASIDE),
    ("shrug", CLAUSE | ASIDE), ("shun", OBJECT), ("side", WITH | NOUN), ("sigh", CLAUSE | ASIDE | NOUN),
    ("signal", THAT | NOUN), ("sing", ASIDE | MARKS), ("single", OUT), ("skeptical", ADJECTIVE | ABOUT | OF | THINK),
    ("skewer", OBJECT), ("slam", OBJECT), ("slander", OBJECT), ("smear", OBJECT), ("smile", ASIDE | MARKS | NOUN),
    ("snap", CLAUSE | ASIDE | NOUN), ("snarl", CLAUSE | ASIDE), ("sneer", CLAUSE | OBJECT | ASIDE),
    ("sniff", CLAUSE | ASIDE), ("snub", OBJECT), ("solicit", OBJECT), ("sorry", THAT | ADJECTIVE | FOR | THINK),
    ("sour", ON), ("speak", ABOUT | AGAINST | OF), ("specify", CLAUSE), ("speculate", CLAUSE | ASIDE | NOUN),
    ("spell", OUT), ("spurn", OBJECT), ("stammer", CLAUSE | ASIDE), ("start", ASIDE | MARKS),
    ("state", CLAUSE | OBJECT | ASIDE | NOUN), ("stipulate", CLAUSE), ("stress", CLAUSE | OBJECT | ASIDE),
    ("subscribe", TO), ("suggest", CLAUSE | OBJECT | ASIDE), ("summarise", CLAUSE | OBJECT | ASIDE),
    ("summarize", CLAUSE | OBJECT | ASIDE), ("support", OBJECT | THINK | NOUN), ("supportive", ADJECTIVE | OF | THINK),
    ("suppose", CLAUSE | THINK), ("sure", THAT | ADJECTIVE | THINK), ("surmise", CLAUSE | ASIDE | THINK),
    ("surprise", STATE | THINK), ("suspect", CLAUSE | OBJECT | ASIDE | OF | THINK), ("swear", CLAUSE | INF | ASIDE),
    ("sympathize", WITH | THINK), ("talk", ABOUT | OF | NOUN), ("teach", CLAUSE | HEARER), ("tease", OBJECT | NOUN),
    ("telegraph", CLAUSE | ASIDE), ("tell", CLAUSE | INF | OBJECT | HEARER | ASIDE | ABOUT | OF),
    ("testify", CLAUSE | ASIDE | ABOUT | AGAINST | TO), ("text", CLAUSE | HEARER | ASIDE | NOUN), ("thank", OBJECT),
    ("theorise", CLAUSE | ASIDE), ("theorize", CLAUSE | ASIDE), ("think", CLAUSE | ASIDE | ABOUT | OF | THINK),
    ("threaten", CLAUSE | INF | OBJECT), ("thunder", CLAUSE | ASIDE | NOUN), ("tired", ADJECTIVE | OF | THINK),
    ("title", MARKS | NOUN), ("touch", ON | NOUN), ("tout", OBJECT), ("trash", OBJECT), ("treat", AS),
    ("trouble", STATE), ("trumpet", OBJECT), ("trust", OBJECT | THINK | NOUN),
    ("tweet", CLAUSE | ASIDE | ABOUT | NOUN), ("unaware", THAT | ADJECTIVE | OF), ("underline", CLAUSE | OBJECT),
    ("underscore", CLAUSE | OBJECT), ("understand", THAT | QUESTION | THINK), ("undertake", INF),
    ("unhappy", ADJECTIVE | ABOUT | WITH), ("unveil", OBJECT), ("unwilling", INF | ADJECTIVE | WISH),
    ("upbeat", ADJECTIVE | ABOUT), ("upset", STATE), ("urge", CLAUSE | INF | OBJECT | HEARER | ASIDE | MARKS | ON),
    ("utter", OBJECT | MARKS), ("vent", CLAUSE | ASIDE | NOUN), ("venture", CLAUSE),
    ("view", OBJECT | AS | THINK | NOUN), ("vilify", OBJECT), ("voice", OBJECT | NOUN),
    ("volunteer", CLAUSE | INF | ASIDE), ("vote", AGAINST | FOR | NOUN), ("vouch", FOR),
    ("vow", CLAUSE | INF | OBJECT | NOUN), ("wail", CLAUSE | ASIDE), ("want", INF | OBJECT | WISH),
    ("warn", CLAUSE | INF | OBJECT | HEARER | ASIDE | ABOUT | AGAINST | OF), ("wary", ADJECTIVE | OF | THINK),
    ("weigh", ON), ("welcome", OBJECT | THINK), ("whine", CLAUSE | ASIDE | ABOUT), ("whisper", CLAUSE | ASIDE | NOUN),
    ("willing", INF | ADJECTIVE | WISH), ("wish", INF | FOR | WISH | NOUN), ("wonder", CLAUSE | ASIDE | ABOUT | THINK),
    ("worry", CLAUSE | STATE | ABOUT | THINK | NOUN), ("write", CLAUSE | ASIDE | ABOUT), ("yearn", INF | WISH),
    ("yell", CLAUSE | ASIDE),
];

/// Nouns with their frames, sorted.
#[rustfmt::skip]
pub(crate) const NOUNS: &[(&str, u32)] = &[
    ("account", OF), ("accusation", THAT | OF), ("acknowledgement", THAT | OF), ("acknowledgment", THAT | OF),
    ("admiration", FOR | OF | THINK), ("admission", THAT | OF), ("advocate", FOR | OF | THINK), ("agreement", THAT),
    ("allegation", THAT | ABOUT | OF), ("announcement", THAT | OF), ("apology", FOR),
    ("argument", THAT | AGAINST | FOR), ("assertion", THAT | OF), ("assessment", THAT | OF),
    ("assumption", THAT | THINK), ("assurance", THAT), ("attack", AGAINST | ON), ("attitude", ABOUT | TO | THINK),
    ("belief", THAT | IN | THINK), ("call", FOR | ON | TO), ("chant", OF), ("characterization", OF),
    ("claim", THAT | INF | OF), ("comment", ABOUT | ON), ("complaint", THAT | ABOUT),
    ("concern", THAT | ABOUT | FOR | THINK), ("conclusion", THAT), ("condemnation", OF), ("confession", THAT),
    ("confidence", THAT | IN | THINK), ("consensus", THAT | ON | THINK), ("contempt", FOR | THINK),
    ("contention", THAT), ("conviction", THAT | THINK), ("critic", OF | THINK), ("criticism", ABOUT | OF | ON),
    ("critique", OF), ("decision", INF | ON | WISH), ("defence", OF), ("defense", OF), ("demand", THAT | FOR),
    ("denial", THAT | OF), ("denunciation", OF), ("description", OF), ("desire", INF | FOR | WISH),
    ("disagreement", ON | WITH), ("disclosure", THAT | OF), ("disdain", FOR | THINK), ("doubt", THAT | ABOUT | THINK),
    ("embrace", OF | THINK), ("endorsement", OF), ("enthusiasm", FOR | THINK), ("evidence", THAT | RECORD),
    ("expectation", THAT | THINK), ("explanation", FOR | OF), ("faith", IN | THINK),
    ("fear", THAT | ABOUT | OF | THINK), ("finding", THAT | RECORD), ("hope", THAT | FOR | OF | THINK | WISH),
    ("idea", THAT | THINK), ("inclination", INF | WISH), ("indication", THAT | RECORD), ("insistence", THAT | ON),
    ("intention", INF | OF | WISH), ("interest", IN | THINK | WISH), ("mention", OF), ("message", THAT | OF),
    ("news", THAT), ("notion", THAT | THINK), ("objection", TO), ("observation", THAT),
    ("opinion", THAT | OF | ON | THINK), ("opponent", OF | THINK), ("opposition", TO | THINK),
    ("passion", FOR | THINK), ("perception", THAT | OF | THINK), ("plan", INF | FOR | WISH), ("plea", FOR),
    ("pledge", THAT | INF), ("position", ON | THINK), ("praise", FOR | OF), ("prediction", THAT | OF),
    ("preference", FOR | WISH), ("promise", THAT | INF | OF), ("proponent", OF | THINK),
    ("proposal", THAT | INF | FOR), ("question", QUESTION | ABOUT | OF), ("recommendation", THAT), ("reference", TO),
    ("refusal", INF), ("rejection", OF), ("reluctance", INF | WISH), ("remark", ABOUT | ON), ("report", THAT),
    ("request", THAT | FOR), ("respect", FOR | THINK), ("response", TO), ("revelation", THAT), ("rumor", THAT),
    ("rumour", THAT), ("sense", THAT | THINK), ("sign", THAT | RECORD), ("signal", THAT | RECORD),
    ("skepticism", ABOUT | OF | THINK), ("speculation", THAT | ABOUT | THINK), ("stance", ON | THINK),
    ("statement", THAT | ABOUT | ON), ("story", ABOUT), ("suggestion", THAT), ("support", FOR | OF | THINK),
    ("supporter", OF | THINK), ("testimony", THAT), ("thought", ON | THINK), ("threat", THAT | INF), ("tribute", TO),
    ("unwillingness", INF | WISH), ("view", THAT | OF | ON | THINK), ("vision", FOR | OF | THINK), ("vow", THAT | INF),
    ("warning", THAT | ABOUT | OF), ("willingness", INF | WISH), ("wish", INF | WISH), ("worry", THAT | ABOUT | THINK),
];

/// Forms that no ending shows, sorted, each with its lemma and its inflection. A past that is also the
/// participle stands once, as the past.
#[rustfmt::skip]
pub(crate) const IRREGULAR: &[(&str, &str, Inflection)] = &[
    ("began", "begin", Inflection::Past), ("begun", "begin", Inflection::Participle),
    ("cast", "cast", Inflection::Past), ("chose", "choose", Inflection::Past),
    ("chosen", "choose", Inflection::Participle), ("dreamt", "dream", Inflection::Past),
    ("felt", "feel", Inflection::Past), ("forbade", "forbid", Inflection::Past),
    ("forbidden", "forbid", Inflection::Participle), ("forecast", "forecast", Inflection::Past),
    ("foresaw", "foresee", Inflection::Past), ("foreseen", "foresee", Inflection::Participle),
    ("foretold", "foretell", Inflection::Past), ("forgot", "forget", Inflection::Past),
    ("forgotten", "forget", Inflection::Participle), ("found", "find", Inflection::Past),
    ("gone", "go", Inflection::Participle), ("heard", "hear", Inflection::Past), ("held", "hold", Inflection::Past),
    ("knew", "know", Inflection::Past), ("known", "know", Inflection::Participle), ("laid", "lay", Inflection::Past),
    ("learnt", "learn", Inflection::Past), ("meant", "mean", Inflection::Past), ("pled", "plead", Inflection::Past),
    ("proven", "prove", Inflection::Participle), ("read", "read", Inflection::Past),
    ("said", "say", Inflection::Past), ("sang", "sing", Inflection::Past), ("saw", "see", Inflection::Past),
    ("says", "say", Inflection::Present), ("seen", "see", Inflection::Participle), ("set", "set", Inflection::Past),
    ("shot", "shoot", Inflection::Past), ("shown", "show", Inflection::Participle),
    ("sought", "seek", Inflection::Past), ("spoke", "speak", Inflection::Past),
    ("spoken", "speak", Inflection::Participle), ("sung", "sing", Inflection::Participle),
    ("swore", "swear", Inflection::Past), ("sworn", "swear", Inflection::Participle),
    ("taught", "teach", Inflection::Past), ("thought", "think", Inflection::Past), ("told", "tell", Inflection::Past),
    ("understood", "understand", Inflection::Past), ("undertaken", "undertake", Inflection::Participle),
    ("undertook", "undertake", Inflection::Past), ("went", "go", Inflection::Past),
    ("written", "write", Inflection::Participle), ("wrote", "write", Inflection::Past),
];
