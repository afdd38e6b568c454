"""Builds `countries.tsv`, `nationalities.tsv` and `places.tsv`."""

import math
import re

from base import (COLUMNS, COUNTRY_PRIOR, HAND, HAND_PRIOR, HERE, LARGE_CITY, REGION_PRIOR, SMALL_REGION_PRIOR, SMALLEST_CITY, SMALLEST_NAMESAKE, TOWN,
                  Sources, Table, cells, fold, hand_rows, recase)  # fmt: skip

class Countries:
    """Main names and codes of the countries of the factbook."""

    CODES = dict(od="SS", fr="FR", no="NO", nn="SX", uc="CW", gi="GI", tv="TV", kt="CX", ck="CC", tl="TK", sv="SJ")
    CODES["is"] = "IL"

    def __init__(self, sources):
        self.iso = {row["FIPS_10_"].lower(): row["ISO_A2"] for row in sources.csv("naturalearth-50m_admin_0_countries.csv")}
        self.iso.update(self.CODES)
        rows = sources.csv("naturalearth-50m_admin_0_countries.csv")
        self.dependent = {row["FIPS_10_"].lower() for row in rows if row["SOVEREIGNT"] != row["ADMIN"]} | set("nn uc gi tv kt ck tl sv".split())
        self.dependent -= {"tv", "rs", "us", "ch", "gm", "ri"}
        self.main = {}
        for iso, canonical, *_ in cells(HAND / "countries.tsv"):
            self.main.setdefault(iso, canonical)
        self.book = []
        for row in sources.tsv("factbook-countries.tsv"):
            iso = self.iso.get(row["code"], "-99")
            if iso != "-99":
                self.main.setdefault(iso, re.sub(r" \(.*", "", row["short"]))
                self.book.append((iso, row))


def build_countries(names, countries, sources):
    table = Table(names)
    _, middles = points(sources)
    table.points = {(countries.main[iso], iso): middles[iso] for iso in countries.main if iso in middles}
    odd = re.compile(r"[(;,]|conventional| or ")
    for iso, row in countries.book:
        canonical = countries.main[iso]
        forms = {row["long"], re.sub(r"^(The|the) ", "", row["long"]), canonical}
        if row["short"] not in ("none", "DRC", "The Dominican") and "(" not in row["short"]:
            forms.add(row["short"])
        for form in forms:
            if form and form != "none" and not odd.search(form):
                table.add(form, "country", canonical, "factbook-countries", country=iso, prior=COUNTRY_PRIOR, sure=True)
    for iso, canonical, others in cells(HAND / "countries.tsv"):
        for form in [canonical, *filter(None, others.split("|"))]:
            table.add(form, "country", canonical, "hand", country=iso, prior=COUNTRY_PRIOR, sure=True)
    for row in sources.csv("naturalearth-50m_admin_0_countries.csv"):
        canonical = countries.main.get(row["ISO_A2"])
        if canonical:
            for form in {row["NAME_LONG"], row["FORMAL_EN"], row["ADMIN"]}:
                if form and not odd.search(form):
                    table.add(form, "country", canonical, "naturalearth-countries", country=row["ISO_A2"], prior=COUNTRY_PRIOR, sure=True)
    return table


def demonyms(text):
    """The people nouns and adjectives in a factbook cell, where it can be read by rule."""
    text = re.sub(r"\((singular|plural|singular and plural|US citizens|US nationals|colloquial|collective plural)\)", "", text)
    if re.search(r"note|NA\b|none|\(men|/|;", text):
        return
    for part in re.split(r",| or | and ", text):
        part = part.strip()
        if part.endswith("(s)"):
            yield part[:-3]
            yield part[:-3] + "s"
        elif re.fullmatch(r"[\w' -]+", part):
            yield part


