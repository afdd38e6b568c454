//! Forms of verbs.

/// Whether a word is an irregular past and hardly ever anything else: "fell".
pub(crate) fn is_past(word: &str) -> bool {
    PASTS.binary_search(&word).is_ok()
}

/// Irregular pasts.
#[rustfmt::skip]
pub(crate) const PASTS: &[&str] = &[
    "arose", "ate", "awoke", "became", "began", "bent", "blew", "bought", "bred", "broke", "brought", "built", "burnt", "came",
    "caught", "chose", "clung", "crept", "dealt", "drank", "drew", "drove", "dug", "dwelt", "fed", "fell", "fled", "flew",
    "flung", "forbade", "foresaw", "forgave", "forgot", "forsook", "fought", "froze", "gave", "got", "grew", "heard", "held",
    "hid", "hung", "kept", "knelt", "knew", "laid", "leapt", "learnt", "led", "lent", "lit", "lost", "made", "meant", "met",
    "mistook", "outgrew", "overcame", "overran", "oversaw", "overthrew", "overtook", "paid", "ran", "rang", "rebuilt", "retook",
    "rewrote", "rode", "rose", "said", "sang", "sank", "sat", "sent", "shone", "shook", "shrank", "slept", "slid", "slung",
    "sold", "sought", "spent", "spoke", "sprang", "stank", "stole", "stood", "strove", "struck", "stuck", "stung", "swam",
    "swept", "swore", "swung", "taught", "thought", "threw", "told", "took", "tore", "trod", "undercut", "understood", "undertook",
    "undid", "upheld", "went", "wept", "withdrew", "withheld", "withstood", "woke", "won", "wore", "wove", "wrote", "wrung",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasts_are_found() {
        assert!(PASTS.is_sorted());
        assert!(is_past("flew") && !is_past("fly"));
    }
}
