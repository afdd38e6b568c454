//! Elements of a tree, and the walk through them.

use super::{NO_NODE, Node, Tree};
use crate::ingest::markup::{self, Assembly};

/// An element of a tree: two words, copied freely. Two are equal if they are the same element of the same tree.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest) struct Element<'a> {
    /// The tree that it is of.
    pub(super) tree: &'a Tree,
    /// Its place in it.
    pub(super) at: u32,
}

impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

/// A step of a walk through a tree.
pub(in crate::ingest) enum Step<'a> {
    /// Into an element; what is inside comes next, unless [`Walk::skip`] passes over it.
    Enter(Element<'a>),
    /// A run of text, entities decoded once.
    Text(&'a str),
    /// Out of an element, also of one that was skipped.
    Leave(Element<'a>),
}

/// A walk through the inside of an element, in the document's order, without the element itself. Needs no stack:
/// nodes know who holds them.
pub(in crate::ingest) struct Walk<'a> {
    tree: &'a Tree,
    /// The element that is walked through, at whose end the walk ends.
    root: u32,
    /// The node to enter next, else the one to leave.
    enter: u32,
    /// The node whose inside is walked through: left when there is nothing to enter.
    leave: u32,
}

impl<'a> Walk<'a> {
    /// Passes over the inside of the element that was entered last; its [`Step::Leave`] comes next. To be called
    /// right after [`Step::Enter`].
    pub(in crate::ingest) fn skip(&mut self) {
        self.enter = NO_NODE;
    }

    /// The next step; `None` at the end. No `Iterator`, since [`Walk::skip`] must be called between two steps.
    pub(in crate::ingest) fn next(&mut self) -> Option<Step<'a>> {
        if self.enter != NO_NODE {
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
    pub(in crate::ingest) fn full_name(self) -> &'a str {
        &self.node().name
    }

    /// Its local name, in lower case: `creator` of `dc:creator`. Readers ask for this one, since agencies choose
    /// prefixes as they like.
    pub(in crate::ingest) fn name(self) -> &'a str {
        let name = self.full_name();
        name.rsplit(':').next().unwrap_or(name)
    }

    /// Its number in the document's order of creation: unique in its tree, and the same for the same text.
    pub(in crate::ingest) fn number(self) -> usize {
        self.at as usize
    }

    /// An attribute that holds something, by its full or local name in lower case: `lang` also finds `xml:lang`.
    /// Without blanks around; an empty one is none.
    pub(in crate::ingest) fn attribute(self, name: &str) -> Option<&'a str> {
        let is = |full: &str| full == name || full.rsplit(':').next() == Some(name);
        let (_, value) = self.node().attributes.iter().find(|(full, _)| is(full))?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether it has that class, in any case: programs write theirs differently from version to version.
    pub(in crate::ingest) fn has_class(self, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split_whitespace().any(|one| one.eq_ignore_ascii_case(class))
    }

    /// The element around it; `None` of the document itself.
    pub(in crate::ingest) fn parent(self) -> Option<Self> {
        let parent = self.node().parent;
        (parent != NO_NODE).then_some(Self { at: parent, ..self })
    }

    /// The elements directly inside, without text.
    pub(in crate::ingest) fn children(self) -> impl Iterator<Item = Self> {
        let mut at = self.node().first;
        std::iter::from_fn(move || {
            while at != NO_NODE {
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
    pub(in crate::ingest) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// A walk through all that is inside.
    pub(in crate::ingest) fn walk(self) -> Walk<'a> {
        Walk { tree: self.tree, root: self.at, enter: self.node().first, leave: self.at }
    }

    /// All elements inside, in the document's order.
    pub(in crate::ingest) fn descendants(self) -> impl Iterator<Item = Self> {
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
    pub(in crate::ingest) fn all(self, name: &str) -> impl Iterator<Item = Self> {
        self.descendants().filter(move |element| element.name() == name)
    }

    /// The first element inside, however deep, of that local name. Walks up to it: a reader that asks for many
    /// fields asks for their frame first.
    pub(in crate::ingest) fn find(self, name: &str) -> Option<Self> {
        self.descendants().find(|element| element.name() == name)
    }

    /// All that is written inside, as it stands: entities decoded as often as the parser does it, which is once,
    /// blanks and line ends kept.
    pub(in crate::ingest) fn raw_text(self) -> String {
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
    pub(in crate::ingest) fn line(self) -> Option<String> {
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
    pub(in crate::ingest) fn line_of(self, name: &str) -> Option<String> {
        self.all(name).find_map(Self::line)
    }

    /// The text inside by the rules of [`markup`], without the elements that `skip` names: paragraphs parted by
    /// blank lines.
    pub(in crate::ingest) fn text(self, skip: impl FnMut(Element<'a>) -> bool) -> String {
        let mut assembly = Assembly::new();
        self.write_text(&mut assembly, skip);
        assembly.finish()
    }

    /// Writes the text inside into an assembly, behind what it holds.
    ///
    /// Blocks are paragraphs, rows of tables lines, cells parted by tabs; one `<br>` is a blank and two are a
    /// paragraph; `<pre>` keeps its lines. Elements without text and those that `skip` names leave a blank, so that
    /// words around them do not run together. Of what was escaped twice the entities are decoded here.
    pub(in crate::ingest) fn write_text(self, assembly: &mut Assembly, mut skip: impl FnMut(Element<'a>) -> bool) {
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
