"""The reserve lab in words: its figures, its thresholds, what is literature in it, and the range that is best."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.analysis.debt.closed_forms import Thresholds
from planner.analysis.debt.parameters import Basis, DebtParameters
from planner.analysis.debt.policy import BestReserve, ReserveRange, Swing, best_reserve, tornado
from planner.analysis.debt.projection import project_many
from planner.analysis.reserve.buckets import bucket_words, rule_words
from planner.analysis.reserve.lab import CHECKPOINTS, ONE_YEAR, Comparison, LabMoney, LabResult
from planner.analysis.reserve.proposal import next_share, unused_pd
from planner.analysis.wording import chance, count, day, money, number, pd, percent, share

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

NOT_WITHIN = "not within ten years"
SEARCHED_TO = 0.5
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class LabFigure:
    """A line of the panel; ``uncertain`` ones come from drawn futures and lag behind the slider."""

    code: str
    name: str
    value: str
    note: str = ""
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class AheadBar:
    """The chance of being ahead in total by a sprint; ``probability`` in [0, 1]."""

    probability: float
    words: str


@dataclass(frozen=True, slots=True)
class LabFigures:
    """The panel beside the lab's chart: a head, figures, the chances, more figures, and a note."""

    head: str
    costs: tuple[LabFigure, ...]
    ahead: tuple[AheadBar, ...]
    later: tuple[LabFigure, ...]
    note: str


def lab_figures(lab: LabResult) -> LabFigures:
    """Return the figures of a lab of one reserve, or of one against another."""
    found = lab.comparisons[0] if lab.comparisons else None
    head = f"{lab.courses[0].label} reserve" if found is None else f"{found.high_name} against {found.low_name}"
    return LabFigures(
        head=head,
        costs=() if found is None else _costs(lab, found),
        ahead=() if found is None else _ahead(lab, found),
        later=(_debt_left(lab), *_money(lab)),
        note=basis_note(lab),
    )


def _costs(lab: LabResult, found: Comparison) -> tuple[LabFigure, ...]:
    low, middle, high = found.cost_features
    faster, ahead = found.break_even.velocity_sprint, found.break_even.cumulative_sprint
    return (
        LabFigure(
            "cost",
            f"Costs in features until {found.cost_sprint}",
            f"{number(middle)} ideal days",
            f"{number(low)} to {number(high)}",
            uncertain=True,
        ),
        LabFigure("faster", "Faster from", *_when(lab, faster)),
        LabFigure("ahead", "Ahead in total from", *_when(lab, ahead)),
    )


def _when(lab: LabResult, sprint: int) -> tuple[str, str]:
    return (lab.name_at(sprint), count(sprint, "sprint")) if sprint > 0 else (NOT_WITHIN, "")


def _ahead(lab: LabResult, found: Comparison) -> tuple[AheadBar, ...]:
    return tuple(
        AheadBar(found.ahead[sprint], f"**{chance(found.ahead[sprint])}** by {lab.name_at(sprint)}")
        for sprint in CHECKPOINTS
        if sprint in found.ahead
    )


def _beside_course(lab: LabResult) -> str:
    """Return what the second course is, behind a figure of it: ``"at 5 %"``, ``"in two phases"``."""
    other = lab.courses[1]
    return other.name if other.name.startswith("as ") else f"{'in' if other.name else 'at'} {other.label}"


def _debt_left(lab: LabResult) -> LabFigure:
    after = min(ONE_YEAR, lab.horizon)
    left = [course.principal.p50[after - 1] for course in lab.courses]
    note = f"{number(left[1])} {_beside_course(lab)}" if len(left) > 1 else ""
    return LabFigure("debt", f"Debt left after {count(after, 'sprint')}", f"{number(left[0])} pd", note)


def _money(lab: LabResult) -> tuple[LabFigure, ...]:
    found = lab.money
    if found is None:
        return ()
    later = found.in_one_year
    note = f"{_beside(found, later[1], figure=later[0])} {_beside_course(lab)}" if len(later) > 1 else ""
    return (
        LabFigure(
            "interest",
            "Interest per quarter, now",
            money(found.now, found.currency),
            f"{_beside(found, found.now_low, figure=found.now)} to {_beside(found, found.now_high, figure=found.now)}",
        ),
        LabFigure("interest-later", "in one year", money(later[0], found.currency), note),
    )


def _beside(found: LabMoney, cost: float, *, figure: float) -> str:
    """Return money beside a figure: without its sign, and without the letter when both have the same."""
    text, other = (money(amount, found.currency).removeprefix(f"{found.currency} ") for amount in (cost, figure))
    return text.removesuffix(other[-2:]) if other[-2:] == text[-2:] and other.endswith((" k", " m")) else text


