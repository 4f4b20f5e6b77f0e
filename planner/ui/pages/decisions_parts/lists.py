"""The two lists of the page: what has to be decided again, and the records."""

from collections.abc import Callable

from planner.analysis.expiring import RecordLine
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController

ROW, HEAD = 28, 31


def expiring_grid(themes: ThemeController, tr: Callable[[str], str]) -> Grid:
    """Return the list of what ends, the soonest first."""
    columns = (
        Column(key="date", title=tr("Date"), value=lambda line: line.when.toordinal(), text=lambda line: line.day,
               sign=lambda line: line.sign, width=92),
        Column(key="left", title="", value=lambda line: line.when.toordinal(), text=lambda line: line.left, width=86,
               tone="text3"),
        Column(key="title", title=tr("What"), value=lambda line: line.title, stretch=True),
        Column(key="kind", title="", value=lambda line: line.kind, width=160, tone="text2"),
        Column(key="owner", title=tr("Owner"), value=lambda line: line.owner, width=120, tone="text2"),
    )  # fmt: skip
    return Grid(themes, columns, name=tr("To decide again"), row_height=ROW)


def records_grid(themes: ThemeController, tr: Callable[[str], str]) -> Grid:
    """Return the list of records, the newest first."""
    columns = (
        Column(key="number", title="", value=lambda line: int(line.id) if line.id.isdecimal() else 0,
               text=lambda line: line.id, align=Align.RIGHT, width=36, tone="text3"),
        Column(key="date", title=tr("Date"), value=lambda line: line.record.decided_on.toordinal(),
               text=lambda line: line.decided, width=104, tone="text2"),
        Column(key="kind", title=tr("Kind"), value=lambda line: line.kind, width=86, tone="text2"),
        Column(key="title", title=tr("Title"), value=lambda line: line.record.title, stretch=True),
        Column(key="status", title=tr("Status"), value=lambda line: line.status, width=122, tone="text2"),
        Column(key="review", title=tr("Review"), value=_review_order, text=lambda line: line.review,
               sign=lambda line: line.sign, width=92),
    )  # fmt: skip
    return Grid(themes, columns, name=tr("Records"), row_height=ROW)


def _review_order(line: RecordLine) -> int | None:
    """Return the review date as a number to sort by, ``None`` where none is shown."""
    when = line.record.review_on
    return when.toordinal() if when is not None and line.review else None


def fit_rows(grid: Grid, count: int, *, most: int) -> None:
    """Make a grid as high as its rows, up to a limit."""
    grid.setFixedHeight(HEAD + ROW * min(max(count, 1), most))
