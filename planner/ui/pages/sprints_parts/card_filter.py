"""The filter of the board: words, a person, a kind."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from planner.analysis.board.cards import Card
from planner.domain.backlog import ItemKind
from planner.domain.plan import Plan
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button, ButtonKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a card must be to be shown; empty fields ask for nothing."""

    words: str = ""
    person: str = ""
    kind: str = ""

    @property
    def asks(self) -> bool:
        """Say whether anything is filtered."""
        return bool(self.words.strip() or self.person or self.kind)

    def keeps(self, card: Card) -> bool:
        """Say whether a card is shown."""
        text = " ".join((card.key, card.title, *card.names, *card.initials)).casefold()
        return (
            all(word in text for word in self.words.casefold().split())
            and (not self.person or self.person in card.names)
            and (not self.kind or self.kind == card.kind.value)
        )


class FilterBar(QWidget):
    """One line of three controls; ``changed`` on every keystroke, Esc clears and hides."""

    changed = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.text = QLineEdit(placeholderText=self.tr("Words in key, title or people"), clearButtonEnabled=True)
        self.text.setAccessibleName(self.tr("Filter by words"))
        self.text.setFixedWidth(260)
        self.person = QComboBox()
        self.person.setAccessibleName(self.tr("Filter by person"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Filter by kind"))
        self._fill(self.kind, self.tr("All kinds"), tuple(kind.value for kind in ItemKind if kind is not ItemKind.EPIC))
        clear = Button(themes, self.tr("Clear"), kind=ButtonKind.QUIET)
        clear.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.text, self.person, self.kind, clear):
            row.addWidget(widget)
        row.addStretch(1)
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        for box in (self.person, self.kind):
            box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.hide()

    def set_people(self, plan: Plan) -> None:
        """Offer the people of a plan."""
        names = tuple(member.name for member in plan.team.members)
        if [self.person.itemData(place) for place in range(1, self.person.count())] != list(names):
            chosen = self.person.currentData()
            self._fill(self.person, self.tr("Everybody"), names)
            self.person.setCurrentIndex(max(0, self.person.findData(chosen)))

    def wanted(self) -> Wanted:
        """Return what is asked for."""
        return Wanted(self.text.text(), self.person.currentData() or "", self.kind.currentData() or "")

    def choose_person(self, name: str) -> None:
        """Ask for a person's cards only."""
        self.show()
        self.person.setCurrentIndex(max(0, self.person.findData(name)))

    def open(self) -> None:
        """Show the bar and go to its words."""
        self.show()
        self.text.setFocus()
        self.text.selectAll()

    def clear(self) -> None:
        """Ask for nothing and hide."""
        self.text.clear()
        self.person.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)
        self.hide()

    def _fill(self, box: QComboBox, every: str, names: tuple[str, ...]) -> None:
        box.blockSignals(True)  # noqa: FBT003 - Qt's signature
        box.clear()
        box.addItem(every, "")
        for name in names:
            box.addItem(name[:1].upper() + name[1:], name)
        box.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear and hide with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)
