"""Prints how much of what news names often has a link, and the names that have none.

    dateline extract news.jsonl --out TABLES --format jsonl
    python3 gazetteers/unlinked.py TABLES                 the shares
    python3 gazetteers/unlinked.py TABLES ORG [COUNT]     the names of a type without a link, with their mentions (from 10 on)

A name counts with all mentions of the entities that have it for their name; it has a link where half of its mentions have. The second
share is that of the 2,000 most frequent organisations.
"""

import collections
import json
import pathlib
import sys

OFTEN = 10  # mentions
ORGANISATIONS = 2_000


def names(tables):
    """Mentions by type and name: all, and those with a link."""
    known, linked = collections.Counter(), collections.Counter()
    with open(pathlib.Path(tables) / "entities.jsonl", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            key = row["type"], row["name"]
            known[key] += row["mentions"]
            linked[key] += row["mentions"] if row["link"] else 0
    return known, linked


def main(tables, kind="", often=OFTEN):
    known, linked = names(tables)
    has = {key: 2 * linked[key] >= count for key, count in known.items()}
    ranked = sorted(known, key=lambda key: (-known[key], key))
    if kind:
        for key in ranked:
            if key[0] == kind and not has[key] and known[key] >= int(often):
                print(f"{known[key]}\t{key[1]}")
        return
    for kind in ("PER", "ORG", "LOC", "MISC"):
        frequent = [key for key in ranked if key[0] == kind and known[key] >= OFTEN]
        mentions = sum(known[key] for key in ranked if key[0] == kind)
        part = 100 * sum(linked[key] for key in ranked if key[0] == kind) / max(1, mentions)
        print(f"{kind}: {sum(has[key] for key in frequent)} of {len(frequent)} names with {OFTEN} mentions have a link; of all mentions {part:.1f} %")
    most = [key for key in ranked if key[0] == "ORG"][:ORGANISATIONS]
    print(f"of the {len(most)} most frequent organisations {100 * sum(has[key] for key in most) / max(1, len(most)):.1f} %")


if __name__ == "__main__":
    main(*sys.argv[1:])
