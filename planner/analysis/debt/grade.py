"""The debt ratio: registered principal over what the software took to build, with a grade from A to E."""

from dataclasses import dataclass
from typing import Final

from planner.analysis.debt.plan_parameters import open_debt
from planner.analysis.wording import number, pd, percent
from planner.domain.plan import Plan

GRADES: Final = ((0.05, "A"), (0.10, "B"), (0.20, "C"), (0.50, "D"))
WORST: Final = "E"


@dataclass(frozen=True, slots=True)
class DebtGrade:
    """The ratio of principal to development effort, and its grade."""

    principal_pd: float
    development_pd: float
    ratio: float
    grade: str


def grade_of(ratio: float) -> str:
    """Return the grade of a debt ratio: up to 5 % A, 10 % B, 20 % C, 50 % D, above E.

    >>> grade_of(0.05), grade_of(0.051), grade_of(0.1667), grade_of(0.6)
    ('A', 'B', 'C', 'E')
    """
    return next((grade for limit, grade in GRADES if ratio <= limit), WORST)


def debt_grade(plan: Plan) -> DebtGrade | None:
    """Return the debt ratio of a plan, ``None`` while its development effort is not known.

    The grid is the usual one for maintainability; the register is not all debt, so the grade is at best this good.
    """
    effort = plan.settings.development_pd
    if effort is None or effort <= 0:
        return None
    principal = open_debt(plan).principal_pd
    return DebtGrade(principal, effort, principal / effort, grade_of(principal / effort))


def grade_words(found: DebtGrade | None) -> str:
    """Return the grade in one sentence, or what it takes to know it."""
    if found is None:
        return "Enter what the software took to build to see its debt ratio and grade."
    whole = f"{pd(found.principal_pd)} of {number(found.development_pd)} that it took to build"
    return f"Debt ratio {percent(found.ratio, 1)}, grade {found.grade}: {whole}. The register only, at best this good."
