//! The verbs that report: what may stand after each, and how an inflected form is read back to its verb.

/// What may follow a reporting verb as its content, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Frames(u32);

impl Frames {
    /// A clause, bare or with "that", and content in front of the verb: "said the bridge is closed".
    pub(super) const CLAUSE: Self = Self(1);
    /// A clause with "that" only: "found that the bridge is closed".
    pub(super) const THAT: Self = Self(1 << 1);
    /// An infinitive: "wants to close the bridge".
    pub(super) const INFINITIVE: Self = Self(1 << 2);
    /// A noun phrase: "criticised the closure".
    pub(super) const OBJECT: Self = Self(1 << 3);
    /// A clause with a question word: "asked whether the bridge is closed".
    pub(super) const QUESTION: Self = Self(1 << 4);
    /// A hearer before the content: "told reporters the bridge is closed".
    pub(super) const HEARER: Self = Self(1 << 5);
    /// The subject belongs to the content: "seems to be closed".
    pub(super) const RAISING: Self = Self(1 << 6);
    const ABOUT: Self = Self(1 << 7);
    const AGAINST: Self = Self(1 << 8);
    const AS: Self = Self(1 << 9);
    const FOR: Self = Self(1 << 10);
    const OF: Self = Self(1 << 11);
    const ON: Self = Self(1 << 12);
    const TO: Self = Self(1 << 13);
    const WITH: Self = Self(1 << 14);
    const OUT: Self = Self(1 << 15);
    const IN: Self = Self(1 << 16);
    /// Only quotation marks or a colon: "laughed".
    pub(super) const MARKS: Self = Self(1 << 17);

    /// A participle after "be" keeps its subject as source: "is worried".
    pub(super) const STATE: Self = Self(1 << 18);
    /// An adjective, which needs "be": "is sceptical of".
    pub(super) const ADJECTIVE: Self = Self(1 << 19);
    /// Takes a noun phrase only where evidence speaks: "polls show a close race".
    pub(super) const EVIDENCE: Self = Self(1 << 21);
    /// May stand beside its content: "…, he said".
    pub(super) const ASIDE: Self = Self(1 << 20);

    /// Every frame that a word may have of which no more is known.
    pub(super) const LOOSE: Self =
        Self(THAT | INF | OBJECT | QUESTION | ABOUT | AGAINST | AS | FOR | OF | ON | TO | WITH | OUT | IN | MARKS);

    /// The frames of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set as a number.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    /// Whether the two share a frame.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The frame of a noun phrase that this preposition links.
    pub(super) fn linked_by(preposition: u16) -> Option<Self> {
        LINKS.iter().find(|(word, _)| *word == preposition).map(|(_, frame)| *frame)
    }
}

/// Prepositions by their number.
const LINKS: &[(u16, Frames)] = &[
    (word!("about"), Frames::ABOUT),
    (word!("against"), Frames::AGAINST),
    (word!("as"), Frames::AS),
    (word!("for"), Frames::FOR),
    (word!("in"), Frames::IN),
    (word!("of"), Frames::OF),
    (word!("on"), Frames::ON),
    (word!("out"), Frames::OUT),
    (word!("over"), Frames::ABOUT),
    (word!("to"), Frames::TO),
    (word!("with"), Frames::WITH),
];

/// How a verb is inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inflection {
    /// "say"
    Base,
    /// "says"
    Present,
    /// "said", also as a participle.
    Past,
    /// "spoken": a participle that is no past tense.
    Participle,
    /// "saying"
    Gerund,
    /// No verb: "critical"
    Adjective,
}

/// A verb as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    pub(super) frames: Frames,
    pub(super) inflection: Inflection,
    /// Whether the same word is often a noun: "claims", "views".
    pub(super) noun: bool,
}

/// What becomes of a verb before an ending.
#[derive(Clone, Copy)]
enum Stem {
    Whole,
    Without(char),
    Doubled,
}

/// The regular forms; where two verbs share one, the earlier counts.
const REGULAR: &[(Stem, &str, Inflection)] = &[
    (Stem::Whole, "", Inflection::Base),
    (Stem::Without('y'), "ies", Inflection::Present),
    (Stem::Whole, "s", Inflection::Present),
    (Stem::Whole, "es", Inflection::Present),
    (Stem::Without('y'), "ied", Inflection::Past),
    (Stem::Whole, "ed", Inflection::Past),
    (Stem::Without('e'), "ed", Inflection::Past),
    (Stem::Doubled, "ed", Inflection::Past),
    (Stem::Whole, "ing", Inflection::Gerund),
    (Stem::Without('e'), "ing", Inflection::Gerund),
    (Stem::Doubled, "ing", Inflection::Gerund),
];

