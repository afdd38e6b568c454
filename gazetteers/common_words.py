"""Counts which words stand mostly in lower case, and writes `hand/common.txt`.

    python3 gazetteers/common_words.py ../shared/data

The list is a statistic of ours over development news (`news/*.jsonl.gz` except the OCR sample, and PolNeAR's training
texts): only words and no counts are kept, sorted by bytes, one a line. A word is kept when

- it is used at least `MIN_USES` times in lower case, in at least `MIN_DOCUMENTS` documents, and
- at least `MIN_LOWER` of its uses inside sentences are in lower case.

A use is inside a sentence when the token before it, on the same paragraph, is a word, a number or a comma. Lines in title case or
capitals are headlines and count for nothing. Words in capitals (acronyms) count for nothing either.
"""

import collections
import gzip
import json
import pathlib
import re
import sys

MIN_USES = 15
MIN_DOCUMENTS = 6
MIN_LOWER = 0.6

TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*|\S")
WORD = re.compile(r"[a-zà-öø-ÿ]+(?:-[a-zà-öø-ÿ]+)*")
VOWEL = re.compile(r"[aeiouyà-öø-ÿ]")


def texts(data):
    """Yields the text of every article counted."""
    for path in sorted((data / "news").glob("*.jsonl.gz")):
        if path.name.startswith("ocr-"):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]
    for path in sorted((data / "quotes/polnear/train/text").iterdir()):
        yield path.read_text(encoding="utf-8")


def is_headline(tokens):
    """True for a line whose longer words are nearly all capitalised."""
    words = [token for token in tokens if len(token) > 3 and token[0].isalpha()]
    upper = sum(token[0].isupper() for token in words)
    return len(words) > 1 and upper > 0.7 * len(words)


def count(data):
    """Counts, per lower-case form: uses in lower case, of those inside sentences, capitalised ones inside, documents."""
    lower, inner, capital = collections.Counter(), collections.Counter(), collections.Counter()
    documents = collections.Counter()
    for text in texts(data):
        seen = set()
        for line in text.split("\n"):
            tokens = TOKEN.findall(line)
            if is_headline(tokens):
                continue
            before = None
            for token in tokens:
                if token[0].isalpha():
                    inside = before is not None and (before[0].isalnum() or before == ",")
                    if token.islower():
                        lower[token] += 1
                        inner[token] += inside
                        seen.add(token)
                    elif inside and token[0].isupper() and not token.isupper():
                        capital[token.lower()] += 1
                before = token
        documents.update(seen)
    return lower, inner, capital, documents


def main():
    lower, inner, capital, documents = count(pathlib.Path(sys.argv[1]))
    kept = sorted(
        word
        for word, uses in lower.items()
        if uses >= MIN_USES
        and documents[word] >= MIN_DOCUMENTS
        and inner[word] >= MIN_LOWER * (inner[word] + capital[word])
        and WORD.fullmatch(word)
        and VOWEL.search(word)
        and (len(word) > 1 or word in "ai")
    )
    path = pathlib.Path(__file__).parent / "hand" / "common.txt"
    path.write_text("".join(f"{word}\n" for word in kept), encoding="utf-8")
    print(f"{path}: {len(kept)} words", file=sys.stderr)


if __name__ == "__main__":
    main()
