"""A popover of 300 px with an arrow to its place; Esc closes it."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY
from planner.ui.widgets.buttons import IconButton
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

_WIDTH, _ARROW, _SHADOW = 300, 8, 16


class Popover(QFrame):
    """A card over the page with a head, reasons with icons, free content and a row of buttons.

    Parameters
    ----------
    themes
        Whose colours.
    title
        The head.
    """

    def __init__(self, themes: ThemeController, title: str, *, parent: QWidget, width: int = _WIDTH) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._themes = themes
        self._arrow_y = 36.0
        self._arrow_left = True
        self._foot: QHBoxLayout | None = None
        self.setFixedWidth(width + 2 * (_SHADOW + _ARROW))
        self._shadow_card()
        edge = _SHADOW + _ARROW
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(edge + 15, _SHADOW + 12, edge + 15, _SHADOW + 12)
        self._body.setSpacing(8)
        self._body.addLayout(self._head(title))

    def add_reason(self, icon: str, text: str) -> None:
        """Add a line with an icon in front."""
        sign = QLabel()
        theme = self._themes.now
        sign.setPixmap(icon_pixmap(icon, theme.text3, size=14, ratio=self.devicePixelRatioF()))
        sign.setFixedWidth(22)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(sign)
        line.addWidget(ThemedLabel(self._themes, text, size_px=AXIS, tone="text").wrapped(), 1)
        self._body.addLayout(line)

    def add_line(self) -> None:
        """Add a hairline."""
        self._body.addWidget(Hairline(self._themes))

    def add_words(self, text: str) -> None:
        """Add a quiet paragraph."""
        self._body.addWidget(ThemedLabel(self._themes, text, size_px=AXIS).wrapped())

    def add_widget(self, widget: QWidget) -> None:
        """Add any widget."""
        self._body.addWidget(widget)

    def add_button(self, button: QWidget) -> None:
        """Add a button to the foot."""
        if self._foot is None:
            self._foot = QHBoxLayout()
            self._foot.setSpacing(8)
            self._foot.addStretch(1)
            self._body.addLayout(self._foot)
        self._foot.insertWidget(self._foot.count() - 1, button)

    def show_beside(self, anchor: QWidget, place: QRectF | None = None) -> None:
        """Open to the right of a place in ``anchor``, or to its left when there is no room."""
        rect = place or QRectF(anchor.rect())
        self.adjustSize()
        right = anchor.mapToGlobal(QPointF(rect.right(), rect.center().y()).toPoint())
        left = anchor.mapToGlobal(QPointF(rect.left(), rect.center().y()).toPoint())
        screen = anchor.screen().availableGeometry()
        self._arrow_left = right.x() + self.width() - _SHADOW <= screen.right()
        x = right.x() - _SHADOW if self._arrow_left else left.x() - self.width() + _SHADOW
        y = right.y() - int(self._arrow_y) - _SHADOW
        held = min(max(y, screen.top()), max(screen.top(), screen.bottom() - self.height()))
        self._arrow_y += y - held
        self.move(QPoint(x, held))
        self.show()

    def _head(self, title: str) -> QHBoxLayout:
        close = IconButton(self._themes, "close", self.tr("Close"))
        close.setFixedSize(22, 22)
        close.setIconSize(QSize(12, 12))
        close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.addWidget(ThemedLabel(self._themes, title, size_px=BODY, strong=True, tone="text").wrapped(), 1)
        head.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def _shadow_card(self) -> None:
        """Give the card the one shadow of the app."""
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(_SHADOW)
        shadow.setOffset(0, 3)
        shadow.setColor(self._themes.now.shadow)
        self.setGraphicsEffect(shadow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and its arrow as one outline."""
        del event
        theme = self._themes.now
        edge = _SHADOW + _ARROW
        card = QRectF(self.rect()).adjusted(edge + 0.5, _SHADOW + 0.5, -edge - 0.5, -_SHADOW - 0.5)
        path = QPainterPath()
        path.addRoundedRect(card, 8, 8)
        y = min(max(self._arrow_y + _SHADOW, card.top() + 16), card.bottom() - 16)
        base, tip = (
            (card.left() + 1, card.left() - _ARROW) if self._arrow_left else (card.right() - 1, card.right() + _ARROW)
        )
        arrow = QPainterPath(QPointF(base, y - 7))
        arrow.lineTo(tip, y)
        arrow.lineTo(base, y + 7)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.strong))
        painter.setBrush(theme.alt if theme.dark else theme.base)
        painter.drawPath(path.united(arrow))
