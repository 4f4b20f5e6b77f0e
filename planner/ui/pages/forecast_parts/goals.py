"""Milestones, epics or items of a forecast as a table: chance and dates, and what has moved."""

from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from planner.analysis.forecast.milestone_rows import epic_rows, item_rows, milestone_rows, pair_rows, since_text
from planner.analysis.forecast.results import PlanForecast
from planner.analysis.view import PlanView
from planner.analysis.wording import unit_name
from planner.ui.dialogs.fields import DateField
from planner.ui.tables.chance_cell import paint_chance
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.tokens import Theme
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.segment import Segment

MILESTONES, EPICS, ITEMS, PAIRS = "milestones", "epics", "items", "pairs"
_ROW, _HEAD, _MOST = 31, 32, 4
_DATE = 98  # room for "after 25 Dec"


def _chance(painter: QPainter, rect: QRectF, row: Any, theme: Theme) -> None:
    paint_chance(painter, rect, row.probability, row.chance_text, theme=theme)


def _moved(row: Any) -> str:
    return str(row.moved)


class Goals(QWidget):
    """Head with the choice of what is listed and by which day it is asked about, and the table.

    ``changed`` wants other rows; ``adding`` wants a new milestone.
    """

    changed = Signal()
    adding = Signal()

    def __init__(self, themes: ThemeController, *, by: date) -> None:
        super().__init__()
        self._themes = themes
        kinds = ((MILESTONES, self.tr("Milestones")), (EPICS, self.tr("Epics")), (ITEMS, self.tr("Items")))
        self.head = SectionHead(themes, self.tr("Dates and chances"))
        self.kind = Segment(themes, kinds, name=self.tr("What is listed"))
        self.by = DateField(by)
        self.by.setAccessibleName(self.tr("Chance by"))
        self.by.setToolTip(self.tr("The day that everything without a date of its own is asked about"))
        self.add = LinkButton(themes, self.tr("Add milestone"))
        for control in (self.by, self.add, self.kind):
            self.head.add_control(control)
        self.grid = self._grid(self._columns(MILESTONES), self.tr("Milestones"))
        self._tables = {
            MILESTONES: self.grid,
            EPICS: self._grid(self._columns(EPICS), self.tr("Epics")),
            ITEMS: self._grid(self._columns(ITEMS), self.tr("Items")),
            PAIRS: self._grid(self._pair_columns(), self.tr("Milestones in both units")),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.head, *self._tables.values()):
            column.addWidget(widget)
        self.add.clicked.connect(self.adding)
        self.kind.chosen.connect(lambda _kind: self.changed.emit())
        self.by.dateChanged.connect(lambda _day: self.changed.emit())
        self._show(MILESTONES, ())

    def _grid(self, columns: tuple[Column, ...], name: str) -> Grid:
        grid = Grid(self._themes, columns, name=name, row_key=lambda row: row.id, row_height=_ROW)
        grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return grid

    def shown(self) -> Grid:
        """Return the table in front."""
        return next(grid for grid in self._tables.values() if not grid.isHidden())

    def _columns(self, kind: str) -> tuple[Column, ...]:
        first = {MILESTONES: self.tr("Milestone"), EPICS: self.tr("Epic"), ITEMS: self.tr("Item")}[kind]
        last = {
            MILESTONES: (Column(key="moved", title=self.tr("Moved"), value=_moved, width=112, tone="text2"),),
            ITEMS: (Column(key="moved", title=self.tr("Planned in"), value=_moved, width=96, tone="text2"),),
        }
        sure = (Column(key="p95", title="P95", value=lambda row: row.p95, width=_DATE),)
        return (
            Column(key="name", title=first, value=lambda row: row.name, width=120, stretch=True),
            Column(
                key="work",
                title=self.tr("Left"),
                value=lambda row: row.work,
                text=lambda row: row.work_text,
                align=Align.RIGHT,
                width=50,
            ),
            Column(key="target", title=self.tr("Target"), value=lambda row: row.target, width=82),
            Column(
                key="chance",
                title=self.tr("Chance"),
                value=lambda row: row.probability,
                text=lambda row: row.chance_text,
                paint=_chance,
                width=122,
            ),
            Column(key="p50", title="P50", value=lambda row: row.p50, width=70),
            Column(key="p85", title="P85", value=lambda row: row.p85, width=_DATE, strong=True),
            *(() if kind == ITEMS else sure),
            *last.get(kind, ()),
        )

    def _pair_columns(self) -> tuple[Column, ...]:
        def column(key: str, title: str, *, strong: bool = False, align: Align = Align.LEFT) -> Column:
            return Column(
                key=key, title=title, value=lambda row: getattr(row, key), width=92, strong=strong, align=align
            )

        return (
            Column(key="name", title=self.tr("Milestone"), value=lambda row: row.name, width=170, stretch=True),
            column("own_left", self.tr("Left"), align=Align.RIGHT),
            column("own_chance", self.tr("Chance")),
            column("own_p85", "P85", strong=True),
            column("items_left", self.tr("Items left"), align=Align.RIGHT),
            column("items_chance", self.tr("Chance")),
            column("items_p85", "P85", strong=True),
        )

    def show_goals(self, view: PlanView, forecast: PlanForecast) -> None:
        """Show the milestones, epics or items of a forecast."""
        kind, plan = self.kind.current(), view.plan
        if kind == MILESTONES:
            rows = milestone_rows(forecast, plan)
        elif kind == EPICS:
            rows = epic_rows(forecast, plan, by=self.by.day())
        else:
            rows = item_rows(forecast, plan, by=self.by.day())
        self._show(kind, rows)
        self._tables[kind].setToolTip(self.tr("Left, in %1").replace("%1", unit_name(forecast.unit)))
        none = {
            MILESTONES: self.tr("None yet: add one with a date to see its chance."),
            EPICS: self.tr("No open item belongs to an epic."),
            ITEMS: self.tr("Nothing is open."),
        }
        since = since_text(plan, today=view.today) if kind == MILESTONES else self.tr("Chance by")
        self.head.set_note(since if rows else none[kind])

    def show_pairs(self, view: PlanView, own: PlanForecast, items: PlanForecast) -> None:
        """Show the milestones counted in both units."""
        rows = pair_rows(milestone_rows(own, view.plan), milestone_rows(items, view.plan))
        self._show(PAIRS, rows)
        self.head.set_note("" if rows else self.tr("Add a milestone to compare its dates."))

    def _show(self, kind: str, rows: tuple[Any, ...]) -> None:
        for name, grid in self._tables.items():
            grid.setVisible(name == kind)
        self.kind.setEnabled(kind != PAIRS)
        self.by.setVisible(kind in {EPICS, ITEMS})
        self.add.setVisible(kind == MILESTONES)
        self._tables[kind].set_rows(rows)
        self._tables[kind].setFixedHeight(_HEAD + _ROW * min(max(len(rows), 1), _MOST) + 2)


def usual_day(view: PlanView) -> date:
    """Return the day that items are asked about at first: the last target, else the end of the last sprint."""
    dues = [milestone.due for milestone in view.plan.milestones if milestone.due is not None]
    ends = [sprint.period.last_day for sprint in view.plan.coming_sprints()]
    return max(dues or ends or [view.today])
