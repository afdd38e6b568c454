"""What all builders share: reading, the table of one entity file, and what is known about names as such."""

import csv
import gzip
import json
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).parent
HAND = HERE / "hand"
COLUMNS = "name type subtype canonical link source country valid_from valid_to prior note latitude longitude".split()

TYPE = {
    subtype: kind
    for kind, subtypes in {
        "LOC": "country city region continent water mountain district building facility",
        "ORG": "party company media government legislature court military agency university team bank igo ngo armed_group",
        "MISC": "nationality religion language event war law award work ideology product",
        "PER": "head_of_state politician",
    }.items()
    for subtype in subtypes.split()
} | {"": "PER"}
COUNTRY_PRIOR = 1_000_000  # priors are thousands of inhabitants for places, or weights on that scale
REGION_PRIOR = 5_000
SMALL_REGION_PRIOR = 200
HAND_PRIOR = 1_000
LEADER_PRIOR = 100
LOW_PRIOR = 10
SMALLEST_CITY = 15
SMALLEST_NAMESAKE = 5  # thousands: a town that shares its name with a larger one
LARGE_CITY = 500  # thousands: a city above it keeps a name that is also a common word or a given name
TOWN = 100  # thousands: a city below it loses a name that is also a frequent surname


def lines(path):
    """The lines of a hand-made file without blank ones and comments."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]


def cells(path):
    """The rows of a hand-made file, as lists of cells."""
    return [line.split("\t") for line in lines(path)]


class Sources:
    """The folder of source files, each read by its name."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def text(self, name):
        return (self.folder / name).read_text(encoding="utf-8-sig")

    def lines(self, name):
        return [line for line in self.text(name).split("\n") if line]

    def json(self, name):
        return json.loads(self.text(name))

    def csv(self, name):
        return list(csv.DictReader(self.text(name).splitlines()))

    def tsv(self, name):
        if name.endswith(".gz"):
            text = gzip.open(self.folder / name, "rt", encoding="utf-8").read()
        else:
            text = self.text(name)
        return list(csv.DictReader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE))


def fold(text):
    """The text without diacritics."""
    marks = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in marks if not unicodedata.combining(c)))


def recase(name):
    """A name in capitals as it is written in news."""
    def word(part):
        if re.fullmatch(r"[IVX]+", part) or len(re.sub(r"\W", "", part)) < 2:
            return part
        if part.lower() in {"de", "del", "la", "da", "dos", "von", "van", "der", "bin", "ibn", "al", "of", "the", "and"}:
            return part.lower()
        part = "-".join(bit[:1].upper() + bit[1:].lower() for bit in part.split("-"))
        part = re.sub(r"(?<=^[A-Z]')\w|(?<=^Mc)\w", lambda found: found[0].upper(), part)
        return part
    return " ".join(word(part) if part.isupper() else part for part in name.split())


class Table:
    """Rows of one entity file; a name that `Names.skips` refuses is left out, except of a country or an explicit row."""

    def __init__(self, names, noted=False):
        self.names, self.noted, self.rows = names, noted, {}
        self.main = {}  # other spellings of a canonical name, with the canonical name
        self.links = {}  # links and priors known for a canonical name and country
        self.priors = {}
        self.points = {}  # latitude and longitude by link

    def add(self, name, subtype, canonical, source, *, link="", country="", since="", until="", prior=1, note="", sure=False):
        name = unicodedata.normalize("NFC", " ".join(name.split()))
        canonical = unicodedata.normalize("NFC", " ".join(canonical.split()))
        canonical = self.main.get((canonical, country)) or self.main.get(canonical, canonical)
        kind = TYPE[subtype]
        country = "GB" if country == "UK" else country  # as outlets has it
        if source != "hand" and re.search(r"[()/\";]|' |^Formerly", name):
            return
        if len(name) < 2 or self.names.excluded(name, kind) or not (sure or self.names.evident(name)):
            return
        key = (name, kind, subtype, canonical) + ((note, since, country) if self.noted else ())
        # A state may have its capital's name, and so may other towns.
        given = link
        own = link and (subtype == "region" or source != "hand" and not link.startswith("wikipedia:"))
        link = link if own else self.links.get((canonical, country)) or link
        sense = self.names.link(canonical, kind, subtype, country, sure)
        if sense.startswith("wikidata:") and not link.startswith("wikidata:") or not link:
            link = sense
        if until and since > until:
            since = until = ""
        latitude, longitude = self.points.get((canonical, country)) or self.points.get(given) or self.points.get(link) or ("", "")
        row = [name, kind, subtype, canonical, link, source, country, since, until, str(max(1, prior)), note, latitude, longitude]
        self.rows.setdefault(key, "\t".join(row))

    def forms(self):
        """All names in the table."""
        return {key[0] for key in self.rows}

    def table(self):
        yield "\t".join(COLUMNS)
        yield from self.rows.values()


