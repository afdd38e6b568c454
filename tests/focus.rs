//! The country that an article is about, against the datelines that articles of an agency carry.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::{Article, Articles, Gazetteer, Pipeline, ReadOptions, Subtype};

fn focus(text: &str) -> Option<String> {
    let document = Pipeline::new().annotate(Article::new("a1", text).unwrap());
    document.chains.focus_country().map(str::to_owned)
}

#[test]
fn places_and_peoples_tell_the_country() {
    for (text, country) in [
        ("Norway will build a port near Bergen. Norwegian ministers met in Oslo.", Some("NO")),
        ("French farmers closed roads around Lyon. France sends soybeans to Japan.", Some("FR")),
        ("Rain fell all night, and nobody slept.", None),
        ("Teams came from Peru, Japan, Kenya, Norway and Canada.", None),
    ] {
        assert_eq!(focus(text).as_deref(), country, "{text}");
    }
}

/// The country of the place that a dateline starts with, if the gazetteers know it: `TOKYO, March 3 -`.
fn country_of(dateline: &str, gazetteer: &Gazetteer, known: &mut BTreeMap<String, Option<String>>) -> Option<String> {
    let place = dateline.split([',', '/']).next().unwrap_or_default().trim();
    let capitals = |word: &str| word[..1].to_owned() + &word[1..].to_lowercase();
    let name: Vec<String> = place.split(' ').filter(|word| word.is_ascii() && !word.is_empty()).map(capitals).collect();
    let look = |name: String| {
        let places = gazetteer
            .find(&name)
            .filter(|entry| matches!(entry.subtype(), Some(Subtype::City | Subtype::Country | Subtype::Region)));
        places.max_by_key(|entry| entry.prior()).and_then(dateline::Entry::country).map(str::to_owned)
    };
    known.entry(name.join(" ")).or_insert_with_key(|name| look(name.clone())).clone()
}

/// The dateline says where an article was written, which is most often the country that it is about.
#[test]
fn the_focus_agrees_with_datelines() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/news/reuters21578.jsonl.gz");
    if !path.exists() {
        eprintln!("skipped: {path:?} is not there");
        return;
    }
    let (gazetteer, pipeline, mut known) = (Gazetteer::embedded(), Pipeline::new(), BTreeMap::new());
    let (mut said, mut right, mut all) = (0, 0, 0);
    for article in Articles::open([path], ReadOptions::default()).flatten().step_by(20) {
        let Some(gold) = article.dateline.as_deref().and_then(|line| country_of(line, &gazetteer, &mut known)) else {
            continue;
        };
        all += 1;
        if let Some(country) = pipeline.annotate(article).chains.focus_country() {
            said += 1;
            right += usize::from(country == gold);
        }
    }
    println!("{all} articles with a dateline, {said} with a country, of them {right} that of the dateline");
    assert!(all > 800 && said * 2 > all, "{said} of {all}");
    assert!(right * 100 >= said * 70, "{right} of {said}");
}
