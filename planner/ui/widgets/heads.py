"""Headlines and section heads: the finding first, then where it comes from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, FIGURE, HEADLINE, PANEL
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.labels import ThemedLabel


class Headline(QWidget):
    """One sentence with the finding, one line with dates and range, and the page's controls on the right."""

    def __init__(self, themes: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = ThemedLabel(themes, size_px=HEADLINE, strong=True, tone="text").elided()
        self._detail = ThemedLabel(themes, size_px=BODY).elided()
        self._controls = QHBoxLayout()
        self._controls.setSpacing(8)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(self._finding)
        column.addWidget(self._detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(column, 1)
        layout.addLayout(self._controls)
        layout.setAlignment(self._controls, Qt.AlignmentFlag.AlignTop)
        self.setFixedHeight(48)

    def set_words(self, finding: str, detail: str = "") -> None:
        """Say what was found and from what."""
        self._finding.set_text(finding)
        self._detail.set_text(detail)
        self.setAccessibleName(finding)

    def finding(self) -> str:
        """Return the sentence shown."""
        return self._finding.words()

    def add_control(self, widget: QWidget) -> None:
        """Put a button or a segment at the right end."""
        self._controls.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)


class SectionHead(QWidget):
    """A 13-px semibold head with a quiet note and a link on the right."""

    link_clicked = Signal()

    def __init__(
        self, themes: ThemeController, title: str, *, note: str = "", link: str = "", panel: bool = False
    ) -> None:
        super().__init__()
        self._title = ThemedLabel(themes, title, size_px=PANEL if panel else BODY, strong=True, tone="text")
        self._note = ThemedLabel(themes, note, tone="text3")
        self._link = LinkButton(themes, link)
        self._link.setVisible(bool(link))
        self._link.clicked.connect(self.link_clicked)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(self._title)
        self._layout.addStretch(1)
        self._layout.addWidget(self._note)
        self._layout.addWidget(self._link)
        self.setFixedHeight(28 if panel else 20)

    def set_title(self, title: str) -> None:
        """Change the head."""
        self._title.set_text(title)

    def set_note(self, note: str) -> None:
        """Change the quiet words on the right; ``**figure**`` is semibold."""
        self._note.set_text(note)

    def set_link(self, text: str) -> None:
        """Change the words of the link; empty hides it."""
        self._link.setText(text)
        self._link.setAccessibleName(text)
        self._link.setVisible(bool(text))
        self._link.updateGeometry()

    def link_text(self) -> str:
        """Return the words of the link."""
        return self._link.text()

    def add_control(self, widget: QWidget) -> None:
        """Put a segment or a button at the right end; the head grows to its height."""
        self._layout.addWidget(widget)
        self.setFixedHeight(28)


class KeyFigure(QWidget):
    """A 28-px figure with its quiet explanation on the same baseline."""

    def __init__(self, themes: ThemeController, figure: str = "", words: str = "", *, scale: float = 1.0) -> None:
        super().__init__()
        self._figure = ThemedLabel(themes, figure, size_px=FIGURE, strong=True, tone="text", scale=scale)
        self._words = ThemedLabel(themes, words, size_px=BODY, scale=scale)
        self._words.setContentsMargins(0, round(11 * scale), 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(8 * scale))
        layout.addWidget(self._figure)
        layout.addWidget(self._words, 1)
        self.setFixedHeight(round(38 * scale))

    def set_figure(self, figure: str, words: str) -> None:
        """Change the figure and what it is."""
        self._figure.set_text(figure)
        self._words.set_text(words)
        self.setAccessibleName(f"{figure} {words}")


class StatRow(QWidget):
    """A line of a list of figures: name, value, and its range or comparison, with a hairline below."""

    def __init__(self, themes: ThemeController, name: str, value: str = "", note: str = "") -> None:
        super().__init__()
        self._themes = themes
        self._name = ThemedLabel(themes, name).elided()
        self._value = ThemedLabel(themes, value, strong=True, tone="text")
        self._note = ThemedLabel(themes, note, size_px=AXIS, tone="text3")
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._note.setMinimumWidth(120)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._name, 1)
        layout.addWidget(self._value)
        layout.addWidget(self._note)
        self.setFixedHeight(26)

    def set_name(self, name: str) -> None:
        """Change what the figure is."""
        self._name.set_text(name)

    def set_value(self, value: str, note: str = "") -> None:
        """Change value and note."""
        self._value.set_text(value)
        self._note.set_text(note)
        self.setAccessibleName(f"{self._name.words()}: {value} {note}")
