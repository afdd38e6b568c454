//! Words of persons: relatives, what men and women do apart, family names that stand first.
//!
//! Relatives tell a person's gender ("his wife, Ann Lund"), and so does a competition that is held for women
//! and men apart ("the women's 200m"): who starts in one. By a family name that stands first the article calls
//! its person later: "Kim" for "Kim Sung-ho".

use crate::lexicon::index::words;

/// Family names that stand first, sorted, and are English words or short: what follows in an article is the
/// word with a capital.
#[rustfmt::skip]
pub(crate) const FAMILY_FIRST: &[&str] = &[
    "Aung", "Bai", "Ban", "Bang", "Bui", "Cai", "Chang", "Chen", "Cheng", "Cho", "Choi", "Chu", "Chung", "Dang",
    "Deng", "Ding", "Dong", "Du", "Duan", "Duong", "Fan", "Fang", "Feng", "Fu", "Gao", "Gu", "Guo", "Han", "He", "Ho",
    "Hoang", "Hong", "Hou", "Hu", "Huang", "Hwang", "Jang", "Jia", "Jiang", "Jin", "Jung", "Kang", "Kim", "Ko",
    "Kong", "Kwon", "Lai", "Lei", "Li", "Liang", "Liao", "Lim", "Lin", "Liu", "Long", "Lu", "Luo", "Ma", "Mao",
    "Meng", "Mo", "Moon", "Nam", "Ng", "Ngo", "Nguyen", "Noh", "Oh", "Pan", "Pang", "Park", "Peng", "Pham", "Phan",
    "Qi", "Qian", "Qiao", "Qin", "Qiu", "Ren", "Roh", "Seo", "Shao", "Shen", "Shi", "Shin", "Song", "Su", "Suh",
    "Sun", "Tai", "Tan", "Tang", "Tao", "Teng", "Tian", "Tong", "Tran", "Truong", "Vu", "Wan", "Wang", "Wei", "Wen",
    "Wu", "Xi", "Xia", "Xiao", "Xie", "Xu", "Xue", "Yan", "Yang", "Yao", "Ye", "Yi", "Yin", "Yong", "Yoon", "Young",
    "Yu", "Yuan", "Zeng", "Zhan", "Zhang", "Zhao", "Zheng", "Zhong", "Zhou", "Zhu", "Zhuang", "Zou",
];

/// Relatives who are men.
pub(crate) const MALE_RELATIVES: &[u64] =
    words!("husband son father brother boyfriend uncle nephew grandfather grandson widower");

/// Relatives who are women.
pub(crate) const FEMALE_RELATIVES: &[u64] =
    words!("wife daughter mother sister girlfriend aunt niece grandmother granddaughter widow");

/// What is held for women and men apart, sorted: the word behind "women's" or "men's". Numbers ("200m", "48kg")
/// tell as well and are not listed.
#[rustfmt::skip]
pub(crate) const SEPARATE_EVENTS: &[&str] = &[
    "all-around", "backstroke", "basketball", "breaststroke", "butterfly", "category", "champion", "championship",
    "cricket", "cycling", "discus", "doubles", "downhill", "event", "events", "final", "foil", "football",
    "freestyle", "gold", "golf", "hammer", "handball", "heptathlon", "high", "hockey", "hurdles", "individual",
    "javelin", "judo", "long", "marathon", "medley", "moguls", "pole", "relay", "rowing", "rugby", "sabre", "shot",
    "singles", "slalom", "soccer", "softball", "sprint", "squash", "super", "synchronised", "synchronized", "table",
    "taekwondo", "team", "tennis", "title", "tournament", "triathlon", "triple", "under", "volleyball",
    "weightlifting", "world", "wrestling",
];

/// Titles of anybody, without the full stop that some write: what stands behind one by itself is a person.
pub(crate) const MISTERS: &[&str] = &["Miss", "Mr", "Mrs", "Ms"];

/// Titles that are no part of a person's name though the tagger takes them for one.
pub(crate) const TITLES: &[&str] = &["Dr", "Miss", "Mme", "Mr", "Mrs", "Ms", "Prof"];

/// Titles before "Justice": "Mr Justice Weber", "Lord Justice Weber".
pub(crate) const OF_JUSTICES: &[&str] = &["Lady", "Lord", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."];

/// Titles of those whom counties are called after: "Queen Anne's County".
pub(crate) const OF_COUNTIES: &[&str] = &["King", "Prince", "Princess", "Queen", "St."];

/// Endings of given names of men, of four bytes or more, which are not known otherwise: "Anselmo". Those in "-ko" are
/// as often women's.
pub(crate) const MALE_ENDINGS: &[&str] = &["o", "os", "us"];

/// Endings of given names of women: "Graziella".
pub(crate) const FEMALE_ENDINGS: &[&str] = &["ina", "ella", "elle", "etta", "ette", "trix"];
