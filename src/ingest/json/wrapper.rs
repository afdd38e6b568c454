//! Records inside of other objects: pages of APIs, feeds, graphs, hits of a search.
//!
//! ```text
//! {"articles": [{…}, {…}]}                                   NewsAPI, and who names it so
//! {"response": {"docs": [{…}]}}                              down through objects of known names
//! {"hits": {"hits": [{"_id": "1", "_source": {…}}]}}         Elasticsearch: the record is one deeper
//! {"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": [{…}]}
//! {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", …}, {"@id": "#org", …}]}
//! {"my_own": [{"text": "…"}]}                                the only array of records, whatever its name
//! ```
//!
//! What an object is is asked in this order: a graph of JSON-LD; a record; a record whose fields stand in an inner
//! object; a wrapper. What is none of these is read as a record all the same, so that the error names the keys that
//! are there.
//!
//! The fields beside the array of records are given to each of them: a feed's title is the publisher of its items.
//! `--records PATH` leads to the records where names do not, and is then the only way.

use std::collections::HashMap;

use serde_json::Value;

use super::super::exports::{self, Object};
use super::super::{Item, ReadOptions};
use crate::error::{Error, Fault};

/// Keys whose arrays, or objects, hold records; in the order in which they are tried.
const RECORD_KEYS: [&str; 24] = [
    "articles",
    "results",
    "docs",
    "items",
    "_items",
    "item",
    "hits",
    "stories",
    "posts",
    "documents",
    "records",
    "rows",
    "entries",
    "news",
    "data",
    "response",
    "result",
    "content",
    "values",
    "value",
    "article",
    "document",
    "feed",
    "payload",
];

/// Keys of an object that holds the fields of the record around it: `_source` of Elasticsearch, `attributes` of
/// JSON:API, `fields` of many.
const INNER_KEYS: [&str; 9] =
    ["_source", "article", "fields", "attributes", "doc", "document", "node", "data", "story"];

/// Objects are looked for no deeper than this; `{"data": {"response": {"result": {"items": […]}}}}` is just found.
const DEEPEST_WRAPPER: usize = 4;

/// Makes the items of a value: of a record one, of a wrapper those of its records, each given to `take` in the
/// order of the file.
///
/// `beside` are the fields of the object that an array stood in; a path of the user's counts only at the top, where
/// there are none.
pub(super) fn expand(value: Value, beside: &Object, options: &ReadOptions, take: &mut dyn FnMut(Result<Item, Error>)) {
    if let Some(path) = &options.records
        && beside.is_empty()
    {
        match exports::value_at(&value, path) {
            Some(found) => return each(found.clone(), value.as_object().unwrap_or(&Object::new()), options, take),
            None if value.is_object() => {
                let message = format!(
                    "no records at {path:?}; --records names the keys that lead to them, such as response.docs"
                );
                return take(Err(Error::input(Fault::NoText, message)));
            }
            None => {}
        }
    }
    each(value, beside, options, take);
}

/// Makes the items of a value: of an array those of its elements. What is neither object nor array gives an error.
fn each(value: Value, beside: &Object, options: &ReadOptions, take: &mut dyn FnMut(Result<Item, Error>)) {
    match value {
        Value::Array(list) => list.into_iter().for_each(|value| each(value, beside, options, take)),
        Value::Object(object) => self::object(&object, beside, options, take),
        other => {
            let message = format!("{} where an object should be", exports::kind(&other));
            take(Err(Error::new(crate::error::ErrorKind::Json { message })));
        }
    }
}

/// Makes the items of an object, by the order at the head of this file.
fn object(object: &Object, beside: &Object, options: &ReadOptions, take: &mut dyn FnMut(Result<Item, Error>)) {
    if let Some(Value::Array(graph)) = object.get("@graph") {
        let mut found = json_ld(graph, options);
        if found.is_empty() {
            found.push(Err(Error::input(Fault::NotAnArticle, "JSON-LD without an article")));
        }
        return found.into_iter().for_each(take);
    }
    if exports::is_record(object, beside, options) {
        return take(exports::item(object, beside, options));
    }
    if let Some(record) = unwrapped(object, beside, options) {
        return take(exports::item(&record, beside, options));
    }
    if let Some((records, around)) = records(object, options, DEEPEST_WRAPPER) {
        let records = records.clone();
        let around: Object = around
            .iter()
            .filter(|(_, value)| !value.is_array())
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        return each(records, &around, options, take);
    }
    take(exports::item(object, beside, options));
}

/// Whether an object is a record, or one stands in it under a name of [`INNER_KEYS`].
pub(super) fn holds_record(object: &Object, beside: &Object, options: &ReadOptions) -> bool {
    exports::is_record(object, beside, options) || unwrapped(object, beside, options).is_some()
}

/// A record whose fields stand in an object of it, such as Elasticsearch's `_source`; the fields around it are
/// added.
///
/// `{"_id": "7", "_source": {"text": "Rain."}}` → `{"text": "Rain.", "id": "7"}`. Fields of the inner object win.
fn unwrapped(object: &Object, beside: &Object, options: &ReadOptions) -> Option<Object> {
    let inner = INNER_KEYS.iter().find_map(|key| {
        let inner = object.get(*key)?.as_object()?;
        exports::is_record(inner, beside, options).then_some((*key, inner))
    });
    let (key, inner) = inner?;
    let mut record = inner.clone();
    for (name, value) in object.iter().filter(|(name, _)| *name != key) {
        let name = if name == "_id" && !record.contains_key("id") { "id" } else { name };
        record.entry(name).or_insert_with(|| value.clone());
    }
    Some(record)
}

