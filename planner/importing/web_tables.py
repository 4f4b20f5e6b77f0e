"""Tables in HTML, as browsers put them on the clipboard and some trackers save them under ``.xls``."""

from html.parser import HTMLParser

from planner.importing.grid import Cell, Grid

_WIDEST_SPAN = 100
_BREAKS = frozenset({"br", "p", "div", "li"})


def is_html_table(text: str) -> bool:
    """Tell whether a text is HTML with a table in it."""
    start = text[:2_000].lstrip("\ufeff \r\n\t").casefold()
    looks_like = start.startswith(("<", "version:")) and ("<html" in start or "<table" in start or "<meta" in start)
    return looks_like and "<table" in text.casefold()


def html_grid(text: str) -> Grid:
    """Return the table with the most cells of an HTML text."""
    parser = _TableParser()
    parser.feed(text.replace("<![", "&lt;!["))
    parser.close()
    best = max(parser.tables, key=lambda rows: sum(map(len, rows)), default=[])
    rows: list[list[Cell]] = [list(row) for row in best]
    return Grid("", rows)


class _TableParser(HTMLParser):
    """Collects the cells of every table; cells that span columns or rows leave empty ones behind."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = self._rows = 1
        self._below: dict[int, int] = {}
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag == "table":
            self._end_cell()
            self._below = {}
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables:
            self._end_cell()
            if not self.tables[-1]:
                self.tables[-1].append([])
            told = dict(attrs)
            self._span, self._rows = _count(told.get("colspan")), _count(told.get("rowspan"))
            self._cell = []
        elif tag in {"style", "script"}:
            self._skipped += 1
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        elif tag in {"style", "script"}:
            self._skipped = max(0, self._skipped - 1)

    def handle_data(self, data: str) -> None:
        """Collect the text of a cell."""
        if self._cell is not None and not self._skipped:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None:
            lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
            row = self.tables[-1][-1]
            while self._below.get(len(row), 0) > 0:
                self._below[len(row)] -= 1
                row.append("")
            if self._rows > 1:
                self._below |= dict.fromkeys(range(len(row), len(row) + self._span), self._rows - 1)
            row += ["\n".join(line for line in lines if line)] + [""] * (self._span - 1)
        self._cell = None


def _count(span: str | None) -> int:
    return min(int(span), _WIDEST_SPAN) if span is not None and span.isascii() and span.isdecimal() else 1
