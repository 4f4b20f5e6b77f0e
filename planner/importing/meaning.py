"""What the words of a backlog mean: statuses, types of work, and technical debt with the reason it was recognised."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import accumulate

from planner.domain.backlog import ItemKind, Status
from planner.importing.vocabulary import Profile, general_map, general_words, normalised_value

_NUMBERED = re.compile(r"^\d+[\s.):\-–]*(?=\D)")
_EDGES = re.compile(r"^[^\w✓✔✅]+|[^\w)%✓✔✅]+$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no blanks between words."""
_PREFIXED = re.compile(r"^(?:type|kind|t|k|category)\s*[:/ ]\s*")
_HINTS = (
    ("cancelled", re.compile(r"cancel|won'?t|reject|duplicat|invalid|obsolet|abandon|annul|descart")),
    (
        "todo",
        re.compile(
            r"\bnot (?:start|done)|\bto ?do\b|backlog|\bready for dev|triage|unstarted|\bnew\b|\bto be\b|pendi|attente"
        ),
    ),
    (
        "in_progress",
        re.compile(r"progress|doing|review|test|\bqa\b|\bwip\b|develop|verif|block|active|cours|proces|bearbeit|работ"),
    ),
    (
        "done",
        re.compile(r"\bdone\b|complet|closed|resolved|released|deployed|shipped|finish|termin|finaliz|erledigt|готов"),
    ),
)


@dataclass(frozen=True, slots=True)
class StatusWord:
    """One value of the status column: what it was taken for, and whether some vocabulary knows it."""

    text: str
    status: Status
    known: bool


def status_words(
    texts: Iterable[str], tool: Profile, *, overrides: Mapping[str, Status] | None = None
) -> dict[str, StatusWord]:
    """Return the meaning of every distinct status text; the user's ``overrides`` come first."""
    overrides = overrides or {}
    return {
        text: StatusWord(text, overrides[text], known=True) if text in overrides else _status_word(text, tool)
        for text in set(texts)
    }


def _status_word(text: str, tool: Profile) -> StatusWord:
    word = normalised_value(text)
    bare = normalised_value(_EDGES.sub("", _NUMBERED.sub("", word)))
    for form in (word, bare):
        found = tool.statuses.get(form) or general_map("statuses").get(form)
        if found:
            return StatusWord(text, Status(found.replace("_", "-")), known=True)
    found = next((name for name, pattern in _HINTS if pattern.search(word)), "") or _misspelt(bare)
    if found:
        return StatusWord(text, Status(found.replace("_", "-")), known=True)
    return StatusWord(text, Status.TODO, known=not text)


def _misspelt(word: str) -> str:
    """Return the group of the known status that a word is a misspelling of, ``""`` when there is none."""
    known = general_map("statuses")
    close = get_close_matches(word, known, n=1, cutoff=0.88) if len(word) > 4 else []  # noqa: PLR2004 - short words are alike
    return known[close[0]] if close else ""


def kind_words(texts: Iterable[str]) -> dict[str, ItemKind]:
    """Return the kind of work of every distinct type text; a text that says nothing is a feature."""
    return {text: kind_of_word(text) or ItemKind.FEATURE for text in set(texts)}


def kind_of_word(text: str) -> ItemKind | None:
    """Return the kind of work that a type or a label names, None when it names none.

    >>> kind_of_word("Sub-task"), kind_of_word("type: bug"), kind_of_word("frontend")
    (<ItemKind.CHORE: 'chore'>, <ItemKind.BUG: 'bug'>, None)
    """
    word = _PREFIXED.sub("", normalised_value(text)).strip("[]()")
    found = general_map("types").get(word)
    return ItemKind(found) if found else None


def debt_labels(labels: Iterable[str]) -> set[str]:
    """Return those of the labels or components that name technical debt."""
    known = general_words("debt", "labels")
    return {label for label in labels if (word := normalised_value(label)) in known or _PREFIXED.sub("", word) in known}


@cache
def _debt_words() -> Callable[[str], list[str]]:
    words = sorted(general_words("debt", "words"), key=len, reverse=True)
    spaced = (re.escape(word).replace(r"\ ", r"[\s\-_]+") for word in words if not _UNSPACED.search(word))
    joined = (re.escape(word) for word in words if _UNSPACED.search(word))
    return re.compile(rf"\b(?:{'|'.join(spaced)})\b|{'|'.join(joined)}", re.IGNORECASE).findall


def debt_word(title: str) -> str:
    """Return the words of a title that tell technical debt, ``""`` when there are none.

    >>> debt_word("Refactor the session cache"), debt_word("Add a session cache")
    ('Refactor', '')
    """
    found = _debt_words()(title)
    return found[0] if found else ""


def titles_with_debt(titles: Sequence[str]) -> dict[int, str]:
    """Return the debt words of those titles that have any, by the title's index.

    All titles are searched as one text for the longest of each word's parts, so that few of them need the careful look.
    """
    joined = "\n".join(titles)
    if joined.count("\n") >= max(len(titles), 1):
        joined = "\n".join(title.replace("\n", " ") for title in titles)
    text = joined.casefold()
    ends = list(accumulate(map((1).__add__, map(len, text.split("\n")))))
    suspects: set[int] = set()
    different = "\n".join(set(text.split()))
    for stem in _debt_stems():
        at = text.find(stem) if stem in different else -1
        while at >= 0:
            index = bisect_right(ends, at)
            suspects.add(index)
            at = text.find(stem, ends[index])
    return {index: word for index in suspects if (word := debt_word(titles[index]))}


@cache
def _debt_stems() -> frozenset[str]:
    stems = {max(re.split(r"[\s\-_]", word), key=len) for word in general_words("debt", "words")}
    return frozenset(stem for stem in stems if not any(stem != other and stem.startswith(other) for other in stems))


def debt_reasons(
    *,
    titles: Sequence[str],
    types: Sequence[str],
    labels: Sequence[tuple[str, ...]],
    components: Sequence[tuple[str, ...]],
) -> list[str]:
    """Return for each item why it is technical debt, ``""`` when it is not: by type, label, component, then words."""
    debt_types = {text for text in set(types) if kind_of_word(text) is ItemKind.DEBT}
    by_label = debt_labels({label for entry in set(labels) for label in entry})
    by_component = debt_labels({name for entry in set(components) for name in entry})
    reasons = [""] * len(titles)
    for index, word in titles_with_debt(titles).items():
        reasons[index] = f"“{word}” in the title"
    for noun, columns, telling in (("component", components, by_component), ("label", labels, by_label)):
        if telling:
            tagged = {tags: next((tag for tag in tags if tag in telling), "") for tags in set(columns)}
            reasons = [f"{noun} “{tag}”" if (tag := tagged[t]) else r for t, r in zip(columns, reasons, strict=True)]
    if debt_types:
        reasons = [f"type “{t}”" if t in debt_types else r for t, r in zip(types, reasons, strict=True)]
    return reasons
