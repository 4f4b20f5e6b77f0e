"""The availability view: brushes, heat map, effective days, and below it where the days go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from planner.ui.pages.page import PageContext
from planner.ui.pages.team_parts.brush_bar import BrushBar
from planner.ui.pages.team_parts.brushes import Brush
from planner.ui.pages.team_parts.capacity_panels import CapacityPanels
from planner.ui.pages.team_parts.figures import FigureHead, FigureTable
from planner.ui.pages.team_parts.heat_map import HeatMap
from planner.ui.pages.team_parts.heat_model import HeatRows
from planner.ui.pages.team_parts.heat_sizes import HEAD_HEIGHT, NAME_WIDTH, ROW_HEIGHT, TEAM_HEIGHT, WIDEST_NAME
from planner.ui.pages.team_parts.sprint_window import MOST_SPRINTS
from planner.ui.pages.team_parts.team_figures import FIRST_WIDTH, LOAD_WIDTH, NEXT_WIDTH, side_figures
from planner.ui.widgets.buttons import Button, IconButton, LinkButton
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline, put_in_area

MARGIN = 24
_MOST_FITS = 3
NARROW = 1000
"""Below this width, without margins, links stand in a menu."""


class AvailabilityView(QScrollArea):
    """Who is there when, and what that gives.

    ``heat`` and ``panels`` tell of strokes and steps; ``leave_asked``, ``holidays_asked`` and ``overheads_asked`` of
    the links; ``override_asked(sprint id, member id)`` of a figure; ``load_asked(member id)`` of a load.
    """

    leave_asked = Signal()
    holidays_asked = Signal()
    overheads_asked = Signal()
    override_asked = Signal(str, str)
    load_asked = Signal(str)
    import_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._fitted: tuple[object, ...] = ()
        self._fitting = False
        self._calendar: tuple[QAction, ...] = ()
        self.brushes = BrushBar(context.theme)
        self.heat = HeatMap(context.theme)
        self.side = FigureTable(
            context.theme, name=self.tr("Effective person-days"), row_height=ROW_HEIGHT, head_height=HEAD_HEIGHT,
            total_height=TEAM_HEIGHT, lines=False,
        )  # fmt: skip
        self.panels = CapacityPanels(context)
        self._build()
        self._connect()

    def _build(self) -> None:
        themes = self._context.theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown = ThemedLabel(themes, tone="text3")
        self._before = IconButton(themes, "chevron-left", self.tr("Earlier sprint"))
        self._after = IconButton(themes, "chevron-right", self.tr("Later sprint"))
        self._links = tuple(
            LinkButton(themes, text) for text in (self.tr("Add leave"), self.tr("Holidays"), self.tr("Overheads"))
        )
        self._menu = QMenu(self)
        self._narrow_only = tuple(self._menu.addAction(link.text()) for link in self._links)
        for action, link in zip(self._narrow_only, self._links, strict=True):
            action.triggered.connect(link.click)
        self._import = self._menu.addAction(self.tr("Import leave"))
        self._import.triggered.connect(self.import_asked)
        self._more = Button(themes, self.tr("More")).with_menu(self._menu)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.setSpacing(12)
        head.addWidget(self.brushes)
        head.addStretch(1)
        for link in self._links:
            head.addWidget(link)
        head.addWidget(self._more)
        for widget in (self._shown, self._before, self._after):
            head.addWidget(widget)
        tables = QHBoxLayout()
        tables.setContentsMargins(MARGIN, 0, MARGIN, 0)
        tables.setSpacing(0)
        tables.addWidget(self.heat)
        tables.addWidget(self.side, 1)
        content = Ground(themes)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(4)
        column.addLayout(tables)
        column.addSpacing(8)
        column.addWidget(Hairline(themes, strong=True))
        column.addWidget(self.panels, 1)
        put_in_area(self, content)

    def _connect(self) -> None:
        asked = (self.leave_asked, self.holidays_asked, self.overheads_asked)
        for link, signal in zip(self._links, asked, strict=True):
            link.clicked.connect(signal)
        self._before.clicked.connect(lambda: self.heat.go_to_sprint(self.heat.first_sprint - 1))
        self._after.clicked.connect(lambda: self.heat.go_to_sprint(self.heat.first_sprint + 1))
        self.heat.window_changed.connect(self._show_side)
        self.heat.brush_changed.connect(self.brushes.choose)
        self.brushes.chosen.connect(self.take_brush)
        self.side.asked.connect(self._on_figure_asked)

    def refresh(self) -> None:
        """Show the current plan."""
        view = self._context.document.view
        sprints = view.plan.coming_sprints()
        breakdowns = tuple(view.capacity[sprint.id] for sprint in sprints)
        self.heat.show_rows(HeatRows.of(view.plan, breakdowns), sprints)
        self._fit()
        self.panels.refresh()

    def fill_menu(self, actions: tuple[QAction, ...]) -> None:
        """Put the actions of the calendar behind the links."""
        self._calendar = actions
        self._menu.addActions(actions)

    def menu_actions(self) -> tuple[QAction, ...]:
        """Return the actions of the calendar."""
        return self._calendar

    def take_brush(self, brush: Brush | None) -> None:
        """Take a brush in hand, or put it away."""
        self.heat.brush = brush
        self.brushes.choose(brush)
        self.heat.setFocus()

    def _fit(self) -> None:
        """Fit the width there is; fitting can bring a scroll bar or take one away, and so change the width again."""
        if self._fitting:
            return
        self._fitting = True
        for _ in range(_MOST_FITS):
            room = self.viewport().width() - 2 * MARGIN
            fitted = (room, self.heat.first_sprint, self.heat.rows.rows.columns)
            if fitted == self._fitted:
                break
            self._fitted = fitted
            self._fit_into(room)
            content: QWidget | None = self.widget()
            layout = None if content is None else content.layout()
            if layout is not None:
                layout.activate()  # at once: a picture may be taken before the next turn of the event loop
        self._fitting = False
        self._show_side()

    def _fit_into(self, room: int) -> None:
        """Give the heat map its sprints and the rest of the width to the names."""
        narrow = room < NARROW
        for link, action in zip(self._links, self._narrow_only, strict=True):
            link.setVisible(not narrow)
            action.setVisible(narrow)
        self._import.setVisible(narrow)
        for most in range(MOST_SPRINTS, 0, -1):
            beside = room - _side_width(most)
            self.heat.fit(beside, name_width=NAME_WIDTH, most=most)
            if self.heat.visible_sprints == most:
                break
        spare = beside - self.heat.width()
        if spare > 0:
            self.heat.fit(beside, name_width=min(WIDEST_NAME, NAME_WIDTH + spare), most=most)

    def _show_side(self) -> None:
        """Show the figures of the sprints in view."""
        view = self._context.document.view
        window = self.heat.sprint_window()
        following = view.next_sprint
        loads = view.person_loads if view.plan.team.members else ()
        name = following.name if following else ""
        self.side.set_rows(side_figures(tuple(view.capacity[one.id] for one in window), loads, next_name=name))
        head = self.side.horizontalHeader()
        if isinstance(head, FigureHead):
            head.over = self.tr("effective person-days")
            head.over_columns = len(window)
        more = len(view.plan.coming_sprints()) > self.heat.visible_sprints
        for widget in (self._shown, self._before, self._after):
            widget.setVisible(more)
        if window:
            self._shown.set_text(self.tr("{first} to {last}").format(first=window[0].name, last=window[-1].name))
        self._before.setEnabled(self.heat.first_sprint > 0)
        self._after.setEnabled(self.heat.first_sprint + len(window) < len(view.plan.coming_sprints()))

    def _on_figure_asked(self, key: object) -> None:
        if isinstance(key, tuple):
            self.override_asked.emit(*key)
        else:
            self.load_asked.emit(getattr(getattr(key, "member", None), "id", ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sprints into the new width."""
        super().resizeEvent(event)
        if self.heat.rows.rows.members:
            self._fit()


def _side_width(sprints: int) -> int:
    """Return the room of the figures beside some sprints."""
    return FIRST_WIDTH + NEXT_WIDTH * (sprints - 1) + LOAD_WIDTH
