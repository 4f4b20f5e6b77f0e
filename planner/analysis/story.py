"""The story of a planning meeting: six slides with one finding each, as values; nothing is drawn here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from planner.analysis import headlines, story_notes
from planner.analysis.capacity import CapacityBreakdown, capacity_of
from planner.analysis.findings import Attention
from planner.analysis.reserve import owed_after
from planner.analysis.reserve_lab import LabResult
from planner.analysis.scenes.capacity_waterfall import capacity_waterfall
from planner.analysis.scenes.finish_ranges import finish_ranges, finish_text
from planner.analysis.scenes.frame import empty_scene
from planner.analysis.scenes.lab_fan import lab_fan
from planner.analysis.scenes.release_fan import release_fan
from planner.analysis.scenes.reserve_history import reserve_history
from planner.analysis.scenes.scene import Scene
from planner.analysis.scenes.sprint_stack import sprint_stack
from planner.analysis.levers import Lever
from planner.analysis.wording import chance, count, day, number, percent, share, size, unit_name
from planner.domain.issue import Severity

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

SURE = 85
MEDIAN = 50
ONE_YEAR = 26  # two-week sprints
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
class Row:
    """One figure of a slide, now and, when something is compared with, before; both ready to be read."""

    name: str
    figure: str
    unit: str = ""
    before: str = ""

    @property
    def now(self) -> str:
        """The figure with its unit."""
        return f"{self.figure} {self.unit}".strip()


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
    was = {row.name: row.figure for row in _ROWS[key](before)}
    return replace(made, notes=notes, rows=tuple(replace(row, before=was.get(row.name, "")) for row in made.rows))


def quick_scene(view: "PlanView", key: SlideKey, *, before: "PlanView | None" = None) -> Scene | None:
    """Return the chart of a slide when it needs no forecast, so that it can follow a lever at once."""
    if key is not SlideKey.CAPACITY or view.next_sprint is None:
        return None
    return _waterfall(view, before)


def _capacity(view: "PlanView", before: "PlanView | None") -> Slide:
    said = headlines.meeting_capacity(view)
    promise = _promise(view)
    figure = "" if promise is None else f"{promise.figure} {promise.unit}"
    words = f"{SURE} % sure of at least this" if promise else ""
    rows = _capacity_rows(view)
    return Slide(SlideKey.CAPACITY, said.title, said.subtitle, figure, words, _waterfall(view, before), rows=rows)


def _waterfall(view: "PlanView", before: "PlanView | None") -> Scene:
    return capacity_waterfall(_next(view), before=None if before is None else _next(before), brackets=True)


def _next(view: "PlanView") -> CapacityBreakdown | None:
    """Return the next sprint's capacity without computing that of the others."""
    sprint = view.next_sprint
    if sprint is None:
        return None
    return view.capacity[sprint.id] if "capacity" in view.__dict__ else capacity_of(view.plan, sprint)


def _reserve(view: "PlanView", before: "PlanView | None") -> Slide:
    status, policy = view.reserve, view.plan.policy
    capacity = _next(view)
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
        rows=_reserve_rows(view),
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
    return Slide(SlideKey.PLAN, said.title, said.subtitle, likely, words, scene, rows=_plan_rows(view))


def _forecast(view: "PlanView", before: "PlanView | None") -> Slide:
    said = headlines.forecast(view)
    found, milestone = view.forecast_if_any, view.last_milestone
    burnup = view.tracking.burnup
    was = None if before is None else before.forecast_if_any
    scene = finish_ranges(found) if burnup is None else release_fan(burnup, found, milestone=milestone, before=was)
    figure, words = "", ""
    if milestone is not None and milestone.probability is not None and milestone.milestone.due is not None:
        figure, words = chance(milestone.probability), f"likely by the target of {day(milestone.milestone.due)}"
    return Slide(SlideKey.FORECAST, said.title, said.subtitle, figure, words, scene, rows=_forecast_rows(view))


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
    title = f"{names} pays back {_by(lab, ahead)}" if ahead else f"{names} does not pay back in ten years"
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
    return Slide(SlideKey.DEBT, title, line, cost, words, lab_fan(lab), rows=_debt_rows(view))


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
        rows=_decision_rows(view),
    )


def _shown(wanted: list[Attention]) -> tuple[Attention, ...]:
    """Return the worst findings, what runs out among them."""
    expiring = [finding for finding in wanted if finding.code in EXPIRING][:2]
    others = [finding for finding in wanted if finding.code not in EXPIRING]
    return (*others[: SHOWN_POINTS - len(expiring)], *expiring)


