"""The columns of a table with their meanings: what one header can stand for, and what each field was given."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planner.importing.column_samples import ColumnSample
from planner.importing.grid import clean_text
from planner.importing.vocabulary import LOOSE_RANK, Meaning, Profile, general, general_map, loose_meanings, normalised

NUMBERED = re.compile(r"^(title|titre|título|titel|titulo|level|nivel|niveau|summary|name)\s*\d+$")
TOOL, GENERAL = 0, 1
_MOST_WORDS = 7
_MOST_WORDS_BEFORE = 3


@dataclass(slots=True)
class Columns:
    """The columns of each field, in order, and the unit that the estimate's header says.

    ``grouping`` is a column that names each group of items only on its first row.
    """

    profile: Profile
    by_field: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unit: str = "unknown"
    status_marks: bool = False
    sprint_marks: bool = False
    levels: bool = False
    grouping: int | None = None
    reasons: dict[int, tuple[float, str]] = field(default_factory=dict)
    samples: list[ColumnSample] = field(default_factory=list)

    def first(self, name: str) -> int | None:
        """Return the first column of a field, None when it has none."""
        columns = self.by_field.get(name, ())
        return columns[0] if columns else None

    def has(self, *names: str) -> bool:
        """Tell whether every one of the fields has a column."""
        return all(self.by_field.get(name) for name in names)

    def give(self, name: str, columns: Iterable[int], *, confidence: float, reason: str) -> None:
        """Map columns to a field."""
        self.by_field[name] = tuple(columns)
        for column in self.by_field[name]:
            self.reasons[column] = (confidence, reason)

    def taken(self) -> set[int]:
        """Return all columns that are mapped."""
        return {column for columns in self.by_field.values() for column in columns}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One column that may be a field: where its word was found, how early it stands there, and the unit it tells."""

    source: int
    rank: int
    column: int
    unit: str


def header_meanings(header: str, tool: Profile) -> list[tuple[int, Meaning]]:
    """Return what a header can stand for, with the source of each meaning: the tool's words or the general ones."""
    own = tool.meanings(header) if tool.name != "none" else ()
    if not own and normalised(header)[-1:].isdigit() and tool.levels:
        own = tool.meanings(normalised(header).rstrip("0123456789 "))
    if own:
        return [(TOOL, meaning) for meaning in own]
    found = general().meanings(header) or _with_unit(header)
    if not found and (numbered := NUMBERED.match(normalised(header))):
        found = general().meanings(numbered[1]) or general().meanings("title")
    found = (*_number_of_a_thing(header, found), *found) or loose_meanings(header)
    found = found or _by_last_word(header) or _estimate_by_stem(header)
    return [(GENERAL, meaning) for meaning in found]


_NUMBER_OF = re.compile(
    r"^(.+?)\s*(?:#|[\s_](?:no|nr|num|number|id|key|code|ref|nummer|numéro|número|numero)\.?)$", re.IGNORECASE
)


def _number_of_a_thing(header: str, known: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """Return the id that a header such as ``Backlog Item #`` or ``Feature no.`` means."""
    parts = _NUMBER_OF.match(clean_text(header))
    if parts is None or any(meaning.field == "id" for meaning in known):
        return ()
    things = general().meanings(parts[1])
    return (Meaning("id", LOOSE_RANK),) if any(meaning.field == "title" for meaning in things) else ()


def _by_last_word(header: str) -> tuple[Meaning, ...]:
    """Return the status or the sprint that the last word of a header such as ``Schedule State`` means."""
    words = normalised(header).split()
    known = general().meanings(words[-1]) if 1 < len(words) <= _MOST_WORDS_BEFORE else ()
    return tuple(Meaning(m.field, 2 * LOOSE_RANK, m.unit) for m in known if m.field in {"status", "sprint"})


_STEM = re.compile(
    r"^(?:estim|stima|schätz|schatt|uppskatt|effort|esfuerzo|esforço|aufwand)|^(?:points?|sp|pts|story points?|size)$"
)
_NO_ESTIMATE = re.compile(
    r"\b(?:actual|real|reale?s?|spent|remaining|left|rest\w*|variance|date|start|finish|end|due|by|who|owner|value|confidence"
    r"|accuracy|cost|budget|completed?|done|risk)\b"
)


def _estimate_by_stem(header: str) -> tuple[Meaning, ...]:
    """Return the estimate that the words of a header mean together, such as ``Final estimate (story points)``."""
    words = re.findall(r"[^\W\d_]+", clean_text(header).casefold())
    if len(words) > _MOST_WORDS or _NO_ESTIMATE.search(" ".join(words)) or not any(map(_STEM.match, words)):
        return ()
    units = general_map("units")
    unit = next((units[word] for word in reversed(words) if word in units), "unknown")
    return (Meaning("estimate", 2 * LOOSE_RANK, unit),)


_BRACKETED = re.compile(r"^(.*?)\s*[(\[]\s*(.*?)\s*[)\]]$")
_IN_WORDS = re.compile(r"^(.*?)\s+(?:in|en)\s+(\w+)$")


def _with_unit(header: str) -> tuple[Meaning, ...]:
    """Return the estimate that a header such as ``Aufwand (PT)`` or ``Effort in hours`` means, with its unit."""
    for pattern in (_BRACKETED, _IN_WORDS):
        parts = pattern.match(clean_text(header))
        unit = general_map("units").get(parts[2].casefold().rstrip(".")) if parts else None
        if parts and unit:
            return tuple(
                Meaning("estimate", m.rank, unit) for m in general().meanings(parts[1]) if m.field == "estimate"
            )
    return ()


def reason_of(best: Candidate, tool: Profile, *, filled: bool, name: str) -> tuple[float, str]:
    """Return how sure the choice of a column is, in [0, 1], and why it was chosen."""
    if not filled:
        extra = " Without estimates the backlog counts items." if name == "estimate" else ""
        return 0.5, f"The header says so, but no row has a value.{extra}"
    if best.source == TOOL:
        return 0.98, f"A header of {tool.name}."
    return max(0.6, 0.9 - 0.01 * best.rank), "A usual header for this."