/// Tells every form of the reporting verbs, also such as nobody writes; of a form that is told twice the first counts.
pub(super) fn forms(tell: &mut dyn FnMut(&str, Verb)) {
    let verb = |bits: u32, inflection| Verb { frames: Frames(bits & !NOUN), inflection, noun: bits & NOUN != 0 };
    for &(form, lemma, inflection) in IRREGULAR {
        if let Ok(at) = VERBS.binary_search_by_key(&lemma, |row| row.0) {
            tell(form, verb(VERBS[at].1, inflection));
        }
    }
    let mut form = String::new();
    for &(change, ending, inflection) in REGULAR {
        for &(lemma, bits) in VERBS {
            let adjective = bits & ADJECTIVE != 0;
            if adjective && inflection != Inflection::Base {
                continue;
            }
            let (stem, doubled) = match change {
                Stem::Whole => (Some(lemma), None),
                Stem::Without(letter) => (lemma.strip_suffix(letter), None),
                Stem::Doubled => (Some(lemma), lemma.chars().next_back()),
            };
            let Some(stem) = stem else { continue };
            form.clear();
            form.push_str(stem);
            form.extend(doubled);
            form.push_str(ending);
            tell(&form, verb(bits, if adjective { Inflection::Adjective } else { inflection }));
        }
    }
}

/// Tells every form of the reporting nouns, with what may follow each as its content: "claims that", "support for".
pub(super) fn nouns(tell: &mut dyn FnMut(&str, Frames)) {
    for &(noun, bits) in NOUNS {
        tell(noun, Frames(bits));
    }
    for &(noun, bits) in NOUNS {
        tell(&format!("{noun}s"), Frames(bits));
    }
}

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
const ADJECTIVE: u32 = Frames::ADJECTIVE.0;
const EVIDENCE: u32 = Frames::EVIDENCE.0;
const ASIDE: u32 = Frames::ASIDE.0;
const NOUN: u32 = 1 << 31;

