"""Builds `organisations.tsv` and `events.tsv`."""

import re

from base import HAND_PRIOR, LOW_PRIOR, Table, article_rows, hand_rows

SUFFIX = re.compile(
    r"(,? (Inc\.?|Incorporated|Corp\.?|Corporation|Co\.?|Company|Companies|Ltd\.?|Limited|plc|PLC|LLC|L\.P\.|LP|N\.V\.|NV|S\.A\.|SA|S\.p\.A\.|SpA|AG"
    r"|SE|A/S|AB|ASA|Oyj|KGaA|GmbH|S\.E\.|Group|Holdings?|& Co\.?|Plc|S\.A\.B\. de C\.V\.|\(The\)|\(Class [ABC]\)))+$"
)
UNIVERSITY = re.compile(r"\b(University|College|Institute)\b")
PARTY = re.compile(r"\b(Party|Movement|Union|Alliance|Front|Coalition|Democrats|League|Congress|Bloc|Liberals|Greens|Conservatives)\b")
AGENCY = re.compile(r"\b(Administration|Agency|Bureau|Commission|Corps|Corporation|Department|Authority|Foundation|Institute|Board|Council|Guard|Bank|Endowment)\b")
CLUB = re.compile(r"\b(United|City|Athletic|Albion|Rovers|Wanderers|Hotspur|Villa|Palace|Real|Atl[eé]tico|Sporting|Dynamo|Dinamo|Spartak|Lokomotiv|Olympique"
    r"|Borussia|Eintracht|Bayer|Hertha|Werder|Inter|Racing|Deportivo|Saint-Germain|Red Star|Galaxy|FC|AFC|CF|SC|AC|AS)\b")  # fmt: skip


def companies(table, sources):
    """Companies of the large stock indices, with the short names that news uses."""
    rows = [(row["name"], "index-companies", "") for row in sources.tsv("index-companies.tsv")]
    rows += [(row["Security"], "sp500", "US") for row in sources.csv("sp500.csv")]
    for full, source, country in rows:
        full = re.sub(r" \((The|Class [ABC])\)$|^The ", "", full.strip())
        full = re.sub(r"^(.+) \((.+)\)$", r"\2 \1", full)
        short = SUFFIX.sub("", full).removesuffix(" &")
        for form in {full, short}:
            if " " in form or not table.names.surname(form):
                table.add(form, "company", short, source, country=country, prior=LOW_PRIOR * 5)


def parties_and_groups(table, countries, sources):
    """Parties whose name is English, and armed groups."""
    for row in sources.tsv("factbook-parties.tsv"):
        name = re.split(r" or |\(|/|;|\[| - | – ", row["party"])[0].strip()
        iso = countries.iso.get(row["code"], "-99")
        if PARTY.search(name) and 2 <= len(name.split()) <= 7 and ":" not in name and not re.search(r"\bnote\b|,", name):
            table.add(name, "party", name, "factbook-parties", country=iso if iso != "-99" else "", prior=LOW_PRIOR)
    known = table.forms()
    for row in sources.tsv("factbook-terrorist_groups.tsv"):
        for group in re.split(r", (?=[A-Za-z]+-?[A-Z])", row["group"]) if "ISIS)" in row["group"] and "," in row["group"] else [row["group"]]:
            found = re.fullmatch(r"([^(]+?)(?: \(([^)]+)\))?", group.replace("’", "'").strip())
            if found and not re.search(r"groups$|/|^see ", found[1]) and found[1] not in known:
                table.add(found[1], "armed_group", found[1], "factbook-terrorist_groups", prior=LOW_PRIOR)
                if found[2] and re.fullmatch(r"[A-Z][A-Z-]{2,}", found[2]) and found[2] not in known:
                    table.add(found[2], "armed_group", found[1], "factbook-terrorist_groups", prior=1)


