"""Seven ticks for the days of a week; a third state is half a day."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from planner.analysis.wording import WEEKDAYS
from planner.domain.calendar import WeekPattern

_HALF = 0.5


class WeekField(QWidget):
    """Monday first: not worked, worked, or half a day; ``changed`` tells of every tick.

    A part of a day other than a half stays as it is while its tick is left alone.
    """

    changed = Signal()

    def __init__(self, week: WeekPattern) -> None:
        super().__init__()
        self._week = week
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.ticks = tuple(QCheckBox(name[:2]) for name in WEEKDAYS)
        for tick, name in zip(self.ticks, WEEKDAYS, strict=True):
            tick.setTristate(True)
            tick.setAccessibleName(name)
            tick.setToolTip(self.tr("{day}: a tick is a whole day, a dash half a day").format(day=name))
            tick.checkStateChanged.connect(self.changed)
            row.addWidget(tick)
        row.addStretch(1)
        self.setFocusProxy(self.ticks[0])
        self.set_week(week)

    def set_week(self, week: WeekPattern) -> None:
        """Show a pattern."""
        self._week = week
        for tick, share in zip(self.ticks, week.shares, strict=True):
            part = Qt.CheckState.PartiallyChecked if 0 < share < 1 else Qt.CheckState.Checked
            tick.setCheckState(part if share > 0 else Qt.CheckState.Unchecked)

    def week(self) -> WeekPattern:
        """Return the pattern."""
        return WeekPattern(
            tuple(_share(tick.checkState(), old) for tick, old in zip(self.ticks, self._week.shares, strict=True))
        )


def _share(state: Qt.CheckState, before: float) -> float:
    if state is Qt.CheckState.Unchecked:
        return 0.0
    if state is Qt.CheckState.Checked:
        return 1.0
    return before if 0 < before < 1 else _HALF