QUALIFIER = re.compile(r" (F\.?C\.?|CF|S\.K\.( \(football\))?|Inc\.|Corporation|Group|\((website|software|company)\))$|^FC ")
LEAD_SHARE = 0.6  # of the uses of a link's text have the title


def articles():
    """The articles of `hand/titles.tsv`: canonical, subtype (empty: a person of no office), country, all names with the canonical one first, title."""
    for canonical, subtype, country, others, title in cells(HAND / "titles.tsv"):
        forms = [canonical, *filter(None, others.split("|"))]
        if subtype == "person":  # "J. K. Rowling" is "J.K." and "JK" too
            spaced = [re.fullmatch(r"([A-Z])\. ?([A-Z])\. (.+)", form) for form in forms]
            forms += [f"{found[1]}{between}{found[2]}{end} {found[3]}" for found in spaced if found for between, end in ((". ", "."), (".", "."), ("", ""))]
        forms = list(dict.fromkeys(forms))
        yield canonical, subtype.replace("person", ""), country, forms, title or canonical


class Names:
    """What is known about names as such: common words, given names, exclusions, Wikipedia titles and Wikidata items."""

    def __init__(self, words, sources):
        self.words = words
        rows = sources.tsv("anchor_title.tsv")
        self.own = {row["anchor"] for row in rows if row["anchor"] == row["wikipedia_title"]}
        self.leads = {}
        for row in rows:
            self.leads.setdefault(row["anchor"], {})[row["wikipedia_title"]] = int(row["count"])
        self.qualified = {row["wikipedia_title"] for row in rows if "(" in row["wikipedia_title"]}
        self.out = {(name, kind) for name, kind, _ in cells(HAND / "exclusions.tsv")}
        self.articles = {}  # titles by name, type and country; none where two articles have a name
        for _, subtype, country, forms, title in articles():
            for key in ((form, TYPE[subtype], country) for form in forms):
                self.articles[key] = title if self.articles.get(key, title) == title else ""
        self.articles.update(((canonical, kind, ""), title or canonical) for canonical, kind, title in cells(HAND / "links.tsv"))
        packages = Sources(HERE / "packages")
        self.items, self.countries = {}, {}
        for row in packages.tsv("items.tsv"):
            if row["source"] == "country-coder":
                self.countries[row["name"], row["country"]] = row["item"]
                if row["kind"] == "country":
                    self.countries["", row["country"]] = row["item"]
            elif row["name"]:
                self.items.setdefault((row["name"], row["kind"], row["country"]), row["item"])
        for row in sources.tsv("wordnet-instances.tsv"):
            kind = {"noun.person": "person", "noun.location": "place", "noun.object": "place", "noun.group": "organisation"}.get(row["lexfile"])
            for form in (row["members"] or "").split("|") if kind and row["wikidata"] else []:
                if " " in form or kind == "place":
                    self.items.setdefault((form, kind, ""), row["wikidata"])

    def excluded(self, name, kind):
        return (name, kind) in self.out or (name, "*") in self.out

    def evident(self, name):
        """False for a single word that is also a common word, a key word or a given name."""
        return len(name) > 2 and not self.words.rows.get(name.lower(), {}).keys() - {"surname", "honorific", "honorific_male"}

    def surname(self, name):
        return "surname" in self.words.rows.get(name.lower(), {})

    def part_of_names(self, name):
        """Whether each word of the name is a given name or a surname."""
        return all(self.words.rows.get(word, {}).keys() & {"surname", "given_male", "given_female"} for word in name.lower().split())

    def link(self, canonical, kind, subtype, country, sure):
        """The Wikidata item of a canonical name where a source has it, else the Wikipedia title that it is."""
        if subtype in ("country", "nationality"):
            item = self.countries.get((canonical, country)) or self.countries.get(("", country))
            of_country = canonical + " (country)"
            if not item and of_country in self.qualified:
                return "wikipedia:" + of_country.replace(" ", "_")
        else:
            sort = {"LOC": "place", "ORG": "organisation", "PER": "person"}.get(kind, kind)
            item = None if subtype == "city" or sort == "place" and " " not in canonical and not sure else self.items.get((canonical, sort, ""))
        if item:
            return "wikidata:" + item
        article = self.articles.get((canonical, kind, country)) or self.articles.get((canonical, kind, ""))
        if article and (sure or subtype != "city"):
            return "wikipedia:" + article.replace(" ", "_")
        if (canonical, "link") in self.out:
            return ""
        whole = " " in canonical or sure and subtype not in ("city",) or subtype in ("company", "igo")
        title = canonical if canonical in self.own and whole else self.qualified_title(canonical, country) if kind == "ORG" else ""
        return title and "wikipedia:" + title.replace(" ", "_")

    def qualified_title(self, canonical, country):
        """The title that a name mostly leads to, if it is the name with what news leaves out: "Arsenal F.C.", "United States Secret Service"."""
        title, count = max(self.leads.get(canonical, {}).items(), key=lambda lead: (lead[1], lead[0]), default=("", 0))
        if title == canonical or count < LEAD_SHARE * sum(self.leads.get(canonical, {}).values()):
            return ""
        return title if QUALIFIER.sub("", title.removeprefix("United States ") if country == "US" else title) == canonical else ""


