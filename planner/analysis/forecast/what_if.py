"""Questions people ask in a planning meeting, as lists of edits, and what each of them changes."""

from dataclasses import dataclass, replace
from datetime import date

from planner.analysis.forecast.results import PlanForecast
from planner.analysis.scenes.finish_ranges import finish_text
from planner.analysis.view import PlanView
from planner.analysis.wording import amount, day, number, percent
from planner.domain.backlog import Status
from planner.domain.calendar import ONE_DAY, Period
from planner.domain.edits import (
    AddMember,
    ChangeMember,
    ChangeSettings,
    SetAvailability,
    SetSprintReserve,
    SetStatus,
)
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Plan, Scenario
from planner.domain.settings import ScopeGrowth
from planner.domain.team import AbsenceKind, Member, Ramp

SURE = 85


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A question with a name of its own and the edits that make it true."""

    name: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One figure before and after, in words."""

    what: str
    before: str
    after: str


def somebody_away(plan: Plan, *, member_id: str, first: date, working_days: int) -> WhatIf:
    """Return the question of one person being ill for some working days from a day on.

    Raises
    ------
    InvalidValueError
        When the days are not positive.
    """
    if working_days < 1:
        raise InvalidValueError("days", working_days, "at least 1")
    member = plan.member(member_id)
    week = plan.team.week_of(member)
    last, left = first, working_days - (week.share_on(first) > 0)
    while left > 0:
        last += ONE_DAY
        left -= week.share_on(last) > 0
    away = SetAvailability(member_id, Period(first, last + ONE_DAY), 1.0, AbsenceKind.SICK)
    return WhatIf(f"{member.name} away {working_days} days from {day(first)}", (away,))


def somebody_joins(plan: Plan, *, joined: date, name: str = "New colleague") -> WhatIf:
    """Return the question of one more person from a day on, who ramps up as newcomers do."""
    taken = {member.id for member in plan.team.members}
    number_of = next(place for place in range(1, len(taken) + 2) if f"joiner-{place}" not in taken)
    place = plan.team.members[0].place if plan.team.members else ""
    member = Member(f"joiner-{number_of}", name, place=place, joined=joined, ramp=Ramp(joined))
    return WhatIf(f"{name} joins on {day(joined)}", (AddMember(member),))


def somebody_leaves(plan: Plan, *, member_id: str, left: date) -> WhatIf:
    """Return the question of one person leaving; ``left`` is the first day without them."""
    member = plan.member(member_id)
    return WhatIf(f"{member.name} leaves on {day(left)}", (ChangeMember(replace(member, left=left)),))


def another_reserve(plan: Plan, *, share: float, sprints: int) -> WhatIf:
    """Return the question of another debt reserve in the next sprints."""
    coming = plan.coming_sprints()[:sprints]
    edits = tuple(SetSprintReserve(sprint.id, share) for sprint in coming)
    return WhatIf(f"{percent(share)} reserve for {len(coming)} sprints", edits)


def epic_dropped(plan: Plan, *, epic: str) -> WhatIf:
    """Return the question of an epic whose open items are not done."""
    dropped = [item for item in plan.backlog if item.epic == epic and item.is_open]
    edits = tuple(SetStatus(item.key, Status.CANCELLED) for item in dropped)
    return WhatIf(f"Without {epic}", edits)


def scope_grows(plan: Plan, *, likely: float) -> WhatIf:
    """Return the question of a backlog that grows by some work every sprint, from none to twice as much."""
    growth = ScopeGrowth(0.0, likely, 2 * likely)
    return WhatIf(
        f"Scope grows by {number(likely)} a sprint", (ChangeSettings(replace(plan.settings, scope_growth=growth)),)
    )


def asked_in_meetings(view: PlanView) -> tuple[WhatIf, ...]:
    """Return the questions that come up in most planning meetings, as far as a plan can answer them."""
    plan, sprint = view.plan, view.next_sprint
    if sprint is None:
        return ()
    first = max(sprint.period.start, view.today)
    found = [somebody_joins(plan, joined=first), another_reserve(plan, share=plan.policy.ceiling, sprints=4)]
    if plan.team.members:
        found.insert(0, somebody_away(plan, member_id=plan.team.members[0].id, first=first, working_days=5))
    epics = sorted({item.epic for item in plan.backlog if item.epic and item.is_open})
    return (*found, epic_dropped(plan, epic=epics[0])) if epics else tuple(found)


def scenario_of(plan: Plan, question: WhatIf) -> Scenario:
    """Return a question as a scenario with an identity that is free."""
    taken = {entry.id for entry in plan.scenarios}
    number_of = next(place for place in range(1, len(taken) + 2) if f"scenario-{place}" not in taken)
    return Scenario(f"scenario-{number_of}", question.name, question.edits)


def outcomes(view: PlanView, question: WhatIf) -> tuple[Outcome, ...]:
    """Return what a question changes: capacity and promise of the next sprint, and the dates of the milestones.

    Both sides draw the same futures, so that luck is not mistaken for an effect.
    """
    plan = view.plan
    for edit in question.edits:
        plan = edit.apply(plan)
    other = under_same_luck(view, plan)
    rows: list[Outcome] = []
    if view.next_sprint is not None and other.next_sprint is not None:
        before, after = (side.capacity[view.next_sprint.id].steps.effective_pd for side in (view, other))
        rows.append(Outcome(f"{view.next_sprint.name}, person-days", number(before, 1), number(after, 1)))
    mine, theirs = view.forecast_if_any, other.forecast_if_any
    return (*rows, *_dates(mine, theirs)) if mine is not None and theirs is not None else tuple(rows)


def under_same_luck(view: PlanView, plan: Plan) -> PlanView:
    """Return the view of a changed plan whose forecast draws the futures of ``view``: same seed, number and sprints.

    Where most of the work lies beyond those sprints the forecast looks further, and its luck is its own.
    """
    mine = view.forecast_if_any
    settings = replace(plan.settings, seed=view.plan.settings.seed, trials=view.plan.settings.trials)
    other = view.successor(plan if settings == plan.settings else replace(plan, settings=settings))
    if mine is None or "forecast" in other.__dict__:
        return other
    other.sprints_ahead = len(mine.sprints)
    theirs = other.forecast_if_any
    if theirs is None or theirs.finish[SURE].day is not None or theirs.remaining.total <= 0:
        return other
    further = view.successor(other.plan)
    return further if further.forecast_if_any is not None else other


def _dates(mine: PlanForecast, theirs: PlanForecast) -> tuple[Outcome, ...]:
    promise = Outcome(
        "Promise, 85 % sure",
        amount(round(mine.commitment), mine.unit),
        amount(round(theirs.commitment), theirs.unit),
    )
    pairs = zip(mine.milestones, theirs.milestones, strict=True)
    dates = tuple(Outcome(f"{a.milestone.name}, P{SURE}", finish_text(a, SURE), finish_text(b, SURE)) for a, b in pairs)
    return (promise, *dates)