def public_bodies(table, sources):
    """Agencies of the United States, committees of Congress, and acronyms of international organisations."""
    for row in sources.csv("us-agencies.csv"):
        for name in (row["Agency"].strip(" ,"), row["Bureau"].strip(" ,")):
            if name and "--" not in name and AGENCY.search(name) and len(name.split()) > 2 and not re.search(r"Boards and|Programs|Activities|Allowances", name):
                table.add(name, "agency", name, "us-agencies", country="US", prior=LOW_PRIOR)
    for committee in sources.json("us-committees-current.json"):
        title = "wikipedia:United_States_" + committee["name"].replace(" ", "_") if re.match(r"(House|Senate) Committee on ", committee["name"]) else ""
        table.add(committee["name"], "legislature", committee["name"], "us-committees-current", link=title, country="US", prior=LOW_PRIOR)
        found = re.fullmatch(r"(House|Senate) Committee on (?:the )?(.+)", committee["name"])
        if found:
            table.add(f"{found[1]} {found[2]} Committee", "legislature", committee["name"], "us-committees-current", link=title, country="US", prior=LOW_PRIOR)
    known = table.forms()
    for acronym in sources.lines("factbook-igo_acronyms.tsv")[1:]:
        if re.fullmatch(r"[A-Z]{4,}", acronym) and acronym not in known:
            table.add(acronym, "igo", acronym, "factbook-igo_acronyms", prior=LOW_PRIOR)


def universities(table, sources):
    for row in sources.json("universities.json"):
        name = re.sub(r"\s*[(,].*", "", row["name"]).strip()
        if UNIVERSITY.search(name) and 2 <= len(name.split()) <= 7 and name.isascii():
            table.add(name, "university", name, "universities", country=row["alpha_two_code"], prior=LOW_PRIOR)


def media(table, sources):
    """Newspapers, broadcasters and sites that news is quoted from."""
    known = table.forms()
    rows = [(row["name"], "outlets", int(row["count"]), "") for row in sources.tsv("outlets.tsv")]
    rows += [(row["name"], "publishers", 2, row["country"].upper() if len(row["country"]) == 2 else "") for row in sources.tsv("publishers.tsv")]
    rows += [(name, "cc0-lists/newspapers", 2, "US") for name in sources.json("cc0-lists/newspapers.json")["newspapers"]]
    for name, source, count, country in rows:
        name = re.sub(r" \(.*", "", name)
        odd = re.search(r" via | in |[*.:/]|^[a-z]|\d", name) or len(name.split()) > 5
        if count > 1 and name not in known and not odd and (" " in name or not table.names.surname(name)):
            table.add(name, "media", re.sub(r"^The ", "", name), source, country=country, prior=max(LOW_PRIOR, min(count, HAND_PRIOR)))


def teams(table, sources):
    """Teams of the North American leagues and football clubs with unmistakable names."""
    for league in ("nfl", "nba", "mlb", "nhl"):
        for team in sources.json(f"cc0-lists/{league}_teams.json")[f"{league}_teams"]:
            nick = team["name"].split()[-1]
            for form in (team["name"], nick):
                table.add(form, "team", team["name"], f"cc0-lists/{league}_teams", country="US", prior=LOW_PRIOR * 5)
    reading, canonical = False, ""
    for line in sources.lines("openfootball-clubs.txt"):
        if line.startswith("# file"):
            reading, canonical = line.endswith(".clubs.txt"), ""
        if not reading or line.startswith(("#", "=")):
            continue
        text = line.split("#")[0]
        if not line.startswith((" ", "|")):
            canonical = text.split(",")[0].split("|")[0].strip()
            forms = [canonical, *text.split(",")[0].split("|")[1:]]
        else:
            forms = text.split("|")[1:]
        for form in map(str.strip, forms):
            if canonical and CLUB.search(form) and 2 <= len(form.split()) <= 4 and re.fullmatch(r"[A-ZÀ-ÖØ-ſa-zß-ÿ' &-]+", form) and len(form) > 6:
                table.add(form, "team", canonical, "openfootball-clubs", prior=LOW_PRIOR)


