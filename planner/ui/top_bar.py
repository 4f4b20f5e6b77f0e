"""The bar on top: plan, scenario, undo and redo, search, Present, Share."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy

from planner.ui.actions import ActionRegistry
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, PANEL, ui_font
from planner.ui.widgets.buttons import Button, ButtonKind, IconButton
from planner.ui.widgets.key_cap import paint_key_cap
from planner.ui.widgets.lines import Ground

_SHARE = (
    "export-workbook",
    "fill-template",
    "compare-workbook",
    "export-slides",
    "export-report",
    "export-page",
    "export-csv",
    "",
    "export-png",
    "export-svg",
    "export-pdf",
    "copy-chart",
    "copy-table",
    "",
    "export-anonymous",
    "export-all",
    "export-choice",
)
_PLAN = (
    *("new", "open", "sample", "import", "paste-rows", ""),
    *("save", "save-as", "restore", "check", "close-plan", ""),
    *("settings", "theme", "help", "about", "quit"),
)
_SCENARIO = ("what-if", "scenario-compare", "scenario-new", "scenario-rename", "scenario-promote", "scenario-delete")


class TopBar(Ground):
    """Holds what concerns the plan as a whole; ``scenario_chosen(id)`` when another scenario is picked."""

    scenario_chosen = Signal(str)

    def __init__(self, themes: ThemeController, actions: ActionRegistry) -> None:
        super().__init__(themes, "window")
        self.setFixedHeight(44)
        self.setAccessibleName(self.tr("Plan"))
        self._logo = QLabel()
        self.plan = Button(themes, "", kind=ButtonKind.QUIET).with_menu(self._menu(actions, _PLAN))
        self.plan.setFont(ui_font(PANEL, strong=True))
        self.scenario = Button(themes, self.tr("Baseline"), lead=self.tr("Scenario")).with_chevron()
        self._scenarios = QMenu(self)
        self._scenario_deeds = tuple(actions.action(key) for key in _SCENARIO)
        self.scenario.setMenu(self._scenarios)
        self.search = SearchBox(themes)
        self.search.clicked.connect(actions.action("palette").trigger)
        self.present = Button(themes, self.tr("Present"), icon="present", hint="F5")
        self.present.clicked.connect(actions.action("present").trigger)
        self.share = Button(themes, self.tr("Share"), icon="share").with_menu(self._menu(actions, _SHARE))
        undo = IconButton(themes, "undo", self.tr("Undo")).follow(actions.action("undo"))
        redo = IconButton(themes, "redo", self.tr("Redo")).follow(actions.action("redo"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 1)
        row.setSpacing(0)
        for widget, gap in ((self._logo, 0), (self.plan, 12), (self.scenario, 12), (undo, 4), (redo, 40)):
            row.addWidget(widget)
            row.addSpacing(gap)
        row.addStretch(1)
        row.addWidget(self.search, 4)
        row.addStretch(1)
        row.addSpacing(24)
        row.addWidget(self.present)
        row.addSpacing(10)
        row.addWidget(self.share)
        self._tint()
        themes.changed.connect(self._tint)

    def set_plan(self, name: str) -> None:
        """Show the name of the plan."""
        cut = self.plan.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 240)
        self.plan.set_words(cut)
        self.plan.setToolTip(name)

    def set_scenarios(self, scenarios: tuple[tuple[str, str], ...], *, current: str) -> None:
        """List the scenarios as pairs of id and name, the chosen one in the button."""
        self._scenarios.clear()
        for identity, name in scenarios:
            action = self._scenarios.addAction(name)
            action.setCheckable(True)
            action.setChecked(identity == current)
            action.triggered.connect(lambda _on=False, identity=identity: self.scenario_chosen.emit(identity))
        self._scenarios.addSeparator()
        self._scenarios.addActions(self._scenario_deeds)
        self.scenario.set_words(dict(scenarios).get(current, self.tr("Baseline")))

    def set_compact(self, *, compact: bool) -> None:
        """Give up words when the window is narrow."""
        self.scenario.setVisible(not compact)

    def _menu(self, actions: ActionRegistry, keys: tuple[str, ...]) -> QMenu:
        menu = QMenu(self)
        for key in keys:
            if key:
                menu.addAction(actions.action(key))
            else:
                menu.addSeparator()
        return menu

    def _tint(self) -> None:
        colour = self._themes.now.text
        self._logo.setPixmap(icon_pixmap("logo", colour, size=20, ratio=self.devicePixelRatioF()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._themes.now.line)


class SearchBox(QPushButton):
    """Looks like a search line and opens the palette."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.setAccessibleName(self.tr("Search items, people, commands"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(400)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint glass, words and key cap."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.accent if self.hasFocus() else theme.line))
        painter.setBrush(theme.base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        glass = icon_pixmap("search", theme.text3, size=14, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPointF(10, 7), glass)
        paint_key_cap(painter, QPointF(self.width() - 8, self.height() / 2), "Ctrl K", theme=theme)
        painter.setFont(ui_font(BODY))
        painter.setPen(theme.text3)
        room = QRectF(self.rect()).adjusted(31, 0, -62, 0)
        cut = painter.fontMetrics().elidedText(self.accessibleName(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)

    def sizeHint(self) -> QSize:
        """Return the usual width."""
        return QSize(400, 28)

    def minimumSizeHint(self) -> QSize:
        """Return what a narrow window leaves."""
        return QSize(120, 28)
