//! Mails and mailboxes.
//!
//! ```text
//! From courier@example.org Mon Feb 17 08:30:00 2025    of a mailbox: a mail begins (RFC 4155)
//! Message-ID: <x-1@example.org>                        id
//! From: "The Courier" <courier@example.org>            publisher, and byline where no `By …` is
//! Date: Mon, 17 Feb 2025 08:30:00 +0100                date, in its own zone
//! Subject: =?utf-8?q?Talks_resume?=                    title, decoded (RFC 2047)
//! Content-Type: multipart/alternative; …               the first text/plain, else the first text/html
//!
//! By Ama Kodjo                                         byline: a first line with a blank one behind
//!
//! Talks resume on Tuesday.
//! >From Lisbon they go on.                             unquoted in mailboxes
//! --                                                   the signature: the text ends
//! ```
//!
//! Mailparse takes mails apart (RFC 5322, MIME, transfer encodings, charsets); here is decided what an article
//! takes of them. Parts that are attached are no text. Of HTML what is hidden goes, as the preview of newsletters
//! is; lines on subscriptions at the end go too. The line length and line ends of plain text stay.

use super::Item;
use super::format::{Input, InputFormat, Items, Sniff};
use super::tree::Tree;
use crate::error::{Error, Fault};

/// Headers of which a mail has several, in lower case, with their colons.
const HEADERS: [&str; 8] =
    ["from:", "subject:", "date:", "message-id:", "mime-version:", "received:", "return-path:", "delivered-to:"];

/// A mail.
///
/// Sure where the file begins with a header, two headers of mails stand before the first blank line, and one of
/// them is none that a plain text has too (`Message-ID`, `MIME-Version`, `Received`) or the file is called `.eml`:
/// `Subject:` and `Date:` alone are a head of plain text.
pub(super) const MAIL: InputFormat = InputFormat {
    name: "mail",
    description: "a mail (RFC 5322)",
    endings: &["eml"],
    sniff: |beginning| {
        let head = beginning.text.lines().take_while(|line| !line.trim().is_empty());
        let headers = head.filter(|line| {
            HEADERS.iter().any(|name| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
        });
        let first = beginning.text.lines().next().unwrap_or_default();
        let is_header = first.split_once(':').is_some_and(|(name, _)| !name.is_empty() && !name.contains(' '));
        let found = headers
            .map(|line| line.split(':').next().unwrap_or_default().to_ascii_lowercase())
            .collect::<std::collections::BTreeSet<_>>();
        let sure = found.contains("message-id") || found.contains("mime-version") || found.contains("received");
        Sniff::sure(is_header && found.len() >= 2 && (sure || beginning.ending() == "eml"))
    },
    open: |input: Input| -> Result<Items, Error> { Ok(Box::new(std::iter::once(message(&input.bytes()?)))) },
    maps: "id ← Message-ID; title ← Subject; date ← Date; publisher ← From; byline ← By …, From; text ← text/plain, else text/html",
};

/// A mailbox: its first line is `From `, an address and a date that ends in a year, and a header comes next.
pub(super) const MBOX: InputFormat = InputFormat {
    name: "mbox",
    description: "a mailbox (RFC 4155)",
    endings: &["mbox"],
    sniff: |beginning| {
        let mut lines = beginning.text.lines();
        let from = lines.next().is_some_and(|line| {
            line.starts_with("From ") && line.trim_end().bytes().rev().take(4).all(|byte| byte.is_ascii_digit())
        });
        Sniff::sure(from && lines.next().is_some_and(|line| line.contains(':')))
    },
    open: |input: Input| -> Result<Items, Error> {
        let longest = input.options().record_bytes;
        // Mails are bytes of several encodings: they are cut, and decoded part by part.
        let bytes = Mails { reader: input.reader(), line: Vec::new(), longest };
        let mut number = 0;
        Ok(Box::new(bytes.map(move |mail| {
            number += 1;
            mail.and_then(|mail| message(&mail)).map(|item| Item { number: Some(number), ..item })
        })))
    },
    maps: "as mail",
};

/// The mails of a mailbox, as bytes without their `From ` lines. Of one that is longer than it may be, the rest is
/// left out.
struct Mails {
    /// What is left of the mailbox.
    reader: Box<dyn std::io::BufRead + Send>,
    /// The line that begins the next mail.
    line: Vec<u8>,
    /// The most bytes of a mail that are kept.
    longest: usize,
}

impl Iterator for Mails {
    type Item = Result<Vec<u8>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut mail, mut blank, mut begun) = (Vec::new(), true, !self.line.is_empty());
        loop {
            self.line.clear();
            match std::io::BufRead::read_until(&mut self.reader, b'\n', &mut self.line) {
                Ok(0) => return begun.then_some(Ok(mail)),
                Ok(_) => {}
                Err(error) => return Some(Err(Error::io(error))),
            }
            if blank && self.line.starts_with(b"From ") {
                if begun {
                    return Some(Ok(mail));
                }
                begun = true;
                continue;
            }
            blank = self.line.trim_ascii().is_empty();
            let quoted = self.line.iter().take_while(|byte| **byte == b'>').count();
            let line =
                if quoted > 0 && self.line[quoted..].starts_with(b"From ") { &self.line[1..] } else { &self.line[..] };
            if mail.len() + line.len() <= self.longest {
                mail.extend_from_slice(line);
            }
            begun = true;
        }
    }
}

