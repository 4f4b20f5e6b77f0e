"""Policies side by side in words: what each delivers, leaves behind, and when which of them is ahead."""

from dataclasses import dataclass

from planner.analysis.debt.policy import net_features
from planner.analysis.reserve.lab import CHECKPOINTS, Comparison, LabCourse, LabResult
from planner.analysis.wording import chance, count, number, percent

NOT_IN_TEN_YEARS = "not in ten years"
SAME = "no difference"
CONSTANT = "the same every sprint"


@dataclass(frozen=True, slots=True)
class PolicyMeasure:
    """One measure of every policy, in the order of the lab; ``tip`` says how it is meant."""

    id: str
    name: str
    texts: tuple[str, ...]
    tip: str = ""


def policy_measures(lab: LabResult, *, discount: float = 0.0) -> tuple[PolicyMeasure, ...]:
    """Return the policies of a lab measure by measure; the first policy is what the others are compared with.

    Figures are P50 with P10 to P90 behind them, in ideal or person-days.
    """
    details = {policy.name: policy.detail for policy in lab.policies}
    last, sprints = lab.name_at(lab.horizon), count(lab.horizon, "sprint")
    off = f", {percent(discount)} a year off" if discount else ""

    def of_courses(key: str, name: str, tip: str, texts: list[str]) -> PolicyMeasure:
        return PolicyMeasure(key, name, tuple(texts), tip)

    courses = lab.courses
    return (
        of_courses("what", "What it does", "", [details.get(course.name, CONSTANT) for course in courses]),
        of_courses(
            "first", f"Features in {lab.name_at(1)}", "P50", [number(course.velocity.p50[0], 1) for course in courses]
        ),
        of_courses("last", f"Features in {last}", "P50 with P10 to P90", [_velocity(course) for course in courses]),
        of_courses("total", f"Features in {sprints}", "P50 with P10 to P90", [_total(course) for course in courses]),
        of_courses(
            "net",
            f"The same less the debt left behind{off}",
            "On the path without luck; a day of debt is priced at today's rate, (1 - w0) / eps",
            [number(float(net_features(lab.parameters, course.projection, discount=discount))) for course in courses],
        ),
        of_courses("debt", f"Debt left after {last}", "P50 with P10 to P90", [_debt(course) for course in courses]),
        *_against(lab),
    )


def _velocity(course: LabCourse) -> str:
    return _ranged(course.velocity.p10[-1], course.velocity.p50[-1], course.velocity.p90[-1])


def _total(course: LabCourse) -> str:
    return _ranged(course.cumulative.p10[-1], course.cumulative.p50[-1], course.cumulative.p90[-1])


def _debt(course: LabCourse) -> str:
    return _ranged(course.principal.p10[-1], course.principal.p50[-1], course.principal.p90[-1])


def _ranged(low: float, middle: float, high: float) -> str:
    return f"{number(middle)} ({number(low)} to {number(high)})"


def _against(lab: LabResult) -> tuple[PolicyMeasure, ...]:
    """Return when which policy of each pair is ahead; the first policy is not compared with itself."""
    first = lab.courses[0].label
    pairs = lab.comparisons
    tip = "The policy named here is the one that reserves more where the two first differ"
    rows = [
        ("faster", f"Faster against {first}", [_when(lab, pair, pair.break_even.velocity_sprint) for pair in pairs]),
        ("ahead", f"Ahead in total against {first}", [_when(lab, p, p.break_even.cumulative_sprint) for p in pairs]),
    ]
    rows += [
        (f"odds-{sprint}", f"Chance to be ahead by {lab.name_at(sprint)}", [_odds(pair, sprint) for pair in pairs])
        for sprint in CHECKPOINTS
    ]
    return tuple(PolicyMeasure(key, name, ("", *texts), tip) for key, name, texts in rows)


def _is_same(pair: Comparison) -> bool:
    return pair.cost_features == (0.0, 0.0, 0.0) and not any(pair.ahead.values())


def _when(lab: LabResult, pair: Comparison, sprint: int) -> str:
    if _is_same(pair):
        return SAME
    return f"{pair.high_name} from {lab.name_at(sprint)}" if sprint else f"{pair.high_name} {NOT_IN_TEN_YEARS}"


def _odds(pair: Comparison, sprint: int) -> str:
    if _is_same(pair) or sprint not in pair.ahead:
        return ""
    return f"{chance(pair.ahead[sprint])} for {pair.high_name}"
