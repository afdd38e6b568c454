//! How fast the readers are: a file of about 50 MB of every format, made here, read once by a process of its own; megabytes of the file a
//! second, and the most memory that the process had.
//!
//! `cargo bench --bench formats` prints the table of `docs/performance.md`; `-- NAME …` measures only those, `-- --megabytes 5` smaller
//! files. Each file's articles are counted.

use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use dateline::{Articles, ReadOptions};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;

type Failure = Box<dyn std::error::Error>;

/// An article to write.
struct Paper {
    number: usize,
    paragraphs: Vec<&'static str>,
}

const SENTENCES: [&str; 8] = [
    "Harbour pilots in Lome went back to work on Tuesday after nine days of strike, and the first ships left the port before noon.",
    "The council said that it would pay for two more boats, but not before the budget of the next year is voted.",
    "“We asked for a rest of ten hours and we were given eight,” said Ama Kodjo, who speaks for the pilots.",
    "Engineers looked at every cable of the bridge over the Mono river and found rust on three of them.",
    "Lorries will take the road through Tabligbo, which adds two hours to the way and a good deal of dust.",
    "A spokesman for the ministry of works, Eli Roth, called the report unfair and promised an answer by Friday.",
    "Traders at the market said that the price of maize had risen by 12 per cent since the rains of May.",
    "Nobody was hurt when the roof of the old station came down in the night of 3 March 2025.",
];

impl Paper {
    fn new(number: usize) -> Self {
        let sentence = |at: usize| SENTENCES[(number * 5 + at * 3) % SENTENCES.len()];
        Self { number, paragraphs: (0..20 + number % 11).map(sentence).collect() }
    }

    fn title(&self) -> String {
        format!("Harbour pilots go back to work, part {}", self.number)
    }

    fn day(&self) -> usize {
        self.number % 28 + 1
    }

    fn joined(&self, by: &str) -> String {
        self.paragraphs.join(by)
    }

    /// Each paragraph between two marks.
    fn between(&self, before: &str, after: &str) -> String {
        self.paragraphs.iter().fold(String::new(), |out, text| out + before + text + after)
    }
}