def basis_note(lab: LabResult) -> str:
    """Return where the values come from: "Four values are from the literature, five from your data."."""
    literature, own, entered = (lab.basis.get(basis, 0) for basis in (Basis.LITERATURE, Basis.YOUR_DATA, Basis.ENTERED))
    verb = "value is" if literature == 1 else "values are"
    parts = [f"{in_words(literature).capitalize()} {verb} from the literature"]
    parts += [f"{in_words(own)} from your data"] if own else []
    parts += [f"{in_words(entered)} entered"] if entered else []
    text = f"{', '.join(parts)}."
    if lab.money is None:
        return f"{text} Enter what a person-day costs to see money."
    return f"{text} {money(lab.money.cost_per_pd, lab.money.currency)} a day is yours."


def in_words(amount: int) -> str:
    """Return a small count as a word, a larger one in digits.

    >>> in_words(4), in_words(12)
    ('four', '12')
    """
    return _WORDS[amount] if amount < len(_WORDS) else str(amount)


def threshold_words(found: Thresholds) -> tuple[tuple[float, str], ...]:
    """Return the marks over the slider, each a share and its words; what lies beyond the scale has no mark."""
    marks = (
        (found.r_tip, "tips over"),
        (found.r_hold, "holds today"),
        (found.r_neutral, "keeps clean code clean"),
    )
    return tuple((at, f"**{share(round(at, 3))}** {words}") for at, words in marks if 0 <= at <= SEARCHED_TO)


def lab_subtitle(view: "PlanView", reserve: float, against: float | None) -> str:
    """Return what the lab compares, and on what capacity."""
    versus = "" if against is None or against == reserve else f", against {share(against)}"
    return f"what {share(reserve)} buys and costs{versus}, on {number(view.parameters.C)} person-days a sprint"


def best_words(parameters: DebtParameters, horizon: int, *, discount: float = 0.0) -> str:
    """Return the reserves within 1 % of the best, under both objectives: always ranges, never one number."""
    found: BestReserve = best_reserve(parameters, horizon=horizon, most=SEARCHED_TO, discount=discount)
    waiting = f", {share(discount)} a year off" if discount else ""
    return f"Near best: {_span(found.features)} for features alone, {_span(found.net)} with debt priced{waiting}"


@dataclass(frozen=True, slots=True)
class Gain:
    """What a reserve gains over another one, ideal pd, what it hangs on, and what is compared."""

    gain: float
    swings: tuple[Swing, ...]
    words: str


def gain_of(parameters: DebtParameters, shares: Sequence[float], horizon: int) -> Gain:
    """Return the features that the higher of two reserves gains, and how far each parameter moves that.

    A reserve alone is compared with none.
    """
    first, second = (*shares, 0.0)[:2]
    high, low = max(first, second), min(first, second)
    delivered = project_many(parameters, [high, low], horizon).V.sum(axis=1)
    words = f"{share(high)} against {share(low)} over {count(horizon, 'sprint')}"
    swings = tornado(parameters, high=high, low=low, horizon=horizon)
    return Gain(float(delivered[0] - delivered[1]), swings, words)


def _span(found: ReserveRange) -> str:
    if found.high >= SEARCHED_TO - 1e-9:
        return f"from {percent(found.low)}"
    return f"{percent(found.low).removesuffix(' %')} to {percent(found.high)}"


def owed_sentence(view: "PlanView") -> str:
    """Return what the team owes itself, as one sentence for the product owner."""
    status = view.reserve
    if not status.rows:
        return "No closed sprint knows its reserve yet."
    cut = f" {pd(status.written_off_pd)} were written off." if status.written_off_pd >= 0.05 else ""  # noqa: PLR2004 - shown
    if not status.owed_since:
        return f"Nothing is owed: the reserve was spent as agreed.{cut}"
    sprint = view.next_sprint
    ask = f"; keeping {share(status.proposed_share)} in {sprint.name} starts to catch it up" if sprint else ""
    since = next((entry for entry in view.plan.sprints if entry.name == status.owed_since), None)
    month = f" ({day(since.period.start)})" if since else ""
    return f"We owe {pd(status.owed_pd)} of refactoring since {status.owed_since}{month}{ask}.{cut}"


def agreed_words(view: "PlanView") -> str:
    """Return what is agreed, what is proposed next and why, and reserve that finds no debt."""
    policy, found, unused = view.plan.policy, next_share(view), unused_pd(view)
    band = f"{number(policy.floor * 100)} to {percent(policy.ceiling)}"
    parts = [f"Agreed: {percent(policy.target)}, {band}"]
    parts += [bucket_words(bucket) for bucket in policy.buckets] + [rule_words(rule) for rule in policy.rules]
    parts += [f"goal {pd(policy.goal_pd)}"] if policy.goal_pd is not None else []
    text = f"{'; '.join(parts)}. Proposed next: {share(round(found.share, 3))}. {found.sentence}"
    if unused <= 0 or view.next_sprint is None:
        return text
    return f"{text} {pd(unused)} of {view.next_sprint.name} find no debt and can go to features."