def build_nationalities(names, countries):
    table = Table(names)
    by_hand = set()
    for iso, canonical, forms in cells(HAND / "nationalities.tsv"):
        by_hand.add(iso)
        for form in forms.split("|"):
            table.add(form, "nationality", canonical, "hand", country=iso, prior=HAND_PRIOR, sure=True)
    for iso, row in countries.book:
        for form in [*demonyms(row["adjective"]), *demonyms(row["nationality_noun"])] if iso not in by_hand else []:
            if form not in (row["short"], countries.main[iso]):
                table.add(form, "nationality", countries.main[iso], "factbook-countries", country=iso, prior=HAND_PRIOR, sure=True)
    return table


def middle(points):
    """The middle of weighted points on the globe: (weight, latitude, longitude) each."""
    x = y = z = 0.0
    for weight, latitude, longitude in points:
        north, east = math.radians(latitude), math.radians(longitude)
        x += weight * math.cos(north) * math.cos(east)
        y += weight * math.cos(north) * math.sin(east)
        z += weight * math.sin(north)
    return f"{math.degrees(math.atan2(z, math.hypot(x, y))):.3f}", f"{math.degrees(math.atan2(y, x)):.3f}"


def points(sources):
    """Latitude and longitude by link: of towns as GeoNames has them, of regions and countries (by their code) the middle of their inhabitants."""
    found, regions, countries, ids = {}, {}, {}, {}
    for row in sources.tsv("geonames-cities1000.tsv.gz"):
        at = float(row["lat"]), float(row["lon"])
        found["geonames:" + row["geonameid"]] = tuple(f"{part:.4f}" for part in at)
        here = (int(row["population"] or 0) + 1, *at)
        regions.setdefault(f"{row['country']}.{row['admin1']}", []).append(here)
        countries.setdefault(row["country"], []).append(here)
    for row in sources.tsv("naturalearth-populated-places.tsv"):
        if row["WIKIDATAID"] and float(row["GEONAMEID"] or 0) > 0:
            at = found.get(f"geonames:{int(float(row['GEONAMEID']))}")
            if at:
                found["wikidata:" + row["WIKIDATAID"]] = at
    for line in sources.lines("geonames-admin1.tsv"):
        code, _, _, identifier = line.split("\t")
        ids[identifier] = code
        if code in regions:
            found["geonames:" + identifier] = middle(regions[code])
    for row in sources.csv("naturalearth-50m_admin_1_states_provinces.csv"):
        if float(row["gn_id"] or 0) > 0 and row["latitude"]:
            found[f"geonames:{int(float(row['gn_id']))}"] = f"{float(row['latitude']):.3f}", f"{float(row['longitude']):.3f}"
    return found, {country: middle(held) for country, held in countries.items()}


# Countries of which Natural Earth gives no code.
UNRECOGNISED = {"Kosovo": "XK", "Northern Cyprus": "CY", "Somaliland": "SO"}


def populated_places(table, sources):
    """Cities with ids and population from Natural Earth."""
    names = table.names
    rows = sources.tsv("naturalearth-populated-places.tsv")
    # The source gives some items twice: the larger place has it.
    holders = {}
    for row in sorted(rows, key=lambda row: float(row["POP_MAX"] or 0)):
        holders[row["WIKIDATAID"]] = row
    for row in rows:
        if row["FEATURECLA"] == "Scientific station":
            continue
        thousands = int(float(row["POP_MAX"] or 0)) // 1000
        canonical = row["NAME_EN"] or row["NAME"]
        link = "wikidata:" + row["WIKIDATAID"] if row["WIKIDATAID"] and holders[row["WIKIDATAID"]] is row else ""
        if not link and float(row["GEONAMEID"] or 0) > 0:
            link = f"geonames:{int(float(row['GEONAMEID']))}"
        large = row["FEATURECLA"].startswith("Admin-0 capital") or thousands >= LARGE_CITY
        country = row["ISO_A2"] if row["ISO_A2"] != "-99" else UNRECOGNISED.get(row["ADM0NAME"], "")
        for form in {row["NAME"], row["NAME_EN"], *row["NAMEALT"].split("|")}:
            if thousands < TOWN and not large and " " not in form and names.surname(form):
                continue
            table.add(form, "city", canonical, "naturalearth-populated-places", link=link, country=country, prior=thousands,
                      note=row["ADM1NAME"], sure=large)  # fmt: skip


