//! The text of markup, assembled by one set of rules, and what cleans a field that holds HTML.
//!
//! Paragraphs are parted by a blank line. Inside one, line breaks and runs of blanks become one blank, but in
//! preformatted text. Elements inside a line add nothing. Invisible characters (soft hyphens, joiners of width
//! zero, byte order marks) are left out.
//!
//! ```text
//! <p>The port\n  <b>of</b> Marrow.</p><p>It opens.</p>     The port of Marrow.¶¶It opens.
//! One<br>line<br/><br/>Two                                 One line¶¶Two
//! <tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>         a→b¶c              (→ a tab, ¶ a line end)
//! <i>One</i>\n\nTwo                                        One¶¶Two           no blocks: blank lines part
//! Said <person>Liv Aasen</person>, then                    Said Liv Aasen, then
//! Fish &amp;amp; chips                                     Fish & chips       escaped twice
//! ```
//!
//! All readers write by [`Assembly`]: those with a tree by [`super::tree::Element::write_text`], those with a field
//! of a record by [`clean`], which has no tree and reads tags as they come. A field is taken for HTML only where it
//! surely holds some ([`has_tags`]), since records of agencies are full of signs in angle brackets:
//!
//! ```text
//! Sprint <FON>, Sears <S> and Du Pont Co. <DD> said    as it stands: tickers of shares
//! Phillips <P> rose.<P>Sears fell.                     Phillips <P> rose.¶¶Sears fell.
//! x <3 y                                               as it stands
//! ```
//!
//! What is deliberately not done: no style sheets are read (a hidden paragraph is text here; [`super::page`] looks
//! at its style), and lists get no bullets or numbers, which would be text that nobody wrote.

use std::borrow::Cow;
use std::collections::HashMap;

/// What stands between the text so far and what comes next. Of several that meet the widest counts, so that they
/// are in order of width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Nothing: the next piece goes on in the same word.
    #[default]
    None,
    /// A blank: between words, or for a line break inside a paragraph.
    Blank,
    /// Between cells of a row.
    Tab,
    /// Between rows of a table, or lines of a list of results.
    Line,
    /// A blank line.
    Paragraph,
}

/// A text that is put together from the pieces of a document.
///
/// Gaps are written when text follows, so that a text never starts or ends with one.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    /// What was written so far.
    out: String,
    /// What comes before the next piece of text.
    gap: Gap,
    /// Whether blank lines in the text part paragraphs.
    blank_lines: bool,
}

impl Assembly {
    /// An empty text, in which only elements part paragraphs.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// The same, but that a blank line in the text parts paragraphs, as where markup is only inside lines.
    pub(super) fn with_blank_lines(self) -> Self {
        Self { blank_lines: true, ..self }
    }

    /// At least this gap comes before what follows.
    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Ends the paragraph.
    pub(super) fn paragraph(&mut self) {
        self.widen(Gap::Paragraph);
    }

    /// Ends the line, of a table or list, but not the paragraph.
    pub(super) fn line(&mut self) {
        self.widen(Gap::Line);
    }

    /// Ends the cell of a table.
    pub(super) fn tab(&mut self) {
        self.widen(Gap::Tab);
    }

    /// A blank, if none is there: a line break inside a paragraph.
    pub(super) fn blank(&mut self) {
        self.widen(Gap::Blank);
    }

