//! A document of XML or HTML as a tree, however badly it is formed.
//!
//! Names of elements and attributes are in lower case; an element is found by its local name, whatever namespace it
//! claims. The tree is walked without recursion, so that depth costs no stack.
//!
//! Two parsers fill the same tree. [`Tree::html`] is html5ever, which reads pages as browsers do (WHATWG HTML, tree
//! construction) and adds the elements that a page leaves out. [`Tree::xml`] is quick-xml with its checks off,
//! since files of agencies and vendors are cut, mixed and escaped by hand:
//!
//! ```text
//! <a:B x=1 y='&eacute;'>      element `a:b`, local name `b`, attributes x = 1 and y = é
//!   <c>1 &amp; 2&nbsp;</d>    text `1 & 2`; the stray </d> closes nothing
//!   <c><![CDATA[<i>x</i>]]>   text `<i>x</i>`, which is not parsed
//! </a:B>                      closes both c, which nothing else does
//! ```
//!
//! Nodes stand in one vector and name each other by their places, so that a tree of a million nodes is one
//! allocation and some, is dropped without recursion, and [`Element`] is two words that are copied. Nothing is ever
//! fetched: no DTD, no external entity.
//!
//! What a reader asks of an element: its [`Element::line`] where a field is one line, its [`Element::text`] where
//! paragraphs count, its [`Element::raw_text`] where the content is text of another kind (JSON, escaped HTML).

mod element;
mod sink;

use html5ever::ParseOpts;
use html5ever::tendril::{StrTendril, TendrilSink};
use quick_xml::events::{BytesStart, Event};

pub(super) use self::element::{Element, Step};
use self::sink::Sink;

/// No node: what a link of a node holds that leads nowhere.
const NO_NODE: u32 = u32::MAX;

/// Deeper documents are no documents. Of XML what comes after so many levels is hung into the last of them; of HTML
/// the reading stops there, since html5ever has no bound of its own and looks through the open elements at many tags.
const DEEPEST_ELEMENT: u32 = 12_000;

/// An element, a run of text, or what is neither (comments, the document), which has a name that begins with `#`.
#[derive(Debug)]
struct Node {
    /// The full name, in lower case, with its prefix; empty for text.
    name: Box<str>,
    /// What a node of text holds, entities decoded; empty for elements.
    text: String,
    /// The attributes in their order: full names in lower case, and values with their entities decoded.
    attributes: Vec<(Box<str>, String)>,
    /// The node around it; [`NO_NODE`] for the document and for nodes that were taken out.
    parent: u32,
    /// The nodes before and behind it in the same element.
    previous: u32,
    next: u32,
    /// The first and the last node inside.
    first: u32,
    last: u32,
}

/// A document, its root at place 0 under the name `#document`.
#[derive(Debug)]
pub(super) struct Tree {
    /// All nodes that were ever made, those that hang nowhere any more too.
    nodes: Vec<Node>,
}

