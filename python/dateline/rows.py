"""The rows of a document. Written by ``generate.py``; a test fails when they differ from the tables.

Offsets are Unicode code points into the article's text, end exclusive: ``text[row.start:row.end] == row.text``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A row for each article that was read."""

    article_id: str
    """The record's id, else the path below the input without extension."""

    source: str
    """Where it was read: the path, with the line for a record of a file, or `-`."""

    date: datetime.date | None
    """The day it was published."""

    date_from: str | None
    """What the date was read from: `record`, `head`, `dateline`, `path` or `option`."""

    title: str | None
    """The headline, where the source gives it apart from the text."""

    byline: str | None
    """Who wrote it, as the source says."""

    dateline: str | None
    """The place line, such as `SALVADOR, Feb 26 -`."""

    publisher: str | None
    """Who published it."""

    section: str | None
    """The part of the publication that it stood in."""

    language: str | None
    """Its language, ISO 639-1."""

    url: str | None
    """Where it stands on the web."""

    updated: str | None
    """When it was changed last, RFC 3339."""

    focus_country: str | None
    """The country that it is about: ISO 3166-1 alpha-2; missing where it is about none, or several alike."""

    text: str
    """The text that all offsets point into."""

    chars: int
    """The length of the text in code points."""

    sentences: int
    """The number of its sentences."""

    mentions: int
    """The number of its mentions."""

    quotes: int
    """The number of its quotations."""


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A row for each sentence."""

    article_id: str
    """The article."""

    sentence_id: int
    """The number of the sentence in the article, from 0."""

    paragraph: int
    """The number of its paragraph, from 0."""

    start: int
    """Its first code point in `articles.text`."""

    end: int
    """The code point after its last."""

    in_quote: bool
    """Whether all of it stands inside quotation marks."""

    text: str
    """The sentence."""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A row for each place where the text names, or refers to, a person, organisation, place or other entity."""

    article_id: str
    """The article."""

    mention_id: int
    """The number of the mention in the article, from 0."""

    sentence_id: int
    """The sentence that it is of."""

    entity_id: int | None
    """The entity that it stands for; missing for a pronoun that nothing resolves."""

    start: int
    """Its first code point in `articles.text`."""

    end: int
    """The code point after its last."""

    text: str
    """The mention, without title, article and possessive ending."""

    type: str
    """`PER`, `ORG`, `LOC` or `MISC`, as CoNLL-2003 defines them."""

    subtype: str | None
    """What refines the type: `country`, `party`, `nationality` …."""

    form: str
    """`name`, `nominal` or `pronoun`."""

    link: str | None
    """A stable outside id, such as `wikidata:Q159`."""

    rule: str
    """The rule or model that decided the row."""

    confidence: float
    """The probability that the row is right."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A row for each person, organisation, place or other entity that an article names."""

    article_id: str
    """The article."""

    entity_id: int
    """The number of the entity in the article, from 0."""

    name: str
    """The fullest form of its name in the article."""

    type: str
    """`PER`, `ORG`, `LOC` or `MISC`."""

    subtype: str | None
    """What refines the type."""

    canonical: str | None
    """Its main name, where a gazetteer knows it: United States for `US` and `U.S.`."""

    link: str | None
    """A stable outside id, such as `wikidata:Q159`."""

    gender: str | None
    """`male` or `female`, of persons, where the text shows it."""

    gender_from: str | None
    """What shows it: `title`, `kinship`, `noun`, `pronoun` or `forename`."""

    country: str | None
    """The country that it is, or is of or in: ISO 3166-1 alpha-2."""

    latitude: float | None
    """Of a place that a gazetteer knows: degrees north, WGS 84."""

    longitude: float | None
    """Degrees east."""

    mentions: int
    """The number of its mentions."""

    quotes: int
    """The number of quotations whose speaker it is."""

    first_start: int
    """The first code point of its first mention."""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A row for each place where the text gives a person a role or an affiliation."""

    article_id: str
    """The article."""

    role_id: int
    """The number of the role in the article, from 0."""

    entity_id: int
    """The person's entity."""

    person: str
    """The person's name, as in `entities.name`."""

    role: str | None
    """The role without its affiliation: `Foreign Minister`."""

    affiliation: str | None
    """At, for or in what it is held: the name as in `entities.name` where it is an entity, else as the text
    has it."""

    affiliation_entity_id: int | None
    """The entity that the affiliation names."""

    tense: str
    """`current`, `former`, `acting` or `elect`."""

    sentence_id: int
    """The sentence that says so."""

    start: int
    """Its first code point in `articles.text`."""

    end: int
    """The code point after its last."""

    text: str
    """Role, affiliation and name as they stand together in the text."""

    rule: str
    """The rule or model that decided the row."""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A row for each quotation, direct or not: what is said, by whom, in which role."""

    article_id: str
    """The article."""

    quote_id: int
    """The number of the quotation in the article, from 0."""

    sentence_id: int
    """The sentence in which it starts."""

    article_date: datetime.date | None
    """The day of its article, as in `articles.date`."""

    kind: str
    """`direct` (all of it stands in quotation marks), `mixed` or `indirect`."""

    act: str
    """What the source did: `speech` (said, asked, warned, in writing too), `thought` (believes, expects,
    fears), `wish` (wants, plans, seeks) or `record` (a poll, report or document shows)."""

    start: int
    """The first code point of its content in `articles.text`."""

    end: int
    """The code point after its content's last."""

    spans: tuple[tuple[int, int], ...]
    """The pieces of its content: two where its cue breaks it."""

    text: str
    """Its content, the pieces joined by a blank."""

    content: str
    """Its content as one would print it: on one line, without the marks round it, the pieces joined by ` …
    `."""

    cue_start: int | None
    """The first code point of the cue."""

    cue_end: int | None
    """The code point after the cue's last."""

    cue: str | None
    """The speech verb group: `said`, `has not denied`."""

    speaker_start: int | None
    """The first code point of the source."""

    speaker_end: int | None
    """The code point after the source's last."""

    speaker_text: str | None
    """The source as it stands in the text: `he`, `the mayor`."""

    speaker_entity_id: int | None
    """The entity that the source resolves to."""

    speaker: str | None
    """That entity's name, as in `entities.name`."""

    speaker_role: str | None
    """The role that the article gives the speaker, in whatever sentence."""

    speaker_gender: str | None
    """That entity's gender, as in `entities.gender`."""

    speaker_link: str | None
    """That entity's outside id."""

    rule: str
    """The rule or model that decided the row."""

    confidence: float
    """The probability that the row is right."""