    /// Adds text, whose entities are decoded, its blanks folded: `" Rain \n fell"` is a blank, `Rain`, a blank and
    /// `fell`. A word that was begun in the piece before goes on, if neither side has a blank.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let blank = rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
            if blank > 0 {
                let newlines = || rest[..blank].bytes().filter(|&byte| byte == b'\n').count();
                self.widen(if self.blank_lines && newlines() > 1 { Gap::Paragraph } else { Gap::Blank });
                rest = &rest[blank..];
            }
            let word = rest.find(is_blank).unwrap_or(rest.len());
            if word > 0 {
                // A word of nothing but invisible characters is none.
                if rest[..word].contains(is_visible) {
                    self.write_gap();
                    push_visible(&mut self.out, &rest[..word]);
                }
                rest = &rest[word..];
            }
        }
    }

    /// Adds preformatted text, a paragraph of its own, whose lines and blanks stay: tables of results, verses.
    /// Blanks at line ends go, and line ends before the first and behind the last line.
    pub(super) fn verbatim(&mut self, text: &str) {
        let text = text.trim_end().trim_start_matches(['\r', '\n']);
        if text.trim().is_empty() {
            return;
        }
        self.paragraph();
        self.write_gap();
        for (number, line) in text.lines().enumerate() {
            if number > 0 {
                self.out.push('\n');
            }
            push_visible(&mut self.out, line.trim_end());
        }
        self.paragraph();
    }

    /// Writes what stands before the next piece; nothing at the start of the text.
    fn write_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if !self.out.is_empty() {
            self.out.push_str(match gap {
                Gap::None => "",
                Gap::Blank => " ",
                Gap::Tab => "\t",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// Whether a character parts words in markup: Unicode's white space, the no-break blank included.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// Adds a word without its invisible characters.
fn push_visible(out: &mut String, word: &str) {
    if word.is_ascii() || word.chars().all(is_visible) {
        out.push_str(word);
    } else {
        out.extend(word.chars().filter(|&c| is_visible(c)));
    }
}

/// Whether a character is one that is seen: not a soft hyphen, a blank or joiner of width zero (U+200B, U+2060) or
/// a byte order mark. U+200C and U+200D stay: in Persian, Hindi and emoji they mean something.
fn is_visible(c: char) -> bool {
    !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Decodes entities until nothing changes, two rounds at most: exports escape twice. A third round would decode
/// what an article on HTML says.
pub(super) fn entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let once = html_escape::decode_html_entities(text);
    match once {
        Cow::Owned(once) if once.contains('&') => Cow::Owned(html_escape::decode_html_entities(&once).into_owned()),
        once => once,
    }
}

/// A field of one line, such as a title: without tags, entities decoded, blanks folded. ` <b>Fish</b>\n&amp; chips
/// ` → `Fish & chips`.
pub(super) fn line(text: &str) -> String {
    let text = if has_tags(text) { fragment(text) } else { entities(text).into_owned() };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A field that holds a text: where it has tags it is read as HTML, where it has but entities they are decoded,
/// else it stays as it is.
///
/// Tags that come out only when entities are decoded count too: `&lt;p&gt;Fish&lt;/p&gt;` is a paragraph. Plain
/// text stays byte for byte, its blanks and invisible characters included: offsets are to point into what the
/// record holds.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if has_tags(text) {
        return Cow::Owned(fragment(text));
    }
    match entities(text) {
        Cow::Owned(decoded) if has_tags(&decoded) => Cow::Owned(fragment(&decoded)),
        decoded => decoded,
    }
}

/// Elements that part paragraphs: HTML's blocks, and those of NITF (`hl1`, `hl2`, `body.content`, `block`).
const BLOCKS: [&str; 36] = [
    "p",
    "div",
    "section",
    "article",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "header",
    "footer",
    "aside",
    "main",
    "nav",
    "table",
    "dl",
    "dt",
    "dd",
    "hr",
    "address",
    "center",
    "tbody",
    "thead",
    "tfoot",
    "body",
    "html",
    "hl1",
    "hl2",
    "body.content",
    "block",
    "caption",
];

/// Elements that do not. They are listed to be known as tags at all; of those of NITF only `person` is.
const INLINE: [&str; 32] = [
    "a", "b", "i", "em", "strong", "span", "br", "u", "s", "sub", "sup", "small", "img", "q", "cite", "code", "abbr",
    "font", "tr", "td", "th", "pre", "mark", "del", "ins", "time", "wbr", "tt", "strike", "big", "label", "person",
];

/// Elements whose content is no text, of HTML and NITF.
const SKIPPED: [&str; 22] = [
    "script",
    "style",
    "figure",
    "figcaption",
    "noscript",
    "template",
    "head",
    "iframe",
    "svg",
    "button",
    "form",
    "video",
    "audio",
    "object",
    "select",
    "textarea",
    "media",
    "media-caption",
    "canvas",
    "map",
    "note",
    "title",
];

/// Whether an element of that local name, in lower case, parts paragraphs.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether the content of an element of that local name is no text.
pub(super) fn is_no_text(name: &str) -> bool {
    SKIPPED.contains(&name)
}

/// Elements that are written without an end: those that have none, and those whose end may be left out (HTML,
/// “optional tags”).
const UNCLOSED: [&str; 12] = ["br", "hr", "img", "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option"];

/// Whether a text holds HTML: a tag of it that closes, has attributes or needs no closing one. Prose has signs in
/// brackets too, such as the tickers `<S>` and `<DD>` of agencies.
///
/// One such tag is enough, for then the whole field is markup. Stops at the first; linear in the text.
pub(super) fn has_tags(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let before = &text[..text.len() - rest.len() + at];
        rest = &rest[at + 1..];
        if let Some(tag) = Tag::read(rest)
            && tag.is_known()
            && (tag.closes || tag.empty || tag.capitals.is_none() || tag.stands_unclosed(before, &rest[tag.length..]))
        {
            return true;
        }
    }
    false
}

/// A tag: its name in lower case without prefix, and the length of what follows its `<`.
struct Tag {
    /// The local name, in lower case.
    name: String,
    /// Whether it is a closing tag.
    closes: bool,
    /// Whether it has no content: `<x/>`.
    empty: bool,
    /// Of a tag that is but a name, whether that is written in capitals; `None` of one with attributes.
    capitals: Option<bool>,
    /// The bytes from behind `<` to behind `>`.
    length: usize,
}

impl Tag {
    /// Whether a tag that nothing closes may be one: in capitals only where a paragraph may begin.
    ///
    /// `fell.<P>Sears` may (a sentence ends before it, a capital follows), `Phillips <P> rose` may not: the same
    /// letters are a ticker there.
    fn stands_unclosed(&self, before: &str, after: &str) -> bool {
        let begins = || {
            let before = before.trim_end_matches([' ', '\t']);
            let ended = before.is_empty() || before.ends_with(['\n', '.', '!', '?', ':', '"', '”', '>', ')']);
            let after = after.trim_start();
            ended && after.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '.' | ',' | ';' | ')'))
        };
        UNCLOSED.contains(&self.name.as_str()) && (self.capitals != Some(true) || begins())
    }

    /// Whether a tag that nothing closes is no tag but a sign in brackets, such as a ticker: a name in capitals
    /// that stands where no paragraph begins.
    fn is_sign(&self, before: &str, after: &str) -> bool {
        self.capitals == Some(true) && !self.closes && !self.empty && !self.stands_unclosed(before, after)
    }

    /// The longest tag that is looked for; what is longer is no tag but a stray sign.
    const TAG_BYTES: usize = 1 << 16;

    /// Reads the tag after a `<`; `None` if no tag begins so: no letter follows, a `<` stands inside, or no `>`
    /// comes. Signs `>` in quoted values are passed over, but a quotation mark opens only behind `=`, so that a
    /// stray one eats nothing.
    fn read(text: &str) -> Option<Self> {
        let closes = text.starts_with('/');
        let start = &text[usize::from(closes)..];
        if !start.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end = start.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '-' | '_')))?;
        let name = start[..end].rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
        let mut quote = None;
        let bytes = &start.as_bytes()[..start.len().min(Self::TAG_BYTES)];
        for (at, &byte) in bytes.iter().enumerate().skip(end) {
            match (quote, byte) {
                (Some(open), _) if open == byte => quote = None,
                (None, b'"' | b'\'') if bytes[..at].trim_ascii_end().ends_with(b"=") => quote = Some(byte),
                (None, b'<') => return None,
                (None, b'>') => {
                    let empty = bytes[at - 1] == b'/';
                    let plain = start[end..at].trim().is_empty();
                    let capitals = plain.then(|| !start[..end].contains(|c: char| c.is_ascii_lowercase()));
                    return Some(Self { name, closes, empty, capitals, length: usize::from(closes) + at + 1 });
                }
                _ => {}
            }
        }
        None
    }

    /// Whether HTML or NITF has an element of that name.
    fn is_known(&self) -> bool {
        let name = self.name.as_str();
        BLOCKS.contains(&name) || INLINE.contains(&name) || SKIPPED.contains(&name)
    }
}

