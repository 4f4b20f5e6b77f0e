"""One what-if in the strip: its name, its value and its slider."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.analysis.story.levers import Knob, Lever
from planner.ui.meeting.lever_slider import LeverSlider
from planner.ui.meeting.scaled import Text
from planner.ui.theme.controller import ThemeController


class KnobPanel(QWidget):
    """A lever on screen; ``moved(lever, amount)`` follows every step of a drag."""

    moved = Signal(str, float)

    def __init__(self, themes: ThemeController, knob: Knob) -> None:
        super().__init__()
        self.knob = knob
        self._name = Text(themes, self.tr(knob.name), tone="text")
        self._value = Text(themes, strong=True, tone="text")
        self.slider = LeverSlider(themes, knob)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.slider)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.slider.valueChanged.connect(self._on_value_changed)

    def show_amount(self, amount: float, *, before: float | None) -> None:
        """Stand at an amount, with the mark of another one."""
        self.slider.show_amount(amount)
        self.slider.set_before(before)
        self._value.set_text(self.knob.text(amount))

    def _on_value_changed(self, _value: int) -> None:
        amount = self.slider.amount()
        self._value.set_text(self.knob.text(amount))
        self.moved.emit(Lever(self.knob.lever).value, amount)
