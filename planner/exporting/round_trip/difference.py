"""One thing that a workbook says otherwise than when it was written."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from planner.domain.edits import Several
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit, Plan
from planner.domain.progress import Report, silent
from planner.exporting.round_trip.changes import Change
from planner.exporting.workbook.record import DAY, LONG_TEXT, Plain
from planner.exporting.workbook.words import day_text, percent

CHECKED_BETWEEN_REPORTS: Final = 50
FORMULA_REPLACED: Final = "A value stands where a formula was, so this figure no longer follows its inputs."
COMPUTED: Final = "Ballast works this figure out; it changes with the plan, not by hand."


@dataclass(frozen=True, slots=True)
class BookDifference:
    """One difference, with what accepting it would do.

    Parameters
    ----------
    noun, name, field
        What it is about, in the words of the plan: ``item``, ``PAY-214``, ``estimate``.
    before, after
        As people read them: what was exported, and what the workbook says now.
    where
        Sheet and cell, such as ``Backlog!F12``.
    change
        What accepting it does; ``None`` when nothing in the plan corresponds to it.
    edits
        The edits of ``change`` in the plan that was compared; empty when they cannot be made.
    why
        Why it cannot be accepted; empty when it can.
    meanwhile
        What the plan says by now, when it was changed after the export.
    error
        Why the plan refuses the change; ``why`` is then empty, since sentences for errors are made higher up.
    together
        The plan refuses it alone, but takes it with the others.
    """

    noun: str
    name: str
    field: str
    before: str
    after: str
    where: str
    change: Change | None = None
    edits: tuple[Edit, ...] = ()
    why: str = ""
    meanwhile: str = ""
    error: PlannerError | None = None
    together: bool = False

    @property
    def acceptable(self) -> bool:
        """Say whether it can be accepted."""
        return self.change is not None and self.error is None

    @property
    def leans_on_others(self) -> bool:
        """Say whether the plan may refuse it alone and take it with others: shares that bound each other, new keys."""
        return self.noun == "assumption" or self.field == "depends on"

    @property
    def removes(self) -> bool:
        """Say whether accepting it takes something out of the plan."""
        return self.field == "" and self.after == ""

    def because(self, why: str) -> "BookDifference":
        """Return the difference with the reason why it cannot be accepted."""
        return replace(self, why=why)

    def refused(self, error: PlannerError) -> "BookDifference":
        """Return the difference with the error of a cell that cannot be read as a value."""
        return replace(self, why="", error=error)

    def with_change(
        self, change: Change, *, field: str, before: str, after: str, meanwhile: str = ""
    ) -> "BookDifference":
        """Return the difference with what accepting it does."""
        return replace(self, change=change, field=field, before=before, after=after, meanwhile=meanwhile, why="")


def tried(
    differences: tuple[BookDifference, ...], plan: Plan, *, report: Report = silent
) -> tuple[BookDifference, ...]:
    """Return the differences with the edits of each, and the reason where the plan refuses them.

    What is refused alone, such as a new floor above the old target, may still go together with the others. What the
    plan says already is no difference any more.
    """
    folded = _folded(plan, differences, report=report)
    refused, idle = ({id(entry) for entry in entries} for entries in (folded.refused, folded.idle))
    known = (_tried(entry, plan, hopeless=id(entry) in refused) for entry in differences if id(entry) not in idle)
    return tuple(difference for difference in known if difference is not None)


def _tried(difference: BookDifference, plan: Plan, *, hopeless: bool) -> BookDifference | None:
    if difference.change is None:
        return difference
    try:
        edits = difference.change.edits(plan)
        if hopeless or difference.leans_on_others:
            _applied(plan, edits)
    except PlannerError as error:
        return replace(difference, error=error) if hopeless else replace(difference, together=True)
    return replace(difference, edits=edits)


def accepted(plan: Plan, differences: tuple[BookDifference, ...]) -> Several:
    """Return the edits of the accepted differences as one step.

    Raises
    ------
    PlannerError
        When the plan refuses one of them, whatever the order.
    """
    folded = _folded(plan, differences)
    if folded.refused and folded.refused[0].change is not None:
        after = _applied(plan, tuple(folded.edits))
        _applied(after, folded.refused[0].change.edits(after))  # raises what is wrong
    number = len(differences)
    return Several(tuple(folded.edits), what=f"Accept {number} change{'s' if number != 1 else ''} from a workbook")


@dataclass(slots=True)
class _Folded:
    """Differences made one on top of the other: their edits, what is refused whatever the order, what does nothing."""

    edits: list[Edit]
    refused: list[BookDifference]
    idle: list[BookDifference]


def _folded(plan: Plan, differences: tuple[BookDifference, ...], *, report: Report = silent) -> _Folded:
    folded = _Folded([], [entry for entry in differences if entry.change is not None], [])
    moved = True
    while folded.refused and moved:
        waiting, folded.refused = folded.refused, []
        for number, entry in enumerate(waiting):
            if number % CHECKED_BETWEEN_REPORTS == 0:
                report(number, len(waiting), "Checking the changes")
            try:
                made = entry.change.edits(plan) if entry.change else ()
                after = _applied(plan, made)
            except PlannerError:
                folded.refused.append(entry)
                continue
            if after is plan:
                folded.idle.append(entry)
            folded.edits += made
            plan = after
        moved = len(folded.refused) < len(waiting)
    return folded


def _applied(plan: Plan, edits: tuple[Edit, ...]) -> Plan:
    for edit in edits:
        plan = edit.apply(plan)
    return plan


def shown(value: Plain, *, share: bool = False) -> str:
    """Return a cell as people read it.

    Examples
    --------
    >>> shown(None), shown(0.25, share=True), shown(["day", "2026-05-18"]), shown(5.0)
    ('none', '25 %', '18 May 2026', '5')
    """
    if isinstance(value, list):
        kind, text = value
        return day_text(date.fromisoformat(text)) if kind == DAY else "a long text" if kind == LONG_TEXT else text
    if value is None:
        return "none"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return percent(value) if share else f"{value:.10g}"
    return "a formula" if value is True else str(value)
