//! Values of JSON as cells of a table: the way to them by keys and paths, and what of them may be a field or a text.

use serde_json::Value;

use super::Object;

/// The value of a key: as it is written, else in any case of ASCII letters.
pub(super) fn lookup<'a>(record: &'a Object, name: &str) -> Option<&'a Value> {
    record.get(name).or_else(|| record.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

/// The cell at a path of keys: `a.b`, `a[0]`, `a[]` for all, `a[role=main]` for the first with that value.
///
/// ```text
/// {"by": {"name": "A"}}                                 by.name            → A
/// {"authors": [{"name": "A"}, {"name": "B"}]}           authors[].name     → A, B
/// {"bodies": [{"role": "main", "value": "Talks"}]}      bodies[role=main].value → Talks
/// {"subject": [{"name": "Trade"}, {"name": "Ports"}]}   subject[0].name    → Trade
/// ```
///
/// Values of a selector may have a prefix (`role=main` finds `"drol:main"`) and may hold points
/// (`contenttype=text/x.y`). `None` where a key is missing, a value is empty, or a path goes on below a string.
/// Several values are joined by `separator`.
pub(in crate::ingest) fn path(record: &Object, path: &str, separator: &str) -> Option<String> {
    let (first, rest) = step(path);
    let (key, selector) = first;
    follow(lookup(record, key)?, selector, rest, separator)
}

/// The value at a path of plain keys, such as `response.docs`; selectors are not known here. `None` where a part is
/// no object or has no such key.
pub(in crate::ingest) fn value_at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, key| lookup(value.as_object()?, key))
}

/// A step of a path: its key, and what its brackets hold. `authors[]` is `("authors", Some(""))`.
type Step<'a> = (&'a str, Option<&'a str>);

/// The first step of a path, and the rest without the point between: `a[t=x.y].b` → `("a", "t=x.y")` and `b`.
fn step(path: &str) -> (Step<'_>, &str) {
    // A value in brackets may hold points.
    let end = match (path.find('.'), path.find('['), path.find(']')) {
        (Some(dot), Some(open), Some(close)) if open < dot => {
            path[close..].find('.').map_or(path.len(), |dot| close + dot)
        }
        (Some(dot), ..) => dot,
        (None, ..) => path.len(),
    };
    let (first, rest) = (&path[..end], path[end..].trim_start_matches('.'));
    match first.strip_suffix(']').and_then(|first| first.split_once('[')) {
        Some((key, selector)) => ((key, Some(selector)), rest),
        None => ((first, None), rest),
    }
}

/// The cell below a value: what its selector chooses, then the rest of the path.
///
/// A list that the path goes through without a selector gives all that its entries have there. A selector on what
/// is no list is passed over, so that `subject[0].name` also reads `{"subject": {"name": "Trade"}}`.
fn follow(value: &Value, selector: Option<&str>, rest: &str, separator: &str) -> Option<String> {
    let go = |value: &Value| {
        if rest.is_empty() {
            return cell(value, separator);
        }
        let ((key, selector), rest) = step(rest);
        follow(lookup(value.as_object()?, key)?, selector, rest, separator)
    };
    match (value, selector) {
        (Value::Array(list), Some(selector)) if !selector.is_empty() => match selector.split_once('=') {
            Some((key, wanted)) => {
                let is = |entry: &&Value| {
                    let found = entry.as_object().and_then(|entry| lookup(entry, key)).and_then(Value::as_str);
                    found.is_some_and(|found| found == wanted || found.rsplit(':').next() == Some(wanted))
                };
                list.iter().find(is).and_then(go)
            }
            None => list.get(selector.parse::<usize>().ok()?).and_then(go),
        },
        (Value::Array(list), _) if !rest.is_empty() || selector.is_some() => {
            let cells: Vec<String> = list.iter().filter_map(go).collect();
            (!cells.is_empty()).then(|| cells.join(separator))
        }
        (value, _) => go(value),
    }
}

/// Whether a value may be the cell of a field: no null, no blank string, no list of nothing but those.
pub(super) fn holds_text(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => list.iter().any(holds_text),
        _ => true,
    }
}

/// Whether a value may be a text: a string, or paragraphs, or an object that is known to wrap one, such as
/// `{"rendered": "<p>…</p>"}` of `WordPress`.
pub(super) fn is_texts(value: &Value) -> bool {
    match value {
        Value::String(_) => true,
        Value::Array(list) => list.iter().all(Value::is_string),
        Value::Object(object) => ["rendered", "value", "@value", "#text", "text", "plain", "html"]
            .into_iter()
            .any(|key| object.get(key).is_some_and(Value::is_string)),
        _ => false,
    }
}

/// What an object says of itself in one string: its name, its value; the first of these keys that holds something.
fn inner(object: &Object) -> Option<&Value> {
    [
        "name", "value", "@value", "rendered", "#text", "text", "title", "main", "original", "literal", "code", "@id",
        "id",
    ]
    .into_iter()
    .find_map(|key| object.get(key).filter(|value| holds_text(value)))
}

/// A field as the cell of a table: strings and numbers as they are, a list joined by the separator, of an object
/// its name or value; empty is missing.
///
/// `["A", "B"]` → `A, B`; `{"name": "Courier"}` → `Courier`; `12` → `12`; `"None"` → nothing.
pub(super) fn cell(value: &Value, separator: &str) -> Option<String> {
    let cell = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            items.iter().filter_map(|item| cell(item, separator)).collect::<Vec<_>>().join(separator)
        }
        Value::Object(object) => return inner(object).and_then(|value| cell(value, separator)),
        other => other.to_string(),
    };
    (!cell.trim().is_empty() && !matches!(cell.trim(), "None" | "null" | "NaN" | "N/A")).then_some(cell)
}

/// A field that rides along: objects and lists of them as JSON, since their parts have no column of their own.
pub(super) fn whole_cell(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) => Some(value.to_string()),
        Value::Array(list) if list.iter().any(|entry| entry.is_object() || entry.is_array()) => Some(value.to_string()),
        other => cell(other, ", "),
    }
}

/// What a value is, in the words of an error: `a string`, `an array`.
pub(in crate::ingest) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(json: &str, at: &str) -> Option<String> {
        let value: Value = serde_json::from_str(json).unwrap();
        path(value.as_object().unwrap(), at, ", ")
    }

    #[test]
    fn paths_are_followed() {
        assert_eq!(at(r#"{"a": {"b": 1}}"#, "a.b").as_deref(), Some("1"));
        assert_eq!(at(r#"{"a": [{"n": "x"}, {"n": "y"}]}"#, "a[].n").as_deref(), Some("x, y"));
        assert_eq!(at(r#"{"a": [{"r": "m", "v": 1}, {"r": "s", "v": 2}]}"#, "a[r=s].v").as_deref(), Some("2"));
        assert_eq!(at(r#"{"a": [{"t": "text/x.y", "v": 1}]}"#, "a[t=text/x.y].v").as_deref(), Some("1"));
        assert_eq!(at(r#"{"a": ["x", "y"]}"#, "a[1]").as_deref(), Some("y"));
        assert_eq!(at(r#"{"A": {"name": "x"}}"#, "a").as_deref(), Some("x"));
        assert_eq!(at(r#"{"a": "None"}"#, "a"), None);
        assert_eq!(at(r#"{"a": 1}"#, "a.b"), None);
    }
}
