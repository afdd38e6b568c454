//! The folders of `src` and what they use: no circle, and the lowest layers use what the architecture says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Which top-level modules each one uses. Tests inside of modules do not count, nor do comments.
type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_folder_uses_one_that_uses_it() {
    let graph = graph();
    let circles: Vec<String> =
        graph.keys().filter_map(|module| path(&graph, module, module)).map(|path| path.join(" → ")).collect();
    assert!(circles.is_empty(), "circles:\n{}\n\nthe graph:\n{}", circles.join("\n"), show(&graph));
}

#[test]
fn the_lowest_layers_use_nothing_above_them() {
    let graph = graph();
    for (module, allowed) in [
        ("span", &[][..]),
        ("id", &[]),
        ("lexicon", &[]),
        ("linear", &["lexicon"]),
        ("parts", &["id", "span"]),
        ("segment", &["id", "lexicon", "linear", "parts", "span"]),
        ("date", &["id", "lexicon", "parts", "segment", "span"]),
        ("amount", &["date", "id", "lexicon", "parts", "segment", "span"]),
        ("terms", &["error", "id", "lexicon", "parts", "segment", "span"]),
        ("gazetteer", &["error", "id", "lexicon", "segment", "span"]),
    ] {
        let allowed = allowed.iter().map(ToString::to_string).collect();
        let used = graph.get(module).unwrap_or_else(|| panic!("no module {module}"));
        let above: Vec<_> = used.difference(&allowed).collect();
        assert!(above.is_empty(), "{module} uses {above:?}");
    }
}

fn graph() -> Graph {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    let module_of = |file: &Path| {
        let first = file.strip_prefix(&src).unwrap().iter().next().unwrap().to_str().unwrap();
        first.trim_end_matches(".rs").to_owned()
    };
    let modules: BTreeSet<String> = files.iter().map(|file| module_of(file)).collect();
    let lib = fs::read_to_string(src.join("lib.rs")).unwrap();
    let exports = exports(&lib);
    let mut graph = Graph::new();
    for file in &files {
        let module = module_of(file);
        if module == "lib" || module == "main" {
            continue;
        }
        let text = fs::read_to_string(file).unwrap();
        let used = graph.entry(module.clone()).or_default();
        for name in uses(&text) {
            let name = exports.get(name).map_or(name, String::as_str);
            if modules.contains(name) && name != module {
                used.insert(name.to_owned());
            }
        }
    }
    graph
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// The names that stand behind `crate::` in the code of a file.
fn uses(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| line.split("crate::").skip(1)).flat_map(|after| {
        // `crate::{error, id::TokenId}` names the first parts of its list.
        let list = after.strip_prefix('{').map_or(after, |list| list.split('}').next().unwrap_or_default());
        let parts = list.split(", ").take(if after.starts_with('{') { usize::MAX } else { 1 });
        parts.map(|part| {
            let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
            &part[..end]
        })
    })
}

/// The module of each name that `lib.rs` exports.
fn exports(lib: &str) -> BTreeMap<&str, String> {
    let mut exports = BTreeMap::new();
    for export in lib.split("pub use ").skip(1) {
        let Some((path, _)) = export.split_once(';') else { continue };
        let module = path.split("::").next().unwrap_or_default().to_owned();
        for name in path.split(|c: char| !c.is_alphanumeric() && c != '_') {
            if name.starts_with(char::is_uppercase) || name.contains('_') {
                exports.insert(name, module.clone());
            }
        }
    }
    exports
}

/// The shortest way of uses from one module to another, of one step or more.
fn path<'a>(graph: &'a Graph, from: &'a str, to: &str) -> Option<Vec<&'a str>> {
    let mut ways = vec![vec![from]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut next = Vec::new();
        for way in ways {
            for used in &graph[*way.last()?] {
                let mut way = way.clone();
                way.push(used);
                if used == to {
                    return Some(way);
                }
                if seen.insert(used) && graph.contains_key(used) {
                    next.push(way);
                }
            }
        }
        ways = next;
    }
    None
}

fn show(graph: &Graph) -> String {
    graph.iter().fold(String::new(), |mut out, (module, used)| {
        let used: Vec<&str> = used.iter().map(String::as_str).collect();
        writeln!(out, "{module}: {}", used.join(" ")).unwrap();
        out
    })
}
