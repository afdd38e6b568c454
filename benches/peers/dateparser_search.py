# name: dateparser
# group: dates
# package: pip dateparser
# does: finds dates and gives points of time
# lacks: no durations, sets, quarters or vague references; no tense
import json
import sys
import time
from datetime import datetime

from dateparser.search import search_dates

articles = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
started, found = time.perf_counter(), 0
for article in articles:
    settings = {"RELATIVE_BASE": datetime.fromisoformat(article["date"]), "PREFER_DATES_FROM": "past"}
    for paragraph in article["text"].split("\n\n"):
        found += len(search_dates(paragraph, languages=["en"], settings=settings) or [])
print(json.dumps({"seconds": time.perf_counter() - started, "found": found}))
