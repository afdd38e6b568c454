"""Builds `people.tsv`: leaders, ministers and legislators, one row per name and dated office."""

import itertools
import re

from base import HAND, LEADER_PRIOR, LOW_PRIOR, Table, article_rows, cells, fold, recase

MONTHS = "January February March April May June July August September October November December".split()
OFFICES = re.compile(
    r"^(?:(?:Interim|Acting|Transition|Transitional|Caretaker|CNSP|GNU|former|overall|Deputy|Vice|Prime|Crown|Grand|Chief|Lord of Mann"
    r"|State Affairs Commission|Supreme People's Assembly|Supreme|Sovereign Council|Presidential Leadership Council|Presidential Council,"
    r"|President,|President|Premier|Minister(?: of State)?|Executive|Leader|King|Queen|Sultan|Emperor|Pope|Prince|Duke|Amir|Chancellor"
    r"|Taoiseach|Governor(?:[ -]General)?|Mayor|Administrator|Taliban|Commissioner|Co-prince|and|Chair(?:man|person)?|Taoiseach \(Prime Minister\)"
    r"|Commander-in-Chief of the Sudanese Armed Forces|of the (?:Government of Spain \(prime minister-equivalent\)|Presidency|Council of Ministers"
    r"|Cabinet of Ministers|National Council for the Safeguard of the Homeland \(CNSP\)|Island Council)|Secretary of State for Foreign and Political Affairs"
    r"|\(Prime Minister\))\s+)+"
)
RANKS = re.compile(r"^(?:(?:Gen\.|General|Col\.|Capt\.|Lt\.|Sr\.|Dr\.|Sir|Dame|Air Vice-Marshal)\s+)+")


def iso_date(text):
    """The ISO date of `6 May 2025`, `April 2018` or `1997`; empty for anything else."""
    found = re.match(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]+) )?(\d{4})\b", text)
    if not found:
        return ""
    day, month, year = found.groups()
    if month not in MONTHS:
        return year
    month = f"{year}-{MONTHS.index(month) + 1:02}"
    return f"{month}-{int(day):02}" if day else month


HEADS_OF_STATE = re.compile(r"(President|King|Queen|Emperor|Emir|Sultan|Prince|Grand Duke|Pope|Supreme Leader|Governor[- ]General|.*Council Chairman|Presidency Chairman)$")


def offices(table):
    """Holders of high offices by hand; returns the terms of each person, by canonical name and country."""
    canonicals = {canonical for canonical, *_ in cells(HAND / "people.tsv")}
    terms = {}
    for iso, office, holders in cells(HAND / "offices.tsv"):
        for holder in holders.split("; "):
            text, _, span = holder.rpartition(" ")
            since, until = span.split("..")
            forms = text.split("=")
            canonical = next((table.main.get(form, form) for form in forms if form in table.main or form in canonicals), forms[0])
            table.main.update(((spelling, iso), canonical) for form in forms for spelling in (form, fold(form)))
            terms.setdefault((canonical, iso), []).append((office, since, until))
            for form in forms:
                table.add(form, "head_of_state" if HEADS_OF_STATE.fullmatch(office) else "politician", canonical, "hand", country=iso, since=since,
                          until=until, prior=LEADER_PRIOR, note=office, sure=" " in form)  # fmt: skip
    return terms


def leaders(table, countries, sources, terms):
    """Heads of state and government; surnames stand in capitals in the source."""
    seen = set()
    for row in sources.tsv("factbook-leaders.tsv"):
        iso = countries.iso.get(row["code"], "-99")
        text = re.sub(r" of (the Netherlands|Denmark|Norway)(?= \(since)", "", row["text"])
        found = re.match(r"([^(;]+(?:\(Prime Minister\) |\(CNSP\) |\(prime minister-equivalent\) )?[^(;]*)[^;]*\(since ([^)]*)\)", text)
        if iso == "-99" or not found or row["code"] in countries.dependent and row["office"] == "chief of state":
            continue
        head, since = found[1].strip(), iso_date(found[2])
        title = OFFICES.match(head)
        office = title[0].strip() if title else ""
        name = RANKS.sub("", head[len(title[0]) :] if title else head)
        name = re.sub(r'[“”"][^“”"]+[“”"]', "", name.replace(", Jr.", " Jr."))
        tokens = name.split()
        capitals = [token for token in tokens if token.isupper() and len(token) > 1 and not re.fullmatch(r"[IVX]+", token)]
        if not capitals or "," in name or len(tokens) > 7 or len(tokens) < 2 and not office.endswith(("King", "Emperor")):
            continue
        office = re.sub(r"^President of the Government of Spain.*", "Prime Minister", office)
        office = re.sub(r"^(Sovereign Council Chair).*|\s*\(.*?\)|^(CNSP|GNU|overall) | and$", r"\1", office).strip(" ,")
        office = {"King Sultan": "King", "Prime Minister Crown Prince": "Prime Minister"}.get(office, office)
        canonical = recase(name)
        if (row["code"], canonical) in seen:
            continue
        seen.add((row["code"], canonical))
        forms = {canonical}
        if len(tokens) > 2 and not tokens[0].isupper() and tokens[-1] == capitals[-1] and len(capitals) == 1:
            forms.add(recase(f"{tokens[0]} {tokens[-1]}"))
        if re.search(r"\b(King|Emperor|Pope|Prince)$", office):
            forms = {form for short in forms for form in (short, f"{office.split()[-1]} {short}") if " " in form}
        subtype = "head_of_state" if row["office"] == "chief of state" else "politician"
        iso = countries.iso["uk" if "Charles III" in canonical else row["code"]]
        canonical = next((table.main[form, iso] for form in sorted(forms) if (form, iso) in table.main), canonical)
        known = [term for term in terms.get((canonical, iso), ()) if term[0] == office]  # the source dates the present term only
        for form, (_, since, until) in itertools.product(forms, known or [(office, since, "")]):
            table.add(form, subtype, canonical, "factbook-leaders", country=iso, since=since, until=until, prior=LEADER_PRIOR, note=office, sure=True)


