"""What stands around the pages: name, rail foot and status bar, kept true to the plan."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer

from planner.analysis.wording import DASH, WEEKDAYS, count, day, period_short, share
from planner.document.plan_document import PlanDocument
from planner.domain.calendar import Period
from planner.domain.sprint import Sprint, SprintState
from planner.ui.session import Session
from planner.ui.widgets.gauge import GaugeReading

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

_FORECAST_FIELDS = frozenset({"team", "sprints", "backlog", "milestones", "debt", "policy", "settings", "risks"})
_SOON_DAYS = 7
_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


class PlanStatus(QObject):
    """Fills top bar, rail foot and status bar; figures are told after the pages have been painted."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._window = session, session.window
        self._saved_at: datetime | None = None
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._tell_figures)
        session.document_changed.connect(self._on_document_changed)
        self._window.status_bar.opened.connect(self._on_opened)

    def _on_document_changed(self) -> None:
        document = self._session.document
        self._later.stop()
        if document is None:
            self._window.setWindowTitle("Ballast")
            return
        document.plan_changed.connect(self._on_plan_changed)
        document.path_changed.connect(self._on_path_changed)
        self._saved_at = _written_at(document.path)
        self._tell_names(document)
        self._tell_figures()

    def _on_plan_changed(self, changed: frozenset[str]) -> None:
        document = self._session.document
        if document is None:
            return
        self._tell_names(document)
        if changed & _FORECAST_FIELDS:
            self._window.status_bar.set_forecast(self.tr("Plan changed, recomputing"), stale=True)
        self._later.start()

    def _on_path_changed(self) -> None:
        document = self._session.document
        if document is not None:
            self._saved_at = _written_at(document.path)
            self._tell_names(document)

    def _tell_names(self, document: PlanDocument) -> None:
        """Show the plan's name, where it is saved, and what was imported last."""
        window, plan = self._window, document.plan
        place = document.path.name if document.path else self.tr("not saved yet")
        window.setWindowTitle(f"{plan.name} ({place})[*] - Ballast")
        window.setWindowModified(document.is_modified)
        window.top_bar.set_plan(plan.name)
        window.status_bar.set_saved(self._saved_words(document), unsaved=document.is_modified)
        window.status_bar.set_import(self._import_words(document))

    def _saved_words(self, document: PlanDocument) -> str:
        if document.read_only_because:
            return self.tr("Read only")
        if document.path is None:
            return self.tr("Not saved yet")
        if document.is_modified:
            return self.tr("Changes of %1 are in the journal").replace("%1", document.path.name)
        at = f" {self._saved_at:%H:%M}" if self._saved_at else ""
        return self.tr("Saved%1 to %2").replace("%1", at).replace("%2", document.path.name)

    def _import_words(self, document: PlanDocument) -> str:
        snapshots = [entry for entry in document.plan.snapshots if entry.source not in {"", "plan"}]
        if not snapshots:
            return ""
        last = snapshots[-1]
        words = self.tr("Imported %1, %2").replace("%1", Path(last.source).name)
        return words.replace("%2", day(last.taken_on))

    def _tell_figures(self) -> None:
        """Show reserve, forecast and the sprint to come."""
        document = self._session.document
        if document is None:
            return
        view = document.view
        self._window.status_bar.set_reserve(*self._reserve(view))
        self._window.status_bar.set_forecast(self._forecast_words(view))
        if self._window.rail is not None:
            self._window.rail.set_foot(*self._foot(view))

    def _reserve(self, view: "PlanView") -> tuple[GaugeReading, str]:
        policy, status, sprint = view.plan.policy, view.reserve, view.next_sprint
        reading = GaugeReading(view.reserve_share, status.rho, policy.floor, policy.ceiling)
        if sprint is None:
            return reading, self.tr("**%1** agreed").replace("%1", share(policy.target))
        words = self.tr("**%1 of %2**").replace("%1", share(view.reserve_share)).replace("%2", sprint.name)
        if status.rho is not None:
            window = _WORDS.get(policy.window, str(policy.window))
            words += "  " + self.tr("%1 over %2 sprints").replace("%1", share(status.rho)).replace("%2", window)
        return reading, words

    def _forecast_words(self, view: "PlanView") -> str:
        found = view.forecast_if_any
        if found is None:
            return self.tr("No forecast yet")
        return self.tr("Forecast up to date, %1 futures").replace("%1", QLocale("en").toString(found.trials))

    def _foot(self, view: "PlanView") -> tuple[str, str]:
        sprint, closed = view.next_sprint, len(view.plan.closed_sprints())
        history = count(closed, "sprint of history", "sprints of history")
        if sprint is None:
            return self.tr("No sprint planned"), history
        return self._sprint_words(view, sprint), f"{_spaced(sprint.period)}\n{history}"

    def _sprint_words(self, view: "PlanView", sprint: Sprint) -> str:
        if sprint.state is SprintState.ACTIVE:
            return self.tr("%1 is running").replace("%1", sprint.name)
        start = sprint.period.start
        if view.today >= sprint.period.end:
            return self.tr("%1 is still open").replace("%1", sprint.name)
        if start < view.today:
            return self.tr("%1 was to start %2").replace("%1", sprint.name).replace("%2", day(start))
        if start == view.today:
            return self.tr("%1 starts today").replace("%1", sprint.name)
        soon = (start - view.today).days <= _SOON_DAYS
        when = WEEKDAYS[start.weekday()] if soon else day(start)
        return self.tr("%1 starts %2").replace("%1", sprint.name).replace("%2", when)

    def _on_opened(self, key: str) -> None:
        """Lead from a word of the status bar to its place."""
        places = {"reserve": "debt", "forecast": "forecast", "import": "backlog"}
        if key in places:
            self._window.go_to(places[key])
        elif key == "saved":
            self._window.actions_registry.action("save").trigger()


def _spaced(span: Period) -> str:
    """Return the dates of a sprint with air around the dash."""
    return f" {DASH} ".join(part.strip() for part in period_short(span).split(DASH))


def _written_at(path: Path | None) -> datetime | None:
    """Return when a file was last written, in local time."""
    if path is None or not path.exists():
        return None
    return QDateTime.fromSecsSinceEpoch(int(path.stat().st_mtime)).toPython()  # type: ignore[return-value]