/// Verbs with their frames, sorted.
#[rustfmt::skip]
const VERBS: &[(&str, u32)] = &[
    ("accept", THAT), ("accuse", OBJECT | OF), ("acknowledge", CLAUSE | OBJECT | ASIDE),
    ("adamant", THAT | ADJECTIVE | ABOUT), ("add", CLAUSE | ASIDE | MARKS), ("address", OBJECT | NOUN),
    ("admire", OBJECT), ("admit", CLAUSE | ASIDE | TO), ("admonish", OBJECT), ("adore", OBJECT),
    ("advise", CLAUSE | INF | OBJECT | HEARER | ASIDE | MARKS | AGAINST), ("advocate", THAT | OBJECT | FOR | NOUN),
    ("affirm", CLAUSE | ASIDE), ("afraid", THAT | ADJECTIVE | OF), ("agree", CLAUSE | INF | ON | TO | WITH),
    ("aim", INF | NOUN), ("alert", HEARER), ("allege", CLAUSE | ASIDE), ("allude", TO),
    ("angry", THAT | ADJECTIVE | ABOUT), ("announce", CLAUSE | OBJECT | ASIDE | MARKS),
    ("answer", CLAUSE | ASIDE | NOUN), ("anticipate", OBJECT), ("anxious", ADJECTIVE | ABOUT),
    ("apologise", CLAUSE | ASIDE | FOR), ("apologize", CLAUSE | ASIDE | FOR), ("appeal", FOR | TO | NOUN),
    ("appear", RAISING), ("applaud", OBJECT), ("appreciate", THAT), ("approve", OBJECT | OF),
    ("argue", CLAUSE | ASIDE | AGAINST | FOR), ("articulate", OBJECT), ("ascertain", THAT),
    ("ask", THAT | INF | OBJECT | QUESTION | HEARER | ASIDE | MARKS | ABOUT | FOR), ("assail", OBJECT),
    ("assert", CLAUSE | OBJECT | ASIDE), ("assess", OBJECT), ("assume", CLAUSE),
    ("assure", CLAUSE | HEARER | ASIDE | OF), ("attack", OBJECT | NOUN), ("attest", CLAUSE | ASIDE | TO),
    ("attribute", OBJECT), ("aver", CLAUSE | ASIDE), ("avow", CLAUSE | ASIDE), ("aware", THAT | ADJECTIVE | OF),
    ("back", OBJECT | NOUN), ("bark", CLAUSE | ASIDE), ("bash", OBJECT | NOUN), ("beg", CLAUSE | INF | HEARER | ASIDE),
    ("begin", ASIDE | MARKS), ("believe", CLAUSE | OBJECT | ASIDE | IN), ("belittle", OBJECT),
    ("bellow", CLAUSE | ASIDE), ("bemoan", CLAUSE | ASIDE), ("berate", OBJECT), ("beseech", INF | HEARER | ASIDE),
    ("bewail", OBJECT), ("blame", OBJECT | NOUN), ("blast", OBJECT), ("blog", CLAUSE | ASIDE | NOUN),
    ("blurt", ASIDE | OUT | MARKS), ("bluster", CLAUSE | ASIDE), ("boast", CLAUSE | ASIDE | ABOUT | OF),
    ("bother", STATE), ("brag", CLAUSE | ASIDE | ABOUT | OF), ("brand", AS | NOUN), ("brief", HEARER | NOUN),
    ("bullish", ADJECTIVE | ON), ("calculate", THAT), ("call", OBJECT | MARKS | FOR | ON | OUT | NOUN),
    ("campaign", FOR | NOUN), ("caricature", OBJECT), ("cast", AS | NOUN), ("castigate", OBJECT),
    ("caution", CLAUSE | OBJECT | HEARER | ASIDE | AGAINST), ("certain", THAT | ADJECTIVE), ("certify", CLAUSE),
    ("challenge", INF | OBJECT | NOUN), ("champion", OBJECT | NOUN), ("chant", ASIDE | MARKS | NOUN),
    ("characterise", OBJECT | AS), ("characterize", OBJECT | AS), ("charge", THAT | WITH | NOUN), ("chastise", OBJECT),
    ("chide", CLAUSE | OBJECT | ASIDE), ("chime", ASIDE | MARKS), ("choose", INF), ("chronicle", OBJECT | NOUN),
    ("chuckle", CLAUSE | ASIDE), ("cite", OBJECT | AS | NOUN), ("claim", CLAUSE | INF | OBJECT | ASIDE | NOUN),
    ("clamor", FOR), ("clarify", CLAUSE), ("clear", CLAUSE | ADJECTIVE | ABOUT), ("command", INF | NOUN),
    ("comment", CLAUSE | ASIDE | ON | NOUN), ("commit", INF | STATE | TO), ("compare", OBJECT | TO),
    ("complain", CLAUSE | ASIDE | ABOUT | OF), ("concede", CLAUSE | OBJECT | ASIDE), ("conceive", OF),
    ("concern", THAT | STATE | ABOUT), ("conclude", CLAUSE | ASIDE), ("concur", CLAUSE | WITH), ("condemn", OBJECT),
    ("condone", OBJECT), ("confess", CLAUSE | ASIDE | TO), ("confide", CLAUSE | ASIDE),
    ("confident", THAT | ADJECTIVE | ABOUT | IN), ("confirm", CLAUSE | ASIDE), ("congratulate", OBJECT),
    ("conjecture", CLAUSE), ("consider", THAT | INF | OBJECT | QUESTION), ("contemplate", QUESTION),
    ("contend", CLAUSE | ASIDE), ("contest", OBJECT | NOUN), ("continue", ASIDE | MARKS), ("contradict", OBJECT),
    ("convey", THAT | OBJECT), ("convince", CLAUSE | INF | HEARER | STATE | OF), ("counsel", CLAUSE | ASIDE | NOUN),
    ("counter", CLAUSE | ASIDE), ("covet", OBJECT), ("crack", CLAUSE | ASIDE | NOUN), ("crave", OBJECT),
    ("credit", OBJECT | NOUN), ("critical", ADJECTIVE | OF), ("criticise", OBJECT), ("criticize", OBJECT),
    ("crow", CLAUSE), ("cry", CLAUSE | ASIDE | NOUN), ("deadpan", CLAUSE | ASIDE), ("debate", QUESTION | NOUN),
    ("decide", THAT | INF | QUESTION), ("declare", CLAUSE | OBJECT | ASIDE), ("decline", INF), ("decree", THAT | NOUN),
    ("decry", OBJECT | AS), ("dedicate", STATE | TO), ("deduce", CLAUSE), ("deem", OBJECT), ("defend", OBJECT),
    ("define", AS), ("demand", THAT | INF | OBJECT | MARKS | NOUN), ("demonstrate", THAT), ("demur", CLAUSE),
    ("denigrate", OBJECT), ("denounce", OBJECT | AS), ("deny", CLAUSE | OBJECT), ("depict", OBJECT | AS),
    ("deplore", OBJECT), ("deride", OBJECT | AS), ("describe", OBJECT | QUESTION | MARKS | AS),
    ("desire", THAT | INF | NOUN), ("despair", OF), ("detail", OBJECT), ("determine", THAT | INF | QUESTION | STATE),
    ("disagree", CLAUSE | ON | WITH), ("disappoint", STATE), ("disapprove", OF), ("disavow", OBJECT),
    ("disclose", CLAUSE | OBJECT | ASIDE), ("discover", THAT | QUESTION), ("discuss", OBJECT | QUESTION),
    ("dislike", OBJECT), ("dismiss", OBJECT | AS), ("dismissive", ADJECTIVE | OF), ("disown", OBJECT),
    ("disparage", OBJECT), ("dispute", CLAUSE | OBJECT | NOUN), ("divulge", CLAUSE | OBJECT | ASIDE),
    ("document", THAT | NOUN), ("doubt", CLAUSE | OBJECT | NOUN), ("doubtful", THAT | ADJECTIVE), ("downplay", OBJECT),
    ("dream", THAT | OF | NOUN), ("dub", OBJECT | MARKS), ("dubious", ADJECTIVE | ABOUT | OF), ("dwell", ON),
    ("eager", INF | ADJECTIVE), ("echo", OBJECT | NOUN), ("elaborate", CLAUSE | ASIDE | ON),
    ("email", CLAUSE | HEARER | ASIDE | NOUN), ("emphasise", CLAUSE | OBJECT | ASIDE),
    ("emphasize", CLAUSE | OBJECT | ASIDE), ("encourage", INF | OBJECT), ("endorse", OBJECT), ("enjoy", OBJECT),
    ("enquire", QUESTION | ASIDE), ("ensure", THAT), ("enthuse", CLAUSE | ASIDE), ("entreat", INF | HEARER),
    ("envisage", THAT | OBJECT), ("envision", THAT | OBJECT), ("establish", THAT),
    ("estimate", CLAUSE | OBJECT | ASIDE | NOUN), ("examine", QUESTION), ("exclaim", CLAUSE | ASIDE),
    ("excoriate", OBJECT), ("exhort", INF | OBJECT | HEARER), ("expand", ON), ("expect", THAT | INF | OBJECT),
    ("explain", CLAUSE | OBJECT | ASIDE), ("explicit", ADJECTIVE | ABOUT), ("explore", QUESTION),
    ("expound", CLAUSE | ASIDE), ("express", OBJECT | ABOUT), ("extol", OBJECT), ("exult", CLAUSE | ASIDE),
    ("fault", OBJECT | NOUN), ("favor", OBJECT), ("favour", OBJECT), ("fear", CLAUSE | OBJECT | ASIDE | NOUN),
    ("fearful", THAT | ADJECTIVE | OF), ("feel", THAT | QUESTION | ASIDE | ABOUT),
    ("find", THAT | OBJECT | QUESTION | EVIDENCE | ASIDE), ("finish", ASIDE | MARKS), ("flag", NOUN),
    ("float", OBJECT | NOUN), ("focus", ON | NOUN), ("forbid", INF), ("forecast", CLAUSE | OBJECT | ASIDE | NOUN),
    ("foresee", CLAUSE), ("foretell", CLAUSE), ("forget", THAT), ("frame", AS | NOUN), ("fret", ABOUT),
    ("frustrate", STATE), ("fume", CLAUSE | ASIDE), ("furious", THAT | ADJECTIVE | ABOUT), ("glad", THAT | ADJECTIVE),
    ("gloat", CLAUSE | ASIDE | ABOUT), ("go", ASIDE | MARKS), ("grateful", THAT | ADJECTIVE | FOR),
    ("grin", ASIDE | MARKS), ("gripe", CLAUSE | ASIDE | ABOUT), ("growl", CLAUSE | ASIDE),
    ("grumble", CLAUSE | ASIDE | NOUN), ("guess", CLAUSE | ASIDE), ("gush", CLAUSE | ASIDE | NOUN),
    ("hail", OBJECT | AS | NOUN), ("hammer", OBJECT | ON | NOUN), ("happy", THAT | ADJECTIVE), ("harp", ON),
    ("hate", INF | OBJECT | NOUN), ("hear", THAT | OBJECT | QUESTION | ABOUT), ("herald", OBJECT), ("hesitate", INF),
    ("highlight", THAT | OBJECT), ("hint", CLAUSE | ASIDE), ("hold", THAT), ("holler", CLAUSE | ASIDE),
    ("hope", CLAUSE | INF | ASIDE | FOR | NOUN), ("hopeful", THAT | ADJECTIVE), ("howl", CLAUSE | ASIDE),
    ("hype", OBJECT | NOUN), ("hypothesise", CLAUSE), ("hypothesize", CLAUSE), ("identify", OBJECT | AS),
    ("ignore", OBJECT), ("illustrate", THAT), ("imagine", CLAUSE), ("implore", CLAUSE | INF | HEARER | ASIDE),
    ("imply", CLAUSE | ASIDE), ("impugn", OBJECT), ("indicate", CLAUSE | OBJECT | ASIDE), ("infer", CLAUSE),
    ("inform", CLAUSE | HEARER | ASIDE | OF), ("inquire", QUESTION | ASIDE | ABOUT), ("insinuate", THAT),
    ("insist", CLAUSE | ASIDE | ON), ("instruct", CLAUSE | INF | HEARER), ("insult", OBJECT | NOUN), ("intend", INF),
    ("interest", STATE | IN), ("interject", CLAUSE | ASIDE), ("interpose", CLAUSE | ASIDE), ("interpret", AS),
    ("interrupt", ASIDE | MARKS), ("intimate", THAT), ("intone", CLAUSE | ASIDE), ("inveigh", AGAINST),
    ("invite", INF | NOUN), ("invoke", OBJECT), ("jest", CLAUSE | ASIDE),
    ("joke", CLAUSE | ASIDE | MARKS | ABOUT | NOUN), ("justify", OBJECT), ("keen", INF | ADJECTIVE | ON),
    ("know", THAT | OBJECT | QUESTION | ABOUT), ("label", OBJECT | MARKS | AS | NOUN), ("lambaste", OBJECT),
    ("lament", CLAUSE | OBJECT | ASIDE), ("lampoon", OBJECT), ("lash", OBJECT | OUT), ("laud", OBJECT),
    ("laugh", CLAUSE | ASIDE | MARKS | NOUN), ("lay", OUT), ("learn", THAT | QUESTION | ABOUT),
    ("lecture", OBJECT | NOUN), ("lie", ABOUT), ("like", INF | NOUN), ("liken", OBJECT | TO), ("list", OBJECT | NOUN),
    ("listen", TO), ("lobby", FOR | NOUN), ("long", INF | FOR | NOUN), ("love", INF | OBJECT | NOUN),
    ("maintain", THAT | QUESTION | ASIDE), ("malign", OBJECT), ("mandate", THAT | OBJECT), ("marvel", CLAUSE | ASIDE),
    ("mean", THAT | NOUN), ("mention", CLAUSE | OBJECT), ("message", CLAUSE | HEARER | ASIDE | NOUN),
    ("mindful", THAT | ADJECTIVE | OF), ("minimize", OBJECT), ("moan", CLAUSE | ASIDE | ABOUT), ("mock", OBJECT),
    ("mourn", OBJECT), ("mull", QUESTION), ("mumble", CLAUSE | ASIDE), ("murmur", CLAUSE | ASIDE),
    ("muse", CLAUSE | ASIDE | ABOUT), ("mutter", CLAUSE | ASIDE), ("name", OBJECT | MARKS | NOUN),
    ("narrate", CLAUSE | ASIDE), ("nervous", ADJECTIVE | ABOUT), ("note", CLAUSE | OBJECT | ASIDE | NOUN),
    ("notice", THAT), ("notify", CLAUSE | HEARER | ASIDE), ("object", CLAUSE | TO), ("observe", CLAUSE | ASIDE),
    ("offer", INF | NOUN), ("open", ASIDE | MARKS), ("opine", CLAUSE | ASIDE | ON), ("oppose", OBJECT | STATE | TO),
    ("opt", INF | FOR), ("optimistic", THAT | ADJECTIVE | ABOUT), ("order", THAT | INF | OBJECT | NOUN),
    ("outline", OBJECT), ("overstate", OBJECT), ("paint", AS | NOUN), ("pan", OBJECT | NOUN), ("paraphrase", OBJECT),
    ("perceive", AS), ("persuade", CLAUSE | INF | HEARER), ("pessimistic", ADJECTIVE | ABOUT), ("pillory", OBJECT),
    ("plan", INF | NOUN), ("plead", THAT | INF | ASIDE | MARKS | FOR), ("pledge", CLAUSE | INF | OBJECT | TO | NOUN),
    ("point", CLAUSE | OUT | TO | NOUN), ("ponder", QUESTION), ("pooh-pooh", OBJECT), ("portray", OBJECT | AS),
    ("posit", CLAUSE), ("post", CLAUSE | ASIDE | NOUN), ("postulate", CLAUSE), ("praise", OBJECT | NOUN),
    ("pray", CLAUSE | FOR), ("preach", CLAUSE), ("predict", CLAUSE | OBJECT | ASIDE), ("prefer", THAT | INF | OBJECT),
    ("press", FOR | ON | NOUN), ("presume", CLAUSE), ("prioritize", OBJECT), ("proclaim", CLAUSE | OBJECT | ASIDE),
    ("project", CLAUSE | NOUN), ("promise", CLAUSE | INF | OBJECT | HEARER | NOUN), ("promote", OBJECT),
    ("pronounce", CLAUSE | OBJECT), ("prophesy", CLAUSE), ("propose", CLAUSE | INF | OBJECT),
    ("protest", CLAUSE | OBJECT | ASIDE | AGAINST | NOUN), ("proud", THAT | INF | ADJECTIVE | OF), ("prove", THAT),
    ("publicize", THAT), ("purport", INF), ("push", FOR | NOUN), ("question", OBJECT | QUESTION | NOUN),
    ("quip", CLAUSE | ASIDE), ("quote", OBJECT), ("rail", OBJECT | AGAINST), ("rant", ABOUT),
    ("rate", OBJECT | AS | NOUN), ("rationalize", CLAUSE), ("rave", ABOUT), ("react", TO), ("read", ASIDE | MARKS),
    ("reaffirm", CLAUSE | OBJECT | ASIDE), ("realise", CLAUSE), ("realize", CLAUSE), ("reassert", CLAUSE | ASIDE),
    ("reassure", CLAUSE | HEARER), ("rebuff", OBJECT), ("rebuke", OBJECT | NOUN), ("rebut", OBJECT),
    ("recall", CLAUSE | OBJECT | ASIDE), ("recite", CLAUSE | OBJECT | ASIDE), ("reckon", CLAUSE | ASIDE),
    ("recognise", THAT), ("recognize", THAT), ("recommend", THAT | OBJECT), ("record", THAT | NOUN),
    ("recount", CLAUSE | OBJECT | ASIDE), ("refer", AS | TO), ("reflect", THAT | ON), ("refuse", INF),
    ("refute", OBJECT), ("regard", AS), ("regret", THAT | OBJECT | NOUN), ("reiterate", CLAUSE | OBJECT | ASIDE),
    ("reject", OBJECT), ("rejoin", CLAUSE | ASIDE), ("relate", CLAUSE | ASIDE), ("relay", CLAUSE | OBJECT),
    ("reluctant", INF | ADJECTIVE), ("remark", CLAUSE | ASIDE | NOUN), ("remember", CLAUSE | OBJECT | ASIDE),
    ("remind", CLAUSE | HEARER | ASIDE | OF), ("reminisce", CLAUSE | ASIDE), ("repeat", CLAUSE | OBJECT | ASIDE),
    ("reply", CLAUSE | ASIDE | NOUN), ("report", CLAUSE | OBJECT | ASIDE | NOUN), ("reprimand", OBJECT),
    ("repudiate", OBJECT), ("request", THAT | INF | OBJECT | NOUN), ("require", THAT | INF), ("resent", OBJECT),
    ("resolve", THAT | INF), ("respect", OBJECT | NOUN), ("respectful", ADJECTIVE | OF),
    ("respond", CLAUSE | ASIDE | TO), ("restate", THAT | OBJECT), ("retort", CLAUSE | ASIDE),
    ("reveal", CLAUSE | OBJECT | ASIDE), ("ridicule", OBJECT | AS), ("rip", OBJECT | NOUN),
    ("roar", CLAUSE | ASIDE | NOUN), ("rue", OBJECT), ("rule", THAT | ASIDE | MARKS | OUT | NOUN),
    ("savage", OBJECT | NOUN), ("say", CLAUSE | ASIDE), ("sceptical", ADJECTIVE | ABOUT | OF),
    ("scoff", CLAUSE | ASIDE), ("scold", CLAUSE | OBJECT | ASIDE), ("scorn", OBJECT), ("scream", CLAUSE | ASIDE),
    ("second-guess", OBJECT), ("see", THAT | AS), ("seek", INF), ("seem", RAISING), ("seize", ON),
    ("sense", THAT | NOUN), ("set", OUT | NOUN), ("shoot", MARKS), ("shout", CLAUSE | ASIDE | NOUN),
    ("show", THAT | OBJECT | QUESTION | EVIDENCE | ASIDE), ("shriek", CLAUSE | ASIDE), ("shrug", CLAUSE | ASIDE),
    ("shun", OBJECT), ("side", WITH | NOUN), ("sigh", CLAUSE | ASIDE | NOUN), ("signal", THAT | NOUN),
    ("sing", ASIDE | MARKS), ("single", OUT), ("skeptical", ADJECTIVE | ABOUT | OF), ("skewer", OBJECT),
    ("slam", OBJECT), ("slander", OBJECT), ("smear", OBJECT), ("smile", ASIDE | MARKS | NOUN),
    ("snap", CLAUSE | ASIDE | NOUN), ("snarl", CLAUSE | ASIDE), ("sneer", CLAUSE | OBJECT | ASIDE),
    ("sniff", CLAUSE | ASIDE), ("snub", OBJECT), ("solicit", OBJECT), ("sorry", THAT | ADJECTIVE | FOR), ("sour", ON),
    ("speak", ABOUT | AGAINST | OF), ("specify", CLAUSE), ("speculate", CLAUSE | ASIDE | NOUN), ("spell", OUT),
    ("spurn", OBJECT), ("stammer", CLAUSE | ASIDE), ("start", ASIDE | MARKS), ("state", CLAUSE | OBJECT | ASIDE | NOUN),
    ("stipulate", CLAUSE), ("stress", CLAUSE | OBJECT | ASIDE), ("subscribe", TO), ("suggest", CLAUSE | OBJECT | ASIDE),
    ("summarise", CLAUSE | OBJECT | ASIDE), ("summarize", CLAUSE | OBJECT | ASIDE), ("support", OBJECT | NOUN),
    ("supportive", ADJECTIVE | OF), ("suppose", CLAUSE), ("sure", THAT | ADJECTIVE), ("surmise", CLAUSE | ASIDE),
    ("surprise", STATE), ("suspect", CLAUSE | OBJECT | ASIDE | OF), ("swear", CLAUSE | INF | ASIDE),
    ("sympathize", WITH), ("talk", ABOUT | OF | NOUN), ("teach", CLAUSE | HEARER), ("tease", OBJECT | NOUN),
    ("telegraph", CLAUSE | ASIDE), ("tell", CLAUSE | INF | OBJECT | HEARER | ASIDE | ABOUT | OF),
    ("testify", CLAUSE | ASIDE | ABOUT | AGAINST | TO), ("text", CLAUSE | HEARER | ASIDE | NOUN), ("thank", OBJECT),
    ("theorise", CLAUSE | ASIDE), ("theorize", CLAUSE | ASIDE), ("think", CLAUSE | ASIDE | ABOUT | OF),
    ("threaten", CLAUSE | INF | OBJECT), ("thunder", CLAUSE | ASIDE | NOUN), ("tired", ADJECTIVE | OF),
    ("title", MARKS | NOUN), ("touch", ON | NOUN), ("tout", OBJECT), ("trash", OBJECT), ("treat", AS),
    ("trouble", STATE), ("trumpet", OBJECT), ("trust", OBJECT | NOUN), ("tweet", CLAUSE | ASIDE | ABOUT | NOUN),
    ("unaware", THAT | ADJECTIVE | OF), ("underline", CLAUSE | OBJECT), ("underscore", CLAUSE | OBJECT),
    ("understand", THAT | QUESTION), ("undertake", INF), ("unhappy", ADJECTIVE | ABOUT | WITH), ("unveil", OBJECT),
    ("unwilling", INF | ADJECTIVE), ("upbeat", ADJECTIVE | ABOUT), ("upset", STATE),
    ("urge", CLAUSE | INF | OBJECT | HEARER | ASIDE | MARKS | ON), ("utter", OBJECT | MARKS),
    ("vent", CLAUSE | ASIDE | NOUN), ("venture", CLAUSE), ("view", OBJECT | AS | NOUN), ("vilify", OBJECT),
    ("voice", OBJECT | NOUN), ("volunteer", CLAUSE | INF | ASIDE), ("vote", AGAINST | FOR | NOUN), ("vouch", FOR),
    ("vow", CLAUSE | INF | OBJECT | NOUN), ("wail", CLAUSE | ASIDE), ("want", INF | OBJECT),
    ("warn", CLAUSE | INF | OBJECT | HEARER | ASIDE | ABOUT | AGAINST | OF), ("wary", ADJECTIVE | OF), ("weigh", ON),
    ("welcome", OBJECT), ("whine", CLAUSE | ASIDE | ABOUT), ("whisper", CLAUSE | ASIDE | NOUN),
    ("willing", INF | ADJECTIVE), ("wish", INF | FOR | NOUN), ("wonder", CLAUSE | ASIDE | ABOUT),
    ("worry", CLAUSE | STATE | ABOUT | NOUN), ("write", CLAUSE | ASIDE | ABOUT), ("yearn", INF),
    ("yell", CLAUSE | ASIDE),
];