/// How the file of a format is made.
enum Make {
    /// What stands before, what is written of an article, what stands after.
    Text(&'static str, fn(&Paper) -> String, &'static str),
    /// A tar archive of files of one article each, with that ending.
    Members(&'static str, fn(&Paper) -> Vec<u8>),
    /// Rows of columns, so many to a batch.
    Columns(fn(File, &mut dyn Iterator<Item = RecordBatch>) -> Result<(), Failure>),
    /// All articles in one piece.
    Whole(fn(File, usize) -> Result<(), Failure>),
}

/// The formats: name, ending, how it is made.
fn formats() -> Vec<(&'static str, &'static str, Make)> {
    vec![
        ("text (tar)", "tar", Make::Members("txt", |paper| text(paper).into_bytes())),
        ("jsonl", "jsonl", Make::Text("", |paper| json(paper) + "\n", "")),
        ("jsonl, UTF-16", "jsonl", Make::Whole(utf16)),
        ("jsonl.gz", "jsonl.gz", Make::Whole(gzip)),
        (
            "json, array",
            "json",
            Make::Text("[", |paper| if paper.number == 0 { json(paper) } else { format!(",\n{}", json(paper)) }, "]"),
        ),
        ("json, one line", "json", Make::Text("{\"articles\":[{}", |paper| format!(",{}", json(paper)), "]}")),
        ("csv", "csv", Make::Text("id,date,title,text\n", csv, "")),
        ("parquet", "parquet", Make::Columns(parquet)),
        ("arrow", "arrow", Make::Columns(arrow)),
        ("arrow-stream", "arrows", Make::Columns(arrow_stream)),
        ("xlsx", "xlsx", Make::Whole(xlsx)),
        ("docx (tar)", "tar", Make::Members("docx", docx)),
        ("odt (tar)", "tar", Make::Members("odt", odt)),
        ("rtf (tar)", "tar", Make::Members("rtf", |paper| rtf(&text(paper)).into_bytes())),
        ("markdown (tar)", "tar", Make::Members("md", markdown)),
        ("nexis-txt", "txt", Make::Text("", nexis, "")),
        ("nexis-html", "html", Make::Text("<HTML><BODY>\n", nexis_html, "</BODY></HTML>")),
        ("factiva-txt", "txt", Make::Text("", factiva, "")),
        (
            "factiva-html",
            "html",
            Make::Text("<html><head><title>Factiva</title></head><body>", factiva_html, "</body></html>"),
        ),
        (
            "factiva-xml",
            "xml",
            Make::Text(
                "<ppsArticleResponse><articleResultSet>",
                factiva_xml,
                "</articleResultSet></ppsArticleResponse>",
            ),
        ),
        ("proquest-txt", "txt", Make::Text("", proquest, "")),
        (
            "europresse-html",
            "html",
            Make::Text(
                "<!DOCTYPE html><html><head><title>cedrom-sni</title></head><body>",
                europresse,
                "</body></html>",
            ),
        ),
        ("nitf (tar)", "tar", Make::Members("xml", |paper| nitf(paper).into_bytes())),
        (
            "newsml-g2",
            "xml",
            Make::Text(
                "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>",
                newsml_g2,
                "</itemSet></newsMessage>",
            ),
        ),
        ("newsml-1", "xml", Make::Text("<NewsML>", newsml_1, "</NewsML>")),
        ("iptc-7901", "txt", Make::Text("", iptc, "")),
        ("anpa-1312", "txt", Make::Text("", anpa, "")),
        ("feed", "xml", Make::Text("<rss version=\"2.0\"><channel><title>Courier</title>", feed, "</channel></rss>")),
        ("html (tar)", "tar", Make::Members("html", |paper| html(paper).into_bytes())),
        ("warc", "warc", Make::Text("", warc, "")),
        ("wet", "wet", Make::Text("", wet, "")),
        ("mail (tar)", "tar", Make::Members("eml", |paper| mail(paper).into_bytes())),
        (
            "mbox",
            "mbox",
            Make::Text("", |paper| format!("From a@courier.example Tue Mar  4 12:00:00 2025\n{}\n\n", mail(paper)), ""),
        ),
    ]
}

fn text(paper: &Paper) -> String {
    format!("{}\n{} March 2025\n\n{}\n", paper.title(), paper.day(), paper.joined("\n\n"))
}

fn json(paper: &Paper) -> String {
    let Paper { number, .. } = paper;
    let (title, day, text) = (paper.title(), paper.day(), paper.joined("\\n\\n"));
    format!(r#"{{"id": "c{number}", "date": "2025-03-{day:02}", "title": "{title}", "words": 400, "text": "{text}"}}"#)
}

fn csv(paper: &Paper) -> String {
    format!("c{},2025-03-{:02},\"{}\",\"{}\"\n", paper.number, paper.day(), paper.title(), paper.joined("\n\n"))
}

fn rtf(text: &str) -> String {
    let mut out = String::from("{\\rtf1\\ansi\\ansicpg1252 ");
    for c in text.chars() {
        match c {
            '\n' => out += "\\par\n",
            c if c.is_ascii() => out.push(c),
            c => write!(out, "\\u{}?", c as u32).expect("a String takes every character"),
        }
    }
    out + "}"
}

fn markdown(paper: &Paper) -> Vec<u8> {
    format!("---\ntitle: {}\ndate: 2025-03-{:02}\n---\n\n{}\n", paper.title(), paper.day(), paper.joined("\n\n"))
        .into_bytes()
}

fn nexis(paper: &Paper) -> String {
    let (title, day, text) = (paper.title(), paper.day(), paper.joined("\n\n"));
    format!(
        "\n                            {} of 99999 DOCUMENTS\n\n                            The Lome Courier\n\n                            \
         March {day}, 2025 Tuesday\n\n{title}\n\nBYLINE: Ama Kodjo\n\nLENGTH: 400 words\n\n{text}\n\nLOAD-DATE: March 29, 2025\n\n\
         LANGUAGE: ENGLISH\n\n                            Copyright 2025 The Lome Courier\n",
        paper.number + 1
    )
}

fn nexis_html(paper: &Paper) -> String {
    let centre = |text: &str| format!("<DIV CLASS=\"c3\"><P CLASS=\"c1\"><SPAN CLASS=\"c2\">{text}</SPAN></P></DIV>\n");
    let left = |text: &str| format!("<DIV CLASS=\"c4\"><P CLASS=\"c5\"><SPAN CLASS=\"c6\">{text}</SPAN></P></DIV>\n");
    let body = paper.between("<P CLASS=\"c8\"><SPAN CLASS=\"c2\">", "</SPAN></P>");
    let counter = format!("{} of 99999 DOCUMENTS", paper.number + 1);
    let head = [centre(&counter), centre("The Lome Courier"), centre(&format!("March {}, 2025 Tuesday", paper.day()))]
        .concat();
    let keys = [left(&paper.title()), left("BYLINE: Ama Kodjo"), left("LENGTH: 400 words")].concat();
    format!("<!-- Hide\n<DOCFULL> -->\n{head}{keys}<DIV CLASS=\"c4\">{body}</DIV>\n{}", left("LANGUAGE: ENGLISH"))
}

fn factiva(paper: &Paper) -> String {
    format!(
        "HD {}\nBY Ama Kodjo\nWC 400 words\nPD {} March 2025\nSN The Lome Courier\nLA English\nLP\n{}\n\nTD\n{}\n\nAN Document LOME{}\n\n",
        paper.title(),
        paper.day(),
        paper.paragraphs[0],
        paper.paragraphs[1..].join("\n\n"),
        paper.number
    )
}

fn factiva_html(paper: &Paper) -> String {
    let row = |code: &str, value: &str| format!("<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>");
    let body = paper.between("<p class=\"articleParagraph\">", "</p>");
    let rows = [
        row("HD", &paper.title()),
        row("WC", "400 words"),
        row("PD", &format!("{} March 2025", paper.day())),
        row("SN", "The Lome Courier"),
        row("TD", &body),
        row("AN", &format!("Document LOME{}", paper.number)),
    ];
    format!("<div class=\"article enArticle\"><table>{}</table></div>\n", rows.concat())
}

fn factiva_xml(paper: &Paper) -> String {
    format!(
        "<article><accessionNo>LOME{}</accessionNo><headline><paragraph>{}</paragraph></headline><publicationDate><date>2025-03-{:02}</date>\
         </publicationDate><sourceName>The Lome Courier</sourceName><baseLanguage>en</baseLanguage><tailParagraphs>{}</tailParagraphs></article>\n",
        paper.number,
        paper.title(),
        paper.day(),
        paper.between("<paragraph>", "</paragraph>")
    )
}

fn proquest(paper: &Paper) -> String {
    format!(
        "{}\n\n{}\n\nAuthor: Kodjo, Ama\n\nFull text: {}\n\nPublication title: The Lome Courier\n\nPublication date: Mar {}, 2025\n\n\
         ProQuest document ID: {}\n\nDatabase: News\n\n",
        "_".repeat(60),
        paper.title(),
        paper.joined("\n\n"),
        paper.day(),
        paper.number
    )
}

fn europresse(paper: &Paper) -> String {
    format!(
        "<article><div class=\"DocHeader\"><span class=\"DocPublicationName\">Le Courrier de Lome</span><div class=\"DocHeader\">Ports, mardi {} \
         mars 2025, p. 3</div></div><div class=\"titreArticle\"><p>{}</p></div><div class=\"docOcurrContainer\">{}</div>\
         <span>news·202503{:02}·LC·{}</span></article>\n",
        paper.day(),
        paper.title(),
        paper.between("<p>", "</p>"),
        paper.day(),
        paper.number
    )
}

fn nitf(paper: &Paper) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><nitf><head><title>{0}</title><docdata><doc-id id-string=\"c{1}\"/><date.issue \
         norm=\"202503{2:02}T120000Z\"/></docdata></head><body><body.head><hedline><hl1>{0}</hl1></hedline></body.head><body.content>{3}\
         </body.content></body></nitf>",
        paper.title(),
        paper.number,
        paper.day(),
        paper.between("<p>", "</p>")
    )
}

