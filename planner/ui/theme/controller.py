"""The chosen theme and its live switch: palette first, then everything asks for its colours again."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from planner.analysis.scenes.scene import Style
from planner.ui.theme.fonts import BODY, ui_font
from planner.ui.theme.looks import Look, look
from planner.ui.theme.palette import palette_for
from planner.ui.theme.sheet import style_sheet
from planner.ui.theme.tokens import DARK, LIGHT, Theme


class ThemeMode(StrEnum):
    """What the user chose: follow the system, or always the same."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ThemeController(QObject):
    """Holds the theme in use; ``changed`` tells painted widgets to repaint.

    Parameters
    ----------
    app
        The application whose palette, font and style sheet follow the theme.
    mode
        What to start with.
    """

    changed = Signal()

    def __init__(self, app: QApplication, *, mode: ThemeMode = ThemeMode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self._now = self._resolve()
        app.setStyle("Fusion")
        app.setFont(ui_font(BODY))
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def now(self) -> Theme:
        """The theme in use."""
        return self._now

    @property
    def mode(self) -> ThemeMode:
        """What the user chose."""
        return self._mode

    def look(self, style: Style) -> Look:
        """Return how a style of a scene looks now."""
        return look(self._now, style)

    def set_mode(self, mode: ThemeMode) -> None:
        """Switch live."""
        self._mode = mode
        self._switch()

    def toggle(self) -> None:
        """Switch between light and dark, whatever the system says."""
        self.set_mode(ThemeMode.LIGHT if self._now.dark else ThemeMode.DARK)

    def colour(self, name: str) -> QColor:
        """Return a colour by its token name, for names that come from outside."""
        found = getattr(self._now, name)
        return QColor(found)

    def _resolve(self) -> Theme:
        """Return the theme that the mode means today."""
        if self._mode is ThemeMode.SYSTEM:
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._mode is ThemeMode.DARK else LIGHT

    def _switch(self) -> None:
        """Apply the resolved theme when it differs."""
        theme = self._resolve()
        if theme is not self._now:
            self._now = theme
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        """Give the application the palette and the style sheet of the theme."""
        palette: QPalette = palette_for(self._now)
        self._app.setPalette(palette)
        self._app.setStyleSheet(style_sheet(self._now))

    def _on_system_scheme_changed(self) -> None:
        """Follow the desktop when the user wants that."""
        if self._mode is ThemeMode.SYSTEM:
            self._switch()
