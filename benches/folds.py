"""What the tagger finds in articles that it did not learn from, by folds of the training data: what to choose features and settings by.

    python3 benches/folds.py target/release/dateline ../shared/data/ner --words words.bin --vectors vectors.tsv

CoNLL-2003 dev flatters: it is of the weeks that train is of. The last third of train, of the last weeks, is harder. Printed are F1 of exact names there, F1 of
names whose form is in no training file, and for each corpus what the others teach of its dev file. `--part third` leaves the corpora out.
All further options are those of `dateline train ner` (`--rounds`, `--folds`, …). `--model FILE` trains nothing: it prints the scores of a
model of `--part third` that `--keep FILE` kept.
"""

import argparse
import pathlib
import subprocess
import tempfile

TRAIN = ["conll2003-train.conll", "worldwide-train.conll", "uner-ewt-train.conll"]
DEV = ["conll2003-dev.conll", "worldwide-dev.conll", "uner-ewt-dev.conll"]


def articles(path):
    """The articles of a file in columns, each as its lines."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("-DOCSTART-") or not found:
            found.append([])
        found[-1].append(line)
    return found


def names(rows, column):
    """The names of a file: where they start and end, their type and their form."""
    found, start = [], None
    for at, row in enumerate([*rows, None]):
        tag = row[column] if row else "O"
        if start is not None and not (tag.startswith("I-") and tag[2:] == rows[start][column][2:]):
            found.append((start, at, rows[start][column][2:], " ".join(word for word, *_ in rows[start:at])))
            start = None
        if start is None and tag != "O":
            start = at
    return found


def rows_of(path):
    return [line.split() for line in path.read_text(encoding="utf-8").splitlines()]


def f1(gold, predicted):
    right = len(set(gold) & set(predicted))
    return 200 * right / max(1, len(gold) + len(predicted))


class Bench:
    def __init__(self, arguments, options, folder):
        self.binary, self.data, self.options, self.folder = arguments.binary, arguments.data, options, folder

    def train(self, files, model):
        subprocess.run(
            [self.binary, "train", "ner", *files, *self.options, "-o", model], check=True, capture_output=True
        )

    def tagged(self, model, gold, *options):
        out = self.folder / "tagged.conll"
        command = [self.binary, "evaluate", "ner", gold, "--model", model, "--predictions", out, *options]
        subprocess.run(command, check=True, capture_output=True)
        rows = rows_of(out)
        return names(rows, 1), names(rows, 2)

    def third(self, model, keep):
        """The scores of the last third of CoNLL train."""
        parts = articles(self.data / TRAIN[0])
        first, last = self.folder / TRAIN[0], self.folder / "last-third.conll"
        cut = len(parts) * 2 // 3
        for path, part in [(first, parts[:cut]), (last, parts[cut:])]:
            path.write_text("".join(line for article in part for line in article), encoding="utf-8")
        files = [first, *(self.data / name for name in TRAIN[1:])]
        if model is None:
            model = keep or self.folder / "third.bin"
            self.train(files, model)
        seen = {form for path in files for *_, form in names(rows_of(path), 1)}
        gold, predicted = self.tagged(model, last)
        print("held-out third", f"{f1(gold, predicted):.2f}", sep="\t")
        for kind in ("PER", "ORG", "LOC", "MISC"):
            of_kind = [[name for name in found if name[2] == kind] for found in (gold, predicted)]
            print(f"  {kind}", f"{f1(*of_kind):.2f}", sep="\t")
        unseen = [[name for name in found if name[3] not in seen] for found in (gold, predicted)]
        print("  names unseen in training", f"{f1(*unseen):.2f}", f"{len(unseen[0])} of {len(gold)}", sep="\t", flush=True)

    def corpora(self):
        """For each corpus the scores of its dev file by the models of the others."""
        for left_out, dev in zip(TRAIN, DEV):
            model = self.folder / "others.bin"
            self.train([self.data / name for name in TRAIN if name != left_out], model)
            gold, predicted = self.tagged(model, self.data / dev)
            if dev.startswith("uner"):
                # It has no names of that type.
                predicted = [name for name in predicted if name[2] != "MISC"]
            print(f"{dev.split('-dev')[0]} left out", f"{f1(gold, predicted):.2f}", sep="\t", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=lambda path: pathlib.Path(path).resolve(), help="the program")
    arguments.add_argument("data", type=pathlib.Path, help="the folder of the corpora")
    arguments.add_argument("--part", choices=["third", "corpora", "all"], default="all")
    arguments.add_argument("--model", type=pathlib.Path)
    arguments.add_argument("--keep", type=pathlib.Path)
    arguments, options = arguments.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments, options, pathlib.Path(folder))
        if arguments.part != "corpora":
            bench.third(arguments.model, arguments.keep)
        if arguments.part != "third":
            bench.corpora()


if __name__ == "__main__":
    main()
