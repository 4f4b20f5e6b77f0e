"""What the team's closed sprints say about the debt model: which ranges they narrow, and what stays unknown."""

from dataclasses import dataclass, replace
from math import isnan, nan
from statistics import fmean

from planner.analysis.debt.learning import DRAWS, INFORMED_FROM, LEARNED, Learned, PastSprint, learn
from planner.analysis.debt.parameters import SYMBOLS, DebtParameters
from planner.analysis.debt.spreads import Spreads
from planner.analysis.wording import count, listing, percent
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent
from planner.domain.settings import DebtParameter, PlanSettings, Unit
from planner.domain.sprint import Sprint, SprintActuals

__all__ = ["LearnedLine", "OwnPast", "own_past", "past_sprints", "with_learned"]

RATES = ("g", "eps", "c", "tau")
"""What stays as it is over time; waste and principal are those of the first sprint and belong there."""
OWN, NOT_OWN = "your data", "from literature, not from your data"
FEWEST = 6
_SHORT = {
    "g": "new debt per day of features",
    "eps": "what a day of reserve removes",
    "w0": "the time lost at their start",
    "D0": "the principal at their start",
    "c": "contagion",
    "tau": "targeting",
}
CAVEATS = (
    "Teams re-base points as work gets harder, which hides interest; points alone reveal nothing about it.",
    "People who come or go look like debt.",
    "When the reserve never varies, only the sum of new and repaid principal shows, not either of them.",
    "A register that was estimated anew is no flow: its step is read as one.",
)


@dataclass(frozen=True, slots=True)
class LearnedLine:
    """One parameter before and after the team's sprints were weighed in.

    Parameters
    ----------
    before, span
        Middle and P10 to P90 of the range that was drawn from.
    after
        Mean after weighing.
    shrinkage
        ``1 - sd after / sd before``, in words; below 20 % nothing was learned.
    label
        Whose value it is now.
    """

    id: str
    meaning: str
    before: str
    span: str
    after: str
    shrinkage: float
    label: str

    @property
    def is_own(self) -> bool:
        """Say whether the team's own sprints tell it."""
        return self.label == OWN


@dataclass(frozen=True, slots=True)
class OwnPast:
    """What the closed sprints say.

    Parameters
    ----------
    sprints
        Number of closed sprints weighed.
    sentence
        What was learned, in one sentence.
    notes
        How far to trust it.
    rates
        Learned values that may replace the literature's, by name; empty when nothing was learned.
    """

    sprints: int
    lines: tuple[LearnedLine, ...]
    sentence: str
    notes: tuple[str, ...]
    rates: tuple[tuple[str, float], ...]


def past_sprints(plan: Plan) -> tuple[PastSprint, ...]:
    """Return the closed sprints whose reserve is known, oldest first; other unknown figures stay unknown.

    A reserve that was agreed stands in for one whose use nobody wrote down.
    """
    found = []
    for sprint in plan.closed_sprints():
        actuals = sprint.actuals
        if actuals is not None and actuals.effective_pd and not actuals.excluded_because:
            found.append(_past(sprint, actuals, plan))
    return tuple(found)


def _past(sprint: Sprint, actuals: SprintActuals, plan: Plan) -> PastSprint:
    effective = actuals.effective_pd or nan
    spent = actuals.reserve_planned_pd if actuals.reserve_spent_pd is None else actuals.reserve_spent_pd
    agreed = plan.policy.target if sprint.reserve_share is None else sprint.reserve_share
    known = nan if actuals.principal_pd is None else actuals.principal_pd
    return PastSprint(
        reserve=min(1.0, agreed if spent is None else spent / effective), velocity=actuals.completed, principal=known
    )


