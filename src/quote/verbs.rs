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

    /// The frames of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share a frame.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The frame of a noun phrase that this preposition links.
    pub(super) fn linked_by(preposition: &str) -> Option<Self> {
        LINKS.iter().find(|(word, _)| word.eq_ignore_ascii_case(preposition)).map(|(_, frame)| *frame)
    }
}

const LINKS: &[(&str, Frames)] = &[
    ("about", Frames::ABOUT),
    ("against", Frames::AGAINST),
    ("as", Frames::AS),
    ("for", Frames::FOR),
    ("in", Frames::IN),
    ("of", Frames::OF),
    ("on", Frames::ON),
    ("out", Frames::OUT),
    ("over", Frames::ABOUT),
    ("to", Frames::TO),
    ("with", Frames::WITH),
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
}

/// A verb as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    pub(super) frames: Frames,
    pub(super) inflection: Inflection,
    /// Whether the same word is often a noun: "claims", "views".
    pub(super) noun: bool,
}

/// The longest form that is looked up.
const LONGEST: usize = 18;

/// Reads `word` as a form of a reporting verb.
pub(super) fn verb(word: &str) -> Option<Verb> {
    if word.len() < 3 || word.len() > LONGEST || !word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-') {
        return None;
    }
    let mut buffer = [0; LONGEST];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = &*lower;
    if let Ok(at) = IRREGULAR.binary_search_by(|(form, ..)| form.as_bytes().cmp(lower)) {
        let (_, lemma, inflection) = IRREGULAR[at];
        return entry(lemma.as_bytes(), &[]).map(|(frames, noun)| Verb { frames, inflection, noun });
    }
    let read = |stem: &[u8], tail: &[u8], inflection| {
        entry(stem, tail).map(|(frames, noun)| Verb { frames, inflection, noun })
    };
    let doubled = |stem: &[u8]| stem.len() > 3 && stem[stem.len() - 1] == stem[stem.len() - 2];
    let ending = |suffix: &[u8], inflection| {
        let stem = lower.strip_suffix(suffix)?;
        read(stem, b"", inflection)
            .or_else(|| read(stem, b"e", inflection))
            .or_else(|| doubled(stem).then(|| read(&stem[..stem.len() - 1], b"", inflection)).flatten())
    };
    read(lower, b"", Inflection::Base)
        .or_else(|| read(lower.strip_suffix(b"ies")?, b"y", Inflection::Present))
        .or_else(|| read(lower.strip_suffix(b"s")?, b"", Inflection::Present))
        .or_else(|| read(lower.strip_suffix(b"es")?, b"", Inflection::Present))
        .or_else(|| read(lower.strip_suffix(b"ied")?, b"y", Inflection::Past))
        .or_else(|| ending(b"ed", Inflection::Past))
        .or_else(|| ending(b"ing", Inflection::Gerund))
}