def us_executive(table, sources):
    """Presidents and vice presidents of the United States, one row an office held without a break."""
    for person in sources.json("us-executive.json"):
        name, ids = person["name"], person["id"]
        nick = name.get("nickname")
        full = re.sub(r" \(.*", "", ids.get("wikipedia") or name.get("official_full") or f"{nick or name['first']} {name['last']}")
        forms = {full, f"{nick or name['first']} {name['last']}", f"{name['first']} {name['last']}"}
        if name.get("middle"):
            forms |= {f"{name['first']} {name['middle'][0]}. {name['last']}", f"{name['first']} {name['middle']} {name['last']}"}
        link = "wikidata:" + ids["wikidata"] if ids.get("wikidata") else "wikipedia:" + ids["wikipedia"].replace(" ", "_") if ids.get("wikipedia") else ""
        full = table.main.get(full, full)
        if link:
            table.links[(full, "US")] = link
        spans = []
        for term in person["terms"]:
            if spans and spans[-1][0] == term["type"] and spans[-1][2] == term["start"]:
                spans[-1][2] = term["end"]
            else:
                spans.append([term["type"], term["start"], term["end"]])
        for kind, since, until in spans:
            for form in forms:
                table.add(form, "head_of_state" if kind == "prez" else "politician", full, "us-executive", link=link, country="US", since=since,
                          until=until, prior=LEADER_PRIOR, note="President" if kind == "prez" else "Vice President", sure=True)  # fmt: skip


def congress(table, sources):
    """Members of the present Congress, and former ones born from 1930 on; the source gives no dates of office."""
    for file in ("congress-legislators-current", "congress-legislators-historical"):
        for row in sources.csv(file + ".csv"):
            if row["birthday"] < "1930":
                continue
            canonical = row["wikipedia_id"].split(" (")[0] or row["full_name"] or f"{row['first_name']} {row['last_name']}"
            forms = {canonical, f"{row['first_name']} {row['last_name']}", re.sub(r' ["(][^")]+[")]', "", row["full_name"])}
            if row["nickname"]:
                forms.add(f"{row['nickname']} {row['last_name']}")
            link = "wikipedia:" + row["wikipedia_id"].replace(" ", "_") if row["wikipedia_id"] else ""
            table.links.setdefault((canonical, "US"), link)
            for form in forms:
                if " " in form and not re.match(r"[A-Z]\. \S+$", form):
                    table.add(form, "politician", canonical, file, link=link, country="US", prior=LOW_PRIOR,
                              note="Senator" if row["type"] == "sen" else "Representative", sure=True)  # fmt: skip


def governors(table, sources):
    """Governors and other state-wide officers of the United States, with dates."""
    offices = {"governor": "Governor", "lt_governor": "Lieutenant Governor", "attorney general": "Attorney General",
               "secretary of state": "Secretary of State"}  # fmt: skip
    for row in sources.tsv("openstates-people.tsv"):
        for role in row["roles"].split("|"):
            kind, level, _, _, since, until = (role.split(":") + [""] * 6)[:6]
            if kind in offices and level == "state":
                for form in {row["name"], f"{row['given']} {row['family']}"}:
                    if " " in form.strip():
                        table.add(form, "politician", row["name"], "openstates-people", country="US", since=since, until=until,
                                  prior=LOW_PRIOR, note=offices[kind], sure=True)  # fmt: skip


HIGH_OFFICES = {"PRIME_MINISTER_": "Prime Minister", "FOREIGN_MINISTER_": "Foreign Minister", "CHANCELLOR_": "Chancellor", "PRESIDENT_": "President",
                "KING_": "King", "EMIR_": "Emir", "SULTAN_": "Sultan", "PREMIER_": "Premier", "SECRETARY_OF_STATE_": "Secretary of State"}  # fmt: skip


def petrarch_date(digits):
    """The ISO date of `YYMMDD` or `YYYYMMDD`; two-digit years up to 29 are of this century."""
    if len(digits) == 6:
        digits = ("20" if digits < "30" else "19") + digits
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    return f"{year}-{month}-{day}" if "01" <= month <= "12" and "01" <= day <= "31" else year


