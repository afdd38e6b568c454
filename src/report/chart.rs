//! Charts: drawn as SVG by the program, without a script, with a title and a description for those who do not see them.
//!
//! Three forms are enough: [`bars`] for a ranking and for shares, [`columns`] for time, [`matrix`] for pairs. Colours
//! are classes of the page's style (`part0`, `part1` …), so that they follow light and dark; lengths are units of a
//! view box 860 wide, which the browser scales. Numbers are written with one or two decimals, which keeps the bytes the
//! same on every machine.
//!
//! All text goes through [`escape`]: names come from articles, and an article may be hostile.

use std::fmt::Write;

/// Whether a character would turn the direction of the page's writing or is none to see: marks of direction U+202A to
/// U+202E and U+2066 to U+2069, and controls but for line break and tab.
pub(super) fn is_hostile(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || letter.is_control() && !matches!(letter, '\n' | '\t')
}

/// Text between tags and in attributes, with all that HTML reads as its own in codes: `"O'Brien <b>"` →
/// `&quot;O&#39;Brien &lt;b&gt;&quot;`. A hostile character becomes U+FFFD, so that one sees that something was there.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter if is_hostile(letter) => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

/// A row of a bar chart: its name, its parts, and the page that tells more.
///
/// Parts are lengths in whatever unit all bars of a chart have: counts for a ranking, shares of one where bars are to
/// be equally long.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    /// What it is of; 32 letters of it are shown.
    pub(super) label: String,
    /// The lengths of its parts, in whatever unit all bars have.
    pub(super) parts: Vec<f64>,
    /// The page that its label leads to.
    pub(super) href: Option<String>,
    /// What is written at the end.
    pub(super) value: String,
}

/// The width of every chart, in units of its view box.
const WIDTH: f64 = 860.0;
/// So much of it is for labels on the left.
const LABEL: f64 = 230.0;
/// The height of a bar with its gap.
const ROW: f64 = 24.0;

/// The start of a drawing, with title and description. One with links is a group: a picture would hide them from those
/// who do not see it.
fn open(id: &str, height: f64, title: &str, description: &str, has_links: bool) -> String {
    let role = if has_links { "group" } else { "img" };
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"{role}\" aria-labelledby=\"{id}-t {id}-d\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escape(title),
        escape(description)
    )
}

/// Horizontal bars, each of one or more parts side by side, whose names are `legend`. Parts differ in outline and order
/// as well as colour. The longest bar fills the width; without a legend there is no line for it.
///
/// ```text
///   ▪ women  ▫ men                     the legend, if parts have names
///       All  ▪▪▪▪▫▫▫▫▫▫▫▫▫▫  25 %      label, parts, value; the label may be a link
///      Wire  ▪▪▪▪▪▫▫▫▫▫▫▫▫▫  30 %
/// ```
///
/// `id` makes the ids of title and description, and must be the chart's alone on its page.
pub(super) fn bars(id: &str, title: &str, description: &str, legend: &[&str], bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.parts.iter().sum::<f64>()).fold(0.0, f64::max).max(1e-9);
    let top = if legend.is_empty() { 4.0 } else { ROW + 8.0 };
    #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
    let height = top + ROW * bars.len() as f64 + 4.0;
    let mut out = open(id, height, title, description, bars.iter().any(|bar| bar.href.is_some()));
    for (part, name) in legend.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a handful of parts")]
        let x = LABEL + 190.0 * part as f64;
        let _ = write!(
            out,
            "<rect class=\"part{part}\" x=\"{x}\" y=\"4\" width=\"17\" height=\"17\"/><text x=\"{}\" y=\"18\">{}</text>",
            x + 24.0,
            escape(name)
        );
    }
    let room = WIDTH - LABEL - 70.0;
    for (place, bar) in bars.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let y = top + ROW * place as f64;
        let label = escape(&shortened(&bar.label, 32));
        let text = format!("<text class=\"label\" x=\"{}\" y=\"{}\">{label}</text>", LABEL - 8.0, y + 15.0);
        match &bar.href {
            Some(href) => {
                let _ = write!(out, "<a href=\"{}\">{text}</a>", escape(href));
            }
            None => out.push_str(&text),
        }
        let mut x = LABEL;
        for (part, value) in bar.parts.iter().enumerate() {
            let width = room * value / most;
            let _ = write!(
                out,
                "<rect class=\"part{part}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"17\"/>"
            );
            x += width;
        }
        let _ = write!(
            out,
            "<text class=\"value\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            x + 6.0,
            y + 14.0,
            escape(&bar.value)
        );
    }
    out.push_str("</svg>");
    out
}

