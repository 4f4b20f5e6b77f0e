"""What a column holds, judged from a sample: enough to believe or to doubt what its header says."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from planner.importing.dates import is_relative, parse_date
from planner.importing.find_table import FoundTable, shape_of
from planner.importing.grid import cell_text
from planner.importing.values import comma_is_decimal, parse_duration_hours, parse_number, parse_size
from planner.importing.vocabulary import general_map, general_words, normalised_value

_FIRST = 1_000
_STRIDED = 1_000
_WHOLE_ROW = 3
_MARKS = frozenset({"x", "✓", "✔", "✅", "1", "oui", "yes", "si", "sí", "ja", "да", "o", "•", "true"})
_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.\w+$")
_SPRINT = re.compile(
    r"\b(?:sprint|iteration|itération|iteración|iteracion|спринт|cycle|milestone|release|pi)\b\s*[-#:.°]*\s*\d+",
    re.IGNORECASE,
)
_LONG_VALUE = 60
_LONGEST_TOTAL = 40
_TOTAL_START = re.compile(r"^(?:grand |sub )?(?:total|totales|somme|summe|gesamt|итого)\b", re.IGNORECASE)
_NEARLY_ALL = 0.8
_CROSSES = frozenset({"x", "X"})


@dataclass(frozen=True, slots=True)
class ColumnSample:
    """One column: its header as written, and the cleaned texts of the sampled rows (``""`` where empty).

    ``filled`` are the texts that are not empty, ``counts`` says how often each of them comes.
    """

    index: int
    header: str
    texts: tuple[str, ...]
    is_empty: bool
    counts: Counter[str] = field(init=False, repr=False, compare=False)
    filled: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the filled texts and how often each comes: every judgement asks for them."""
        filled = tuple(text for text in self.texts if text)
        object.__setattr__(self, "filled", filled)
        object.__setattr__(self, "counts", Counter(filled))

    @property
    def fill_share(self) -> float:
        """Return the share of sampled cells that hold something, in [0, 1]."""
        return len(self.filled) / len(self.texts) if self.texts else 0.0

    @property
    def example(self) -> str:
        """Return the first value, shortened."""
        return next((text[:60] for text in self.texts if text), "")

    def share(self, test: Callable[[str], object]) -> float:
        """Return the share of the filled cells that pass ``test``, in [0, 1]; each distinct text is tested once."""
        total = len(self.filled)
        return sum(count for text, count in self.counts.items() if test(text)) / total if total else 0.0