def _start(plan: Plan, parameters: DebtParameters) -> DebtParameters:
    """Return the parameters of the first of these sprints: its principal and the capacity of those days."""
    closed = [sprint.actuals for sprint in plan.closed_sprints() if sprint.actuals is not None]
    effective = [actuals.effective_pd for actuals in closed if actuals.effective_pd]
    known = next((actuals for actuals in closed if actuals.principal_pd is not None), None)
    values = {"C": fmean(effective)} if effective else {}
    if known is not None and known.principal_pd is not None:
        values["D0"] = max(
            1.0, known.principal_pd - (known.principal_added_pd or 0.0) + (known.principal_paid_pd or 0.0)
        )
    return parameters.with_values(basis=parameters.basis_of("D0"), **values) if values else parameters


def own_past(plan: Plan, parameters: DebtParameters, *, report: Report = silent) -> OwnPast:
    """Weigh the ranges of the literature by the team's closed sprints.

    Parameters
    ----------
    parameters
        Those of today.
    """
    past = past_sprints(plan)
    if not past:
        words = "No closed sprint knows its person-days, so nothing can be learned yet."
        return OwnPast(0, (), words, CAVEATS, ())
    report(0, 1, "weighing")
    start = replace(_start(plan, parameters), bases=())
    in_points = plan.settings.unit is not Unit.DAYS
    learned = learn(start, past, in_points=in_points, seed=plan.settings.seed)
    report(1, 1, "")
    return _told(start, learned, past, in_points=in_points)


def _told(start: DebtParameters, learned: Learned, past: tuple[PastSprint, ...], *, in_points: bool) -> OwnPast:
    spans = Spreads().ranges(start)
    lines = tuple(
        _line(start, learned, name, span=spans[name]) for name in LEARNED if name in learned.shrinkage and name in spans
    )
    own = [line for line in lines if line.is_own]
    names = listing([_SHORT[line.id] for line in own])
    sentence = (
        f"Your {count(len(past), 'sprint')} say something about {names}."
        if own
        else (
            f"Your {count(len(past), 'sprint')} say nothing that narrows a range: every value stays the literature's."
        )
    )
    rates = tuple((line.id, float(getattr(learned.parameters, line.id))) for line in own if line.id in RATES)
    return OwnPast(len(past), lines, sentence, _notes(learned, past, in_points=in_points), rates)


def _line(start: DebtParameters, learned: Learned, name: str, *, span: tuple[float, float]) -> LearnedLine:
    shrinkage = learned.shrinkage[name]
    own = shrinkage >= INFORMED_FROM
    suffix = "" if name in RATES else ", at the first of these sprints"
    return LearnedLine(
        id=name,
        meaning=f"{SYMBOLS[name].meaning}{suffix}",
        before=f"{getattr(start, name):.3g}",
        span=f"{span[0]:.3g} to {span[1]:.3g}",
        after=f"{getattr(learned.parameters, name):.3g}" if own else "",
        shrinkage=shrinkage,
        label=OWN if own else NOT_OWN,
    )


def _notes(learned: Learned, past: tuple[PastSprint, ...], *, in_points: bool) -> tuple[str, ...]:
    carried = f"{learned.effective_draws:,.0f} of {DRAWS:,} draws carry the result"
    few = "; too few to lean on." if learned.warnings else "."
    notes = [f"{carried}{few}"]
    if len(past) < FEWEST:
        notes.append(f"Fewer than {FEWEST} sprints: expect the ranges to move.")
    if in_points:
        notes.append("Velocity is in points, whose worth is unknown: only its shape over time counts.")
    if all(isnan(sprint.principal) for sprint in past):
        notes.append("No sprint knows the principal of the register at its end; take a snapshot or close sprints here.")
    return (*notes, *CAVEATS)


def with_learned(settings: PlanSettings, found: OwnPast) -> PlanSettings:
    """Return settings in which the learned rates replace the literature's, labelled as the team's own."""
    names = {name for name, _ in found.rates}
    others = tuple(entry for entry in settings.debt_parameters if entry.name not in names)
    own = tuple(DebtParameter(name, round(value, 4), OWN) for name, value in found.rates)
    return replace(settings, debt_parameters=(*others, *own))


def shrinkage_words(line: LearnedLine) -> str:
    """Return how far a range narrowed; one that widened narrowed by nothing."""
    return percent(max(0.0, line.shrinkage))
