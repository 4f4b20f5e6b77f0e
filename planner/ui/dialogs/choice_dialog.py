"""A question with a few answers, each said as what it does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import PANEL
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline


class ChoiceDialog(QDialog):
    """One sentence and a button per answer; ``chosen(key)`` for the one picked, nothing for Escape.

    Parameters
    ----------
    answers
        Pairs of key and words; the last one is the main button.
    """

    chosen = Signal(str)

    def __init__(
        self, themes: ThemeController, title: str, text: str, *, answers: tuple[tuple[str, str], ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setMinimumWidth(520)
        top = QVBoxLayout()
        top.setContentsMargins(24, 18, 24, 18)
        top.setSpacing(10)
        top.addWidget(ThemedLabel(themes, title, size_px=PANEL, strong=True, tone="text"))
        top.addWidget(ThemedLabel(themes, text).wrapped())
        foot = Ground(themes, "window")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        row.addStretch(1)
        for place, (key, words) in enumerate((("", self.tr("Cancel")), *answers)):
            kind = ButtonKind.PRIMARY if place == len(answers) else ButtonKind.PLAIN
            button = Button(themes, words, kind=kind)
            button.setObjectName(key or "cancel")
            button.clicked.connect(lambda _on=False, key=key: self._answer(key))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Hairline(themes))
        column.addWidget(foot)
        button.setDefault(True)  # the last one, and only now inside the dialog

    def _answer(self, key: str) -> None:
        """Close first, so that what follows may ask again."""
        self.accept() if key else self.reject()
        if key:
            self.chosen.emit(key)