impl Tree {
    /// A tree of nothing but its root.
    fn new() -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.node("#document".into(), String::new(), Vec::new());
        tree
    }

    /// Adds a node that hangs nowhere yet, and gives its place.
    fn node(&mut self, name: Box<str>, text: String, attributes: Vec<(Box<str>, String)>) -> u32 {
        let node = Node {
            name,
            text,
            attributes,
            parent: NO_NODE,
            previous: NO_NODE,
            next: NO_NODE,
            first: NO_NODE,
            last: NO_NODE,
        };
        self.nodes.push(node);
        u32::try_from(self.nodes.len() - 1).unwrap_or(0)
    }

    /// The node at a place, which must be one of this tree.
    fn at(&mut self, at: u32) -> &mut Node {
        &mut self.nodes[at as usize]
    }

    /// Hangs a node in as the last of `parent`, from wherever it hung before.
    fn append(&mut self, parent: u32, child: u32) {
        self.detach(child);
        let last = self.nodes[parent as usize].last;
        (self.at(child).parent, self.at(child).previous) = (parent, last);
        match last {
            NO_NODE => self.at(parent).first = child,
            last => self.at(last).next = child,
        }
        self.at(parent).last = child;
    }

    /// Adds text at the end of an element: to the run of text that is its last node, if it is one, so that entities
    /// and CDATA part no run.
    fn append_text(&mut self, parent: u32, text: &str) {
        let last = self.nodes[parent as usize].last;
        if last != NO_NODE && self.nodes[last as usize].name.is_empty() {
            self.at(last).text.push_str(text);
            return;
        }
        let child = self.node("".into(), text.to_owned(), Vec::new());
        self.append(parent, child);
    }

    /// Hangs a node in before another; it is left out where that one hangs nowhere.
    fn insert_before(&mut self, sibling: u32, child: u32) {
        self.detach(child);
        let (parent, previous) = (self.nodes[sibling as usize].parent, self.nodes[sibling as usize].previous);
        if parent == NO_NODE {
            return;
        }
        let node = self.at(child);
        (node.parent, node.previous, node.next) = (parent, previous, sibling);
        self.at(sibling).previous = child;
        match previous {
            NO_NODE => self.at(parent).first = child,
            previous => self.at(previous).next = child,
        }
    }

    /// Takes a node out of where it hangs, with all that is inside of it.
    fn detach(&mut self, child: u32) {
        let node = self.at(child);
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NO_NODE, NO_NODE, NO_NODE);
        if parent == NO_NODE {
            return;
        }
        match previous {
            NO_NODE => self.at(parent).first = next,
            previous => self.at(previous).next = next,
        }
        match next {
            NO_NODE => self.at(parent).last = previous,
            next => self.at(next).previous = previous,
        }
    }

    /// The whole document.
    pub(super) fn root(&self) -> Element<'_> {
        Element { tree: self, at: 0 }
    }

    /// Reads XML, or a piece of some. Tags that are not closed end with what they stand in, entities that nobody
    /// declared stay as they are written unless HTML has them, external ones are never fetched.
    ///
    /// An end tag closes the nearest open element of its name among the last sixteen; one that fits none of them is
    /// stray and passed over. Any text is a tree, one of nothing at the least. Linear in the text.
    pub(super) fn xml(text: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut tree = Self::new();
        let (mut open, mut names) = (vec![0u32], Vec::<Box<str>>::new());
        loop {
            let here = open.last().copied().unwrap_or(0);
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    let child = tree.start(&start);
                    tree.append(here, child);
                    if open.len() < DEEPEST_ELEMENT as usize {
                        names.push(start.name().as_ref().into());
                        open.push(child);
                    }
                }
                Ok(Event::Empty(start)) => {
                    let child = tree.start(&start);
                    tree.append(here, child);
                }
                Ok(Event::End(end)) => {
                    // An end that fits none of the nearest open elements is stray.
                    let name = end.name();
                    let near = names.iter().rev().take(16).position(|open| **open == *name.as_ref());
                    if let Some(near) = near {
                        let left = names.len() - 1 - near;
                        names.truncate(left);
                        open.truncate(left + 1);
                    }
                }
                Ok(Event::Text(piece)) => tree.append_text(here, &piece),
                Ok(Event::CData(piece)) => tree.append_text(here, &piece),
                Ok(Event::GeneralRef(reference)) => {
                    let written = format!("&{};", &*reference);
                    tree.append_text(here, &html_escape::decode_html_entities(&written));
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                // A tag that is none is passed; at the file's end that ends the reading.
                Err(_) if reader.buffer_position() >= text.len() as u64 => break,
                Err(_) => {
                    let at = reader.buffer_position();
                    if reader.error_position() >= at && reader.read_event().is_err() && reader.buffer_position() == at {
                        break;
                    }
                }
            }
        }
        tree
    }

    /// Adds the element of a start tag, its attributes read as leniently as HTML's: without quotation marks,
    /// without values.
    fn start(&mut self, start: &BytesStart<'_>) -> u32 {
        let mut attributes = start.html_attributes();
        let attributes = attributes
            .with_checks(false)
            .flatten()
            .map(|attribute| {
                let value = html_escape::decode_html_entities(&*attribute.value).into_owned();
                (attribute.key.as_ref().to_ascii_lowercase().into(), value)
            })
            .collect();
        let name = start.name().as_ref().to_ascii_lowercase();
        self.node(name.into(), String::new(), attributes)
    }

    /// Reads a page, or a piece of one, as browsers do. False if it is nested too deep to be read to its end.
    ///
    /// The text is fed in pieces of 16 KiB, and after each the depth is looked at: html5ever has no bound of its
    /// own.
    pub(super) fn html(text: &str) -> (Self, bool) {
        let mut parser = html5ever::parse_document(Sink::new(), ParseOpts::default());
        let mut rest = text;
        let mut whole = true;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.ceil_char_boundary((16 << 10).min(rest.len())));
            parser.process(StrTendril::from(piece));
            rest = after;
            if *parser.tokenizer.sink.sink.deepest.borrow() > DEEPEST_ELEMENT {
                whole = false;
                break;
            }
        }
        (parser.finish(), whole)
    }
}

/// A name in lower case of ASCII; html5ever leaves names of foreign elements, such as those of SVG, as SVG writes
/// them.
fn lower(name: &str) -> Box<str> {
    name.to_ascii_lowercase().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_xml_is_read() {
        let tree = Tree::xml("<a:B x=1 y='&eacute;'><c>1 &amp; 2&nbsp;&unknown;</d></c><c><![CDATA[<i>x</i>]]></a:B>");
        let root = tree.root().find("b").expect("root");
        assert_eq!(root.full_name(), "a:b");
        assert_eq!(root.attribute("y"), Some("é"));
        let lines: Vec<_> = root.all("c").filter_map(Element::line).collect();
        assert_eq!(lines, ["1 & 2 &unknown;", "x"]);
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = format!("{}x{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
        assert_eq!(Tree::html(&deep).0.root().text(|_| false), "x");
        assert_eq!(Tree::xml(&deep).root().text(|_| false), "x");
        assert!(!Tree::html(&"<div>".repeat(30_000)).1);
    }

    proptest::proptest! {
        #[test]
        fn anything_is_a_tree(text in "(<[/!?]?[a-z:]{0,4}( [a-z]='?[^']{0,3}'?)?/?>?|[a-z &;#0-9\n]{0,6}|<!\\[CDATA\\[|\\]\\]>|.{0,4}){0,20}") {
            for tree in [Tree::xml(&text), Tree::html(&text).0] {
                let root = tree.root();
                let text = root.text(|_| false);
                assert_eq!(text.trim(), text);
                assert!(root.descendants().count() <= tree.nodes.len());
            }
        }
    }
}
