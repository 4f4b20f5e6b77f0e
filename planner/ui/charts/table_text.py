"""The table of a chart as text for the clipboard, safe to paste into a spreadsheet."""

from html import escape

from planner.analysis.scenes.scene import Table

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def table_tsv(table: Table) -> str:
    """Return rows with tabs; a text that a spreadsheet would run as a formula gets an apostrophe.

    Examples
    --------
    >>> table_tsv(Table(head=("step", "pd"), rows=(("=1+1", "-6.0"),))).splitlines()[1].split()
    ["'=1+1", '-6.0']
    """
    return "".join("\t".join(_safe_cell(cell) for cell in row) + "\n" for row in (table.head, *table.rows))


def table_html(table: Table) -> str:
    """Return the same as an HTML table."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.head)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(_safe_cell(cell))}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return f"<table><tr>{head}</tr>{rows}</table>"


def _safe_cell(cell: str) -> str:
    """Return one cell on one line, and never as a formula; plain signed numbers pass."""
    flat = " ".join(cell.split()) if any(mark in cell for mark in "\t\r\n") else cell
    return f"'{flat}" if flat.startswith(_ACTIVE) and not _is_number(flat) else flat


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
