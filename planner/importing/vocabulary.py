"""The words of other people's tables: one small file of them per tool, and a general one in several languages."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from planner.importing.grid import clean_text

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[\s_/\\\-‐-―]+")
_TIME_ZONE = re.compile(r"\s*\((?:utc|gmt|cet|est|pst)[^)]*\)$")
_BRACKET_AFTER = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_ESTIMATED = re.compile(r"\best")
LOOSE_RANK = 40
"""What a word that was found only by taking others away comes after."""
_Known = TypeVar("_Known")
_LAST_RANK = 500
"""A word that is an estimate only where no other one is."""
_CLEAR_LEAD = 0.05
"""By how much the score of a tool must be better before nothing needs to be said about the next one."""
_MAPS = ("statuses", "types", "units")
_WRAPPED = re.compile(r"^(.*?)\s*\((.*)\)$")


@cache
def normalised(header: str) -> str:
    """Return a header as it is compared: lower case, without dots, underscores, line breaks and time zones.

    >>> normalised("Created_At (UTC)"), normalised(" AllLabels:"), normalised("SPRINT #"), normalised("#")
    ('created at', 'all labels', 'sprint', '#')
    """
    text = unicodedata.normalize("NFKC", clean_text(header))
    text = _CAMEL.sub(" ", text).casefold().replace("’", "'").replace(".", "")
    text = _SEPARATORS.sub(" ", text).strip()
    text = _TIME_ZONE.sub("", text)
    stripped = text.rstrip("#:*? ")
    return stripped or text


def normalised_value(text: str) -> str:
    """Return a value as it is compared: lower case, one blank for every run of blanks, dashes and underscores.

    >>> normalised_value("In-progress"), normalised_value("CODE_SMELL")
    ('in progress', 'code smell')
    """
    return _SEPARATORS.sub(" ", clean_text(text).casefold()).strip()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header stands for: the field, how early its word stands in the list, and for estimates the unit."""

    field: str
    rank: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The vocabulary of one tool.

    ``signatures`` are sets of normalised headers; the tool is recognised when one of them is there as a whole.
    ``sprint_end_is_next_start`` tells that the end of a sprint is the first moment of the next one.
    ``headers`` maps a normalised header to its meanings, ``statuses`` and ``types`` map normalised values.
    """

    name: str
    kind: str
    signatures: tuple[frozenset[str], ...]
    headers: Mapping[str, tuple[Meaning, ...]]
    wrappers: frozenset[str]
    list_separators: str
    nulls: frozenset[str]
    no_estimate: frozenset[str]
    statuses: Mapping[str, str]
    levels: frozenset[str] = frozenset()
    id_from_url: bool = False
    sprint_separator: str = ""
    sprint_end_is_next_start: bool = False
    words: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def meanings(self, header: str) -> tuple[Meaning, ...]:
        """Return what ``header`` can stand for, also inside a wrapper such as ``Custom field (...)``."""
        found = self.headers.get(normalised(header), ())
        if found or not self.wrappers:
            return found
        wrapped = _WRAPPED.match(clean_text(header))
        if wrapped and normalised(wrapped[1]) in self.wrappers:
            return self.headers.get(normalised(wrapped[2]), ())
        return ()

    def recognises(self, headers: frozenset[str]) -> float:
        """Return how surely a table with these normalised headers comes from this tool; 0 when it does not."""
        size = max((len(signature) for signature in self.signatures if signature <= headers), default=0)
        if not size:
            return 0.0
        known = sum(header in self.headers for header in headers)
        return size + known / max(len(headers), 1) + 0.1 * known


@cache
def profile(name: str) -> Profile:
    """Load the vocabulary of one tool, ``"general"`` for the general one."""
    content = _content("profiles", name)
    spoken = [content, *_languages()] if name == "general" else [content]
    content = _together(spoken)
    return Profile(
        name=content["name"],
        kind=content.get("kind", "backlog"),
        signatures=tuple(frozenset(map(normalised, signature)) for signature in content["signatures"]),
        headers=_headers(spoken),
        wrappers=frozenset(map(normalised, content.get("wrappers", ()))),
        list_separators=content.get("list_separators", ","),
        nulls=frozenset(
            form for word in content.get("nulls", ()) for form in (word.casefold(), normalised_value(word))
        ),
        no_estimate=frozenset(content.get("no_estimate", ())),
        statuses=_reversed(content.get("statuses", {})),
        levels=frozenset(map(normalised, content.get("levels", ()))),
        id_from_url=content.get("id_from_url", False),
        sprint_separator=content.get("sprint_separator", ""),
        sprint_end_is_next_start=content.get("sprint_end_is_next_start", False),
        words=content,
    )


def _content(folder: str, name: str) -> dict[str, Any]:
    source = files("planner.importing").joinpath(folder, f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _names_in(folder: str) -> list[str]:
    entries = files("planner.importing").joinpath(folder).iterdir()
    return sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml"))


def _languages() -> list[dict[str, Any]]:
    return [_content("languages", name) for name in _names_in("languages")]


def _together(contents: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the first content with the words of the others behind its own; the first meaning of a word counts."""
    whole: dict[str, Any] = dict(contents[0])
    for content in contents[1:]:
        for section, entry in content.items():
            if isinstance(entry, list):
                whole[section] = [*whole.get(section, []), *entry]
                continue
            groups = dict(whole.get(section, {}))
            known = set(_reversed({name: words for name, words in groups.items() if isinstance(words, list)}))
            for group, words in entry.items():
                fresh = [word for word in words if normalised_value(word) not in known] if section in _MAPS else words
                groups[group] = [*groups.get(group, []), *fresh]
            whole[section] = groups
    return whole


