"""Builds the gazetteers of this folder from the source files and from `hand/`.

    python3 gazetteers/build.py ../shared/data/gazetteers/ship            write the files
    python3 gazetteers/build.py ../shared/data/gazetteers/ship --check    compare with the files on disk, exit 1 on a difference

`README.md` says what the files hold. The builders of single files stand beside this script.
"""

import sys

sys.dont_write_bytecode = True

from base import HERE, Names, Sources  # noqa: E402
from organisations import build_events, build_organisations  # noqa: E402
from people import build_people  # noqa: E402
from places import Countries, build_countries, build_nationalities, build_places, build_towns, faults  # noqa: E402
from words import build_words  # noqa: E402


def write(name, header_and_rows, check):
    """Writes a file with its rows sorted by bytes, or compares it; True when the file on disk is as built."""
    header, *rows = header_and_rows
    text = "".join(f"{line}\n" for line in [header, *sorted(set(rows), key=str.encode)])
    path = HERE / name
    if check:
        return path.exists() and path.read_bytes() == text.encode()
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(rows)} rows, {len(text.encode())} bytes", file=sys.stderr)
    return True


def main():
    sources = Sources(sys.argv[1])
    check = "--check" in sys.argv
    countries = Countries(sources)
    words = build_words(sources)
    names = Names(words, sources)
    countries_of_the_world = build_countries(names, countries, sources)
    tables = {
        "countries": countries_of_the_world,
        "nationalities": build_nationalities(names, countries),
        "places": build_places(names, sources, countries_of_the_world.forms()),
        "people": build_people(names, countries, sources),
        "organisations": build_organisations(names, countries, sources),
        "events": build_events(names, sources),
    }
    files = {"words.tsv": words.table(), "towns.tsv": build_towns(sources, tables["places"])} | {f"{name}.tsv": table.table() for name, table in tables.items()}
    stale = [name for name, rows in files.items() if not write(name, rows, check)]
    wrong = list(faults(tables["places"]))
    for fault in wrong:
        print(f"places: {fault}", file=sys.stderr)
    for name in stale:
        print(f"{name}: differs from what build.py makes", file=sys.stderr)
    sys.exit(1 if stale or wrong else 0)


if __name__ == "__main__":
    main()