/// Nouns with their frames, sorted.
#[rustfmt::skip]
const NOUNS: &[(&str, u32)] = &[
    ("account", OF), ("accusation", THAT | OF), ("acknowledgement", THAT | OF), ("acknowledgment", THAT | OF),
    ("admiration", FOR | OF), ("admission", THAT | OF), ("advocate", FOR | OF), ("agreement", THAT),
    ("allegation", THAT | ABOUT | OF), ("announcement", THAT | OF), ("apology", FOR), ("argument", THAT | AGAINST | FOR),
    ("assertion", THAT | OF), ("assessment", THAT | OF), ("assumption", THAT), ("assurance", THAT),
    ("attack", AGAINST | ON), ("attitude", ABOUT | TO), ("belief", THAT | IN), ("call", FOR | ON | TO), ("chant", OF),
    ("characterization", OF), ("claim", THAT | INF | OF), ("comment", ABOUT | ON), ("complaint", THAT | ABOUT),
    ("concern", THAT | ABOUT | FOR), ("conclusion", THAT), ("condemnation", OF), ("confession", THAT),
    ("confidence", THAT | IN), ("consensus", THAT | ON), ("contempt", FOR), ("contention", THAT), ("conviction", THAT),
    ("critic", OF), ("criticism", ABOUT | OF | ON), ("critique", OF), ("decision", INF | ON), ("defence", OF),
    ("defense", OF), ("demand", THAT | FOR), ("denial", THAT | OF), ("denunciation", OF), ("description", OF),
    ("desire", INF | FOR), ("disagreement", ON | WITH), ("disclosure", THAT | OF), ("disdain", FOR),
    ("doubt", THAT | ABOUT), ("embrace", OF), ("endorsement", OF), ("enthusiasm", FOR), ("evidence", THAT),
    ("expectation", THAT), ("explanation", FOR | OF), ("faith", IN), ("fear", THAT | ABOUT | OF), ("finding", THAT),
    ("hope", THAT | FOR | OF), ("idea", THAT), ("inclination", INF), ("indication", THAT), ("insistence", THAT | ON),
    ("intention", INF | OF), ("interest", IN), ("mention", OF), ("message", THAT | OF), ("news", THAT), ("notion", THAT),
    ("objection", TO), ("observation", THAT), ("opinion", THAT | OF | ON), ("opponent", OF), ("opposition", TO),
    ("passion", FOR), ("perception", THAT | OF), ("plan", INF | FOR), ("plea", FOR), ("pledge", THAT | INF),
    ("position", ON), ("praise", FOR | OF), ("prediction", THAT | OF), ("preference", FOR), ("promise", THAT | INF | OF),
    ("proponent", OF), ("proposal", THAT | INF | FOR), ("question", QUESTION | ABOUT | OF), ("recommendation", THAT),
    ("reference", TO), ("refusal", INF), ("rejection", OF), ("reluctance", INF), ("remark", ABOUT | ON), ("report", THAT),
    ("request", THAT | FOR), ("respect", FOR), ("response", TO), ("revelation", THAT), ("rumor", THAT), ("rumour", THAT),
    ("sense", THAT), ("sign", THAT), ("signal", THAT), ("skepticism", ABOUT | OF), ("speculation", THAT | ABOUT),
    ("stance", ON), ("statement", THAT | ABOUT | ON), ("story", ABOUT), ("suggestion", THAT), ("support", FOR | OF),
    ("supporter", OF), ("testimony", THAT), ("thought", ON), ("threat", THAT | INF), ("tribute", TO),
    ("unwillingness", INF), ("view", THAT | OF | ON), ("vision", FOR | OF), ("vow", THAT | INF),
    ("warning", THAT | ABOUT | OF), ("willingness", INF), ("wish", INF), ("worry", THAT | ABOUT),
];

