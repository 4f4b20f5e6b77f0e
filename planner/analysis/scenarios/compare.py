"""The plan and its scenarios side by side: the same measures, the same seed, each scenario replayed over the plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum

import numpy as np

from planner.analysis.arrays import quantiles
from planner.analysis.debt.projection import project
from planner.analysis.forecast.results import FinishDate, MilestoneForecast
from planner.analysis.forecast.what_if import under_same_luck
from planner.analysis.reserve.policies import planned_shares
from planner.analysis.view import PlanView
from planner.analysis.wording import chance, day, number, signed, size
from planner.domain.edits.plan import replay
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan, Scenario
from planner.domain.progress import Report, silent

SPRINTS_AHEAD = 4
HALF_YEAR = 13
DRAWN = (15, 50, 85)
BASELINE = ""
"""Identity of the plan itself among its scenarios, as the scenario switch has it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure of one scenario: its text, and the change against the plan; empty when there is none."""

    text: str
    change: str = ""

    @property
    def words(self) -> str:
        """Text and change together: ``"29 Sep (+6 days)"``."""
        return f"{self.text} ({self.change})" if self.change else self.text


@dataclass(frozen=True, slots=True)
class ScenarioEntry:
    """One scenario worked out; the plan itself has the identity :data:`BASELINE`.

    Parameters
    ----------
    edits
        Number of edits.
    cells
        Measure by its key; empty when the scenario no longer fits the plan.
    finish
        Percentile to the date of the goal; empty without a forecast.
    gain
        Percentile to the work done beyond that of the plan by the end of each coming sprint, in the same future,
        starting with 0 today; empty without a forecast or when its luck is its own.
    problem
        Why it cannot be replayed.
    """

    id: str
    name: str
    edits: int
    cells: Mapping[str, Cell]
    finish: Mapping[int, FinishDate]
    gain: Mapping[int, tuple[float, ...]]
    problem: PlannerError | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The plan first, then its scenarios in their order.

    Parameters
    ----------
    measures
        Pairs of key and head, in the order of the columns.
    goal
        What the finish dates are about: the last milestone, or everything open.
    sprint_names
        Coming sprints of the plan's forecast.
    seed, trials
        Of every forecast here: luck is no difference between them.
    """

    entries: tuple[ScenarioEntry, ...]
    measures: tuple[tuple[str, str], ...]
    goal: str
    sprint_names: tuple[str, ...]
    seed: int
    trials: int

    def entry(self, scenario_id: str) -> ScenarioEntry:
        """Return a scenario by its identity, the plan itself when it is not there."""
        return next((entry for entry in self.entries if entry.id == scenario_id), self.entries[0])


def compare_scenarios(plan: Plan, *, today: date, report: Report = silent) -> Comparison:
    """Work out the plan and each of its scenarios.

    Parameters
    ----------
    plan
        The plan as it is stored: scenarios are lists of edits in it.
    today
        The day it is read at.
    """
    base = PlanView(plan, today=today)
    measures = _measures(base)
    total = len(plan.scenarios) + 1
    entries = [_entry(base, base, Scenario(BASELINE, "Baseline"), measures)]
    for place, scenario in enumerate(plan.scenarios, start=1):
        report(place, total, scenario.name)
        entries.append(_worked_out(base, scenario, measures))
    report(total, total, "")
    forecast = base.forecast_if_any
    goal = base.last_milestone
    return Comparison(
        entries=tuple(entries),
        measures=tuple((measure.key, measure.head) for measure in measures),
        goal="everything open" if goal is None else goal.milestone.name,
        sprint_names=() if forecast is None else tuple(entry.name for entry in forecast.sprints),
        seed=plan.settings.seed,
        trials=plan.settings.trials,
    )


def _worked_out(base: PlanView, scenario: Scenario, measures: tuple["_Measure", ...]) -> ScenarioEntry:
    try:
        plan = replay(base.plan, scenario)
    except PlannerError as error:
        return ScenarioEntry(scenario.id, scenario.name, len(scenario.edits), {}, {}, {}, problem=error)
    return _entry(base, under_same_luck(base, plan), scenario, measures)


def _entry(base: PlanView, view: PlanView, scenario: Scenario, measures: tuple["_Measure", ...]) -> ScenarioEntry:
    return ScenarioEntry(
        id=scenario.id,
        name=scenario.name,
        edits=len(scenario.edits),
        cells={measure.key: measure.cell(base, view) for measure in measures},
        finish=_goal_dates(base, view),
        gain=_gain(base, view),
    )