/// The text of a fragment of HTML, well-formed or not. Scripts, styles, figures and comments are left out.
///
/// A fragment without elements that part paragraphs has them parted by blank lines, as blogs write them. An element
/// whose content is no text is passed to its closing tag, and only if there is one: `<script>` that is never closed
/// does not eat the rest. What is no tag is text, the sign `<` included. Linear in the text: a tag is looked for
/// over at most [`Tag::TAG_BYTES`].
pub(super) fn fragment(html: &str) -> String {
    let mut assembly = Assembly::new();
    if !has_blocks(html) {
        assembly = assembly.with_blank_lines();
    }
    let closing = closing(html);
    let mut rest = html;
    let mut breaks = 0;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        if at > 0 {
            breaks = if rest[..at].trim().is_empty() { breaks } else { 0 };
            assembly.text(&entities(&rest[..at]));
        }
        rest = &rest[at + 1..];
        if let Some(after) = unparsed(rest, &mut assembly) {
            rest = after;
            continue;
        }
        let Some(tag) = Tag::read(rest) else {
            assembly.text("<");
            continue;
        };
        let here = html.len() - rest.len();
        rest = &rest[tag.length..];
        let is_closed = closing.get(&tag.name).is_some_and(|&last| last > here);
        if !is_closed && tag.is_sign(&html[..here - 1], rest) {
            assembly.text(&html[here - 1..here + tag.length]);
        } else if tag.name == "br" {
            breaks += 1;
            if breaks > 1 {
                assembly.paragraph();
            } else {
                assembly.blank();
            }
            continue;
        } else {
            rest = write_tag(&tag, rest, is_closed, &mut assembly);
        }
        breaks = 0;
    }
    assembly.text(&entities(rest));
    assembly.finish()
}

