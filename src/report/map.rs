//! The map: countries by how many articles name them, and places as circles.
//!
//! Outlines are those of `world.tsv`, projected when that file was made; places are projected here by the same formula,
//! so that they fall where they belong. Countries that the file does not have are not drawn, and are in the table
//! beneath. A place without degrees has no circle.
//!
//! ```text
//! NO⇥Norway⇥M523.1,88.2L524.0,87.9…Z      a line of world.tsv: ISO code, name, outline as an SVG path
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;

use super::chart::escape;

/// Code, name and outline of each country: `world.py` says where they come from.
const WORLD: &str = include_str!("world.tsv");

/// The units of the view box, across …
const WIDTH: f64 = 1000.0;
/// … and down; the Antarctic is cut off.
const HEIGHT: f64 = 440.0;

/// Draws the map. `countries` has articles by ISO code, `places` name, degrees north and east, and articles.
///
/// Every country of the file is drawn, with its name and count to be read when it is pointed at; areas that have no
/// code of their own are never shaded. The area of a circle grows with the articles that name the place, from a radius
/// of 2 units to one of 10.
pub(super) fn draw(countries: &BTreeMap<String, u32>, places: &[(String, f64, f64, u32)]) -> String {
    let most = countries.values().copied().max().unwrap_or(0).max(1);
    let mut out = format!(
        "<svg class=\"chart map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"map-t map-d\">\
         <title id=\"map-t\">Countries and places that articles name</title>\
         <desc id=\"map-d\">The darker a country, the more articles name it; the table beneath has the numbers.</desc>"
    );
    for line in WORLD.lines() {
        let mut fields = line.split('\t');
        let (Some(code), Some(name), Some(path)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let count = countries.get(code).copied().unwrap_or(0);
        let _ = write!(
            out,
            "<path class=\"land shade{}\" d=\"{path}\"><title>{}: {count}</title></path>",
            shade(count, most),
            escape(name)
        );
    }
    let largest = places.iter().map(|(.., count)| *count).max().unwrap_or(0).max(1);
    for (name, north, east, count) in places {
        let (x, y) = project(*east, *north);
        let radius = 2.0 + 8.0 * (f64::from(*count) / f64::from(largest)).sqrt();
        let _ = write!(
            out,
            "<circle class=\"place\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"><title>{}: {count}</title></circle>",
            escape(name)
        );
    }
    out.push_str("</svg>");
    out
}

/// Shades 0 (none) to 5 (most), in powers: a few countries are in nearly all articles, and by plain shares all others
/// would look alike. `most` is the count of the darkest.
fn shade(count: u32, most: u32) -> u32 {
    if count == 0 {
        return 0;
    }
    let share = f64::from(count).ln_1p() / f64::from(most).ln_1p();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 5")]
    let shade = (share * 5.0).ceil().clamp(1.0, 5.0) as u32;
    shade
}

/// Degrees to units of the map, by the Equal Earth projection (Šavrič, Patterson and Jenny, 2018), as in `world.py`: an
/// equal-area one, so that a shade on a large country means no more than on a small one.
fn project(longitude: f64, latitude: f64) -> (f64, f64) {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let m = 3f64.sqrt() / 2.0;
    let theta = (m * latitude.to_radians().sin()).asin();
    let square = theta * theta;
    let sixth = square.powi(3);
    let x = longitude.to_radians() * theta.cos()
        / (m * (A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square)));
    let y = theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square));
    let scale = WIDTH / (2.0 * 2.706_629_983_6);
    (x * scale + WIDTH / 2.0, 243.5 - y * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_in_their_countries() {
        // Reykjavik lies in the box of Iceland's outline.
        let (x, y) = project(-21.9, 64.1);
        let iceland = WORLD.lines().find(|line| line.starts_with("IS\t")).unwrap();
        let path = iceland.split('\t').nth(2).unwrap();
        let points = path.split(['M', 'L', 'Z']).filter_map(|point| point.split_once(','));
        let points: Vec<(f64, f64)> = points.map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())).collect();
        assert!(points.iter().any(|point| point.0 < x) && points.iter().any(|point| point.0 > x), "{x}");
        assert!(points.iter().any(|point| point.1 < y) && points.iter().any(|point| point.1 > y), "{y}");
    }

    #[test]
    fn countries_are_shaded_by_articles() {
        let map = draw(&BTreeMap::from([("NO".to_owned(), 9)]), &[]);
        assert!(map.contains("shade5") && map.contains("<title>Norway: 9</title>"));
    }
}
