"""Where the table starts: the header row by its words, by what repeats below it and by the change of types."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from planner.importing.grid import Grid
from planner.importing.vocabulary import general, loose_meanings, normalised, tools

_SEARCHED_ROWS = 60
_LOOK_BELOW = 40
_LONG_HEADER = 80
_MIN_HITS = 2
_NUMBER = re.compile(r"^[-+]?\d[\d\s.,']*%?$")
_DATE = re.compile(
    r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?=$|[T,\s]+\d)|^\d{1,2}/\w{3}/\d{2}|^\w{3} \w{3} \d\d \d{4}|^\d{4}-\d\d-\d\dT"
)
_KEY = re.compile(r"^[A-Za-z][A-Za-z0-9_]{0,14}-\d+$|^#?\d{1,10}$")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A grid with its header found.

    ``header_row`` is zero-based and -1 when the table has none; ``body_start`` is the first row that can be an item.
    """

    grid: Grid
    header_row: int
    headers: tuple[str, ...]
    body_start: int
    score: float


def shape_of(text: str) -> str:
    """Return what a cell looks like: ``"blank"``, ``"number"``, ``"date"``, ``"key"`` or ``"words"``."""
    if not text:
        return "blank"
    if _NUMBER.match(text):
        return "number"
    if _DATE.match(text):
        return "date"
    return "key" if _KEY.match(text) else "words"


@cache
def _known() -> dict[str, str]:
    """Return every header word of every vocabulary with the field that it most likely names."""
    words: dict[str, str] = {}
    for vocabulary in (general(), *tools()):
        for header, meanings in vocabulary.headers.items():
            words.setdefault(header, meanings[0].field)
    return words


def field_of_header(text: str) -> str:
    """Return the field that a header names in some vocabulary, ``""`` when it is unknown."""
    words = _known()
    name = normalised(text) if len(text) <= _LONG_HEADER else ""
    found = words.get(name)
    if found is None and "(" in name:
        found = words.get(name[name.index("(") + 1 :].rstrip(")")) or words.get(name[: name.index("(")].strip())
    if found is None and name[-1:].isdigit():
        found = words.get(name.rstrip("0123456789 "))
    if found is None and name:
        found = next((meaning.field for meaning in loose_meanings(text)), None)
    return found or ""


def find_table(grid: Grid) -> FoundTable:
    """Find the header row of ``grid``, or none when its first row is an item like the others."""
    top = [grid.row(index) for index in range(min(grid.height, _SEARCHED_ROWS + _LOOK_BELOW))]
    scored = [(_score(top, index), -index) for index in range(min(len(top), _SEARCHED_ROWS))]
    score, negative = max(scored, default=(0.0, 0))
    if score >= _MIN_HITS:
        return _with_header(grid, top, -negative, score)
    first = next((index for index, row in enumerate(top) if any(row)), 0)
    if top and is_header_by_types(top, first):
        return _with_header(grid, top, first, score)
    start = next((index for index, row in enumerate(top) if sum(map(bool, row)) > 1), first)
    return FoundTable(grid, -1, ("",) * grid.width, start, score)


def _score(top: list[list[str]], index: int) -> float:
    """Count the distinct fields that a row names; cells that come again below are values, not headers."""
    row = top[index]
    filled = [text for text in row if text]
    below = [other for other in top[index + 1 : index + 1 + _LOOK_BELOW] if not looks_like_header(tuple(other))]
    named: dict[int, str] = {}
    for column, text in enumerate(row):
        name = field_of_header(text) if text else ""
        if name and not any(other[column] == text for other in below):
            named[column] = name
    if not named:
        return 0.0
    fields = set(named.values())
    values = 0.0
    for column, text in enumerate(row):
        if text and shape_of(text) in {"number", "date"}:
            values += 1.5 if column < max(named) else 0.1
        values += 1.5 * (len(text) > _LONG_HEADER)
    surplus = min(len(named) - len(fields), 10)
    share = len(named) / len(filled)
    return len(fields) + 0.3 * surplus + 1.5 * share + ("title" in fields) - values - 0.04 * index - 1.0


@lru_cache(maxsize=512)
def looks_like_header(row: tuple[str, ...]) -> bool:
    """Tell whether most cells of a row name fields: a header said again above another block."""
    filled = [text for text in row if text]
    known = sum(bool(field_of_header(text)) for text in filled)
    return known >= 3 and known >= 0.7 * len(filled)  # noqa: PLR2004


def is_header_by_types(top: list[list[str]], index: int) -> bool:
    """Tell a header of unknown words from an item by the types of the cells below it."""
    row, below = top[index], [other for other in top[index + 1 : index + 1 + _LOOK_BELOW] if any(other)]
    filled = [text for text in row if text]
    if len(filled) < _MIN_HITS or len(set(filled)) < len(filled) or not below:
        return False
    if any(shape_of(text) in {"number", "date", "key"} for text in filled):
        return False
    widest = max(sum(map(bool, other)) for other in below)
    if len(filled) < 0.5 * widest:
        return False
    typed = 0
    for column, text in enumerate(row):
        shapes = Counter(shape_of(other[column]) for other in below if other[column])
        usual = shapes.most_common(1)[0][0] if shapes else "blank"
        typed += bool(text) and usual in {"number", "date", "key"}
        if text and any(other[column] == text for other in below):
            return False
    return typed > 0 or any(field_of_header(text) for text in filled)


def _with_header(grid: Grid, top: list[list[str]], index: int, score: float) -> FoundTable:
    """Complete the header from the row above or below it when it spans two rows."""
    headers = list(top[index])
    start = index + 1
    above = top[index - 1] if index else []
    if sum(map(bool, above)) >= _MIN_HITS:
        headers = [text or above[column] for column, text in enumerate(headers)]
    following = top[start] if start < len(top) else []
    if _is_second_header(headers, following, top[start + 1 : start + 1 + _LOOK_BELOW]):
        headers = [following[column] or text for column, text in enumerate(headers)]
        start += 1
    return FoundTable(grid, index, tuple(headers), start, score)


def _is_second_header(headers: list[str], row: list[str], below: list[list[str]]) -> bool:
    """Tell whether a row completes the header above it: short unique words, mostly under merged or empty cells."""
    filled = [(column, text) for column, text in enumerate(row) if text]
    if len(filled) < _MIN_HITS or not below:
        return False
    new = sum(not headers[column] for column, _text in filled)
    if new < 0.5 * len(filled):
        return False
    texts = [text for _column, text in filled]
    if len(set(texts)) < len(texts) or any(len(text) > _LONG_HEADER for text in texts):
        return False
    return all(shape_of(text) in {"words", "key", "number"} for text in texts) and any(map(field_of_header, texts))