/// What follows a comment, declaration, instruction or CDATA whose `<` was passed, and of which CDATA is written;
/// `None` of any other tag. One that does not end goes to the fragment's end.
fn unparsed<'a>(rest: &'a str, assembly: &mut Assembly) -> Option<&'a str> {
    if let Some(comment) = rest.strip_prefix("!--") {
        return Some(comment.split_once("-->").map_or("", |(_, after)| after));
    }
    if let Some(cdata) = rest.strip_prefix("![CDATA[") {
        let (inside, after) = cdata.split_once("]]>").unwrap_or((cdata, ""));
        assembly.text(&entities(inside));
        return Some(after);
    }
    rest.starts_with(['!', '?']).then(|| rest.split_once('>').map_or("", |(_, after)| after))
}

/// Writes what a tag means for the text, and gives what is still to be read of `rest`, which follows it: behind
/// preformatted text and elements without text that is further on.
fn write_tag<'a>(tag: &Tag, rest: &'a str, is_closed: bool, assembly: &mut Assembly) -> &'a str {
    let opens = !tag.closes && !tag.empty;
    match tag.name.as_str() {
        "tr" => assembly.line(),
        "td" | "th" => assembly.tab(),
        "pre" if opens => {
            let end = if is_closed { find_close(rest, "pre") } else { None }.unwrap_or(rest.len());
            assembly.verbatim(&entities(&strip_tags(&rest[..end])));
            return &rest[end..];
        }
        name if SKIPPED.contains(&name) && opens => {
            assembly.blank();
            if is_closed && let Some(end) = find_close(rest, name) {
                return &rest[end..];
            }
        }
        name if BLOCKS.contains(&name) => assembly.paragraph(),
        _ => {}
    }
    rest
}

/// Whether some element of a fragment parts paragraphs.
fn has_blocks(html: &str) -> bool {
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at + 1..];
        if let Some(tag) = Tag::read(rest)
            && BLOCKS.contains(&tag.name.as_str())
        {
            return true;
        }
    }
    false
}

