# name: BlingFire
# group: sentences
# package: pip blingfire
# does: splits sentences and words by automata (in C++)
# lacks: no paragraphs, no marks
import json
import sys
import time

from blingfire import text_to_sentences, text_to_words

articles = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
started, found = time.perf_counter(), 0
for article in articles:
    sentences = text_to_sentences(article["text"]).split("\n")
    found += sum(len(text_to_words(sentence).split(" ")) for sentence in sentences)
print(json.dumps({"seconds": time.perf_counter() - started, "found": found}))
