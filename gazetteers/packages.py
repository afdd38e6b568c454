"""Compiles what the gazetteers take from packages of the public registries, to `packages/`; needed only when those packages or the names change.

    (cd P && npm pack name-suggestion-index@8.0.20260918 @rapideditor/country-coder@5.6.1 us-atlas@3.0.1)
    python3 gazetteers/packages.py P

`packages/items.tsv` holds names with their Wikidata items: all countries and territories, and of the map makers' index what the
gazetteers name. `packages/counties.tsv` holds the middle of the outline of each county of the United States, by the census's number.
Same input, same bytes out.
"""

import collections
import csv
import json
import pathlib
import re
import sys
import tarfile

sys.dont_write_bytecode = True

from base import HERE  # noqa: E402

OUT = HERE / "packages"


def packed(folder, name, path):
    with tarfile.open(next(pathlib.Path(folder).glob(name + "*.tgz"))) as package:
        return json.load(package.extractfile("package/" + path))


def write(path, header, rows):
    text = "".join("\t".join(row) + "\n" for row in [header, *sorted(set(rows))])
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {text.count(chr(10)) - 1} rows", file=sys.stderr)


def items(folder):
    """Names with Wikidata items, by the source: countries and territories; organisations of the map makers' index."""
    for feature in packed(folder, "rapideditor-country-coder", "src/data/borders.json")["features"]:
        told = feature["properties"]
        if told.get("nameEn") and told.get("wikidata"):
            code = told.get("iso1A2", "")
            yield told["nameEn"], told["wikidata"], "country" if code else "place", code or told.get("country", ""), "country-coder"
    for item, told in packed(folder, "name-suggestion-index", "dist/wikidata/wikidata.json")["wikidata"].items():
        label, text = told.get("label") or "", told.get("description") or ""
        if not re.fullmatch(r"[A-ZÀ-ÖØ-Þ0-9][\w .,&'’+/-]*", label) or not text or re.search(r"\bflag\b|disambiguation|name\b", text):
            continue
        # Of these every country has its own, of towns and seas other sources know more.
        if re.match(r"(Department|Ministry|Office|Board|Bureau) of|(Police|Fire)\b", label) or PLACE.search(text) and not STATE.search(text):
            continue
        yield label, item, "place" if PLACE.search(text) else "organisation", "", "name-suggestion-index"


def counties(folder):
    """The middle of the largest ring of each county's outline: its number, latitude and longitude."""
    topology = packed(folder, "us-atlas", "counties-10m.json")
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for across, up in arc:
            x, y = x + across, y + up
            points.append((west + wide * x, south + high * y))
        lines.append(points)
    for county in topology["objects"]["counties"]["geometries"]:
        polygons = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
        rings = [[point for arc in polygon[0] for point in (lines[arc] if arc >= 0 else lines[~arc][::-1])] for polygon in polygons]
        weight, east, north = max(map(centre, rings))
        yield str(county["id"]).zfill(5), f"{north:.3f}", f"{east:.3f}"


def centre(ring):
    """Area, longitude and latitude of the middle of a ring of points."""
    area = east = north = 0.0
    for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x * v - u * y
        area, east, north = area + cross, east + (x + u) * cross, north + (y + v) * cross
    return (abs(area / 2), east / (3 * area), north / (3 * area)) if area else (0.0, *ring[0])


PLACE = re.compile(r"^(sovereign )?(island |landlocked |city[- ])?(country|state|city|town|village|capital|municipality|commune|province|county|region|district|territory"
    r"|federal state|autonomous|continent|constituent|prefecture|canton|borough|largest city|human settlement|island)\b", re.I)  # fmt: skip


STATE = re.compile(r"^(U\.S\. )?(federal )?(state|province|country|sovereign state|autonomous community|constituent)\b", re.I)


def rows_of_tables():
    for name in ("countries", "nationalities", "places", "people", "organisations", "events"):
        text = (HERE / f"{name}.tsv").read_text(encoding="utf-8")
        yield from csv.DictReader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)


def main(folder):
    OUT.mkdir(exist_ok=True)
    write(OUT / "counties.tsv", ("number", "latitude", "longitude"), list(counties(folder)))
    held = {form for row in rows_of_tables() for form in (row["name"], row["canonical"])}
    found = list(items(folder))
    labels = collections.Counter((label, kind) for label, _, kind, *_ in found)
    write(OUT / "items.tsv", ("name", "item", "kind", "country", "source"),
          [row for row in found if row[4] == "country-coder" or row[0] in held and labels[row[0], row[2]] == 1])  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
