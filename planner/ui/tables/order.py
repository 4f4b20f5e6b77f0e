"""Sorting and filtering as index arrays: ranks per column are computed once, a keystroke only searches strings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.ui.tables.column import Column

Indices = NDArray[np.intp]
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class SortKey:
    """One level of a sort."""

    key: str
    descending: bool = False


def ranks(values: Sequence[Any]) -> NDArray[np.float64]:
    """Return a sortable number per value: numbers as they are, texts by alphabet without case, ``None`` last.

    Parameters
    ----------
    values
        One value per row.

    Returns
    -------
    ndarray of shape (n_rows,)
        ``inf`` stands for ``None``.

    Examples
    --------
    >>> ranks(["b", None, "A"]).tolist()
    [1.0, inf, 0.0]
    """
    filled = [value for value in values if value is not None]
    if all(isinstance(value, int | float) for value in filled):
        return np.array([np.inf if value is None else float(value) for value in values], dtype=np.float64)
    comparable: Callable[[Any], Any] = str.casefold if all(isinstance(value, str) for value in filled) else _as_is
    keys = [None if value is None else comparable(value) for value in values]
    places = {key: place for place, key in enumerate(sorted({key for key in keys if key is not None}))}
    return np.array([np.inf if key is None else places[key] for key in keys], dtype=np.float64)


def _as_is(value: Any) -> Any:
    return value


class RowOrder:
    """Which rows are shown in which order, for one tuple of rows.

    Parameters
    ----------
    rows
        All rows.
    columns
        The columns of the grid.
    """

    def __init__(self, rows: tuple[Any, ...], columns: tuple[Column, ...]) -> None:
        self._rows = rows
        self._columns = columns
        self._by_key = {column.key: column for column in columns}
        self._ranks: dict[str, NDArray[np.float64]] = {}
        self._texts: list[str] | None = None

    def shown(self, *, sort: tuple[SortKey, ...], words: str) -> Indices:
        """Return the indices of the rows that hold every word, sorted by the keys, ties in the given order."""
        found = self._matching(words)
        if not sort:
            return found
        levels = [self._signed(level)[found] for level in reversed(sort) if level.key in self._by_key]
        return found[np.lexsort(levels)] if levels else found

    def _signed(self, level: SortKey) -> NDArray[np.float64]:
        """Return the ranks of a level; empty cells stay last in both directions."""
        if level.key not in self._ranks:
            value = self._by_key[level.key].value
            self._ranks[level.key] = ranks([value(row) for row in self._rows])
        found = self._ranks[level.key]
        return np.where(np.isinf(found), found, -found) if level.descending else found

    def _matching(self, words: str) -> Indices:
        """Return the rows that hold every word of a filter, whatever its case."""
        wanted = words.casefold().split()
        if not wanted:
            return np.arange(len(self._rows))
        texts = self._search_texts()
        found = [index for index, text in enumerate(texts) if wanted[0] in text]
        for word in wanted[1:]:
            found = [index for index in found if word in texts[index]]
        return np.array(found, dtype=np.intp)

    def _search_texts(self) -> list[str]:
        """Return one prepared string per row, made at the first search."""
        if self._texts is None:
            shown = [column.shown for column in self._columns]
            self._texts = [_SEPARATOR.join(show(row) for show in shown).casefold() for row in self._rows]
        return self._texts
