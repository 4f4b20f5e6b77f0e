"""Cells to and from the clipboard: tabs and HTML out, quoted multi-line tabs in."""

from html import escape

from planner.exporting.excel_safe import csv_plain, csv_text

Block = tuple[tuple[str, ...], ...]
_BREAK, _HTML_BREAK = "\n", "<br>"


def block_to_tsv(block: Block) -> str:
    r"""Return cells as tab-separated text that a spreadsheet reads back unchanged and never runs.

    Examples
    --------
    >>> block_to_tsv((("a", "two\nlines"), ("=1", "4")))
    'a\t"two\nlines"\n\'=1\t4\n'
    """
    return "".join("\t".join(_quoted(cell) for cell in row) + "\n" for row in block)


def block_to_html(block: Block) -> str:
    """Return cells as an HTML table."""
    rows = ("".join(f"<td>{escape(_safe(cell)).replace(_BREAK, _HTML_BREAK)}</td>" for cell in row) for row in block)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def tsv_to_block(text: str) -> Block:
    r"""Read tab-separated text as a spreadsheet writes it: quotes hold tabs, line breaks and doubled quotes.

    Examples
    --------
    >>> tsv_to_block('a\t"two\nlines"\nb\t"say ""hi"" now"\n')
    (('a', 'two\nlines'), ('b', 'say "hi" now'))
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    position, end = 0, len(text)
    while position < end:
        cell, position = _read_cell(text, position)
        cells.append(csv_plain(cell))
        if position >= end or text[position] == "\n":
            rows.append(tuple(cells))
            cells = []
        position += 1
        if position == end and text[end - 1] == "\t":
            cells.append("")
    if cells:
        rows.append(tuple(cells))
    return tuple(rows)


def _read_cell(text: str, start: int) -> tuple[str, int]:
    """Return one cell and where it ends."""
    if text[start] == '"':
        closing = _closing_quote(text, start + 1)
        if closing >= 0:
            return text[start + 1 : closing].replace('""', '"'), closing + 1
    tab, line = text.find("\t", start), text.find("\n", start)
    ends = [place for place in (tab, line) if place >= 0]
    stop = min(ends, default=len(text))
    return text[start:stop], stop


def _closing_quote(text: str, start: int) -> int:
    """Return the place of the quote that ends a cell, -1 when there is none before a tab, a line end or the end."""
    place = text.find('"', start)
    while place >= 0:
        after = text[place + 1 : place + 2]
        if after != '"':
            return place if after in {"", "\t", "\n"} else -1
        place = text.find('"', place + 2)
    return -1


def _quoted(cell: str) -> str:
    """Return a cell that no spreadsheet runs, in quotes where it holds tabs, breaks or quotes."""
    safe = _safe(cell)
    if any(mark in safe for mark in '\t\n\r"'):
        return '"' + safe.replace('"', '""') + '"'
    return safe


def _safe(cell: str) -> str:
    """Return live text with an apostrophe before it; a signed number is just a number."""
    return cell if _is_number(cell) else csv_text(cell).text


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