/// The array, or object, of an object that holds records, and the object that it stands in.
///
/// Known names first, in their order, down to [`DEEPEST_WRAPPER`] objects; an empty array of a known name counts,
/// so that a search without hits is told as a file without articles. Else the only array whose first object is a
/// record; of two such nobody knows which is meant.
fn records<'a>(object: &'a Object, options: &ReadOptions, depth: usize) -> Option<(&'a Value, &'a Object)> {
    if depth == 0 {
        return None;
    }
    let holds = |value: &Value| match value {
        Value::Array(list) => list.iter().take(8).any(Value::is_object) || list.is_empty(),
        _ => false,
    };
    for name in RECORD_KEYS {
        match object.get(name) {
            Some(list) if holds(list) => return Some((list, object)),
            Some(Value::Object(inner)) => {
                if exports::is_record(inner, object, options) {
                    return object.get(name).map(|inner| (inner, object));
                }
                if let Some(found) = records(inner, options, depth - 1) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    // An array of records under a name of its own.
    let mut others = object.values().filter(|value| {
        let first = value.as_array().and_then(|list| list.iter().find_map(Value::as_object));
        first.is_some_and(|first| {
            exports::is_record(first, object, options) || unwrapped(first, object, options).is_some()
        })
    });
    others.next().filter(|_| others.next().is_none()).map(|list| (list, object))
}

/// The articles among the nodes of a graph of JSON-LD, with what they refer to by `@id` filled in, one level deep:
/// `"author": {"@id": "#p1"}` becomes the node `#p1` with its name.
fn json_ld(nodes: &[Value], options: &ReadOptions) -> Vec<Result<Item, Error>> {
    let named = |node: &&Value| {
        node.get("@id").and_then(Value::as_str).is_some() && node.as_object().is_some_and(|node| node.len() > 1)
    };
    let by_id: HashMap<&str, &Value> =
        nodes.iter().filter(named).filter_map(|node| Some((node.get("@id")?.as_str()?, node))).collect();
    let fill = |value: &Value| match value {
        Value::Object(reference) if reference.len() == 1 => {
            let id = reference.get("@id").and_then(Value::as_str);
            id.and_then(|id| by_id.get(id)).map_or_else(|| value.clone(), |node| (*node).clone())
        }
        other => other.clone(),
    };
    let mut found = Vec::new();
    for node in nodes.iter().filter_map(Value::as_object) {
        let types: Vec<&str> = match node.get("@type") {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(name)) => vec![name.as_str()],
            _ => Vec::new(),
        };
        if !types.into_iter().any(exports::is_article_type) {
            continue;
        }
        let filled = node.iter().map(|(key, value)| {
            let value = match value {
                Value::Array(list) => Value::Array(list.iter().map(fill).collect()),
                other => fill(other),
            };
            (key.clone(), value)
        });
        found.push(exports::item(&filled.collect(), &Object::new(), options));
    }
    found
}

/// Where the array of records starts in an object that is damaged or too large to be read at once, after its
/// bracket, and the fields before it: strings of the object itself only.
///
/// Looks for a key of [`RECORD_KEYS`], or for the path of the user's, whose value is an array that begins with an
/// object and stands in no other array. Reads no more than the window, and needs no end of the object.
pub(super) fn array(window: &[u8], path: Option<&str>) -> Option<(usize, Object)> {
    let mut beside = Object::new();
    // The keys that lead to where we are; `None` below an array.
    let mut keys: Vec<Option<String>> = Vec::new();
    let mut key: Option<String> = None;
    let mut at = 0;
    while let Some(&byte) = window.get(at) {
        match byte {
            b'"' => {
                let end = string_end(window, at)?;
                let text = || serde_json::from_slice::<String>(&window[at..end]).ok();
                let after = window[end..].iter().find(|byte| !byte.is_ascii_whitespace());
                if after == Some(&b':') {
                    key = text();
                } else if let (Some(name), Some(value), 1) = (key.take(), text(), keys.len()) {
                    beside.insert(name, Value::String(value));
                }
                at = end;
                continue;
            }
            b'{' => keys.push(if keys.is_empty() { Some(String::new()) } else { key.take() }),
            b'[' => {
                let opens = window[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
                let name = key.take();
                let reachable = keys.iter().all(Option::is_some);
                if let (true, true, Some(name)) = (opens, reachable, &name) {
                    let parts = keys.iter().skip(1).flatten().map(String::as_str).chain([name.as_str()]);
                    let here = parts.collect::<Vec<_>>().join(".");
                    if path.map_or_else(|| RECORD_KEYS.contains(&name.as_str()), |path| path == here) {
                        return Some((at + 1, beside));
                    }
                }
                keys.push(None);
            }
            b'}' | b']' => {
                keys.pop();
            }
            b',' => key = None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the string that starts there ends, after its quotation mark; `None` if the window ends before.
fn string_end(window: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', window.get(at..)?)?;
        if window[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}
