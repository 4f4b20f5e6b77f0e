"""The one-page brief: when debt threatens stability, what paying down costs against keeping on, both with ranges."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.analysis.debt.parameters import QUARTER_SPRINTS, DebtParameters
from planner.analysis.debt.projection import project
from planner.analysis.reserve.lab import HALF_YEAR, ONE_YEAR, Course, LabCourse, LabResult
from planner.analysis.wording import chance, count, day, money, number, percent, share

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

WASTE_LIMIT = 0.33
BREACHES = 2
HORIZON = 52
LEAST_STEP = 0.05


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why a brief is due, as a code and a sentence."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One cost under both courses, as P50 with P10 to P90."""

    name: str
    pay: str
    keep: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What is put before those who decide.

    Parameters
    ----------
    pay_share, keep_share
        The two reserves compared, shares of capacity.
    outlook
        When paying down is ahead and how sure that is.
    """

    title: str
    triggers: tuple[Trigger, ...]
    pay_share: float
    keep_share: float
    lines: tuple[BriefLine, ...]
    outlook: str
    basis: str

    def as_text(self) -> str:
        """Return the brief as plain text with tabs, to be pasted anywhere."""
        head = ("", f"Pay down, {share(self.pay_share)}", f"Keep on, {share(self.keep_share)}")
        rows = (head, *((line.name, line.pay, line.keep) for line in self.lines))
        why = "\n".join(trigger.sentence for trigger in self.triggers)
        table = "\n".join("\t".join(row) for row in rows)
        return f"{self.title}\n\n{why}\n\n{table}\n\n{self.outlook}\n{self.basis}\n"


def triggers(view: "PlanView") -> tuple[Trigger, ...]:
    """Return every reason to escalate that holds now."""
    found = (_tipping(view), _waste(view), _deadlines(view), _breaches(view))
    return tuple(trigger for trigger in found if trigger is not None)


def _tipping(view: "PlanView") -> Trigger | None:
    limit = view.thresholds.r_tip
    if not view.register.rows or view.reserve_share >= limit:
        return None
    words = f"The reserve of {share(view.reserve_share)} is below {share(round(limit, 3))}: from there debt runs away."
    return Trigger("tipping", words)


def _waste(view: "PlanView") -> Trigger | None:
    """Look at today and at the middle course of the lab's horizon."""
    if not view.register.rows:
        return None
    now = view.parameters.w0
    if now >= WASTE_LIMIT:
        return Trigger("waste", f"{percent(now)} of feature work is lost to registered debt; the limit is 33 %.")
    path = project(view.parameters, view.reserve_share, HORIZON).waste
    late = next((sprint for sprint, waste in enumerate(path.tolist(), start=1) if waste >= WASTE_LIMIT), 0)
    if not late:
        return None
    return Trigger(
        "waste", f"A third of feature work is lost to debt in {count(late, 'sprint')}, on the middle course."
    )


def _deadlines(view: "PlanView") -> Trigger | None:
    late = [row.item for row in view.register.rows if row.feasible is False and not row.item.is_accepted_on(view.today)]
    if not late:
        return None
    names = ", ".join(f"{item.id} by {day(item.deadline.remove_on)}" for item in late if item.deadline is not None)
    return Trigger("deadline", f"No order inside the reserve meets {names}.")


def _breaches(view: "PlanView") -> Trigger | None:
    run = view.reserve.breaches_in_a_row
    if run < BREACHES:
        return None
    return Trigger("breaches", f"The reserve was under its floor without a valid exception {run} sprints in a row.")


def brief_of(view: "PlanView") -> Brief | None:
    """Return the brief, ``None`` while nothing asks for one.

    Notes
    -----
    Paying down is the policy's ceiling. Keeping on is what was really spent over the policy's window, else the reserve
    in force; when that is as high as the ceiling, paying down is five points more. Both run through the reserve lab:
    same parameters, same seed.
    """
    reasons = triggers(view)
    if not reasons:
        return None
    lived = view.reserve.rho
    keep = round(view.reserve_share if lived is None else min(lived, view.reserve_share), 3)
    pay = max(view.plan.policy.ceiling, keep + LEAST_STEP)
    return make_brief(view.lab(pay, against=keep, horizon=HORIZON), reasons)


def make_brief(lab: LabResult, reasons: tuple[Trigger, ...]) -> Brief:
    """Return the brief of a lab that compares paying down with keeping on, in this order."""
    pay, keep = lab.courses[0], lab.courses[1]
    return Brief(
        title="Pay the debt down, or keep on as now?",
        triggers=reasons,
        pay_share=pay.share,
        keep_share=keep.share,
        lines=(*_amounts(pay, keep), *_interest(lab, pay, keep)),
        outlook=_outlook(lab),
        basis="P50, with P10 to P90 in brackets: two in ten turn out outside. Two-week sprints.",
    )


def _amounts(pay: LabCourse, keep: LabCourse) -> tuple[BriefLine, ...]:
    half, year, end = HALF_YEAR - 1, ONE_YEAR - 1, HORIZON - 1
    return (
        _line("Features in half a year, ideal days", pay.cumulative, keep.cumulative, at=half),
        _line("Features in two years, ideal days", pay.cumulative, keep.cumulative, at=end),
        _line("Registered debt in one year, person-days", pay.principal, keep.principal, at=year),
        BriefLine(
            "Feature work lost to debt in one year", _share_range(pay.waste, at=year), _share_range(keep.waste, at=year)
        ),
    )


def _line(name: str, pay: Course, keep: Course, *, at: int) -> BriefLine:
    return BriefLine(name, _range(pay, at=at), _range(keep, at=at))


def _range(course: Course, *, at: int) -> str:
    return f"{number(course.p50[at])} ({number(course.p10[at])} to {number(course.p90[at])})"


def _share_range(course: Course, *, at: int) -> str:
    return f"{percent(course.p50[at])} ({number(100 * course.p10[at])} to {percent(course.p90[at])})"


def _interest(lab: LabResult, pay: LabCourse, keep: LabCourse) -> tuple[BriefLine, ...]:
    """Return interest in money a quarter, one year from now; only when a person-day has a price."""
    found = lab.money
    if found is None:
        return ()
    texts = []
    for course in (pay, keep):
        low, middle, high = (
            money(quarterly_interest(lab.parameters, waste, course.share) * found.cost_per_pd, found.currency)
            for waste in (
                course.waste.p10[ONE_YEAR - 1],
                course.waste.p50[ONE_YEAR - 1],
                course.waste.p90[ONE_YEAR - 1],
            )
        )
        texts.append(f"{middle} ({low} to {high})")
    return (BriefLine("Interest a quarter, in one year", texts[0], texts[1]),)


def quarterly_interest(parameters: DebtParameters, waste: float, reserve: float) -> float:
    """Return interest in person-days a quarter: waste of the feature effort ``(k - r) C`` over 6.5 sprints.

    >>> round(quarterly_interest(DebtParameters(), 0.23, 0.20), 3)
    50.232
    """
    return waste * max(0.0, parameters.k - reserve) * parameters.C * QUARTER_SPRINTS


def _outlook(lab: LabResult) -> str:
    found = lab.comparisons[0]
    ahead, faster = found.break_even.cumulative_sprint, found.break_even.velocity_sprint
    if not ahead or not faster:
        return "Paying down is not ahead in total within ten years: the case for it is stability, not output."
    sure = chance(found.ahead[HORIZON])
    return (
        f"Paying down is faster from {lab.name_at(faster)} and ahead in total from {lab.name_at(ahead)}; "
        f"it is ahead within two years with {sure}."
    )
