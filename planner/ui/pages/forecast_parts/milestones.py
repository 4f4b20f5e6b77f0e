"""The milestones of a forecast as a table: chance and dates, and what has moved."""

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from planner.analysis.forecast.milestone_rows import MilestoneRow
from planner.ui.tables.chance_cell import paint_chance
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.tokens import Theme
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.heads import SectionHead

_ROW, _HEAD, _MOST = 31, 32, 4


def _chance(painter: QPainter, rect: QRectF, row: Any, theme: Theme) -> None:
    paint_chance(painter, rect, row.probability, row.chance_text, theme=theme)


class Milestones(QWidget):
    """Head with a link that adds a milestone, and the table."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.head = SectionHead(themes, self.tr("Milestones"))
        self.add = LinkButton(themes, self.tr("Add milestone"))
        self.head.add_control(self.add)
        self.grid = Grid(
            themes, self._columns(), name=self.tr("Milestones"), row_key=lambda row: row.id, row_height=_ROW
        )
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.grid)
        self.set_rows((), unit="")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="name", title=self.tr("Milestone"), value=lambda row: row.name, width=170, stretch=True),
            Column(
                key="work",
                title=self.tr("Left"),
                value=lambda row: row.work,
                text=lambda row: row.work_text,
                align=Align.RIGHT,
                width=56,
            ),
            Column(key="target", title=self.tr("Target"), value=lambda row: row.target, width=76),
            Column(
                key="chance",
                title=self.tr("Chance"),
                value=lambda row: row.probability,
                text=lambda row: row.chance_text,
                paint=_chance,
                width=130,
            ),
            Column(key="p50", title="P50", value=lambda row: row.p50, width=72),
            Column(key="p85", title="P85", value=lambda row: row.p85, width=72, strong=True),
            Column(key="p95", title="P95", value=lambda row: row.p95, width=72),
            Column(key="moved", title=self.tr("Moved"), value=lambda row: row.moved, width=116, tone="text2"),
        )

    def set_rows(self, rows: tuple[MilestoneRow, ...], *, unit: str) -> None:
        """Show these milestones; the unit names what is left."""
        self.grid.set_rows(rows)
        self.grid.setToolTip(self.tr("Left, in %1").replace("%1", unit) if unit else "")
        self.grid.setFixedHeight(_HEAD + _ROW * min(max(len(rows), 1), _MOST) + 2)
        self.head.set_note("" if rows else self.tr("None yet: add one with a date to see its chance."))
