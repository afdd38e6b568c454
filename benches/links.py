"""Scores links of names against gold with Wikidata items.

    python3 benches/links.py --input GOLD.jsonl > in.jsonl
    dateline extract in.jsonl --out TABLES --format jsonl --tables mentions,entities
    python3 benches/links.py GOLD.jsonl TABLES [--wrong]

Gold: {"id", "title", "text", "evaluation_span": [start, end], "labels": [{"span", "entity_id", "name"}, …]} a line, offsets in code points, as
`../shared/data/linking/{aida-conll-dev,news-fair}.jsonl` are; `name` is the title of Wikipedia. A label counts whose item is one of Wikidata
and that is no pronoun or noun. A name has to have its very span, but for "the". Printed: `coverage`, the linked ones of all; `precision`, the right ones of the
linked; `forgiven`, the same where a team under its place and a people under its country are not wrong; `end to end`, the right ones of all.
"""

import collections
import json
import pathlib
import re
import sys


def lines(path):
    with open(path, encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def plain(title):
    """A title without what tells it from others: "Mercury_(planet)" is "mercury"."""
    words, inside = [], 0
    for part in re.findall(r"[^\W_]+|[()]", title.lower()):
        inside += (part == "(") - (part == ")")
        if not inside and part != ")":
            words.append(part)
    return " ".join(words)


def is_right(link, item, title, surface):
    scheme, value = link.split(":", 1)
    if scheme == "wikidata":
        return value == item
    return plain(value) == plain(title) if scheme == "wikipedia" else scheme == "geonames" and plain(surface) in plain(title)


def is_forgiven(mention, title):
    title = title.lower()
    return mention["type"] == "MISC" or "team" in title or mention["subtype"] == "country" and "national" in title


def score(gold, tables, wrong):
    mentions, links = collections.defaultdict(dict), {}
    for row in lines(pathlib.Path(tables) / "entities.jsonl"):
        links[row["article_id"], row["entity_id"]] = row["link"]
    for row in lines(pathlib.Path(tables) / "mentions.jsonl"):
        if row["form"] == "name":
            mentions[row["article_id"]][row["start"], row["end"]] = row
    count, seen = collections.Counter(), collections.Counter()
    for article in lines(gold):
        key, text, (first, last) = str(article["id"]), article["text"], article["evaluation_span"]
        for label in article["labels"]:
            (start, end), item, title = label["span"], label["entity_id"], label["name"]
            if not first <= start < end <= last or label.get("coref") or not re.fullmatch(r"Q\d+", item):
                continue
            count["gold"] += 1
            start += 4 if text[start:end].lower().startswith("the ") else 0
            mention = mentions[key].get((start, end))
            link = mention and (mention["link"] or links.get((key, mention["entity_id"])))
            if not link:
                continue
            count["linked"] += 1
            if is_right(link, item, title, text[start:end]):
                count["right"] += 1
            elif is_forgiven(mention, title):
                count["forgiven"] += 1
            else:
                seen[text[start:end], link, item, title] += 1
    share = lambda part, whole: 100 * part / max(1, whole)  # noqa: E731
    print(f"gold {count['gold']}")
    print(f"coverage {share(count['linked'], count['gold']):.1f}")
    print(f"precision {share(count['right'], count['linked']):.1f}")
    print(f"forgiven {share(count['right'] + count['forgiven'], count['linked']):.1f}")
    print(f"end to end {share(count['right'], count['gold']):.1f}")
    for (surface, link, item, title), times in seen.most_common() if wrong else ():
        print(f"{times}\t{surface}\t{link}\t{item}\t{title}")


def main(arguments):
    if arguments[0] == "--input":
        for article in lines(arguments[1]):
            day = re.match(r"(\d{4})(\d\d)(\d\d)", article.get("title") or "")
            print(json.dumps({"id": str(article["id"]), "date": "-".join(day.groups()) if day else None, "text": article["text"]}, ensure_ascii=False))
    else:
        score(*arguments[:2], "--wrong" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
