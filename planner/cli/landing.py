"""Files that are no backlog and have a place of their own in a plan: leave, a debt register, findings of a scanner."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.check import issue_json
from planner.cli.inspection import issue_text
from planner.cli.terminal import progress
from planner.domain.edits import AddDebt
from planner.domain.issue import Issue
from planner.domain.plan import Plan
from planner.importing import read_backlog
from planner.importing.accepting import background_debt
from planner.importing.debt_register import read_debt_register, register_edit
from planner.importing.leave import with_leave_from


@dataclass(frozen=True, slots=True)
class Landed:
    """The plan with a file in it, where the file went, and how many entries were new."""

    plan: Plan
    file: str
    place: str
    count: int
    issues: tuple[Issue, ...] = ()

    def __str__(self) -> str:
        """Say it in a line, with what could not be taken below."""
        entries = "1 new entry" if self.count == 1 else f"{self.count} new entries"
        lines = [f"{self.file}: {entries} in the {self.place}."]
        return "\n".join([*lines, *(issue_text(issue_json(issue)) for issue in self.issues)])

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        issues = [issue_json(issue) for issue in self.issues]
        return {"file": self.file, "place": self.place, "new": self.count, "issues": issues}


def land(path: Path, plan: Plan, *, taken_on: date) -> Landed | None:
    """Return a plan with a file in its own place; None for a backlog, a history, and what belongs nowhere.

    Raises
    ------
    PlannerError
        When the file cannot be opened.
    """
    imported = read_backlog(path, report=progress())
    inspection = imported.inspection
    if inspection.kind == "leave":
        after, issues = with_leave_from(plan, path)
        return Landed(after, path.name, "leave of the team", len(after.team.absences) - len(plan.team.absences), issues)
    taken = [entry.id for entry in plan.debt]
    if inspection.kind == "debt-register":
        entries, found = read_debt_register(path, registered_on=taken_on, taken=taken)
        edit = register_edit(plan, entries, name=path.name)
        after = plan if edit is None else edit.apply(plan)
        return Landed(after, path.name, "debt register", len(after.debt) - len(plan.debt), tuple(found))
    if inspection.kind == "debt" and inspection.profile == "sonarqube":
        entry = background_debt(imported, taken=taken, registered_on=taken_on)
        return Landed(
            AddDebt(entry).apply(plan), path.name, "debt register", 1, (background_warning(inspection.items),)
        )
    return None


def background_warning(findings: int) -> Issue:
    """Return what to know about the findings of a scanner as one entry."""
    note = (
        "The findings stand as one entry in the background: a scanner's efforts add up to more than a team ever pays. "
        "Enter what they cost a sprint, and register what hurts on its own."
    )
    return Issue("background-debt", value=str(findings), note=note)
