"""Delimited text whose records are all equally long and soundly quoted, cut into columns at once.

Such are the big exports of tools. Any other text is None here, and is read record by record.
"""

import csv
from typing import TYPE_CHECKING, Any

from planner.domain.progress import Report, silent

if TYPE_CHECKING:
    import numpy as np

_NEWLINE, _RETURN = ord("\n"), ord("\r")
_BETWEEN = "\x1f"
"""Stands for every delimiter and line break outside of quotes; it comes in no text that people see."""
_BLOCK = 1 << 22


def even_columns(text: str, *, delimiter: str, quote: str, report: Report = silent) -> list[list[str]] | None:
    r"""Return the columns of a text whose records are all equally long and soundly quoted, None of any other.

    >>> even_columns('a,b\n1,"x, y"\n', delimiter=",", quote='"')
    [['a', '1'], ['b', 'x, y']]
    >>> even_columns("a,b\n1\n", delimiter=",", quote='"') is None
    True
    """
    body = text.rstrip("\r\n")
    if not body or not delimiter.isascii() or _BETWEEN in body or "\0" in body:
        return None
    return _cut(body, delimiter, quote, report)


def _columns(cells: list[str], width: int) -> list[list[str]]:
    return [cells[column::width] for column in range(width)]


def _cut(body: str, delimiter: str, quote: str, report: Report) -> list[list[str]] | None:
    import numpy as np

    raw = body.encode("utf-8", "surrogatepass")
    data = np.frombuffer(raw, np.uint8).copy()
    ends = _separators(data, ord(delimiter), ord(quote), report)
    if ends is None:
        return None
    lines = np.flatnonzero(data[ends] == _NEWLINE)
    width = int(lines[0]) + 1 if len(lines) else len(ends) + 1
    even = len(ends) + 1 == width * (len(lines) + 1) and (lines == np.arange(len(lines)) * width + width - 1).all()
    returns = np.flatnonzero(data == _RETURN)
    if not even or not (data[returns + 1] == _NEWLINE).all():
        return None
    starts = np.concatenate(([0], ends + 1))
    quoted = np.flatnonzero(data[np.minimum(starts, len(data) - 1)] == ord(quote)).tolist()
    data[ends] = ord(_BETWEEN)
    cells = data.tobytes().decode("utf-8", "surrogatepass").split(_BETWEEN)
    if len(returns):
        for last in range(width - 1, len(cells) - 1, width):
            cells[last] = cells[last].removesuffix("\r")
    for place in quoted:
        cells[place] = _unquoted(cells[place], quote)
    return _columns(cells, width)


def _separators(
    data: "np.ndarray[Any, np.dtype[np.uint8]]", delimiter: int, quote: int, report: Report
) -> "np.ndarray[Any, np.dtype[np.intp]] | None":
    """Return the places of all delimiters and line breaks outside of quotes, None when a quote stays open."""
    import numpy as np

    parts, inside = [], 0
    for start in range(0, len(data), _BLOCK):
        report(start, len(data), "rows")
        block = data[start : start + _BLOCK]
        between = (block == delimiter) | (block == _NEWLINE)
        open_quotes = np.bitwise_xor.accumulate((block == quote).view(np.uint8)) ^ np.uint8(inside)
        inside = int(open_quotes[-1])
        parts.append(np.flatnonzero(between & (open_quotes == 0)) + start)
    return None if inside else np.concatenate(parts)


def _unquoted(text: str, quote: str) -> str:
    inner = text[1:-1]
    if len(text) > 1 and text[-1] == quote and quote not in inner:
        return inner
    return next(iter(csv.reader([text], quotechar=quote, delimiter=_BETWEEN)), [""])[0]
