"""An import is accepted: one edit, also for the first one, which brings unit and sprints with it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.domain.debt import DebtItem, Spread
from planner.domain.edits import AddSprint, ChangeSettings, RemoveSprint, Several
from planner.domain.plan import Edit, Plan
from planner.importing.convert import unit_for
from planner.importing.new_plan import with_coming_sprints
from planner.importing.preview import Choices, ImportPreview
from planner.importing.reading import ImportedBacklog

_PD_PER_UNIT = {"minutes": 1 / 480, "hours": 1 / 8, "days": 1.0}
_FACTOR = 2.0


def is_untouched(plan: Plan) -> bool:
    """Say whether a plan has no work yet: what a file says about unit and sprints then counts."""
    return not plan.backlog and not plan.closed_sprints()


def plan_for(plan: Plan, imported: ImportedBacklog) -> Plan:
    """Return the plan that a file is compared with: one without work counts as the file does and has its sprints."""
    if not is_untouched(plan):
        return plan
    return replace(plan, sprints=(), settings=replace(plan.settings, unit=unit_for(imported)))


def accepting_edit(plan: Plan, preview: ImportPreview, choices: Choices | None = None, *, taken_on: date) -> Edit:
    """Return the one edit that accepts an import into the open plan.

    The first import into a plan without work takes the unit of the file, its sprints and its history, and lays six
    coming sprints after them, from the start that was planned before.
    """
    merge = preview.to_edit(choices)
    if not is_untouched(plan):
        return merge
    start = plan.sprints[0].period.start if plan.sprints else None
    merged = merge.apply(preview.plan)
    whole = with_coming_sprints(merged, taken_on=taken_on, start=start)
    known = {sprint.id for sprint in merged.sprints}
    edits: list[Edit] = [RemoveSprint(sprint.id) for sprint in plan.sprints]
    edits.append(ChangeSettings(preview.plan.settings))
    edits.append(merge)
    edits += [AddSprint(sprint) for sprint in whole.sprints if sprint.id not in known]
    return Several(tuple(edits), f"Import {merge.source}")


def export_day(imported: ImportedBacklog, *, written_on: date, as_of: date | None) -> date:
    """Return the day of an export: when the file was written, or for a plan read at a fixed day what the file tells.

    Parameters
    ----------
    written_on
        The day of the file on the disk.
    as_of
        The day at which the plan is read, if that is fixed.
    """
    if as_of is None:
        return written_on
    table = imported.table
    days = [day for column in (table.created, table.started, table.resolved) for day in column if day is not None]
    return max([as_of, *days])


def background_debt(imported: ImportedBacklog, *, taken: Iterable[str], registered_on: date) -> DebtItem:
    """Return the findings of a code scanner as one entry of the register.

    Notes
    -----
    Its principal is the sum of the scanner's own efforts, from half to double of it; its interest is not in the file
    and stays 0 until somebody says what it costs.
    """
    effort = imported.inspection.estimate.sum * _PD_PER_UNIT.get(imported.unit, 0.0)
    names, number = set(taken), 1
    while f"D-{number:02}" in names:
        number += 1
    return DebtItem(
        id=f"D-{number:02}",
        title=f"{imported.inspection.items} findings of {imported.inspection.profile}",
        principal=Spread(p50=effort, p10=effort / _FACTOR, p90=effort * _FACTOR),
        interest=Spread.single(0.0),
        registered_on=registered_on,
        note=(
            f"From {imported.inspection.file}. What a scanner finds may carry little interest: kept in the background, "
            "not as the register. Enter what it costs a sprint when you know."
        ),
    )
