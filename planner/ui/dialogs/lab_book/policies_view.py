"""Policies side by side: two constant reserves, two phases, and what the sprints themselves have."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.reserve.lab import LabResult, reserve_lab
from planner.analysis.reserve.policies import PolicyKind, lab_policies
from planner.analysis.reserve.policy_table import policy_measures
from planner.analysis.wording import share as share_words
from planner.ui.messages import error_sentence
from planner.ui.pages.page import PageContext
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.state_panel import StatePanel

_ROW, _POLICY = 32, 228


class PoliciesView(QWidget):
    """A row per policy; ``shares`` and ``horizon`` are those of the lab."""

    def __init__(self, context: PageContext, *, shares: tuple[float, ...], horizon: int) -> None:
        super().__init__()
        self._context = context
        self._shares, self._horizon = shares, horizon
        self.grid = Grid(
            context.theme,
            self._columns(len(shares) + len(PolicyKind)),
            name=self.tr("Policies side by side"),
            row_height=_ROW,
        )
        self._panel = StatePanel(context.theme, self.grid)
        self._note = ThemedLabel(context.theme).wrapped()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addWidget(self._panel, 1)

    def refresh(self) -> None:
        """Draw the futures of all policies, off this thread."""
        view = self._context.document.view
        policies = lab_policies(view.plan, view.parameters, tuple(PolicyKind))
        job = self._context.runner.prepare(
            reserve_lab, view.plan, view.parameters, self._shares, self._horizon, policies=policies
        )
        job.succeeded.connect(self._on_drawn)
        job.failed.connect(lambda error: self._panel.show_error(error_sentence(error)))
        self._context.runner.run(job, owner=self, kind="policies")

    def _on_drawn(self, lab: LabResult) -> None:
        self._panel.show_ready()
        words = self.tr("Policies, left to right: %1. Each meets the same futures; P50 with P10 to P90.")
        self._note.set_text(words.replace("%1", ", ".join(f"**{course.label}**" for course in lab.courses)))
        self.grid.set_rows(policy_measures(lab, discount=self._context.document.plan.settings.discount_rate))

    def _columns(self, policies: int) -> tuple[Column, ...]:
        titles = (*(share_words(part) for part in self._shares), self.tr("two phases"), self.tr("as planned"))
        return (
            Column(key="name", title=self.tr("Measure"), value=lambda row: row.name, stretch=True),
            *(_policy(place, titles[place]) for place in range(policies)),
        )


def _policy(place: int, title: str) -> Column:
    """Return the column of one policy."""
    return Column(
        key=f"policy-{place}", title=title, value=lambda row: row.texts[place], align=Align.RIGHT, width=_POLICY
    )