/// Columns over time, one for each period, empty ones too, under the title. About ten of them are labelled below, the
/// greatest count and 0 on the left; each says its period and count when it is pointed at.
pub(super) fn columns(id: &str, title: &str, description: &str, periods: &[(String, u32)]) -> String {
    const TOP: f64 = 24.0;
    const HEIGHT: f64 = TOP + 142.0;
    let most = periods.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let mut out = open(id, HEIGHT + 34.0, title, description, false);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred periods")]
    let step = (WIDTH - 60.0) / periods.len().max(1) as f64;
    let _ = write!(
        out,
        "<line class=\"axis\" x1=\"50\" x2=\"{WIDTH}\" y1=\"{HEIGHT}\" y2=\"{HEIGHT}\"/>\
         <text class=\"label\" x=\"44\" y=\"{}\">{most}</text><text class=\"label\" x=\"44\" y=\"{HEIGHT}\">0</text>\
         <text class=\"caption\" x=\"50\" y=\"14\">{}</text>",
        TOP + 8.0,
        escape(title)
    );
    // About ten labels, so that they do not run into each other.
    let every = periods.len().div_ceil(10).max(1);
    for (place, (period, count)) in periods.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred periods")]
        let x = 54.0 + step * place as f64;
        let height = (HEIGHT - TOP) * f64::from(*count) / f64::from(most);
        let _ = write!(
            out,
            "<rect class=\"part0\" x=\"{x:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{height:.2}\"><title>{}: {count}</title></rect>",
            HEIGHT - height,
            (step - 1.0).max(step * 0.7),
            escape(period)
        );
        if place % every == 0 {
            let _ = write!(out, "<text class=\"tick\" x=\"{x:.1}\" y=\"{}\">{}</text>", HEIGHT + 20.0, escape(period));
        }
    }
    out.push_str("</svg>");
    out
}

/// A matrix of counts: rows speak about columns. `names` has both, `cells` the counts of each row; the area of a square
/// is as the count, down to a least size that can be seen, and nothing is drawn for 0.
///
/// Names of columns lean by 60 degrees and are cut to 22 letters, those of rows to 32.
pub(super) fn matrix(
    id: &str,
    title: &str,
    description: &str,
    names: (&[String], &[String]),
    cells: &[Vec<u32>],
) -> String {
    const TOP: f64 = 150.0;
    #[expect(clippy::cast_precision_loss, reason = "at most fifty names")]
    let (rows, columns) = (names.0.len() as f64, names.1.len() as f64);
    // The last name leans out by its length.
    let step = ((WIDTH - LABEL - 80.0) / columns.max(1.0)).min(30.0);
    let mut out = open(id, TOP + step * rows + 6.0, title, description, false);
    for (place, name) in names.1.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "at most fifty names")]
        let x = LABEL + step * (place as f64 + 0.6);
        let _ = write!(
            out,
            "<text class=\"tick\" transform=\"translate({x:.1} {}) rotate(-60)\">{}</text>",
            TOP - 6.0,
            escape(&shortened(name, 22))
        );
    }
    let most = cells.iter().flatten().copied().max().unwrap_or(1).max(1);
    for (row, (name, counts)) in names.0.iter().zip(cells).enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "at most fifty names")]
        let y = TOP + step * row as f64;
        let _ = write!(
            out,
            "<text class=\"label\" x=\"{}\" y=\"{:.1}\">{}</text>",
            LABEL - 8.0,
            y + step * 0.7,
            escape(&shortened(name, 32))
        );
        for (column, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            #[expect(clippy::cast_precision_loss, reason = "at most fifty names")]
            let x = LABEL + step * column as f64;
            let size = (step - 2.0) * (f64::from(*count) / f64::from(most)).sqrt().max(0.3);
            let inset = (step - size) / 2.0;
            let _ = write!(
                out,
                "<rect class=\"part0\" x=\"{:.1}\" y=\"{:.1}\" width=\"{size:.1}\" height=\"{size:.1}\"><title>{} about {}: {count}</title></rect>",
                x + inset,
                y + inset,
                escape(name),
                escape(&names.1[column])
            );
        }
    }
    out.push_str("</svg>");
    out
}

/// At most so many letters, with a mark where some are left out: the mark is one of them. `shortened("Maria Okafor",
/// 6)` → `Maria…`.
pub(super) fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(letters - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_are_inert() {
        let bar = Bar {
            label: "</svg><script>".to_owned(),
            parts: vec![1.0],
            href: Some("javascript:\"".to_owned()),
            value: "\u{202e}1".to_owned(),
        };
        let chart = bars("x", "<b>", "&", &["<i>"], &[bar]);
        assert!(!chart.contains("<i>") && chart.contains("role=\"group\""));
        assert!(!chart.contains("<script") && !chart.contains("<b>") && !chart.contains('\u{202e}'));
        assert!(chart.contains("javascript:&quot;"));
    }

    #[test]
    fn empty_charts_have_a_title() {
        for chart in
            [bars("x", "t", "d", &[], &[]), columns("x", "t", "d", &[]), matrix("x", "t", "d", (&[], &[]), &[])]
        {
            assert!(chart.contains("<title id=\"x-t\">t</title>") && !chart.contains("NaN") && !chart.contains("inf"));
        }
    }
}
