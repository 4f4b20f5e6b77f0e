"""What stands behind the reserve lab: values, policies side by side, drivers, the team's own sprints, objections."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.domain.plan import Edit
from planner.ui.dialogs.lab_book.drivers_view import DriversView
from planner.ui.dialogs.lab_book.learning_view import LearningView
from planner.ui.dialogs.lab_book.objections_view import ObjectionsView
from planner.ui.dialogs.lab_book.policies_view import PoliciesView
from planner.ui.dialogs.lab_book.values_view import ValuesView
from planner.ui.dialogs.waste_survey import WasteSurveyDialog
from planner.ui.messages import error_sentence
from planner.ui.pages.page import PageContext
from planner.ui.theme.fonts import PANEL
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline
from planner.ui.widgets.segment import Segment

_WIDTH, _HEIGHT, _AIR = 1280, 660, 40
VALUES, POLICIES, DRIVERS, LEARNING, OBJECTIONS = "values", "policies", "drivers", "learning", "objections"

View = ValuesView | PoliciesView | DriversView | LearningView | ObjectionsView


class DebtParametersDialog(QDialog):
    """Follows the open plan; each typed value, survey or taken suggestion is one undo step.

    Parameters
    ----------
    shares, horizon
        What the lab compares; the plan's own by default.
    """

    def __init__(
        self, context: PageContext, *, parent: QWidget, shares: tuple[float, ...] = (), horizon: int = 0, view: str = ""
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(self.tr("Behind the reserve lab"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        screen = parent.screen().availableGeometry()
        self.resize(min(_WIDTH, screen.width() - _AIR), min(_HEIGHT, screen.height() - _AIR))
        self._make_views(shares, horizon)
        self._build()
        self._connect()
        self.segment.choose(view or VALUES)
        self._refresh()

    def _make_views(self, shares: tuple[float, ...], horizon: int) -> None:
        context, plan = self._context, self._context.document.view
        compared = shares or (plan.reserve_share, plan.plan.settings.lab_share)
        sprints = horizon or plan.plan.settings.lab_horizon
        self.values, self.learning, self.objections = (
            ValuesView(context),
            LearningView(context),
            ObjectionsView(context),
        )
        self.policies = PoliciesView(context, shares=compared, horizon=sprints)
        self.drivers = DriversView(context, shares=compared, horizon=sprints)
        self._views: dict[str, View] = {
            VALUES: self.values,
            POLICIES: self.policies,
            DRIVERS: self.drivers,
            LEARNING: self.learning,
            OBJECTIONS: self.objections,
        }
        self.grid = self.values.grid

    def _build(self) -> None:
        themes, tr = self._context.theme, self.tr
        self.banner = Banner(themes)
        self.segment = Segment(
            themes,
            (
                (VALUES, tr("Values and sources")),
                (POLICIES, tr("Policies")),
                (DRIVERS, tr("What it hangs on")),
                (LEARNING, tr("Your sprints")),
                (OBJECTIONS, tr("Objections")),
            ),
            name=tr("View"),
        )
        self.close_button = Button(themes, tr("Close"))
        self.close_button.setAutoDefault(False)
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
        self._lay_out()

    def _lay_out(self) -> None:
        themes = self._context.theme
        head = QHBoxLayout()
        head.addWidget(ThemedLabel(themes, self.windowTitle(), size_px=PANEL, strong=True, tone="text"), 1)
        head.addWidget(self.segment)
        top, foot = Ground(themes), Ground(themes, "window")
        column = QVBoxLayout(top)
        column.setContentsMargins(24, 18, 24, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.addStretch(1)
        row.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top, 1)
        whole.addWidget(Hairline(themes))
        whole.addWidget(foot)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.accept)
        self.segment.chosen.connect(self._refresh)
        self.grid.refused.connect(self._on_refused)
        for view in (self.values, self.learning, self.objections):
            view.changed.connect(self.banner.hide)
        self.values.survey_asked.connect(self.ask_survey)
        self._context.document.plan_changed.connect(self._refresh)

    def _refresh(self, _changed: Any = None) -> None:
        """Bring the view in front up to date; the others follow when they are shown."""
        view = self._views[self.segment.current()]
        self._stack.setCurrentWidget(view)
        view.refresh()

    def ask_survey(self) -> None:
        """Enter a survey of lost time."""
        view = self._context.document.view
        themes, settings = self._context.theme, view.plan.settings
        WasteSurveyDialog(themes, settings, today=view.today, take=self._take, parent=self).open()

    def _take(self, edit: Edit) -> None:
        self._context.document.apply(edit)

    def _on_refused(self, error: PlannerError) -> None:
        self.banner.say(Severity.STOP, error_sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; Enter belongs to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            self.accept()
