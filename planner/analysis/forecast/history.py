"""What a plan knows for its forecast: work done in the past, open work in rank order, reserve spent."""

from dataclasses import dataclass
from math import fsum
from statistics import median

from planner.analysis.forecast.results import LeftOut, Note, RemainingWork, VelocityHistory
from planner.analysis.wording import count, listing, size, unit_name
from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.errors import MissingInputError
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.sprint import Sprint, SprintActuals

NOT_FORECAST = frozenset({ItemKind.EPIC, ItemKind.DEBT})
"""An epic is the sum of its children; debt items draw on the reserve."""

FEW_KNOWN = 3
TYPED_STANDS_FOR = (0.75, 1.25)
"""A typed velocity stands for two past sprints, a quarter below and above it.

Fitted, and not checked on other teams: on the 21 teams it was chosen on, with the mean of three sprints typed in, the
range from P15 on then held 85 % of the next sprints (and 81 % with a team's first three). As one sprint it held 93 %
and promised next to nothing, as two equal ones 76 %.
"""


@dataclass(frozen=True, slots=True)
class _Past:
    """One closed sprint that counts."""

    sprint: Sprint
    actuals: SprintActuals
    done: float


def velocity_history(plan: Plan, *, unit: Unit) -> tuple[VelocityHistory, tuple[Note, ...]]:
    """Return the completed work of the closed sprints, and what there is to know about it.

    Parameters
    ----------
    unit
        Unit of the forecast; ``Unit.ITEMS`` counts items whatever the plan's own unit is.

    Raises
    ------
    MissingInputError
        There is neither a closed sprint with known work nor a velocity typed by hand.

    Notes
    -----
    Closed sprints in which nothing at all was completed tell less than a velocity that was typed in, so that one wins.
    """
    past, left_out = _closed(plan, unit=unit)
    notes = [] if not left_out else [_left_out_note(left_out)]
    nothing_done = not any(entry.done for entry in past)
    if not past or (nothing_done and plan.settings.velocity is not None):
        if past:
            text = "Nothing was completed in the closed sprints: the velocity that was typed in is taken instead."
            notes.append(Note("zero-history", text))
        return _typed(plan, left_out), (*notes, Note("typed-velocity", "Velocity was typed in: the range is wide."))
    person_days, note = _person_days(past)
    history = VelocityHistory(
        values=tuple(entry.done for entry in past),
        sprint_ids=tuple(entry.sprint.id for entry in past),
        names=tuple(entry.sprint.name for entry in past),
        past_pd=person_days,
        per_pd=bool(person_days),
        left_out=left_out,
        reserve_share=past_reserve_share(plan),
    )
    return history, (*notes, *note)


def _closed(plan: Plan, *, unit: Unit) -> tuple[tuple[_Past, ...], tuple[LeftOut, ...]]:
    past: list[_Past] = []
    left_out: list[LeftOut] = []
    known = [(sprint, sprint.actuals) for sprint in plan.closed_sprints() if sprint.actuals is not None]
    for place, (sprint, actuals) in enumerate(known):
        done = completed_in(actuals, plan=plan, unit=unit)
        if actuals.excluded_because:
            left_out.append(LeftOut(sprint.id, sprint.name, actuals.excluded_because, done, place))
        elif done is None:
            left_out.append(LeftOut(sprint.id, sprint.name, "number of items unknown", None, place))
        else:
            past.append(_Past(sprint, actuals, done))
    return tuple(past), tuple(left_out)


def completed_in(actuals: SprintActuals, *, plan: Plan, unit: Unit) -> float | None:
    """Return what a sprint completed in a unit; ``None`` when that was not recorded."""
    if unit is Unit.ITEMS and plan.settings.unit is not Unit.ITEMS:
        return None if actuals.completed_items is None else float(actuals.completed_items)
    return actuals.completed


def _typed(plan: Plan, left_out: tuple[LeftOut, ...]) -> VelocityHistory:
    velocity = plan.settings.velocity
    if velocity is None:
        raise MissingInputError("velocity", "close a sprint, import sprint history, or enter a velocity")
    values = tuple(velocity * share for share in TYPED_STANDS_FOR)
    return VelocityHistory(values=values, left_out=left_out, reserve_share=past_reserve_share(plan), typed=True)


