"""Named inputs, people, leave and all other tables of a workbook that came back."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from planner.domain.debt import DebtItem, Spread
from planner.domain.edits import ExcludeSprint, SetCapacityOverride, SetSprintReserve
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.domain.team import Member
from planner.exporting.round_trip.cells import day_of, number_of, required_number, text_of
from planner.exporting.round_trip.changes import Change, Fields, LeaveDays, Ready, entry_of
from planner.exporting.round_trip.context import (
    GONE,
    Field,
    bare,
    changed_heads,
    meanwhile,
    shown_now,
)
from planner.exporting.round_trip.difference import BookDifference, shown
from planner.exporting.round_trip.reading import CellNow, Returned, RowNow, TableNow, same
from planner.exporting.workbook.book import Cell
from planner.exporting.workbook.record import FORMULA

_INPUTS: Final = {
    "reserve_share": ("policy", "target"),
    "reserve_floor": ("policy", "floor"),
    "reserve_ceiling": ("policy", "ceiling"),
    "focus": ("overheads", "focus"),
    "unplanned_share": ("overheads", "unplanned_share"),
    "learning_share": ("overheads", "learning_share"),
    "on_call_cost": ("overheads", "on_call_cost"),
}
_COUNTED: Final = "The usual size is counted from the estimates of the plan; estimate the items instead."
_FROM_CALENDAR: Final = "The plan counts this from its calendar; change it on the Team page."


def input_differences(plan: Plan, returned: Returned) -> Iterator[BookDifference]:
    """Yield the named inputs that were changed."""
    for name, was in returned.record.inputs.items():
        where, cell = returned.inputs.get(name, ("", CellNow(was)))
        if same(was, cell):
            continue
        is_share = name in _INPUTS
        before, after = shown(was, share=is_share), shown_now(cell, share=is_share)
        about = BookDifference("assumption", name, "value", before, after, f"Assumptions!{where}", why=_COUNTED)
        yield _input(plan, about, cell, was) if is_share else about


def _input(plan: Plan, about: BookDifference, cell: CellNow, was: float) -> BookDifference:
    noun, field = _INPUTS[about.name]
    try:
        value = required_number(cell, field=about.name.replace("_", " "))
    except PlannerError as error:
        return about.refused(error)
    current = getattr(entry_of(plan, noun, ""), field)
    return about.with_change(
        Fields(noun, "", ((field, value),)),
        field="value",
        before=about.before,
        after=about.after,
        meanwhile=meanwhile(was, current, share=True),
    )


def capacity_differences(plan: Plan, table: TableNow) -> Iterator[BookDifference]:
    """Yield what was changed in the days of people: leave, mentoring and capacities typed by hand."""
    for row in table.rows:
        for head in changed_heads(table, row):
            yield _person_cell(plan, table, row, head)


def _person_cell(plan: Plan, table: TableNow, row: RowNow, head: str) -> BookDifference:
    sprint_id, member_id = json.loads(row.before.ref) if row.before else ("", "")
    names = {member.id: member.name for member in plan.team.members}
    about = bare(table, row, head, noun="person", name=names.get(member_id, member_id))
    was = table.was(row.before, head) if row.before else None
    if was is FORMULA:
        return about
    if head not in _PERSON_CHANGES:
        return about.because(_FROM_CALENDAR)
    try:
        sprint, member = plan.sprint(sprint_id), plan.member(member_id)
    except PlannerError:
        return about.because(GONE)
    before, after = shown(was), shown_now(row.cell(head))
    field = f"{head.lower()} in {sprint.name}"
    try:
        change = _PERSON_CHANGES[head](sprint_id, member, row.cell(head))
    except PlannerError as error:
        return about.with_change(Ready(()), field=field, before=before, after=after).refused(error)
    return about.with_change(change, field=field, before=before, after=after)


def _leave(sprint_id: str, member: Member, cell: CellNow) -> Change:
    """Return leave in the days of a person, who may work less than whole days."""
    return LeaveDays(sprint_id, member.id, (number_of(cell, field="leave") or 0.0) * member.fte)


def _by_hand(sprint_id: str, member: Member, cell: CellNow) -> Change:
    amount = number_of(cell, field="capacity")
    return Ready((SetCapacityOverride(sprint_id, member.id, amount, "" if amount is None else "From the workbook"),))


_PERSON_CHANGES: Final[Mapping[str, Callable[[str, Member, CellNow], Change]]] = {
    "Leave days": _leave,
    "By hand": _by_hand,
}


def sprint_reserve_differences(plan: Plan, table: TableNow) -> Iterator[BookDifference]:
    """Yield the sprints whose own reserve was changed, and formulas that are gone."""
    for row in table.rows:
        for head in changed_heads(table, row):
            yield _single(plan, table, row, head, noun="sprint", makers=_SPRINT_RESERVE)


def velocity_differences(plan: Plan, table: TableNow) -> Iterator[BookDifference]:
    """Yield the closed sprints that are left out of the forecast now; their figures stay."""
    for row in table.rows:
        for head in changed_heads(table, row):
            yield _single(plan, table, row, head, noun="sprint", makers=_CLOSED_SPRINT)


Maker = tuple[str, bool, Callable[[Plan, str, CellNow], Change], Callable[[Plan, Any], Cell]]


def _single(
    plan: Plan, table: TableNow, row: RowNow, head: str, *, noun: str, makers: Mapping[str, Maker]
) -> BookDifference:
    ref = row.before.ref if row.before else ""
    about = bare(table, row, head, noun=noun, name=ref)
    was = table.was(row.before, head) if row.before else None
    if head not in makers or was is FORMULA:
        return about
    field, share, make, now = makers[head]
    try:
        entry = entry_of(plan, noun, ref)
    except PlannerError:
        return about.because(GONE)
    try:
        change = make(plan, ref, row.cell(head))
    except PlannerError as error:
        return about.refused(error)
    return about.with_change(
        change,
        field=field,
        before=shown(was, share=share),
        after=shown_now(row.cell(head), share=share),
        meanwhile=meanwhile(was, now(plan, entry), share=share),
    )


_SPRINT_RESERVE: Final[Mapping[str, Maker]] = {
    "Own reserve": (
        "own reserve",
        True,
        lambda _, ref, cell: Ready((SetSprintReserve(ref, number_of(cell, field="reserve")),)),
        lambda _, sprint: sprint.reserve_share,
    ),
}
_CLOSED_SPRINT: Final[Mapping[str, Maker]] = {
    "Left out of the forecast because": (
        "left out because",
        False,
        lambda _, ref, cell: Ready((ExcludeSprint(ref, text_of(cell)),)),
        lambda _, sprint: sprint.actuals.excluded_because if sprint.actuals else "",
    ),
}


def _words(field: str) -> Field:
    return Field(
        field.replace("_", " "),
        lambda _, entry: str(getattr(entry, field)),
        lambda _, __, cell: ((field, text_of(cell)),),
    )


def _day(field: str) -> Field:
    words = field.replace("_", " ")
    return Field(
        words,
        lambda _, entry: getattr(entry, field),
        lambda _, __, cell: ((field, day_of(cell, field=words)),),
    )


def _spread(noun: str, level: str) -> Field:
    """Return the field of one percentile; the others give way, so that the three stay in order."""

    def values(_: Plan, entry: DebtItem, cell: CellNow) -> tuple[tuple[str, Any], ...]:
        amount = required_number(cell, field=noun)
        known: Spread = getattr(entry, noun)
        bounds = {"p10": known.p10, "p50": known.p50, "p90": known.p90, level: amount}
        if level == "p50":
            bounds["p10"], bounds["p90"] = min(bounds["p10"], amount), max(bounds["p90"], amount)
        return ((noun, Spread(p50=bounds["p50"], p10=bounds["p10"], p90=bounds["p90"])),)

    return Field(f"{noun} {level.upper()}", lambda _, entry: getattr(getattr(entry, noun), level), values)


DEBT_FIELDS: Final[Mapping[str, Field]] = {
    "Title": _words("title"),
    "Component": _words("component"),
    "Owner": _words("owner"),
    **{
        f"{noun.capitalize()} {level.upper()}": _spread(noun, level)
        for noun in ("principal", "interest")
        for level in ("p10", "p50", "p90")
    },
}
EXCEPTION_FIELDS: Final[Mapping[str, Field]] = {
    "Reserve": Field(
        "share", lambda _, entry: entry.share, lambda _, __, cell: (("share", required_number(cell, field="reserve")),),
        share=True,
    ),
    "Reason": _words("reason"),
    "Compensation": _words("compensation"),
    "Owner": _words("owner"),
    "Approved by": _words("approver"),
    "Mitigate by": _day("mitigate_by"),
    "Done on": _day("done_on"),
}  # fmt: skip
SPRINT_FIELDS: Final[Mapping[str, Field]] = {"Goal": _words("goal")}
MILESTONE_FIELDS: Final[Mapping[str, Field]] = {"Milestone": _words("name"), "Target": _day("due")}
PEOPLE_FIELDS: Final[Mapping[str, Field]] = {
    "Person": _words("name"),
    "Share of time": Field(
        "share of time",
        lambda _, member: member.fte,
        lambda _, __, cell: (("fte", required_number(cell, field="fte")),),
        share=True,
    ),
    "Mentoring pd": Field(
        "mentoring",
        lambda _, member: member.mentoring_pd,
        lambda _, __, cell: (("mentoring_pd", number_of(cell, field="mentoring") or 0.0),),
    ),
    "Projects": Field(
        "projects",
        lambda _, member: member.projects,
        lambda _, __, cell: (("projects", int(required_number(cell, field="projects"))),),
    ),
}
