"""Builds `words.tsv`: every word the program knows by class."""

import itertools
import re
import unicodedata

from base import HAND, cells, fold, lines

CLOSED = """determiner preposition conjunction subordinator auxiliary negation wh first_person second_person he_pronoun
    she_pronoun it_pronoun they_pronoun modal""".split()
NAMES_KEPT = {"will", "may", "so", "van"}  # closed-class words that are also well-known names
MALE_FEMALE_SHARE = 0.1  # a given name has a gender when at least this share of its bearers has it
GIVEN_NAMES = 9000
SURNAMES = 12000
SPEECH_CLASSES = re.compile(r"(say-37\.7|confess-37\.10|complain-37\.8|tell-37\.2|lecture-37\.11-1|declare-29\.4$|promise-37\.13)")
ROLE_ENDING = re.compile(r"(ist|er|or|ian|eer|man|woman|eur|ant|ent|aut)$")
ROLE_DEFINITION = re.compile(
    r"\b(specialist|specializ\w+|whose (job|occupation|profession|work|business)|expert|scientist|professional|employed"
    r"|physician|surgeon|musician|athlete|scholar|skilled|practitioner|officer|official|engineer|craftsman|journalist"
    r"|who (plays|works|practices|makes|sells|studies|teaches|writes|manages|supervises|operates|repairs|edits|performs))\b"
)


def plural(noun):
    """The plural of a noun, by rule."""
    irregular = {"attaché": "attachés", "protege": "proteges", "alumnus": "alumni", "alumna": "alumnae", "editor-in-chief": "editors-in-chief",
                 "commander-in-chief": "commanders-in-chief", "runner-up": "runners-up", "businessperson": "businesspeople",
                 "virtuoso": "virtuosos", "spokespeople": "spokespeople", "justices": "justices"}  # fmt: skip
    if noun in irregular:
        return irregular[noun]
    if noun.endswith(("-elect", "-general", "-designate")):
        head, _, tail = noun.rpartition("-")
        return f"{plural(head)}-{tail}"
    if noun.endswith("arch"):
        return noun + "s"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun if noun.endswith("s") and not noun.endswith("ss") else noun + "es"
    return noun + "s"


DOUBLING = set("admit blab brag concur confer extol gab permit plan quip rap rebut recap refer regret slam snap".split())