/// Where the last closing tag of each name stands, in bytes from the start: what is asked before a closing tag is
/// looked for, so that a thousand `<script>` without one cost one pass.
fn closing(html: &str) -> HashMap<String, usize> {
    let ends = memchr::memmem::find_iter(html.as_bytes(), b"</");
    ends.filter_map(|at| Some((Tag::read(&html[at + 1..])?.name, at + 1))).collect()
}

/// Where the closing tag of an element starts in what follows its opening one. Names are compared by their
/// beginnings, in any case.
fn find_close(html: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memmem::find(&html.as_bytes()[at..], b"</")? + 2;
        let rest = &html.as_bytes()[at..];
        if rest.get(..name.len())?.eq_ignore_ascii_case(name.as_bytes()) {
            return Some(at - 2);
        }
    }
}

/// Preformatted text without its tags, `<br>` as line ends; what is no tag stays.
fn strip_tags(html: &str) -> String {
    let (mut out, mut rest) = (String::new(), html);
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match Tag::read(rest) {
            Some(tag) => {
                rest = &rest[tag.length..];
                if tag.name == "br" {
                    out.push('\n');
                }
            }
            None => out.push('<'),
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_words_leave_no_blanks() {
        assert_eq!(fragment("<p>Rain \u{200b}</p><p>\u{feff}fell \u{ad} hard</p>"), "Rain\n\nfell hard");
    }

    #[test]
    fn paragraphs_are_parted_and_lines_joined() {
        assert_eq!(
            fragment("<p>The port\n  <b>of</b> Marrow.</p>\n<p>It opens.</p>"),
            "The port of Marrow.\n\nIt opens."
        );
        assert_eq!(fragment("One<br>line<br/><br/>Two"), "One line\n\nTwo");
        assert_eq!(fragment("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"), "a\tb\nc");
        assert_eq!(fragment("Said <person>Liv Aasen</person>, then"), "Said Liv Aasen, then");
        assert_eq!(fragment("<i>One</i>\n\nTwo"), "One\n\nTwo");
        assert_eq!(fragment("<p>a</p><pre>x   y\n z</pre><p>b</p>"), "a\n\nx   y\n z\n\nb");
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        assert_eq!(fragment("<p>a<script>if (x < 1) {}</script>b</p><!-- c --><figure><p>d</p></figure>"), "a b");
        assert_eq!(fragment("so\u{ad}lar"), "solar");
        assert_eq!(
            clean("Sprint <FON>, Sears <S> and\nDu Pont Co. <DD> said"),
            "Sprint <FON>, Sears <S> and\nDu Pont Co. <DD> said"
        );
        assert_eq!(clean("<p>Sears <S> and <B>Sprint</B> <FON> rose.</p>"), "Sears <S> and Sprint <FON> rose.");
        assert_eq!(clean("Phillips <P> rose.<P>Sears fell."), "Phillips <P> rose.\n\nSears fell.");
        assert_eq!(fragment("1 < 2 and <b>3</b> > 2"), "1 < 2 and 3 > 2");
    }

    #[test]
    fn fields_are_cleaned_where_they_hold_markup() {
        assert_eq!(clean("a\nb  c"), "a\nb  c");
        assert_eq!(clean("Fish &amp;amp; chips"), "Fish & chips");
        assert_eq!(clean("&lt;p&gt;Fish&lt;/p&gt;&lt;p&gt;Chips"), "Fish\n\nChips");
        assert_eq!(clean("x <3 y"), "x <3 y");
        assert_eq!(line(" <b>Fish</b>\n&amp; chips "), "Fish & chips");
    }

    proptest::proptest! {
        #[test]
        fn any_markup_gives_text(html in "(<[/]?[a-z]{1,4}( [a-z]=\"[^\"]{0,3})?\"?>?|[a-z &;#0-9\n]{0,6}|.{0,4}){0,20}") {
            let text = fragment(&html);
            assert!(text.len() <= html.len() * 4 + 4);
            assert_eq!(text.trim(), text);
            let _ = (clean(&html), line(&html));
        }
    }
}