def _left_out_note(left_out: tuple[LeftOut, ...]) -> Note:
    names = listing([entry.name for entry in left_out], most=3)
    return Note("excluded-sprints", f"{names} left out of the history.")


def _person_days(past: tuple[_Past, ...]) -> tuple[tuple[float, ...], tuple[Note, ...]]:
    """Return effective person-days of the past sprints, the unknown ones taken as usual, or nothing at all."""
    known = [entry.actuals.effective_pd for entry in past if entry.actuals.effective_pd]
    if len(known) == len(past):
        return tuple(known), ()
    if len(known) < FEW_KNOWN or 2 * len(known) < len(past):
        text = "Past person-days are unknown: leave in the calendar does not move this forecast."
        return (), (Note("raw-velocity", text),)
    usual = fsum(known) / len(known)
    filled = tuple(entry.actuals.effective_pd or usual for entry in past)
    missing = listing([entry.sprint.name for entry in past if not entry.actuals.effective_pd], most=3)
    return filled, (Note("partly-raw", f"Person-days of {missing} are unknown and taken as usual."),)


def past_reserve_share(plan: Plan) -> float:
    """Return the share of capacity that was planned for debt over the policy's window, the target when unknown.

    A coming reserve is a plan, so it is compared with plans: what was really spent differs from them in the future as
    it did in the past, and is inside the history already.
    """
    known = [
        (actuals.reserve_planned_pd, actuals.effective_pd)
        for actuals in (sprint.actuals for sprint in plan.closed_sprints())
        if actuals is not None and actuals.reserve_planned_pd is not None and actuals.effective_pd
    ]
    window = known[-plan.policy.window :]
    capacity = fsum(whole for _, whole in window)
    return fsum(planned for planned, _ in window) / capacity if capacity else plan.policy.target


def counts_as_work(item: BacklogItem) -> bool:
    """Say whether an item takes feature capacity: open, no epic, not paid from the reserve."""
    return item.is_open and item.kind not in NOT_FORECAST


def same_work(before: Plan, after: Plan) -> bool:
    """Say whether two backlogs are one to a forecast: a title, a person or a label does not move it.

    What counts is the state, kind, size and rank of items, what is planned into the next sprint, and the milestones,
    epics and due dates that are forecast.
    """
    return len(before.backlog) == len(after.backlog) and all(
        old is new or _as_forecast(old) == _as_forecast(new)
        for old, new in zip(before.backlog, after.backlog, strict=True)
    )


def _as_forecast(item: BacklogItem) -> tuple[object, ...]:
    called = item.title if item.kind is ItemKind.EPIC else ""
    work = (item.key, item.kind, item.status, item.size, item.sprint_id, item.stretch)
    return *work, item.milestone_id, item.epic, item.due_on, called


def remaining_work(plan: Plan, *, unit: Unit) -> tuple[RemainingWork, tuple[Note, ...]]:
    """Return open work in rank order; what has no estimate is counted with the median of what has one."""
    items = tuple(item for item in plan.backlog if counts_as_work(item))
    keys = tuple(item.key for item in items)
    if unit is Unit.ITEMS:
        return RemainingWork(keys, (1.0,) * len(keys)), ()
    unknown = tuple(item.key for item in items if item.size is None)
    typical = _typical_size(plan) if unknown else 0.0
    sizes = tuple(typical if item.size is None else item.size for item in items)
    work = RemainingWork(keys, sizes, unknown, typical)
    if not unknown:
        return work, ()
    verb = "has" if len(unknown) == 1 else "have"
    text = (
        f"{count(len(unknown), 'item')} {verb} no estimate, counted as {size(typical)} {unit_name(unit, typical)} each."
    )
    return work, (Note("unestimated", text),)


def _typical_size(plan: Plan) -> float:
    """Return the median size of the estimated items, open ones first, else of all, else 1."""
    sized = [item.size for item in plan.backlog if counts_as_work(item) and item.size]
    every = sized or [item.size for item in plan.backlog if item.kind not in NOT_FORECAST and item.size]
    return float(median(every)) if every else 1.0
