//! Languages: their codes, and which one a text is in.
//!
//! A record that names its language is believed ([`code`]): `en-US`, `eng`, `English`, `Anglais`, `Englisch` are
//! `en`. Else the text is looked at ([`of`]). The question is whether it is English, which decides what is
//! annotated; only what is surely foreign is called so, and the rest is annotated:
//!
//! 1. English, if more than an eighth of the words of its first 2,000 bytes are among 28 that English is full of
//!    (prose has a quarter and more);
//! 2. unsure, if more than one in 25 are: lists and tables of results are made of names and numbers;
//! 3. else what whatlang (trigrams) finds in it, if it is sure, and if for languages with known short words a
//!    twelfth of the words are such;
//! 4. texts of less than 200 bytes are foreign only by their script, or by a fifth of short foreign words and not
//!    one English word.
//!
//! The lists of words here are samples for a measure and no vocabulary of the annotation, which is why they do not
//! stand in the lexicon.

/// The code (ISO 639-1) of a language that a record names: by a code, with a region or not, or in words. The first
/// word of the name counts, in any case. `None` for languages that are not listed.
pub(super) fn code(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let start = name.split(['-', '_', ';', ',', ' ', '(']).next().unwrap_or_default();
    let found = LANGUAGES.iter().find(|(code, names)| *code == start || names.split(' ').any(|other| other == start));
    found.map(|(code, _)| *code)
}

/// Codes with the codes of ISO 639-2 and the names in English, French, German, Dutch, Spanish and the language
/// itself, as far as records have them.
const LANGUAGES: [(&str, &str); 42] = [
    ("en", "eng english anglais englisch engels inglés ingles engelsk"),
    ("de", "deu ger german deutsch allemand duits alemán aleman tysk"),
    ("fr", "fra fre french français francais französisch frans francés frances fransk"),
    ("nl", "nld dut dutch nederlands néerlandais neerlandais niederländisch flemish"),
    ("es", "spa spanish español espanol espagnol spanisch spaans castilian"),
    ("it", "ita italian italiano italien italienisch italiaans"),
    ("pt", "por portuguese português portugues portugais portugiesisch portugees"),
    ("da", "dan danish dansk danois dänisch deens"),
    ("sv", "swe swedish svenska suédois schwedisch zweeds"),
    ("no", "nor nob norwegian norsk norvégien norwegisch noors nb nob nn nno bokmål"),
    ("fi", "fin finnish suomi finnois finnisch fins"),
    ("pl", "pol polish polski polonais polnisch pools"),
    ("ru", "rus russian русский russe russisch"),
    ("uk", "ukr ukrainian українська ukrainien ukrainisch"),
    ("cs", "ces cze czech čeština tchèque tschechisch"),
    ("sk", "slk slo slovak"),
    ("sl", "slv slovene slovenian"),
    ("hr", "hrv croatian"),
    ("sr", "srp serbian"),
    ("bg", "bul bulgarian"),
    ("ro", "ron rum romanian"),
    ("hu", "hun hungarian magyar"),
    ("el", "ell gre greek"),
    ("tr", "tur turkish türkçe turc türkisch"),
    ("ar", "ara arabic العربية arabe arabisch"),
    ("he", "heb hebrew iw"),
    ("fa", "fas pes per persian farsi"),
    ("ur", "urd urdu"),
    ("hi", "hin hindi"),
    ("bn", "ben bengali"),
    ("ta", "tam tamil"),
    ("zh", "zho chi cmn chinese 中文 chinois chinesisch mandarin cn"),
    ("ja", "jpn japanese 日本語 japonais japanisch"),
    ("ko", "kor korean"),
    ("vi", "vie vietnamese"),
    ("th", "tha thai"),
    ("id", "ind indonesian"),
    ("ms", "msa may malay melayu"),
    ("ca", "cat catalan"),
    ("eu", "eus baq basque"),
    ("et", "est ekk estonian"),
    ("lv", "lav lvs latvian"),
];

/// So many bytes of the text's beginning are looked at.
const SAMPLE_BYTES: usize = 2000;
/// Texts of fewer bytes are judged by [`of_short`].
const LEAST_BYTES: usize = 200;

/// Whether a word is one of those that every third to fifth word of English is, and of other languages few.
/// Compared in a small buffer, since each word of the beginning of each article is.
fn is_english(word: &str) -> bool {
    let mut small = [0; 5];
    let Some(small) = small.get_mut(..word.len()) else { return false };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    matches!(
        &*small,
        b"the"
            | b"of"
            | b"and"
            | b"to"
            | b"in"
            | b"that"
            | b"for"
            | b"is"
            | b"was"
            | b"on"
            | b"with"
            | b"said"
            | b"by"
            | b"at"
            | b"from"
            | b"his"
            | b"has"
            | b"he"
            | b"it"
            | b"as"
            | b"be"
            | b"had"
            | b"which"
            | b"who"
            | b"their"
            | b"were"
            | b"have"
            | b"will"
    )
}