def inflect(verb):
    """The forms of a regular verb: base, third person, past, present participle."""
    if verb in DOUBLING:
        stem = verb + verb[-1]
        return [verb, verb + "s", stem + "ed", stem + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", (verb if verb.endswith("ee") else verb[:-1]) + "ing"]
    if re.search(r"[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if re.search(r"(s|x|z|ch|sh)$", verb) else "s")
    return [verb, third, verb + "ed", verb + "ing"]


class Words:
    """Words with their classes and, for each, the sources that gave it."""

    def __init__(self):
        self.rows = {}
        self.excluded = {(word, name) for word, name, _ in cells(HAND / "word_exclusions.tsv")}

    def add(self, word, name, source):
        word = unicodedata.normalize("NFC", word.lower().replace("’", "'"))
        if word and not re.search(r"\s", word) and (word, name) not in self.excluded:
            self.rows.setdefault(word, {}).setdefault(name, set()).add(source)

    def of(self, *names):
        return {word for word, classes in self.rows.items() if not classes.keys().isdisjoint(names)}

    def table(self):
        yield "word\tclasses\tsource"
        for word, classes in self.rows.items():
            yield "\t".join([word, ",".join(sorted(classes)), ",".join(sorted(set().union(*classes.values())))])


def hand_words(words):
    """The closed classes and key words written by hand, and the inflected verbs."""
    for key, text in cells(HAND / "words.tsv"):
        kind, _, name = key.rpartition(":")
        if kind == "verb":
            text = " ".join(itertools.chain.from_iterable(inflect(verb) for verb in text.split()))
        for word in text.replace(";", " ").split():
            words.add(word, name, "hand")


def speech_verbs(words, sources):
    """Verbs of saying from VerbNet's classes and from the gender gap tracker's list."""
    irregular = {}
    for key, text in cells(HAND / "words.tsv"):
        if key.startswith("forms:"):
            irregular.update((group.split()[0], group.split()) for group in text.split(";"))
    for line in sources.lines("verbnet-communication.tsv"):
        _, name, verbs = line.split("\t")
        for verb in verbs.split("|") if SPEECH_CLASSES.match(name) else []:
            if verb.isalpha() and (verb, "speech_verb") not in words.excluded:
                for form in irregular.get(verb) or inflect(verb):
                    words.add(form, "speech_verb", "verbnet-communication")
    for verb in sources.lines("gendergap-quote-verbs.txt"):
        words.add(verb.strip(), "speech_verb", "gendergap-quote-verbs")


def roles(words, sources):
    """Role nouns and their plurals: by hand, and from the person nouns whose gloss tells a job."""
    found = {role: {"hand"} for _, text in cells(HAND / "roles.tsv") for role in text.split()}
    names = {line.split()[0].lower() for line in sources.lines("dist.all.last")[:SURNAMES]}
    for line in sources.lines("wordnet-person-nouns.tsv"):
        _, members, gloss = line.split("\t")
        for noun in members.split("|"):
            if noun in found or (noun not in names and ROLE_ENDING.search(noun) and ROLE_DEFINITION.search(gloss) and re.fullmatch("[a-z-]{5,}", noun)):
                found.setdefault(noun, set()).add("wordnet-person-nouns")
    for occupation in sources.json("cc0-lists/occupations.json")["occupations"]:
        if occupation in found:
            found[occupation].add("cc0-lists/occupations")
    for role, origins in found.items():
        for origin in origins:
            if (role, "role") not in words.excluded:
                words.add(role, "role", origin)
                for name in ("role", "role_plural"):
                    words.add(plural(role), name, origin)
    for office in words.of("office") - words.of("role_plural"):
        if not office.endswith(("s", ".")) and len(office) > 3:
            words.add(plural(office), "role_plural", "hand")
            words.add(plural(office), "office", "hand")


def given_names(words, sources):
    """Given names with gender: the US census's, most frequent first, and those common in other countries."""
    share = {}
    for gender, name in (("given_male", "dist.male.first"), ("given_female", "dist.female.first")):
        for line in sources.lines(name):
            given, percent = line.split()[:2]
            share.setdefault(given.lower(), {})[gender] = float(percent)
    ranked = sorted(share, key=lambda given: (-sum(share[given].values()), given))
    closed = words.of(*CLOSED) - NAMES_KEPT
    kept = set()
    for row in sources.csv("common-forenames-by-country.csv"):
        gender = {"M": "given_male", "F": "given_female"}[row["Gender"]]
        for given in re.split(r"[/,;()\s]+", row["Romanized Name"].strip().lower()):
            for form in {given, fold(given)}:
                if re.fullmatch(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*", form) and len(kept) < GIVEN_NAMES and form not in closed:
                    words.add(form, gender, "common-forenames-by-country")
                    kept.add(form)
    for given in ranked:
        total = sum(share[given].values())
        if len(kept) < GIVEN_NAMES and given not in closed and len(given) > 1:
            kept.add(given)
            for gender, percent in share[given].items():
                if percent >= MALE_FEMALE_SHARE * total:
                    words.add(given, gender, "dist.male.first" if gender == "given_male" else "dist.female.first")


def surnames(words, sources):
    """Surnames: the US census's most frequent, those common in other countries, and those of leaders and legislators."""
    closed = words.of(*CLOSED) - NAMES_KEPT
    for line in sources.lines("dist.all.last")[:SURNAMES]:
        name = line.split()[0].lower()
        if name not in closed:
            words.add(name, "surname", "dist.all.last")
    for row in sources.csv("common-surnames-by-country.csv"):
        for name in re.split(r"[/,;()\s]+", row["Romanized Name"].strip().lower()):
            for form in {name, fold(name)}:
                if re.fullmatch(r"[a-zà-ɏ]{2,}(?:['’-][a-zà-ɏ]+)*", form) and form not in closed:
                    words.add(form, "surname", "common-surnames-by-country")
    leaders = [(name, "factbook-leaders") for row in sources.tsv("factbook-leaders.tsv") for name in re.findall(r"\b[^\W\d_a-z][^\W\d_a-z'-]{2,}", row["text"])
               if not re.fullmatch(r"[IVX]+|CNSP|GNU|BFC|NOTE", name)]  # fmt: skip
    leaders += [(row["last_name"], "congress-legislators-current") for row in sources.csv("congress-legislators-current.csv")]
    for surname, source in leaders:
        for form in {surname, fold(surname)}:
            if form.lower() not in closed and len(form) > 1:
                words.add(form, "surname", source)


def common_words(words):
    """Words that stand mostly in lower case, as `common_words.py` counted them."""
    for word in lines(HAND / "common.txt"):
        words.add(word, "common", "common")


def build_words(sources):
    words = Words()
    hand_words(words)
    speech_verbs(words, sources)
    roles(words, sources)
    given_names(words, sources)
    surnames(words, sources)
    common_words(words)
    return words
