#!/usr/bin/env python3
"""Writes world.tsv: the outlines of countries for the report's map.

    world.py COUNTRIES_TOPOLOGY COUNTRIES_TABLE > world.tsv

COUNTRIES_TOPOLOGY is countries-110m.json of the npm package world-atlas 2.0.2 (Natural Earth 1:110m, public domain), which `npm pack
world-atlas@2.0.2` fetches; COUNTRIES_TABLE is Natural Earth's ne_50m_admin_0_countries as CSV, for the codes. A line is an ISO 3166-1 alpha-2 code (or
none), the name, and an SVG path in the Equal Earth projection (Savric, Patterson, Jenny 2018), 1,000 units wide.
"""
import csv
import json
import math
import sys

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2
WIDTH = 1000


def project(longitude, latitude):
    """Degrees to units, from the upper left."""
    theta = math.asin(M * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 ** 3
    x = math.radians(longitude) * math.cos(theta) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)))
    y = theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))
    scale = WIDTH / (2 * 2.7066299836)
    return x * scale + WIDTH / 2, HALF_HEIGHT - y * scale


HALF_HEIGHT = 243.5


def main(topology, table):
    data = json.load(open(topology, encoding="utf-8"))
    codes = {}
    for row in csv.DictReader(open(table, encoding="utf-8-sig")):
        row = {key.upper(): value for key, value in row.items()}
        candidates = [row.get(key) or "" for key in ("ISO_A2_EH", "ISO_A2", "WB_A2")]
        code = next((code for code in candidates if len(code) == 2 and code.isalpha()), None)
        if code:
            codes[row.get("ISO_N3_EH") or row.get("ISO_N3")] = code
            codes[row["NAME"]] = code
    (sx, sy), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for arc in data["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(indices):
        points = []
        for index in indices:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += part[1:] if points else part
        return points

    def path(rings):
        out = ""
        for points in rings:
            runs, last = [[]], None
            for longitude, latitude in points:
                x, y = project(longitude, latitude)
                here = round(x, 1), round(y, 1)
                # What lies on both sides of the 180th meridian is drawn in two pieces.
                if last and abs(here[0] - last[0]) > WIDTH / 3:
                    runs.append([])
                if here != last:
                    runs[-1].append(here)
                    last = here
            for run in runs:
                if len(run) > 3:
                    out += "M" + "L".join(f"{x:g},{y:g}" for x, y in run) + "Z"
        return out

    rows = []
    for shape in data["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        # The table has no code of Norway.
        code = codes.get(shape.get("id", "").zfill(3)) or codes.get(name) or {"Norway": "NO"}.get(name, "")
        if code == "AQ":
            continue
        line = path([ring(r) for polygon in polygons for r in polygon])
        if line:
            rows.append((code, name, line))
    for row in sorted(rows):
        print("\t".join(row))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
