//! What html5ever builds of a page.
//!
//! html5ever tells what to do and keeps no tree; the methods here are its orders, each a change of a few links of a
//! [`Tree`]. What a page's text does not need is let pass: errors, the document type, quirks. Comments become nodes
//! without text, so that they part no run of it. Contents of `<template>` are put into the element itself, which is
//! no text.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, QualName, local_name, ns};

use super::{NO_NODE, Tree, lower};

/// What html5ever builds into: it asks by shared references, so that the tree stands in cells.
pub(super) struct Sink {
    /// What was built so far.
    tree: RefCell<Tree>,
    /// How deep each node stands, as it was appended first; moves of whole subtrees (of misnested tables) are not
    /// followed.
    depth: RefCell<Vec<u32>>,
    /// The greatest depth so far, which [`Tree::html`] compares with [`super::DEEPEST_ELEMENT`].
    pub(super) deepest: RefCell<u32>,
}

/// A node as html5ever holds it: its place, and its name, which html5ever asks for at each tag.
#[derive(Clone)]
pub(super) struct Handle {
    /// Its place in the tree.
    at: u32,
    /// Its name with its namespace; counted, since html5ever copies handles a lot.
    name: Rc<QualName>,
}

impl Sink {
    /// An empty document.
    pub(super) fn new() -> Self {
        Self { tree: RefCell::new(Tree::new()), depth: RefCell::new(vec![0]), deepest: RefCell::new(0) }
    }

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

    /// Hangs a node or text in as the last of `parent`, and notes how deep it stands.
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

    /// For what stands wrongly in a table: before the table where that hangs somewhere, else into the element
    /// before.
    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.tree.borrow().nodes[element.at as usize].parent != NO_NODE;
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

    /// Hangs a node or text in before another; text goes on in the run before it, if there is one.
    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(child) => child.at,
            NodeOrText::AppendText(text) => {
                let previous = tree.nodes[sibling.at as usize].previous;
                if previous != NO_NODE && tree.nodes[previous as usize].name.is_empty() {
                    tree.at(previous).text.push_str(&text);
                    return;
                }
                tree.node("".into(), text.to_string(), Vec::new())
            }
        };
        tree.insert_before(sibling.at, child);
    }

    /// Adds the attributes of a second `<html>` or `<body>` to the first one, as far as it has them not.
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

    /// Hangs all children of a node into another, in their order.
    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        loop {
            let child = tree.nodes[node.at as usize].first;
            if child == NO_NODE {
                return;
            }
            tree.append(parent.at, child);
        }
    }
}