/// Forms that no ending shows, sorted.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str, Inflection)] = &[
    ("began", "begin", Inflection::Past), ("begun", "begin", Inflection::Participle), ("cast", "cast", Inflection::Past),
    ("chose", "choose", Inflection::Past), ("chosen", "choose", Inflection::Participle),
    ("dreamt", "dream", Inflection::Past), ("felt", "feel", Inflection::Past), ("forbade", "forbid", Inflection::Past),
    ("forbidden", "forbid", Inflection::Participle), ("forecast", "forecast", Inflection::Past),
    ("foresaw", "foresee", Inflection::Past), ("foreseen", "foresee", Inflection::Participle),
    ("foretold", "foretell", Inflection::Past), ("forgot", "forget", Inflection::Past),
    ("forgotten", "forget", Inflection::Participle), ("found", "find", Inflection::Past),
    ("gone", "go", Inflection::Participle), ("heard", "hear", Inflection::Past), ("held", "hold", Inflection::Past),
    ("knew", "know", Inflection::Past), ("known", "know", Inflection::Participle), ("laid", "lay", Inflection::Past),
    ("learnt", "learn", Inflection::Past), ("meant", "mean", Inflection::Past), ("pled", "plead", Inflection::Past),
    ("proven", "prove", Inflection::Participle), ("read", "read", Inflection::Past), ("said", "say", Inflection::Past),
    ("sang", "sing", Inflection::Past), ("saw", "see", Inflection::Past), ("says", "say", Inflection::Present),
    ("seen", "see", Inflection::Participle), ("set", "set", Inflection::Past), ("shot", "shoot", Inflection::Past),
    ("shown", "show", Inflection::Participle), ("sought", "seek", Inflection::Past), ("spoke", "speak", Inflection::Past),
    ("spoken", "speak", Inflection::Participle), ("sung", "sing", Inflection::Participle),
    ("swore", "swear", Inflection::Past), ("sworn", "swear", Inflection::Participle),
    ("taught", "teach", Inflection::Past), ("thought", "think", Inflection::Past), ("told", "tell", Inflection::Past),
    ("understood", "understand", Inflection::Past), ("undertaken", "undertake", Inflection::Participle),
    ("undertook", "undertake", Inflection::Past), ("went", "go", Inflection::Past),
    ("written", "write", Inflection::Participle), ("wrote", "write", Inflection::Past),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word_hash;
    use crate::quote::lexicon::Lexicon;

    #[test]
    fn tables_are_sorted_and_irregular_forms_have_their_verb() {
        assert!(VERBS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(NOUNS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0));
        let listed = |lemma: &str| VERBS.binary_search_by_key(&lemma, |row| row.0).is_ok();
        assert!(IRREGULAR.iter().all(|&(_, lemma, _)| listed(lemma)));
    }

    #[test]
    fn forms_are_read_back_to_their_verb() {
        let lexicon = Lexicon::get();
        let read = |word| lexicon.at(lexicon.find(word_hash(word))).verb.map(|verb| verb.inflection);
        assert_eq!(read("Said"), Some(Inflection::Past));
        assert_eq!(read("denies"), Some(Inflection::Present));
        assert_eq!(read("denied"), Some(Inflection::Past));
        assert_eq!(read("arguing"), Some(Inflection::Gerund));
        assert_eq!(read("quipped"), Some(Inflection::Past));
        assert_eq!(read("written"), Some(Inflection::Participle));
        assert_eq!(read("bridge"), None);
    }
}