def _headers(contents: Iterable[dict[str, Any]]) -> dict[str, tuple[Meaning, ...]]:
    """Return what each header means; the rank of a word is its place in the list of its own language."""
    found: dict[str, dict[str, Meaning]] = {}
    for content in contents:
        for name, words in content.get("columns", {}).items():
            for rank, word in enumerate(words):
                found.setdefault(normalised(word), {}).setdefault(name, Meaning(name, rank))
        for section, first in (("estimates", 0), ("last_resort", _LAST_RANK)):
            estimates = ((unit, word) for unit, words in content.get(section, {}).items() for word in words)
            for rank, (unit, word) in enumerate(estimates, start=first):
                found.setdefault(normalised(word), {}).setdefault("estimate", Meaning("estimate", rank, unit))
    return _with_plain_letters({word: tuple(meanings.values()) for word, meanings in found.items()})


def _with_plain_letters(words: dict[str, _Known]) -> dict[str, _Known]:
    """Return words together with their spellings without accents, which many keyboards make people type."""
    return {plain_letters(word): known for word, known in words.items()} | words


@cache
def plain_letters(word: str) -> str:
    """Return a word without the accents of its letters.

    >>> plain_letters("Estimación"), plain_letters("größe")
    ('Estimacion', 'große')
    """
    if word.isascii():
        return word
    letters = (letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", "".join(letters))


def _reversed(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return _with_plain_letters({normalised_value(word): group for group, words in groups.items() for word in words})


def general() -> Profile:
    """Return the vocabulary that belongs to no tool."""
    return profile("general")


@cache
def loose_meanings(header: str) -> tuple[Meaning, ...]:
    """Return what a header means by the words that are left when qualifying ones and brackets are taken away.

    >>> [meaning.field for meaning in loose_meanings("Current Status")]
    ['status']
    >>> loose_meanings("Sprint Goal")
    ()
    """
    name = normalised(header)
    bare = normalised(_BRACKET_AFTER.sub("", clean_text(header)))
    qualifiers = general_words("header_words", "qualifiers")
    kept = " ".join(word for word in bare.split() if word not in qualifiers)
    parts = [normalised(part) for part in clean_text(header).split("/")]
    forms = [bare, kept, *([parts[0]] if len(parts) == 2 else ())]  # noqa: PLR2004 - two words for one thing
    known = general().headers
    found = next((known[form] for form in forms if form and form != name and form in known), ())
    if not found and kept in general_map("units") and kept != bare:
        found = (Meaning("estimate", 0, general_map("units")[kept]),)
    if found and kept != bare and _ESTIMATED.search(bare) and found[0].field == "title":
        return ()
    return tuple(Meaning(meaning.field, meaning.rank + LOOSE_RANK, meaning.unit) for meaning in found)


@cache
def tools() -> tuple[Profile, ...]:
    """Return the vocabularies of all known tools."""
    return tuple(profile(name) for name in _names_in("profiles") if name != "general")


def recognise_tool(headers: Iterable[str]) -> Profile:
    """Return the profile whose signature the headers carry, the general one when none does."""
    return (*_fitting(headers), general())[0]


def equal_tool(headers: Iterable[str]) -> Profile | None:
    """Return another profile that fits the headers just as well as the one that is taken, None when none does."""
    listed = list(headers)
    fitting = _fitting(listed)
    present = frozenset(map(normalised, listed)) - {""}
    rival = fitting[1] if len(fitting) > 1 else None
    return rival if rival and fitting[0].recognises(present) - rival.recognises(present) < _CLEAR_LEAD else None


def _fitting(headers: Iterable[str]) -> list[Profile]:
    """Return the profiles whose signature the headers carry, the best first; equal ones by name."""
    present = frozenset(map(normalised, headers)) - {""}
    scored = [(-score, tool.name, tool) for tool in tools() if (score := tool.recognises(present))]
    return [tool for _score, _name, tool in sorted(scored, key=lambda entry: entry[:2])]


@cache
def general_words(section: str, group: str) -> frozenset[str]:
    """Return one list of the general vocabulary, normalised as values."""
    table = general().words[section]
    words = table.get(group, ())
    return frozenset(map(normalised_value, words)) if isinstance(words, list) else frozenset()


@cache
def general_map(section: str) -> Mapping[str, str]:
    """Return a section of word lists reversed: normalised word to the name of its list."""
    groups = general().words[section]
    return _reversed({group: words for group, words in groups.items() if isinstance(words, list)})


@cache
def sizes() -> Mapping[str, float]:
    """Return the default scale of T-shirt sizes, in points, by normalised word."""
    scale = {str(name): float(str(points)) for name, points in general().words["sizes"].items()}
    words = {normalised_value(word): scale[str(size)] for word, size in general().words["size_words"].items()}
    return {**{name.casefold(): points for name, points in scale.items()}, **words}
