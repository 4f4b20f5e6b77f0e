"""Fields of the debt dialogs: a figure, a range as three figures, days per sprint, a list of words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from planner.domain.debt import DebtAllocation, Spread
from planner.domain.errors import InvalidValueError
from planner.domain.sprint import Sprint
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.labels import ThemedLabel

_SHOWN_SPRINTS = 6


class NumberField(QLineEdit):
    """A number of 0 or more, with a point or a comma; an empty field is 0."""

    def __init__(self, amount: float, *, name: str) -> None:
        super().__init__(f"{amount:g}" if amount else "")
        self.setAccessibleName(name)
        self.setPlaceholderText("0")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(40)

    def amount(self) -> float:
        """Return the number.

        Raises
        ------
        InvalidValueError
            What was typed is no number.
        """
        text = self.text().strip()
        try:
            return float(text.replace(",", ".")) if text else 0.0
        except ValueError as error:
            raise InvalidValueError(self.accessibleName(), text, "a number of 0 or more") from error


class SpreadField(QWidget):
    """P10, P50 and P90 side by side, in person-days."""

    def __init__(self, themes: ThemeController, spread: Spread) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        amounts = (("P10", spread.p10), ("P50", spread.p50), ("P90", spread.p90))
        self.boxes = tuple(NumberField(amount, name=name) for name, amount in amounts)
        for box in self.boxes:
            row.addWidget(ThemedLabel(themes, box.accessibleName(), size_px=AXIS, tone="text3"))
            row.addWidget(box, 1)
        self.setFocusProxy(self.boxes[0])

    def spread(self) -> Spread:
        """Return the range; figures out of order are refused."""
        low, middle, high = (box.amount() for box in self.boxes)
        return Spread(p50=middle, p10=low, p90=high)


class AllocationField(QWidget):
    """Reserve days for each of the coming sprints."""

    def __init__(
        self, themes: ThemeController, sprints: tuple[Sprint, ...], allocations: tuple[DebtAllocation, ...]
    ) -> None:
        super().__init__()
        self._old = {part.sprint_id: part for part in allocations}
        self.boxes: dict[str, NumberField] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        for place, sprint in enumerate(sprints[:_SHOWN_SPRINTS]):
            old = self._old.get(sprint.id)
            box = NumberField(old.effort_pd if old else 0.0, name=sprint.name)
            self.boxes[sprint.id] = box
            grid.addWidget(ThemedLabel(themes, sprint.name, size_px=AXIS, tone="text3"), 0, place)
            grid.addWidget(box, 1, place)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def allocations(self) -> tuple[DebtAllocation, ...]:
        """Return the days by sprint; what is not shown here stays, what did not change keeps its pin."""
        kept = [part for part in self._old.values() if part.sprint_id not in self.boxes]
        for sprint_id, box in self.boxes.items():
            old, amount = self._old.get(sprint_id), box.amount()
            if amount < 0:
                raise InvalidValueError(box.accessibleName(), amount, "days of 0 or more")
            if old is not None and old.effort_pd == amount:
                kept.append(old)
            elif amount > 0:
                kept.append(DebtAllocation(sprint_id, amount))
        return tuple(kept)


class WordsField(QLineEdit):
    """Short words separated by commas."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(", ".join(words))

    def words(self) -> tuple[str, ...]:
        """Return the words, each once."""
        return tuple(dict.fromkeys(word.strip() for word in self.text().split(",") if word.strip()))