def ministers(table, sources, held):
    """Members of governments from 2000 to 2014 with the dates of their offices, where `held`, the offices by hand, does not say more."""
    three = {row["ISO_A3"]: row["ISO_A2"] for row in sources.csv("naturalearth-50m_admin_0_countries.csv")}
    three.update(FRA="FR", NOR="NO", ISR="IL")
    noise = set("MR MRS DR PROF SIR PRESIDENT MINISTER PRIME KING QUEEN GENERAL COLONEL LORD CHANCELLOR PREMIER AMBASSADOR FOREIGN DEFENSE SECRETARY".split())
    block = []
    for line in itertools.chain(sources.lines("petrarch2-Countries.txt"), ["END_"]):
        if line.startswith("\t["):
            block.append(line.strip())
        elif line.startswith("+"):
            block.append(line)
        else:
            emit_minister(table, block, three, noise, held)
            block = [line]


def emit_minister(table, block, three, noise, held):
    """Rows for one block of the source: a name, its aliases and its dated roles."""
    if not block or "CountryInfo.txt" not in block[0]:
        return
    tokens = block[0].split("#")[0].strip(" _").split("_")
    if not 2 <= len(tokens) <= 4 or noise & set(tokens) or not all(re.fullmatch(r"[A-Z][A-Z.'-]*", token) for token in tokens):
        return
    canonical = recase(" ".join(tokens))
    forms = {canonical}
    for line in block[1:]:
        alias = line.lstrip("+").split("#")[0].strip(" _").split("_")
        if line[0] == "+" and 2 <= len(alias) <= 3 and alias[-1] == tokens[-1] and alias[0][:1] == tokens[0][:1] and not noise & set(alias):
            if all(re.fullmatch(r"[A-Z][A-Z.'-]+", token) or len(token) == 2 for token in alias):
                forms.add(recase(" ".join(alias)))
    titles = {office for line in block[1:] for mark, office in HIGH_OFFICES.items() if re.match(rf"\+(?:[A-Z]+(?:N|I|SE|SH|CH)_)?{mark}", line)}
    if not titles and not any(re.match(r"\[[A-Z]{3}ELI ", line) for line in block):  # an elite before or after office: a head of government or state
        return
    terms = [line for line in block if re.match(r"\[[A-Z]{3}GOV ", line)]
    office = titles.pop() if len(titles) == 1 and len(terms) == 1 else ""
    exact = any(re.search(r"GOV >?\d{4,6}(?!01\b)\d\d[-\]]", line) for line in terms)  # terms of leaders are dated to the day
    for line in block[1:]:
        role = re.match(r"\[([A-Z]{3})GOV (?:>(\d{6,9})|(\d{6,9})-(\d{6,9}))\](?:\s*#\s*(.*))?", line)
        if not role or three.get(role[1], "US") == "US":
            continue
        since = petrarch_date(role[2] or role[3])
        if since == "2003-01-01":  # the day the source's lists of cabinets begin
            if exact:
                continue
            since = ""
        until = petrarch_date(role[4]) if role[4] else ""
        if (until or "2014") < "2000":
            continue
        note = (office if not role[5] else "Foreign Minister" if role[5].strip() == "Foreign Minister" else "")
        known = held.get((table.main.get((canonical, three[role[1]])) or table.main.get(canonical, canonical), three[role[1]]), ())
        if known and (not note or not until or note in {term[0] for term in known}):
            continue
        for form in forms:
            table.add(form, "politician", canonical, "petrarch2-Countries", country=three[role[1]], since=since, until=until,
                      prior=LOW_PRIOR, note=note, sure=True)  # fmt: skip


def hand_people(table):
    """People made by hand: each other name gets the dated offices that the sources give; without any, the office by hand."""
    held = {}
    for row in table.rows.values():
        cell = row.split("\t")
        held.setdefault(cell[3], {})[(cell[2], *cell[4:11])] = None
    for canonical, subtype, country, others, note in cells(HAND / "people.tsv"):
        for form in [canonical, *filter(None, others.split("|"))]:
            if canonical not in held:
                table.add(form, subtype, canonical, "hand", country=country, prior=LEADER_PRIOR, note=note, sure=True)
            exact = [office for office in held.get(canonical, ()) if office[4] and not office[4].endswith("-01")]
            for kind, link, source, land, since, until, prior, office in held.get(canonical, ()):
                if note and not office and len(exact) == 1 and exact[0][4] == since:
                    table.rows.pop((form, "PER", kind, canonical, "", since, land), None)
                    office = note
                table.add(form, kind, canonical, source, link=link, country=land, since=since, until=until, prior=int(prior), note=office, sure=True)


def build_people(names, countries, sources):
    table = Table(names, noted=True)
    for canonical, _, _, others, _ in cells(HAND / "people.tsv"):
        table.main.update((form, canonical) for form in others.split("|") if form)
    us_executive(table, sources)
    congress(table, sources)
    terms = offices(table)
    leaders(table, countries, sources, terms)
    governors(table, sources)
    ministers(table, sources, terms)
    hand_people(table)
    article_rows(table, "PER")
    return table
