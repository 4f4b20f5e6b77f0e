"""The line over the reserve lab: what it compares, what may be used of it, its policies, and what is behind it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from planner.analysis.reserve.lab_words import lab_subtitle
from planner.analysis.reserve.policies import PolicyKind
from planner.analysis.scenes.lab_fan import Measure
from planner.analysis.view import PlanView
from planner.analysis.wording import share as share_words
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import PANEL
from planner.ui.widgets.buttons import Button, ButtonKind, IconButton
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.segment import Segment

SHORT, LONG = 26, 52
_ROOMY = 1080


class LabHead(QWidget):
    """Title, what is compared, and controls; ``behind_asked(view)`` names the view of what stands behind the lab."""

    behind_asked = Signal(str)
    policies_changed = Signal()
    note_asked = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._title = ThemedLabel(themes, self.tr("Reserve lab"), size_px=PANEL, strong=True, tone="text")
        self.info = IconButton(themes, "note", self.tr("How the lab is computed"))
        self._subtitle = ThemedLabel(themes).elided()
        self.horizon = Segment(
            themes, ((str(SHORT), str(SHORT)), (str(LONG), self.tr("52 sprints"))), name=self.tr("Horizon")
        )
        self.measure = Segment(
            themes,
            (
                (Measure.VELOCITY.value, self.tr("Velocity")),
                (Measure.SUM.value, self.tr("Sum")),
                (Measure.DEBT.value, self.tr("Debt")),
                (Measure.WASTE.value, self.tr("Waste")),
            ),
            name=self.tr("What the chart shows"),
        )
        self._make_actions()
        self.use = Button(themes, "", kind=ButtonKind.PRIMARY).with_menu(
            self._menu(self.use_plan, self.use_sprint, None, self.forget)
        )
        self.policies = Button(themes, self.tr("Policies")).with_menu(
            self._menu(*self.policy_actions, None, *self.behind_actions)
        )
        self.info.clicked.connect(self.note_asked)
        self._lay_out()

    def _make_actions(self) -> None:
        tr = self.tr
        self.use_plan = QAction(tr("Use this reserve for the plan"), self)
        self.use_sprint = QAction(tr("Use this reserve for the next sprint only"), self)
        self.forget = QAction(tr("Back to the agreed reserve"), self)
        names = {
            PolicyKind.TWO_PHASE: tr("Draw two phases: pay down, then hold"),
            PolicyKind.PLANNED: tr("Draw what the sprints have themselves"),
        }
        self._kinds = {kind: QAction(name, self) for kind, name in names.items()}
        self.policy_actions = tuple(self._kinds.values())
        for action in self.policy_actions:
            action.setCheckable(True)
            action.toggled.connect(lambda _on: self.policies_changed.emit())
        books = (
            ("policies", tr("Compare reserve policies side by side")),
            ("drivers", tr("Show what the reserve lab hangs on")),
            ("learning", tr("Learn the values of the reserve lab from your sprints")),
            ("objections", tr("Show what contradicts the reserve lab")),
            ("values", tr("Show the values of the reserve lab and their sources")),
        )
        self.behind_actions = tuple(self._behind(key, text) for key, text in books)

    def _behind(self, key: str, text: str) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(partial(self._ask, key))
        return action

    def _ask(self, key: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        self.behind_asked.emit(key)

    def _menu(self, *actions: QAction | None) -> QMenu:
        menu = QMenu(self)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        return menu

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self.info)
        row.addSpacing(4)
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._subtitle.setMinimumWidth(1)  # it gives way first
        row.addWidget(self._subtitle, 1)
        for widget in (self.use, self.policies, self.horizon, self.measure):
            row.addWidget(widget)

    def kinds(self) -> tuple[PolicyKind, ...]:
        """Return the policies to draw beside the constant reserves."""
        return tuple(kind for kind, action in self._kinds.items() if action.isChecked())

    def show_question(self, view: PlanView, reserve: float, compare: float | None, *, trying: bool) -> None:
        """Say what is compared, and offer to use the what-if where it differs from what is agreed."""
        words, sprint = share_words(reserve), view.next_sprint
        for action in (self.use_plan, self.use_sprint, self.forget):
            action.setEnabled(trying)
        self.use.setVisible(trying)
        self.use.set_words(self.tr("Use %1").replace("%1", words))
        self.use_plan.setText(self.tr("Use %1 for the plan, as its target").replace("%1", words))
        self.use_sprint.setVisible(sprint is not None)
        if sprint is not None:
            self.use_sprint.setText(self.tr("Use %1 for %2 only").replace("%1", words).replace("%2", sprint.name))
        self.forget.setText(self.tr("Back to %1").replace("%1", share_words(view.reserve_share)))
        roomy = not trying or self.width() > _ROOMY
        self._subtitle.set_text(lab_subtitle(view, reserve, compare) if roomy else "")
