"""A new plan out of files: their items, their history, and the sprints to come."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from planner.domain.calendar import Period
from planner.domain.edits.sprints import next_sprints
from planner.domain.issue import Issue
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings, Unit
from planner.importing.common_history import with_one_history
from planner.importing.convert import unit_for
from planner.importing.merge import preview_import
from planner.importing.reading import ImportedBacklog

_DAY_AT_END = re.compile(r"\d{4}-\d\d-\d\d$")
_COMING = 6


def new_plan_from(  # noqa: PLR0913 - a plan has that many beginnings
    imported: Iterable[ImportedBacklog],
    name: str,
    *,
    taken_on: date,
    unit: Unit | None = None,
    sprint_days: int = 10,
    start: date | None = None,
    found: list[Issue] | None = None,
) -> Plan:
    """Make a plan out of files: items, closed sprints from their history, and the coming sprints.

    Parameters
    ----------
    imported
        The files as read, in the order in which their items are ranked.
    unit
        What the plan counts in; by default what most estimates are in, items when nothing is estimated.
    start
        First day of the next sprint; by default the day after the last known one, not before the week of ``taken_on``.
    found
        Takes what merging left out, such as links of items that wait for each other, besides the files' own issues.
    """
    files = with_one_history(list(imported))
    chosen = unit or _common_unit(files)
    expected = {key for entry in files for key in entry.table.keys}
    plan = Plan(name=name, settings=PlanSettings(unit=chosen, sprint_days=sprint_days))
    for entry in files:
        preview = preview_import(plan, entry, taken_on=taken_on, expected=expected)
        if found is not None:
            found += [issue for issue in preview.issues if issue not in entry.issues]
        plan = preview.to_edit().apply(plan)
    return with_coming_sprints(plan, taken_on=taken_on, start=start)


def _common_unit(files: Sequence[ImportedBacklog]) -> Unit:
    """Return the unit of most estimates, whatever the order of the files."""
    filled = dict.fromkeys(Unit, 0)
    for entry in files:
        if entry.items:
            filled[unit_for(entry)] += entry.inspection.estimate.filled
    best = max(filled, key=lambda unit: (filled[unit], unit is not Unit.ITEMS))
    return best if filled[best] else (Unit.ITEMS if any(entry.items for entry in files) else Unit.POINTS)


def with_coming_sprints(plan: Plan, *, taken_on: date, start: date | None) -> Plan:
    """Return the plan with planned sprints up to six, from the start on."""
    monday = taken_on - timedelta(days=taken_on.weekday())
    last = plan.sprints[-1].period.end if plan.sprints else None
    first = start or max(last or monday, monday)
    if last is not None and first < last:
        first = last
    missing = _COMING - sum(not sprint.is_closed for sprint in plan.sprints)
    if missing <= 0:
        return plan
    fresh = next_sprints(plan, missing, start=first)
    shift = first - fresh[0].period.start
    named = not plan.sprints or not _DAY_AT_END.search(plan.sprints[-1].name)
    moved = tuple(
        replace(
            sprint,
            id=sprint.id if named else f"Sprint {number}",
            name=sprint.name if named else f"Sprint {number}",
            period=Period(sprint.period.start + shift, sprint.period.end + shift),
        )
        for number, sprint in enumerate(fresh, start=1)
    )
    return replace(plan, sprints=(*plan.sprints, *moved))