def _capacity_rows(view: "PlanView") -> tuple[Row, ...]:
    return _known(_features(view), _promise(view), _owed(view))


def _reserve_rows(view: "PlanView") -> tuple[Row, ...]:
    capacity = _next(view)
    kept = None if capacity is None else Row("Reserve", number(capacity.steps.reserve_pd, 1), "pd")
    return _known(kept, _owed(view), _promise(view))


def _plan_rows(view: "PlanView") -> tuple[Row, ...]:
    outlook = view.next_outlook
    if outlook is None:
        return ()
    planned = Row("Planned", size(outlook.load), unit_name(view.plan.settings.unit))
    likely = None if outlook.chance is None else Row("Chance", chance(outlook.chance))
    return _known(planned, _promise(view), likely)


def _forecast_rows(view: "PlanView") -> tuple[Row, ...]:
    milestone = view.last_milestone
    if milestone is None:
        return _known(_promise(view))
    likely = None if milestone.probability is None else Row("Target", chance(milestone.probability), "likely")
    sure = Row(f"{SURE} % sure by", finish_text(milestone, SURE))
    even = Row("Even chance by", finish_text(milestone, MEDIAN))
    return _known(sure, even, likely)


def _debt_rows(view: "PlanView") -> tuple[Row, ...]:
    if view.usual_capacity_pd <= 0:
        return ()
    lab = view.standard_lab
    found = lab.comparisons[0].break_even
    year = min(ONE_YEAR, lab.horizon)
    debt = Row(f"Debt in {lab.name_at(year)}", number(lab.courses[0].principal.p50[year - 1]), "pd")
    return (
        Row("Faster", _by(lab, found.velocity_sprint, word="from")),
        Row("Ahead in total", _by(lab, found.cumulative_sprint, word="from")),
        debt,
    )


def _by(lab: LabResult, sprint: int, *, word: str = "by") -> str:
    """Return when a break-even comes; beyond the named sprints how far away it is."""
    if sprint == 0:
        return "not in ten years"
    return f"{word} {lab.sprint_names[sprint - 1]}" if sprint <= len(lab.sprint_names) else f"in {sprint} sprints"


def _decision_rows(view: "PlanView") -> tuple[Row, ...]:
    milestone = view.last_milestone
    date = None if milestone is None else Row(milestone.milestone.name, finish_text(milestone, SURE), "")
    outlook = view.next_outlook
    likely = (
        None
        if outlook is None or outlook.chance is None
        else Row(f"{outlook.sprint.name} fits", chance(outlook.chance))
    )
    return _known(_promise(view), likely, date)


def _features(view: "PlanView") -> Row | None:
    capacity = _next(view)
    return None if capacity is None else Row("Features", number(capacity.steps.feature_pd, 1), "pd")


def _promise(view: "PlanView") -> Row | None:
    """Return what can be promised for the next sprint."""
    found = view.forecast_if_any
    if found is None or view.next_sprint is None:
        return None
    promise = number(found.commitment)
    return Row("Promise", promise, unit_name(found.unit, 1 if promise == "1" else 2))


def _owed(view: "PlanView") -> Row | None:
    """Return what is owed after the next sprint, when it spends what it keeps."""
    capacity = _next(view)
    if capacity is None:
        return None
    steps = capacity.steps
    owed, _ = owed_after(
        view.plan.policy, owed_pd=view.reserve.owed_pd, capacity_pd=steps.effective_pd, spent_pd=steps.reserve_pd
    )
    return Row("Owed reserve", number(owed, 1), "pd")


def _known(*rows: Row | None) -> tuple[Row, ...]:
    return tuple(row for row in rows if row is not None)


_MAKERS: dict[SlideKey, Callable[["PlanView", "PlanView | None"], Slide]] = {
    SlideKey.CAPACITY: _capacity,
    SlideKey.RESERVE: _reserve,
    SlideKey.PLAN: _plan,
    SlideKey.FORECAST: _forecast,
    SlideKey.DEBT: _debt,
    SlideKey.DECISIONS: _decisions,
}
_ROWS: dict[SlideKey, Callable[["PlanView"], tuple[Row, ...]]] = {
    SlideKey.CAPACITY: _capacity_rows,
    SlideKey.RESERVE: _reserve_rows,
    SlideKey.PLAN: _plan_rows,
    SlideKey.FORECAST: _forecast_rows,
    SlideKey.DEBT: _debt_rows,
    SlideKey.DECISIONS: _decision_rows,
}