def regions(sources):
    """Names of the first-level regions by GeoNames' code, with their ids."""
    names = {}
    for line in sources.lines("geonames-admin1.tsv"):
        code, name, plain, identifier = line.split("\t")
        names[code] = (name if all(ord(letter) < 0x250 for letter in name) else plain, identifier)
    return names


def club_names(sources):
    """Words that alone name a football club."""
    return {form.strip() for line in sources.lines("openfootball-clubs.txt") for form in re.split(r"[|,#]", line) if " " not in form.strip()}


def towns(table, sources, admin1):
    """Cities of GeoNames from 15,000 inhabitants that Natural Earth lacks, and smaller ones that share a name with a city of it;
    their notes tell towns of one name apart."""
    names, clubs = table.names, club_names(sources)
    rows = sources.tsv("naturalearth-populated-places.tsv")
    known = {str(int(float(row["GEONAMEID"] or 0))) for row in rows}
    known_names = {(fold(form), row["ISO_A2"]) for row in rows if float(row["GEONAMEID"] or 0) <= 0 for form in (row["NAME"], row["NAME_EN"])}
    held = {key[0] for key in table.rows if key[2] == "city"}
    for row in sources.tsv("geonames-cities1000.tsv.gz"):
        name, country, thousands = row["name"], row["country"], int(row["population"] or 0) // 1000
        namesake = name in held and thousands >= SMALLEST_NAMESAKE
        if thousands < SMALLEST_CITY and not namesake or row["geonameid"] in known or (fold(name), country) in known_names:
            continue
        small = not namesake and (thousands < TOWN and (len(name) < 4 or names.part_of_names(name)) or thousands < LARGE_CITY and name in clubs)
        if small or not re.fullmatch(r"[^\W\d_][^\W\d_]*(?:[ .'’-]+[^\W\d_]+){0,3}", name) or " " not in name and thousands < LARGE_CITY and names.surname(name) and not namesake:
            continue
        table.add(name, "city", name, "geonames-cities1000", link="geonames:" + row["geonameid"], country=country, prior=thousands, sure=namesake,
                  note=admin1.get(f"{country}.{row['admin1']}", ("",))[0])  # fmt: skip


SETTLED = "US CA GB IE AU NZ ZA".split()  # countries whose local news is in English
COUNTY_PRIOR = 30
SAME_PLACE = 0.3  # degrees: two sources' points of one town