# Titles of national teams that the name does not give, and the countries whose teams of other sports news names.
NATIONAL = {
    "United States national football team": "United States men's national soccer team",
    "Canada national football team": "Canada men's national soccer team",
    "Australia national football team": "Australia men's national soccer team",
    "South Africa national football team": "South Africa men's national soccer team",
    "Ireland national football team": "Republic of Ireland national football team",
    "England national cricket team": "England cricket team",
    "West Indies national cricket team": "West Indies cricket team",
}
CRICKET = "Australia Bangladesh England India Ireland Netherlands Pakistan Scotland Zimbabwe Afghanistan Kenya"
RUGBY = "Argentina Australia Canada England Fiji France Georgia Ireland Italy Japan Namibia Portugal Romania Samoa Scotland Spain Tonga Uruguay Wales Zimbabwe"


def national_teams(table, countries):
    """National teams of football, and of cricket and rugby union where they are known; news mostly calls them by the country."""
    nations = {canonical: iso for iso, canonical in countries.main.items()} | dict.fromkeys(("England", "Scotland", "Wales", "Northern Ireland"), "GB")
    del nations["United Kingdom"]
    teams = [(nation, "football") for nation in nations]
    teams += [(nation, "cricket") for nation in [*CRICKET.split(), "New Zealand", "South Africa", "Sri Lanka", "West Indies"]]
    teams += [(nation, "rugby union") for nation in [*RUGBY.split(), "New Zealand", "South Africa", "United States"]]
    for nation, sport in teams:
        name = f"{nation} national {sport} team"
        title = NATIONAL.get(name, name)
        table.add(name, "team", title, "hand", link="wikipedia:" + title.replace(" ", "_"), country=nations.get(nation, ""), prior=LOW_PRIOR, sure=True)


def build_organisations(names, countries, sources):
    table = Table(names)
    hand_rows(table, "organisations.tsv")
    companies(table, sources)
    parties_and_groups(table, countries, sources)
    public_bodies(table, sources)
    media(table, sources)
    teams(table, sources)
    universities(table, sources)
    article_rows(table, "ORG")
    national_teams(table, countries)
    return table


EVENT = re.compile(r"\b(Battles?|Wars?|Siege|Campaign|Revolution|Rebellion|Uprising|Offensive|Operation|Crusade|Conference|Mutiny|Scandal|scandal|Day|Massacre"
    r"|Treaty|Peace|Convention|Amendment|Covenant|Charter|Pact|Accord|Agreement|Protocol|Act|Doctrine|Proclamation)\b")  # fmt: skip


def build_events(names, sources):
    table = Table(names)
    hand_rows(table, "events.tsv")
    kinds = [(r"pitched battle|naval battle|siege|amphibious|battle/conflict|military operation", "event"), (r"\bwar/warfare|civil war|world war", "war"),
             (r"revolution|rebellion|scandal|conference|Crusade|^event", "event"), (r"treaty|convention|amendment|covenant|royal charter|peace treaty", "law"),
             (r"(?<!sacred )\bbook$|epic poem|sacred text|anthem", "work")]  # fmt: skip
    for row in sources.tsv("wordnet-instances.tsv"):
        subtype = next((kind for pattern, kind in kinds if re.search(pattern, row["instance_of"] or "")), None)
        members = [form for form in row["members"].split("|") if form[0].isupper() and (EVENT.search(form) or subtype == "work" and " " in form)]
        if subtype and members and row["lexfile"] in ("noun.act", "noun.event", "noun.communication"):
            canonical = members[0]
            for form in members:
                if " " in form:
                    table.add(form, subtype, canonical, "wordnet-instances", link="wikidata:" + row["wikidata"] if row["wikidata"] else "", prior=LOW_PRIOR)
    article_rows(table, "MISC")
    return table
