"""Columns of the tables of closed sprints."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from planner.analysis.tracking.figures import ClosedRow, ComparisonRow, DeliveryRow
from planner.analysis.wording import number, percent, size
from planner.ui.tables.column import Align, Column

_WIDTH = 84


def closed_columns() -> tuple[Column, ...]:
    """Return the columns of the history."""
    return (
        Column(key="name", title=_tr("Sprint"), value=lambda row: row.name, width=64, strong=True),
        Column(key="dates", title=_tr("Dates"), value=lambda row: row.dates, width=150, tone="text2"),
        _figure("committed", _tr("Committed"), lambda row: row.committed, size),
        _figure("completed", _tr("Done"), lambda row: row.completed, size),
        _figure("carried", _tr("Carried"), lambda row: row.carried, size),
        _figure("kept", _tr("Of committed"), lambda row: row.kept, percent, width=104),
        _figure("per_pd", _tr("Per person-day"), lambda row: row.per_pd, lambda value: number(value, 2), width=112),
        _figure("planned", _tr("Reserve, pd"), lambda row: row.reserve_planned_pd, lambda value: number(value, 1)),
        _figure("spent", _tr("Spent, pd"), lambda row: row.reserve_spent_pd, lambda value: number(value, 1)),
        Column(
            key="note",
            title=_tr("Note"),
            value=lambda row: row.note,
            stretch=True,
            tone="text2",
            sign=lambda row: "" if row.counted else "minus",
        ),
    )


def delivery_columns() -> tuple[Column, ...]:
    """Return the columns of the delivery measures."""
    return (
        Column(key="name", title=_tr("Sprint"), value=lambda row: row.name, width=80, strong=True),
        Column(key="dates", title=_tr("Dates"), value=lambda row: row.dates, width=170, tone="text2"),
        _measure("deployments", _tr("Deployments"), lambda row: row.deployments, size),
        _measure("failed", _tr("Failed changes"), lambda row: row.failed_change_share, percent),
        _measure(
            "restore", _tr("Time to restore"), lambda row: row.restore_hours, lambda value: f"{number(value, 1)} h"
        ),
        Column(key="gap", title="", value=lambda _row: "", stretch=True),
    )


def comparison_columns(first: str, second: str) -> tuple[Column, ...]:
    """Return the columns of two sprints side by side."""

    def other(row: ComparisonRow) -> str:
        return row.second

    return (
        Column(key="name", title=_tr("Measure"), value=lambda row: row.name, width=260, tone="text2"),
        Column(key="first", title=first, value=lambda row: row.first, width=200, align=Align.RIGHT, strong=True),
        Column(key="second", title=second, value=other, width=200, align=Align.RIGHT, strong=True),
        Column(key="gap", title="", value=lambda _row: "", stretch=True),
    )


def _measure(
    key: str, title: str, value: Callable[[DeliveryRow], float | None], words: Callable[[float], str]
) -> Column:
    def text(row: DeliveryRow) -> str:
        found = value(row)
        return _tr("not known") if found is None else words(found)

    return Column(key=key, title=title, value=value, text=text, align=Align.RIGHT, width=140)


def _figure(
    key: str,
    title: str,
    value: Callable[[ClosedRow], float | None],
    words: Callable[[float], str],
    *,
    width: int = _WIDTH,
) -> Column:
    """Return a column of numbers; what is unknown stays empty, never zero."""

    def text(row: ClosedRow) -> str:
        found = value(row)
        return "" if found is None else words(found)

    return Column(key=key, title=title, value=value, text=text, align=Align.RIGHT, width=width)


def _tr(words: str) -> str:
    return QCoreApplication.translate("ClosedSprints", words)
