# name: spaCy, blank, with sentencizer and entity ruler
# group: whole
# package: pip spacy
# does: tokens, sentences, names of a list of 5,000
# lacks: no unknown names, no entities, roles, quotations, dates
import json
import sys
import time

import spacy

nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
# Two-word names of no one: what is measured is matching, not the list.
first, second = ["Ada", "Bela", "Cora", "Dina", "Elio"], [f"Mar{letter}o{other}" for letter in "bdfgklmnprstvz" for other in "bdfgklmnprstvz"]
names = [f"{a} {b}{c}" for a in first for b in second for c in ("", "i", "es", "is", "ov")][:5000]
nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": name} for name in names])

articles = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
started, found = time.perf_counter(), 0
for article in articles:
    document = nlp(article["text"])
    found += len(document) + len(document.ents) + sum(1 for _ in document.sents)
print(json.dumps({"seconds": time.perf_counter() - started, "found": found}))
