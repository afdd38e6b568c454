//! Records inside of other objects: pages of APIs, feeds, graphs, hits of a search.

use std::collections::HashMap;

use serde_json::Value;

use super::super::exports::{self, Object};
use super::super::{Item, ReadOptions};
use crate::error::{Error, Fault};

/// Keys whose arrays, or objects, hold records.
const NAMES: [&str; 24] = [
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

/// Keys of an object that holds the fields of the record around it.
const INNER: [&str; 9] = ["_source", "article", "fields", "attributes", "doc", "document", "node", "data", "story"];

/// Objects are looked for no deeper than this.
const DEPTH: usize = 4;

/// Makes the items of a value: of a record one, of a wrapper those of its records.
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
    if let Some((records, around)) = records(object, options, DEPTH) {
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

/// Whether an object is a record, or one stands in it.
pub(super) fn holds_record(object: &Object, beside: &Object, options: &ReadOptions) -> bool {
    exports::is_record(object, beside, options) || unwrapped(object, beside, options).is_some()
}

/// A record whose fields stand in an object of it, such as Elasticsearch's `_source`; the fields around it are added.
fn unwrapped(object: &Object, beside: &Object, options: &ReadOptions) -> Option<Object> {
    let inner = INNER.iter().find_map(|key| {
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
fn records<'a>(object: &'a Object, options: &ReadOptions, depth: usize) -> Option<(&'a Value, &'a Object)> {
    if depth == 0 {
        return None;
    }
    let holds = |value: &Value| match value {
        Value::Array(list) => list.iter().take(8).any(Value::is_object) || list.is_empty(),
        _ => false,
    };
    for name in NAMES {
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

/// The articles among the nodes of a graph of JSON-LD, with what they refer to by `@id` filled in.
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

/// Where the array of records starts in an object that is damaged or too large to be read at once, after its bracket, and the fields
/// before it.
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
                    if path.map_or_else(|| NAMES.contains(&name.as_str()), |path| path == here) {
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

/// Where the string that starts there ends, after its quotation mark.
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
