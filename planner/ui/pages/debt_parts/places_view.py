"""Where debt meets work: what planned items could take along, where the code changes most, and the interest meter."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from planner.analysis.debt.interest_meter import interest_meter
from planner.analysis.debt.places_lines import (
    HotspotLine,
    TravelLine,
    history_note,
    hotspot_lines,
    travel_lines,
    travel_note,
)
from planner.analysis.debt.travelling import travel_offers
from planner.analysis.scenes.interest_ranges import interest_ranges, meter_sentence
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.pages.debt_parts.code_history import CodeHistory
from planner.ui.pages.debt_parts.lab_figures import UNBOUNDED
from planner.ui.pages.debt_parts.places_columns import hotspot_columns, travel_columns
from planner.ui.pages.page import PageContext
from planner.ui.tables.grid import Grid
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

_SIDE, _ROW, _HEAD = 400, 25, 30
_LEAST_ROWS, _MOST_ROWS = 3, 8


class PlacesView(QWidget):
    """Three parts; ``take_asked`` carries an offer, ``hotspot_asked`` a place of the code."""

    take_asked = Signal(object)
    hotspot_asked = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        themes = context.theme
        self.offers = Grid(themes, travel_columns(self.tr), name=self.tr("Debt on the way"), row_height=_ROW)
        self.take = Button(themes, self.tr("Take along"), icon="arrow-right")
        self.spots = Grid(themes, hotspot_columns(self.tr), name=self.tr("Hotspots of the code"), row_height=_ROW)
        self.history = CodeHistory(context, parent=self)
        self.meter = ChartCanvas(themes)
        self.take_action = QAction(self.tr("Take the debt along with planned work"), self)
        self.spot_action = QAction(self.tr("Register debt at the hotspot"), self)
        self._side = QWidget()
        self._line = Hairline(themes, upright=True)
        self._notes = tuple(ThemedLabel(themes, tone="text3").wrapped() for _ in range(3))
        self._build()
        self._connect()

    def _build(self) -> None:
        themes, tr = self._context.theme, self.tr
        travel, spots, meter = self._notes
        heads = tuple(
            SectionHead(themes, words)
            for words in (
                tr("On the way: debt that planned work touches"),
                tr("Hotspots: changed most often, and large"),
                tr("Interest meter: time for its estimate, against the rest"),
            )
        )
        heads[0].add_control(self.take)
        for button in self.history.buttons:
            heads[1].add_control(button)
        main = QWidget()
        left, right = QVBoxLayout(main), QVBoxLayout(self._side)
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
        _fill(left, heads[0], travel, self.offers)
        left.addSpacing(16)
        _fill(left, heads[1], self.history.banner, spots)
        left.addWidget(self.spots, 1)
        left.addStretch(0)
        _fill(right, heads[2], self.meter, meter)
        right.addStretch(1)
        self.meter.setFixedHeight(280)
        self.spots.setMinimumHeight(_HEAD + _LEAST_ROWS * _ROW)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(30)
        for widget, stretch in ((main, 1), (self._line, 0), (self._side, 0)):
            self._row.addWidget(widget, stretch)

    def _connect(self) -> None:
        self.offers.row_activated.connect(lambda line: self.take_asked.emit(line.offer))
        self.spots.row_activated.connect(lambda line: self.hotspot_asked.emit(line.spot))
        self.take.clicked.connect(self._on_take)
        self.take_action.triggered.connect(self._on_take)
        self.spot_action.triggered.connect(self._on_spot)
        self.history.read.connect(self._show_spots)

    @property
    def actions_of_view(self) -> tuple[QAction, ...]:
        """What the palette offers here."""
        return (self.take_action, self.spot_action, *self.history.actions_of_history)

    def refresh(self) -> None:
        """Show the current plan."""
        view = self._context.document.view
        travel, _spots, meter = self._notes
        offers = travel_offers(view.plan, view.register, view.capacity)
        travel.set_text(travel_note(offers))
        self.offers.set_rows(travel_lines(offers))
        rows = min(max(len(offers), 1), _MOST_ROWS)
        self.offers.setFixedHeight(_HEAD + rows * _ROW + 1)
        self.offers.setVisible(bool(offers))
        self.take.setVisible(bool(offers))
        if offers and self.offers.current_row() is None:
            self.offers.selectRow(0)
        found = interest_meter(view.plan)
        scene = interest_ranges(found)
        self.meter.set_scene(scene)
        meter.set_text("" if scene.empty else meter_sentence(found))
        self._show_spots()

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the meter below in a narrow window."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._line.setVisible(not narrow)
        self._side.setMinimumWidth(0 if narrow else _SIDE)
        self._side.setMaximumWidth(UNBOUNDED if narrow else _SIDE)

    def _show_spots(self) -> None:
        """Show the places of the history that was read last, with the debt registered there now."""
        note, log, report = self._notes[1], self.history.log, self.history.report()
        self.spots.setVisible(log is not None)
        if log is None or report is None:
            note.set_text(self.tr("Paste the output of %1 to see them.").replace("%1", self.history.command))
            return
        note.set_text(history_note(log, report))
        self.spots.set_rows(hotspot_lines(report))

    def _on_take(self) -> None:
        line: TravelLine | None = self.offers.current_row()
        if line is not None:
            self.take_asked.emit(line.offer)

    def _on_spot(self) -> None:
        line: HotspotLine | None = self.spots.current_row()
        if line is not None:
            self.hotspot_asked.emit(line.spot)


def _fill(column: QVBoxLayout, *parts: QWidget) -> None:
    for part in parts:
        column.addWidget(part)