def _gain(base: PlanView, view: PlanView) -> Mapping[int, tuple[float, ...]]:
    """Return percentiles of what a view gets done beyond the plan, future by future."""
    mine, theirs = base.forecast_if_any, view.forecast_if_any
    if mine is None or theirs is None or mine.total.shape != theirs.total.shape:
        return {}
    rows = quantiles(theirs.total - mine.total, [percentile / 100 for percentile in DRAWN])
    return {percentile: tuple(row.tolist()) for percentile, row in zip(DRAWN, rows, strict=True)}


def _goal_dates(base: PlanView, view: PlanView) -> Mapping[int, FinishDate]:
    """Return the dates of what the plan calls its release, in this scenario."""
    forecast = view.forecast_if_any
    if forecast is None:
        return {}
    goal = _same_milestone(base, view)
    return forecast.finish if goal is None else goal.finish


def _same_milestone(base: PlanView, view: PlanView) -> MilestoneForecast | None:
    """Return the plan's last milestone as the scenario has it."""
    wanted, forecast = base.last_milestone, view.forecast_if_any
    if wanted is None or forecast is None:
        return None
    return next((entry for entry in forecast.milestones if entry.milestone.id == wanted.milestone.id), None)


@dataclass(frozen=True, slots=True)
class _Measure:
    """A column: its head and how a view fills it."""

    key: str
    head: str
    value: Callable[[PlanView], float | date | None]
    text: Callable[[float], str] = number

    def cell(self, base: PlanView, view: PlanView) -> Cell:
        """Return the text of a view, and its change against the plan."""
        mine, theirs = self.value(base), self.value(view)
        if theirs is None:
            return Cell("not known")
        if isinstance(theirs, date):
            moved = (theirs - mine).days if isinstance(mine, date) else 0
            return Cell(day(theirs), f"{signed(moved)} {'day' if abs(moved) == 1 else 'days'}" if moved else "")
        text, before = self.text(theirs), "" if mine is None or isinstance(mine, date) else self.text(mine)
        if not before or before == text or isinstance(mine, date) or mine is None:
            return Cell(text)
        return Cell(text, self._difference(theirs - mine))

    def _difference(self, change: float) -> str:
        if self.text is chance:
            return signed(100 * change)
        return signed(change, 1 if abs(change) < 10 and number(change, 1)[-1] != "0" else 0)  # noqa: PLR2004 - short


def _measures(base: PlanView) -> tuple[_Measure, ...]:
    """Return the measures that mean something for a plan."""
    found = []
    sprint = base.next_sprint
    if sprint is not None:
        last = base.plan.coming_sprints()[:SPRINTS_AHEAD][-1].name
        found += [
            _Measure("effective", f"{sprint.name}, person-days", _effective, lambda days: number(days, 1)),
            _Measure("features", f"Feature days to {last}", _feature_days),
        ]
    if base.forecast_if_any is not None:
        found.append(_Measure("promise", "Promise, 85 % sure", _promise, lambda work: size(round(work))))
        found += [
            _Measure(f"finish-{percentile}", f"Done, P{percentile}", _finish_day(base, percentile))
            for percentile in (50, 85)
        ]
        goal = base.last_milestone
        if goal is not None and goal.milestone.due is not None:
            found.append(_Measure("chance", f"By {day(goal.milestone.due)}", _on_time(base), chance))
    if base.plan.debt:
        found.append(_Measure("debt", "Debt in 13 sprints", _debt_later))
    return tuple(found)


def _effective(view: PlanView) -> float | None:
    sprint = view.next_sprint
    return None if sprint is None else view.capacity[sprint.id].steps.effective_pd


def _feature_days(view: PlanView) -> float:
    coming = view.plan.coming_sprints()[:SPRINTS_AHEAD]
    return fsum(view.capacity[sprint.id].steps.feature_pd for sprint in coming)


def _promise(view: PlanView) -> float | None:
    forecast = view.forecast_if_any
    return None if forecast is None else forecast.commitment


def _finish_day(base: PlanView, percentile: int) -> Callable[[PlanView], date | None]:
    def find(view: PlanView) -> date | None:
        dates = _goal_dates(base, view)
        return dates[percentile].day if percentile in dates else None

    return find


def _on_time(base: PlanView) -> Callable[[PlanView], float | None]:
    def find(view: PlanView) -> float | None:
        goal = _same_milestone(base, view)
        return None if goal is None else goal.probability

    return find


def _debt_later(view: PlanView) -> float:
    """Return the register's principal after half a year of the reserves that the plan has, pd."""
    shares = planned_shares(view.plan, HALF_YEAR)
    return float(project(view.parameters, np.asarray(shares), HALF_YEAR).end_debt)