/// The article of a mail. Looks at 1,000 parts at most.
///
/// # Errors
///
/// If it has no head that can be read.
fn message(bytes: &[u8]) -> Result<Item, Error> {
    let wrong = |error: &mailparse::MailParseError| Error::input(Fault::Format, format!("not a mail: {error}"));
    let mail = mailparse::parse_mail(bytes).map_err(|error| wrong(&error))?;
    let header = |name: &str| {
        let header = mail.headers.iter().find(|header| header.get_key_ref().eq_ignore_ascii_case(name))?;
        Some(header.get_value().split_whitespace().collect::<Vec<_>>().join(" ")).filter(|value| !value.is_empty())
    };
    let from = header("From").map(|from| sender(&from));
    let (mut plain, mut html) = (None, None);
    let parts = mail.parts().filter(|part| {
        part.subparts.is_empty() && part.get_content_disposition().disposition != mailparse::DispositionType::Attachment
    });
    for part in parts.take(1000) {
        let place = match part.ctype.mimetype.as_str() {
            "text/plain" => &mut plain,
            "text/html" => &mut html,
            _ => continue,
        };
        if place.is_none() {
            *place = part.get_body().ok().filter(|body| !body.trim().is_empty());
        }
    }
    let text = match (plain, html) {
        (Some(plain), _) => plain.replace("\r\n", "\n"),
        (None, Some(html)) => Tree::html(&html).0.root().text(|element| {
            let style = element.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("max-height:0")
        }),
        (None, None) => String::new(),
    };
    let mut text = without_signature(&text);
    let mut byline = None;
    if let Some((first, rest)) = text.split_once('\n')
        && first.trim_start().starts_with("By ")
        && first.len() < 100
        && rest.trim_start_matches('\r').starts_with('\n')
    {
        byline = Some(first.trim().to_owned());
        text = String::from(rest.trim_start());
    }
    Ok(Item {
        id: header("Message-ID").map(|id| id.trim_matches(['<', '>', ' ']).to_owned()),
        date: header("Date"),
        title: header("Subject"),
        byline: byline.or_else(|| from.clone()),
        publisher: from,
        language: header("Content-Language"),
        text,
        ..Item::default()
    })
}

/// The name of `"The Courier" <mail@example.org>` without its marks, else the address.
fn sender(from: &str) -> String {
    let name = from.split('<').next().unwrap_or_default().trim().trim_matches('"').trim();
    if name.is_empty() { from.trim_matches(['<', '>', ' ']).to_owned() } else { name.to_owned() }
}

/// The text up to the signature (a line of `-- ` or `--`), without lines on subscriptions at its end.
fn without_signature(text: &str) -> String {
    let mut end = text.len();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        if matches!(bare, "--" | "-- ") {
            end = at;
            break;
        }
        at += line.len();
    }
    let mut kept = text[..end].trim_end();
    let leads = |line: &str| {
        let line = line.trim().to_lowercase();
        line.len() < 200
            && [
                "unsubscribe",
                "to unsubscribe",
                "you receive this",
                "you are receiving",
                "manage your preferences",
                "view in browser",
            ]
            .iter()
            .any(|start| line.starts_with(start))
    };
    while let Some(last) = kept.lines().last().filter(|last| leads(last)) {
        kept = kept[..kept.len() - last.len()].trim_end();
    }
    kept.trim_start_matches(['\r', '\n']).to_owned()
}