def article_rows(table, kind):
    """Rows of the articles of a type; names that the table has stay as they are, and the others join them."""
    held, unlinked = {}, {}
    for key, row in table.rows.items():
        name, _, subtype, canonical, link, _, country, *_ = row.split("\t")
        held.setdefault(name, (canonical, subtype, country))
        if not link:
            unlinked.setdefault((canonical, country), []).append(key)
    for canonical, subtype, country, forms, title in articles():
        if TYPE[subtype] != kind:
            continue
        # An acronym that the table has may be of another thing.
        known = next((held[form] for form in forms if form in held and not form.isupper() and country in ("", held[form][2])), None)
        for key in unlinked.get((known[0], known[2]), ()) if known and (kind != "PER" or country) else ():
            cells_of_row = table.rows[key].split("\t")
            table.rows[key] = "\t".join([*cells_of_row[:4], "wikipedia:" + title.replace(" ", "_"), *cells_of_row[5:]])
        canonical, subtype, country = known or (canonical, subtype, country)
        for form in forms:
            inner = form[1:].lower() != form[1:]
            joined = "wikipedia:" + title.replace(" ", "_") if known else ""
            if form not in held and (" " in form or kind == "PER" or subtype == "team" or inner or not table.names.surname(form)):
                table.add(form, subtype, canonical, "hand", link=joined, country=country, prior=LOW_PRIOR, sure=" " in form or subtype == "team" or inner)


def hand_rows(table, name):
    """Rows of a hand-made file: canonical, subtype, country, other names, note."""
    for canonical, subtype, country, others, *rest in cells(HAND / name):
        note = rest[0] if rest else ""
        # An adjective names the people more often than their language.
        prior = {"continent": COUNTRY_PRIOR, "region": REGION_PRIOR, "language": HAND_PRIOR // 2}.get(subtype, HAND_PRIOR)
        if subtype == "city":
            prior = table.priors.get((canonical, country), LOW_PRIOR)
        if note == "prior low":
            prior, note = LOW_PRIOR, ""
        if note == "prior high":  # known far beyond its size
            prior, note = HAND_PRIOR, ""
        if note == "seat":
            note = "seat of power; stands for those who govern there"
        for form in [canonical, *filter(None, others.split("|"))]:
            table.add(form, subtype, canonical, "hand", country=country, prior=prior, note=note, sure=True)
