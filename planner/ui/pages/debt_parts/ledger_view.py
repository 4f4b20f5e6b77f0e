"""The ledger of the reserve: what was agreed, what was spent, what is owed, and the exceptions in writing."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.analysis.reserve.lab_words import agreed_words, owed_sentence
from planner.analysis.reserve.ledger_lines import LedgerLine, ledger_lines
from planner.analysis.reserve.proposal import unused_pd
from planner.analysis.scenes.reserve_history import caption, reserve_history
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.pages.page import PageContext
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel

_CHART_HEIGHT = 230
_LESS = {"capacity", "planned", "spent"}


class LedgerView(QWidget):
    """The ledger; ``exception_asked(sprint_id)`` opens the exception of a sprint, ``policy_asked`` the policy."""

    policy_asked = Signal()
    exception_asked = Signal(str)
    release_asked = Signal()
    take_back_asked = Signal(str)
    observations_asked = Signal(str)
    refs_chosen = Signal(tuple)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        themes = context.theme
        self.sentence = ThemedLabel(themes, size_px=15, strong=True, tone="text").wrapped()
        self.chart = ChartCanvas(themes)
        self.chart.setFixedHeight(_CHART_HEIGHT)
        self._caption = ThemedLabel(themes, tone="text3")
        self.grid = Grid(themes, self._columns(), name=self.tr("Ledger of the reserve"), row_height=28)
        self.policy = Button(themes, self.tr("Policy"), icon="settings")
        self.exception = Button(themes, self.tr("Write an exception"), icon="edit")
        self.release = Button(themes, self.tr("Release"))
        self.release.setAccessibleName(self.tr("Release reserve that finds no debt"))
        self._agreed = ThemedLabel(themes).wrapped()
        self.release_action = QAction(self.tr("Release reserve that finds no debt"), self)
        self.take_back_action = QAction(self.tr("Take the sprint's exception back"), self)
        self.seen_action = QAction(self.tr("Write down what was seen in a closed sprint"), self)
        self.policy_action = QAction(self.tr("Change the reserve policy"), self)
        self.exception_action = QAction(self.tr("Write an exception from the reserve"), self)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = SectionHead(self._context.theme, self.tr("Debt reserve, planned and spent"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.sentence, 1)
        top.addWidget(self.release)
        top.addWidget(self.policy)
        top.addWidget(self.exception)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._agreed)
        column.addSpacing(4)
        column.addWidget(head)
        column.addWidget(self.chart)
        column.addWidget(self._caption)
        column.addSpacing(8)
        column.addWidget(self.grid, 1)
        self.grid.setMinimumHeight(180)

    def _connect(self) -> None:
        self.policy.clicked.connect(self.policy_asked)
        self.policy_action.triggered.connect(self.policy_asked)
        self.exception.clicked.connect(self._on_exception)
        self.exception_action.triggered.connect(self._on_exception)
        self.grid.row_activated.connect(lambda line: self.exception_asked.emit(line.id))
        self.chart.refs_chosen.connect(self.refs_chosen)
        self.release.clicked.connect(self.release_asked)
        self.release_action.triggered.connect(self.release_asked)
        self.take_back_action.triggered.connect(self._on_take_back)
        self.seen_action.triggered.connect(self._on_seen)

    def _columns(self) -> tuple[Column, ...]:
        right = Align.RIGHT

        def figure(key: str, title: str, value: str, *, width: int = 92, strong: bool = False) -> Column:
            return Column(
                key=key,
                title=title,
                value=lambda line: getattr(line.row, value),
                text=lambda line: getattr(line, key),
                align=right,
                width=width,
                strong=strong,
            )

        return (
            Column(key="sprint", title=self.tr("Sprint"), value=lambda line: line.row.name, width=84, strong=True),
            figure("capacity", self.tr("Capacity, pd"), "capacity_pd"),
            figure("planned", self.tr("Planned, pd"), "planned_pd"),
            figure("spent", self.tr("Spent, pd"), "spent_pd", strong=True),
            figure("share_planned", self.tr("Planned"), "share_planned", width=76),
            figure("share_spent", self.tr("Spent"), "share_spent", width=76, strong=True),
            figure("rolling", self.tr("Over the window"), "rolling_share", width=112),
            figure("owed", self.tr("Owed, pd"), "owed_pd", width=104),
            Column(
                key="status",
                title=self.tr("Status"),
                value=lambda line: line.status,
                sign=lambda line: line.sign,
                width=150,
            ),
            Column(
                key="apart",
                title=self.tr("Besides"),
                value=lambda line: line.apart,
                width=180,
                tone="text2",
                tip=self.tr("Days spent on learning and on bugs, as people wrote them down"),
            ),
            Column(
                key="exception",
                title=self.tr("Exception"),
                value=lambda line: line.exception,
                width=240,
                stretch=True,
                tone="text2",
            ),
        )

    def refresh(self) -> None:
        """Show the current plan."""
        view = self._context.document.view
        self.sentence.set_text(owed_sentence(view))
        self._agreed.set_text(agreed_words(view))
        self.release.setVisible(unused_pd(view) > 0)
        self.release_action.setVisible(self.release.isVisibleTo(self))
        self.chart.set_scene(reserve_history(view.reserve, policy=view.plan.policy, plan=view.plan))
        words = self.tr("%1 Triangles are decisions; a click leads to them.")
        self._caption.set_text(
            words.replace("%1", caption(view.reserve, view.plan.policy)) if view.reserve.rows else ""
        )
        lines = ledger_lines(view.reserve, today=view.today, plan=view.plan)
        self.grid.set_rows(lines)
        place = next(place for place, column in enumerate(self.grid.rows.columns) if column.key == "apart")
        self.grid.setColumnHidden(place, not any(line.apart for line in lines))

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave out the days in a narrow window: the shares say the same, and the exception stays in sight."""
        for place, column in enumerate(self.grid.rows.columns):
            if column.key in _LESS:
                self.grid.setColumnHidden(place, narrow)

    def choose(self, refs: tuple[str, ...]) -> None:
        """Select the sprints among these references."""
        self.grid.choose(tuple(ref.removeprefix("sprint:") for ref in refs if ref.startswith("sprint:")))

    def _on_take_back(self) -> None:
        line: LedgerLine | None = self.grid.current_row()
        if line is not None and line.row.exception is not None:
            self.take_back_asked.emit(line.row.exception.id)

    def _on_seen(self) -> None:
        line: LedgerLine | None = self.grid.current_row()
        self.observations_asked.emit("" if line is None else line.id)

    def _on_exception(self) -> None:
        line: LedgerLine | None = self.grid.current_row()
        self.exception_asked.emit("" if line is None else line.id)