/// The language of a text; `None` where it is too short or not sure, which counts as English for what is annotated.
pub(super) fn of(text: &str) -> Option<&'static str> {
    let start = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    let (mut words, mut english) = (0usize, 0usize);
    for word in start.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        english += usize::from(is_english(word));
    }
    if start.len() < LEAST_BYTES {
        return of_short(start, words, english);
    }
    // Running text has a quarter and more; lists of results and tables have less and are left to the detector.
    if english * 8 > words {
        return Some("en");
    }
    if english * 25 >= words.max(25) {
        return None;
    }
    let found = whatlang::detect(start)?;
    let language = code(found.lang().code()).filter(|_| found.is_reliable())?;
    // Tables of results have words of no language; a text of one of these has many of its short ones.
    let is_listed = ["de", "fr", "es", "it", "pt", "nl", "da", "no", "sv"].contains(&language);
    (!is_listed || foreign(start) * 12 >= words).then_some(language)
}

/// The words of a text that are frequent in other languages.
fn foreign(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| FOREIGN.iter().any(|known| *known == word.to_lowercase())).count()
}

/// Short words that are frequent in German, French, Spanish, Italian, Portuguese, Dutch, Danish, Norwegian and
/// Swedish and no words of English.
///
/// Words that both have are left out (`in`, `an`, `on`, `man`) as far as English prose has them often; `die`, `am`,
/// `hat` and `den` stay, which German has in every other sentence and English seldom.
const FOREIGN: [&str; 86] = [
    "der", "die", "das", "am", "hat", "wie", "nach", "bei", "auch", "wurde", "und", "ist", "nicht", "von", "den",
    "dem", "mit", "auf", "für", "ein", "eine", "einen", "dass", "sich", "im", "zu", "le", "la", "les", "des", "du",
    "et", "est", "une", "que", "dans", "pour", "qui", "au", "aux", "il", "el", "los", "las", "del", "y", "en", "por",
    "con", "una", "se", "di", "che", "per", "è", "della", "os", "da", "em", "uma", "não", "com", "o", "het", "een",
    "van", "dat", "niet", "met", "voor", "op", "zijn", "og", "det", "som", "på", "til", "av", "af", "att", "för", "är",
    "och", "ett", "de", "te",
];

/// The fewest words of a short text that tell its language.
const FEWEST_WORDS: usize = 8;

/// The language of a text of a sentence or two. Another script than the Latin tells it, with 16 letters and more;
/// else only a text without a word of English, of eight words at least, of whose words a fifth and more are
/// frequent in other languages. A line of football results is none.
fn of_short(text: &str, words: usize, english: usize) -> Option<&'static str> {
    let found = whatlang::detect(text)?;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if found.script() != whatlang::Script::Latin {
        return (letters >= 2 * FEWEST_WORDS).then(|| code(found.lang().code())).flatten();
    }
    let sure = english == 0 && words >= FEWEST_WORDS && foreign(text) * 5 >= words;
    sure.then(|| code(found.lang().code())).flatten().filter(|language| *language != "en")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_codes() {
        for (name, expected) in [
            ("en", "en"),
            ("en-US", "en"),
            ("ENGLISH", "en"),
            ("Anglais", "en"),
            ("deu", "de"),
            ("Französisch", "fr"),
            ("nb-NO", "no"),
            ("en_GB", "en"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
        assert_eq!(code("Klingon"), None);
    }

    #[test]
    fn texts_have_languages() {
        let english = "The council of the town said on Monday that it would build a new school in the harbour. The mayor was pleased. \
                       Parents had asked for it, and the work will start in May, when the old mill has been taken down by the builders.";
        let german = "Der Rat der Stadt teilte am Montag mit, dass er am Hafen eine neue Schule bauen wolle. Die Bürgermeisterin freute \
                      sich. Eltern hatten darum gebeten, und die Arbeiten sollen im Mai beginnen, wenn die alte Mühle abgerissen ist.";
        assert_eq!(of(english), Some("en"));
        assert_eq!(of(german), Some("de"));
        let table = "Norbank net loss six cts vs profit 11 cts\n Net loss 562,231 vs profit 10,253\n Revs 34.3 mln vs 35.5 mln\n";
        assert_eq!(of(&table.repeat(3)), None);
        assert_eq!(of("Talks resume on Tuesday."), None);
        assert_eq!(of("Der Rat der Stadt teilte am Montag mit, dass er eine Schule bauen wolle."), Some("de"));
        assert_eq!(of("Le maire de la ville a dit que le pont est ouvert et que les travaux sont finis."), Some("fr"));
        assert_eq!(of("市长周二表示，新桥将于五月开放。全市居民期待已久。"), Some("zh"));
        assert_eq!(of("Real Madrid 2 Deportivo La Coruna 1 Ajax 3 PSV Eindhoven 0 Bayern Munich 1"), None);
    }
}
