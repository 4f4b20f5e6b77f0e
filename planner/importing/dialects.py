"""How a delimited text file separates its cells: decided by which reading gives the most regular table."""

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 300_000
_SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?\r?\n?', re.IGNORECASE)
_FIELD_LIMIT = 1 << 30


@dataclass(frozen=True, slots=True)
class Dialect:
    """Delimiter and quote character.

    ``quoted`` is false when quotes are ordinary characters; ``skips_blanks`` tells that a blank after the delimiter is
    no part of the cell, so that a quote may follow it.
    """

    delimiter: str
    quote: str = '"'
    quoted: bool = True
    skips_blanks: bool = False


def split_separator_line(text: str) -> tuple[str | None, str]:
    r"""Return the delimiter that a first line ``sep=;`` names, and the text below that line.

    >>> split_separator_line("sep=;\nid;title\n")
    (';', 'id;title\n')
    """
    found = _SEPARATOR_LINE.match(text)
    if not found:
        return None, text
    return found[1], text[found.end() :]


def read_records(text: str, dialect: Dialect) -> list[list[str]]:
    """Read all records with the standard reader; it never raises for any text."""
    csv.field_size_limit(_FIELD_LIMIT)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE
    text = text.replace("\x00", "")
    for plain in (text, text.replace("\r\n", "\n").replace("\r", "\n")):
        reader = csv.reader(
            io.StringIO(plain, newline=""),
            delimiter=dialect.delimiter,
            quotechar=dialect.quote,
            quoting=quoting,
            skipinitialspace=dialect.skips_blanks,
        )
        with suppress(csv.Error):
            return list(reader)
    return []


def sniff_dialect(text: str, *, told: str | None = None) -> Dialect:
    """Find the delimiter and the quote character of ``text``."""
    sample = _whole_lines(text)
    quote = _quote_of(sample)
    if told is not None:
        return Dialect(told, quote)
    scored = [(_regularity(sample, Dialect(delimiter, quote)), delimiter) for delimiter in DELIMITERS]
    best, delimiter = max(scored, key=lambda pair: pair[0])
    dialect = Dialect(delimiter if best > 0 else ",", quote)
    return _with_blanks(sample, dialect)


def _with_blanks(sample: str, dialect: Dialect) -> Dialect:
    """Let cells begin after a blank when quotes do so, and the table becomes no less regular by it."""
    if f"{dialect.delimiter} {dialect.quote}" not in sample:
        return dialect
    skipping = Dialect(dialect.delimiter, dialect.quote, skips_blanks=True)
    return skipping if _regularity(sample, skipping) > _regularity(sample, dialect) else dialect


def _whole_lines(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    return text[: max(text.rfind("\n", 0, _SAMPLE), 1)]


def _quote_of(sample: str) -> str:
    """Take the single quote only when it encloses cells as a rule and the double quote encloses none."""
    if re.search(r'(?:^|[,;\t|])"', sample, re.MULTILINE):
        return '"'
    enclosed = len(re.findall(r"(?:^|[,;\t|])'[^'\r\n]*'(?=[,;\t|]|\r?$)", sample, re.MULTILINE))
    return "'" if enclosed > sample.count("\n") else '"'


def _regularity(sample: str, dialect: Dialect) -> float:
    """Score a reading: the share of records of the commonest width, growing slowly with that width."""
    widths = [len(record) for record in read_records(sample, dialect) if any(record)]
    counted = Counter(width for width in widths if width > 1)
    if not counted:
        return 0.0
    width, count = max(counted.items(), key=lambda pair: (pair[1] * pair[0], pair[0]))
    shorter = sum(number for size, number in counted.items() if size < width)
    share = (count + 0.5 * shorter) / len(widths)
    return share * share * (1 + min(width, 30) / 15)
