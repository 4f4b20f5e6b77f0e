"""Fields that several dialogs share: dates, shares in percent, days."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QHBoxLayout,
    QSpinBox,
    QWidget,
)

_EARLIEST = QDate(1990, 1, 1)
_HEIGHT, _INDENT = 28, 8


class DateField(QDateEdit):
    """A date with its calendar."""

    def __init__(self, when: date) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setMinimumDate(_EARLIEST)
        self.setFixedHeight(_HEIGHT)
        self.set_day(when)

    def set_day(self, when: date) -> None:
        """Show a date."""
        self.setDate(QDate(when.year, when.month, when.day))

    def day(self) -> date:
        """Return the date."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the number of the day: the name of the weekday cannot be typed."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason}:
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own signature


class MaybeDateField(QWidget):
    """A date that may be left out: a tick, then the date."""

    def __init__(self, when: date | None, *, fallback: date, words: str) -> None:
        super().__init__()
        self.tick = QCheckBox(words)
        self.field = DateField(when or fallback)
        self.field.setAccessibleName(words)
        self.tick.setChecked(when is not None)
        self.field.setEnabled(when is not None)
        self.tick.toggled.connect(self.field.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.tick)
        row.addWidget(self.field, 1)
        self.setFocusProxy(self.tick)

    def day(self) -> date | None:
        """Return the date, ``None`` when it is left out."""
        return self.field.day() if self.tick.isChecked() else None


class CountField(QSpinBox):
    """A whole number with its unit."""

    def __init__(self, amount: int, *, lowest: int, highest: int, unit: str = "") -> None:
        super().__init__()
        self.setRange(lowest, highest)
        self.setSuffix(unit)
        self.setValue(amount)
        _level(self)


class PercentField(CountField):
    """A share, shown in percent."""

    def __init__(self, share: float, *, lowest: int = 0, highest: int = 100) -> None:
        super().__init__(lowest, lowest=lowest, highest=highest, unit=" %")
        self.setSingleStep(5)
        self.set_share(share)

    def set_share(self, share: float) -> None:
        """Show a share."""
        self.setValue(round(share * 100))

    def share(self) -> float:
        """Return the share."""
        return self.value() / 100


class DaysField(QDoubleSpinBox):
    """An amount with one decimal and its unit."""

    def __init__(self, amount: float, *, highest: float = 40.0, unit: str = "pd", step: float = 0.5) -> None:
        super().__init__()
        self.setRange(0.0, highest)
        self.setDecimals(1)
        self.setSingleStep(step)
        self.setSuffix(f" {unit}")
        self.setValue(amount)
        _level(self)


class ChoiceField(QComboBox):
    """A choice of words for values."""

    def __init__(self, entries: tuple[tuple[str, str], ...], *, current: str = "") -> None:
        super().__init__()
        for key, words in entries:
            self.addItem(words, key)
        self.choose(current)

    def choose(self, key: str) -> None:
        """Choose a value."""
        place = self.findData(key)
        self.setCurrentIndex(max(0, place))

    def key(self) -> str:
        """Return the chosen value."""
        return str(self.currentData(Qt.ItemDataRole.UserRole) or "")


def _level(field: QAbstractSpinBox) -> None:
    """Let a number stand like the words of other fields: same height, same indent."""
    field.setFixedHeight(_HEIGHT)
    field.lineEdit().setTextMargins(_INDENT, 0, 0, 0)
