"""Damaged delimited text: quotes that never close, cells broken over lines, commas nobody quoted.

Every repair is a guess that must be proven by the width of the header, and every one is told as an issue.
"""

from collections import Counter

from planner.domain.issue import Issue
from planner.importing.dialects import Dialect

_MAX_REPAIRED_CHARACTERS = 8_000_000
_MAX_CELL_LINES = 400
_TRAILING_STYLE_SHARE = 0.2
_FEWEST_COLUMNS = 3


def expected_width(records: list[list[str]]) -> int:
    """Return the width of the table: that of the widest record among the commonest and the first filled ones."""
    widths = [len(record) for record in records if any(record)]
    if not widths:
        return 0
    common = Counter(widths).most_common(1)[0][0]
    return max([common, *(width for width in widths[:1] if width >= common)])


def mend(text: str, records: list[list[str]], dialect: Dialect) -> tuple[list[list[str]], list[Issue]]:
    """Return the records with broken quoting, broken lines and unquoted delimiters mended where that is provable."""
    width = expected_width(records)
    issues: list[Issue] = []
    if width < _FEWEST_COLUMNS:
        return records, issues
    if dialect.quoted and len(text) <= _MAX_REPAIRED_CHARACTERS and _swallows_records(records, dialect, width):
        mended = _read_tolerantly(text, dialect, width)
        if _regular(mended, width) > _regular(records, width):
            note = (
                f"A quotation mark is never closed; read line by line, {len(mended)} instead of {len(records)} records."
            )
            issues.append(Issue("broken-quotes", note=note))
            records = mended
    if all(len(record) == width or not record for record in records):
        return records, issues
    records, joined = _join_fragments(records, width)
    issues += [
        Issue("broken-line", row=row + 1, note="The record was broken over lines and is joined.") for row in joined
    ]
    return _merge_surplus(records, width, issues), issues


def _regular(records: list[list[str]], width: int) -> int:
    return sum(len(record) == width for record in records)


def _swallows_records(records: list[list[str]], dialect: Dialect, width: int) -> bool:
    """Tell whether some cell contains a line with as many delimiters as a whole record has."""
    for record in records:
        for cell in record:
            if "\n" in cell and cell.count(dialect.delimiter) >= width - 1:
                lines = cell.split("\n")[1:]
                if any(line.count(dialect.delimiter) >= width - 1 for line in lines):
                    return True
    return False


def _read_tolerantly(text: str, dialect: Dialect, width: int) -> list[list[str]]:
    """Read record by record; a line that is a whole record by itself ends an open quotation."""
    lines = text.splitlines(keepends=True)
    records: list[list[str]] = []
    at = 0
    while at < len(lines):
        record, used = _one_record(lines, at, dialect, width)
        records.append(record)
        at += used
    return records


def _one_record(lines: list[str], at: int, dialect: Dialect, width: int) -> tuple[list[str], int]:
    buffer = lines[at]
    fields, is_open = split_fields(buffer, dialect)
    used = 1
    while is_open and at + used < len(lines) and used < _MAX_CELL_LINES:
        line = lines[at + used]
        if line.count(dialect.delimiter) >= width - 1:
            alone, unfinished = split_fields(line, dialect)
            if len(alone) == width and (not unfinished or line.count(dialect.quote) % 2):
                break
        buffer += line
        used += 1
        fields, is_open = split_fields(buffer, dialect)
    if is_open:
        plain = lines[at].rstrip("\r\n").split(dialect.delimiter)
        return [field.strip(dialect.quote) for field in plain], 1
    return fields, used


def split_fields(text: str, dialect: Dialect) -> tuple[list[str], bool]:
    """Split one record; a quote closes its cell only before a delimiter or the end. Tell whether one stays open.

    >>> split_fields('1,"say "hi", now",x', Dialect(","))
    (['1', 'say "hi", now', 'x'], False)
    """
    text = text.rstrip("\r\n")
    fields: list[str] = []
    at = 0
    while True:
        if text.startswith(dialect.quote, at):
            end = _closing_quote(text, at + 1, dialect)
            if end < 0:
                return [*fields, text[at + 1 :]], True
            fields.append(text[at + 1 : end].replace(dialect.quote * 2, dialect.quote))
            at = end + 1
        else:
            end = text.find(dialect.delimiter, at)
            fields.append(text[at:] if end < 0 else text[at:end])
            at = len(text) if end < 0 else end
        if at >= len(text):
            return fields, False
        at += 1


def _closing_quote(text: str, start: int, dialect: Dialect) -> int:
    at = text.find(dialect.quote, start)
    while at >= 0:
        after = text[at + 1 : at + 2]
        doubled = after == dialect.quote
        if not doubled and after in {"", dialect.delimiter}:
            following = text[at + 2 : at + 3]
            if after == "" or following != " ":
                return at
        at = text.find(dialect.quote, at + (2 if doubled else 1))
    return -1


def _join_fragments(records: list[list[str]], width: int) -> tuple[list[list[str]], list[int]]:
    """Join consecutive short records that make up exactly one whole record together."""
    short = sum(0 < len(record) < width for record in records)
    if short > max(_TRAILING_STYLE_SHARE * len(records), 6):
        return records, []
    result: list[list[str]] = []
    joined: list[int] = []
    at = 0
    while at < len(records):
        merged, used = _fragment_run(records, at, width)
        if used > 1:
            joined.append(at)
        result.append(merged)
        at += used
    return result, joined


def _fragment_run(records: list[list[str]], at: int, width: int) -> tuple[list[str], int]:
    first = records[at]
    if not 1 < len(first) < width:
        return first, 1
    merged, used = list(first), 1
    while at + used < len(records) and len(merged) < width and used < _MAX_CELL_LINES:
        piece = records[at + used] or [""]
        if len(merged) + len(piece) - 1 > width:
            break
        merged = [*merged[:-1], f"{merged[-1]}\n{piece[0]}", *piece[1:]]
        used += 1
    return (merged, used) if len(merged) == width and used > 1 else (first, 1)


def _merge_surplus(records: list[list[str]], width: int, issues: list[Issue]) -> list[list[str]]:
    """Glue cells together that an unquoted delimiter split: prose continues with a blank."""
    result = []
    for index, record in enumerate(records):
        surplus = len(record) - width
        if surplus <= 0 or not any(record[width:]):
            result.append(record)
            continue
        start = next((k for k in range(1, width) if all(f[:1] == " " for f in record[k : k + surplus])), 0)
        note = f"The record has {len(record)} cells for {width} columns."
        issues.append(Issue("record-length", row=index + 1, value=record[0][:80], note=note))
        glued = ",".join(record[start - 1 : start + surplus])
        result.append([*record[: start - 1], glued, *record[start + surplus :]] if start else record)
    return result
