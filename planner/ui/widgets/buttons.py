"""Buttons of 28 px, one filled per surface; links; icon buttons. All tinted by the theme."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap, themed_icon
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font
from planner.ui.theme.tokens import Theme, mix

_HEIGHT, _PADDING, _GAP, _ICON, _CHEVRON, _RADIUS = 28, 12, 7, 16, 14, 6


class ButtonKind(Enum):
    """How loud a button is; one PRIMARY per surface."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class _Piece:
    """One part of a button's face: an icon or words."""

    text: str = ""
    icon: str = ""
    quiet: bool = False


class Button(QPushButton):
    """A push button that paints icon, quiet word, text, hint and chevron in the colours of the theme.

    Parameters
    ----------
    themes
        Whose colours.
    text
        Its name, also read out.
    icon
        Name of an icon in front.
    lead
        A quiet word before the text, as in "Scenario Baseline".
    hint
        A quiet word behind it, as in "Present F5".
    menu
        Opens on click; shows the chevron.
    """

    def __init__(
        self,
        themes: ThemeController,
        text: str,
        *,
        icon: str = "",
        lead: str = "",
        hint: str = "",
        kind: ButtonKind = ButtonKind.PLAIN,
    ) -> None:
        super().__init__(text)
        self._themes = themes
        self._icon = icon
        self._lead = lead
        self._hint = hint
        self._kind = kind
        self._chevron = False
        font = ui_font(BODY)
        font.setWeight(QFont.Weight.Medium)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{lead} {text}".strip())
        themes.changed.connect(self.update)

    def set_words(self, text: str, *, lead: str | None = None) -> None:
        """Change the text, and the quiet word before it."""
        self._lead = self._lead if lead is None else lead
        self.setText(text)
        self.setAccessibleName(f"{self._lead} {text}".strip())
        self.updateGeometry()

    def set_kind(self, kind: ButtonKind) -> None:
        """Make it loud, plain, quiet or chosen."""
        self._kind = kind
        self.update()

    def with_menu(self, menu: QMenu) -> "Button":
        """Open ``menu`` on click and return itself."""
        self.setMenu(menu)
        return self.with_chevron()

    def with_chevron(self) -> "Button":
        """Show the chevron and return itself."""
        self._chevron = True
        self.updateGeometry()
        return self

    def _pieces(self) -> tuple[_Piece, ...]:
        pieces = (
            _Piece(icon=self._icon),
            _Piece(text=self._lead, quiet=True),
            _Piece(text=self.text().replace("&", "")),
            _Piece(text=self._hint, quiet=True),
            _Piece(icon="chevron-down" if self._chevron else "", quiet=True),
        )
        return tuple(piece for piece in pieces if piece.text or piece.icon)

    def _width_of(self, piece: _Piece) -> float:
        if piece.icon:
            return _CHEVRON if piece.icon == "chevron-down" else _ICON
        return QFontMetricsF(self._piece_font(piece)).horizontalAdvance(piece.text)

    def _piece_font(self, piece: _Piece) -> QFont:
        return ui_font(BODY) if piece.quiet else self.font()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space; in a dialog Enter belongs to its main button."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not isinstance(self.window(), QDialog):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, edge, focus and the pieces from left to right."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._themes.now
        _paint_face(painter, self, theme, kind=self._kind)
        strong, quiet = _inks(theme, kind=self._kind, enabled=self.isEnabled())
        pieces = self._pieces()
        total = sum(map(self._width_of, pieces)) + _GAP * (len(pieces) - 1)
        x = (self.width() - total) / 2
        for piece in pieces:
            self._paint_piece(painter, piece, x=x, ink=quiet if piece.quiet else strong)
            x += self._width_of(piece) + _GAP

    def _paint_piece(self, painter: QPainter, piece: _Piece, *, x: float, ink: QColor) -> None:
        if piece.icon:
            size = round(self._width_of(piece))
            pixmap = icon_pixmap(piece.icon, ink, size=size, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x, (self.height() - size) / 2), pixmap)
            return
        font = self._piece_font(piece)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(x, (self.height() - metrics.height()) / 2 + metrics.ascent()), piece.text)

    def sizeHint(self) -> QSize:
        """Return the room of the pieces."""
        pieces = self._pieces()
        width = sum(map(self._width_of, pieces)) + _GAP * (len(pieces) - 1) + 2 * _PADDING
        return QSize(round(width), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button never cuts its name."""
        return self.sizeHint()


def _inks(theme: Theme, *, kind: ButtonKind, enabled: bool) -> tuple[QColor, QColor]:
    """Return the strong and the quiet text colour of a button."""
    if not enabled:
        return theme.text3, theme.text3
    if kind is ButtonKind.PRIMARY:
        return theme.on_accent, theme.on_accent
    return theme.text, theme.text3


def _paint_face(painter: QPainter, button: QPushButton, theme: Theme, *, kind: ButtonKind) -> None:
    """Paint the ground and the edge for the state of a button."""
    hover = button.underMouse() and button.isEnabled()
    pressed = button.isDown() or (button.isChecked() and kind is not ButtonKind.CHOSEN)
    grounds = {
        ButtonKind.PLAIN: theme.base,
        ButtonKind.PRIMARY: theme.accent if button.isEnabled() else theme.line,
        ButtonKind.QUIET: None,
        ButtonKind.CHOSEN: theme.accent_soft,
    }
    ground = grounds[kind]
    if hover or pressed:
        under = ground or theme.window
        ground = mix(theme.text, under, share=0.12 if pressed else 0.05)
    edges = {ButtonKind.PLAIN: theme.strong, ButtonKind.PRIMARY: ground, ButtonKind.CHOSEN: theme.accent}
    edge = theme.accent if button.hasFocus() and kind is not ButtonKind.PRIMARY else edges.get(kind)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(pen(edge) if edge is not None else Qt.PenStyle.NoPen)
    rect = QRectF(button.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    if button.hasFocus() and kind is ButtonKind.PRIMARY:
        painter.setPen(pen(theme.on_accent))
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 4, 4)


class LinkButton(QPushButton):
    """Words in the accent colour that lead to another page."""

    def __init__(self, themes: ThemeController, text: str) -> None:
        super().__init__(text)
        self.setObjectName("link")
        self.setFont(ui_font(BODY))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._themes = themes


class IconButton(QToolButton):
    """A 28-px button with an icon only; its name is the tooltip and what is read out."""

    def __init__(self, themes: ThemeController, icon: str, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._icon = icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFixedSize(_HEIGHT, _HEIGHT)
        self.setIconSize(QSize(_ICON, _ICON))
        self._tint()
        themes.changed.connect(self._tint)

    def follow(self, action: QAction) -> "IconButton":
        """Trigger an action and show whether it is possible; return itself."""
        self.clicked.connect(action.trigger)
        action.changed.connect(lambda: self._mirror(action))
        self._mirror(action)
        return self

    def _mirror(self, action: QAction) -> None:
        self.setEnabled(action.isEnabled())
        keys = action.shortcut().toString()
        self.setToolTip(f"{action.text()}  {keys}".strip())

    def _tint(self) -> None:
        self.setIcon(themed_icon(self._icon, self._themes.now))