fn newsml_g2(paper: &Paper) -> String {
    format!(
        "<newsItem guid=\"urn:courier:{}\" version=\"1\" xml:lang=\"en\"><itemMeta><itemClass qcode=\"ninat:text\"/><firstCreated>2025-03-{:02}\
         T12:00:00Z</firstCreated></itemMeta><contentMeta><language tag=\"en\"/><headline>{}</headline></contentMeta><contentSet>\
         <inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{}</body></html></inlineXML>\
         </contentSet></newsItem>\n",
        paper.number,
        paper.day(),
        paper.title(),
        paper.between("<p>", "</p>")
    )
}

fn newsml_1(paper: &Paper) -> String {
    format!(
        "<NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:courier:{}</PublicIdentifier></NewsIdentifier></Identification>\
         <NewsManagement><FirstCreated>202503{:02}T120000+0000</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>{}</HeadLine>\
         </NewsLines><ContentItem><MediaType FormalName=\"Text\"/><DataContent>{}</DataContent></ContentItem></NewsComponent></NewsItem>\n",
        paper.number,
        paper.day(),
        paper.title(),
        paper.between("<p>", "</p>")
    )
}

fn iptc(paper: &Paper) -> String {
    format!(
        "\u{1}CWB{:04} 4 i 400 Courier\r\nPilots/\r\n\u{2}{} =\r\n\r\n{}\r\n\u{3}04{:02}00 GMT Mar 25\r\n\u{4}\r\n",
        paper.number % 10_000,
        paper.title(),
        paper.joined("\r\n\r\n"),
        paper.number % 24
    )
}