def sample_columns(
    table: FoundTable, *, blanks: frozenset[str] = frozenset(), wanted: Collection[int] = ()
) -> list[ColumnSample]:
    """Sample every column of a table; texts in ``blanks`` (normalised null words) count as empty.

    ``wanted`` are the columns that will be read as a whole.
    """
    grid, start = table.grid, table.body_start
    height = grid.height - start
    rest = range(start + _FIRST, grid.height, max(1, (height - _FIRST) // _STRIDED)) if height > _FIRST else range(0)
    rows = [*range(start, min(start + _FIRST, grid.height)), *rest]
    samples = []
    sampled = _without_lone_cells(grid.sample(rows))
    grid.load({index for index, texts in enumerate(sampled) if not any(texts)}.union(wanted))
    for index, texts in enumerate(sampled):
        any_text = any(texts) or any(map(cell_text, set(grid.column(index, start))))
        empty = {text for text in set(texts) if text.casefold() in blanks}
        cleaned = tuple("" if text in empty else text for text in texts) if empty else tuple(texts)
        header = table.headers[index] if index < len(table.headers) else ""
        samples.append(ColumnSample(index, header, cleaned, is_empty=not any_text))
    return samples


def _without_lone_cells(columns: list[list[str]]) -> list[list[str]]:
    """Leave away the rows of one cell where most have three and more: they are sections, and no values of a column."""
    filled = [sum(map(bool, row)) for row in zip(*columns, strict=True)]
    usual = sum(count >= _WHOLE_ROW for count in filled)
    lone = filled.count(1)
    if not lone or usual <= lone:
        return columns
    return [[text for text, count in zip(column, filled, strict=True) if count != 1] for column in columns]


def is_date(text: str) -> bool:
    """Tell whether a text is a date in any notation, relative ones included."""
    if is_relative(text):
        return True
    return not text.isdigit() and (parse_date(text) or parse_date(text, day_first=False)) is not None


def is_amount(text: str) -> bool:
    """Tell whether a text is an estimate: a number, a duration or a T-shirt size."""
    decimal = comma_is_decimal([text])
    return (
        parse_number(text, decimal_comma=decimal) is not None
        or parse_duration_hours(text) is not None
        or parse_size(text) is not None
        or bool(re.match(r"^\d+(?:[.,]\d+)?\s*(?:pts?|points?|sp)\.?$", text, re.IGNORECASE))
    )


def is_mark(text: str) -> bool:
    """Tell whether a text is a tick in a box rather than a value."""
    return text.casefold() in _MARKS


def names_sprint(text: str) -> bool:
    """Tell whether a text contains the name of a sprint, such as ``Sprint 01``."""
    return bool(_SPRINT.search(text))


def sprint_in(text: str) -> str:
    """Return the name of the sprint that a text contains, ``""`` when it has none.

    >>> sprint_in("Backlog of Sprint 3 (May)")
    'Sprint 3'
    """
    found = _SPRINT.search(text)
    return found[0] if found else ""


def is_status(text: str) -> bool:
    """Tell whether a text is a known status and no mere mark."""
    return not is_mark(text) and normalised_value(text) in general_map("statuses")


def is_type(text: str) -> bool:
    """Tell whether a text is a known type of item."""
    return normalised_value(text) in general_map("types")


@cache
def _total_words() -> tuple[str, ...]:
    return (*general_words("rows", "totals"), "sub")


def is_total(text: str) -> bool:
    """Tell whether a text begins a row of totals, such as ``Total d'heures``."""
    if len(text) >= _LONGEST_TOTAL or not text.casefold().startswith(_total_words()):
        return False
    word = normalised_value(text).rstrip(" :.=")
    return word in general_words("rows", "totals") or bool(_TOTAL_START.match(word))


def is_person(text: str) -> bool:
    """Tell whether a text is an e-mail address."""
    return bool(_MAIL.match(text))


def _shape_share(sample: ColumnSample, *shapes: str) -> float:
    return sample.share(lambda text: shape_of(text) in shapes)


def _is_short(sample: ColumnSample, limit: int = _LONG_VALUE) -> bool:
    return sample.share(lambda text: len(text) > limit) < 0.1  # noqa: PLR2004 - one in ten may be a note


def _only_marks(sample: ColumnSample) -> bool:
    return bool(sample.filled) and sample.share(lambda text: text in _CROSSES) > _NEARLY_ALL


def _fits_words(sample: ColumnSample) -> bool:
    return _is_short(sample) and sample.share(is_date) < 0.5 and not _only_marks(sample)  # noqa: PLR2004


def _fits_status(sample: ColumnSample) -> bool:
    numeric = sample.share(lambda text: parse_number(text) is not None)
    return _fits_words(sample) and numeric < 0.5  # noqa: PLR2004 - progress in figures is no status


def _fits_sprint(sample: ColumnSample) -> bool:
    return _fits_words(sample) or sample.share(lambda text: "name=" in text or names_sprint(text)) > 0.5  # noqa: PLR2004


def _fits_title(sample: ColumnSample) -> bool:
    if not sample.filled or _only_marks(sample):
        return False
    wordless = _shape_share(sample, "number", "date")
    return wordless < 0.5 and len(set(sample.filled)) > 0.1 * len(sample.filled)  # noqa: PLR2004


def _fits_id(sample: ColumnSample) -> bool:
    sentences = sample.share(lambda text: text.count(" ") > 2 or len(text) > _LONG_VALUE)  # noqa: PLR2004
    return sentences < 0.3 and not _only_marks(sample)  # noqa: PLR2004


def _fits_estimate(sample: ColumnSample) -> bool:
    return sample.share(is_amount) >= 0.5  # noqa: PLR2004 - notes such as "big" may stand among numbers


def _fits_date(sample: ColumnSample) -> bool:
    serial = sample.share(lambda text: shape_of(text) == "number" and parse_date(text) is not None)
    return sample.share(is_date) + serial >= 0.5  # noqa: PLR2004


def _fits_people(sample: ColumnSample) -> bool:
    return _fits_words(sample) and _shape_share(sample, "number") < 0.5  # noqa: PLR2004


_CHECKS: Mapping[str, Callable[[ColumnSample], bool]] = {
    "id": _fits_id,
    "title": _fits_title,
    "status": _fits_status,
    "type": _fits_status,
    "estimate": _fits_estimate,
    "sprint": _fits_sprint,
    "priority": _fits_words,
    "assignee": _fits_people,
    **dict.fromkeys(
        ("created", "updated", "resolved", "cancelled", "started", "start", "due", "sprint_start", "sprint_end"),
        _fits_date,
    ),
}


def fits(sample: ColumnSample, field: str) -> bool:
    """Tell whether the values of a column can be what its header says; an empty column contradicts nothing."""
    check = _CHECKS.get(field)
    if not sample.filled:
        return field != "title"
    return check is None or check(sample)


def title_likeness(sample: ColumnSample) -> float:
    """Return how much a column without a telling header looks like titles: long, different, wordy."""
    filled = sample.filled
    if sample.fill_share < 0.5 or not _fits_title(sample):  # noqa: PLR2004
        return 0.0
    distinct = len(set(filled)) / len(filled)
    words = sum(min(text.count(" ") + 1, 12) for text in filled) / len(filled)
    return distinct * words


def exclusive(samples: Sequence[ColumnSample]) -> bool:
    """Tell whether the columns are filled in turn, so that together they are one tree of titles."""
    rows = list(zip(*(sample.texts for sample in samples), strict=True))
    filled = [sum(map(bool, row)) for row in rows if any(row)]
    return bool(filled) and sum(count > 1 for count in filled) <= 0.1 * len(filled)
