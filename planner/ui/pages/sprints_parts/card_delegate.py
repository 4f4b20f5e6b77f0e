"""How cards, the Stretch divider and moved-away rows are painted."""

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.analysis.board.cards import Card
from planner.analysis.board.columns import MovedAway
from planner.analysis.scenes.scene import Style
from planner.domain.backlog import ItemKind
from planner.ui.charts.marks import paint_look
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.tables.index import Index
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, ui_font
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import DARK, LIGHT, Theme, mix
from planner.ui.widgets.pill import paint_pill, pill_width

CARD_WIDTH = 220
_CARD, _STEP, _DIVIDER, _MOVED, _EDGE = 48, 52, 22, 28, 4
_LEFT, _RIGHT = 12.0, 9.0
_SIZE_COLUMN = 31.0
_KEY_Y, _TITLE_Y = 12.5, 33.0


@dataclass(frozen=True, slots=True)
class Divider:
    """The line between what is committed and what is stretch."""

    words: str


Row = Card | Divider | MovedAway


class CardDelegate(QStyledItemDelegate):
    """Paints the rows of a column from what the model holds."""

    def __init__(self, themes: ThemeController, *, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)
        area.setWidth(min(area.width(), CARD_WIDTH))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Card):
            rect = QRectF(area.left(), area.top(), area.width(), _CARD)
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
            paint_card(painter, rect, row, theme=self._themes.now, chosen=chosen, hover=hover)
        elif isinstance(row, Divider):
            _paint_divider(painter, area, row, self._themes.now)
        else:
            _paint_moved(painter, area, row, self._themes.now)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the step of each kind of row."""
        del option
        row = index.data(Qt.ItemDataRole.UserRole)
        heights = {Card: _STEP, Divider: _DIVIDER, MovedAway: _MOVED}
        return QSize(CARD_WIDTH, heights[type(row)])


def paint_card(painter: QPainter, rect: QRectF, card: Card, *, theme: Theme, chosen: bool, hover: bool = False) -> None:
    """Paint one card: ground, edge in the kind's fill, key line, title."""
    body = rect.adjusted(1.5, 0.5, -0.5, -0.5)
    painter.setBrush(mix(theme.accent, theme.base, share=0.03) if hover and not chosen else theme.base)
    painter.setPen(pen(theme.line))
    painter.drawRoundedRect(body, 6, 6)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = _edge_picture(_style(card), theme.name, painter.device().devicePixelRatio(), done=card.done)
    painter.drawPixmap(QPointF(rect.left() + 1, rect.top()), edge)
    if chosen:
        painter.setPen(pen(theme.accent, width=2.0))
        painter.drawRoundedRect(rect.adjusted(1, 0, 0, 0), 6, 6)
    _paint_key_line(painter, rect, card, theme)
    font = ui_font(BODY)
    painter.setFont(font)
    painter.setPen(theme.text3 if card.done else theme.text)
    width = rect.width() - _LEFT - _RIGHT
    _text_at(painter, card.title, left=rect.left() + _LEFT, middle=rect.top() + _TITLE_Y, width=width)


