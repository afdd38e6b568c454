# name: sentencex
# group: sentences
# package: pip sentencex
# does: splits sentences by rules (in Rust)
# lacks: no tokens, no marks
import json
import sys
import time

from sentencex import segment

articles = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
started, found = time.perf_counter(), 0
for article in articles:
    found += len(list(segment("en", article["text"])))
print(json.dumps({"seconds": time.perf_counter() - started, "found": found}))
