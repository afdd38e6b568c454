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

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns};
use quick_xml::events::{BytesStart, Event};

use super::markup::{self, Assembly};

/// No node: what a link of a node holds that leads nowhere.
const NONE: u32 = u32::MAX;

/// Deeper documents are no documents. Of XML what comes after so many levels is hung into the last of them; of HTML
/// the reading stops there, since html5ever has no bound of its own and looks through the open elements at many tags.
const DEEPEST: u32 = 12_000;

/// An element, a run of text, or what is neither (comments, the document), which has a name that begins with `#`.
#[derive(Debug)]
struct Node {
    /// The full name, in lower case, with its prefix; empty for text.
    name: Box<str>,
    /// What a node of text holds, entities decoded; empty for elements.
    text: String,
    /// The attributes in their order: full names in lower case, and values with their entities decoded.
    attributes: Vec<(Box<str>, String)>,
    /// The node around it; [`NONE`] for the document and for nodes that were taken out.
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
        let node = Node { name, text, attributes, parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE };
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
            NONE => self.at(parent).first = child,
            last => self.at(last).next = child,
        }
        self.at(parent).last = child;
    }

    /// Adds text at the end of an element: to the run of text that is its last node, if it is one, so that entities
    /// and CDATA part no run.
    fn append_text(&mut self, parent: u32, text: &str) {
        let last = self.nodes[parent as usize].last;
        if last != NONE && self.nodes[last as usize].name.is_empty() {
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
        if parent == NONE {
            return;
        }
        let node = self.at(child);
        (node.parent, node.previous, node.next) = (parent, previous, sibling);
        self.at(sibling).previous = child;
        match previous {
            NONE => self.at(parent).first = child,
            previous => self.at(previous).next = child,
        }
    }

    /// Takes a node out of where it hangs, with all that is inside of it.
    fn detach(&mut self, child: u32) {
        let node = self.at(child);
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        if parent == NONE {
            return;
        }
        match previous {
            NONE => self.at(parent).first = next,
            previous => self.at(previous).next = next,
        }
        match next {
            NONE => self.at(parent).last = previous,
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
                    if open.len() < DEEPEST as usize {
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
        let sink = Sink { tree: RefCell::new(Self::new()), depth: RefCell::new(vec![0]), deepest: RefCell::new(0) };
        let options = ParseOpts::default();
        let mut parser = html5ever::parse_document(sink, options);
        let mut rest = text;
        let mut whole = true;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.ceil_char_boundary((16 << 10).min(rest.len())));
            parser.process(StrTendril::from(piece));
            rest = after;
            if *parser.tokenizer.sink.sink.deepest.borrow() > DEEPEST {
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

/// What html5ever builds into: it asks by shared references, so that the tree stands in cells.
struct Sink {
    /// What was built so far.
    tree: RefCell<Tree>,
    /// How deep each node stands, as it was appended first; moves of whole subtrees (of misnested tables) are not
    /// followed.
    depth: RefCell<Vec<u32>>,
    /// The greatest depth so far, which [`Tree::html`] compares with [`DEEPEST`].
    deepest: RefCell<u32>,
}

/// A node as html5ever holds it: its place, and its name, which html5ever asks for at each tag.
#[derive(Clone)]
struct Handle {
    at: u32,
    name: Rc<QualName>,
}

impl Sink {
    /// Adds a node to the tree, with room for its depth.
    fn add(&self, name: &str, attributes: Vec<(Box<str>, String)>) -> u32 {
        let at = self.tree.borrow_mut().node(name.into(), String::new(), attributes);
        self.depth.borrow_mut().resize(at as usize + 1, 0);
        at
    }

    /// Adds a node that is no element: a comment or a processing instruction.
    fn nameless(&self, name: &str) -> Handle {
        Handle { at: self.add(name, Vec::new()), name: Rc::new(QualName::new(None, ns!(), local_name!(""))) }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { at: 0, name: Rc::new(QualName::new(None, ns!(), local_name!(""))) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let attributes = attributes.into_iter().map(|one| (lower(&one.name.local), one.value.into()));
        Handle { at: self.add(&name.local.to_ascii_lowercase(), attributes.collect()), name: Rc::new(name) }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.nameless("#comment")
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.nameless("#comment")
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(child) => {
                let mut depth = self.depth.borrow_mut();
                depth.resize(tree.nodes.len(), 0);
                depth[child.at as usize] = depth[parent.at as usize] + 1;
                let mut deepest = self.deepest.borrow_mut();
                *deepest = (*deepest).max(depth[child.at as usize]);
                tree.append(parent.at, child.at);
            }
            NodeOrText::AppendText(text) => tree.append_text(parent.at, &text),
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.tree.borrow().nodes[element.at as usize].parent != NONE;
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.at == other.at
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(child) => child.at,
            NodeOrText::AppendText(text) => {
                let previous = tree.nodes[sibling.at as usize].previous;
                if previous != NONE && tree.nodes[previous as usize].name.is_empty() {
                    tree.at(previous).text.push_str(&text);
                    return;
                }
                tree.node("".into(), text.to_string(), Vec::new())
            }
        };
        tree.insert_before(sibling.at, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        let there = &mut tree.at(target.at).attributes;
        for one in attributes {
            let name = lower(&one.name.local);
            if there.iter().all(|(other, _)| *other != name) {
                there.push((name, one.value.into()));
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.at);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        loop {
            let child = tree.nodes[node.at as usize].first;
            if child == NONE {
                return;
            }
            tree.append(parent.at, child);
        }
    }
}

/// An element of a tree: two words, copied freely. Two are equal if they are the same element of the same tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    tree: &'a Tree,
    at: u32,
}

impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

/// A step of a walk through a tree.
pub(super) enum Step<'a> {
    /// Into an element; what is inside comes next, unless [`Walk::skip`] passes over it.
    Enter(Element<'a>),
    /// A run of text, entities decoded once.
    Text(&'a str),
    /// Out of an element, also of one that was skipped.
    Leave(Element<'a>),
}

/// A walk through the inside of an element, in the document's order, without the element itself. Needs no stack:
/// nodes know who holds them.
pub(super) struct Walk<'a> {
    tree: &'a Tree,
    /// The element that is walked through, at whose end the walk ends.
    root: u32,
    /// The node to enter next, else the one to leave.
    enter: u32,
    leave: u32,
}

impl<'a> Walk<'a> {
    /// Passes over the inside of the element that was entered last; its [`Step::Leave`] comes next. To be called
    /// right after [`Step::Enter`].
    pub(super) fn skip(&mut self) {
        self.enter = NONE;
    }

    /// The next step; `None` at the end. No `Iterator`, since [`Walk::skip`] must be called between two steps.
    pub(super) fn next(&mut self) -> Option<Step<'a>> {
        if self.enter != NONE {
            let (at, node) = (self.enter, &self.tree.nodes[self.enter as usize]);
            if node.name.is_empty() {
                self.enter = node.next;
                return Some(Step::Text(&node.text));
            }
            (self.enter, self.leave) = (node.first, at);
            return Some(Step::Enter(Element { tree: self.tree, at }));
        }
        let at = self.leave;
        if at == self.root {
            return None;
        }
        let node = &self.tree.nodes[at as usize];
        (self.enter, self.leave) = (node.next, node.parent);
        Some(Step::Leave(Element { tree: self.tree, at }))
    }
}

impl<'a> Element<'a> {
    /// What the tree holds of it.
    fn node(self) -> &'a Node {
        &self.tree.nodes[self.at as usize]
    }

    /// Its name in the document, in lower case, with prefix: `dc:creator`.
    pub(super) fn full_name(self) -> &'a str {
        &self.node().name
    }

    /// Its local name, in lower case: `creator` of `dc:creator`. Readers ask for this one, since agencies choose
    /// prefixes as they like.
    pub(super) fn name(self) -> &'a str {
        let name = self.full_name();
        name.rsplit(':').next().unwrap_or(name)
    }

    /// Its number in the document's order of creation: unique in its tree, and the same for the same text.
    pub(super) fn number(self) -> usize {
        self.at as usize
    }

    /// An attribute that holds something, by its full or local name in lower case: `lang` also finds `xml:lang`.
    /// Without blanks around; an empty one is none.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        let is = |full: &str| full == name || full.rsplit(':').next() == Some(name);
        let (_, value) = self.node().attributes.iter().find(|(full, _)| is(full))?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The element around it; `None` of the document itself.
    pub(super) fn parent(self) -> Option<Self> {
        let parent = self.node().parent;
        (parent != NONE).then_some(Self { at: parent, ..self })
    }

    /// The elements directly inside, without text.
    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        let mut at = self.node().first;
        std::iter::from_fn(move || {
            while at != NONE {
                let here = Self { tree: self.tree, at };
                at = here.node().next;
                if !here.node().name.is_empty() {
                    return Some(here);
                }
            }
            None
        })
    }

    /// The first element directly inside of that local name.
    pub(super) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// A walk through all that is inside.
    pub(super) fn walk(self) -> Walk<'a> {
        Walk { tree: self.tree, root: self.at, enter: self.node().first, leave: self.at }
    }

    /// All elements inside, in the document's order.
    pub(super) fn descendants(self) -> impl Iterator<Item = Self> {
        let mut walk = self.walk();
        std::iter::from_fn(move || {
            loop {
                if let Step::Enter(element) = walk.next()? {
                    return Some(element);
                }
            }
        })
    }

    /// The elements inside, however deep, of that local name.
    pub(super) fn all(self, name: &str) -> impl Iterator<Item = Self> {
        self.descendants().filter(move |element| element.name() == name)
    }

    /// The first element inside, however deep, of that local name. Walks up to it: a reader that asks for many
    /// fields asks for their frame first.
    pub(super) fn find(self, name: &str) -> Option<Self> {
        self.descendants().find(|element| element.name() == name)
    }

    /// All that is written inside, as it stands: entities decoded as often as the parser does it, which is once,
    /// blanks and line ends kept.
    pub(super) fn raw_text(self) -> String {
        let (mut walk, mut text) = (self.walk(), String::new());
        while let Some(step) = walk.next() {
            if let Step::Text(piece) = step {
                text.push_str(piece);
            }
        }
        text
    }

    /// What is written inside, as a line: entities decoded, blanks folded, tags that were escaped left out. `None`
    /// if that is nothing.
    ///
    /// `<h1>The <b>port</b><br>opens</h1>` → `The port opens`; scripts and the like inside are left out.
    pub(super) fn line(self) -> Option<String> {
        let (mut walk, mut assembly) = (self.walk(), Assembly::new());
        while let Some(step) = walk.next() {
            match step {
                Step::Text(text) => assembly.text(text),
                Step::Enter(element) if is_no_text(element) => walk.skip(),
                Step::Enter(element) | Step::Leave(element) => {
                    if element.name() == "br" || markup::is_block(element.name()) {
                        assembly.blank();
                    }
                }
            }
        }
        Some(markup::line(&assembly.finish())).filter(|line| !line.is_empty())
    }

    /// The line of the first element inside of that local name that holds something.
    pub(super) fn line_of(self, name: &str) -> Option<String> {
        self.all(name).find_map(Self::line)
    }

    /// The text inside by the rules of [`markup`], without the elements that `skip` names: paragraphs parted by
    /// blank lines.
    pub(super) fn text(self, skip: impl FnMut(Element<'a>) -> bool) -> String {
        let mut assembly = Assembly::new();
        self.write_text(&mut assembly, skip);
        assembly.finish()
    }

    /// Writes the text inside into an assembly, behind what it holds.
    ///
    /// Blocks are paragraphs, rows of tables lines, cells parted by tabs; one `<br>` is a blank and two are a
    /// paragraph; `<pre>` keeps its lines. Elements without text and those that `skip` names leave a blank, so that
    /// words around them do not run together. Of what was escaped twice the entities are decoded here.
    pub(super) fn write_text(self, assembly: &mut Assembly, mut skip: impl FnMut(Element<'a>) -> bool) {
        let (mut walk, mut breaks) = (self.walk(), 0);
        while let Some(step) = walk.next() {
            let element = match step {
                Step::Text(text) => {
                    if !text.trim().is_empty() {
                        breaks = 0;
                    }
                    assembly.text(&markup::entities(text));
                    continue;
                }
                Step::Enter(element) if is_no_text(element) || skip(element) => {
                    walk.skip();
                    assembly.blank();
                    continue;
                }
                Step::Enter(element) if element.name() == "pre" => {
                    assembly.verbatim(&markup::entities(&element.raw_text()));
                    walk.skip();
                    continue;
                }
                Step::Enter(element) if element.name() == "br" => {
                    breaks += 1;
                    if breaks > 1 {
                        assembly.paragraph();
                    } else {
                        assembly.blank();
                    }
                    continue;
                }
                Step::Leave(element) if element.name() == "br" => continue,
                Step::Enter(element) | Step::Leave(element) => element,
            };
            match element.name() {
                "tr" => assembly.line(),
                "td" | "th" => assembly.tab(),
                name if markup::is_block(name) => assembly.paragraph(),
                _ => continue,
            }
            breaks = 0;
        }
    }
}

/// Whether an element holds no text by its kind: scripts, figures, comments.
fn is_no_text(element: Element<'_>) -> bool {
    let name = element.name();
    name.starts_with('#') || markup::is_no_text(name)
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