fn anpa(paper: &Paper) -> String {
    format!(
        "\u{16}\u{16}\u{1}a{:04}----\r\nu i \u{13}\u{11}BC-Pilots 03-04 0400\r\n\u{2}^BC-Pilots,400<\r\n^{}<\r\n^By AMA KODJO=\r\n   {}\r\n\u{3}\
         AP-WF-03-{:02}-25 1200GMT\r\n\u{4}\r\n",
        paper.number % 10_000,
        paper.title(),
        paper.joined("\r\n   "),
        paper.day()
    )
}

fn feed(paper: &Paper) -> String {
    let html = paper.between("<p>", "</p>");
    format!(
        "<item><title>{}</title><guid>c{}</guid><pubDate>Tue, {:02} Mar 2025 12:00:00 GMT</pubDate><description><![CDATA[{html}]]></description></item>\n",
        paper.title(),
        paper.number,
        paper.day()
    )
}

fn html(paper: &Paper) -> String {
    let links = "<li><a href=\"/more\">More of the Courier</a></li>".repeat(40);
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{0} | Courier</title><meta property=\"article:published_time\" content=\"2025-03-{1:02}T12:00:00Z\">\
         </head><body><nav><ul>{links}</ul></nav><article><h1>{0}</h1>{2}</article><footer>{links}</footer></body></html>",
        paper.title(),
        paper.day(),
        paper.between("<p>", "</p>")
    )
}

fn record(kind: &str, paper: &Paper, content_type: &str, body: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://courier.example/{}\r\nWARC-Date: 2025-04-01T00:00:00Z\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\n\r\n{body}\r\n\r\n",
        paper.number,
        body.len()
    )
}

fn warc(paper: &Paper) -> String {
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", html(paper));
    record("response", paper, "application/http; msgtype=response", &page)
}

fn wet(paper: &Paper) -> String {
    record("conversion", paper, "text/plain", &format!("{}\n{}\n", paper.title(), paper.joined("\n")))
}

fn mail(paper: &Paper) -> String {
    format!(
        "From: Lome Courier <a@courier.example>\nSubject: {}\nDate: Tue, {:02} Mar 2025 12:00:00 +0000\nMessage-ID: <c{}@courier.example>\n\
         MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{}\n",
        paper.title(),
        paper.day(),
        paper.number,
        paper.joined("\n\n")
    )
}

