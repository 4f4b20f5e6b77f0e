"""The first page: import, sample, new, open, recent plans, and a place to drop a file."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

import planner
from planner.ui.actions import ActionRegistry
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.pages.drop_zone import DropZone
from planner.ui.settings import RecentPlan
from planner.ui.theme.controller import ThemeController, ThemeMode
from planner.ui.theme.fonts import AXIS, BODY, FIGURE, PANEL, ui_font
from planner.ui.widgets.key_cap import paint_key_cap
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground

_LEFT, _GAP = 500, 78
_TEXT_START = 42


class WelcomePage(Ground):
    """No rail, no top bar; ``recent_chosen(path)`` opens a plan again."""

    recent_chosen = Signal(Path)

    def __init__(self, themes: ThemeController, actions: ActionRegistry) -> None:
        super().__init__(themes, "base")
        self._themes = themes
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._recent_head = ThemedLabel(themes, self.tr("Recent"), size_px=BODY, strong=True, tone="text")
        middle = QHBoxLayout()
        middle.setSpacing(_GAP)
        middle.addStretch(194)
        middle.addWidget(self._choices(actions))
        middle.addWidget(DropZone(themes), alignment=Qt.AlignmentFlag.AlignTop)
        middle.addStretch(208)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(133)
        column.addLayout(middle)
        column.addStretch(127)
        column.addWidget(_Foot(themes, actions))

    def set_recent(self, plans: tuple[RecentPlan, ...]) -> None:
        """List the plans opened last, at most three."""
        while self._recent.count():
            item = self._recent.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._recent_head.setVisible(bool(plans))
        for plan in plans[:3]:
            line = _RecentLine(self._themes, plan)
            line.clicked.connect(lambda _checked=False, path=plan.path: self.recent_chosen.emit(path))
            self._recent.addWidget(line)

    def _choices(self, actions: ActionRegistry) -> QWidget:
        """Return the left column."""
        holder = QWidget()
        holder.setFixedWidth(_LEFT)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._brand())
        column.addSpacing(15)
        for promise in (
            self.tr("Plan sprints with the days people really have."),
            self.tr("Keep a quarter for refactoring. See what that buys."),
        ):
            words = ThemedLabel(self._themes, promise, size_px=20)
            words.setContentsMargins(14, 0, 0, 0)
            words.setFixedHeight(28)
            column.addWidget(words)
        column.addSpacing(34)
        for place, (key, icon, text) in enumerate(self._offers()):
            column.addWidget(_Choice(self._themes, actions.action(key), icon=icon, detail=text, first=place == 0))
            column.addSpacing(8)
        column.addSpacing(19)
        self._recent_head.setContentsMargins(14, 0, 0, 0)
        column.addWidget(self._recent_head)
        column.addLayout(self._recent)
        column.addSpacing(32)
        foot = ThemedLabel(self._themes, self.tr("Nothing leaves this machine. No account, no telemetry."))
        foot.setContentsMargins(14, 0, 0, 0)
        column.addWidget(foot)
        column.addStretch(1)
        return holder

    def _offers(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("import", "file", self.tr("A spreadsheet or tracker export: csv, xlsx, ods")),
            ("sample", "play", self.tr("7 people, 14 sprints, 12 debt items")),
            ("new", "plus", self.tr("Start with the team; items can come later")),
            ("open", "folder", self.tr("A .ballast file from this machine")),
        )

    def _brand(self) -> QHBoxLayout:
        """Return logo and name."""
        self._logo = QLabel()
        name = ThemedLabel(self._themes, "Ballast", size_px=FIGURE, strong=True, tone="text")
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._logo)
        row.addWidget(name)
        row.addStretch(1)
        self._tint()
        self._themes.changed.connect(self._tint)
        return row

    def _tint(self) -> None:
        theme = self._themes.now
        self._logo.setPixmap(icon_pixmap("logo", theme.text, size=44, ratio=self.devicePixelRatioF()))


class _Choice(QPushButton):
    """A big line that triggers an action: icon, name, what it does, key; the first one is chosen at the start."""

    def __init__(self, themes: ThemeController, action: QAction, *, icon: str, detail: str, first: bool) -> None:
        super().__init__(action.text())
        self._themes = themes
        self._icon = icon
        self._detail = detail
        self._first = first
        self._keys = action.shortcut().toString().replace("+", " ")
        self.setAccessibleName(action.text())
        self.setAccessibleDescription(detail)
        self.setFixedHeight(58)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(action.trigger)
        themes.changed.connect(self.update)

    def _is_marked(self) -> bool:
        """Say whether this line looks chosen: it has the focus, or nothing has and it is the first."""
        around = self.parentWidget()
        others = around.findChildren(_Choice) if around is not None else []
        return self.hasFocus() or (self._first and not any(one.hasFocus() for one in others))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self._is_marked()
        if marked or self.underMouse():
            painter.setPen(pen(theme.accent, width=2.0) if marked else Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft if marked else theme.alt)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        tint = theme.accent if marked else theme.text2
        icon = icon_pixmap(self._icon, tint, size=22, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPointF(16, 18), icon)
        painter.setFont(ui_font(PANEL, strong=True))
        painter.setPen(theme.text)
        painter.drawText(QPointF(14 + _TEXT_START, 25), self.text())
        painter.setFont(ui_font(BODY))
        painter.setPen(theme.text2)
        painter.drawText(QPointF(14 + _TEXT_START, 44), self._detail)
        paint_key_cap(painter, QPointF(self.width() - 16, 29), self._keys, theme=theme)

    def sizeHint(self) -> QSize:
        """Return the full width of the column."""
        return QSize(_LEFT, 58)


class _RecentLine(QPushButton):
    """File name, what it is about, when it was opened, and a hairline below."""

    def __init__(self, themes: ThemeController, plan: RecentPlan) -> None:
        super().__init__()
        self._themes = themes
        self._plan = plan
        self.setFixedHeight(36)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{plan.path.name} {plan.words}")
        self.setToolTip(str(plan.path))
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the three texts."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(14, 0, -14, -1)
        if self.hasFocus() or self.underMouse():
            painter.fillRect(QRectF(self.rect()).adjusted(8, 0, -8, -1), theme.accent_soft)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(ui_font(BODY, strong=True))
        painter.setPen(theme.text)
        name = painter.fontMetrics().elidedText(self._plan.path.name, Qt.TextElideMode.ElideMiddle, 160)
        painter.drawText(room, middle, name)
        painter.setFont(ui_font(BODY))
        painter.setPen(theme.text2)
        words = painter.fontMetrics().elidedText(self._plan.words, Qt.TextElideMode.ElideRight, 210)
        painter.drawText(room.adjusted(170, 0, 0, 0), middle, words)
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), _when(self._plan.opened))
        painter.fillRect(QRectF(14, self.height() - 1, self.width() - 28, 1), theme.line)

    def sizeHint(self) -> QSize:
        """Return the full width of the column."""
        return QSize(_LEFT, 36)


def _language_name() -> str:
    """Return the language of the texts; without a locale they are English."""
    language = QLocale().language()
    return QLocale.languageToString(QLocale.Language.English if language is QLocale.Language.C else language)


def _when(opened: datetime) -> str:
    """Return a short local time: the clock today, the day before that."""
    locale = QLocale()
    if opened.date() == datetime.now(tz=opened.tzinfo).date():
        return f"today {opened:%H:%M}"
    return locale.toString(opened.date(), "d MMM")  # type: ignore[call-overload, no-any-return]


class _Foot(Ground):
    """Version on the left; language, theme and help on the right."""

    def __init__(self, themes: ThemeController, actions: ActionRegistry) -> None:
        super().__init__(themes, "window")
        self._themes = themes
        self.setFixedHeight(28)
        self._theme_word = _FootLink(themes)
        self._theme_word.clicked.connect(actions.action("theme").trigger)
        version = ThemedLabel(themes, f"Ballast {_short_version()}", size_px=AXIS)
        language = ThemedLabel(themes, _language_name(), size_px=AXIS)
        guide = _FootLink(themes)
        guide.setText(self.tr("F1 help"))
        guide.clicked.connect(actions.action("help").trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 14, 0)
        row.setSpacing(18)
        row.addWidget(version)
        row.addStretch(1)
        for widget in (language, self._theme_word, guide):
            row.addWidget(widget)
        self._say_theme()
        themes.changed.connect(self._say_theme)

    def _say_theme(self) -> None:
        system = self._themes.mode is ThemeMode.SYSTEM
        name = self.tr("dark") if self._themes.now.dark else self.tr("light")
        self._theme_word.setText(self.tr("System theme, %1").replace("%1", name) if system else name.capitalize())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, self._themes.now.line)


class _FootLink(QPushButton):
    """A quiet clickable word of 12 px."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.setFont(ui_font(AXIS))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.accent if self.underMouse() or self.hasFocus() else theme.text2)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())

    def sizeHint(self) -> QSize:
        """Return the room of the word."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, 22)


def _short_version() -> str:
    """Return the first two parts of the version."""
    return ".".join(planner.__version__.split(".")[:2])