/// The row of the verb `stem` + `tail`.
fn entry(stem: &[u8], tail: &[u8]) -> Option<(Frames, bool)> {
    let at = VERBS.binary_search_by(|(lemma, _)| lemma.bytes().cmp(stem.iter().chain(tail).copied())).ok()?;
    let bits = VERBS[at].1;
    Some((Frames(bits & !NOUN), bits & NOUN != 0))
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
const NOUN: u32 = 1 << 31;

/// Verbs with their frames, sorted.
#[rustfmt::skip]
const VERBS: &[(&str, u32)] = &[
    ("accept", THAT), ("accuse", OBJECT | OF), ("acknowledge", CLAUSE | OBJECT), ("add", CLAUSE | MARKS),
    ("address", OBJECT | NOUN), ("admire", OBJECT), ("admit", CLAUSE | TO), ("admonish", OBJECT), ("adore", OBJECT),
    ("advise", CLAUSE | INF | OBJECT | HEARER | MARKS | AGAINST), ("advocate", THAT | OBJECT | FOR), ("affirm", CLAUSE),
    ("agree", CLAUSE | INF | ON | TO | WITH), ("aim", INF | NOUN), ("alert", HEARER), ("allege", CLAUSE), ("allude", TO),
    ("announce", CLAUSE | OBJECT | MARKS), ("anticipate", OBJECT), ("appear", RAISING), ("applaud", OBJECT),
    ("appreciate", THAT), ("approve", OBJECT | OF), ("argue", CLAUSE | AGAINST | FOR), ("ascertain", THAT),
    ("ask", THAT | INF | QUESTION | HEARER | MARKS | ABOUT | FOR), ("assail", OBJECT), ("assert", CLAUSE | OBJECT),
    ("assess", OBJECT), ("assume", CLAUSE), ("assure", CLAUSE | HEARER | OF), ("attack", OBJECT | NOUN),
    ("attribute", OBJECT), ("aver", CLAUSE), ("avow", CLAUSE), ("back", OBJECT | NOUN), ("bark", CLAUSE),
    ("bash", OBJECT | NOUN), ("beg", CLAUSE | INF | HEARER), ("begin", MARKS), ("believe", CLAUSE | OBJECT | IN),
    ("belittle", OBJECT), ("bellow", CLAUSE), ("bemoan", CLAUSE), ("berate", OBJECT), ("blame", OBJECT | NOUN),
    ("blast", OBJECT), ("blog", CLAUSE | NOUN), ("boast", CLAUSE | ABOUT | OF), ("brag", CLAUSE | ABOUT | OF),
    ("brand", AS | NOUN), ("brief", HEARER | NOUN), ("calculate", THAT), ("call", OBJECT | MARKS | FOR | ON | OUT | NOUN),
    ("campaign", FOR | NOUN), ("caricature", OBJECT), ("cast", OBJECT | AS | NOUN), ("castigate", OBJECT),
    ("caution", CLAUSE | OBJECT | HEARER | AGAINST), ("celebrate", OBJECT), ("certify", CLAUSE),
    ("challenge", INF | OBJECT | NOUN), ("champion", OBJECT), ("chant", MARKS | NOUN), ("characterise", OBJECT | AS),
    ("characterize", OBJECT | AS), ("charge", THAT | WITH | NOUN), ("chastise", OBJECT), ("chide", CLAUSE | OBJECT),
    ("choose", INF), ("chuckle", CLAUSE), ("cite", OBJECT | AS), ("claim", CLAUSE | INF | OBJECT | NOUN), ("clamor", FOR),
    ("clarify", CLAUSE), ("command", INF | NOUN), ("comment", CLAUSE | ON | NOUN), ("compare", OBJECT | TO),
    ("complain", CLAUSE | ABOUT | OF), ("concede", CLAUSE | OBJECT), ("conceive", OF), ("conclude", CLAUSE),
    ("concur", CLAUSE | WITH), ("condemn", OBJECT), ("condone", OBJECT), ("confess", CLAUSE | TO), ("confide", CLAUSE),
    ("confirm", CLAUSE), ("congratulate", OBJECT), ("conjecture", CLAUSE), ("consider", THAT | INF | OBJECT | QUESTION),
    ("contemplate", QUESTION), ("contend", CLAUSE), ("contest", OBJECT | NOUN), ("continue", CLAUSE),
    ("convince", CLAUSE | HEARER | OF), ("counsel", CLAUSE | NOUN), ("counter", CLAUSE), ("covet", OBJECT),
    ("crack", CLAUSE | NOUN), ("crave", OBJECT), ("credit", OBJECT | NOUN), ("criticise", OBJECT), ("criticize", OBJECT),
    ("crow", CLAUSE), ("cry", CLAUSE | NOUN), ("deadpan", CLAUSE), ("debate", QUESTION | NOUN),
    ("decide", THAT | INF | QUESTION), ("declare", CLAUSE | OBJECT), ("decline", INF), ("decry", OBJECT | AS),
    ("deduce", CLAUSE), ("deem", OBJECT), ("defend", OBJECT), ("define", AS),
    ("demand", THAT | INF | OBJECT | MARKS | NOUN), ("demonstrate", THAT), ("demur", CLAUSE), ("denounce", OBJECT | AS),
    ("deny", CLAUSE | OBJECT), ("depict", OBJECT | AS), ("deplore", OBJECT), ("deride", OBJECT | AS),
    ("describe", OBJECT | QUESTION | MARKS | AS), ("desire", THAT | INF | NOUN), ("despair", OF), ("detail", OBJECT),
    ("determine", THAT | QUESTION), ("disagree", CLAUSE | ON | WITH), ("disapprove", OF), ("disavow", OBJECT),
    ("disclose", CLAUSE | OBJECT), ("discover", CLAUSE), ("discuss", OBJECT | QUESTION), ("dislike", OBJECT),
    ("dismiss", OBJECT | AS), ("disown", OBJECT), ("disparage", OBJECT), ("dispute", CLAUSE | OBJECT | NOUN),
    ("document", THAT | NOUN), ("doubt", CLAUSE | OBJECT | NOUN), ("downplay", OBJECT), ("dream", THAT | OF | NOUN),
    ("dub", OBJECT | MARKS), ("dwell", ON), ("echo", OBJECT | NOUN), ("elaborate", CLAUSE | ON),
    ("email", CLAUSE | HEARER | NOUN), ("embrace", OBJECT), ("emphasise", CLAUSE | OBJECT),
    ("emphasize", CLAUSE | OBJECT), ("encourage", INF | OBJECT), ("endorse", OBJECT), ("enjoy", OBJECT),
    ("enquire", QUESTION), ("ensure", THAT), ("enthuse", CLAUSE), ("envision", THAT | OBJECT), ("establish", THAT),
    ("estimate", CLAUSE | OBJECT | NOUN), ("examine", QUESTION), ("exclaim", CLAUSE), ("excoriate", OBJECT),
    ("expand", ON), ("expect", THAT | INF | OBJECT), ("explain", CLAUSE | OBJECT), ("explore", QUESTION),
    ("expound", CLAUSE), ("express", OBJECT | ABOUT), ("extol", OBJECT), ("fault", OBJECT | NOUN), ("favor", OBJECT),
    ("favour", OBJECT), ("fear", CLAUSE | OBJECT | NOUN), ("feel", CLAUSE), ("find", CLAUSE), ("finish", MARKS),
    ("flag", OBJECT | NOUN), ("float", OBJECT | NOUN), ("focus", ON | NOUN), ("forbid", INF),
    ("forecast", CLAUSE | OBJECT | NOUN), ("foresee", CLAUSE), ("foretell", CLAUSE), ("forget", THAT),
    ("frame", AS | NOUN), ("fret", ABOUT), ("fume", CLAUSE), ("go", MARKS), ("grin", MARKS), ("gripe", CLAUSE | ABOUT),
    ("grumble", CLAUSE | NOUN), ("guess", CLAUSE), ("gush", CLAUSE | NOUN), ("hail", OBJECT | AS),
    ("hammer", OBJECT | ON | NOUN), ("harp", ON), ("hate", OBJECT | NOUN), ("hear", CLAUSE), ("hesitate", INF),
    ("highlight", THAT | OBJECT), ("hint", CLAUSE), ("hold", THAT), ("hope", CLAUSE | INF | FOR | NOUN),
    ("hype", OBJECT | NOUN), ("hypothesise", CLAUSE), ("hypothesize", CLAUSE), ("identify", OBJECT | AS),
    ("ignore", OBJECT), ("illustrate", THAT), ("imagine", CLAUSE), ("implore", CLAUSE | INF | HEARER), ("imply", CLAUSE),
    ("impugn", OBJECT), ("indicate", CLAUSE | OBJECT), ("infer", CLAUSE), ("inform", CLAUSE | HEARER | OF),
    ("inquire", QUESTION | ABOUT), ("insinuate", THAT), ("insist", CLAUSE | ON), ("instruct", CLAUSE | INF | HEARER),
    ("insult", OBJECT | NOUN), ("intend", INF), ("interject", CLAUSE), ("interpret", AS), ("interrupt", CLAUSE),
    ("intimate", THAT), ("intone", CLAUSE), ("inveigh", AGAINST), ("invite", INF | NOUN), ("invoke", OBJECT),
    ("jest", CLAUSE), ("joke", CLAUSE | MARKS | ABOUT | NOUN), ("justify", OBJECT), ("know", CLAUSE),
    ("label", OBJECT | MARKS | AS | NOUN), ("lambaste", OBJECT), ("lament", CLAUSE | OBJECT), ("lampoon", OBJECT),
    ("lash", OBJECT | OUT), ("laud", OBJECT), ("laugh", CLAUSE | MARKS | NOUN), ("lay", OUT), ("learn", CLAUSE),
    ("lecture", OBJECT | NOUN), ("lie", ABOUT), ("like", OBJECT | NOUN), ("liken", OBJECT | TO), ("list", OBJECT | NOUN),
    ("listen", TO), ("lobby", FOR | NOUN), ("long", INF | FOR | NOUN), ("love", OBJECT | NOUN), ("maintain", CLAUSE),
    ("malign", OBJECT), ("mandate", THAT), ("mean", THAT | NOUN), ("mention", CLAUSE | OBJECT),
    ("message", CLAUSE | HEARER | NOUN), ("minimize", OBJECT), ("mock", OBJECT), ("mull", QUESTION), ("mumble", CLAUSE),
    ("murmur", CLAUSE), ("muse", CLAUSE | ABOUT), ("mutter", CLAUSE), ("name", OBJECT | MARKS | NOUN),
    ("narrate", CLAUSE), ("need", INF | NOUN), ("note", CLAUSE | OBJECT | NOUN), ("notice", THAT),
    ("notify", CLAUSE | HEARER), ("object", CLAUSE | TO), ("observe", CLAUSE), ("offer", INF | NOUN), ("open", MARKS),
    ("opine", CLAUSE | ON), ("oppose", OBJECT), ("opt", INF | FOR), ("order", THAT | INF | OBJECT | NOUN),
    ("outline", OBJECT), ("overstate", OBJECT), ("paint", AS | NOUN), ("pan", OBJECT | NOUN), ("perceive", AS),
    ("persuade", CLAUSE | INF | HEARER), ("pillory", OBJECT), ("plan", INF | NOUN), ("plead", CLAUSE | INF | MARKS | FOR),
    ("pledge", CLAUSE | INF | OBJECT | TO | NOUN), ("point", CLAUSE | OUT | TO | NOUN), ("ponder", QUESTION),
    ("pooh-pooh", OBJECT), ("portray", OBJECT | AS), ("posit", CLAUSE), ("post", CLAUSE | NOUN), ("postulate", CLAUSE),
    ("praise", OBJECT | NOUN), ("pray", CLAUSE | FOR), ("preach", CLAUSE), ("predict", CLAUSE | OBJECT),
    ("prefer", THAT | INF | OBJECT), ("press", FOR | ON | NOUN), ("presume", CLAUSE), ("prioritize", OBJECT),
    ("proclaim", CLAUSE | OBJECT), ("project", CLAUSE | NOUN), ("promise", CLAUSE | INF | OBJECT | HEARER | NOUN),
    ("promote", OBJECT), ("prophesy", CLAUSE), ("propose", CLAUSE | INF | OBJECT),
    ("protest", CLAUSE | OBJECT | AGAINST | NOUN), ("prove", THAT), ("publicize", THAT), ("purport", INF),
    ("push", FOR | NOUN), ("question", OBJECT | QUESTION | NOUN), ("quip", CLAUSE), ("quote", OBJECT),
    ("rail", OBJECT | AGAINST), ("rant", ABOUT), ("rationalize", CLAUSE), ("rave", ABOUT), ("react", TO), ("read", MARKS),
    ("reaffirm", CLAUSE | OBJECT), ("realise", CLAUSE), ("realize", CLAUSE), ("reassert", CLAUSE),
    ("reassure", CLAUSE | HEARER), ("rebuff", OBJECT), ("rebuke", OBJECT | NOUN), ("rebut", OBJECT),
    ("recall", CLAUSE | OBJECT), ("recite", CLAUSE | OBJECT), ("reckon", CLAUSE), ("recognise", THAT),
    ("recognize", THAT), ("recommend", THAT | OBJECT), ("record", THAT | NOUN), ("recount", CLAUSE | OBJECT),
    ("refer", AS | TO), ("reflect", THAT | ON), ("refuse", INF), ("refute", OBJECT), ("regard", AS),
    ("regret", THAT | OBJECT | NOUN), ("reiterate", CLAUSE | OBJECT), ("reject", OBJECT), ("relate", CLAUSE),
    ("remark", CLAUSE | NOUN), ("remember", CLAUSE | OBJECT), ("remind", CLAUSE | HEARER | OF), ("reminisce", CLAUSE),
    ("repeat", CLAUSE | OBJECT), ("reply", CLAUSE | NOUN), ("report", CLAUSE | NOUN), ("reprimand", OBJECT),
    ("repudiate", OBJECT), ("request", THAT | INF | OBJECT | NOUN), ("require", THAT | INF), ("resolve", THAT | INF),
    ("respect", OBJECT | NOUN), ("respond", CLAUSE | TO), ("retort", CLAUSE), ("reveal", CLAUSE | OBJECT),
    ("ridicule", OBJECT | AS), ("rip", OBJECT | NOUN), ("rue", OBJECT), ("rule", THAT | MARKS | OUT | NOUN),
    ("savage", OBJECT | NOUN), ("say", CLAUSE), ("scoff", CLAUSE), ("scold", CLAUSE | OBJECT), ("scorn", OBJECT),
    ("scream", CLAUSE), ("see", THAT | AS), ("seek", INF), ("seem", RAISING), ("seize", ON), ("sense", THAT | NOUN),
    ("set", OUT | NOUN), ("shoot", CLAUSE), ("shout", CLAUSE | NOUN), ("show", THAT | QUESTION), ("shrug", CLAUSE),
    ("shun", OBJECT), ("side", WITH | NOUN), ("sigh", CLAUSE | NOUN), ("signal", THAT | NOUN), ("sing", MARKS),
    ("single", OUT), ("skewer", OBJECT), ("slam", OBJECT), ("slander", OBJECT), ("smear", OBJECT),
    ("smile", MARKS | NOUN), ("snap", CLAUSE | NOUN), ("sneer", CLAUSE | OBJECT), ("sniff", CLAUSE), ("snub", OBJECT),
    ("solicit", OBJECT), ("sour", ON), ("speak", ABOUT | AGAINST | OF), ("specify", CLAUSE), ("speculate", CLAUSE),
    ("spell", OUT), ("spurn", OBJECT), ("start", MARKS), ("state", CLAUSE | OBJECT | NOUN), ("stipulate", CLAUSE),
    ("stress", CLAUSE | OBJECT), ("subscribe", TO), ("suggest", CLAUSE | OBJECT), ("summarise", CLAUSE | OBJECT),
    ("summarize", CLAUSE | OBJECT), ("support", OBJECT | NOUN), ("suppose", CLAUSE), ("surmise", CLAUSE),
    ("suspect", CLAUSE | OBJECT | OF), ("swear", CLAUSE | INF), ("sympathize", WITH), ("talk", ABOUT | OF | NOUN),
    ("teach", CLAUSE | HEARER), ("tease", OBJECT | NOUN), ("telegraph", CLAUSE), ("tell", CLAUSE | INF | HEARER | ABOUT),
    ("testify", CLAUSE | ABOUT | AGAINST | TO), ("text", CLAUSE | HEARER | NOUN), ("thank", OBJECT), ("theorise", CLAUSE),
    ("theorize", CLAUSE), ("think", CLAUSE | ABOUT | OF), ("threaten", CLAUSE | INF | OBJECT), ("title", MARKS | NOUN),
    ("touch", ON | NOUN), ("tout", OBJECT), ("trash", OBJECT), ("treat", AS), ("trumpet", OBJECT),
    ("trust", OBJECT | NOUN), ("tweet", CLAUSE | ABOUT | NOUN), ("underline", CLAUSE | OBJECT),
    ("underscore", CLAUSE | OBJECT), ("understand", CLAUSE), ("undertake", INF), ("unveil", OBJECT),
    ("urge", CLAUSE | INF | OBJECT | HEARER | MARKS | ON), ("vent", CLAUSE | NOUN), ("venture", CLAUSE),
    ("view", OBJECT | AS | NOUN), ("vilify", OBJECT), ("voice", OBJECT | NOUN), ("volunteer", CLAUSE | INF),
    ("vote", AGAINST | FOR | NOUN), ("vow", CLAUSE | INF | OBJECT | NOUN), ("want", INF | OBJECT),
    ("warn", CLAUSE | INF | OBJECT | HEARER | ABOUT | AGAINST | OF), ("weigh", ON), ("welcome", OBJECT),
    ("whisper", CLAUSE | NOUN), ("wish", INF | FOR | NOUN), ("wonder", CLAUSE | ABOUT), ("worry", CLAUSE | ABOUT | NOUN),
    ("write", CLAUSE | ABOUT), ("yearn", INF), ("yell", CLAUSE),
];

/// Forms that no ending shows, sorted.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str, Inflection)] = &[
    ("began", "begin", Inflection::Past), ("begun", "begin", Inflection::Participle),
    ("chose", "choose", Inflection::Past), ("chosen", "choose", Inflection::Participle),
    ("dreamt", "dream", Inflection::Past), ("felt", "feel", Inflection::Past), ("forbade", "forbid", Inflection::Past),
    ("forbidden", "forbid", Inflection::Participle), ("foresaw", "foresee", Inflection::Past),
    ("foreseen", "foresee", Inflection::Participle), ("foretold", "foretell", Inflection::Past),
    ("forgot", "forget", Inflection::Past), ("forgotten", "forget", Inflection::Participle),
    ("found", "find", Inflection::Past), ("gone", "go", Inflection::Participle), ("heard", "hear", Inflection::Past),
    ("held", "hold", Inflection::Past), ("knew", "know", Inflection::Past), ("known", "know", Inflection::Participle),
    ("laid", "lay", Inflection::Past), ("learnt", "learn", Inflection::Past), ("meant", "mean", Inflection::Past),
    ("pled", "plead", Inflection::Past), ("proven", "prove", Inflection::Participle), ("said", "say", Inflection::Past),
    ("sang", "sing", Inflection::Past), ("saw", "see", Inflection::Past), ("says", "say", Inflection::Present),
    ("seen", "see", Inflection::Participle), ("shot", "shoot", Inflection::Past),
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

    #[test]
    fn tables_are_sorted_and_irregular_forms_have_their_verb() {
        assert!(VERBS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0));
        assert!(IRREGULAR.iter().all(|(_, lemma, _)| entry(lemma.as_bytes(), b"").is_some()));
    }

    #[test]
    fn forms_are_read_back_to_their_verb() {
        let read = |word| verb(word).map(|verb| verb.inflection);
        assert_eq!(read("Said"), Some(Inflection::Past));
        assert_eq!(read("denies"), Some(Inflection::Present));
        assert_eq!(read("denied"), Some(Inflection::Past));
        assert_eq!(read("arguing"), Some(Inflection::Gerund));
        assert_eq!(read("quipped"), Some(Inflection::Past));
        assert_eq!(read("written"), Some(Inflection::Participle));
        assert_eq!(read("bridge"), None);
    }
}