def build_towns(sources, places):
    """Small towns and counties of countries whose local news is in English: other meanings of a place's name, which no name is found by."""
    admin1 = {code: name for code, name, *_ in (line.split("\t") for line in sources.lines("geonames-admin1.tsv"))}
    rows = [row.split("\t") for row in places.rows.values()]
    known = {row[4] for row in rows}
    held, regions = {}, {(row[0], row[6], row[10]) for row in rows if row[2] == "city"}
    for row in rows:
        if row[2] == "city" and row[11]:
            held.setdefault((row[0], row[6]), []).append((float(row[11]), float(row[12])))
    best = {}

    def offer(name, subtype, link, source, country, prior, note, latitude, longitude):
        if not re.fullmatch(r"[^\W\d_]{2,}(?:[ .'’-]+[^\W\d_]+){0,3}", name) or link in known:
            return
        key = (name, country, subtype, note)
        if prior > best.get(key, (0,))[0]:
            row = [name, "LOC", subtype, name, link, source, country, "", "", str(prior), note, latitude, longitude]
            best[key] = prior, "\t".join(row)

    for row in sources.tsv("geonames-cities1000.tsv.gz"):
        if row["country"] in SETTLED:
            point = (f"{float(row[cell]):.4f}" for cell in ("lat", "lon"))
            note = admin1.get(f"{row['country']}.{row['admin1']}", "")
            here = float(row["lat"]), float(row["lon"])
            if (row["name"], row["country"], note) in regions or any(math.dist(here, there) < SAME_PLACE for there in held.get((row["name"], row["country"]), ())):
                continue
            offer(row["name"], "city", "geonames:" + row["geonameid"], "geonames-cities1000", row["country"],
                  max(1, int(row["population"] or 0) // 1000), note, *point)  # fmt: skip
    middles = {row["number"]: (row["latitude"], row["longitude"]) for row in Sources(HERE / "packages").tsv("counties.tsv")}
    states = {row["iso_3166_2"][3:]: row["fips"][2:] for row in sources.csv("naturalearth-50m_admin_1_states_provinces.csv") if row["iso_a2"] == "US"}
    for line in sources.lines("geonames-admin2.tsv"):
        code, name, _, identifier = line.split("\t")
        country, first, second, *_ = code.split(".")
        if country in SETTLED and re.search(r"(County|Parish)$|^County ", name):
            # GeoNames numbers counties as the census does.
            point = middles.get(states.get(first, "") + second, ("", "")) if country == "US" else ("", "")
            offer(name, "region", "geonames:" + identifier, "geonames-admin2", country, COUNTY_PRIOR, admin1.get(f"{country}.{first}", ""), *point)
    yield "\t".join(COLUMNS)
    yield from (row for _, row in best.values())


REGION_KIND = re.compile(r" (Province|Governorate|Oblast|Region|District|State|Department|County|Prefecture|Krai|Voivodeship|Municipality|Division|Parish)$")


DIRECTION = re.compile(r"((North|South|East|West|Central|Upper|Lower|Greater|Capital|Federal)(ern)?[ -]?(East|West|District|Region|Territory)?(ern)?)+", re.I)


def first_level_regions(table, admin1, taken):
    """First-level regions of all countries; the short name too, where no country has it."""
    for code, (name, identifier) in admin1.items():
        country = code.split(".")[0]
        for form in {name, REGION_KIND.sub("", name)} - taken:
            if not DIRECTION.fullmatch(form) and (" " in form or not table.names.surname(form)):
                table.add(form, "region", name, "geonames-admin1", link="geonames:" + identifier, country=country, prior=SMALL_REGION_PRIOR)


CAPITAL_OF_A_STATES_NAME = "Washington"


def states(table, sources):
    """First-level regions of the large federations, with their abbreviations in the United States."""
    for row in sources.csv("naturalearth-50m_admin_1_states_provinces.csv"):
        identifier = int(float(row["gn_id"] or 0))
        forms = {row["name"]}
        if row["iso_a2"] == "US" and row["abbrev"].endswith("."):
            forms.add(row["abbrev"])
        # Without more, the name of a state that the capital has too is the capital's.
        prior = HAND_PRIOR if (row["name"], row["iso_a2"]) in table.priors and row["name"] == CAPITAL_OF_A_STATES_NAME else REGION_PRIOR
        for form in forms:
            table.add(form, "region", row["name"], "naturalearth-states", link=f"geonames:{identifier}" if identifier > 0 else "",
                      country=row["iso_a2"], prior=prior, sure=True)  # fmt: skip


def natural_features(table, sources, taken):
    """Seas, rivers, lakes, mountains, islands and other regions of Natural Earth, except under the name of a country, state or city."""
    subtypes = {"Range/mtn": "mountain", "Peninsula": "region", "Pen/cape": "region", "Plateau": "region", "Delta": "water", "Lake": "water"}
    files = [
        ("naturalearth-10m_geography_marine_polys.csv", "name", "namealt", lambda row: "water"),
        ("naturalearth-10m_geography_regions_polys.csv", "name", "namealt", lambda row: subtypes.get(row["featurecla"], "region")),
        ("naturalearth-10m_lakes.csv", "name", "name_alt", lambda row: "water"),
        ("naturalearth-10m_rivers_lake_centerlines.csv", "name_en", "name", lambda row: "water"),
        ("naturalearth-10m_geography_regions_elevation_points.csv", "name", "name_alt", lambda row: "mountain"),
    ]
    spelled = {"Mts.": "Mountains", "Mts": "Mountains", "Mt.": "Mount", "Mt": "Mount", "Is.": "Islands", "I.": "Island", "Pen.": "Peninsula",
               "R.": "River", "L.": "Lake"}  # fmt: skip
    for file, main, other, subtype in files:
        for row in sources.csv(file):
            rank = float(row.get("scalerank") or 9)
            canonical = row[main] or row[other]
            if not canonical or rank > 6 or row["featurecla"] == "spot elevation":
                continue
            canonical = recase(canonical) if canonical.isupper() else canonical
            canonical = " ".join(spelled.get(word, word) for word in canonical.split())
            forms = {canonical} | {form.strip() for form in re.split("[|;]", row[other] or "") if not form.isupper()}
            if file.endswith("rivers_lake_centerlines.csv") and " " not in canonical:
                forms = {canonical, canonical + " River"}
            for form in forms:
                if form not in taken and "." not in form and (" " in form or not table.names.surname(form)):
                    table.add(form, subtype(row), canonical, file[:-4].replace("-10m_geography", "").replace("-10m", ""),
                              prior=max(1, 200 - 20 * int(rank)))  # fmt: skip


def build_places(names, sources, countries_taken):
    table = Table(names, noted=True)
    table.points, _ = points(sources)
    admin1 = regions(sources)
    cities = {}
    for row in sorted(sources.tsv("naturalearth-populated-places.tsv"), key=lambda row: int(float(row["POP_MAX"] or 0))):
        for form in (row["NAME"], row["NAME_EN"]):
            cities[form, row["ISO_A2"]] = row
    for canonical, subtype, country, others, _ in cells(HAND / "places.tsv"):
        known = [cities[form, country] for form in (canonical, *others.split("|")) if (form, country) in cities]
        if subtype == "city" and known:
            table.links[canonical, country] = "wikidata:" + known[0]["WIKIDATAID"]
            table.priors[canonical, country] = int(float(known[0]["POP_MAX"])) // 1000
            table.main.update(((row["NAME_EN"] or row["NAME"], country), canonical) for row in known)
    hand_rows(table, "places.tsv")
    states(table, sources)
    populated_places(table, sources)
    natural_features(table, sources, countries_taken | table.forms())
    first_level_regions(table, admin1, countries_taken | table.forms())
    towns(table, sources, admin1)
    place_towns(table, sources, admin1)
    known_by_hand(table)
    return table


def place_towns(table, sources, admin1):
    """Gives the towns whose source has no point that of the largest town of that name in their region."""
    largest = {}
    for row in sources.tsv("geonames-cities1000.tsv.gz"):
        key = row["name"], row["country"], admin1.get(f"{row['country']}.{row['admin1']}", ("",))[0]
        if int(row["population"] or 0) > largest.get(key, (-1,))[0]:
            largest[key] = int(row["population"] or 0), f"{float(row['lat']):.4f}", f"{float(row['lon']):.4f}"
    for key, line in table.rows.items():
        *row, latitude, longitude = line.split("\t")
        found = largest.get((row[3], row[6], row[10]))
        if row[2] == "city" and not latitude and found:
            table.rows[key] = "\t".join([*row, *found[1:]])


def known_by_hand(table):
    """Drops the row of a source where a row by hand says how well known the same item is, and keeps its region."""
    rows = {key: line.split("\t") for key, line in table.rows.items()}
    by_hand = {(row[0], row[4], row[6]): key for key, row in rows.items() if row[5] == "hand" and row[4]}
    for key, row in rows.items():
        hand = by_hand.get((row[0], row[4], row[6]))
        if hand is not None and row[9] != rows[hand][9]:
            kept = rows[hand]
            table.rows[hand] = "\t".join([*kept[:10], kept[10] or row[10], *kept[11:]])
            del table.rows[key]


def faults(table):
    """What no good row of places shows: one item for two towns, inhabitants without a country."""
    held = {}
    for line in table.rows.values():
        name, _, subtype, canonical, link, source, country, _, _, prior, note, *_ = line.split("\t")
        if subtype == "city" and not country:
            yield f"{name}: a city of no country"
        if subtype == "city" and link.startswith(("wikidata:", "geonames:")):
            known = held.setdefault(link, (canonical, country, prior))
            if known != (canonical, country, prior):
                yield f"{name}: {link} is {known} and {(canonical, country, prior)}"