@dataclass(frozen=True, slots=True)
class DateRow:
    """A row for each temporal expression, as TIMEX3 (TimeML) defines them, resolved against the article's date."""

    article_id: str
    """The article."""

    date_id: int
    """The number of the expression in the article, from 0."""

    sentence_id: int
    """The sentence that it is of."""

    start: int
    """Its first code point in `articles.text`."""

    end: int
    """The code point after its last."""

    text: str
    """The expression, without preposition."""

    type: str
    """`DATE`, `TIME`, `DURATION` or `SET`."""

    value: str
    """The TIMEX3 value: `2025-02-18`, `2025-Q1`, `P3Y`, `PAST_REF` …."""

    mod: str | None
    """The TIMEX3 modifier: `APPROX`, `START` …."""

    first_day: datetime.date | None
    """The first day that it covers; missing where it is vague, a length or unresolved."""

    last_day: datetime.date | None
    """The last day that it covers."""

    anchor: str | None
    """What it was resolved against: `article`, or the `date_id` of an expression before it."""

    rule: str
    """The rule or model that decided the row."""


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A row for each amount, with its value."""

    article_id: str
    """The article."""

    amount_id: int
    """The number of the amount in the article, from 0."""

    sentence_id: int
    """The sentence that it is of."""

    start: int
    """Its first code point in `articles.text`."""

    end: int
    """The code point after its last."""

    text: str
    """The number with its unit; of a count the number alone."""

    type: str
    """`money`, `percent`, `count` or `measure`."""

    value: str
    """The value as a decimal number."""

    value_high: str | None
    """The higher end of a range."""

    comparison: str
    """How the amount compares with the value: `=`, `~`, `<`, `>`, `<=`, `>=` or `range`."""

    unit: str | None
    """ISO 4217 for money, `percent` or `percentage point`, UCUM for measures (`year`, `month` … for ages);
    missing for counts."""

    object: str | None
    """The noun that is counted, and what happened to it: `people killed`; of an age the person."""

    rule: str
    """The rule that decided the row."""


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A row for each place where a term or pattern of the user stands."""

    article_id: str
    """The article."""

    match_id: int
    """The number of the match in the article, from 0."""

    sentence_id: int
    """The sentence that it starts in."""

    start: int
    """Its first code point in `articles.text`."""

    end: int
    """The code point after its last."""

    text: str
    """What matches, as it stands in the text."""

    term: str
    """The term as its file has it, or the name of the pattern."""

    theme: str
    """The theme that its file gives it, else the name of the file."""

    source: str | None
    """The file that lists it."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A row for each theme of the user whose terms or patterns an article holds."""

    article_id: str
    """The article."""

    theme: str
    """The theme."""

    matches: int
    """How often its terms and patterns stand in the article."""

    in_quotes: int
    """How often of these inside what somebody is quoted with."""
