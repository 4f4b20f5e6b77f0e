"""The story of a planning meeting: six slides with one finding each, as values; nothing is drawn here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from planner.analysis.findings import headlines
from planner.analysis.findings.finding import Attention
from planner.analysis.scenes.capacity_waterfall import capacity_waterfall
from planner.analysis.scenes.finish_ranges import finish_ranges
from planner.analysis.scenes.frame import empty_scene
from planner.analysis.scenes.lab_fan import lab_fan
from planner.analysis.scenes.release_fan import release_fan
from planner.analysis.scenes.reserve_history import reserve_history
from planner.analysis.scenes.scene import Scene
from planner.analysis.scenes.sprint_stack import sprint_stack
from planner.analysis.story import notes as story_notes
from planner.analysis.story import rows as story_rows
from planner.analysis.story.levers import Lever
from planner.analysis.story.rows import SURE, Row, next_capacity, promise_of, when
from planner.analysis.wording import chance, count, day, number, percent, share, size
from planner.domain.issue import Severity

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

SHOWN_POINTS = 6
SEEN = 0.05  # of a person-day: less is not shown
EXPIRING = frozenset({"exception-due", "acceptance-due", "review-due"})


class SlideKey(StrEnum):
    """The slides in the order in which a team decides."""

    CAPACITY = "capacity"
    RESERVE = "reserve"
    PLAN = "plan"
    FORECAST = "forecast"
    DEBT = "debt"
    DECISIONS = "decisions"


NAMES: Mapping[SlideKey, str] = {key: key.value.capitalize() for key in SlideKey}

LEVERS: Mapping[SlideKey, tuple[Lever, ...]] = {
    SlideKey.CAPACITY: (Lever.RESERVE, Lever.UNPLANNED, Lever.ON_CALL, Lever.FOCUS),
    SlideKey.RESERVE: (Lever.RESERVE, Lever.UNPLANNED),
    SlideKey.PLAN: (Lever.RESERVE, Lever.AWAY, Lever.MOVED_OUT, Lever.EPIC),
    SlideKey.FORECAST: (Lever.RESERVE, Lever.GROWTH, Lever.EPIC),
    SlideKey.DEBT: (Lever.RESERVE, Lever.COMPARED),
    SlideKey.DECISIONS: (Lever.RESERVE, Lever.MOVED_OUT, Lever.EPIC),
}


@dataclass(frozen=True, slots=True)
class Slide:
    """One idea.

    Parameters
    ----------
    title, subtitle
        The finding, and its dates and range.
    figure, figure_words
        The one number to remember.
    scene
        The chart; ``None`` on the slide that lists ``points`` instead.
    rows
        The figures that follow the levers.
    notes
        What the figures rest on, for whoever speaks.
    """

    key: SlideKey
    title: str
    subtitle: str
    figure: str = ""
    figure_words: str = ""
    scene: Scene | None = None
    points: tuple[Attention, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()


def story(view: "PlanView") -> tuple[Slide, ...]:
    """Return all six slides of a plan."""
    return tuple(slide_of(view, key) for key in SlideKey)


def slide_of(view: "PlanView", key: SlideKey, *, before: "PlanView | None" = None) -> Slide:
    """Return one slide.

    Parameters
    ----------
    before
        What to compare with: it gives the dashed outlines of the chart and the column beside the figures.
    """
    made = _MAKERS[key](view, before)
    notes = story_notes.NOTES[key.value](view)
    if before is None:
        return replace(made, notes=notes)
    was = {row.name: row.figure for row in story_rows.ROWS[key.value](before)}
    return replace(made, notes=notes, rows=tuple(replace(row, before=was.get(row.name, "")) for row in made.rows))


def quick_scene(view: "PlanView", key: SlideKey, *, before: "PlanView | None" = None) -> Scene | None:
    """Return the chart of a slide when it needs no forecast, so that it can follow a lever at once."""
    if key is not SlideKey.CAPACITY or view.next_sprint is None:
        return None
    return _waterfall(view, before)


def _capacity(view: "PlanView", before: "PlanView | None") -> Slide:
    said = headlines.meeting_capacity(view)
    promise = promise_of(view)
    figure = "" if promise is None else f"{promise.figure} {promise.unit}"
    words = f"{SURE} % sure of at least this" if promise else ""
    rows = story_rows.capacity(view)
    return Slide(SlideKey.CAPACITY, said.title, said.subtitle, figure, words, _waterfall(view, before), rows=rows)


def _waterfall(view: "PlanView", before: "PlanView | None") -> Scene:
    return capacity_waterfall(
        next_capacity(view), before=None if before is None else next_capacity(before), brackets=True
    )


def _reserve(view: "PlanView", before: "PlanView | None") -> Slide:
    status, policy = view.reserve, view.plan.policy
    capacity = next_capacity(view)
    spent = share(round(status.rho, 3)) if status.rho is not None else ""
    sprints = count(min(policy.window, len(status.rows)), "sprint")
    title = f"{spent} of the last {sprints} went into refactoring" if spent else "No reserve was kept so far"
    kept = 0.0 if capacity is None else capacity.steps.reserve_pd
    name = "" if view.next_sprint is None else view.next_sprint.name
    coming = (name, view.reserve_share) if name else None
    was = None if before is None else before.reserve_share
    return Slide(
        SlideKey.RESERVE,
        title,
        _ledger(view),
        share(view.reserve_share) if name else "",
        f"of {name}, {number(kept, 1)} person-days" if name else "",
        reserve_history(status, policy=policy, coming=coming, before=was),
        rows=story_rows.reserve(view),
    )


def _ledger(view: "PlanView") -> str:
    status, policy = view.reserve, view.plan.policy
    agreed = f"Agreed are {size(policy.floor * 100)} to {percent(policy.ceiling)}."
    if status.owed_pd < SEEN:
        return f"{agreed} Nothing is owed."
    owed = f"{number(status.owed_pd, 1)} person-days are owed since {status.owed_since}"
    if view.next_sprint is None:
        return f"{agreed} {owed}."
    return f"{agreed} {owed}; the rule proposes {percent(status.proposed_share)} for {view.next_sprint.name}."


def _plan(view: "PlanView", before: "PlanView | None") -> Slide:
    said = headlines.sprints(view)
    outlook = view.next_outlook
    likely = "" if outlook is None or outlook.chance is None else chance(outlook.chance)
    words = "" if outlook is None or not likely else f"likely to finish all of {outlook.sprint.name}"
    scene = sprint_stack(view.outlooks, before=() if before is None else before.outlooks)
    return Slide(SlideKey.PLAN, said.title, said.subtitle, likely, words, scene, rows=story_rows.plan(view))


def _forecast(view: "PlanView", before: "PlanView | None") -> Slide:
    said = headlines.forecast(view)
    found, milestone = view.forecast_if_any, view.last_milestone
    burnup = view.tracking.burnup
    was = None if before is None else before.forecast_if_any
    scene = finish_ranges(found) if burnup is None else release_fan(burnup, found, milestone=milestone, before=was)
    figure, words = "", ""
    if milestone is not None and milestone.probability is not None and milestone.milestone.due is not None:
        figure, words = chance(milestone.probability), f"likely by the target of {day(milestone.milestone.due)}"
    return Slide(SlideKey.FORECAST, said.title, said.subtitle, figure, words, scene, rows=story_rows.forecast(view))


def _debt(view: "PlanView", before: "PlanView | None") -> Slide:
    del before
    totals = view.register.totals
    if view.usual_capacity_pd <= 0:
        empty = empty_scene("reserve-lab", "What a reserve buys", "Add people to see what a reserve buys.")
        return Slide(SlideKey.DEBT, "Nobody is in the team yet", "Add people and a sprint.", scene=empty)
    lab = view.standard_lab
    found = lab.comparisons[0]
    high, low = share(found.high), share(found.low)
    ahead = found.break_even.cumulative_sprint
    names = f"A reserve of {high} against {low}"
    title = f"{names} pays back {when(lab, ahead)}" if ahead else f"{names} does not pay back in ten years"
    if found.high == found.low:
        title = f"A reserve of {high}, with nothing to compare"
    given = max(0.0, found.cost_features[1])
    low_range, high_range = (number(max(0.0, value)) for value in (found.cost_features[0], found.cost_features[2]))
    line = (
        f"It costs {number(given)} ideal days of features until {found.cost_sprint}, {low_range} to {high_range} "
        "from P10 to P90."
    )
    cost = f"{number(totals.interest.p50, 1)} pd" if totals.entries else ""
    words = "a sprint goes into interest" if totals.entries else ""
    return Slide(SlideKey.DEBT, title, line, cost, words, lab_fan(lab), rows=story_rows.debt(view))


def _decisions(view: "PlanView", before: "PlanView | None") -> Slide:
    del before
    wanted = [
        finding for finding in view.attention if finding.severity is not Severity.NOTE or finding.code in EXPIRING
    ]
    due = sum(1 for finding in wanted if finding.code in EXPIRING)
    title = f"{count(len(wanted), 'thing')} to agree on today" if wanted else "Nothing has to be decided today"
    line = "What moves a promise or a date, and what runs out."
    more = len(wanted) - SHOWN_POINTS
    if more > 0:
        line = f"{line} {more} more on the overview."
    figure = str(due) if due else ""
    words = f"{'agreement runs' if due == 1 else 'agreements run'} out soon" if due else ""
    return Slide(
        SlideKey.DECISIONS,
        title,
        line if wanted else "Promise, dates and agreements hold.",
        figure,
        words,
        points=_shown(wanted),
        rows=story_rows.decisions(view),
    )


def _shown(wanted: list[Attention]) -> tuple[Attention, ...]:
    """Return the worst findings, what runs out among them."""
    expiring = [finding for finding in wanted if finding.code in EXPIRING][:2]
    others = [finding for finding in wanted if finding.code not in EXPIRING]
    return (*others[: SHOWN_POINTS - len(expiring)], *expiring)


_MAKERS: dict[SlideKey, Callable[["PlanView", "PlanView | None"], Slide]] = {
    SlideKey.CAPACITY: _capacity,
    SlideKey.RESERVE: _reserve,
    SlideKey.PLAN: _plan,
    SlideKey.FORECAST: _forecast,
    SlideKey.DEBT: _debt,
    SlideKey.DECISIONS: _decisions,
}