@lru_cache(maxsize=64)
def _edge_picture(style: Style, theme_name: str, ratio: float, *, done: bool) -> QPixmap:
    """Return the edge in the kind's look, cut by the card's round corners; cards of a kind share it."""
    theme = DARK if theme_name == DARK.name else LIGHT
    picture = QPixmap(math.ceil((_EDGE + 1) * ratio), math.ceil(_CARD * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QPainterPath()
    body.addRoundedRect(QRectF(-1, 0, CARD_WIDTH, _CARD).adjusted(1.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setClipPath(body)
    paint_look(painter, QRectF(0, 0, _EDGE + 1, _CARD), look(theme, style), opacity=0.45 if done else 1.0)
    painter.end()
    return picture


def _style(card: Card) -> Style:
    if card.debt:
        return Style.DEBT
    return Style.UNPLANNED if card.kind in {ItemKind.BUG, ItemKind.CHORE} else Style.FEATURES


def _paint_key_line(painter: QPainter, rect: QRectF, card: Card, theme: Theme) -> None:
    """Paint size and people from the right, key and marks from the left."""
    middle = rect.top() + _KEY_Y
    painter.setFont(ui_font(AXIS, strong=True))
    painter.setPen(theme.text)
    right = rect.right() - _RIGHT
    right = min(rect.right() - _SIZE_COLUMN, _text_before(painter, card.size, right=right, middle=middle) - 8)
    painter.setFont(ui_font(AXIS))
    painter.setPen(theme.text2)
    room = _text_before(painter, " ".join(card.initials[:3]), right=right, middle=middle) - 6
    left = rect.left() + _LEFT
    left = _text_at(painter, card.key, left=left, middle=middle, width=room - left) + 6
    _paint_marks(painter, card, theme, left=left, middle=middle, room=room)


def _paint_marks(painter: QPainter, card: Card, theme: Theme, *, left: float, middle: float, room: float) -> None:
    """Paint pin, link, warning and "new", as far as there is room."""
    for icon, colour, word in _marks(card, theme):
        if icon == "new":
            width = pill_width(word)
            if left + width <= room:
                paint_pill(painter, QRectF(left + 2, middle - 9, width, 18), word, tone="accent", theme=theme)
                left += width + 6
            continue
        if left + 12 > room:
            return
        pixmap = icon_pixmap(icon, colour, size=14, ratio=painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(left - 1, middle - 7), pixmap)
        left += 15
        painter.setFont(ui_font(AXIS))
        painter.setPen(theme.text2)
        if word and left + QFontMetricsF(painter.font()).horizontalAdvance(word) <= room:
            left = _text_at(painter, word, left=left, middle=middle, width=room - left) + 6


def _marks(card: Card, theme: Theme) -> list[tuple[str, QColor, str]]:
    """Return the marks of a card: icon, colour and the word behind it."""
    marks: list[tuple[str, QColor, str]] = []
    if card.pinned:
        marks.append(("pin", theme.text2, ""))
    if card.needs:
        more = f"+{len(card.needs) - 1}" if len(card.needs) > 1 else ""
        marks.append(("link", theme.text3, f"{_short(card.needs[0], card.key)}{more}"))
    if card.done:
        marks.append(("check", theme.text2, ""))
    if card.warnings:
        marks.append(("warning", theme.warn_text, ""))
    if card.new:
        marks.append(("new", theme.accent, "new"))
    return marks


def _short(key: str, beside: str) -> str:
    """Return a key without the project's name when both share it."""
    stem, dash, number = key.rpartition("-")
    return number if dash and beside.startswith(stem + dash) else key


def _paint_divider(painter: QPainter, area: QRectF, row: Divider, theme: Theme) -> None:
    painter.setFont(ui_font(AXIS))
    painter.setPen(theme.text2)
    middle = area.top() + 9.5
    end = _text_at(painter, row.words, left=area.left(), middle=middle, width=area.width())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(pen(theme.strong, dash="short"))
    y = round(middle)
    painter.drawLine(QPointF(end + 8, y), QPointF(area.right() - 12, y))


def _paint_moved(painter: QPainter, area: QRectF, row: MovedAway, theme: Theme) -> None:
    rect = QRectF(area.left() + 0.5, area.top() + 3.5, area.width() - 1, 23)
    painter.setPen(pen(theme.strong, dash="short"))
    painter.drawRoundedRect(rect, 6, 6)
    painter.setFont(ui_font(AXIS))
    painter.setPen(theme.text2)
    middle = rect.center().y()
    room = _text_before(painter, f"→ {row.goal}", right=rect.right() - _RIGHT, middle=middle) - 8
    left = rect.left() + _LEFT
    _text_at(painter, f"{row.key} {row.title}", left=left, middle=middle, width=room - left)


def _text_at(painter: QPainter, text: str, *, left: float, middle: float, width: float) -> float:
    """Paint a line of text, cut to a width, around a height; return where it ends."""
    metrics = QFontMetricsF(painter.font())
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
    painter.drawText(QPointF(left, middle + (metrics.ascent() - metrics.descent()) / 2), cut)
    return left + metrics.horizontalAdvance(cut)


def _text_before(painter: QPainter, text: str, *, right: float, middle: float) -> float:
    """Paint a line of text that ends at a place; return where it begins."""
    metrics = QFontMetricsF(painter.font())
    left = right - metrics.horizontalAdvance(text)
    painter.drawText(QPointF(left, middle + (metrics.ascent() - metrics.descent()) / 2), text)
    return left