/// A zip file of these members.
fn zipped(members: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, content) in members {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a zip file in memory");
        archive.write_all(content.as_bytes()).expect("a zip file in memory");
    }
    archive.finish().expect("a zip file in memory").into_inner()
}

fn docx(paper: &Paper) -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = paper.between("<w:p><w:r><w:t>", "</w:t></w:r></w:p>");
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{}{}{body}</w:body></w:document>",
        paragraph(&paper.title()),
        paragraph(&format!("{} March 2025", paper.day()))
    );
    zipped(&[("[Content_Types].xml", "<Types/>".to_owned()), ("word/document.xml", document)])
}

fn odt(paper: &Paper) -> Vec<u8> {
    let document = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:h>{}</text:h>{}</office:text></office:body>\
         </office:document-content>",
        paper.title(),
        paper.between("<text:p>", "</text:p>")
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.text".to_owned()), ("content.xml", document)])
}

/// Papers until their texts have so many bytes.
fn papers(bytes: usize) -> impl Iterator<Item = Paper> {
    (0..).map(Paper::new).scan(0, move |written, paper| {
        let before = *written;
        *written += paper.paragraphs.iter().map(|text| text.len() + 2).sum::<usize>();
        (before < bytes).then_some(paper)
    })
}

fn utf16(file: File, bytes: usize) -> Result<(), Failure> {
    let mut file = BufWriter::new(file);
    file.write_all(&[0xff, 0xfe])?;
    for paper in papers(bytes / 2) {
        let units: Vec<u8> = (json(&paper) + "\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
        file.write_all(&units)?;
    }
    Ok(file.flush()?)
}

fn gzip(file: File, bytes: usize) -> Result<(), Failure> {
    let mut file = GzEncoder::new(file, Compression::fast());
    papers(bytes).try_for_each(|paper| writeln!(file, "{}", json(&paper)))?;
    file.finish()?;
    Ok(())
}

fn xlsx(file: File, bytes: usize) -> Result<(), Failure> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
    let row = |cells: [&str; 3]| format!("<row>{}</row>", cells.map(cell).concat());
    let mut sheet =
        String::from("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    sheet += &row(["date", "title", "text"]);
    for paper in papers(bytes) {
        sheet += &row([&format!("2025-03-{:02}", paper.day()), &paper.title(), &paper.joined("\n\n")]);
    }
    sheet += "</sheetData></worksheet>";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
                xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"News\" sheetId=\"1\" \
                r:id=\"rId1\"/></sheets></workbook>";
    let packed = zipped(&[
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        ("xl/workbook.xml", book.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    let mut file = file;
    Ok(file.write_all(&packed)?)
}

fn batches(bytes: usize) -> impl Iterator<Item = RecordBatch> {
    const ROWS: usize = 1000;
    let mut papers = papers(bytes).peekable();
    std::iter::from_fn(move || {
        papers.peek()?;
        let rows: Vec<Paper> = papers.by_ref().take(ROWS).collect();
        let column = |of: fn(&Paper) -> String| {
            Arc::new(rows.iter().map(|paper| Some(of(paper))).collect::<StringArray>()) as ArrayRef
        };
        let columns = [
            ("id", column(|paper| format!("c{}", paper.number))),
            ("date", column(|paper| format!("2025-03-{:02}", paper.day()))),
            ("title", column(Paper::title)),
            ("text", column(|paper| paper.joined("\n\n"))),
        ];
        Some(RecordBatch::try_from_iter(columns).expect("columns of one length"))
    })
}

fn parquet(file: File, batches: &mut dyn Iterator<Item = RecordBatch>) -> Result<(), Failure> {
    let first = batches.next().ok_or("no rows")?;
    let mut writer = ArrowWriter::try_new(file, first.schema(), None)?;
    writer.write(&first)?;
    for batch in batches {
        writer.write(&batch)?;
    }
    writer.close()?;
    Ok(())
}

fn arrow(file: File, batches: &mut dyn Iterator<Item = RecordBatch>) -> Result<(), Failure> {
    let first = batches.next().ok_or("no rows")?;
    let mut writer = FileWriter::try_new(file, &first.schema())?;
    writer.write(&first)?;
    for batch in batches {
        writer.write(&batch)?;
    }
    Ok(writer.finish()?)
}

fn arrow_stream(file: File, batches: &mut dyn Iterator<Item = RecordBatch>) -> Result<(), Failure> {
    let first = batches.next().ok_or("no rows")?;
    let mut writer = StreamWriter::try_new(file, &first.schema())?;
    writer.write(&first)?;
    for batch in batches {
        writer.write(&batch)?;
    }
    Ok(writer.finish()?)
}

impl Make {
    /// Writes the file; returns how many articles it holds, where that is counted.
    fn write(&self, path: &Path, bytes: usize) -> Result<(), Failure> {
        let file = File::create(path)?;
        match self {
            Self::Text(head, article, tail) => {
                let mut file = BufWriter::new(file);
                file.write_all(head.as_bytes())?;
                papers(bytes).try_for_each(|paper| file.write_all(article(&paper).as_bytes()))?;
                file.write_all(tail.as_bytes())?;
                file.flush()?;
            }
            Self::Members(ending, article) => {
                let mut archive = tar::Builder::new(BufWriter::new(file));
                for paper in papers(bytes) {
                    let content = article(&paper);
                    let mut header = tar::Header::new_gnu();
                    header.set_size(content.len() as u64);
                    archive.append_data(&mut header, format!("c{}.{ending}", paper.number), &content[..])?;
                }
                archive.into_inner()?.flush()?;
            }
            Self::Columns(write) => write(file, &mut batches(bytes))?,
            Self::Whole(write) => write(file, bytes)?,
        }
        Ok(())
    }
}

fn main() -> Result<(), Failure> {
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    let (mut megabytes, mut names, mut child) = (50usize, Vec::new(), None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--megabytes" => megabytes = arguments.next().ok_or("a number is missing")?.parse()?,
            "--read" => child = arguments.next(),
            _ => names.push(argument),
        }
    }
    if let Some(path) = child {
        read(Path::new(&path));
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    println!("| format | file, MB | articles | MB/s | peak memory, MB |\n|---|---|---|---|---|");
    for (name, ending, make) in formats() {
        if !names.is_empty() && !names.iter().any(|wanted| name.starts_with(wanted.as_str())) {
            continue;
        }
        let path = folder.path().join(format!("file.{ending}"));
        make.write(&path, megabytes * 1_000_000)?;
        let ran = Command::new(env::current_exe()?).arg("--read").arg(&path).output()?;
        io::stderr().write_all(&ran.stderr)?;
        let told = String::from_utf8(ran.stdout)?;
        let [articles, seconds, peak] = told.split_whitespace().collect::<Vec<_>>()[..] else {
            return Err(format!("{name}: not read: {told}").into());
        };
        let written = papers(megabytes * 1_000_000).count();
        // Of UTF-16 half as many fit.
        if articles.parse::<usize>()? != written && !name.contains("UTF-16") {
            eprintln!("{name}: {articles} articles read of {written}");
        }
        let file = f64::from(u32::try_from(fs::metadata(&path)?.len())?) / 1e6;
        println!("| {name} | {file:.1} | {articles} | {:.0} | {peak} |", file / seconds.parse::<f64>()?);
        fs::remove_file(path)?;
    }
    Ok(())
}

/// Reads a file to its end; prints articles, seconds and the peak of memory.
fn read(path: &Path) {
    let started = Instant::now();
    let (mut articles, mut told) = (0usize, 0);
    for found in Articles::open([path], ReadOptions::default()) {
        match found {
            Ok(_) => articles += 1,
            Err(error) => {
                told += 1;
                if told <= 2 {
                    eprintln!("{error}");
                }
            }
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    println!("{articles} {seconds} {}", peak.map_or_else(|| "–".to_owned(), |peak| (peak / 1024).to_string()));
}
